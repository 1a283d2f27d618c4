"""Findings hold facts; message types hold the words."""

from decimal import Decimal

from disclose.core.finding import Equation, Place, Severity, Term, error
from disclose.core.language import Language, Wording


def test_a_wording_is_given_in_the_language_asked_for() -> None:
    wording = Wording("相差", "difference")
    assert [wording.in_(language) for language in Language] == ["相差", "difference"]


def test_a_finding_holds_code_weight_places_and_arguments() -> None:
    place = Place(file="edition.toml", line=3)
    found = error("DEF05", place, name="totl")
    assert (found.code, found.severity) == ("DEF05", Severity.ERROR)
    assert (found.places, found.args) == ((place,), {"name": "totl"})


def test_the_difference_is_left_minus_right() -> None:
    # 3001 + 43 against 2935 + 100
    one, sums = Decimal(1), (Decimal(3044), Decimal(3035))
    left = (Term(one, "新收", Decimal(3001)), Term(one, "结转", Decimal(43)))
    right = (Term(one, "总计", Decimal(2935)), Term(one, "结转下年度", Decimal(100)))
    equation = Equation(left=left, operator="==", right=right, left_sum=sums[0], right_sum=sums[1])
    assert equation.difference == 9
