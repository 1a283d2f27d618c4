"""Parses a rendered narrative into blocks, which the writers of all formats draw.

A template renders to plain text. Its figures, staff texts, constants and gaps arrive wrapped in
private-use characters (see `form.templating`), so that the origin of every digit is known here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from disclose.core.errors import InternalError
from disclose.core.expressions import expression
from disclose.form import templating


class TextOrigin(StrEnum):
    """The origin of a piece of text: template, figure, staff, a constant, or a gap to fill in."""

    PLAIN = "plain"
    FIGURE = "figure"
    STAFF = "staff"
    CONSTANT = "constant"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one origin; `key` is the key or expression of a figure."""

    origin: TextOrigin
    text: str
    key: str = ""


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the report or of its annex, split at the permitted line breaks."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (level 1) or of a subsection (level 2)."""

    level: int
    runs: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    runs: Line


@dataclass(frozen=True, slots=True)
class TablePlaceholder:
    """The place of an official table."""

    table: str


@dataclass(frozen=True, slots=True)
class ChartPlaceholder:
    """The place of a chart."""

    chart: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines at the end: the name of the agency and the date."""

    lines: tuple[Line, ...]


Block: TypeAlias = Title | Heading | Paragraph | TablePlaceholder | ChartPlaceholder | Signature


class NarrativeError(InternalError):
    """A rendered narrative that must not be published; the message is the faulty part.

    The part is a number that comes from no figure, an unknown `:::` mark, or an incomplete mark of
    a figure.
    """


class WrongTablesError(NarrativeError):
    """Official tables that a narrative does not place exactly once.

    `counts` says how often it places each. `unknown` are those that the form does not have.
    """

    def __init__(self, counts: Mapping[str, int], unknown: Sequence[str]) -> None:
        """Keep them."""
        super().__init__(", ".join(f":::table {name}" for name in (*counts, *unknown)))
        self.counts, self.unknown = counts, unknown


_ORIGINS = {
    templating.STAFF: TextOrigin.STAFF,
    templating.CONSTANT: TextOrigin.CONSTANT,
    templating.OPEN: TextOrigin.GAP,
}
_MARKS = "\ue000-\ue005"
_RUN = expression(
    f"(?:{templating.FIGURE}(?P<key>[^{_MARKS}]*){templating.TEXT}"
    f"|(?P<mark>[{''.join(_ORIGINS)}]))(?P<text>[^{_MARKS}]*){templating.END}"
)
_MARK = expression(f"[{_MARKS}]")
_STRUCTURE = expression(r"(#{1,3}|:::\w+) *")
_UNEVEN = expression("[!-~]{14,}|\u3000")


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a rendered narrative.

    A line is a paragraph unless it begins with `#` (title), `##`, `###` (headings),
    `:::table ID`, `:::chart ID` or `:::sign`, and the template itself wrote that mark. Consecutive
    lines of a title or of a signature form one block.

    Raises:
        NarrativeError: a number has no known origin, a mark is incomplete, or a structure mark is
            unknown.
    """
    blocks: list[Block] = []
    for line in _lines(_runs(text)):
        require_traceable_digits(line)
        block = _block(line)
        last = blocks[-1] if blocks else None
        match last, block:
            case Title(before), Title(more):
                blocks[-1] = Title(before + more)
            case Signature(before), Signature(more):
                blocks[-1] = Signature(before + more)
            case _:
                blocks.append(block)
    return tuple(blocks)


def _runs(text: str) -> Iterator[Run]:
    """Yield the marked runs of `text` and the template's own words between them."""
    end = 0
    for match in _RUN.finditer(text):
        yield _plain(text[end : match.start()])
        origin = _ORIGINS.get(match["mark"], TextOrigin.FIGURE)
        yield Run(origin, match["text"], match["key"] or "")
        end = match.end()
    yield _plain(text[end:])


def _plain(text: str) -> Run:
    # A mark that is left over here lost its partner, for example to a filter that cuts a text.
    if _MARK.search(text):
        shown = _MARK.sub("⁝", text).strip()
        raise NarrativeError(shown)
    return Run(TextOrigin.PLAIN, text)


def _lines(runs: Iterator[Run]) -> Iterator[Line]:
    """Yield the lines that are not blank; a run that spans several lines is split."""
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in rest:
            yield from _kept(line)
            line = [replace(run, text=text)]
    yield from _kept(line)


def _kept(line: list[Run]) -> Iterator[Line]:
    """Yield `line` without white space at its ends; yield nothing if it is blank."""
    runs = [run for run in line if run.text]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    if kept := tuple(run for run in runs if run.text):
        yield kept


def require_traceable_digits(line: Line) -> None:
    """Raise unless every digit comes from a figure, a constant or the staff.

    Raises:
        NarrativeError: the template itself wrote a digit.
    """
    for run in line:
        if run.origin is TextOrigin.PLAIN and any(char.isdigit() for char in run.text):
            raise NarrativeError(plain_text(line))


def _block(line: Line) -> Block:
    # Only the template may set structure: a `#` that the staff typed stays text.
    mark = _STRUCTURE.match(line[0].text) if line[0].origin is TextOrigin.PLAIN else None
    if mark is None:
        return Paragraph(line)
    first = replace(line[0], text=line[0].text[mark.end() :])
    rest = (first, *line[1:]) if first.text else line[1:]
    match mark[1]:
        case "#":
            return Title((rest,))
        case "##" | "###":
            return Heading(len(mark[1]) - 1, rest)
        case ":::table":
            return TablePlaceholder(plain_text(rest))
        case ":::chart":
            return ChartPlaceholder(plain_text(rest))
        case ":::sign":
            return Signature((rest,))
        case unknown:
            raise NarrativeError(unknown)


def needs_left_alignment(line: Line) -> bool:
    """Return whether justifying `line` would leave wide gaps: a very long word, or wide spaces."""
    return _UNEVEN.search(plain_text(line)) is not None


def plain_text(line: Line) -> str:
    """Return the text of `line`."""
    return "".join(run.text for run in line)
