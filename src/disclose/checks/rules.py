"""Judge the rules of an edition once, count the results, report the failures."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from disclose.checks.places import listed, place
from disclose.core.finding import Equation, Finding, Term
from disclose.core.numbers import EXACT, ONE, ZERO, format_plain
from disclose.form.edition.interpret import (
    Amounts,
    Fails,
    Holds,
    Undecided,
    Unfilled,
    Verdict,
    awaited,
    linear,
    named,
    references,
    touches,
    typed_keys,
    verdict,
)
from disclose.form.edition.model import Constraint, Edition, Rule, Table, YearRule
from disclose.form.edition.rule_ast import PRIOR_YEAR, Expression, Some
from disclose.form.edition.whole_numbers import Slot, truth, whole_number
from disclose.form.filing import Entry, Filing, State
from disclose.form.prior_year import MergedFigure, PriorYear, total

# Figures that jump from the prior year to this one.


def compared(
    edition: Edition, filing: Filing, prior_year: PriorYear
) -> tuple["TableComparison", ...]:
    """Return the comparison with the prior year for each table and each rule on jumps."""
    return tuple(
        _compared(edition, filing, prior_year, rule, table)
        for rule in edition.year_rules
        for table in edition.tables
    )


def jumps(
    edition: Edition, filing: Filing, comparisons: Iterable["TableComparison"]
) -> Iterator[Finding]:
    """Yield one finding for each table with figures that jumped."""
    for comparison in comparisons:
        if comparison.far:
            yield _jumped(edition, filing, comparison)


class _Pair(NamedTuple):
    """Figures with their total this year (`now`) and in the prior year (`then`)."""

    keys: tuple[str, ...]
    now: Decimal
    then: Decimal

    def far(self, rule: YearRule) -> bool:
        """Return whether the change from `then` to `now` is a jump by `rule`.

        No factor describes a change to or from 0: a drop to 0 is a jump from `rule.floor` on, a
        rise from 0 never, since most figures are 0 until the first case of their kind.
        """
        if self.now == ZERO:
            return self.then >= rule.floor
        if self.then == ZERO:
            return False
        factor = Decimal(rule.factor)
        more = self.now >= EXACT.multiply(factor, self.then)
        return more or EXACT.multiply(factor, self.now) <= self.then


class TableComparison(NamedTuple):
    """A table compared by a rule: the figures that jumped, the keys of those without an amount."""

    rule: YearRule
    table: Table
    far: tuple[_Pair, ...]
    missing: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """Return `Holds` if all figures could be compared and none jumped."""
        if self.far:
            return Fails(ZERO, ZERO)
        return Undecided(self.missing) if self.missing else Holds()


def _compared(
    edition: Edition, filing: Filing, prior_year: PriorYear, rule: YearRule, table: Table
) -> TableComparison:
    known: list[_Pair] = []
    missing: list[str] = []
    for figure in _figures(edition, prior_year, rule, table):
        now = total(figure.keys, filing.amount)
        if now is None or figure.amount is None:
            missing += figure.keys
        else:
            known.append(_Pair(figure.keys, now, figure.amount))
    far = tuple(pair for pair in known if pair.far(rule))
    return TableComparison(rule, table, far, tuple(missing))


def _figures(
    edition: Edition, prior_year: PriorYear, rule: YearRule, table: Table
) -> Iterator[MergedFigure]:
    """Yield the figures of `table` to compare, in printed order.

    Figures that the prior form reported as one total are compared as one.
    """
    merged = {total.keys[0]: total for total in prior_year.merged}
    inside = {key for total in prior_year.merged for key in total.keys}
    for key, figure in edition.figures.items():
        if figure.table is not table or figure.measure.id != rule.measure:
            continue
        if key in merged:
            yield merged[key]
        elif key not in inside:
            yield MergedFigure((key,), prior_year.amount(key))


def _jumped(edition: Edition, filing: Filing, comparison: TableComparison) -> Finding:
    rule, pairs = comparison.rule, comparison.far
    places = [place(edition, filing.entries[pair.keys[0]]) for pair in pairs]
    shown = [
        f"{_pair_name(edition, pair)} {format_plain(pair.then)} → {format_plain(pair.now)}"
        for pair in pairs
    ]
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=tuple(places),
        args={"cells": listed(places, shown), "count": len(pairs)},
    )


def _pair_name(edition: Edition, pair: _Pair) -> str:
    """Return the printed name of a figure, or of the group that the prior form counted as one."""
    figure = edition.figures[pair.keys[0]]
    if len(pair.keys) == 1:
        return figure.label
    return f"{figure.table.group(figure.row.group).label} · {figure.column.label}"


class Tally(NamedTuple):
    """How many rules hold, fail and are undecided; `codes` are those of the undecided ones.

    `unfilled` are the codes of those that are undecided because their cells are blank.
    """

    holds: int
    fails: int
    undecided: int
    codes: tuple[str, ...]
    unfilled: tuple[str, ...] = ()


class RuleResult(NamedTuple):
    """A constraint of `rule` and its verdict."""

    rule: Rule
    constraint: Constraint
    verdict: Verdict


class JudgedFiling(NamedTuple):
    """A filing with the verdicts of all rules, so that no later step judges them again.

    `results` belong to the rules on this year. With a `prior_year`, `prior_year_results` belong to
    the rules on both years, and `comparisons` to the rules on jumps.
    """

    edition: Edition
    filing: Filing
    results: tuple[RuleResult, ...]
    prior_year: PriorYear | None = None
    prior_year_results: tuple[RuleResult, ...] = ()
    comparisons: tuple[TableComparison, ...] = ()

    @property
    def tally(self) -> Tally:
        """Return the counts of the rules on this year."""
        return _tally([(result.rule.code, result.verdict) for result in self.results])

    @property
    def comparison(self) -> Tally:
        """Return the counts of the comparisons with the prior year; jumps count once a table."""
        constraints = [(result.rule.code, result.verdict) for result in self.prior_year_results]
        tables = [(table.rule.code, table.verdict) for table in self.comparisons]
        return _tally(constraints + tables)


def judge_rules(
    edition: Edition, filing: Filing, prior_year: PriorYear | None = None
) -> JudgedFiling:
    """Judge every rule that applies to the agency of `filing`, and the rules on `prior_year`."""
    known = _known_amounts(edition, filing, prior_year)
    results = _results(edition, filing, applicable(edition, filing), filing.amount, known)
    if prior_year is None:
        return JudgedFiling(edition, filing, results)
    amounts = prior_year.beside(filing)
    return JudgedFiling(
        edition,
        filing,
        results,
        prior_year,
        _results(edition, filing, edition.prior_year_rules, amounts, known),
        compared(edition, filing, prior_year),
    )


def _results(
    edition: Edition,
    filing: Filing,
    rules: Iterable[Rule],
    amounts: Amounts,
    known: "_KnownAmounts",
) -> tuple[RuleResult, ...]:
    quick = _quick_constraints(edition)
    return tuple(
        each.result(known)
        or RuleResult(
            rule, each.constraint, judge_constraint(edition, filing, each.constraint, amounts)
        )
        for rule in rules
        for each in quick[id(rule)]
    )


def judge_constraint(
    edition: Edition, filing: Filing, constraint: Constraint, amounts: Amounts
) -> Verdict:
    """Return the verdict on one constraint for any amounts, `Unfilled` if nothing was typed."""
    relation = constraint.relation
    judged = verdict(relation, amounts)
    if isinstance(judged, Holds):
        typed = typed_keys(relation, edition.fills)
        empty = all(_is_empty(filing.entries[key]) for key in typed)
    else:
        needed = awaited(relation, edition)
        empty = needed is not None and all(
            [
                *(_is_empty(filing.entries[key]) for key in needed.inputs),
                *(not amounts(key) for key in needed.totals),
            ]
        )
    return Unfilled() if empty else judged


def _is_empty(entry: Entry) -> bool:
    """Return whether nothing was typed and no zero was agreed."""
    return entry.state in {State.BLANK, State.MISSING} and entry.amount is None


# Constraints that hold, in whole numbers: the results are those of `judge_constraint`.


class _KnownAmounts(NamedTuple):
    """The amounts of a filing, and of the year before, as whole numbers.

    Of the figures in `unknown` there is none, or it has more decimals than its measure. Nothing
    was typed into the cells of those in `empty`.
    """

    numbers: Sequence[int]
    unknown: Collection[str]
    empty: frozenset[str]


class _QuickConstraint(NamedTuple):
    """A constraint, and whether it holds for whole numbers; its results are made once."""

    constraint: Constraint
    touched: frozenset[str]
    typed: frozenset[str]
    holds: Callable[[Sequence[int]], bool]
    held: RuleResult
    unfilled: RuleResult

    def result(self, known: _KnownAmounts) -> RuleResult | None:
        """Return the result if the constraint holds, None if it fails or an amount is not known."""
        if known.unknown and not self.touched.isdisjoint(known.unknown):
            return None
        if not self.holds(known.numbers):
            return None
        return self.unfilled if self.typed <= known.empty else self.held


@cache
def _quick_constraints(edition: Edition) -> Mapping[int, tuple[_QuickConstraint, ...]]:
    """Return the constraints of each rule, by the rule's identity: the edition keeps it."""
    slots = _slots(edition)
    return {
        id(rule): tuple(
            _QuickConstraint(
                constraint,
                frozenset(touches(constraint.relation)),
                frozenset(typed_keys(constraint.relation, edition.fills)),
                truth(constraint.relation, slots),
                RuleResult(rule, constraint, Holds()),
                RuleResult(rule, constraint, Unfilled()),
            )
            for constraint in rule.constraints
        )
        for rule in (*edition.rules, *edition.prior_year_rules)
    }


