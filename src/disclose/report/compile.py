"""One report in one format."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from disclose.edition.model import Edition
from disclose.filing import Filing
from disclose.past import Past
from disclose.report.narrative import Report, compose
from disclose.report.narratives import Narrative
from disclose.report.pdf.faults import TYPESETTER, NoTypesetterError

FRAGMENT = "fragment.html"
"""The format of the page to be pasted into a website's editor, and the end of its file's name."""

FORMATS = ("docx", "html", "pdf", "md")
"""The formats a report is written in, as the command line names them."""

UNNAMED = "name"
UNDATED = "year"


class UnknownFormatError(Exception):
    """A format that the report is not written in; the text is its name."""


class UnfinishedFilingError(Exception):
    """A filing that only a draft can be made of; `missing` names what it lacks."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        """Keep the names: `name`, `year`, keys of figures that have no amount."""
        super().__init__(", ".join(missing))
        self.missing = missing


def compile_report(
    edition: Edition,
    filing: Filing,
    to: str,
    *,
    draft: bool,
    past: Past | None = None,
    narrative: Narrative | None = None,
    fonts_dir: Path | None = None,
    charts: bool = False,
) -> bytes:
    """Return the report of `filing` as a file of the format `to`; the same input, the same bytes.

    Where `past` is given the narrative tells changes on it; it is the edition's own if no other is
    given. A draft says so on every page and shows what is still to be filled in. A PDF takes fonts
    from `fonts_dir` first. With `charts` those that the narrative has a place for are drawn.

    Raises:
        UnknownFormatError: `to` is neither one of `FORMATS` nor `FRAGMENT`.
        UnfinishedFilingError: no draft is wanted, but the name of the body, the year or the amount
            of a figure is not known.
        TemplateFaultError: the narrative cannot be rendered.
        NarrativeError: the narrative holds a number of unknown origin.
        PdfError: a PDF cannot be made: no typesetter, no fonts, or characters that no font has.
    """
    writer = _writer(to, fonts_dir)
    missing = _missing(filing)
    if missing and not draft:
        raise UnfinishedFilingError(missing)
    report = compose(
        edition,
        filing,
        draft=draft,
        past=past,
        narrative=narrative,
        charts=charts,
    )
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
        case _ if to == FRAGMENT:
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
        raise NoTypesetterError(TYPESETTER) from error
    return partial(document.write, fonts=fonts.find(fonts_dir))


def _missing(filing: Filing) -> tuple[str, ...]:
    general = ((UNNAMED, not filing.name.strip()), (UNDATED, filing.year is None))
    return (
        *(name for name, absent in general if absent),
        *(key for key, entry in filing.entries.items() if entry.value is None),
    )
