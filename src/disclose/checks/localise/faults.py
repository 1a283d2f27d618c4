"""Which failed rules belong together, and the sets of cells that settle each such fault."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclose.checks.localise.elimination import BUDGET, Budget, Choice, Keys, Search, solve
from disclose.checks.localise.system import Edit, LinearRow, System

Changes = Mapping[str, int]
"""By how much each cell of a set is changed."""

Group = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class FailedGroup:
    """Failed rules that share cells, and every smallest set of changes that settles them.

    `searched` says that there are no others of that size.
    """

    edits: Group
    sets: tuple[Changes, ...]
    searched: bool


def faults(system: System, choose: Choice, budget: int = BUDGET) -> tuple[FailedGroup, ...]:
    """Return the faults of failed error rules, then those of other rules that stand for themselves.

    A clerk must put the errors right, so a set has to keep or settle every error rule, no more:
    what is only to be verified may have a good reason and never adds a cell. It does choose between
    sets that serve equally, since one that settles a warning as well explains more than one that
    leaves it or breaks another. A failed warning is a fault of its own where no failed error rule
    depends on a cell of it; else it is looked at again when the errors are gone.
    """
    wrong = [each for each in system.hard if not each.row.holds]
    barred = _keys(wrong)
    doubtful = [each for each in system.soft if not each.row.holds and not each.keys & barred]
    localiser = _Localiser(system, choose)
    return (*localiser.faults(wrong, budget), *localiser.faults(doubtful, budget, barred))


def connected(edits: Iterable[Edit]) -> list[Group]:
    """Return `edits` in groups that have no cell in common."""
    groups: list[Group] = []
    for edit in edits:
        near = [group for group in groups if _keys(group) & edit.keys]
        groups = [group for group in groups if group not in near]
        groups.append((*(each for group in near for each in group), edit))
    return groups


def _keys(edits: Iterable[Edit]) -> frozenset[str]:
    return frozenset(key for edit in edits for key in edit.row.factors)


@dataclass(frozen=True, slots=True)
class _Localiser:
    """Finds the sets of faults: hard rules must hold afterwards, soft ones choose."""

    system: System
    choose: Choice

    def faults(
        self, wrong: Iterable[Edit], budget: int, barred: frozenset[str] = frozenset()
    ) -> list[FailedGroup]:
        """Return the faults that the failed rules `wrong` make.

        Faults are joined where a set of one changes a cell that the rules of another depend on.
        What one fault leaves of its share of the budget goes to the next; small ones come first.
        """
        pending, done = sorted(connected(wrong), key=len), list[FailedGroup]()
        while pending:
            share = Budget(budget // len(pending))
            group = pending.pop(0)
            rows = self._rows(group)
            found = Search(self.system.cells, share, barred).smallest(rows)
            budget -= share.used
            touched = {key for keys in found for key in keys}
            near = [each for each in (*(f.edits for f in done), *pending) if _keys(each) & touched]
            if near:
                pending = [each for each in pending if each not in near]
                done = [each for each in done if each.edits not in near]
                pending.insert(0, (*group, *(edit for each in near for edit in each)))
                continue
            done.append(FailedGroup(group, self._valued(found, rows, group), not share.spent))
        return done

    def _rows(self, group: Group) -> list[LinearRow]:
        """Return the rows of `group` and the hard ones that hold, as far as they are connected."""
        rows = [edit.row for edit in self.system.hard if edit.row.holds]
        near, reached = [edit.row for edit in group], set(_keys(group))
        while more := [row for row in rows if not reached.isdisjoint(row.factors)]:
            rows = [row for row in rows if reached.isdisjoint(row.factors)]
            reached.update(key for row in more for key in row.factors)
            near += more
        return near

    def _valued(
        self, found: Sequence[Keys], rows: Sequence[LinearRow], group: Group
    ) -> tuple[Changes, ...]:
        """Return the sets with their changes, only those that are best for the soft rules."""
        soft = [edit for edit in self.system.soft if edit not in group]
        sets = [self._changes(keys, rows, soft) for keys in found]
        burdens = [_burden(changes, soft) for changes in sets]
        least = min(burdens, default=0)
        return tuple(
            changes for changes, burden in zip(sets, burdens, strict=True) if burden == least
        )

    def _changes(self, keys: Keys, rows: Iterable[LinearRow], soft: Iterable[Edit]) -> Changes:
        """Return what `keys` change to: as many soft rules hold as can, one after the other."""
        cells = [self.system.cells[key] for key in keys]
        near = [row for row in rows if not row.factors.keys().isdisjoint(keys)]
        best = solve(near, cells, self.choose) or {}
        for edit in soft:
            if edit.keys.isdisjoint(keys):
                continue
            better = solve([*near, edit.row], cells, self.choose)
            if better is not None:
                best = better
                near.append(edit.row)
        return best


def _burden(changes: Changes, soft: Iterable[Edit]) -> int:
    """Return how many soft rules `changes` break, less those they settle."""
    touched = [edit.row for edit in soft if not edit.keys.isdisjoint(changes)]
    return sum(row.holds for row in touched) - sum(row.after(changes).holds for row in touched)
