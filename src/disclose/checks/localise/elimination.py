"""Cells set free: what the rules then say of the others, and which values the free ones take.

Equalities are solved for the cell, inequalities combined as Fourier and Motzkin do. What is left
over are the implied rules of Fellegi and Holt: one that fails says that yet another cell changes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclose.checks.localise.system import LinearRow, SuspectCell, between, without

Choice = Callable[[SuspectCell, range], int]
"""Picks the change of a cell out of a range, its changes in steps of what the cell may hold."""

FAR = 10**30
"""Further from what was typed than any figure can be (`quantity.MAX_DIGITS`)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A cell that was set free and the rows that bound it at that time, an equality alone."""

    cell: SuspectCell
    rows: tuple[LinearRow, ...]


def nearest(_cell: SuspectCell, fitting: range) -> int:
    """Return the smallest change."""
    first, last = fitting[0], fitting[-1]
    if first >= 0:
        return first
    return last if last <= 0 else -(-first % fitting.step)


def release(rows: Sequence[LinearRow], cell: SuspectCell) -> tuple[Step, list[LinearRow]]:
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


def solve(
    rows: Iterable[LinearRow], cells: Iterable[SuspectCell], choose: Choice
) -> Mapping[str, int] | None:
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


# The smallest sets of cells that settle rows: iterative deepening, bounded by a budget.

BUDGET = 2_000_000
"""Cells of failed rules gone through while sets are tried, for one filing.

Measured on the 175 cells of the requests table with every total typed: five wrong cells need some
thousands, a whole row typed one cell off may need all. To spend all of it takes up to a second of
one core of a present-day server, on a table of random numbers too.
"""


@dataclass(slots=True)
class Budget:
    """How many cells of failed rules may be gone through; the same on every machine."""

    given: int = BUDGET
    used: int = 0

    def spend(self, failed: Iterable[LinearRow]) -> bool:
        """Return whether one more set may be tried for the rules that have `failed`."""
        self.used += sum(len(row.factors) for row in failed)
        return not self.spent

    @property
    def spent(self) -> bool:
        """Return whether something was not looked at."""
        return self.used > self.given


Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for sets of `cells` that make rows hold; `barred` cells never change."""

    cells: Mapping[str, SuspectCell]
    budget: Budget
    barred: frozenset[str] = field(default_factory=frozenset)

    def smallest(self, rows: Iterable[LinearRow]) -> tuple[Keys, ...]:
        """Return all sets of the smallest size after whose change `rows` can hold.

        Where the budget ends before, those of the last size that were found till then.
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
        """Yield every set that adds at most `more` cells to `free`, none of them `barred`."""
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
            barred |= {key}


def fewest(failed: Sequence[LinearRow], barred: frozenset[str]) -> int:
    """Return how many cells have to change at least for all `failed` rows.

    Each row needs one of its cells; a cell counts for every row it stands in. It is one more than
    there are cells that are not `barred` where all of these together are too few.
    """
    hits = Counter(key for row in failed for key in row.factors if key not in barred)
    missing = len(failed)
    for number, (_, rows) in enumerate(hits.most_common(), 1):
        missing -= rows
        if missing <= 0:
            return max(number, _apart(failed, barred))
    return len(hits) + 1


def _apart(failed: Sequence[LinearRow], barred: frozenset[str]) -> int:
    """Return a number of rows of which no two have a cell in common."""
    seen: set[str] = set()
    number = 0
    for row in sorted(failed, key=lambda row: len(row.factors)):
        open_cells = row.factors.keys() - barred
        if seen.isdisjoint(open_cells):
            seen |= open_cells
            number += 1
    return number


def _branches(failed: Sequence[LinearRow], barred: frozenset[str], *, last: bool) -> Sequence[str]:
    """Return the cells of the shortest failed row; of the `last` cell all rows ask the same."""
    branches = [[key for key in row.factors if key not in barred] for row in failed]
    shortest = min(branches, key=len)
    return [key for key in shortest if _alone(key, failed)] if last else shortest


def _alone(key: str, failed: Sequence[LinearRow]) -> bool:
    """Return whether one change of `key` can settle all rows."""
    if not all(key in row.factors for row in failed):
        return False
    first, *others = [row for row in failed if row.equal] or [failed[0]]
    return all(
        first.rest * row.factors[key] == row.rest * first.factors[key]
        for row in others
        if row.equal
    )
