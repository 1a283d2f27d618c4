"""One function a command; each is a call of `api` with its arguments parsed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import LANGUAGE, say
from disclose.cli.last import past_of
from disclose.cli.output import (
    DONE,
    FOUND,
    IMPOSSIBLE,
    fail,
    fail_with,
    give,
    give_text,
    note,
    save,
    save_new,
    show,
)
from disclose.cli.refusals import refusals

if TYPE_CHECKING:
    from disclose.checks.outcome import Checked
    from disclose.edition.model import Edition

app = typer.Typer(
    name="disclose",
    help=say(
        "政府信息公开工作年度报告：空白表、检查、生成报告",
        "Annual reports on the disclosure of government information: form, checks, report",
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("disclose-cn"))
        raise typer.Exit


@app.callback()
def disclose(
    context: typer.Context,
    *,
    editions: options.Folders = None,
    lang: options.Lang = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_show_version,
            help=say("显示版本", "show the version"),
        ),
    ] = False,
) -> None:
    """Take the options that stand before the command: they hold for whichever follows."""
    del lang, version
    if editions and context.invoked_subcommand:
        context.default_map = {context.invoked_subcommand: {"editions": editions}}


class CheckFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


class ExportFormat(StrEnum):
    """How figures are written."""

    JSON = "json"
    CSV = "csv"


@app.command(help=say("写出空白工作簿", "Write the blank workbook"))
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
    lang: options.Lang = None,
) -> None:
    """Write the blank workbook of an edition."""
    del lang
    library = api.library(editions or ())
    wanted = year or report_year(datetime.now(UTC).date())
    form = library.get(edition) if edition else api.edition_for(library, wanted)
    about = {"name": body} if body else {}
    past = past_of(form, wanted, about, api.previous(previous, library)) if previous else None
    try:
        data = api.template(form, wanted, about, past)
    except api.WrongYearError:
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


@app.command(help=say("由数据文件（JSON、CSV）生成工作簿", "Make a workbook from a figures file"))
@refusals
def fill(
    figures: Annotated[
        Path, typer.Argument(help=say("数据文件（.json 或 .csv）", "figures file (.json or .csv)"))
    ],
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Write the workbook that holds a figures file."""
    del lang
    from disclose.figures.content import FiguresError

    try:
        data = api.fill(figures, api.library(editions or ()))
    except FiguresError as error:
        fail_with(str(figures), error.findings)
    path = output or Path(figures.with_suffix(".xlsx").name)
    save_new(path, data, force=force)
    show_written(path)


@app.command(help=say("检查填好的工作簿", "Check filled workbooks"))
@refusals
def check(
    files: options.Workbooks,
    *,
    format_: Annotated[
        CheckFormat, typer.Option("--format", help=say("输出格式", "output format"))
    ] = CheckFormat.TEXT,
    previous: options.Previous = None,
    output: options.Output = None,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Check workbooks and print what is found."""
    del lang
    library = api.library(editions or ())
    last = api.previous(previous, library) if previous else None
    checked = [api.check(path, library, last) for path in _workbooks(files)]
    _print(checked, format_, output)
    raise typer.Exit(exit_code(checked))


def _workbooks(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files named, and those in folders named, without the locks of open programs."""
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.glob("*.xlsx") if not each.name.startswith("~$"))
            if not inside:
                fail(say(f"{path} 里没有 .xlsx 文件。", f"{path} holds no .xlsx file."))
            yield from inside
        else:
            yield path


def _print(checked: "Sequence[Checked]", format_: CheckFormat, output: Path | None) -> None:
    from disclose.present import json_report, text

    if format_ is CheckFormat.JSON:
        give_text(json_report.render(checked, LANGUAGE), output)
        return
    lines = tuple(text.render_all(checked, LANGUAGE))
    if output:
        save(output, "".join(f"{line.plain}\n" for line in lines).encode())
    else:
        show(lines)


def exit_code(checked: "Sequence[Checked]") -> int:
    """Return 2 if a file could not be read, else 1 if any fails, else 0."""
    judgements = {each.judgement.value for each in checked}
    if "unreadable" in judgements:
        return IMPOSSIBLE
    return FOUND if "fail" in judgements else DONE


@app.command(name="compile", help=say("检查并生成年度报告", "Check, then write the report"))
@refusals
def compile_(
    file: options.Workbook,
    *,
    output: options.OutputFolder = None,
    to: Annotated[
        str, typer.Option("--to", help=say("要哪些格式，逗号分开", "formats, separated by commas"))
    ] = "docx,html,md",
    draft: options.Draft = False,
    previous: options.Previous = None,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Check a workbook and write the report from its figures."""
    del lang
    from disclose.present import text
    from disclose.report.compile import FORMATS

    formats = [each.strip() for each in to.split(",") if each.strip()]
    unknown = [each for each in formats if each not in FORMATS]
    if unknown or not formats:
        known = "、".join(FORMATS)
        fail(say(f"--to 只能是：{known}", f"--to takes: {known}"))
    library = api.library(editions or ())
    last = api.previous(previous, library) if previous else None
    compiled = api.compile_report(file, library, formats, draft=draft, previous=last)
    show(text.render_all([compiled.checked], LANGUAGE))
    for name, data in compiled.documents.items():
        suffix = f"draft.{name}" if draft else name
        path = (output or file.parent) / f"{file.stem}.{suffix}"
        save(path, data)
        show_written(path)
    if not compiled.documents:
        note(say("没有生成报告。", "No report was written."))
    raise typer.Exit(exit_code([compiled.checked]))


@app.command(help=say("导出填好的数据", "Export the figures of a filled workbook"))
@refusals
def export(
    file: options.Workbook,
    to: Annotated[
        ExportFormat, typer.Option("--to", help=say("导出格式", "format"))
    ] = ExportFormat.JSON,
    output: options.Output = None,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Write the figures of a workbook, as typed, totals computed."""
    del lang
    checked = api.check(file, api.library(editions or ()))
    if checked.filing is None:
        fail_with(checked.file, checked.findings)
    data = api.export(checked, to.value)
    if output:
        save(output, data)
        show_written(output)
    else:
        give(data)


def show_written(path: Path) -> None:
    """Say where a file was written."""
    typer.echo(say(f"已写出 {path}", f"written: {path}"))
