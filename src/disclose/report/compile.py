"""One report in one format."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from disclose.core.errors import NoTypesetterError, UnfinishedFilingError, UnknownFormatError
from disclose.form.filing import Filing
from disclose.report.narrative import Report

FORMATS = ("docx", "html", "pdf", "md")
"""The formats a report is written in, as the command line names them."""

FRAGMENT = "fragment.html"
"""The format of the page to be pasted into a website's editor, and the end of its file's name."""

UNNAMED = "name"
UNDATED = "year"


def write(report: Report, to: str, fonts_dir: Path | None = None) -> bytes:
    """Return `report` as a file of the format `to`; the same input, the same bytes.

    A draft says so on every page and shows what is still to be filled in. A PDF takes fonts from
    `fonts_dir` first.

    Raises:
        UnknownFormatError: `to` is neither one of `FORMATS` nor `FRAGMENT`.
        UnfinishedFilingError: it is no draft, but the name of the body, the year or the amount of a
            figure is not known.
        PdfError: a PDF cannot be made: no typesetter, no fonts, or characters that no font has.
    """
    writer = _writer(to, fonts_dir)
    missing = _missing(report.filing)
    if missing and not report.draft:
        raise UnfinishedFilingError(missing)
    return writer(report)


def _writer(to: str, fonts_dir: Path | None) -> Callable[[Report], bytes]:
    """Return what writes `to`; it is imported here, so that no format pays for another."""
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


def _missing(filing: Filing) -> tuple[str, ...]:
    general = ((UNNAMED, not filing.name.strip()), (UNDATED, filing.year is None))
    return (
        *(name for name, absent in general if absent),
        *(key for key, entry in filing.entries.items() if entry.value is None),
    )
