"""The looks of the characters on a page of a PDF, which says only where each stands.

A character is raised if it directly follows one of a lower base line, and struck through if a line
through its middle is about as long as the text it crosses. Text off the page is hidden. Not looked
at: text in the colour of the paper, and text drawn without ink, which is how scans carry theirs.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

from disclose.core.rich_text import STROKE, Look, written
from disclose.documents.read.model import LeftOut
from disclose.documents.read.visible import is_note, left_out

_GAP = 0.12
"""Widest gap before a raised character, in sizes of the character before it; the text of the next
cell is farther away."""

_RISE = (0.2, 0.75)
_FALL = (0.12, 0.5)
"""How far raised and lowered characters are shifted, in sizes of the character before them: by a
third to a half up, by a sixth to a third down."""

_CROSSED = (0.15, 0.5)
"""Where a line strikes a character through, in sizes above its base line; 0.25 to 0.37 is usual."""

_THIN = 0.12
"""Thickest line that strikes a character through, in sizes of the character."""

_BEYOND = 1.0
"""How far such a line may go on before and behind the text, in sizes of a character."""

MAX_COMPARED = 2_000_000
"""Most pairs of a line and a character that are compared; a page of a report needs thousands."""

_AROUND = 12
_LEFT_OUT = "left_out"


@dataclass(slots=True)
class _Char:
    """An upright character; `y` is its base line, upwards; `shift` is how it is set, if at all."""

    raw: dict[str, Any]
    left: float
    right: float
    y: float
    size: float
    shift: Look | None = None
    base: "_Char | None" = None

    @property
    def text(self) -> str:
        return str(self.raw["text"])


def by_look(page: Any) -> tuple[Any, tuple[LeftOut, ...]]:
    """Return the page without note numbers and text off the page, and that text.

    Struck characters, and raised ones that are no note numbers, are written as Unicode does. The
    lines that strike them are gone: they are no rulings of a table.
    """
    found = list(_off_the_page(page))
    chars = [char for each in page.chars if (char := _upright(each))]
    lines = [each for kind in (page.lines, page.rects, page.curves) for each in kind]
    _strike(lines, chars)
    found += _settle_shifted(chars)
    return page.filter(lambda each: _LEFT_OUT not in each), tuple(found)


def _upright(raw: dict[str, Any]) -> _Char | None:
    along, up, *_, y = raw["matrix"]
    if up or along <= 0 or _LEFT_OUT in raw or not raw["text"].strip():
        return None
    return _Char(raw, raw["x0"], raw["x1"], y, max(raw["size"], 0.1))


def _off_the_page(page: Any) -> Iterator[LeftOut]:
    left, top, right, bottom = page.bbox
    pieces: list[str] = []
    for each in page.chars:
        x, y = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
        if not (left <= x <= right and top <= y <= bottom):
            each[_LEFT_OUT] = True
            pieces.append(each["text"])
    yield from left_out("".join(pieces), Look.HIDDEN, "", "")


def _strike(lines: Sequence[dict[str, Any]], chars: Sequence[_Char]) -> None:
    """Mark the characters that a line strikes through, and leave the line out."""
    by_height = sorted(chars, key=attrgetter("y"))
    heights = [each.y for each in by_height]
    largest = max((each.size for each in chars), default=0)
    compared = 0
    for line in lines:
        y, thick = (line["y0"] + line["y1"]) / 2, line["y1"] - line["y0"]
        if thick > _THIN * largest or line["x1"] - line["x0"] <= thick:
            continue
        first = bisect_left(heights, y - _CROSSED[1] * largest)
        near = by_height[first : bisect_left(heights, y)]
        compared += len(near)
        if compared > MAX_COMPARED:
            return
        crossed = [each for each in near if _crosses(line, y, thick, each)]
        if crossed and _is_as_long(line, crossed):
            line[_LEFT_OUT] = True
            for each in crossed:
                # Two lines may cross a character: dstrike, or one line drawn twice.
                if STROKE not in each.text:
                    each.raw["text"] = written(each.text, Look.STRUCK)


def _crosses(line: dict[str, Any], y: float, thick: float, char: _Char) -> bool:
    above = (y - char.y) / char.size
    middle = (char.left + char.right) / 2
    return (
        _CROSSED[0] <= above <= _CROSSED[1]
        and thick <= _THIN * char.size
        and line["x0"] <= middle <= line["x1"]
    )


def _is_as_long(line: dict[str, Any], crossed: Sequence[_Char]) -> bool:
    beyond = _BEYOND * max(each.size for each in crossed)
    left, right = min(each.left for each in crossed), max(each.right for each in crossed)
    return bool(left - line["x0"] <= beyond and line["x1"] - right <= beyond)


def _settle_shifted(chars: Sequence[_Char]) -> Iterator[LeftOut]:
    """Leave out runs of raised or lowered characters that number a note, write others as such."""
    for one, char in pairwise(chars):
        _shift(one, char)
    at = 0
    while at < len(chars):
        end = at + 1
        if chars[at].shift is not None:
            while end < len(chars) and _goes_on(chars[end - 1], chars[end]):
                end += 1
            yield from _settle(chars, at, end)
        at = end


def _shift(before: _Char, char: _Char) -> None:
    """Say of `char` how it is set against the text before it, by the order in the file."""
    base = before.base or before
    if not -0.5 * char.size <= char.left - before.right <= _GAP * base.size:
        return
    rise = (char.y - base.y) / base.size
    if _RISE[0] <= rise <= _RISE[1] and char.size <= 1.02 * base.size:
        char.shift, char.base = Look.RAISED, base
    elif _FALL[0] <= -rise <= _FALL[1] and char.size <= 0.95 * base.size:
        char.shift, char.base = Look.LOWERED, base


def _goes_on(before: _Char, char: _Char) -> bool:
    return char.shift is before.shift and char.base is before.base


def _settle(chars: Sequence[_Char], at: int, end: int) -> Iterator[LeftOut]:
    run, base = chars[at:end], chars[at].base or chars[at]
    text, look = "".join(each.text for each in run), run[0].shift or Look.RAISED
    before = "".join(_beside(chars[max(at - _AROUND, 0) : at][::-1], base, base))[::-1]
    after = "".join(_beside(chars[end : end + _AROUND], base, run[-1]))
    if not is_note(text, before, after):
        for each in run:
            each.raw["text"] = written(each.text, look)
        return
    for each in run:
        each.raw[_LEFT_OUT] = True
    yield from left_out(text, look, before, after)


def _beside(chars: Sequence[_Char], base: _Char, last: _Char) -> Iterator[str]:
    """Yield the texts of `chars` that follow each other, from `last` on, on the line of `base`."""
    for each in chars:
        gap = max(each.left - last.right, last.left - each.right)
        if each.y != base.y or gap > _GAP * base.size:
            return
        yield each.text
        last = each
