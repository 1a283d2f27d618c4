"""Findings hold facts; kinds hold the words."""

from decimal import Decimal

from disclose.core.finding import Equation, Place, Severity, Term, error
from disclose.core.language import Language, Wording
from disclose.core.messages.definition import KINDS


def test_a_wording_is_given_in_the_language_asked_for() -> None:
    wording = Wording("相差", "difference")
    assert [wording.in_(language) for language in Language] == ["相差", "difference"]


def test_a_finding_takes_code_and_weight_from_its_kind() -> None:
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


def test_codes_and_names_of_definition_faults_are_unique() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
    assert [kind.code for kind in KINDS] == [f"DEF{n:02}" for n in range(1, len(KINDS) + 1)]