@cache
def _slots(edition: Edition) -> Mapping[str, Slot]:
    """Return the places of the figures of both years among the numbers, this year's first."""
    figures = edition.figures
    places = [figure.measure.places for figure in figures.values()]
    keys = (*figures, *(PRIOR_YEAR + key for key in figures))
    return {key: Slot(at, places[at % len(figures)]) for at, key in enumerate(keys)}


def _known_amounts(edition: Edition, filing: Filing, prior_year: PriorYear | None) -> _KnownAmounts:
    numbers: list[int] = []
    unknown: set[str] = set()
    empty: list[str] = []

    def add(key: str, amount: Decimal | None, places: int) -> None:
        number = None if amount is None else whole_number(amount, places)
        if number is None:
            unknown.add(key)
        numbers.append(number or 0)

    for key, figure in edition.figures.items():
        entry = filing.entries[key]
        amount = entry.amount
        if amount is None:
            amount = entry.value
            if _is_empty(entry):
                empty.append(key)
        add(key, amount, figure.measure.places)
    if prior_year is not None:
        for key, figure in edition.figures.items():
            add(PRIOR_YEAR + key, prior_year.amount(key), figure.measure.places)
    return _KnownAmounts(numbers, unknown, frozenset(empty))


def applicable(edition: Edition, filing: Filing) -> tuple[Rule, ...]:
    """Return the rules that apply to the agency of `filing`."""
    return tuple(
        rule
        for rule in edition.rules
        if not any(filing.answer(name) == answer for name, answer in rule.exempt.items())
    )


