"""Figures added up exactly: for the whole and for every agency with subunits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from disclose.checks.rules import JudgedFiling, judge_rules
from disclose.core.numbers import EXACT, ZERO, format_plain, trim_zeros
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, State, blank, complete, typed_number
from disclose.form.layout.book import plan
from disclose.form.prior_year import PriorYear
from disclose.rollup.selection import Selection

REGION = ""
"""The id of the whole, among those of agencies."""

FiledAmounts: TypeAlias = tuple[str, Sequence[tuple[str, int | Decimal]]]
"""The hash of a file, and key and amount of its figures."""


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


def add_up(selection: Selection, edition: Edition, filed: Iterable[FiledAmounts]) -> Sums:
    """Return the sums of the files that count; `filed` are hash and amounts of each file."""
    year = selection.form.year if selection.form else 0
    above = {body.id: body.parent for body in selection.known.agencies}
    directly_below: dict[str, _ExactSums] = {}
    stated: Counter[str] = Counter()
    for sha256, amounts in filed:
        decision = selection.counted.get(sha256)
        if decision is not None:
            below = above.get(decision.body, REGION)
            directly_below.setdefault(below, _ExactSums()).add(amounts)
            stated.update(key for key, _ in amounts if key in edition.fees)
    sums = {
        REGION: _ExactSums(),
        **{body.id: _ExactSums() for body in selection.known.with_subunits},
    }
    for body, own in directly_below.items():
        for each in dict.fromkeys((body, *_levels(body, above), REGION)):
            sums[each].add(own.amounts.items())
    amounts_of = {body: each.amounts for body, each in sums.items()}
    known = [key for key in edition.fees if 0 < stated[key] == len(selection.counted)]
    return Sums(edition, year, amounts_of, {key: amounts_of[REGION][key] for key in known})


class _ExactSums:
    """Amounts by key that are added up exactly, whole numbers faster than others."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._others: dict[str, Decimal] = {}

    def add(self, amounts: Iterable[tuple[str, int | Decimal]]) -> None:
        whole, others = self._whole, self._others
        for key, amount in amounts:
            if isinstance(amount, int):
                whole[key] = whole.get(key, 0) + amount
            else:
                others[key] = EXACT.add(others.get(key, ZERO), amount)

    @property
    def amounts(self) -> dict[str, Decimal]:
        found = {key: Decimal(amount) for key, amount in self._whole.items()}
        return found | {
            key: EXACT.add(found.get(key, ZERO), amount) for key, amount in self._others.items()
        }


def _levels(body: str, above: Mapping[str, str]) -> Iterator[str]:
    while body := above.get(body, ""):
        yield body
