"""Run error localisation: from a judged filing to its suspects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from disclose.checks.localise.confidence import WITNESS, evidence, is_likely
from disclose.checks.localise.displacements import by_cell, displacements
from disclose.checks.localise.elimination import BUDGET
from disclose.checks.localise.explanation import Explained, Explainer
from disclose.checks.localise.faults import faults
from disclose.checks.localise.ranking import KEPT, Ranked, Ranking
from disclose.checks.localise.system import System, lines, neighbours, sums, system
from disclose.checks.localise.witnesses import Witness, testimonies, with_witness
from disclose.checks.outcome import Localised
from disclose.checks.places import place
from disclose.checks.rules import JudgedFiling
from disclose.core.finding import Suspect
from disclose.core.numbers import ZERO, decimal_places, format_plain, trim_zeros
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, Seal, complete
from disclose.form.prior_year import carried_forward


def localise(
    judged: JudgedFiling, budget: int = BUDGET, witnesses: Sequence[Witness] = ()
) -> Localised:
    """Return the fewest cells whose change makes all linear rules hold, with proposed amounts.

    `witnesses` are numbers in the texts of the filing. Empty if no rule failed. Alternatives of one
    fault with equal cost are ties, in printed order.
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
        restored=restored(edition, filing),
        carried_forward=carried_forward(edition, prior_year) if prior_year else {},
        beside=neighbours(printed),
        displaced=by_cell(moved),
        heard=testimonies(edition, filing, witnesses),
    )
    found = faults(form, explainer.choose, budget)
    ranked = Ranking(explainer, form).ranked(found, moved)
    searched = all(fault.searched for fault in found)
    suspects = _SuspectMaker(edition, filing, form).suspects(ranked, searched=searched)
    return Localised(tuple(suspects), searched)


def restored(edition: Edition, filing: Filing) -> Mapping[str, Decimal]:
    """Return the results of the formulas that numbers replaced, with all of them in place again.

    Empty if one of these numbers is right: then its filler types totals, and a wrong one says no
    more of itself than of its parts.
    """
    typed = {key for key in edition.fills if filing.entries[key].seal is Seal.OVERWRITTEN}
    left = {key: entry for key, entry in filing.entries.items() if key not in typed}
    computed = complete(edition, left)
    amounts = {key: computed[key].amount for key in typed}
    if any(filing.entries[key].amount == amount for key, amount in amounts.items()):
        return {}
    return {key: amount for key, amount in amounts.items() if amount is not None}


@dataclass(frozen=True, slots=True)
class _SuspectMaker:
    """Makes suspects of the cells of ranked sets."""

    edition: Edition
    filing: Filing
    system: System

    def suspects(self, ranked: Sequence[Ranked], *, searched: bool) -> Iterator[Suspect]:
        """Yield a suspect for each cell of every set; sets are numbered through the file."""
        first = 1
        for number, fault in enumerate(ranked, 1):
            sets = [
                tuple(self._of_set(explained, fault, number=at, fault_number=number))
                for at, explained in enumerate(fault.sets[:KEPT], first)
            ]
            equal = any(constraint.row.equal for constraint in fault.constraints)
            if sets and is_likely(evidence(sets, equal=equal, searched=searched)):
                sets[0] = tuple(each._replace(likely=True) for each in sets[0])
            yield from chain.from_iterable(sets)
            first += len(sets)

    def _of_set(
        self, explained: Explained, fault: Ranked, *, number: int, fault_number: int
    ) -> Iterator[Suspect]:
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
                reason=with_witness(explained.reasons.get(key), explained.witnessed.get(key)),
                args={
                    "typed": format_plain(self.filing.amount(key) or ZERO),
                    "proposed": format_plain(proposed),
                    WITNESS: explained.witnessed.get(key, ""),
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
