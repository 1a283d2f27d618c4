"""Checks parts against their totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclose.core.finding import Equation, Finding, Severity, Term, error
from disclose.core.numbers import ONE, ZERO
from disclose.prose.judged import Judged
from disclose.prose.lexicon import PartsRelation
from disclose.prose.mentions import Mention
from disclose.prose.statements import Stated, Statement


def sums(stated: Stated) -> Iterator[Judged]:
    """Yield every group of parts with its total, and a finding if they do not fit."""
    groups = [group for group in stated.groups() if group.totals]
    fitting = {
        (total.passage, total.start)
        for group in groups
        for total in group.totals
        if len(group.parts) > 1 and added(group.parts) == total.amount
    }
    seen: set[tuple[int, int, str]] = set()
    for group in groups:
        numbers = (group.totals[0], *group.parts)
        findings = tuple(_judged(group, fitting))
        if not findings and group.adds_up:
            yield Judged(numbers)
        for found in findings:
            first = found.places[-1]
            mark = (first.line, len(found.places), f"{found.code}{first.text}")
            if mark not in seen:
                seen.add(mark)
                yield Judged(numbers, found)


def added(mentions: Sequence[Mention]) -> Decimal:
    """Return the sum of the amounts of `mentions`."""
    return sum((each.amount for each in mentions), ZERO)


def _judged(group: Statement, fitting: set[tuple[int, int]]) -> Iterator[Finding]:
    amounts = {total.amount for total in group.totals}
    total, whole = group.totals[0], added(group.parts)
    if whole in amounts:
        return
    largest = max(amounts)
    oversized = [each for each in group.parts if each.amount > largest]
    kind = group.parts_of.kind
    if kind is PartsRelation.CLOSED and group.complete and not _explained(group, total.amount):
        yield unequal_sum(total, group.parts, "==")
    elif oversized:
        for each in oversized:
            yield _exceeds(total, each)
    elif kind is not PartsRelation.OVERLAPPING and whole > largest:
        yield unequal_sum(total, group.parts, "==" if kind is PartsRelation.CLOSED else "<=")
    elif kind is PartsRelation.CLOSED and (total.passage, total.start) not in fitting:
        yield from _short(total, group)


def _explained(group: Statement, total: Decimal) -> bool:
    """Return whether unrecognised numbers add up to the difference."""
    return bool(group.strange) and added((*group.parts, *group.strange)) == total


def _short(total: Mention, group: Statement) -> Iterator[Finding]:
    """Yield a warning if parts do not reach their total; parts of 0 and `unsaid` ones may lack."""
    unsaid = {*group.parts_of.unsaid} - {each.key for each in group.parts}
    whole = group.announced and not group.open_end and not group.strange and not unsaid
    if whole and len(group.parts) > 1:
        short = unequal_sum(total, group.parts, "==")
        yield short._replace(severity=Severity.WARNING)


def unequal_sum(total: Mention, parts: Sequence[Mention], operator: str) -> Finding:
    """Return the finding of parts that do not fit their total."""
    found = error("DOC20", total.place, *(each.place for each in parts))
    return found._replace(equation=equation(parts, operator, (total,)))


def equation(left: Sequence[Mention], operator: str, right: Sequence[Mention]) -> Equation:
    """Return the sums of two sides, each number under the words in front of it."""
    return Equation(
        left=tuple(Term(ONE, each.label, each.amount) for each in left),
        operator=operator,
        right=tuple(Term(ONE, each.label, each.amount) for each in right),
        left_sum=added(left),
        right_sum=added(right),
    )


def _exceeds(total: Mention, part: Mention) -> Finding:
    found = error("DOC21", part.place, total.place)
    return found._replace(equation=equation((part,), "<=", (total,)))
