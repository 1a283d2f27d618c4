"""Lines of text in styles, folded to the width of a console."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from disclose.core.text import escape_control_chars

WIDTH = 96
"""Columns of a console that text is folded to; a Chinese character takes two."""

_HALF = 2
"""A sentence that ends in the last half of a line is a good place to fold it."""

_PIECE = re.compile(
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


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in one style: `error`, `warning`, `note`, `pass`, `place`, `faint` or plain."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class ConsoleLine:
    """One line of output."""

    segments: tuple[Segment, ...] = ()

    @property
    def plain(self) -> str:
        """Return the line without styles."""
        return "".join(segment.text for segment in self.segments)


def visible(text: str) -> str:
    r"""Return `text` with what would steer a terminal or turn the reading round as `\u202e`."""
    return escape_control_chars(text)


def named(text: str) -> str:
    r"""Return `visible` of a line that names a file or a sheet: it stays one line.

    A name can hold a line feed, and what follows would read as a line of ours.
    """
    return visible(text).replace("\n", "\\u000a").replace("\t", "\\u0009")


def width(text: str) -> int:
    """Return how many columns `text` takes; characters of doubtful width count as wide."""
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WFA")
        for each in text
    )


def folded(text: str, indent: int = 0, most: int = WIDTH, hang: int = 0) -> Iterator[str]:
    """Yield `text` as lines of at most `most` columns, indented; the later ones by `hang` more.

    A run of letters and digits, such as a path, is never torn.
    """
    lead = " " * indent
    for part in visible(text).split("\n"):
        for line in _lines(part, most - indent, hang):
            yield f"{lead}{line}".rstrip()
            lead = " " * (indent + hang)


def _lines(text: str, room: int, hang: int) -> Iterator[str]:
    line: list[str] = []
    for piece in _PIECE.findall(text):
        while line and width("".join([*line, piece]).rstrip()) > room:
            at = _break(line, room)
            yield "".join(line[:at])
            line = [each for number, each in enumerate(line[at:]) if number or each.strip()]
            room -= hang
            hang = 0
        if line or piece.strip():
            line.append(piece)
    yield "".join(line)


def _break(line: list[str], room: int) -> int:
    """Return after how many pieces to fold: behind the last clause if it leaves no short line."""
    for at in range(len(line), 0, -1):
        if line[at - 1].endswith(_STRONG) and width("".join(line[:at])) * _HALF > room:
            return at
    return len(line)
