"""The commands on reports: `compile`, `verify`, `import`, `audit`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import (
    exit_code,
    fail,
    give,
    note,
    save,
    save_marked,
    save_new,
    show,
    show_outcome,
    show_written,
)
from disclose.core.language import Wording

if TYPE_CHECKING:
    from disclose.documents.extract.extraction import Imported


def compile_(
    file: options.Workbook,
    *,
    output: options.OutputFolder = None,
    to: options.Formats = "docx,html,pdf,md",
    fragment: options.Fragment = False,
    charts: options.Charts = False,
    draft: options.Draft = False,
    previous: options.Previous = None,
    template: options.Templates = None,
    fonts: options.Fonts = None,
    strict: options.Strict = False,
    annex: options.Annex = False,
    editions: options.Folders = None,
) -> None:
    """Check a workbook and write the report from its figures."""
    from disclose.output import text

    formats = _formats(to, fragment=fragment)
    book = api.open_workbook(file)
    compiled = api.compile_report(
        book,
        api.library(editions or ()),
        formats,
        draft=draft,
        prior_year=previous,
        templates=template,
        fonts_dir=fonts,
        strict=strict,
        annex=annex,
        charts=charts,
    )
    show(text.render_all([compiled.checked], language()))
    for name, data in compiled.documents.items():
        suffix = f"draft.{name}" if draft else name
        path = (output or file.parent) / f"{file.stem}.{suffix}"
        save(path, data)
        show_written(path)
    if not compiled.documents:
        save_marked(book, output or file.parent, compiled.checked)
        note(say("没有生成报告。", "No report was written."))
    raise typer.Exit(exit_code([compiled.checked]))


def _formats(to: str, *, fragment: bool) -> list[str]:
    """Return the formats that are named in `to`, or stop where one is unknown."""
    from disclose.report.compile import FORMATS, FRAGMENT

    formats = [each.strip() for each in to.split(",") if each.strip()]
    unknown = [each for each in formats if each not in FORMATS]
    if unknown or not formats:
        known = say("、", ", ").join(FORMATS)
        fail(say(f"--to 只能是：{known}", f"--to takes: {known}"))
    return [*formats, FRAGMENT] if fragment else formats


def verify(
    report: Annotated[
        Path,
        Wording(
            "改过的报告（.docx、.html、.pdf、.md、.txt）",
            "the edited report (.docx, .html, .pdf, .md, .txt)",
        ),
    ],
    file: options.Workbook,
    *,
    previous: options.Previous = None,
    template: options.Templates = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    editions: options.Folders = None,
) -> None:
    """Compare every number of an edited report with the report made anew from its workbook."""
    from disclose.documents.verify import render

    found = api.verify(report, file, api.library(editions or ()), previous, template)
    show_outcome(found, render.summary(found, language()), format_, output)
    raise typer.Exit(exit_code([found]))


def import_(
    report: options.Report,
    *,
    edition: options.AnyEdition = "",
    output: options.Output = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the official tables of a report as a figures file, and say what was found.

    The figures file goes to standard output and the findings to standard error; with `-o` the
    figures go to that file and the findings to standard output.
    """
    imported = api.import_report(report, api.library(editions or ()), edition)
    if output is None:
        _tell(imported, format_, aside=True)
        give(imported.figures or b"")
    else:
        if imported.figures is not None:
            save_new(output, imported.figures, force=force)
        _tell(imported, format_, aside=False)
        _written(imported.figures, output, aside=format_ is options.Format.JSON)
    raise typer.Exit(exit_code([imported.checked]))


def _tell(imported: "Imported", format_: options.Format, *, aside: bool) -> None:
    from disclose.output import json_report, text
    from disclose.output.console import named

    checked = imported.checked
    if format_ is options.Format.JSON:
        typer.echo(json_report.render([checked], language()), err=aside)
        return
    lines = [*text.findings(checked.file, checked.findings, checked.edition, language())]
    if aside:
        for line in lines:
            note(line.plain)
        note(_summary(imported))
    else:
        show(lines)
        typer.echo(named(_summary(imported)))


def _summary(imported: "Imported") -> str:
    file, tally = imported.checked.file, imported.checked.tally
    form, content = imported.checked.edition, imported.content
    if form is None or content is None or tally is None:
        return say(f"{file}  没有读到数。", f"{file}  no figure was read.")
    count, total = len(content.figures), len(form.figures)
    return say(
        f"{file}  {form.id}：读到 {count} 个数，共 {total} 个；"
        f"勾稽关系相符 {tally.holds}，不符 {tally.fails}，未能核对 {tally.undecided}。",
        f"{file}  {form.id}: {count} of {total} figures read; "
        f"{tally.holds} rules hold, {tally.fails} fail, {tally.undecided} not checked.",
    )


def _written(figures: bytes | None, output: Path, *, aside: bool) -> None:
    if figures is None:
        note(say("没有写出数据文件。", "No figures file was written."))
    elif not aside:
        show_written(output)


def audit(
    report: Annotated[
        Path,
        Wording(
            "报告（.docx、.html、.pdf、.md、.txt）", "a report (.docx, .html, .pdf, .md, .txt)"
        ),
    ],
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    editions: options.Folders = None,
) -> None:
    """Check the arithmetic of a report, without a workbook."""
    from disclose.documents.audit import render

    found = api.audit(report, api.library(editions or ()))
    show_outcome(found, render.summary(found, language()), format_, output)
    raise typer.Exit(exit_code([found]))
