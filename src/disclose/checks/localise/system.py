"""The linear rules that hold for a filing, over the cells that someone typed."""

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
    """The sum of `factors` times the changes of cells, plus `rest`, is 0, or else at most 0.

    `rest` is what the row comes to as long as nothing changes.
    """

    factors: Mapping[str, int]
    rest: int
    equal: bool

    @property
    def holds(self) -> bool:
        """Return whether the row is true with nothing changed."""
        return self.rest == 0 if self.equal else self.rest <= 0

    def after(self, changes: Mapping[str, int]) -> "LinearRow":
        """Return the row as it is once `changes` were made."""
        shift = sum(self.factors.get(key, 0) * change for key, change in changes.items())
        return self._replace(rest=self.rest + shift)


def without(key: str, row: LinearRow, pivot: LinearRow) -> LinearRow:
    """Return what `row` says of all other cells than `key`, given the equality `pivot`."""
    factor = pivot.factors[key]
    times = row.factors[key] if factor > 0 else -row.factors[key]
    return _sum(row, abs(factor), pivot, -times)


def between(key: str, upper: LinearRow, lower: LinearRow) -> LinearRow:
    """Return what two inequalities that bound `key` from both sides say of all other cells."""
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


# The printed rows and columns of a form, as neighbouring cells.

Line = tuple[str, ...]


def lines(edition: Edition, keys: Container[str]) -> tuple[Line, ...]:
    """Return the printed rows and columns as the cells of `keys` in them, two or more each.

    What stands between two cells and is none of `keys`, a locked total, is passed over.
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
    """A cell that may be wrong: its amount in the system's smallest unit and what it may hold.

    `number` is its place in printed order. A whole multiple of `step` fits its measure; `total`
    says that it ought to follow from others.
    """

    key: str
    number: int
    value: int
    step: int
    signed: bool
    total: bool

    @property
    def bound(self) -> LinearRow | None:
        """Return that the cell is not negative, None if it may be."""
        return None if self.signed else LinearRow({self.key: -1}, -self.value, equal=False)


@dataclass(frozen=True, slots=True)
class Edit:
    """A rule at one row or column, over the cells it depends on."""

    code: str
    severity: Severity
    row: LinearRow

    @property
    def keys(self) -> frozenset[str]:
        """Return the cells that the rule depends on."""
        return frozenset(self.row.factors)


@dataclass(frozen=True, slots=True)
class System:
    """Cells in printed order and the rules between them; amounts count 10 to the power -`places`.

    `hard` are those at error level that do not follow from each other, `soft` all below it.
    """

    cells: Mapping[str, SuspectCell]
    edits: tuple[Edit, ...]
    hard: tuple[Edit, ...]
    soft: tuple[Edit, ...]
    places: int

    @property
    def failed(self) -> tuple[Edit, ...]:
        """Return the rules that do not hold."""
        return tuple(each for each in self.edits if not each.row.holds)

    def amount(self, value: int) -> Decimal:
        """Return a whole number of smallest units as an amount."""
        return Decimal(value).scaleb(-self.places, EXACT)

    def whole(self, amount: Decimal) -> int | None:
        """Return `amount` in smallest units, None if it is no whole number of them."""
        scaled = amount.scaleb(self.places, EXACT)
        return int(scaled) if scaled == int(scaled) else None


def system(judged: JudgedFiling) -> System:
    """Return the linear rules of a filing that could be judged, those on last year too.

    A total that keeps its formula follows from its parts and is put in terms of them; last year's
    amounts are constants.
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
    edits = tuple(
        Edit(rule.code, rule.severity, _whole(row, cells, finest, equal=equal))
        for rule, row, equal in stated
    )
    return System(
        cells=cells,
        edits=edits,
        hard=independent(each for each in edits if each.severity is Severity.ERROR),
        soft=tuple(each for each in edits if each.severity is not Severity.ERROR),
        places=finest,
    )


def independent(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return `edits` without the equalities that follow from others, short ones kept.

    Where six columns and their total column are to balance, the seventh says nothing new, but it
    would tie errors of different columns together.
    """
    given = list(edits)
    pivots: list[tuple[str, LinearRow]] = []
    kept: set[int] = set()
    for number, edit in sorted(enumerate(given), key=lambda pair: len(pair[1].row.factors)):
        row = edit.row
        for key, pivot in pivots:
            if row.equal and key in row.factors:
                row = without(key, row, pivot)
        if not row.equal or not row.factors:
            if not row.equal or row.rest:
                kept.add(number)
            continue
        kept.add(number)
        pivots.append((next(iter(row.factors)), row))
    return tuple(edit for number, edit in enumerate(given) if number in kept)


def sums(edition: Edition) -> Mapping[str, Expression]:
    """Return what each total is to be: the figures that a rule equates with a sum of others."""
    found: dict[str, Expression] = {}
    for constraint in edition.constraints():
        match constraint.relation:
            case Compare(Ref(key), "==", right) if len(references(right)) > 1:
                found.setdefault(key, right)
    return found


@dataclass(frozen=True, slots=True)
class _Terms:
    """Puts rules in terms of what was typed."""

    edition: Edition
    filing: Filing
    prior_year: PriorYear | None

    def rows(self, judged: JudgedFiling) -> Iterator[tuple[Rule, Linear, bool]]:
        """Yield each judged rule as a row that is to be 0 (True) or at most 0 (False)."""
        for each in (*judged.results, *judged.prior_year_results):
            relation = each.constraint.relation
            if is_linear(relation) and not isinstance(each.verdict, Undecided):
                row = self._typed(_difference(relation))
                if row.factors:
                    yield each.rule, row, relation.operator == "=="

    def _typed(self, row: Linear) -> Linear:
        """Return `row` over typed cells: totals by their parts, last year by its amounts."""
        factors: dict[str, Decimal] = {}
        constant = row.constant
        pending = list(row.factors.items())
        while pending:
            key, factor = pending.pop()
            if key.startswith(PRIOR_YEAR):
                constant = EXACT.add(constant, EXACT.multiply(factor, self._last(key)))
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

    def _last(self, key: str) -> Decimal:
        return (self.prior_year and self.prior_year.amount(key.removeprefix(PRIOR_YEAR))) or ZERO


def _difference(relation: Compare) -> Linear:
    """Return left minus right, or right minus left where left is to be the larger one."""
    left, right = linear(relation.left), linear(relation.right)
    if relation.operator == ">=":
        left, right = right, left
    factors = dict(left.factors)
    for key, factor in right.factors.items():
        factors[key] = EXACT.subtract(factors.get(key, ZERO), factor)
    return Linear(factors, EXACT.subtract(left.constant, right.constant))


def _whole(row: Linear, cells: Mapping[str, SuspectCell], finest: int, *, equal: bool) -> LinearRow:
    """Return `row` times a power of ten that makes every number in it whole."""
    more = max(map(decimal_places, (*row.factors.values(), row.constant.scaleb(finest, EXACT))))
    factors = {key: int(factor.scaleb(more, EXACT)) for key, factor in row.factors.items()}
    rest = int(row.constant.scaleb(finest + more, EXACT))
    rest += sum(factor * cells[key].value for key, factor in factors.items())
    return LinearRow(factors, rest, equal)
