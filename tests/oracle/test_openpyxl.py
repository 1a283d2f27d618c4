"""Our reader beside openpyxl: the same cells, or a listed reason why ours is right.

Here every so manyth workbook of the tests is compared; `python -m tests.support.second_reader`
takes all.
"""

import pytest
from hypothesis import given, settings

from disclose.form.layout.address import Address
from tests.support.second_reader.books import books, resaved
from tests.support.second_reader.compared import compare, differences, explained, found_again
from tests.support.second_reader.facts import Both
from tests.support.second_reader.generated import SHEET, Sheet
from tests.support.second_reader.given_up import GIVEN_UP
from tests.support.second_reader.odd import ODD
from tests.support.second_reader.reasons import REASONS

EVERY = 16
BOOKS = dict(list(books().items())[::EVERY])


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_of_the_tests(name: str) -> None:
    assert compare(BOOKS[name]()).unexplained == ()


@pytest.mark.parametrize("name", BOOKS)
def test_the_second_reader_is_silent(name: str) -> None:
    assert found_again(BOOKS[name]()) == ()


@pytest.mark.parametrize("name", ODD)
def test_odd_cells_differ_for_the_stated_reasons_only(name: str) -> None:
    data, reasons = ODD[name]
    done = compare(data)
    assert done.unexplained == ()
    assert done.reasons.keys() == reasons


@pytest.mark.parametrize("name", GIVEN_UP)
def test_what_openpyxl_does_not_load(name: str) -> None:
    known = GIVEN_UP[name]
    [found] = differences(both := Both(known.data))
    assert str(found.theirs).startswith(known.error)
    sheet = next(iter(both.ours.sheets))
    cells = {Address(sheet, *at).a1: each for at, each in both.ours.cells(sheet).items()}
    assert cells == known.cells


def test_every_reason_is_needed() -> None:
    needed = {name for _, reasons in ODD.values() for name in reasons}
    assert needed | {"openpyxl gives up"} == REASONS.keys()


def test_a_difference_without_a_reason_is_told() -> None:
    """The reader of another workbook stands for one that reads wrong."""
    both, other = Both(ODD["numbers"][0]), Both(ODD["truth"][0])
    both.__dict__["ours"] = other.ours
    assert len(explained(both).unexplained) > 10


@settings(max_examples=60)
@given(SHEET)
def test_any_cells(sheet: Sheet) -> None:
    assert compare(sheet.data).unexplained == ()


@settings(max_examples=15)
@given(SHEET)
def test_any_cells_saved_by_openpyxl(sheet: Sheet) -> None:
    assert compare(resaved(sheet.data)).unexplained == ()
