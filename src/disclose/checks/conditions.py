"""Relations that are to hold under a condition, and those of the information handling fee."""

from collections.abc import Iterator
from decimal import Decimal

from disclose.checks.places import listed, place
from disclose.core.finding import Finding
from disclose.form.edition.interpret import Fails, Holds, touches, verdict
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing


def conditions(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding for each condition of the edition that is not met.

    A figure of the fee that was left blank decides nothing.
    """

    def amount(key: str) -> Decimal | None:
        return filing.fee(key) if key in edition.fees else filing.amount(key)

    for condition in edition.conditions:
        applies = (filing.year or 0) >= condition.first_year and (
            not condition.agencies or filing.name.endswith(condition.agencies)
        )
        if not applies or not all(
            isinstance(verdict(each, amount), Holds) for each in condition.when
        ):
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
