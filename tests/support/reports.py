"""The report of a filing in one step, as tests ask for it."""

from pathlib import Path
from typing import Any

from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
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
    """Return the report of `filing` in the format `to`, composed as `how` says."""
    return write(compose(edition, filing, draft=draft, **how), to, fonts_dir)
