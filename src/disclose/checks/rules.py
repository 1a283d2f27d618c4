"""The identities of the edition, judged on a filing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclose.checks.places import place
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
from disclose.form.edition.model import Edition, Instance, Rule
from disclose.form.edition.rule_ast import PREVIOUS, Expression, Some
from disclose.form.filing import Filing


@dataclass(frozen=True, slots=True)
class Tally:
    """How many identities hold, fail, could not be judged, and the codes of the last."""

    holds: int
    fails: int
    undecided: int
    codes: tuple[str, ...]


def identities(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for every rule at every row or column where it fails."""
    for rule in applicable(edition, filing):
        for instance in rule.instances:
            judged = verdict(instance.relation, filing.amount)
            if isinstance(judged, Fails):
                yield failed(edition, filing, instance, judged, filing.amount)


def applicable(edition: Edition, filing: Filing) -> tuple[Rule, ...]:
    """Return the rules that hold for the body of `filing`."""
    return tuple(
        rule
        for rule in edition.rules
        if not any(filing.body.get(name) == answer for name, answer in rule.exempt.items())
    )


def tally(edition: Edition, filing: Filing) -> Tally:
    """Return how the identities of `edition` fare on `filing`."""
    verdicts: list[tuple[str, Verdict]] = [
        (instance.code, verdict(instance.relation, filing.amount))
        for rule in applicable(edition, filing)
        for instance in rule.instances
    ]
    return counted(verdicts)


def counted(verdicts: Sequence[tuple[str, Verdict]]) -> Tally:
    """Return how many of `verdicts`, each with its code, hold, fail and could not be had."""
    counts = Counter(type(judged) for _, judged in verdicts)
    codes = dict.fromkeys(code for code, judged in verdicts if isinstance(judged, Undecided))
    return Tally(counts[Holds], counts[Fails], counts[Undecided], tuple(codes))


def failed(
    edition: Edition, filing: Filing, instance: Instance, judged: Fails, amounts: Amounts
) -> Finding:
    """Return the finding for a rule that does not hold; its places are cells of `filing`."""
    rule, relation = edition.rule(instance.code), instance.relation
    keys = [key for key in touches(relation) if not key.startswith(PREVIOUS)]
    places = (place(edition, filing.entries[key]) for key in keys)
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=tuple(places),
        args={"at": instance.at, "table": edition.table(instance.table).short},
        equation=Equation(
            left=terms(edition, amounts, instance, relation.left),
            operator=relation.operator,
            right=terms(edition, amounts, instance, relation.right),
            left_sum=judged.left,
            right_sum=judged.right,
        ),
    )


def terms(
    edition: Edition, amounts: Amounts, instance: Instance, side: Expression
) -> tuple[Term, ...]:
    """Return the addends of one side of a relation with their names and amounts."""
    if isinstance(side, Some):
        name = _name(edition, instance, side.key)
        return (Term(ONE, name, amounts(side.key) or ZERO, counted=False),)
    row = linear(side)
    addends = [
        Term(factor, _name(edition, instance, key), amounts(key) or ZERO)
        for key, factor in row.factors.items()
    ]
    if row.constant or not addends:
        addends.append(Term(row.constant, "", row.constant))
    return tuple(addends)


def _name(edition: Edition, instance: Instance, key: str) -> str:
    return named(key, lambda each: edition.name(each, instance.per))
