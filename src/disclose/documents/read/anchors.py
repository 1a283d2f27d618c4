"""Anchors: the names of figures in a document, carried in the text of a line or cell as marks.

On request a reader puts an opening mark with a name before the text of a content control, bookmark
or `data` element, and a closing mark after it. Marked ranges may overlap, because bookmarks in
Word may. The marks are private-use characters, as in `form.templating`.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from disclose.core.expressions import expression

_OPEN, _CLOSE, _NAMED = "\ue000", "\ue001", "\ue002"
_MARK = expression(
    f"(?P<side>[{_OPEN}{_CLOSE}])(?P<level>[cb])(?P<name>[^{_OPEN}-{_NAMED}]*){_NAMED}"
)
_STRAY = expression(f"[{_OPEN}-{_NAMED}]")
_DIGITS = 12
_LONGEST = 400
"""Longest name that is kept; the longest key or expression of a form has under 300 characters."""


class Level(StrEnum):
    """The evidence for the identity of a number: a content control, a bookmark, or its context."""

    CONTROL = "controls"
    BOOKMARK = "bookmarks"
    ALIGNMENT = "alignment"


_LETTERS = {Level.CONTROL: "c", Level.BOOKMARK: "b"}
_LEVELS = {letter: level for level, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A name and the range of the text that it names."""

    level: Level
    name: str
    start: int
    end: int


def opened(level: Level, name: str) -> str:
    """Return the mark before the text that `name` names."""
    return f"{_OPEN}{_LETTERS[level]}{bare(name)[:_LONGEST]}{_NAMED}"


def closed(level: Level, name: str) -> str:
    """Return the mark after the text that `name` names."""
    return f"{_CLOSE}{_LETTERS[level]}{bare(name)[:_LONGEST]}{_NAMED}"


def bare(text: str) -> str:
    """Return `text` of a document without characters that could be mistaken for marks."""
    return _STRAY.sub("", text)


def told(marked: str) -> tuple[str, tuple[Anchor, ...]]:
    """Return the text without marks, and its anchors; an unclosed anchor ends with the text."""
    pieces: list[str] = []
    found: list[Anchor] = []
    begun: dict[tuple[str, str], int] = {}
    at = length = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[at : mark.start()])
        length += len(pieces[-1])
        at = mark.end()
        named = (mark["level"], mark["name"])
        if mark["side"] == _OPEN:
            begun.setdefault(named, length)
        elif named in begun:
            found.append(Anchor(_LEVELS[named[0]], named[1], begun.pop(named), length))
    text = _STRAY.sub("", "".join((*pieces, marked[at:])))
    unclosed = (
        Anchor(_LEVELS[level], name, start, len(text)) for (level, name), start in begun.items()
    )
    return text, (*found, *unclosed)


def unmarked(marked: str) -> str:
    """Return the text without marks."""
    return told(marked)[0]


def bookmark(expression: str, number: int) -> str:
    """Return the name of the bookmark of the `number`th figure printed for `expression`, from 1.

    It follows from the expression alone, so that a document that has lost everything else still
    says what each of its numbers stands for. Word takes 40 letters, digits and underlines.
    """
    return f"{stem(expression)}_{number}"


def stem(expression: str) -> str:
    """Return the common prefix of the bookmarks of all figures printed for `expression`."""
    return f"d{sha256(expression.encode()).hexdigest()[:_DIGITS]}"
