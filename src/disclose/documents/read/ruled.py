"""Ruled tables of a printed page: cells by their edges, parts of one table joined over pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, TypeAlias

from disclose.core.errors import UnreadableDocumentError
from disclose.core.messages.document_refused import TOO_MANY_CELLS, unsafe
from disclose.core.text import squeeze
from disclose.documents.read.page import MAX_CELLS, flat

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""

NEAR = 8
"""How far, in points, the outer edges of two parts of a table may differ."""

_SAME_EDGE = 4
"""Edges nearer to each other than this, in points, are one edge."""

_BROKEN = re.compile(r"\d[\d.]*\n\d[\d.]*", re.ASCII)
_PADDING = 12
"""White space at both sides of a cell, in points; Word and WPS have 10.8 unless changed."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as ruled: its lines of cells, each cell with its box and its text."""

    page: int
    lines: tuple[tuple[tuple[Box, str], ...], ...]
    parts: tuple[int, ...] = ()

    @property
    def box(self) -> Box:
        """Return the edges of the table; of one joined over pages only left and right count."""
        boxes = [box for line in self.lines for box, _ in line]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.box[1]

    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Return the table with merged cells repeated wherever they span."""
        edges = _edges(x for line in self.lines for box, _ in line for x in (box[0], box[2]))
        bounds = (0, *self.parts, len(self.lines))
        pieces = [self.lines[a:b] for a, b in pairwise(bounds)]
        return tuple(row for piece in pieces for row in _filled(piece, edges))


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return tuple(edges)


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _filled(
    lines: Sequence[Sequence[tuple[Box, str]]], edges: Sequence[float]
) -> Iterator[tuple[str, ...]]:
    tops = [min(box[1] for box, _ in line) for line in lines]
    width = len(edges) - 1
    if width * len(lines) > MAX_CELLS:
        raise UnreadableDocumentError(unsafe(TOO_MANY_CELLS, MAX_CELLS))
    grid = [[""] * width for _ in lines]
    for number, line in enumerate(lines):
        for box, text in line:
            low = max(sum(top < box[3] - _SAME_EDGE for top in tops), number + 1)
            for row in range(number, low):
                for column in range(_nearest(edges, box[0]), _nearest(edges, box[2])):
                    grid[row][column] = text
    yield from map(tuple, grid)


def ruled(table: Any, page: int) -> Iterator[Ruled]:
    """Yield what is a table in `table`, found by its ruling.

    Some programs draw a box around every line of text: runs of lines with one cell across are
    text, but for the one just above a line with several cells, and one alone.
    """
    texts = table.extract(x_tolerance=3)
    lines = tuple(
        tuple(
            (tuple(box), flat(_unbroken(table.page, box, text or "")))
            for box, text in zip(row.cells, said, strict=True)
            if box is not None
        )
        for row, said in zip(table.rows, texts, strict=True)
    )
    kept = _tabular([line for line in lines if line])
    for together, run in groupby(kept, key=lambda pair: pair[0]):
        if together is not None:
            yield Ruled(page, tuple(line for _, line in run))


def _unbroken(page: Any, box: Box, text: str) -> str:
    """Return `text` with a number whole that was broken because it fills its narrow cell."""
    if not _BROKEN.fullmatch(text.strip()):
        return text
    left, top, right, bottom = box
    inside = [
        each
        for each in page.chars
        if left <= each["x0"] and each["x1"] <= right and top <= each["top"] < bottom
    ]
    first = min((each["top"] for each in inside), default=0)
    line = [each for each in inside if each["top"] < first + _SAME_EDGE]
    wanted = sum(each["width"] for each in line) * (len(line) + 1) / max(len(line), 1)
    return "".join(text.split()) if wanted > right - left - _PADDING else text


_Line: TypeAlias = tuple[tuple[Box, str], ...]


def _tabular(lines: Sequence[_Line]) -> list[tuple[int | None, _Line]]:
    """Return the lines with the number of the table each belongs to, None for text."""
    number = 0
    runs = [(many, [*run]) for many, run in groupby(lines, key=lambda line: len(line) > 1)]
    if not any(many for many, _ in runs):
        return []
    found: list[tuple[int | None, _Line]] = []
    for place, (many, run) in enumerate(runs):
        if many or len(run) == 1:
            found += [(number, line) for line in run]
            continue
        number += 1
        last = place == len(runs) - 1
        head = [] if last else run[-1:]
        found += [(None, line) for line in run[: len(run) - len(head)]]
        found += [(number, line) for line in head]
    return found


def joined(above: Ruled, below: Ruled) -> Ruled | None:
    """Return the table that goes on from one page to the next; None if they are two.

    Lines that the second page repeats from the head of the table are left out.
    """
    left, _, right, _ = above.box
    other_left, _, other_right, _ = below.box
    if abs(left - other_left) > NEAR or abs(right - other_right) > NEAR:
        return None
    rest = below.lines[_repeated(above, below) :]
    if not rest:
        return above
    return Ruled(above.page, (*above.lines, *rest), (*above.parts, len(above.lines)))


def _repeated(above: Ruled, below: Ruled) -> int:
    count = 0
    for first, second in zip(above.lines, below.lines, strict=False):
        if _said(first) != _said(second) or not any(_said(first)):
            break
        count += 1
    return count


def _said(line: _Line) -> tuple[str, ...]:
    return tuple(squeeze(text) for _, text in line)
