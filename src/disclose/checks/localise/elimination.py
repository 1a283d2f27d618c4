"""Search for the smallest sets of cells whose change makes a system of constraints hold.

To release a cell means to allow any change of it, that is, to eliminate it from the constraints:
equalities are solved for the cell, inequalities combined by Fourier-Motzkin elimination. The
remaining constraints are the implied ones of Fellegi and Holt. If all of them hold, the released
cells can be changed so that the whole system holds; if one fails, another of its cells must change.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclose.checks.localise.system import LinearRow, SuspectCell, between, without

Choice = Callable[[SuspectCell, range], int]
"""Picks one of the changes of a cell that fit the constraints."""

FAR = 10**30
"""A change larger than any figure can have (`core.numbers.MAX_DIGITS`)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A released cell and the rows that determine it: one equality, or all its inequalities."""

    cell: SuspectCell
    rows: tuple[LinearRow, ...]


def nearest(_cell: SuspectCell, fitting: range) -> int:
    """Return the change closest to 0."""
    first, last = fitting[0], fitting[-1]
    if first >= 0:
        return first
    return last if last <= 0 else -(-first % fitting.step)


def release(rows: Sequence[LinearRow], cell: SuspectCell) -> tuple[Step, list[LinearRow]]:
    """Eliminate `cell` from `rows`: return its step and the rows without it."""
    key, bound = cell.key, cell.bound
    others = [row for row in rows if key not in row.factors]
    touching = [row for row in rows if key in row.factors]
    if bound:
        touching.append(bound)
    equalities = [row for row in touching if row.equal]
    if equalities:
        # One equality determines the cell and replaces it everywhere; the shortest one keeps the
        # implied rows short, and with them the branches of the search.
        pivot = min(equalities, key=lambda row: len(row.factors))
        others += [without(key, row, pivot) for row in touching if row is not pivot]
        return Step(cell, (pivot,)), others
    # Without an equality: a change fits if every lower bound is at most every upper bound.
    uppers = [row for row in touching if row.factors[key] > 0]
    lowers = [row for row in touching if row.factors[key] < 0]
    others += [between(key, upper, lower) for upper in uppers for lower in lowers]
    return Step(cell, tuple(touching)), others


def solve(
    rows: Iterable[LinearRow], cells: Iterable[SuspectCell], choose: Choice
) -> Mapping[str, int] | None:
    """Return changes of `cells` that make all `rows` hold, or None."""
    left, steps = list(rows), []
    for cell in cells:
        step, left = release(left, cell)
        steps.append(step)
    return values(steps, choose) if all(row.holds for row in left) else None


def values(steps: Sequence[Step], choose: Choice) -> Mapping[str, int] | None:
    """Return the changes of the released cells, or None if no multiple of their steps fits.

    The elimination holds for fractions, so that integers may fail here although all rows hold.
    """
    # The last released cell depends on no other; each earlier one on those released after it.
    changes: dict[str, int] = {}
    for step in reversed(steps):
        fitting = _fitting(step, changes)
        if not fitting:
            return None
        changes[step.cell.key] = choose(step.cell, fitting)
    return changes


def _fitting(step: Step, changes: Mapping[str, int]) -> range:
    """Return the changes of a cell that fit its rows, given `changes` of the later cells."""
    low, high = -FAR, FAR
    for row in step.rows:
        factor, rest = row.factors[step.cell.key], row.after(changes).rest
        if row.equal or factor > 0:
            high = min(high, -rest // factor)
        if row.equal or factor < 0:
            low = max(low, -(rest // factor))
    # The new value, not the change, must be a multiple of the step of the measure.
    size = step.cell.step
    first = low + (-(step.cell.value + low)) % size
    return range(first, high + 1, size)


# Iterative deepening: all sets of one cell, then of two, until some make every row hold. The number
# of sets grows exponentially, so that a budget ends the search; it counts work, not time, and the
# result is the same on every machine.

BUDGET = 2_000_000
"""Cells of failed constraints that the search may visit for one filing.