def _tally(verdicts: Sequence[tuple[str, Verdict]]) -> Tally:
    counts = Counter(type(verdict) for _, verdict in verdicts)
    unjudged = Undecided | Unfilled
    codes = dict.fromkeys(code for code, verdict in verdicts if isinstance(verdict, unjudged))
    unfilled = dict.fromkeys(code for code, verdict in verdicts if isinstance(verdict, Unfilled))
    return Tally(
        counts[Holds],
        counts[Fails],
        counts[Undecided] + counts[Unfilled],
        tuple(codes),
        tuple(unfilled),
    )


def failed_constraints(judged: JudgedFiling) -> Iterator[Finding]:
    """Yield one finding for every failed constraint on this year."""
    return _failures(judged, judged.results, judged.filing.amount)


def failed_prior_year_constraints(judged: JudgedFiling) -> Iterator[Finding]:
    """Yield one finding for every failed constraint on both years."""
    if judged.prior_year is not None:
        yield from _failures(
            judged, judged.prior_year_results, judged.prior_year.beside(judged.filing)
        )


def _failures(
    judged: JudgedFiling, results: Iterable[RuleResult], amounts: Amounts
) -> Iterator[Finding]:
    for result in results:
        if isinstance(result.verdict, Fails):
            yield _failure(judged, result, result.verdict, amounts)


def _failure(judged: JudgedFiling, result: RuleResult, sides: Fails, amounts: Amounts) -> Finding:
    """Return the finding for a failed constraint; prior-year figures have no place in it.

    Against a constant, the figures that are not 0 come first: they are what it is about.
    """
    edition, filing, rule, constraint = (
        judged.edition,
        judged.filing,
        result.rule,
        result.constraint,
    )
    relation = constraint.relation
    keys = [key for key in touches(relation) if not key.startswith(PRIOR_YEAR)]
    if not references(relation.left) or not references(relation.right):
        keys.sort(key=lambda key: not amounts(key))
    places = (place(edition, filing.entries[key]) for key in keys)
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=tuple(places),
        args={"at": constraint.at, "table": edition.table(constraint.table).short},
        equation=Equation(
            left=terms(edition, amounts, constraint, relation.left),
            operator=relation.operator,
            right=terms(edition, amounts, constraint, relation.right),
            left_sum=sides.left,
            right_sum=sides.right,
        ),
    )


def terms(
    edition: Edition, amounts: Amounts, constraint: Constraint, side: Expression
) -> tuple[Term, ...]:
    """Return the addends of one side of a constraint with their names and amounts."""
    if isinstance(side, Some):
        name = _name(edition, constraint, side.key)
        return (Term(ONE, name, amounts(side.key) or ZERO, counted=False),)
    row = linear(side)
    addends = [
        Term(factor, _name(edition, constraint, key), amounts(key) or ZERO)
        for key, factor in row.factors.items()
    ]
    if row.constant or not addends:
        addends.append(Term(row.constant, "", row.constant))
    return tuple(addends)


def _name(edition: Edition, constraint: Constraint, key: str) -> str:
    return named(key, lambda each: edition.name(each, constraint.per))
