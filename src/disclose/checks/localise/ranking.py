"""Rank the sets of changes of each fault; join faults that one displacement explains."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain, product
from math import prod

from disclose.checks.localise.displacements import Displacement
from disclose.checks.localise.explanation import Explained, Explainer
from disclose.checks.localise.faults import Changes, FailedGroup
from disclose.checks.localise.system import LinearConstraint, System
from disclose.core.finding import Severity

KEPT = 24
"""Number of sets of one fault that are kept; `Ranked.ties` counts all."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The failed constraints of one fault with its sets of changes, best first.

    Joined faults keep only their best sets; `ties` counts all of them, and `shared` are the
    changes that all of them have in common.
    """

    constraints: tuple[LinearConstraint, ...]
    sets: tuple[Explained, ...]
    ties: int
    shared: frozenset[tuple[str, int]]

    @property
    def cost(self) -> int | None:
        """Return the cost of the best set, or None."""
        return self.sets[0].cost if self.sets else None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Orders the sets of changes of all faults."""

    explainer: Explainer
    system: System

    def ranked(
        self, faults: Iterable[FailedGroup], displacements: Iterable[Displacement]
    ) -> tuple[Ranked, ...]:
        """Return `faults` in printed order, the sets of each ordered by cost.

        The search finds the smallest sets only, but two swapped neighbours are one mistake and
        likelier than one unexplained figure. So every displacement that repairs a fault is added
        to its sets. If it repairs several faults, they are joined if that costs less than to
        explain each alone.
        """
        found = [self._of(fault) for fault in faults]
        for displacement in sorted(displacements, key=lambda displacement: displacement.cost):
            hit = [fault for fault in found if _hits(displacement, fault.constraints)]
            if hit and self._settles(displacement, hit):
                others = [fault for fault in found if fault not in hit]
                found = [*others, *self._with(displacement, hit)]
        return tuple(sorted(found, key=self._first))

    def _of(self, fault: FailedGroup) -> Ranked:
        explained = map(self.explainer.explain, fault.sets)
        changes = [frozenset(each.items()) for each in fault.sets]
        shared = frozenset[tuple[str, int]]().union(*changes[:1]).intersection(*changes)
        return Ranked(fault.constraints, self._best(explained), len(fault.sets), shared)

    def _best(self, sets: Iterable[Explained]) -> tuple[Explained, ...]:
        return tuple(sorted(sets, key=self._key))

    def _key(self, each: Explained) -> tuple[int, int, int, list[int]]:
        # Sets of one cost and size are ties: printed order makes the output the same every time.
        printed = sorted(self.system.cells[key].number for key in each.changes)
        # A number in a text is a second source: a set after which both agree comes first.
        return -len({*each.witnessed.values()}), each.cost, len(each.changes), printed

    def _first(self, fault: Ranked) -> tuple[bool, int]:
        """Return the sort key of a fault: errors first, then in printed order."""
        mild = all(constraint.severity is not Severity.ERROR for constraint in fault.constraints)
        return mild, min(
            self.system.cells[key].number for row in fault.constraints for key in row.keys
        )

    def _settles(self, displacement: Displacement, hit: Iterable[Ranked]) -> bool:
        """Return whether undoing the displacement repairs the faults and breaks nothing."""
        held = (constraint for constraint in self.system.soft if constraint.row.holds)
        touched = [e for e in (*self.system.hard, *held) if _hits(displacement, (e,))]
        wrong = (constraint for fault in hit for constraint in fault.constraints)
        return all(e.row.after(displacement.changes).holds for e in (*touched, *wrong))

    def _with(self, displacement: Displacement, hit: Sequence[Ranked]) -> Sequence[Ranked]:
        """Return the faults `hit` with the displacement among their sets, joined if several."""
        explained = self.explainer.explain(displacement.changes)
        if len(hit) == 1:
            return [self._added(hit[0], explained)]
        costs = [fault.cost for fault in hit]
        apart = sum(cost for cost in costs if cost is not None)
        if None not in costs and apart <= explained.cost:
            return hit
        return [self._joined(hit, explained)]

    def _added(self, fault: Ranked, explained: Explained) -> Ranked:
        if any(each.changes == explained.changes for each in fault.sets):
            return fault
        sets = self._best((*fault.sets, explained))
        shared = fault.shared & explained.changes.items()
        return replace(fault, sets=sets, ties=fault.ties + 1, shared=_within(shared, sets))

    def _joined(self, hit: Sequence[Ranked], explained: Explained) -> Ranked:
        """Return several faults as one, whose sets combine one set of each.

        The combinations multiply, so that only so many sets of each fault enter that at most
        `KEPT` result.
        """
        most = max(number for number in range(1, KEPT + 1) if number ** len(hit) <= KEPT)
        together = (
            self.explainer.explain({key: by for each in sets for key, by in each.changes.items()})
            for sets in product(*(fault.sets[:most] for fault in hit))
        )
        others = [each for each in together if each.changes != explained.changes]
        constraints = tuple(constraint for fault in hit for constraint in fault.constraints)
        new = not _made_of(explained.changes, hit)
        ties = prod(fault.ties for fault in hit) + new
        shared = frozenset(chain.from_iterable(fault.shared for fault in hit))
        if new:
            shared &= explained.changes.items()
        sets = self._best((explained, *others))
        return Ranked(constraints, sets, ties, _within(shared, sets))


def _within(
    shared: AbstractSet[tuple[str, int]], sets: Iterable[Explained]
) -> frozenset[tuple[str, int]]:
    """Return `shared`, but nothing if it is a whole set: then no other change is needed."""
    whole = any(shared == each.changes.items() for each in sets)
    return frozenset[tuple[str, int]]() if whole else frozenset(shared)


def _made_of(changes: Changes, hit: Iterable[Ranked]) -> bool:
    """Return whether `changes` combine one set of each fault."""
    parts = [
        [each.changes for each in fault.sets if each.changes.items() <= changes.items()]
        for fault in hit
    ]
    return any(sum(map(len, each)) == len(changes) for each in product(*parts))


def _hits(displacement: Displacement, constraints: Iterable[LinearConstraint]) -> bool:
    return any(
        key in constraint.row.factors for key in displacement.changes for constraint in constraints
    )
