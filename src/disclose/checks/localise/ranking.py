"""Faults with their sets explained and in order, those joined whose figures have moved together."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain, product
from math import prod

from disclose.checks.localise.displacements import Displacement
from disclose.checks.localise.explanation import Explained, Explainer
from disclose.checks.localise.faults import Changes, FailedGroup
from disclose.checks.localise.system import Edit, System
from disclose.core.finding import Severity

KEPT = 24
"""Sets of one fault that are told; how many there are is told as well."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Failed rules of one fault with its sets, best first.

    Of several faults that were joined only the best sets are kept; `ties` counts all of them, and
    `shared` are the changes that all of them have in common.
    """

    edits: tuple[Edit, ...]
    sets: tuple[Explained, ...]
    ties: int
    shared: frozenset[tuple[str, int]]

    @property
    def cost(self) -> int | None:
        """Return the cost of the best set, None if there is none."""
        return self.sets[0].cost if self.sets else None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Puts the sets of faults in order."""

    explainer: Explainer
    system: System

    def ranked(
        self, faults: Iterable[FailedGroup], displacements: Iterable[Displacement]
    ) -> tuple[Ranked, ...]:
        """Return `faults` with their sets in the order of what explaining them costs.

        A displacement that settles a fault is offered beside smaller sets: two neighbours changed
        about are one slip, and so likelier than one figure that nothing explains. One that settles
        several faults joins them where that is cheaper than to explain each for itself.
        """
        found = [self._of(fault) for fault in faults]
        for each in sorted(displacements, key=lambda each: each.cost):
            hit = [one for one in found if _hits(each, one.edits)]
            if hit and self._settles(each, hit):
                others = [one for one in found if one not in hit]
                found = [*others, *self._with(each, hit)]
        return tuple(sorted(found, key=self._first))

    def _of(self, fault: FailedGroup) -> Ranked:
        explained = map(self.explainer.explain, fault.sets)
        changes = [frozenset(each.items()) for each in fault.sets]
        shared = frozenset[tuple[str, int]]().union(*changes[:1]).intersection(*changes)
        return Ranked(fault.edits, self._best(explained), len(fault.sets), shared)

    def _best(self, sets: Iterable[Explained]) -> tuple[Explained, ...]:
        return tuple(sorted(sets, key=self._key))

    def _key(self, each: Explained) -> tuple[int, int, list[int]]:
        printed = sorted(self.system.cells[key].number for key in each.changes)
        return each.cost, len(each.changes), printed

    def _first(self, one: Ranked) -> tuple[bool, int]:
        """Return whether no error is among the failed rules, and where the first stands."""
        mild = all(edit.severity is not Severity.ERROR for edit in one.edits)
        return mild, min(self.system.cells[key].number for e in one.edits for key in e.keys)

    def _settles(self, displacement: Displacement, hit: Iterable[Ranked]) -> bool:
        """Return whether all rules hold that must, or do, when the displacement is undone."""
        held = (edit for edit in self.system.soft if edit.row.holds)
        touched = [e for e in (*self.system.hard, *held) if _hits(displacement, (e,))]
        wrong = (edit for one in hit for edit in one.edits)
        return all(e.row.after(displacement.changes).holds for e in (*touched, *wrong))

    def _with(self, displacement: Displacement, hit: Sequence[Ranked]) -> Sequence[Ranked]:
        """Return the faults `hit` with the displacement as one of their sets, joined if several."""
        explained = self.explainer.explain(displacement.changes)
        if len(hit) == 1:
            return [self._added(hit[0], explained)]
        costs = [one.cost for one in hit]
        apart = sum(cost for cost in costs if cost is not None)
        if None not in costs and apart <= explained.cost:
            return hit
        return [self._joined(hit, explained)]

    def _added(self, one: Ranked, explained: Explained) -> Ranked:
        if any(each.changes == explained.changes for each in one.sets):
            return one
        sets = self._best((*one.sets, explained))
        shared = one.shared & explained.changes.items()
        return replace(one, sets=sets, ties=one.ties + 1, shared=_within(shared, sets))

    def _joined(self, hit: Sequence[Ranked], explained: Explained) -> Ranked:
        """Return several faults as one: a set of each, as many of each as keep within bounds."""
        most = max(number for number in range(1, KEPT + 1) if number ** len(hit) <= KEPT)
        together = (
            self.explainer.explain({key: by for each in sets for key, by in each.changes.items()})
            for sets in product(*(one.sets[:most] for one in hit))
        )
        others = [each for each in together if each.changes != explained.changes]
        edits = tuple(edit for one in hit for edit in one.edits)
        new = not _made_of(explained.changes, hit)
        ties = prod(one.ties for one in hit) + new
        shared = frozenset(chain.from_iterable(one.shared for one in hit))
        if new:
            shared &= explained.changes.items()
        sets = self._best((explained, *others))
        return Ranked(edits, sets, ties, _within(shared, sets))


def _within(
    shared: AbstractSet[tuple[str, int]], sets: Iterable[Explained]
) -> frozenset[tuple[str, int]]:
    """Return `shared`, none of it where it is one of the sets: no more need change then."""
    whole = any(shared == each.changes.items() for each in sets)
    return frozenset[tuple[str, int]]() if whole else frozenset(shared)


def _made_of(changes: Changes, hit: Iterable[Ranked]) -> bool:
    """Return whether `changes` are a set of each fault taken together."""
    parts = [
        [each.changes for each in one.sets if each.changes.items() <= changes.items()]
        for one in hit
    ]
    return any(sum(map(len, each)) == len(changes) for each in product(*parts))


def _hits(displacement: Displacement, edits: Iterable[Edit]) -> bool:
    return any(key in edit.row.factors for key in displacement.changes for edit in edits)
