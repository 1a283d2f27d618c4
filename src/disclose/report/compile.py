"""One report in one format."""

from collections.abc import Callable, Mapping

from disclose.edition.model import Edition
from disclose.filing import Filing
from disclose.past import Past
from disclose.report import markdown, page
from disclose.report.narrative import Report, compose
from disclose.report.narratives import Narrative
from disclose.report.word import document

FRAGMENT = "fragment.html"
"""The format of the page to be pasted into a website's editor, and the end of its file's name."""

_WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    "docx": document.write,
    "html": page.write,
    "md": markdown.write,
    FRAGMENT: page.write_fragment,
}

FORMATS = tuple(each for each in _WRITERS if each != FRAGMENT)
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
) -> bytes:
    """Return the report of `filing` as a file of the format `to`; the same input, the same bytes.

    Where `past` is given the narrative tells changes on it; it is the edition's own if no other is
    given. A draft says so on every page and shows
    what is still to be filled in.

    Raises:
        UnknownFormatError: `to` is neither one of `FORMATS` nor `FRAGMENT`.
        UnfinishedFilingError: no draft is wanted, but the name of the body, the year or the amount
            of a figure is not known.
        TemplateFaultError: the narrative cannot be rendered.
        NarrativeError: the narrative holds a number of unknown origin.
    """
    if to not in _WRITERS:
        raise UnknownFormatError(to)
    missing = _missing(filing)
    if missing and not draft:
        raise UnfinishedFilingError(missing)
    return _WRITERS[to](compose(edition, filing, draft=draft, past=past, narrative=narrative))


def _missing(filing: Filing) -> tuple[str, ...]:
    general = ((UNNAMED, not filing.name.strip()), (UNDATED, filing.year is None))
    return (
        *(name for name, absent in general if absent),
        *(key for key, entry in filing.entries.items() if entry.value is None),
    )
