"""The report of a filing in one step, as tests ask for it."""

from pathlib import Path
from typing import Any

from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, with_agreed_zeros
from disclose.report.compile import write
from disclose.report.narrative import compose


def compile_report(
    edition: Edition,
    filing: Filing,
    to: str,
    *,
    draft: bool,
    fonts_dir: Path | None = None,
    **how: Any,
) -> bytes:
    """Return the report of `filing` in the format `to`, composed as `how` says.

    For a final report, the date, texts and zeros that `filing` lacks are added.
    """
    whole = filing if draft else finished(edition, filing)
    return write(compose(edition, whole, draft=draft, **how), to, fonts_dir)


def finished(edition: Edition, filing: Filing) -> Filing:
    """Return `filing` with a date and with the texts it lacks; its blank cells are zeros."""
    lacking = [each for each in edition.texts if each.required and not filing.is_written(each)]
    texts = {
        each.id: "信息处理费未收取。" if each.fees else f"{each.label}有序。" for each in lacking
    }
    body = {"date": "2026年1月20日", **filing.body}
    agreed = filing._replace(body={**body, "blank_as_zero": "是"}, texts={**filing.texts, **texts})
    return with_agreed_zeros(edition, agreed)._replace(body=body, fees=filing.fees)
