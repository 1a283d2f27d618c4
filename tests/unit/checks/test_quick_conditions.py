"""Conditions that are met are found in whole numbers: the same findings as step by step."""

from decimal import Decimal
from random import Random

import pytest

from disclose.checks import conditions as module
from disclose.checks.conditions import conditions
from disclose.core.finding import Finding
from disclose.form.edition.interpret import touches
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, State
from tests.support.filings import as_read, changed, edition
from tests.support.fillings import fillings_of

FORMS = ("cn-2019", "cn-2021")
"""The forms with conditions."""

AMOUNTS = (None, *map(Decimal, ("0", "0", "1", "0", "3", "12", "0.5", "1.50", "0.001", "-1")))
NAMES = ("青禾县人民政府", "青禾县司法局", "青禾县水务局")


def _step_by_step(form: Edition, filing: Filing) -> list[Finding]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module._QuickCondition, "is_met", lambda *_: False)
        return [*conditions(form, filing)]


def _drawn(form: Edition, filing: Filing, chance: Random) -> Filing:
    """Return `filing` with other amounts of the figures of one condition, name and year."""
    condition = chance.choice(form.conditions)
    relations = (*condition.when, condition.relation)
    entries, fees = dict(filing.entries), dict(filing.fees)
    amounts = chance.choice([AMOUNTS, AMOUNTS[1:], AMOUNTS[1:5], AMOUNTS[1:4], AMOUNTS[1:4]])
    for key in (key for relation in relations for key in touches(relation)):
        kept = fees if key in form.fees else entries
        amount = chance.choice(amounts)
        state = State.AMOUNT if amount is not None else chance.choice([*State])
        kept[key] = kept[key]._replace(state=state, amount=amount)
    body = {**filing.body, "name": chance.choice(NAMES)}
    return filing._replace(
        entries=entries, fees=fees, body=body, year=chance.choice([None, 2020, 2023, 2024, 2025])
    )


@pytest.mark.parametrize("name", FORMS)
def test_amounts_of_every_kind(name: str) -> None:
    form, chance = edition(name), Random(name)  # noqa: S311 - the same each time
    usual, failed = as_read(changed(form=name)), set[str]()
    for _ in range(3000):
        filing = _drawn(form, usual, chance)
        found = [*conditions(form, filing)]
        assert found == _step_by_step(form, filing)
        failed |= {each.code for each in found}
    assert failed == {each.code for each in form.conditions}


@pytest.mark.parametrize("name", FORMS)
def test_filings(name: str) -> None:
    form = edition(name)
    for filing in map(as_read, fillings_of(name, 60)):
        assert [*conditions(form, filing)] == _step_by_step(form, filing)
