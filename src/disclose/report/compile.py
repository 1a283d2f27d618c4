"""Writes a report in one format."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from disclose.core.errors import NoTypesetterError, UnfinishedFilingError, UnknownFormatError
from disclose.core.file_names import DRAFT, file_name, original_stem, plain_name
from disclose.core.seal import seal
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import YEAR
from disclose.form.filing import Filing
from disclose.report.narrative import Report

FORMATS = ("docx", "html", "pdf", "md")
"""The formats a report is written in, as the command line names them."""

FRAGMENT = "fragment.html"
"""The format for the editor of a website; also the suffix of its file."""


def report_name(edition: Edition, filing: Filing, to: str, *, draft: bool) -> str:
    """Return the name under which a report is filed: 青禾县2025年政府信息公开工作年度报告.docx.

    Without an agency or a year it is called like its workbook.
    """
    ending = f"（{DRAFT}）.{to}" if draft else f".{to}"
    if (name := plain_name(filing.name)) and filing.year is not None:
        return file_name(name, f"{filing.year}年{plain_name(edition.title)}{ending}")
    return file_name(original_stem(filing.origin.name), ending)


def write(report: Report, to: str, fonts_dir: Path | None = None) -> bytes:
    """Return `report` as a sealed file of the format `to`; the same input gives the same bytes.

    A draft is marked on every page and highlights its gaps. A PDF prefers fonts from `fonts_dir`.

    Raises:
        UnknownFormatError: `to` is neither one of `FORMATS` nor `FRAGMENT`.
        UnfinishedFilingError: it is no draft, but a required line, a text or a figure is missing.
        PdfError: a PDF cannot be made: no typesetter, no fonts, or no font has a character.
    """
    writer = _writer(to, fonts_dir)
    missing = _missing(report.edition, report.filing)
    if missing and not report.draft:
        raise UnfinishedFilingError(missing)
    return seal(writer(report))


def _writer(to: str, fonts_dir: Path | None) -> Callable[[Report], bytes]:
    """Return the writer of `to`; imported here, so that one format does not load the others."""
    match to:
        case "docx":
            from disclose.report.word import document

            return document.write
        case "html":
            from disclose.report import page

            return page.write
        case "fragment.html":
            from disclose.report import page

            return page.write_fragment
        case "pdf":
            return _pdf_writer(fonts_dir)
        case "md":
            from disclose.report import markdown

            return markdown.write
        case _:
            raise UnknownFormatError(to)


def _pdf_writer(fonts_dir: Path | None) -> Callable[[Report], bytes]:
    try:
        from disclose.report.pdf import document, fonts
    except ImportError as error:
        raise NoTypesetterError from error
    return partial(document.write, fonts=fonts.find(fonts_dir))


def _missing(edition: Edition, filing: Filing) -> tuple[str, ...]:
    """Return the ids of required lines and texts, and the keys of figures, not filled in."""
    lines = (each.id for each in edition.body if each.required)
    return (
        *(line for line in lines if not filing.body.get(line, "").strip()),
        *((YEAR,) if filing.year is None else ()),
        *(key for key, entry in filing.entries.items() if entry.amount is None),
        *(each.id for each in edition.texts if each.required and not filing.is_written(each)),
    )