Measured on the 175 cells of the requests table with every total typed: five wrong cells need some
thousands, a whole row typed one cell off may need all, which takes up to a second of one core.
"""


@dataclass(slots=True)
class Budget:
    """Counts the visited cells of failed constraints."""

    given: int = BUDGET
    used: int = 0

    def spend(self, failed: Iterable[LinearRow]) -> bool:
        """Count the cells of `failed`; return whether the search may go on."""
        self.used += sum(len(row.factors) for row in failed)
        return not self.spent

    @property
    def spent(self) -> bool:
        """Return whether the search ended early."""
        return self.used > self.given


Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Searches sets of `cells` whose change makes rows hold; `barred` cells never change."""

    cells: Mapping[str, SuspectCell]
    budget: Budget
    barred: frozenset[str] = field(default_factory=frozenset)

    def smallest(self, rows: Iterable[LinearRow]) -> tuple[Keys, ...]:
        """Return all sets of the smallest size whose change makes `rows` hold.

        If the budget ends before, these are the sets found so far.
        """
        given = list(rows)
        for size in range(1, len(self.cells) + 1):
            found = tuple(self._sets(given, (), self.barred, size))
            if found or self.budget.spent:
                return tuple(tuple(step.cell.key for step in steps) for steps in found)
        return ()

    def _sets(
        self, rows: Sequence[LinearRow], free: tuple[Step, ...], barred: frozenset[str], more: int
    ) -> Iterator[tuple[Step, ...]]:
        """Yield every set that adds at most `more` cells to `free`, without `barred` ones."""
        failed = [row for row in rows if not row.holds]
        if not failed and values(free, nearest) is not None:
            yield free
        if not failed:
            return
        if fewest(failed, barred) > more:
            return
        for key in _branches(failed, barred, last=more == 1):
            if not self.budget.spend(failed):
                return
            step, left = release(rows, self.cells[key])
            yield from self._sets(left, (*free, step), barred, more - 1)
            # Sets with this cell are done: barring it yields every set once.
            barred |= {key}


def fewest(failed: Sequence[LinearRow], barred: frozenset[str]) -> int:
    """Return a lower bound for the number of cells that must change.

    Every failed row needs a change of one of its cells. The bound adds up the cells that occur in
    most rows until these could cover all rows; it exceeds the number of cells if they never do.
    """
    hits = Counter(key for row in failed for key in row.factors if key not in barred)
    missing = len(failed)
    for number, (_, rows) in enumerate(hits.most_common(), 1):
        missing -= rows
        if missing <= 0:
            return max(number, _apart(failed, barred))
    return len(hits) + 1


def _apart(failed: Sequence[LinearRow], barred: frozenset[str]) -> int:
    """Return the number of some rows without common cells: each needs a cell of its own."""
    seen: set[str] = set()
    number = 0
    for row in sorted(failed, key=lambda row: len(row.factors)):
        open_cells = row.factors.keys() - barred
        if seen.isdisjoint(open_cells):
            seen |= open_cells
            number += 1
    return number


def _branches(failed: Sequence[LinearRow], barred: frozenset[str], *, last: bool) -> Sequence[str]:
    """Return the cells to release next.

    Some cell of every failed row must change, so the shortest row has the fewest branches. The
    `last` cell must be in all failed rows, and one change of it must make all of them hold.
    """
    branches = [[key for key in row.factors if key not in barred] for row in failed]
    shortest = min(branches, key=len)
    return [key for key in shortest if _alone(key, failed)] if last else shortest


def _alone(key: str, failed: Sequence[LinearRow]) -> bool:
    """Return whether one change of `key` can make all rows hold.

    All equalities must ask for the same change, compared as cross products to avoid fractions.
    """
    if not all(key in row.factors for row in failed):
        return False
    first, *others = [row for row in failed if row.equal] or [failed[0]]
    return all(
        first.rest * row.factors[key] == row.rest * first.factors[key]
        for row in others
        if row.equal
    )
