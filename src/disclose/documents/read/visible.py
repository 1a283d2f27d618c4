"""The visible text of a paragraph or cell: without note numbers, struck, hidden or deleted text.

Each reader knows how its format marks a look; what follows from a look is decided here, for all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from disclose.core.expressions import expression
from disclose.core.rich_text import STROKE, Look, written
from disclose.documents.read.anchors import unmarked
from disclose.documents.read.model import LeftOut

Piece: TypeAlias = tuple[str, Look | None]
"""A piece of text and its look, None for plain text; it may hold the marks of `anchors`."""

PAGE_NUMBER = expression(
    r"[\s—–―\-－·第]*\d{1,4}[\s—–―\-－·页]*(?:(?:/|／|[,，]?\s*共)\s*\d{1,4}[\s—–―\-－·页]*)?"
)
"""A line that is the number of a page, or that and the number of pages."""

_RAISED = frozenset({Look.RAISED, Look.LOWERED})
_DIGITS = r"\d⁰¹²³⁴-⁹①-⑳"
_NOTE_NUMBER = expression(
    rf"\s*(?:[\[(（〔【［]?(?:注|附注|脚注)?(?:[{_DIGITS}]{{1,3}}|[a-z*＊†‡※#])[\])）〕】］]?[\s,，、;；-]*)+"
)
_LETTER_END = expression(r"[A-Za-zµ]\Z")
_DIGIT_END = expression(r"\d\Z")
_DIGIT_START = expression(r"\s?\d")

_NOTE_CHARACTER = expression(r"(?<=[\d%％\ue002])(?:[⁰¹²³⁴-⁹]+|[①-⑳])(?!\d)")
"""A note number in a character of its own, behind a number; U+E002 ends a mark of `anchors`."""

_STRUCK = expression(f"(?:[^{STROKE}]{STROKE})+")

_AROUND = 12
_WITHIN = 100
_NEAR = 8
"""How many runs before and after a run are looked at: a paragraph may have thousands."""


def visible(pieces: Iterable[Piece], *, cell: bool = False) -> tuple[str, tuple[LeftOut, ...]]:
    """Return the visible text of a paragraph, or of a `cell`, and what is left out of it.

    A raised or lowered text is the number of a note if it stands behind other text; between two
    digits it is kept as Unicode writes it, so that nobody reads one number. A cell whose whole
    text is struck through keeps it in the same way: it is not blank.
    """
    runs = _merged(pieces)
    plain = "".join(text for text, look in runs if look is None)
    if not unmarked(plain).strip():
        kept = {*_RAISED, Look.STRUCK} if cell else _RAISED
        runs = _merged(
            (written(text, look) if look is Look.STRUCK else text, None if look in kept else look)
            for text, look in runs
        )
    pieces_seen: list[str] = []
    hidden: list[LeftOut] = []
    for at, (text, look) in enumerate(runs):
        before = unmarked("".join(pieces_seen[-_NEAR:]))
        after = unmarked("".join(each for each, one in runs[at + 1 : at + _NEAR] if one is None))
        if look in _RAISED and not is_note(text, before, after):
            gap = " " if _DIGIT_END.search(before) and not _DIGIT_START.match(after) else ""
            pieces_seen.append(gap + written(text, look))
        elif look is None:
            pieces_seen.append(text)
        else:
            hidden += left_out(text, look, before, after)
    return "".join(pieces_seen), tuple(hidden)


def _merged(pieces: Iterable[Piece]) -> Sequence[Piece]:
    return [
        ("".join(text for text, _ in run), look)
        for look, run in groupby((each for each in pieces if each[0]), key=lambda each: each[1])
    ]


def is_note(text: str, before: str, after: str) -> bool:
    """Return whether a raised text is the number of a note; behind a letter it is a power: m²."""
    if not _NOTE_NUMBER.fullmatch(text):
        return False
    if not before.strip():
        return not _DIGIT_START.match(after)
    between = _DIGIT_END.search(before) and _DIGIT_START.match(after)
    return not (between or _LETTER_END.search(before))


def left_out(text: str, look: Look, before: str, after: str) -> Iterator[LeftOut]:
    """Yield the text that is left out between `before` and `after`, unless it is blank."""
    bare = " ".join(unmarked(text).split())
    if bare:
        # As Word shows a deletion; hidden text is shown nowhere.
        drawn = f"[{bare}]" if look is Look.HIDDEN else written(bare, look)
        shown = f"{before[-_AROUND:]}{drawn}{after[:_AROUND]}"
        yield LeftOut(look, bare, " ".join(shown.split()))


def without_marked_characters(text: str, *, cell: bool = False) -> tuple[str, tuple[LeftOut, ...]]:
    """Return `text` without what its characters mark as struck or as the number of a note.

    These are characters with a stroke through them, unless all of a cell's are, and ¹ and ① behind
    a number. NFKC, in which texts are compared, would make digits of the latter.
    """
    found: list[LeftOut] = []
    if STROKE in text and not (cell and not _STRUCK.sub("", text).strip()):
        text = _cut(text, _STRUCK, Look.STRUCK, found)
    return _cut(text, _NOTE_CHARACTER, Look.RAISED, found), tuple(found)


def _cut(text: str, pattern: re.Pattern[str], look: Look, found: list[LeftOut]) -> str:
    for each in pattern.finditer(text):
        before = unmarked(text[max(each.start() - _WITHIN, 0) : each.start()])
        after = unmarked(text[each.end() : each.end() + _WITHIN])
        found += left_out(each[0].replace(STROKE, ""), look, before, after)
    return pattern.sub("", text)
