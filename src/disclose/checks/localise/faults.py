"""Group failed constraints that share cells, and find the sets of changes for each group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclose.checks.localise.elimination import BUDGET, Budget, Choice, Keys, Search, solve
from disclose.checks.localise.system import LinearConstraint, LinearRow, System

Changes = Mapping[str, int]
"""The change of each cell of a set, in smallest units."""

Group = tuple[LinearConstraint, ...]


@dataclass(frozen=True, slots=True)
class FailedGroup:
    """Failed constraints with a common cause, and every smallest set of changes that repairs them.

    `searched` says that the search for sets of that size was complete.
    """

    constraints: Group
    sets: tuple[Changes, ...]
    searched: bool


def faults(system: System, choose: Choice, budget: int = BUDGET) -> tuple[FailedGroup, ...]:
    """Return the faults behind failed hard constraints, then those behind soft ones alone.

    A set of changes must make every hard constraint hold. A soft one may fail for a good reason,
    so it never adds a cell to a set; but it chooses between sets of one size, since a set that
    repairs a warning as well explains more than one that leaves it or causes another. A failed
    soft constraint is a fault of its own only if it shares no cell with a failed hard one;
    otherwise the next check, after the errors are corrected, reports it again.
    """
    wrong = [constraint for constraint in system.hard if not constraint.row.holds]
    barred = _keys(wrong)
    doubtful = [
        constraint
        for constraint in system.soft
        if not constraint.row.holds and not constraint.keys & barred
    ]
    localiser = _Localiser(system, choose)
    return (*localiser.faults(wrong, budget), *localiser.faults(doubtful, budget, barred))


def connected(constraints: Iterable[LinearConstraint]) -> list[Group]:
    """Return `constraints` in groups without common cells."""
    groups: list[Group] = []
    for constraint in constraints:
        near = [group for group in groups if _keys(group) & constraint.keys]
        groups = [group for group in groups if group not in near]
        groups.append((*(each for group in near for each in group), constraint))
    return groups


def _keys(constraints: Iterable[LinearConstraint]) -> frozenset[str]:
    return frozenset(key for constraint in constraints for key in constraint.row.factors)


@dataclass(frozen=True, slots=True)
class _Localiser:
    """Finds the sets of changes: hard constraints must hold afterwards, soft ones choose."""

    system: System
    choose: Choice

    def faults(
        self, wrong: Iterable[LinearConstraint], budget: int, barred: frozenset[str] = frozenset()
    ) -> list[FailedGroup]:
        """Return the faults behind the failed constraints `wrong`.

        Small groups come first, and pass the rest of their share of the budget on to the next.
        """
        pending, done = sorted(connected(wrong), key=len), list[FailedGroup]()
        while pending:
            share = Budget(budget // len(pending))
            group = pending.pop(0)
            rows = self._rows(group)
            found = Search(self.system.cells, share, barred).smallest(rows)
            budget -= share.used
            touched = {key for keys in found for key in keys}
            near = [
                each for each in (*(f.constraints for f in done), *pending) if _keys(each) & touched
            ]
            if near:
                # A change for this group touches cells of others, so that the sets of each alone
                # need not fit together: search again with all of them as one group.
                pending = [each for each in pending if each not in near]
                done = [each for each in done if each.constraints not in near]
                pending.insert(0, (*group, *(constraint for each in near for constraint in each)))
                continue
            done.append(FailedGroup(group, self._valued(found, rows, group), not share.spent))
        return done

    def _rows(self, group: Group) -> list[LinearRow]:
        """Return the rows of `group` with all hard rows that are connected to them.

        A change must not break a row that holds now, nor one that shares a cell with that row.
        """
        rows = [constraint.row for constraint in self.system.hard if constraint.row.holds]
        near, reached = [constraint.row for constraint in group], set(_keys(group))
        while more := [row for row in rows if not reached.isdisjoint(row.factors)]:
            rows = [row for row in rows if reached.isdisjoint(row.factors)]
            reached.update(key for row in more for key in row.factors)
            near += more
        return near

    def _valued(
        self, found: Sequence[Keys], rows: Sequence[LinearRow], group: Group
    ) -> tuple[Changes, ...]:
        """Return the changes of the sets that leave the fewest soft constraints failed."""
        soft = [constraint for constraint in self.system.soft if constraint not in group]
        sets = [self._changes(keys, rows, soft) for keys in found]
        burdens = [_burden(changes, soft) for changes in sets]
        least = min(burdens, default=0)
        return tuple(
            changes for changes, burden in zip(sets, burdens, strict=True) if burden == least
        )

    def _changes(
        self, keys: Keys, rows: Iterable[LinearRow], soft: Iterable[LinearConstraint]
    ) -> Changes:
        """Return the changes of `keys`; soft constraints are added one by one if they can hold."""
        cells = [self.system.cells[key] for key in keys]
        near = [row for row in rows if not row.factors.keys().isdisjoint(keys)]
        best = solve(near, cells, self.choose) or {}
        for constraint in soft:
            if constraint.keys.isdisjoint(keys):
                continue
            better = solve([*near, constraint.row], cells, self.choose)
            if better is not None:
                best = better
                near.append(constraint.row)
        return best


def _burden(changes: Changes, soft: Iterable[LinearConstraint]) -> int:
    """Return the number of soft constraints that `changes` break, less those they repair."""
    touched = [constraint.row for constraint in soft if not constraint.keys.isdisjoint(changes)]
    return sum(row.holds for row in touched) - sum(row.after(changes).holds for row in touched)
