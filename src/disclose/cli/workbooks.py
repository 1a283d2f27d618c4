"""Commands that write workbooks and figures files: `template`, `fill`, `export`."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.errors import fail_with
from disclose.cli.language import language
from disclose.cli.output import give, note, save, save_new, show_written
from disclose.core.language import Wording

if TYPE_CHECKING:
    from disclose.api.prior_input import PriorYearInput
    from disclose.form.edition.model import Edition
    from disclose.form.prior_year import PriorYear


class ExportFormat(StrEnum):
    """How figures are written."""

    JSON = "json"
    CSV = "csv"


def template(
    *,
    edition: options.EditionId = None,
    year: options.Year = None,
    body: options.Body = "",
    previous: options.Previous = None,
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the blank workbook of an edition."""
    library = api.library(editions or ())
    wanted = year or report_year(datetime.now(UTC).date())
    form = library.get(edition) if edition else api.edition_for(library, wanted)
    about = {"name": body} if body else {}
    prior_year = None
    if previous:
        given = api.read_prior_year(previous, library)
        prior_year = _prior_year(form, wanted, about, given)
    data = api.template(form, wanted, about, prior_year)
    path = output or Path(f"{body or '政府信息公开年报'}-{wanted}.xlsx")
    save_new(path, data, force=force)
    show_written(path)


def _prior_year(
    form: "Edition", year: int, body: Mapping[str, str], prior_year: "PriorYearInput"
) -> "PriorYear":
    """Return what a blank workbook continues, after saying what is wrong with it; else stop."""
    from disclose.output.text import findings

    followed = api.match_prior_year(form, year, body, prior_year)
    if followed.prior_year is None:
        fail_with(prior_year.name, followed.findings)
    for line in findings(prior_year.name, followed.findings, None, language()):
        note(line.plain)
    return followed.prior_year


LAST_MONTH = 6
"""Until this month the report of the year before is what people write."""


def report_year(today: date) -> int:
    """Return the year that people report on at `today`: last year until summer, then this one."""
    return today.year - (today.month <= LAST_MONTH)


def fill(
    figures: Annotated[Path, Wording("数据文件（.json 或 .csv）", "figures file (.json or .csv)")],
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the workbook that holds a figures file."""
    data = api.fill(figures, api.library(editions or ()))
    path = output or Path(figures.with_suffix(".xlsx").name)
    save_new(path, data, force=force)
    show_written(path)


def export(
    file: options.Workbook,
    to: Annotated[
        ExportFormat, typer.Option("--to"), Wording("导出格式", "format")
    ] = ExportFormat.JSON,
    output: options.Output = None,
    editions: options.Folders = None,
) -> None:
    """Write the figures of a workbook, as typed, totals computed."""
    checked = api.check(file, api.library(editions or ()))
    if checked.filing is None:
        fail_with(checked.file, checked.findings)
    data = api.export(checked, to.value)
    if output:
        save(output, data)
        show_written(output)
    else:
        give(data)
