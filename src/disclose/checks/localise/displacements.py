"""Displacements: two neighbouring cells swapped, a figure or a row typed one cell off."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclose.checks.localise.system import Line, SuspectCell
from disclose.core.finding import Reason
from disclose.core.language import Wording


@dataclass(frozen=True, slots=True)
class Displacement:
    """Changes of several cells with one common reason and its `cost` (see `typing_errors`)."""

    changes: Mapping[str, int]
    reason: Reason
    cost: int


NEIGHBOUR = Reason(
    "neighbouring-cell",
    Wording("误填到相邻一格", "entered in the neighbouring cell"),
)
SWAPPED = Reason(
    "swapped",
    Wording("相邻两格填反", "two neighbouring cells swapped"),
)
SHIFTED = Reason(
    "shifted",
    Wording("整行或整列错位一格", "row or column shifted by one cell"),
)

FEWEST = 3
"""Number of cells of a shift; fewer are a single figure in the neighbouring cell."""


def displacements(
    lines: Sequence[Line], cells: Mapping[str, SuspectCell]
) -> tuple[Displacement, ...]:
    """Return every displacement that may have led to the values of `cells`."""
    found: list[Displacement] = []
    for line in lines:
        for run in _alike([cells[key] for key in line]):
            found += _pairs(run)
            found += _shifts(run)
            found += _shifts(run[::-1])
    return tuple(found)


def by_cell(displacements: Iterable[Displacement]) -> Mapping[str, Sequence[Displacement]]:
    """Return `displacements` by the first cell that each changes."""
    found: dict[str, list[Displacement]] = defaultdict(list)
    for displacement in displacements:
        found[next(iter(displacement.changes))].append(displacement)
    return found


def _alike(line: Sequence[SuspectCell]) -> Iterator[Sequence[SuspectCell]]:
    """Yield the runs of neighbours with one measure: only their figures can change places."""
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or (line[at].step, line[at].signed) != (
            line[start].step,
            line[start].signed,
        ):
            yield line[start:at]
            start = at


def _pairs(run: Sequence[SuspectCell]) -> Iterator[Displacement]:
    """Yield the changes that swap two neighbours back."""
    for one, other in pairwise(run):
        gap = other.value - one.value
        if gap:
            changes = {one.key: gap, other.key: -gap}
            if one.value and other.value:
                yield Displacement(changes, SWAPPED, 3)
            else:
                yield Displacement(changes, NEIGHBOUR, 2)


def _shifts(run: Sequence[SuspectCell]) -> Iterator[Displacement]:
    """Yield the changes that undo a shift towards the end of `run`.

    A shift leaves a 0 in its first cell and a figure in its last one; it may end at any figure.
    """
    values = [cell.value for cell in run]
    for start, end in _moved(values):
        right = [*values[start + 1 : end + 1], 0]
        changes = {
            cell.key: value - cell.value
            for cell, value in zip(run[start : end + 1], right, strict=True)
            if value != cell.value
        }
        yield Displacement(changes, SHIFTED, 3)


def _moved(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last cell of every possible shift."""
    for start in range(len(values) - FEWEST + 1):
        if values[start] == 0 and values[start + 1] != 0:
            for end in range(start + FEWEST - 1, len(values)):
                if values[end] != 0:
                    yield start, end
