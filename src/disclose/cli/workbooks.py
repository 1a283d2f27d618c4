"""Commands that write workbooks and figures files: `template`, `fill`, `export`."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.errors import fail_with
from disclose.cli.last import prior_year_of
from disclose.cli.output import give, save, save_new, show_written
from disclose.core.language import Wording


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
        prior_year = prior_year_of(form, wanted, about, given)
    data = api.template(form, wanted, about, prior_year)
    path = output or Path(f"{body or '政府信息公开年报'}-{wanted}.xlsx")
    save_new(path, data, force=force)
    show_written(path)


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
