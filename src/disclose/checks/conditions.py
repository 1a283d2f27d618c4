"""Relations that are to hold under a condition, and those of the information handling fee."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from disclose.checks.places import listed, place
from disclose.core.finding import Finding
from disclose.form.edition.interpret import Amounts, Fails, Holds, looks_back, touches, verdict
from disclose.form.edition.model import Condition, Edition
from disclose.form.edition.whole_numbers import Slot, truth, whole_number
from disclose.form.filing import Filing


def conditions(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding for each condition of the edition that is not met.

    A figure of the fee that was left blank decides nothing.
    """

    def amount(key: str) -> Decimal | None:
        return filing.fee(key) if key in edition.fees else filing.amount(key)

    for condition, quick in zip(edition.conditions, _quick_conditions(edition), strict=True):
        applies = (filing.year or 0) >= condition.first_year and (
            not condition.agencies or filing.name.endswith(condition.agencies)
        )
        if not applies or (quick and quick.is_met(amount)):
            continue
        if not all(isinstance(verdict(each, amount), Holds) for each in condition.when):
            continue
        if isinstance(verdict(condition.relation, amount), Fails):
            entries = [
                filing.fees[key] if key in edition.fees else filing.entries[key]
                for key in touches(condition.relation)
            ]
            places = [place(edition, entry) for entry in entries]
            cells = listed(places, [f"{at.label} {at.typed}" for at in places])
            yield Finding(
                code=condition.code,
                severity=condition.severity,
                places=tuple(places),
                args={"cells": cells},
            )


class _QuickCondition(NamedTuple):
    """A condition in whole numbers: the decimals of each figure in it, and its relations."""

    places: Mapping[str, int]
    when: tuple[Callable[[Sequence[int]], bool], ...]
    holds: Callable[[Sequence[int]], bool]

    def is_met(self, amounts: Amounts) -> bool:
        """Return whether the condition is met or decides nothing, for certain.

        Without an amount of one of its figures a relation neither holds nor fails.
        """
        numbers: list[int] = []
        for key, places in self.places.items():
            amount = amounts(key)
            if amount is None:
                return True
            number = whole_number(amount, places)
            if number is None:
                return False
            numbers.append(number)
        return self.holds(numbers) or not all(each(numbers) for each in self.when)


@cache
def _quick_conditions(edition: Edition) -> tuple[_QuickCondition | None, ...]:
    return tuple(_quick(edition, condition) for condition in edition.conditions)


def _quick(edition: Edition, condition: Condition) -> _QuickCondition | None:
    """Return a condition in whole numbers, None if it names figures of the prior year."""
    relations = (*condition.when, condition.relation)
    if any(map(looks_back, relations)):
        return None
    keys = dict.fromkeys(key for relation in relations for key in touches(relation))
    places = {key: edition.figure(key).measure.places for key in keys}
    slots = {key: Slot(at, places[key]) for at, key in enumerate(keys)}
    *when, holds = (truth(relation, slots) for relation in relations)
    return _QuickCondition(places, tuple(when), holds)
