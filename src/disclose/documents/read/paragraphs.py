"""Printed lines into paragraphs: a line that reaches the right edge goes on below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.．)）]|[（(]?\d{1,2}[、.．)）](?!\d)|第[一二三四五六七八九十\d]+[章节条部]"
)
_WORD_END = re.compile(r"[A-Za-z0-9,.;:)]$")
_WORD_START = re.compile(r"[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as printed, its edges in points from the left and the top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height of the line, about the width of a Chinese character."""
        return self.bottom - self.top


def paragraphs(lines: Sequence[Printed], everything: Sequence[Printed]) -> Iterator[str]:
    """Yield the paragraphs that `lines` make; `everything` printed shows where the margins are."""
    left = min((line.left for line in everything), default=0)
    right = max((line.right for line in everything), default=0)
    whole = ""
    before: Printed | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, left, right):
            whole += _between(whole, line.text) + line.text
        else:
            if whole:
                yield whole
            whole = line.text
        before = line
    if whole:
        yield whole


def _goes_on(before: Printed, line: Printed, left: float, right: float) -> bool:
    full = before.right > right - 2 * before.height
    flush = line.left < left + before.height
    return full and flush and not _OPENING.match(line.text)


def _between(text: str, following: str) -> str:
    return " " if _WORD_END.search(text) and _WORD_START.match(following) else ""
