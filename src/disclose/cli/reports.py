"""The commands on reports: `compile`, `verify`, `import`, `audit`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclose import api
from disclose.api.outputs import (
    refuse_existing,
    refuse_inputs,
    refuse_places,
    write_files,
)
from disclose.api.report_files import remove_drafts, report_paths
from disclose.cli import options
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
from disclose.output.error_words import describe

if TYPE_CHECKING:
    from disclose.checks.outcome import Checked
    from disclose.documents.extract.extraction import Imported
    from disclose.output.console import ConsoleLine


WORD = ".docx"


def compile_(
    file: options.Workbook,
    *,
    output: options.ReportOutput = None,
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
    formats = _formats(to, fragment=fragment)
    named = _named_report(output, formats) if output else None
    folder = named.parent if named else output or file.parent
    inputs = (file, previous, template, fonts, lexicon, *(editions or ()))
    # an edited report does not keep the findings back: perhaps errors block a new one
    if named:
        refuse_places([named], inputs, force=True)
    refuse_existing({folder / file.name: None}, force=True)
    workbook = api.open_workbook(file)
    compiled = api.compile_report(
        workbook,
        api.library(editions or ()),
        [named.suffix[1:].lower()] if named else formats,
        draft=draft,
        prior_year=previous,
        templates=template,
        fonts_dir=fonts,
        strict=strict,
        annex=annex,
        charts=charts,
        lexicon=lexicon,
    )
    places = report_paths(compiled, folder, force=force)
    documents = {named or places[to]: data for to, data in compiled.documents.items()}
    refuse_inputs(documents, inputs)
    write_files(documents, force=force)
    verdict = _print_all_but_verdict(compiled.checked)
    for path in documents:
        print_written(path)
    for path in remove_drafts(compiled, folder):
        print_status(say(f"已删除旧草稿 {path}", f"old draft removed: {path}"))
    for error in compiled.unwritten.values():
        print_status(describe(error).in_(language()))
    if not compiled.documents and not compiled.unwritten:
        taken = [each for each in (file, previous, lexicon) if each]
        save_marked(workbook, MarkedCopyTarget(folder, taken=taken), compiled.checked)
        print_status(say("没有生成报告。", "No report was written."))
    print_lines([verdict])
    # A machine without a typesetter, which was not asked for a PDF, has done all that it can.
    if any(not isinstance(error, NoTypesetterError) for error in compiled.unwritten.values()):
        raise typer.Exit(FOUND)
    raise typer.Exit(exit_code([compiled.checked]))


def _print_all_but_verdict(checked: "Checked") -> "ConsoleLine":
    """Print what was found; return the verdict for the end."""
    from disclose.output.text import render_all

    *lines, verdict = render_all([checked], language())
    print_lines(lines)
    return verdict


def _named_report(output: Path, formats: list[str] | None) -> Path | None:
    """Return `output` if it names a report, None if it names a folder; end the command if neither.

    The ending gives the format of a report; another format in `formats` contradicts it.
    """
    from disclose.core.folders import DOCUMENTS, WORKBOOKS
    from disclose.report.compile import FORMATS

    ending = output.suffix.lower()
    if output.is_dir() or ending not in {*DOCUMENTS, *WORKBOOKS}:
        return None
    to = ending.removeprefix(".")
    if to not in FORMATS:
        known = say("、", ", ").join(f".{each}" for each in FORMATS)
        fail(
            say(
                f"没有写出 {output}：报告的文件名用 {known}；-o 也可以是文件夹。",
                f"{output} was not written: the name of a report ends in {known}; -o may also be "
                "a folder.",
            )
        )
    if formats not in (None, [to]):
        fail(
            say(
                f"没有写出 {output}：文件名只有 {to} 一种格式，--to、--fragment 要的不止或不是它；"
                "请让 -o 是文件夹，或改 --to。",
                f"{output} was not written: it names one file in {to}, but --to or --fragment asks "
                "for another format or for several; give -o a folder, or change --to.",
            )
        )
    return output


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
    mark: Annotated[
        bool,
        typer.Option("--mark"),
        Wording(
            "另存一份 Word 报告，在有问题的地方加批注",
            "also write a copy of the Word report with comments at the findings",
        ),
    ] = False,
    output: options.VerifyOutput = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Compare every number of an edited report with its workbook."""
    from disclose.documents.verify import summary

    if mark and report.suffix.lower() != WORD:
        fail(say("--mark 只能用于 Word 报告（.docx）。", "--mark takes Word reports (.docx) only."))
    copies = MarkedCopyTarget(ending=WORD)
    findings = output
    if output and output.suffix.lower() == WORD:
        _require_mark(output, mark=mark)
        copies.named, findings = output, None
    inputs = [each for each in (report, file, previous, template, lexicon) if each]
    if output:
        refuse_places([output], [*inputs, *(editions or ())], force=force)
    library = api.library(editions or ())
    outcome = api.verify(report, file, library, previous, template, lexicon=lexicon)
    print_outcome(outcome, summary.summary(outcome, language()), format_, findings, force=force)
    if mark and outcome.readable:
        copies.taken.extend(inputs)
        path = copies.path(report)
        write_files({path: api.mark_report(report, outcome, language())})
        print_written(path, to_stderr=True)
    raise typer.Exit(exit_code([outcome]))


def _require_mark(copy: Path, *, mark: bool) -> None:
    """End the command if the findings, which are text, would get the name of a Word file."""
    if not mark:
        fail(
            say(
                f"没有写出 {copy}：要给批注副本取名，请加 --mark；"
                "核对结果是文本，文件名请用 .txt。",
                f"{copy} was not written: to name a copy with comments, add --mark; "
                "findings are text, name the file .txt.",
            )
        )


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
