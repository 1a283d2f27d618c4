"""The command `compile`: check a workbook, then write its report."""

from typing import TYPE_CHECKING

import typer

from disclose import api
from disclose.cli import marked, options
from disclose.cli.language import language, say
from disclose.cli.output import exit_code, fail, note, save, show, show_written
from disclose.cli.refusals import refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclose.core.errors import Missing, PdfError


@refusals
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
    from disclose.core.errors import PdfError
    from disclose.output import text

    formats = _formats(to, fragment=fragment)
    library = api.library(editions or ())
    last = api.read_prior_year(previous, library) if previous else None
    book = api.open_workbook(file)
    try:
        compiled = api.compile_report(
            book,
            library,
            formats,
            draft=draft,
            prior_year=last,
            templates=template,
            fonts_dir=fonts,
            strict=strict,
            annex=annex,
            charts=charts,
        )
    except PdfError as error:
        fail(no_pdf(error))
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


def no_pdf(error: "PdfError") -> str:
    """Return why there is no PDF, and what to do; nothing has been written."""
    from disclose.core.errors import NoFontsError, NoTypesetterError, UnprintableError

    other = say("；不要 PDF 就用 --to docx,html,md。", "; or leave it out: --to docx,html,md.")
    match error:
        case NoTypesetterError(name=name):
            command = f"python -m pip install {name}"
            why = say(
                f"生成 PDF 要用 {name}，这里没有装好：{command}",
                f"A PDF needs {name}, which is not installed here: {command}",
            )
        case NoFontsError(folder=folder):
            return say(
                f"{folder} 里没有字体文件（.ttf .ttc .otf）。",
                f"{folder} holds no fonts (.ttf .ttc .otf).",
            )
        case UnprintableError(missing=missing):
            why = _unprintable(missing)
        case _:
            why = say(f"PDF 排不出来：{error}", f"The PDF cannot be typeset: {error}")
    return why + other


def _unprintable(missing: "Sequence[Missing]") -> str:
    shown = (
        say(
            f"“{each.character}”（U+{ord(each.character):04X}，在“{each.under}”）",
            f"“{each.character}” (U+{ord(each.character):04X}, under “{each.under}”)",
        )
        for each in missing
    )
    listed = say("、", ", ").join(shown)
    return say(
        f"PDF 没有生成：这些字在现有字体里都没有：{listed}；请改用别的字，"
        "或用 --fonts 给出有这些字的字体所在的文件夹",
        f"No PDF: no font at hand has {listed}; use other characters, or give a folder of fonts "
        "that have them with --fonts",
    )
