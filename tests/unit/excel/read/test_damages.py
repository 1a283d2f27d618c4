"""Tables moved, copied, retyped and damaged: every figure is its own, or said to be missing."""

from collections.abc import Set as AbstractSet
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.form.filing import Filing, State
from disclose.form.layout.book import plan
from tests.support.damages import DAMAGES, Damage
from tests.support.filings import FORMS
from tests.support.raw_workbooks import Sheets, blank, edition, filled, inputs, pack, reading


def _unread(filing: Filing, form: str) -> set[str]:
    """The inputs that were not found; every other one has its own number, none another's."""
    missing = {key for key in inputs(form) if filing.entries[key].state is State.MISSING}
    for number, key in enumerate(inputs(form), 1):
        assert key in missing or filing.entries[key].amount == number, key
    return missing


def _damaged(damage: Damage, form: str) -> tuple[Sheets, set[str]]:
    sheets = filled(form)
    lost = damage.befall(sheets, form)
    return sheets, lost


ONE_SHEET = {"one below the other", "side by side", "values in a fresh workbook"}
"""A form of one table stands in place on the first sheet of its own, or a row off."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DAMAGES)
def test_figures_are_found_and_each_damage_is_told(name: str, form: str) -> None:
    sheets, lost = _damaged(DAMAGES[name], form)
    found = reading(pack(sheets))
    told = {each.code for each in found.findings} - {"BOOK14"}
    if found.filing is None:
        assert (name, told) == ("sheet deleted", {"BOOK06"})
        return
    assert found.filing.edition == form
    assert _unread(found.filing, form) == lost
    optional = {"BOOK09"} if name in ONE_SHEET else set()
    assert told | optional == DAMAGES[name].told | optional


@pytest.mark.parametrize("name", [name for name in DAMAGES if name != "sheet deleted"])
def test_a_second_reader_finds_each_figure_in_the_cell_that_is_named(name: str) -> None:
    sheets, lost = _damaged(DAMAGES[name], "cn-2021")
    data = pack(sheets)
    filing = reading(data).filing
    assert filing is not None
    book = openpyxl.load_workbook(BytesIO(data))
    for number, key in enumerate(inputs("cn-2021"), 1):
        if key not in lost:
            entry = filing.entries[key]
            assert book[entry.sheet][entry.cell].value == number, key


@pytest.mark.parametrize("form", FORMS)
def test_the_displaced_cells_are_named_as_blocks(form: str) -> None:
    sheets, _ = _damaged(DAMAGES["a row inserted"], form)
    [moved] = [each for each in reading(pack(sheets)).findings if each.code == "BOOK09"]
    blocks = moved.args["moved"]
    assert isinstance(blocks, tuple)
    assert len(blocks) == 1
    assert " → " in blocks[0]


DISPUTES = {
    "reconsideration": 5,
    "litigation": 5,
    "reconsideration.upheld": 2,
    "reconsideration.corrected": 2,
    "litigation.upheld": 2,
    "litigation.other": 2,
    "reconsideration.other": 1,
    "litigation.corrected": 1,
}
"""Figures in the order in which a spreadsheet sorts them, the largest first.

Two pairs of them have one name: in their new order nothing tells which is which.
"""


def test_equal_names_that_a_sort_mixes_are_not_told_apart() -> None:
    sheets, cells = blank("cn-2014"), plan(edition("cn-2014")).cells
    at = {key: cells[f"statistics.{key}"] for key in DISPUTES}
    first = min(place.row for place in at.values())
    names = {key: sheets["统计表"][f"A{place.row + 1}"] for key, place in at.items()}
    for row, (key, number) in enumerate(DISPUTES.items(), first + 1):
        sheets["统计表"][f"A{row}"], sheets["统计表"][f"C{row}"] = names[key], number
    found = reading(pack(sheets))
    assert found.filing is not None
    entries = {key: found.filing.entries[f"statistics.{key}"] for key in DISPUTES}
    unread = {key for key, entry in entries.items() if entry.state is State.MISSING}
    assert unread == {
        *("reconsideration.corrected", "reconsideration.other"),
        *("litigation.corrected", "litigation.other"),
    }
    assert {key: entries[key].amount for key in DISPUTES if key not in unread} == {
        key: number for key, number in DISPUTES.items() if key not in unread
    }
    told = [each.args["label"] for each in found.findings if each.code == "BOOK10"]
    assert len(told) == len(unread)


@pytest.mark.parametrize("form", ["cn-2021", "cn-2019"])
@pytest.mark.parametrize("others", [0, 1])
def test_a_second_row_of_figures_below_headings_is_not_chosen(form: str, others: int) -> None:
    sheets = filled(form)
    own = {key: plan(edition(form)).cells[key] for key in inputs(form) if "disputes" in key}
    for number, at in enumerate(own.values(), 1):
        content = sheets["表四"][at.a1]
        assert isinstance(content, int)
        sheets["表四"][at._replace(row=at.row + 1).a1] = content + number * others
    found = reading(pack(sheets))
    assert found.filing is not None
    assert {found.filing.entries[key].state is State.MISSING for key in own} == {bool(others)}
    assert ("BOOK53" in {each.code for each in found.findings}) is bool(others)


LINES = [
    *("a row inserted above", "a row inserted among headings", "a row inserted"),
    *("a column inserted before", "a column inserted", "the title deleted", "a line deleted"),
    *("lines exchanged", "lines sorted", "a line doubled", "a subtotal", "a column of percentages"),
    *("sheet copied", "another fingerprint"),
]
"""What may befall a table wherever it stands and whatever its names are."""

OTHERS = sorted(DAMAGES.keys() - set(LINES) - ONE_SHEET - {"sheet deleted", "sheet renamed"})


@pytest.mark.exhaustive
@settings(max_examples=200)
@given(
    st.sampled_from(FORMS),
    st.sampled_from(OTHERS),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=3),
)
def test_damages_upon_damages_never_make_a_figure_anothers(
    form: str, first: str, names: list[str]
) -> None:
    sheets = filled(form)
    for name in (first, *names):
        _befall(DAMAGES[name], sheets, form)
    found = reading(pack(sheets))
    if found.filing is not None:
        told = {each.code for each in found.findings}
        wrong = _misread(found.filing, form)
        assert not wrong, wrong
        blank = {key for key in inputs(form) if found.filing.entries[key].state is State.BLANK}
        assert not blank or told & {"BOOK07", "BOOK09", "BOOK10", "BOOK11", "BOOK16", "BOOK22"}


def _befall(damage: Damage, sheets: Sheets, form: str) -> None:
    """Do a damage that may find nothing any more to be done to."""
    try:
        damage.befall(sheets, form)
    except KeyError:
        return


def _misread(filing: Filing, form: str) -> AbstractSet[str]:
    """The inputs that were read from the cell of another."""
    changed = inputs(form)[0]
    return {
        key
        for number, key in enumerate(inputs(form), 1)
        if filing.entries[key].state is State.AMOUNT
        and filing.entries[key].amount not in {number, 99999}
        and key != changed
    }
