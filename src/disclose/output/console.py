"""Styled lines of text, folded to the width of a console."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.text import escape_control_chars

WIDTH = 96
"""Width of a line in columns; a Chinese character takes two."""

_HALF = 2
"""A line breaks after a clause only if that fills at least one half of its width."""

_PIECE = expression(
    r"""\s+
    |[（“‘「《\[(]*                              # opening marks stay with what follows
    (?:\w{1,8}![A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?  # a cell with its sheet
    |\d+\.[^\s!-~]                               # the number of a printed line
    |[!-~\u00a0-\u2010→]+|\S)                    # letters and digits; else one character
    (?:[ ]\d[\d.,]*)?                            # an amount stays with its name
    [，。；：、）”’」》！？…\]),.;:]*            # closing marks stay with what they close""",
    re.VERBOSE,
)
_STRONG = tuple("；。;")


class Segment(NamedTuple):
    """A run of text in one style: `error`, `warning`, `note`, `pass`, `place`, `faint` or plain."""

    text: str
    style: str = ""


class ConsoleLine(NamedTuple):
    """One line of output."""

    segments: tuple[Segment, ...] = ()

    @property
    def plain(self) -> str:
        """Return the line without styles."""
        return "".join(segment.text for segment in self.segments)


def single_line(text: str) -> str:
    r"""Escape the control characters of `text`, line feeds and tabs as well.

    A file or sheet name can hold a line feed, and the rest of the name would read as our output.
    """
    return escape_control_chars(text).replace("\n", "\\u000a").replace("\t", "\\u0009")


def width(text: str) -> int:
    """Return the width of `text` in columns; characters of ambiguous width count as wide."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WFA")
        for char in text
    )


def folded(text: str, indent: int = 0, most: int = WIDTH, hang: int = 0) -> Iterator[str]:
    """Fold `text` to lines of at most `most` columns, indented; later lines by `hang` more.

    A run of letters and digits, such as a path, never breaks.
    """
    lead = " " * indent
    for part in escape_control_chars(text).split("\n"):
        for line in _lines(part, most - indent, hang):
            yield f"{lead}{line}".rstrip()
            lead = " " * (indent + hang)


def _lines(text: str, room: int, hang: int) -> Iterator[str]:
    line: list[str] = []
    for piece in _PIECE.findall(text):
        while line and width("".join([*line, piece]).rstrip()) > room:
            at = _break(line, room)
            yield "".join(line[:at])
            line = [piece for number, piece in enumerate(line[at:]) if number or piece.strip()]
            room -= hang
            hang = 0
        if line or piece.strip():
            line.append(piece)
    yield "".join(line)


def _break(line: list[str], room: int) -> int:
    """Return the number of pieces before the break: after a clause unless the line gets short."""
    for at in range(len(line), 0, -1):
        if line[at - 1].endswith(_STRONG) and width("".join(line[:at])) * _HALF > room:
            return at
    return len(line)
