"""What holds of suspects whatever was typed; rules are judged by their own verdict, not as rows."""

from collections.abc import Mapping
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.checks.localise.run import localise
from disclose.checks.rules import failed_constraints, judge_rules
from disclose.core.finding import Severity, Suspect
from disclose.form.edition.interpret import is_linear
from disclose.form.filing import Filing
from tests.support.filings import as_read, balanced, changed, edition
from tests.support.suspects import alternatives, applied, typed

FORM = edition()
TABLE = tuple(key for key in FORM.figures if key.startswith("requests."))
INPUTS = tuple(key for key in TABLE if key not in FORM.fills)

WRONG = st.dictionaries(st.sampled_from(TABLE), st.integers(0, 200), min_size=1, max_size=3)
ERRORS = st.dictionaries(st.sampled_from(INPUTS), st.integers(0, 200), min_size=1, max_size=3)


def _errors(filing: Filing) -> list[str]:
    linear = {each.code for each in FORM.constraints() if is_linear(each.relation)}
    found = failed_constraints(judge_rules(FORM, filing))
    return [each.code for each in found if each.severity is Severity.ERROR and each.code in linear]


def _every_set_settles(filing: Filing) -> None:
    """Every set of a fault, with the best of all others, leaves no failed error and fits."""
    found = localise(judge_rules(FORM, filing))
    faults = alternatives(found)
    assert bool(faults) == bool(_errors(filing)) or not found.searched
    for number, sets in enumerate(faults):
        others: list[Suspect] = list(chain(*(each[0] for each in faults if each is not sets)))
        for one in sets:
            after = applied(FORM, filing, [*one, *others])
            assert _errors(after) == [], (number, one)
            assert all(each.proposed >= 0 and each.proposed == int(each.proposed) for each in one)
            assert all(each.settles for each in one)


@settings(max_examples=25)
@given(WRONG)
def test_every_set_settles_its_fault_where_totals_are_typed(wrong: Mapping[str, int]) -> None:
    _every_set_settles(typed(wrong))


@settings(max_examples=25)
@given(ERRORS)
def test_every_set_settles_its_fault_where_totals_are_formulas(wrong: Mapping[str, int]) -> None:
    _every_set_settles(as_read(changed(dict(wrong))))


@settings(max_examples=40)
@given(st.sampled_from(TABLE), st.integers(0, 500))
def test_one_wrong_cell_is_the_answer_where_all_are_typed(key: str, amount: int) -> None:
    right = balanced().figures[key]
    found = localise(judge_rules(FORM, typed({key: amount})))
    if amount == right:
        assert found.suspects == ()
    else:
        assert [(each.place.key, each.proposed) for each in found.suspects] == [(key, right)]


@settings(max_examples=25)
@given(st.sampled_from(INPUTS), st.integers(1, 500))
def test_one_wrong_cell_is_among_the_ties_of_its_column(key: str, more: int) -> None:
    right = balanced().figures[key]
    assert isinstance(right, int)
    found = localise(judge_rules(FORM, as_read(changed({key: right + more}))))
    assert (key, right) in {(each.place.key, int(each.proposed)) for each in found.suspects}
    assert len(alternatives(found)) == 1


@settings(max_examples=15)
@given(WRONG, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(wrong: Mapping[str, int], random: object) -> None:
    filing = typed(wrong)
    entries = list(filing.entries.items())
    random.shuffle(entries)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert localise(judge_rules(FORM, filing._replace(entries=dict(entries)))) == localise(
        judge_rules(FORM, filing)
    )


@pytest.mark.parametrize("start", [1, 7])
def test_a_table_of_any_numbers_comes_to_an_end(start: int) -> None:
    """Bounded by what is gone through, not by the clock: the same everywhere."""
    numbers = {key: (start * 37 * place) % 101 for place, key in enumerate(TABLE, 1)}
    found = localise(judge_rules(FORM, typed(numbers)), budget=200_000)
    assert not found.searched
    assert found == localise(judge_rules(FORM, typed(numbers)), budget=200_000)
