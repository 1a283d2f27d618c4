"""Commands that read documents written by others."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import exit_code, give, note, save_new, show, show_written

if TYPE_CHECKING:
    from disclose.documents.extract.extraction import Imported


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
