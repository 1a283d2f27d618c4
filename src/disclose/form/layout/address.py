"""Cells and ranges of a workbook; indices are zero-based, texts are in A1 notation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

Position: TypeAlias = tuple[int, int]
"""Row and column of a cell, zero-based."""

_A1 = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Address(NamedTuple):
    """One cell."""

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """Return the cell in A1 notation, e.g. `D12`."""
        return a1(self.row, self.column)

    def absolute(self) -> str:
        """Return the cell as an absolute reference with its sheet."""
        return f"{self.sheet}!${letters(self.column)}${self.row + 1}"


class Area(NamedTuple):
    """A rectangle of cells on one sheet, corners included."""

    first: Address
    last: Address

    def seen_from(self, sheet: str) -> str:
        """Return the range as a reference in a formula on `sheet`."""
        single = self.first == self.last
        text = self.first.a1 if single else f"{self.first.a1}:{self.last.a1}"
        return text if sheet == self.first.sheet else f"{self.first.sheet}!{text}"


@lru_cache(maxsize=4096)
def a1(row: int, column: int) -> str:
    """Return the A1 notation of a zero-based row and column: 11 and 3 is `D12`."""
    return f"{letters(column)}{row + 1}"


@cache
def letters(column: int) -> str:
    """Return the letters of a zero-based column: 0 is A, 26 is AA."""
    # Base 26 without a zero: A to Z are the digits 1 to 26, hence the shifts by one.
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def parse_a1(text: str) -> Position | None:
    """Return zero-based row and column of an A1 reference, or None if it is not one."""
    match = _A1.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def areas(cells: Iterable[Address]) -> tuple[Area, ...]:
    """Return `cells` as few rectangles.

    Joins neighbouring cells of a row into runs, then equal runs of successive rows into
    rectangles. The result is not always the minimum, but always the same for the same cells.
    """
    merged: list[Area] = []
    for run in _runs(sorted(set(cells))):
        above = next((n for n, area in enumerate(merged) if _continues(area, run)), None)
        if above is None:
            merged.append(run)
        else:
            merged[above] = Area(merged[above].first, run.last)
    return tuple(merged)


def _runs(cells: Sequence[Address]) -> Iterator[Area]:
    """Yield the runs of neighbouring cells of a row; `cells` are in order."""
    start = 0
    for end, cell in enumerate(cells, 1):
        sheet, row, column = cell
        if end == len(cells) or cells[end] != (sheet, row, column + 1):
            yield Area(cells[start], cell)
            start = end


def _continues(area: Area, run: Area) -> bool:
    return (
        area.first.sheet == run.first.sheet
        and area.last.row + 1 == run.first.row
        and area.first.column == run.first.column
        and area.last.column == run.last.column
    )
