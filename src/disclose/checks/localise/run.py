"""Run error localisation: from a judged filing to its suspects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclose.checks.localise.displacements import by_cell, displacements
from disclose.checks.localise.elimination import BUDGET
from disclose.checks.localise.explanation import Explained, Explainer
from disclose.checks.localise.faults import faults
from disclose.checks.localise.ranking import KEPT, Ranked, Ranking
from disclose.checks.localise.system import System, lines, neighbours, sums, system
from disclose.checks.outcome import Localised
from disclose.checks.places import place
from disclose.checks.rules import JudgedFiling
from disclose.core.finding import Suspect
from disclose.core.numbers import ZERO, decimal_places, format_plain, trim_zeros
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from disclose.form.prior_year import carried_forward


def localise(judged: JudgedFiling, budget: int = BUDGET) -> Localised:
    """Return the fewest cells whose change makes all linear rules hold, with proposed amounts.

    Empty if no rule failed. Alternatives of one fault with equal cost are ties, in printed order.
    """
    edition, filing, prior_year = judged.edition, judged.filing, judged.prior_year
    form = system(judged)
    if not form.failed:
        return Localised()
    printed = lines(edition, form.cells)
    moved = displacements(printed, form.cells)
    explainer = Explainer(
        edition=edition,
        filing=filing,
        system=form,
        sums=sums(edition),
        carried_forward=carried_forward(edition, prior_year) if prior_year else {},
        beside=neighbours(printed),
        displaced=by_cell(moved),
    )
    found = faults(form, explainer.choose, budget)
    ranked = Ranking(explainer, form).ranked(found, moved)
    suspects = _SuspectMaker(edition, filing, form).suspects(ranked)
    return Localised(tuple(suspects), all(fault.searched for fault in found))


@dataclass(frozen=True, slots=True)
class _SuspectMaker:
    """Makes suspects of the cells of ranked sets."""

    edition: Edition
    filing: Filing
    system: System

    def suspects(self, ranked: Sequence[Ranked]) -> Iterator[Suspect]:
        """Yield a suspect for each cell of every set; sets are numbered through the file."""
        sets = [
            (number, fault, changes)
            for number, fault in enumerate(ranked, 1)
            for changes in fault.sets[:KEPT]
        ]
        for number, (fault_number, fault, explained) in enumerate(sets, 1):
            codes = self._settled(explained)
            for key in (key for key in self.system.cells if key in explained.changes):
                proposed = self._proposed(key, explained)
                yield Suspect(
                    place=place(self.edition, self.filing.entries[key]),
                    proposed=proposed,
                    settles=codes,
                    number=number,
                    fault=fault_number,
                    ties=fault.ties,
                    shared=(key, explained.changes[key]) in fault.shared,
                    reason=explained.reasons.get(key),
                    args={
                        "typed": format_plain(self.filing.amount(key) or ZERO),
                        "proposed": format_plain(proposed),
                    },
                )

    def _proposed(self, key: str, explained: Explained) -> Decimal:
        amount = self.system.amount(self.system.cells[key].value + explained.changes[key])
        return trim_zeros(amount, decimal_places(amount))

    def _settled(self, explained: Explained) -> tuple[str, ...]:
        """Return the codes of the failed rules that hold after the changes."""
        settled = (
            constraint.code
            for constraint in self.system.failed
            if not constraint.keys.isdisjoint(explained.changes)
            and constraint.row.after(explained.changes).holds
        )
        return tuple(dict.fromkeys(settled))
