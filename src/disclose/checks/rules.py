"""The rules of an edition: judged, counted, and reported where they fail."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from disclose.checks.places import place
from disclose.checks.year_over_year import TableComparison, compared
from disclose.core.finding import Equation, Finding, Term
from disclose.core.numbers import ONE, ZERO
from disclose.form.edition.interpret import (
    Amounts,
    Fails,
    Holds,
    Undecided,
    Verdict,
    linear,
    named,
    touches,
    verdict,
)
from disclose.form.edition.model import Constraint, Edition, Rule
from disclose.form.edition.rule_ast import PRIOR_YEAR, Expression, Some
from disclose.form.filing import Filing
from disclose.form.prior_year import PriorYear


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rules hold, fail, could not be judged, and the codes of the last."""

    holds: int
    fails: int
    undecided: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule at one row or column, and whether it holds there."""

    rule: Rule
    constraint: Constraint
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class JudgedFiling:
    """A filing and how the rules of its edition fare on it, each judged once.

    `results` are those of the rules on this year alone. With a `prior_year`, `prior_year_results`
    are those of the rules on both years, and `comparisons` hold the figures that jumped.
    """

    edition: Edition
    filing: Filing
    results: tuple[RuleResult, ...]
    prior_year: PriorYear | None = None
    prior_year_results: tuple[RuleResult, ...] = ()
    comparisons: tuple[TableComparison, ...] = ()

    @property
    def tally(self) -> Tally:
        """Return how the rules on this year fare."""
        return _tally([(each.rule.code, each.verdict) for each in self.results])

    @property
    def comparison(self) -> Tally:
        """Return how the comparisons with last year fare; a jump counts once a table."""
        rules = [(each.rule.code, each.verdict) for each in self.prior_year_results]
        return _tally(rules + [(each.rule.code, each.verdict) for each in self.comparisons])


def judge_rules(
    edition: Edition, filing: Filing, prior_year: PriorYear | None = None
) -> JudgedFiling:
    """Judge every rule that holds for the agency of `filing`, and those on `prior_year`."""
    results = _results(applicable(edition, filing), filing.amount)
    if prior_year is None:
        return JudgedFiling(edition, filing, results)
    return JudgedFiling(
        edition,
        filing,
        results,
        prior_year,
        _results(edition.prior_year_rules, prior_year.beside(filing)),
        compared(edition, filing, prior_year),
    )


def _results(rules: Iterable[Rule], amounts: Amounts) -> tuple[RuleResult, ...]:
    return tuple(
        RuleResult(rule, constraint, verdict(constraint.relation, amounts))
        for rule in rules
        for constraint in rule.constraints
    )


def applicable(edition: Edition, filing: Filing) -> tuple[Rule, ...]:
    """Return the rules that hold for the body of `filing`."""
    return tuple(
        rule
        for rule in edition.rules
        if not any(filing.body.get(name) == answer for name, answer in rule.exempt.items())
    )


def _tally(verdicts: Sequence[tuple[str, Verdict]]) -> Tally:
    counts = Counter(type(each) for _, each in verdicts)
    codes = dict.fromkeys(code for code, each in verdicts if isinstance(each, Undecided))
    return Tally(counts[Holds], counts[Fails], counts[Undecided], tuple(codes))


def failed_constraints(judged: JudgedFiling) -> Iterator[Finding]:
    """Yield one finding for every rule on this year at every row or column where it fails."""
    return _failures(judged, judged.results, judged.filing.amount)


def failed_prior_year_constraints(judged: JudgedFiling) -> Iterator[Finding]:
    """Yield one finding for every rule that speaks of last year, at every place where it fails."""
    if judged.prior_year is not None:
        yield from _failures(
            judged, judged.prior_year_results, judged.prior_year.beside(judged.filing)
        )


def _failures(
    judged: JudgedFiling, results: Iterable[RuleResult], amounts: Amounts
) -> Iterator[Finding]:
    for each in results:
        if isinstance(each.verdict, Fails):
            yield _failure(judged, each, each.verdict, amounts)


def _failure(judged: JudgedFiling, result: RuleResult, sides: Fails, amounts: Amounts) -> Finding:
    """Return the finding for a rule that does not hold; its places are cells of the filing."""
    edition, filing, rule, constraint = (
        judged.edition,
        judged.filing,
        result.rule,
        result.constraint,
    )
    relation = constraint.relation
    keys = [key for key in touches(relation) if not key.startswith(PRIOR_YEAR)]
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
    """Return the addends of one side of a relation with their names and amounts."""
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
