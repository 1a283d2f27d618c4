"""The place of a line as people find it: its part, its section, and its paragraph there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place
from disclose.documents.read.model import Document, Line
from disclose.documents.structure.outline import HEADING_LENGTH, NUMERAL, outline
from disclose.form.edition.model import Edition

_SECTION = expression(rf"（{NUMERAL}）")
_SHORT = 12
"""A paragraph has so many characters, or ends with a stop: a caption or a unit does not."""

_IN_PARAGRAPHS = frozenset(("docx", "html"))
"""Formats whose lines are paragraphs."""

_WITHOUT_LINES = _IN_PARAGRAPHS | {"pdf"}
"""Formats in which nobody counts lines."""


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """The part of a line, its section in that and its paragraph in that; 0 if unknown."""

    part: int
    section: str
    paragraph: int


def with_sections(
    findings: Sequence[Finding], document: Document, editions: Sequence[Edition]
) -> tuple[Finding, ...]:
    """Return `findings` whose places in `document`, which has no anchors, say their sections.

    The places in a text file stay: its lines can be counted.
    """
    if document.kind not in _WITHOUT_LINES:
        return tuple(findings)
    known = dict(_sections(document, editions))
    return tuple(
        each._replace(places=tuple(_placed(place, known) for place in each.places))
        for each in findings
    )


def _placed(place: Place, known: Mapping[int, ParagraphPlace]) -> Place:
    found = known.get(place.line) if place.in_document else None
    if found is None:
        return place
    paragraph = 0 if place.table else found.paragraph
    return place._replace(part=found.part, section=found.section, paragraph=paragraph)


def _sections(
    document: Document, editions: Sequence[Edition]
) -> Iterator[tuple[int, ParagraphPlace]]:
    report = outline(document, editions)
    parts = {each.line: each.number for each in report.headings}
    if not parts:
        return
    counted = document.kind in _IN_PARAGRAPHS
    part, section, paragraph = 0, "", 0
    for line in document.lines:
        if line.number in parts:
            part, section, paragraph = parts[line.number], "", 0
        elif found := _heading(line):
            section, paragraph = found, 0
        elif counted and _is_paragraph(line):
            paragraph += 1
        here = paragraph if counted and _is_paragraph(line) else 0
        yield line.number, ParagraphPlace(part, section, here)


def _heading(line: Line) -> str:
    """Return the number of a section, （二）, if a line is its heading; else nothing."""
    found = _SECTION.match(line.text)
    return found[0] if found and len(line.text) <= HEADING_LENGTH and "。" not in line.text else ""


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _SHORT or line.text.endswith(("。", "；", "："))
