"""The highlights for a supervisor: who contributes most to a sum, whose figures stand out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles
from typing import TypeAlias

from disclose.core.numbers import ZERO
from disclose.form.edition.interpret import references
from disclose.form.edition.model import Figure
from disclose.rollup.database import Contribution
from disclose.rollup.sums import Sums

LARGEST = 3
"""Contributions to a sum that are shown."""

PEERS = 8
"""Fewest agencies of which one can stand out."""

FENCES = 3
"""An amount is far out at so many interquartile ranges above the upper quartile (Tukey 1977)."""

FACTOR, FLOOR = 3, 10
"""A figure of 10 or more jumps if it is three times the prior year's, or a third of it."""

Who: TypeAlias = Callable[[str], Sequence[Contribution]]


@dataclass(frozen=True, slots=True)
class Highlight:
    """The largest total of a table: its sum, who contributes most to it, who stands out."""

    figure: Figure
    amount: Decimal
    largest: tuple[Contribution, ...]
    above_peers: tuple[Contribution, ...]
    jumps: tuple[Contribution, ...]

    @property
    def name(self) -> str:
        """Return the label of the figure, the total of a total by the heading over its row."""
        figure = self.figure
        if not figure.row.label.endswith(figure.column.label):
            return figure.label
        over = figure.table.path(figure.row.group)
        return f"{over[-1].label} · {figure.column.label}" if over else figure.row.label


def highlights(sums: Sums, who: Who, bodies: int) -> Iterator[Highlight]:
    """Yield the highlight of every table with a figure other than 0; `bodies` agencies filed."""
    edition = sums.edition
    operands = {key for each in edition.fills.values() for key in references(each.relation.right)}
    amounts = sums.of()
    for table in edition.tables:
        own = [key for key, figure in edition.figures.items() if figure.table is table]
        totals = [key for key in own if key in edition.fills and key not in operands]
        key = max(totals or own, key=lambda each: amounts[each])
        if amounts[key]:
            found = who(key)
            yield Highlight(
                figure=edition.figures[key],
                amount=amounts[key],
                largest=tuple(each for each in found if each.amount > 0)[:LARGEST],
                above_peers=tuple(_above(found, bodies)),
                jumps=tuple(each for each in found if _jumped(each)),
            )


def _above(found: Sequence[Contribution], bodies: int) -> Iterator[Contribution]:
    if bodies < PEERS:
        return
    filed = [each.amount for each in found]
    lower, _, upper = quantiles([*filed, *[ZERO] * (bodies - len(filed))], n=4)
    fence = max(upper + FENCES * (upper - lower), Decimal(FLOOR))
    yield from (each for each in found if each.amount > fence)


def _jumped(each: Contribution) -> bool:
    less, more = sorted((each.amount, each.previous))
    return each.previous > 0 and more >= FLOOR and more >= FACTOR * less
