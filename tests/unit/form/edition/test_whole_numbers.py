"""Relations over whole numbers say the same as `verdict`, and refuse amounts that do not fit."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.numbers import TOO_LARGE
from disclose.form.edition.interpret import Holds, verdict
from disclose.form.edition.rule_ast import (
    Binary,
    Compare,
    Expression,
    NumberNode,
    PriorYearNode,
    Ref,
    Some,
    Sum,
)
from disclose.form.edition.whole_numbers import Slot, truth, whole_number
from tests.support.filings import FORMS, edition

PLACES = {"a": 0, "b": 0, "c": 2, "d": 6, "previous.a": 0}
SLOTS = {key: Slot(at, places) for at, (key, places) in enumerate(PLACES.items())}
KEYS = st.sampled_from([key for key in PLACES if "." not in key])
LEAVES = st.one_of(
    st.builds(Ref, KEYS),
    st.builds(Some, KEYS),
    st.just(PriorYearNode("a")),
    st.builds(Sum, st.lists(KEYS, max_size=4).map(tuple), st.just("")),
    st.builds(NumberNode, st.sampled_from([Decimal(each) for each in ("0", "3", "0.50", "1E+2")])),
)
EXPRESSIONS = st.recursive(
    LEAVES, lambda inner: st.builds(Binary, inner, st.sampled_from("+-*"), inner), max_leaves=6
)
RELATIONS = st.builds(Compare, EXPRESSIONS, st.sampled_from(["==", "<=", ">="]), EXPRESSIONS)
AMOUNTS = st.fixed_dictionaries(
    {
        key: st.one_of(
            st.integers(-3, 3).map(Decimal),
            st.decimals(-TOO_LARGE, TOO_LARGE, places=places),
        )
        for key, places in PLACES.items()
    }
)


def _holds(relation: Compare, slots: Mapping[str, Slot], amounts: Mapping[str, Decimal]) -> bool:
    numbers = [whole_number(amounts[key], slot.places) for key, slot in slots.items()]
    assert None not in numbers
    return truth(relation, slots)([each or 0 for each in numbers])


@given(RELATIONS, AMOUNTS)
def test_every_operator(relation: Compare, amounts: Mapping[str, Decimal]) -> None:
    expected = isinstance(verdict(relation, amounts.get), Holds)
    assert _holds(relation, SLOTS, amounts) == expected


@given(EXPRESSIONS, AMOUNTS)
def test_an_expression_equals_itself(side: Expression, amounts: Mapping[str, Decimal]) -> None:
    assert _holds(Compare(side, "==", side), SLOTS, amounts)
    more = Compare(Binary(side, "+", NumberNode(Decimal("0.000001"))), "<=", side)
    assert not _holds(more, SLOTS, amounts)


@pytest.mark.parametrize("form", FORMS)
def test_every_rule(form: str) -> None:
    chance, figures = Random(form), edition(form).figures  # noqa: S311 - the same each time
    keys = (*figures, *(f"previous.{key}" for key in figures))
    places = [figure.measure.places for figure in figures.values()] * 2
    slots = {key: Slot(at, places[at]) for at, key in enumerate(keys)}
    rules = (*edition(form).rules, *edition(form).prior_year_rules)
    held = failed = 0
    for most in (0, 1, 2, 50):
        amounts = {key: Decimal(chance.randint(0, most)) for key in keys}
        for constraint in (each for rule in rules for each in rule.constraints):
            expected = isinstance(verdict(constraint.relation, amounts.get), Holds)
            assert _holds(constraint.relation, slots, amounts) == expected, constraint
            held, failed = held + expected, failed + (not expected)
    assert held
    assert failed


FITTING = {
    "12 0": 12,
    "12 2": 1200,
    "1.5 2": 150,
    "1.50 1": 15,
    "1.5 0": None,
    "0.005 2": None,
    "1E+3 0": 1000,
    "-4 0": -4,
    "9.999999 6": 9999999,
}


@pytest.mark.parametrize("case", FITTING)
def test_whole_number(case: str) -> None:
    amount, places = case.split()
    assert whole_number(Decimal(amount), int(places)) == FITTING[case]
