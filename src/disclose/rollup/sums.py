"""Figures added up exactly: for the whole and for every agency with subunits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclose.checks.rules import JudgedFiling, judge_rules
from disclose.core.numbers import EXACT, ZERO, format_plain, trim_zeros
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, State, blank, complete, typed_number
from disclose.form.layout.book import plan
from disclose.form.prior_year import PriorYear
from disclose.rollup.selection import Selection

REGION = ""
"""The id of the whole, among those of agencies."""


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of all figures, totals too, by the id of an agency (or `REGION`) and by key.

    `fees` are the sums of those figures of the fee that no agency of the region left blank.
    """

    edition: Edition
    year: int
    amounts: Mapping[str, Mapping[str, Decimal]]
    fees: Mapping[str, Decimal]

    def of(self, body: str = REGION) -> Mapping[str, Decimal]:
        """Return the sum of every figure of the form."""
        found = self.amounts.get(body, {})
        return {key: found.get(key, ZERO) for key in self.edition.figures}

    def rows(self) -> Iterator[tuple[str, int, str, str, str, str]]:
        """Yield the rows of the table `figure`."""
        for body in self.amounts:
            for number, (key, amount) in enumerate(self.of(body).items()):
                figure = self.edition.figures[key]
                yield body, number, key, figure.label, figure.measure.unit, format_plain(amount)

    def filing(self, body: Mapping[str, str], *, as_read: bool = False) -> Filing:
        """Return the region's own filing: inputs are sums, totals are left to their formulas.

        1.50 + 34.50 is shown as 36.00 in the region's workbook; `as_read` gives the 36 that a
        reader of that workbook gets.
        """
        typed = {}
        for key, amount in {**self.of(), **self.fees}.items():
            if key not in self.edition.fills:
                text = format_plain(trim_zeros(amount, 0) if as_read else amount)
                typed[key] = typed_number(self.edition.figure(key), text)
        return Filing(
            edition=self.edition.id,
            year=self.year,
            body=body,
            entries=complete(self.edition, typed),
            fees={key: typed.get(key, blank(key)) for key in self.edition.fees},
        )

    def judged(self, prior_year: PriorYear | None) -> JudgedFiling:
        """Return how the rules fare on the sums, totals too as they were added up."""
        return judge_rules(self.edition, self._whole(), prior_year)

    def _whole(self) -> Filing:
        cells = plan(self.edition).cells
        entries = {
            key: Entry(
                key=key,
                state=State.AMOUNT,
                amount=amount,
                typed=format_plain(amount),
                sheet=cells[key].sheet,
                cell=cells[key].a1,
            )
            for key, amount in self.of().items()
        }
        return Filing(edition=self.edition.id, year=self.year, body={}, entries=entries)


def add_up(
    selection: Selection, edition: Edition, amounts: Iterable[tuple[str, str, Decimal]]
) -> Sums:
    """Return the sums of the files that count; `amounts` are hash, key and amount."""
    year = selection.form.year if selection.form else 0
    above = {body.id: body.parent for body in selection.known.agencies}
    sums: dict[str, dict[str, Decimal]] = {REGION: {}}
    sums |= {body.id: {} for body in selection.known.with_subunits}
    stated: Counter[str] = Counter()
    for sha256, key, amount in amounts:
        decision = selection.counted.get(sha256)
        if decision is not None:
            stated[key] += 1
            for body in (REGION, *_levels(decision.body, above)):
                sums[body][key] = EXACT.add(sums[body].get(key, ZERO), amount)
    known = [key for key in edition.fees if 0 < stated[key] == len(selection.counted)]
    return Sums(edition, year, sums, {key: sums[REGION][key] for key in known})


def _levels(body: str, above: Mapping[str, str]) -> Iterator[str]:
    while body := above.get(body, ""):
        yield body
