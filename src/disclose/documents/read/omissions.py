"""The findings about numbers that a document holds and that were not read because of their look."""

import re
from collections.abc import Iterator, Sequence

from disclose.core.finding import Finding, Place, note, warning
from disclose.core.rich_text import Look, written
from disclose.core.text import abridge
from disclose.documents.read.model import Document, LeftOut


def omissions(document: Document) -> Iterator[Finding]:
    """Yield at most one finding for each reason why numbers of `document` were not read."""
    struck = _numbers(document, Look.STRUCK)
    if struck:
        yield warning("DOC53", *_places(struck), numbers=_quoted(struck))
    hidden = _numbers(document, Look.HIDDEN)
    if hidden:
        yield warning("DOC54", *_places(hidden), numbers=_quoted(hidden))
    if document.changes:
        deleted = _numbers(document, Look.DELETED)
        changes, numbers = document.changes, _quoted(deleted)
        yield warning("DOC55", *_places(deleted), changes=changes, numbers=numbers)
    notes = [
        each
        for look in (Look.RAISED, Look.LOWERED)
        for each in _numbers(document, look)
        if _is_behind_a_number(each)
    ]
    if notes:
        yield note("DOC56", *_places(notes), numbers=_quoted(notes))


def _numbers(document: Document, look: Look) -> list[LeftOut]:
    return [
        each
        for each in document.left_out
        if each.look is look and any(one.isdigit() for one in each.text)
    ]


def _is_behind_a_number(note_number: LeftOut) -> bool:
    raised = re.escape(written(note_number.text, note_number.look))
    return re.search(rf"\d\s?{raised}", note_number.shown) is not None


def _places(found: Sequence[LeftOut]) -> Iterator[Place]:
    return (Place(line=each.line, text=each.shown) for each in found)


def _quoted(found: Sequence[LeftOut]) -> tuple[str, ...]:
    return abridge([f"“{each.shown}”" for each in dict.fromkeys(found)])
