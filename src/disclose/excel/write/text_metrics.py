"""How much room Chinese text takes: line breaks, row heights, column widths."""

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from disclose.core.expressions import expression
from disclose.excel.write.sheet import Box

POINTS_PER_PIXEL = 0.75
"""72 points and 96 pixels an inch, as spreadsheets count at 100 %."""

LEADING = 1.4
"""Height of a line per size of type: the tallest of the fonts in use, Noto, needs it."""

PADDING = 6
"""Pixels of a cell that text cannot use, left and right together."""

TALLEST = 409
"""Highest row that a spreadsheet admits, in points."""


def breadth(text: str) -> float:
    """Return the width of `text` in ems: a Chinese character is one, others half."""
    wide = sum(map("WFA".count, map(unicodedata.east_asian_width, text)))
    return (len(text) + wide) / 2


def lines(text: str, size: float, pixels: int) -> int:
    """Return how many lines `text` of `size` points takes in a cell of `pixels`."""
    ems = _room(size, pixels)
    return sum(_wrapped(line, ems) for line in text.splitlines() or [""])


_UNBROKEN = expression("[!-~]+|.")


def _wrapped(line: str, ems: float) -> int:
    """Return how many lines of `ems` a line takes; Latin words and numbers are not broken."""
    if breadth(line) <= ems:
        return 1
    count, used = 1, 0.0
    for token in map(breadth, _UNBROKEN.findall(line)):
        if used and used + token > ems:
            count, used = count + 1, 0.0
        count += max(0, math.ceil(token / ems) - 1)
        used += token % ems if token > ems else token
    return count


def broken(text: str, size: float, pixels: int) -> str:
    """Return a short label with its line breaks: after its number if that helps, else in pairs.

    Programs break Chinese anywhere; `社会公益组织` reads better as 4 and 2 than as 5 and 1.
    """
    room = int(_room(size, pixels))
    number, mark, rest = text.partition("）")
    if breadth(text) <= room or text.count("\n"):
        return text
    if mark and rest and number.startswith("（") and breadth(rest) <= room:
        return f"{number}{mark}\n{rest}"
    even = next(each for each in range(1, len(text) + 1) if breadth(text) <= each * room)
    length = min(room, math.ceil(len(text) / even / 2) * 2)
    return "\n".join(text[at : at + length] for at in range(0, len(text), length))


def _room(size: float, pixels: int) -> float:
    """Return the ems that fit into a line, to half an em."""
    return max(1.0, math.floor((pixels - PADDING) * POINTS_PER_PIXEL / size * 2) / 2)


def height(text: str, size: float, pixels: int) -> float:
    """Return the height in points that `text` needs, with a little air."""
    return min(TALLEST, lines(text, size, pixels) * size * LEADING + 6)


def columns(widths: Sequence[Decimal], pixels: int) -> tuple[int, ...]:
    """Return `widths`, in any unit, as columns that take `pixels` together."""
    whole = sum(widths)
    return tuple(round(pixels * width / whole) for width in widths)


def rows(needs: Iterable[tuple[Box, float]], count: int, least: float) -> Mapping[int, float]:
    """Return the heights of `count` rows that give every box the height it needs.

    A box over several rows that lacks room gets it from its rows in equal parts.
    """
    heights = dict.fromkeys(range(count), least)
    for box, need in sorted(needs, key=lambda pair: pair[0].rows):
        covered = range(box.row, box.row + box.rows)
        lacking = need - sum(heights[row] for row in covered)
        for row in covered:
            heights[row] += max(0.0, lacking) / box.rows
    return heights
