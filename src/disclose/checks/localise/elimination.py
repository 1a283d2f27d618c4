"""Cells set free: what the rules then say of the others, and which values the free ones take.

Equalities are solved for the cell, inequalities combined as Fourier and Motzkin do. What is left
over are the implied rules of Fellegi and Holt: one that fails says that yet another cell changes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclose.checks.localise.row import Row, between, without
from disclose.checks.localise.system import Cell

Choice = Callable[[Cell, range], int]
"""Picks the change of a cell out of a range, its changes in steps of what the cell may hold."""

FAR = 10**30
"""Further from what was typed than any figure can be (`quantity.MAX_DIGITS`)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A cell that was set free and the rows that bound it at that time, an equality alone."""

    cell: Cell
    rows: tuple[Row, ...]


def nearest(_cell: Cell, fitting: range) -> int:
    """Return the smallest change."""
    first, last = fitting[0], fitting[-1]
    if first >= 0:
        return first
    return last if last <= 0 else -(-first % fitting.step)


def release(rows: Sequence[Row], cell: Cell) -> tuple[Step, list[Row]]:
    """Return the step that sets `cell` free and what `rows` then say of all other cells."""
    key, bound = cell.key, cell.bound
    others = [row for row in rows if key not in row.factors]
    touching = [row for row in rows if key in row.factors]
    if bound:
        touching.append(bound)
    equalities = [row for row in touching if row.equal]
    if equalities:
        pivot = min(equalities, key=lambda row: len(row.factors))
        others += [without(key, row, pivot) for row in touching if row is not pivot]
        return Step(cell, (pivot,)), others
    uppers = [row for row in touching if row.factors[key] > 0]
    lowers = [row for row in touching if row.factors[key] < 0]
    others += [between(key, upper, lower) for upper in uppers for lower in lowers]
    return Step(cell, tuple(touching)), others


def solve(rows: Iterable[Row], cells: Iterable[Cell], choose: Choice) -> Mapping[str, int] | None:
    """Return changes of `cells` that make all `rows` hold, None if there are none."""
    left, steps = list(rows), []
    for cell in cells:
        step, left = release(left, cell)
        steps.append(step)
    return values(steps, choose) if all(row.holds for row in left) else None


def values(steps: Sequence[Step], choose: Choice) -> Mapping[str, int] | None:
    """Return the changes of the cells of `steps`, None if no whole number of steps fits.

    Cells come back in the order in which they were set free, each as `choose` says where the rows
    leave a choice.
    """
    changes: dict[str, int] = {}
    for step in reversed(steps):
        fitting = _fitting(step, changes)
        if not fitting:
            return None
        changes[step.cell.key] = choose(step.cell, fitting)
    return changes


def _fitting(step: Step, changes: Mapping[str, int]) -> range:
    """Return the changes of a cell that its rows admit once the later ones are known."""
    low, high = -FAR, FAR
    for row in step.rows:
        factor, rest = row.factors[step.cell.key], row.after(changes).rest
        if row.equal or factor > 0:
            high = min(high, -rest // factor)
        if row.equal or factor < 0:
            low = max(low, -(rest // factor))
    size = step.cell.step
    first = low + (-(step.cell.value + low)) % size
    return range(first, high + 1, size)
