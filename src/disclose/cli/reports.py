"""The commands on reports: `compile`, `verify`, `import`, `audit`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.api.outputs import refuse_places, write_files
from disclose.cli import options
from disclose.cli.errors import describe
from disclose.cli.language import language, say
from disclose.cli.output import (
    FOUND,
    MarkedCopyTarget,
    exit_code,
    fail,
    print_lines,
    print_outcome,
    print_status,
    print_written,
    save_marked,
    write_stdout,
)
from disclose.core.errors import NoTypesetterError
from disclose.core.language import Wording

if TYPE_CHECKING:
    from disclose.documents.extract.extraction import Imported


def compile_(
    file: options.Workbook,
    *,
    output: options.OutputFolder = None,
    to: options.Formats = None,
    fragment: options.Fragment = False,
    charts: options.Charts = False,
    draft: options.Draft = False,
    previous: options.Previous = None,
    template: options.Templates = None,
    fonts: options.Fonts = None,
    strict: options.Strict = False,
    annex: options.Annex = False,
    lexicon: options.Lexicon = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Check a workbook and write the report from its figures."""
    from disclose.output import text
    from disclose.report.compile import FORMATS

    formats = _formats(to, fragment=fragment)
    folder = output or file.parent
    stem = f"{file.stem}.{'draft.' if draft else ''}"
    paths = {name: folder / f"{stem}{name}" for name in formats or FORMATS}
    inputs = (file, previous, template, fonts, lexicon, *(editions or ()))
    # an edited report does not keep the findings back: perhaps errors block a new one
    refuse_places(paths.values(), inputs, force=True)
    workbook = api.open_workbook(file)
    compiled = api.compile_report(
        workbook,
        api.library(editions or ()),
        formats,
        draft=draft,
        prior_year=previous,
        templates=template,
        fonts_dir=fonts,
        strict=strict,
        annex=annex,
        charts=charts,
        lexicon=lexicon,
    )
    documents = {paths[name]: data for name, data in compiled.documents.items()}
    write_files(documents, force=force)
    print_lines(text.render_all([compiled.checked], language()))
    for path in documents:
        print_written(path)
    for error in compiled.unwritten.values():
        print_status(describe(error))
    # A machine without a typesetter, which was not asked for a PDF, has done all that it can.
    if any(not isinstance(error, NoTypesetterError) for error in compiled.unwritten.values()):
        raise typer.Exit(FOUND)
    if not compiled.documents:
        save_marked(
            workbook,
            MarkedCopyTarget(folder, taken=[each for each in (file, previous, lexicon) if each]),
            compiled.checked,
        )
        print_status(say("没有生成报告。", "No report was written."))
    raise typer.Exit(exit_code([compiled.checked]))


def _formats(to: str | None, *, fragment: bool) -> list[str] | None:
    """Return the formats in `to`, None for all; end the command if one is unknown."""
    from disclose.report.compile import FORMATS, FRAGMENT

    if to is None:
        return [*FORMATS, FRAGMENT] if fragment else None
    formats = [name.strip().lower() for name in to.split(",") if name.strip()]
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        known = say("、", ", ").join(FORMATS)
        fail(say(f"--to 只能是：{known}", f"--to accepts: {known}"))
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
    lexicon: options.Lexicon = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Compare every number of an edited report with its workbook."""
    from disclose.documents.verify import summary

    if output:
        inputs = [report, file, previous, template, lexicon, *(editions or ())]
        refuse_places([output], inputs, force=force)

    library = api.library(editions or ())
    outcome = api.verify(report, file, library, previous, template, lexicon=lexicon)
    print_outcome(outcome, summary.summary(outcome, language()), format_, output, force=force)
    raise typer.Exit(exit_code([outcome]))


def import_(
    report: options.Report,
    *,
    edition: options.AnyEdition = "",
    output: options.Output = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the official tables of a report as a figures file, and print the findings.

    Without `-o` the figures go to standard output and the findings to standard error; with it the
    findings go to standard output.
    """
    if output:
        refuse_places([output], [report, *(editions or ())], force=force)
    imported = api.import_report(report, api.library(editions or ()), edition)
    if output is None:
        _print_findings(imported, format_, to_stderr=True)
        write_stdout(imported.figures or b"")
    else:
        if imported.figures is not None:
            write_files({output: imported.figures}, force=force)
        _print_findings(imported, format_, to_stderr=False)
        if imported.figures is None:
            print_status(say("没有写出数据文件。", "No figures file was written."))
        elif format_ is options.Format.TEXT:
            print_written(output)
    raise typer.Exit(exit_code([imported.checked]))


def _print_findings(imported: "Imported", format_: options.Format, *, to_stderr: bool) -> None:
    from disclose.output import json_report, text
    from disclose.output.console import single_line

    checked = imported.checked
    if format_ is options.Format.JSON:
        typer.echo(json_report.render([checked], language()), err=to_stderr)
        return
    lines = [*text.findings(checked.file, checked.findings, checked.edition, language())]
    if to_stderr:
        for line in lines:
            print_status(line.plain)
        print_status(_summary(imported))
    else:
        print_lines(lines)
        typer.echo(single_line(_summary(imported)))


def _summary(imported: "Imported") -> str:
    file, tally = imported.checked.file, imported.checked.tally
    form, content = imported.checked.edition, imported.content
    if form is None or content is None or tally is None:
        return say(f"{file}  没有读到数。", f"{file}  no figures were read.")
    count = sum(bool(str(figure).strip()) for figure in content.figures.values())
    total = len(form.figures)
    return say(
        f"{file}  {form.id}：读到 {count} 个数，共 {total} 个；"
        f"勾稽关系相符 {tally.holds} 条，不符 {tally.fails} 条，未能核对 {tally.undecided} 条。",
        f"{file}  {form.id}: {count} of {total} figures read; "
        f"rules: {tally.holds} pass, {tally.fails} fail, {tally.undecided} not checked.",
    )


def audit(
    report: Annotated[
        Path,
        Wording(
            "报告（.docx、.html、.pdf、.md、.txt）", "a report (.docx, .html, .pdf, .md, .txt)"
        ),
    ],
    *,
    lexicon: options.Lexicon = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
    numbers: options.Numbers = False,
) -> None:
    """Check the arithmetic and the structure of a report, without a workbook."""
    from disclose.documents.audit import summary

    if output:
        refuse_places([output], [report, lexicon, *(editions or ())], force=force)

    outcome = api.audit(report, api.library(editions or ()), lexicon=lexicon, numbers=numbers)
    print_outcome(outcome, summary.summary(outcome, language()), format_, output, force=force)
    raise typer.Exit(exit_code([outcome]))
