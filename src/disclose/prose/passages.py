"""A text as passages: paragraphs put together again, in one way of writing."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

from disclose.core.expressions import expression
from disclose.core.finding import Place
from disclose.core.text import close_gaps

NOWHERE = Place()


class TextLine(Protocol):
    """A line of a text."""

    @property
    def number(self) -> int:
        """The number of the line, from 1."""

    @property
    def text(self) -> str:
        """Its characters."""

    @property
    def heading(self) -> int:
        """The level of a heading, 0 for other lines."""


LONG_LINE = 16
"""A line of at least this many characters without a closing mark goes on in the next one."""

HEADING_LENGTH = 40
"""Longest unmarked heading; those of the forms have up to 30 characters."""

_NUMBERED = expression(
    r"(第?[一二三四五六七八九十]{1,3}(部分|章)?\s*[、.,，\s]|\([一二三四五六七八九十]{1,3}\)|附(件|表)?\s*\d*\s*[:.、])"
)
_GOES_ON = (":", ";", "，", ",", "、")
_CLOSED = (*"。！？!?", *_GOES_ON)
_MARKS = expression(r"[*#`\u200b-\u200f\u2060\ufeff]")
_OTHERS = expression(r"[^\x00-\x7f\u4e00-\u9fff，。、《》“”‘’—]")
"""All characters but those that are their own NFKC form, and the full-width comma."""

_SENTENCE_END = expression(r"[。！？!?]")


class Passage(NamedTuple):
    """A paragraph without redundant spaces; `starts` are the offsets where its lines begin.

    `spaced` is the same text with its spaces.
    """

    text: str
    spaced: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    heading: bool = False
    base: Place = NOWHERE

    def place(self, offset: int, text: str) -> Place:
        """Return the place of `text`, which begins at `offset`: its line, or its cell."""
        return self.base._replace(line=self.line(offset), text=text)

    def line(self, offset: int) -> int:
        """Return the number of the line that holds the character at `offset`."""
        return self.numbers[max(0, bisect_right(self.starts, offset) - 1)]

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return where the sentence around `offset` begins and ends."""
        ends = _sentence_ends(self.text)
        at = bisect_right(ends, offset)
        return ends[at - 1] if at else 0, ends[at] if at < len(ends) else len(self.text)


@lru_cache(maxsize=256)
def _sentence_ends(text: str) -> tuple[int, ...]:
    """Return where the sentences of a passage end: asked for every number of it."""
    return tuple(match.end() for match in _SENTENCE_END.finditer(text))


def plain(text: str) -> str:
    """Return `text` in NFKC form without marks of Markdown.

    The full-width comma stays: `3，500` are two numbers, `3,500` is one.
    """
    return _MARKS.sub("", _OTHERS.sub(_normalised, text)).strip()


def _normalised(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def passages(lines: Iterable[TextLine], base: Place = NOWHERE) -> tuple[Passage, ...]:
    """Return `lines` as paragraphs, broken ones joined, each heading by itself.

    `base` is the cell that holds the text, or nothing for a document.
    """
    return tuple(_joined(lines, base))


def _joined(lines: Iterable[TextLine], base: Place) -> Iterator[Passage]:
    open_: list[tuple[int, str]] = []
    for line in lines:
        text = plain(line.text)
        heading = line.heading > 0 or _looks_like_heading(text)
        if open_ and (heading or not _goes_on(open_[-1][1])):
            yield _passage(open_, base)
            open_ = []
        if heading:
            yield _passage([(line.number, text)], base, heading=True)
        elif text:
            open_.append((line.number, text))
    if open_:
        yield _passage(open_, base)


def _goes_on(text: str) -> bool:
    return text.endswith(_GOES_ON) or (len(text) >= LONG_LINE and not text.endswith(_CLOSED))


def _looks_like_heading(text: str) -> bool:
    return (
        len(text) <= HEADING_LENGTH
        and _NUMBERED.match(text) is not None
        and not text.endswith(_CLOSED)
        and not any(each.isdigit() for each in text)
    )


def _passage(lines: list[tuple[int, str]], base: Place, *, heading: bool = False) -> Passage:
    starts, text = [], ""
    for _, each in lines:
        starts.append(len(text))
        text += close_gaps(each)
    return Passage(
        text=text,
        spaced="".join(each for _, each in lines),
        starts=tuple(starts),
        numbers=tuple(number for number, _ in lines),
        heading=heading,
        base=base,
    )
