"""The commands that write workbooks and figures files: `template`, `fill`, `export`."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.api.outputs import refuse_places, write_files
from disclose.cli import options
from disclose.cli.errors import fail_with_findings
from disclose.cli.language import language
from disclose.cli.output import print_status, print_written, write_stdout
from disclose.core.file_names import file_name, workbook_name
from disclose.core.language import Wording
from disclose.core.season import report_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclose.core.finding import Finding
    from disclose.form.filing import Filing


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
    given = api.read_prior_year(previous, library) if previous else None
    last = given.only if given else None
    wanted = year or _next_year(last) or report_year(datetime.now(UTC).date())
    name = body or (last.name if last else "")
    path = output or Path(workbook_name(name, wanted))
    refuse_places([path], [previous, *(editions or ())], force=force)
    after = last.edition if last else ""
    form = library.get(edition) if edition else api.edition_for(wanted, library, after)
    named = {"name": body} if body else {}
    if given:
        made = api.continue_workbook(form, wanted, named, given)
        _print_findings(given.name, made.findings)
        data = made.data
    else:
        data = api.template(form, wanted, named)
    write_files({path: data}, force=force)
    print_written(path)


def _next_year(last: "Filing | None") -> int:
    """Return the year after that of last year's file, 0 if it is not known."""
    return last.year + 1 if last and last.year else 0


def _print_findings(name: str, found: "Sequence[Finding]") -> None:
    from disclose.output.text import findings

    for line in findings(name, found, None, language()):
        print_status(line.plain)


def fill(
    figures: Annotated[Path, Wording("数据文件（.json 或 .csv）", "figures file (.json or .csv)")],
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the workbook that holds a figures file."""
    path = output or Path(file_name(figures.stem, ".xlsx"))
    refuse_places([path], [figures, *(editions or ())], force=force)
    write_files({path: api.fill(figures, api.library(editions or ()))}, force=force)
    print_written(path)


def export(
    file: options.Workbook,
    to: Annotated[
        ExportFormat, typer.Option("--to", case_sensitive=False), Wording("导出格式", "format")
    ] = ExportFormat.JSON,
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the figures of a workbook as typed, with computed totals."""
    if output:
        refuse_places([output], [file, *(editions or ())], force=force)
    checked = api.check(file, api.library(editions or ()))
    if checked.filing is None:
        fail_with_findings(checked.file, checked.findings)
    data = api.export(checked, to.value)
    if output:
        write_files({output: data}, force=force)
        print_written(output)
    else:
        write_stdout(data)
