"""Commands that write workbooks and figures files: `template`, `fill`, `export`."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import say
from disclose.cli.last import prior_year_of
from disclose.cli.output import fail, fail_with, give, save, save_new, show_written
from disclose.cli.refusals import refusals
from disclose.core.errors import WrongYearError
from disclose.core.language import Wording

if TYPE_CHECKING:
    from disclose.form.edition.model import Edition


class ExportFormat(StrEnum):
    """How figures are written."""

    JSON = "json"
    CSV = "csv"


@refusals
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
    try:
        data = api.template(form, wanted, about, prior_year)
    except WrongYearError:
        fail(_wrong_year(form, wanted))
    path = output or Path(f"{body or '政府信息公开年报'}-{wanted}.xlsx")
    save_new(path, data, force=force)
    show_written(path)


def _wrong_year(form: "Edition", year: int) -> str:
    right = form.serving(year)
    if right:
        return say(
            f"{form.id} 适用的报告年度是 {form.years}，不含 {year}；{year} 年度请用 -e {right}。",
            f"{form.id} serves the report years {form.years}, not {year}; for it use -e {right}.",
        )
    return say(
        f"{form.id} 适用的报告年度是 {form.years}，不含 {year}；请用 -y 指定年度。",
        f"{form.id} serves the report years {form.years}, not {year}; give one with -y.",
    )


LAST_MONTH = 6
"""Until this month the report of the year before is what people write."""


def report_year(today: date) -> int:
    """Return the year that people report on at `today`: last year until summer, then this one."""
    return today.year - (today.month <= LAST_MONTH)


@refusals
def fill(
    figures: Annotated[Path, Wording("数据文件（.json 或 .csv）", "figures file (.json or .csv)")],
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the workbook that holds a figures file."""
    from disclose.core.errors import FiguresError

    try:
        data = api.fill(figures, api.library(editions or ()))
    except FiguresError as error:
        fail_with(str(figures), error.findings)
    path = output or Path(figures.with_suffix(".xlsx").name)
    save_new(path, data, force=force)
    show_written(path)


@refusals
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
