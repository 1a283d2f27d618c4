"""The rules of a filing as linear constraints over the typed cells.

The unknowns are changes of cells, not amounts: a row then holds exactly if its constant `rest` is
0 (or at most 0), and a set of cells is a solution if some changes of them bring every `rest` there.
Everything is an integer in the smallest unit of the form, so that no step rounds.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from disclose.checks.rules import JudgedFiling
from disclose.core.finding import Severity
from disclose.core.numbers import EXACT, ZERO, decimal_places
from disclose.form.edition.interpret import (
    Linear,
    Undecided,
    is_linear,
    linear,
    references,
)
from disclose.form.edition.model import Edition, Rule
from disclose.form.edition.rule_ast import PRIOR_YEAR, Compare, Expression, Ref
from disclose.form.filing import Filing, State
from disclose.form.layout.book import plan
from disclose.form.prior_year import PriorYear

# Linear rows over changes of cells, in whole numbers.


class LinearRow(NamedTuple):
    """A linear constraint: `factors` times the changes of cells, plus `rest`, is 0 or at most 0.

    It is 0 if `equal`. `rest` is the value of the row without any change.
    """

    factors: Mapping[str, int]
    rest: int
    equal: bool

    @property
    def holds(self) -> bool:
        """Return whether the constraint holds without any change."""
        return self.rest == 0 if self.equal else self.rest <= 0

    def after(self, changes: Mapping[str, int]) -> "LinearRow":
        """Return the constraint after `changes`."""
        shift = sum(self.factors.get(key, 0) * change for key, change in changes.items())
        return self._replace(rest=self.rest + shift)


def without(key: str, row: LinearRow, pivot: LinearRow) -> LinearRow:
    """Return `row` with `key` eliminated by means of the equality `pivot`.

    The multiplier of `row` stays positive, or an inequality would turn round.
    """
    factor = pivot.factors[key]
    times = row.factors[key] if factor > 0 else -row.factors[key]
    return _sum(row, abs(factor), pivot, -times)


def between(key: str, upper: LinearRow, lower: LinearRow) -> LinearRow:
    """Return the inequality without `key` that follows from an upper and a lower bound of it."""
    return _sum(upper, -lower.factors[key], lower, upper.factors[key])


def _sum(row: LinearRow, times: int, other: LinearRow, others: int) -> LinearRow:
    factors = {key: factor * times for key, factor in row.factors.items()}
    for key, factor in other.factors.items():
        added = factors.get(key, 0) + factor * others
        if added:
            factors[key] = added
        else:
            del factors[key]
    return LinearRow(factors, row.rest * times + other.rest * others, row.equal)


# Neighbouring cells in the printed rows and columns of a form.

Line = tuple[str, ...]


def lines(edition: Edition, keys: Container[str]) -> tuple[Line, ...]:
    """Return the printed rows and columns with at least two cells of `keys`.

    A locked total between two cells is skipped: these two count as neighbours.
    """
    return tuple(line for line in _lines(edition, keys) if len(line) > 1)


def _lines(edition: Edition, keys: Container[str]) -> Iterator[Line]:
    for grid in plan(edition).grids.values():
        cells = [cell for cell in grid.figures() if cell.key in keys]
        for order in (("row", "column"), ("column", "row")):
            ordered = sorted(cells, key=attrgetter(*order))
            for _, line in groupby(ordered, key=attrgetter(order[0])):
                yield tuple(cell.key for cell in line)


def neighbours(lines: Iterable[Line]) -> Mapping[str, Sequence[str]]:
    """Return the cells beside, above and below each cell."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in (pair for line in lines for pair in pairwise(line)):
        found[one].append(other)
        found[other].append(one)
    return found


@dataclass(frozen=True, slots=True)
class SuspectCell:
    """A cell that may be wrong, with its value in the smallest unit of the system.

    `number` is its position in printed order. Multiples of `step` fit its measure. A `total` is
    the sum of other cells by some rule.
    """

    key: str
    number: int
    value: int
    step: int
    signed: bool
    total: bool

    @property
    def bound(self) -> LinearRow | None:
        """Return the constraint that the cell is not negative, or None if it may be."""
        return None if self.signed else LinearRow({self.key: -1}, -self.value, equal=False)


