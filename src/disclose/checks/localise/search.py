"""The smallest sets of cells that settle rows: iterative deepening, bounded by a budget."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclose.checks.localise.elimination import Step, nearest, release, values
from disclose.checks.localise.row import Row
from disclose.checks.localise.system import Cell

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

    def spend(self, failed: Iterable[Row]) -> bool:
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

    cells: Mapping[str, Cell]
    budget: Budget
    barred: frozenset[str] = field(default_factory=frozenset)

    def smallest(self, rows: Iterable[Row]) -> tuple[Keys, ...]:
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
        self, rows: Sequence[Row], free: tuple[Step, ...], barred: frozenset[str], more: int
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


def fewest(failed: Sequence[Row], barred: frozenset[str]) -> int:
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


def _apart(failed: Sequence[Row], barred: frozenset[str]) -> int:
    """Return a number of rows of which no two have a cell in common."""
    seen: set[str] = set()
    number = 0
    for row in sorted(failed, key=lambda row: len(row.factors)):
        open_cells = row.factors.keys() - barred
        if seen.isdisjoint(open_cells):
            seen |= open_cells
            number += 1
    return number


def _branches(failed: Sequence[Row], barred: frozenset[str], *, last: bool) -> Sequence[str]:
    """Return the cells of the shortest failed row; of the `last` cell all rows ask the same."""
    branches = [[key for key in row.factors if key not in barred] for row in failed]
    shortest = min(branches, key=len)
    return [key for key in shortest if _alone(key, failed)] if last else shortest


def _alone(key: str, failed: Sequence[Row]) -> bool:
    """Return whether one change of `key` can settle all rows."""
    if not all(key in row.factors for row in failed):
        return False
    first, *others = [row for row in failed if row.equal] or [failed[0]]
    return all(
        first.rest * row.factors[key] == row.rest * first.factors[key]
        for row in others
        if row.equal
    )
