"""The command `compile`: check a workbook, then write its report."""

import typer

from disclose import api
from disclose.cli import marked, options
from disclose.cli.language import language, say
from disclose.cli.output import exit_code, fail, note, save, show, show_written


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
        marked.save_marked(book, output or file.parent, compiled.checked)
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