@dataclass(frozen=True, slots=True)
class LinearConstraint:
    """A constraint of the rule `code` as a linear row."""

    code: str
    severity: Severity
    row: LinearRow

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of its cells."""
        return frozenset(self.row.factors)


@dataclass(frozen=True, slots=True)
class System:
    """Cells in printed order and the constraints between them, in units of 10 ** -`places`.

    `hard` constraints are errors if they fail, without those that follow from others; `soft` ones
    are warnings or notes.
    """

    cells: Mapping[str, SuspectCell]
    constraints: tuple[LinearConstraint, ...]
    hard: tuple[LinearConstraint, ...]
    soft: tuple[LinearConstraint, ...]
    places: int

    @property
    def failed(self) -> tuple[LinearConstraint, ...]:
        """Return the constraints that fail."""
        return tuple(constraint for constraint in self.constraints if not constraint.row.holds)

    def amount(self, value: int) -> Decimal:
        """Convert smallest units to an amount."""
        return Decimal(value).scaleb(-self.places, EXACT)

    def whole(self, amount: Decimal) -> int | None:
        """Convert `amount` to smallest units, None if it is not a whole number of them."""
        scaled = amount.scaleb(self.places, EXACT)
        return int(scaled) if scaled == int(scaled) else None


def system(judged: JudgedFiling) -> System:
    """Return the linear constraints of a filing, with those on both years.

    Undecided constraints are left out. A computed total is replaced by its parts, since nobody
    typed it; prior-year amounts are constants.
    """
    edition, filing = judged.edition, judged.filing
    stated = tuple(_Terms(edition, filing, judged.prior_year).rows(judged))
    used = {key for _, row, _ in stated for key in row.factors}
    amounts = {key: filing.amount(key) or ZERO for key in edition.figures if key in used}
    finest = max(
        (max(edition.figures[key].measure.places, decimal_places(amounts[key])) for key in amounts),
        default=0,
    )
    totals = edition.fills.keys() | sums(edition).keys()
    cells = {
        key: SuspectCell(
            key=key,
            number=number,
            value=int(amount.scaleb(finest, EXACT)),
            step=10 ** (finest - edition.figures[key].measure.places),
            signed=edition.figures[key].measure.signed,
            total=key in totals,
        )
        for number, (key, amount) in enumerate(amounts.items())
    }
    constraints = tuple(
        LinearConstraint(rule.code, rule.severity, _whole(row, cells, finest, equal=equal))
        for rule, row, equal in stated
    )
    return System(
        cells=cells,
        constraints=constraints,
        hard=independent(
            constraint for constraint in constraints if constraint.severity is Severity.ERROR
        ),
        soft=tuple(
            constraint for constraint in constraints if constraint.severity is not Severity.ERROR
        ),
        places=finest,
    )


def independent(constraints: Iterable[LinearConstraint]) -> tuple[LinearConstraint, ...]:
    """Return `constraints` without the equalities that follow from others; short ones stay.

    If six columns balance and add up to a total column, that column balances as well. Its
    constraint says nothing new, but would join errors of different columns to one fault.
    """
    # Gaussian elimination, shortest rows first: an equality that reduces to nothing follows from
    # those before it. Inequalities are kept without a test, as is a contradiction (rest without
    # factors): dropping it would hide a failure.
    given = list(constraints)
    pivots: list[tuple[str, LinearRow]] = []
    kept: set[int] = set()
    for number, constraint in sorted(enumerate(given), key=lambda pair: len(pair[1].row.factors)):
        row = constraint.row
        for key, pivot in pivots:
            if row.equal and key in row.factors:
                row = without(key, row, pivot)
        if not row.equal or not row.factors:
            if not row.equal or row.rest:
                kept.add(number)
            continue
        kept.add(number)
        pivots.append((next(iter(row.factors)), row))
    return tuple(constraint for number, constraint in enumerate(given) if number in kept)


def sums(edition: Edition) -> Mapping[str, Expression]:
    """Return the expression for each total: the figures that a rule equates with a sum."""
    found: dict[str, Expression] = {}
    for constraint in edition.constraints():
        match constraint.relation:
            case Compare(Ref(key), "==", right) if len(references(right)) > 1:
                found.setdefault(key, right)
    return found


@dataclass(frozen=True, slots=True)
class _Terms:
    """Rewrites constraints over typed cells."""

    edition: Edition
    filing: Filing
    prior_year: PriorYear | None

    def rows(self, judged: JudgedFiling) -> Iterator[tuple[Rule, Linear, bool]]:
        """Yield rule and row of each judged constraint, and whether it is an equality."""
        for result in (*judged.results, *judged.prior_year_results):
            relation = result.constraint.relation
            if is_linear(relation) and not isinstance(result.verdict, Undecided):
                row = self._typed(_difference(relation))
                if row.factors:
                    yield result.rule, row, relation.operator == "=="

    def _typed(self, row: Linear) -> Linear:
        """Replace computed totals in `row` by their parts, and prior-year figures by amounts."""
        factors: dict[str, Decimal] = {}
        constant = row.constant
        pending = list(row.factors.items())
        while pending:
            key, factor = pending.pop()
            if key.startswith(PRIOR_YEAR):
                constant = EXACT.add(constant, EXACT.multiply(factor, self._then(key)))
            elif self.filing.entries[key].state is State.COMPUTED:
                parts = linear(self.edition.fills[key].relation.right)
                constant = EXACT.add(constant, EXACT.multiply(factor, parts.constant))
                pending += [
                    (part, EXACT.multiply(factor, times)) for part, times in parts.factors.items()
                ]
            else:
                factors[key] = EXACT.add(factors.get(key, ZERO), factor)
        left = {key: factors[key] for key in self.edition.figures if factors.get(key)}
        return Linear(left, constant)

    def _then(self, key: str) -> Decimal:
        return (self.prior_year and self.prior_year.amount(key.removeprefix(PRIOR_YEAR))) or ZERO


def _difference(relation: Compare) -> Linear:
    """Return left minus right, or right minus left for `>=`, so that all bounds are upper ones."""
    left, right = linear(relation.left), linear(relation.right)
    if relation.operator == ">=":
        left, right = right, left
    factors = dict(left.factors)
    for key, factor in right.factors.items():
        factors[key] = EXACT.subtract(factors.get(key, ZERO), factor)
    return Linear(factors, EXACT.subtract(left.constant, right.constant))


def _whole(row: Linear, cells: Mapping[str, SuspectCell], finest: int, *, equal: bool) -> LinearRow:
    """Scale `row` by a power of ten so that every number in it is an integer."""
    more = max(map(decimal_places, (*row.factors.values(), row.constant.scaleb(finest, EXACT))))
    factors = {key: int(factor.scaleb(more, EXACT)) for key, factor in row.factors.items()}
    rest = int(row.constant.scaleb(finest + more, EXACT))
    rest += sum(factor * cells[key].value for key, factor in factors.items())
    return LinearRow(factors, rest, equal)
