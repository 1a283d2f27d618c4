"""Find a reason for every change of a set: displacements first, then typing errors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclose.checks.localise.displacements import Displacement
from disclose.checks.localise.elimination import nearest
from disclose.checks.localise.faults import Changes
from disclose.checks.localise.system import SuspectCell, System
from disclose.checks.localise.typing_errors import (
    UNEXPLAINED,
    Change,
    TypingError,
    likeliest_error,
    origins,
)
from disclose.checks.localise.witnesses import Testimony, spoken_for
from disclose.core.finding import Reason
from disclose.form.edition.interpret import evaluate, references
from disclose.form.edition.model import Edition
from disclose.form.edition.rule_ast import Expression
from disclose.form.filing import Filing


@dataclass(frozen=True, slots=True)
class Explained:
    """A set of changes with the reasons that were found and their total cost.

    `witnessed` are the words of a text that speak for a change, by its cell.
    """

    changes: Changes
    reasons: Mapping[str, Reason]
    cost: int
    witnessed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explainer:
    """Explains proposed changes in one filing.

    `sums` are the expressions for totals, `restored` the results of formulas that were overwritten,
    `carried_forward` the prior-year amounts that a figure
    repeats, `beside` the neighbours of each cell, `displaced` the displacements by first cell,
    `heard` the numbers in texts that the table contradicts.
    """

    edition: Edition
    filing: Filing
    system: System
    sums: Mapping[str, Expression]
    restored: Mapping[str, Decimal]
    carried_forward: Mapping[str, Decimal]
    beside: Mapping[str, Sequence[str]]
    displaced: Mapping[str, Sequence[Displacement]]
    heard: Sequence[Testimony] = ()

    def choose(self, cell: SuspectCell, fitting: range) -> int:
        """Return the change that costs least among those that fit, else the smallest."""
        likely = (change for change in self._origins(cell) if change in fitting)
        return min((nearest(cell, fitting), *likely), key=lambda change: self._cost(cell, change))

    def explain(self, changes: Changes) -> Explained:
        """Return `changes` with their reasons; a displacement counts once for all its cells."""
        reasons: dict[str, Reason] = {}
        cost = 0
        # Large displacements first: a shift contains pairs of cells that look swapped.
        for displacement in self._displacements(changes):
            if reasons.keys().isdisjoint(displacement.changes):
                reasons |= dict.fromkeys(displacement.changes, displacement.reason)
                cost += displacement.cost
        for key in changes.keys() - reasons.keys():
            cell = self.system.cells[key]
            found = self._slip(cell, changes[key])
            cost += _cost(cell, found)
            if found:
                reasons[key] = found.reason
        return Explained(changes, reasons, cost, spoken_for(self.heard, self.system, changes))

    def _displacements(self, changes: Changes) -> list[Displacement]:
        """Return the displacements contained in `changes`, large ones first."""
        found = [
            displacement
            for key in changes
            for displacement in self.displaced.get(key, ())
            if displacement.changes.items() <= changes.items()
        ]
        return sorted(found, key=lambda displacement: -len(displacement.changes))

    def _cost(self, cell: SuspectCell, change: int) -> int:
        return _cost(cell, self._slip(cell, change))

    def _slip(self, cell: SuspectCell, change: int) -> TypingError | None:
        entry = self.filing.entries[cell.key]
        measure = self.edition.figures[cell.key].measure
        amount = self.system.amount
        beside = [self.system.cells[key] for key in self.beside.get(cell.key, ())]
        filled = all(self.filing.entries[each.key].filled for each in beside)
        return likeliest_error(
            Change(
                typed=amount(cell.value),
                proposed=amount(cell.value + change),
                state=entry.state,
                unit=measure.unit,
                restored=self.restored.get(cell.key),
                parts=self._parts(cell.key),
                carried_forward=self.carried_forward.get(cell.key),
                beside=tuple(amount(each.value) for each in beside),
                gap=not entry.filled and bool(beside) and filled,
            )
        )

    def _parts(self, key: str) -> Decimal | None:
        """Return the present sum of the parts of a total, None if unknown or not a total."""
        right = self.sums.get(key)
        known = right and all(self.filing.amount(each) is not None for each in references(right))
        return evaluate(right, self.filing.amount) if right and known else None

    def _origins(self, cell: SuspectCell) -> Iterator[int]:
        """Yield changes of `cell` that would undo a typing error."""
        amounts = list(origins(self.system.amount(cell.value)))
        known = (self.carried_forward, self.restored)
        amounts += [each[cell.key] for each in known if cell.key in each]
        for amount in amounts:
            value = self.system.whole(amount)
            if value is not None:
                yield value - cell.value


def _cost(cell: SuspectCell, found: TypingError | None) -> int:
    """Return the cost of a change; unexplained, a total costs more than one of its parts."""
    return found.cost if found else UNEXPLAINED + cell.total
