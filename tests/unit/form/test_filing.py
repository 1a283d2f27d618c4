"""Entries and filings: totals are computed anew, what was typed stays as typed."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.numbers import InputKind, interpret
from disclose.core.text import squeeze
from disclose.form.figures.content import FiguresFile, Value
from disclose.form.filing import (
    _NO_PROBLEM,
    Entry,
    Filing,
    State,
    blank,
    complete,
    empty,
    keep_formulas,
    says_nothing,
    typed_number,
    typed_text,
)
from tests.support.editions import packaged, report, reports
from tests.support.filings import as_read, edition

KEY = "requests.received[natural]"
FEES = "proactive.fees[amount]"


def _entry(key: str, typed: object) -> Entry:
    figure = packaged().figures[key]
    if isinstance(typed, str):
        return typed_text(figure, typed)
    return typed_number(figure, str(typed))


def _entries(**figures: object) -> dict[str, Entry]:
    return {key: _entry(key, typed) for key, typed in figures.items()}


ENTRIES = {
    "12": (State.AMOUNT, "12", "12", True, True),
    "１２": (State.AMOUNT, "12", "12", True, True),
    "": (State.BLANK, None, "0", False, False),
    "/": (State.PLACEHOLDER, None, "0", False, False),
    "约12": (State.TEXT, None, None, True, False),
}


@pytest.mark.parametrize("text", ENTRIES)
def test_a_typed_text_becomes_an_entry(text: str) -> None:
    entry = _entry(KEY, text)
    state, amount, value, filled, normalised = ENTRIES[text]
    assert (entry.key, entry.typed, entry.state) == (KEY, text, state)
    assert entry.amount == (None if amount is None else Decimal(amount))
    assert entry.value == (None if value is None else Decimal(value))
    assert (entry.filled, entry.normalised, entry.numeric) == (filled, normalised, False)


def test_the_unit_of_the_figure_decides_what_may_follow() -> None:
    assert _entry(FEES, "3万元").amount == 3
    assert _entry(KEY, "3万元").state is State.TEXT


def test_a_stored_number_becomes_an_entry() -> None:
    entry = typed_number(packaged().figures[FEES], "9116.3600000000006")
    assert (entry.state, entry.amount, entry.typed) == (State.AMOUNT, Decimal("9116.36"), "9116.36")
    assert entry.numeric
    assert not entry.normalised


def test_a_stored_number_that_is_none_is_text() -> None:
    entry = typed_number(packaged().figures[KEY], "1E999")
    assert (entry.state, entry.amount, entry.typed, entry.value) == (
        State.TEXT, None, "1E999", None,
    )  # fmt: skip


@pytest.mark.parametrize("state", [State.ERROR, State.FORMULA, State.MISSING])
def test_what_cannot_be_read_has_no_value(state: State) -> None:
    entry = Entry(key=KEY, state=state)
    assert entry.value is None
    assert entry.filled is (state is not State.MISSING)


def test_totals_are_computed_from_totals() -> None:
    figures = {
        "requests.granted[natural]": 3,
        "requests.denied.third_party[natural]": "２",
        "requests.other.other[legal]": "4件",
        "requests.granted[legal]": "/",
        "requests.total[natural]": "",
        "disputes.reconsideration[pending]": 7,
    }
    done = complete(packaged(), _entries(**figures))
    amounts = {key: int(done[key].amount or 0) for key in packaged().fills if done[key].amount}
    assert amounts == {
        "requests.total[natural]": 5,
        "requests.total[legal]": 4,
        "requests.granted[total]": 3,
        "requests.denied.third_party[total]": 2,
        "requests.other.other[total]": 4,
        "requests.total[total]": 9,
        "disputes.reconsideration[total]": 7,
    }
    assert {done[key].state for key in packaged().fills} == {State.COMPUTED}
    assert list(done) == list(packaged().figures)


def test_a_typed_total_stays_and_is_used_further_on() -> None:
    entries = _entries(**{"requests.granted[natural]": 3, "requests.granted[total]": 8})
    done = complete(packaged(), entries)
    assert done["requests.granted[total]"] == entries["requests.granted[total]"]
    assert done["requests.total[natural]"].amount == 3
    # the crossing adds up the total column: the typed 8, not the computed 3
    assert done["requests.total[total]"].amount == 8


@pytest.mark.parametrize("typed", ["约8", "#REF!"])
def test_a_total_of_something_unreadable_has_no_amount(typed: str) -> None:
    done = complete(packaged(), _entries(**{"requests.granted[natural]": typed}))
    unknown = {key for key in packaged().fills if done[key].amount is None}
    assert unknown == {
        "requests.total[natural]",
        "requests.granted[total]",
        "requests.total[total]",
    }
    assert done["requests.granted[natural]"].typed == typed


def test_a_total_whose_cell_is_gone_is_not_made_up() -> None:
    gone = Entry(key="requests.granted[total]", state=State.MISSING)
    done = complete(packaged(), {gone.key: gone})
    assert done[gone.key] is gone
    assert done["requests.total[total]"].amount is None


INPUTS = [key for key in packaged().figures if key not in packaged().fills]


@given(
    st.dictionaries(st.sampled_from(INPUTS), st.sampled_from([1, 2, 30, "", "/", "x", "5件"])),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_entries_does_not_matter(figures: dict[str, object], random: Any) -> None:
    entries = _entries(**figures)
    keys = list(entries)
    random.shuffle(keys)
    done = complete(packaged(), entries)
    assert complete(packaged(), {key: entries[key] for key in keys}) == done
    assert complete(packaged(), done) == done
    assert {key: done[key] for key in entries} == entries


def _amount(figures: Mapping[str, Any], key: str) -> Decimal:
    return Decimal(str(figures.get(key) or 0))


@pytest.mark.parametrize("name", reports())
def test_totals_of_real_reports_are_sums_of_their_parts(name: str) -> None:
    figures = report(name)["figures"]
    inputs = {key: typed for key, typed in figures.items() if key not in packaged().fills}
    done = complete(packaged(), _entries(**inputs))
    applicants = ("natural", "business", "research", "welfare", "legal", "other")
    for applicant in applicants:
        column = [key for key in INPUTS if key.endswith(f"[{applicant}]") and "requests" in key]
        outcomes = [key for key in column if not key.startswith(("requests.rec", "requests.carr"))]
        assert len(outcomes) == 21
        expected = sum(_amount(figures, key) for key in outcomes)
        assert done[f"requests.total[{applicant}]"].amount == expected
    for row in ("received", "granted", "denied.third_party", "carried_out"):
        expected = sum(_amount(figures, f"requests.{row}[{each}]") for each in applicants)
        assert done[f"requests.{row}[total]"].amount == expected


KEPT = {
    "equal to the sum": (4, State.BLANK),
    "another number": (5, State.AMOUNT),
    "a text": ("4", State.AMOUNT),
    "a blank": ("", State.BLANK),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_total_keeps_its_formula_only_if_that_changes_nothing(name: str) -> None:
    typed, state = KEPT[name]
    key = "disputes.reconsideration[total]"
    figures = {
        "disputes.reconsideration[upheld]": 1,
        "disputes.reconsideration[pending]": 3,
        key: typed,
    }
    entries = _entries(**figures)
    kept = keep_formulas(packaged(), entries)
    assert kept[key].state is state
    assert complete(packaged(), kept)[key].amount == complete(packaged(), entries)[key].amount
    assert kept.keys() == entries.keys()


def test_an_empty_filing_holds_every_figure_and_totals_of_nought() -> None:
    filing = empty(packaged(), 2025, {"name": "某局"})
    assert (filing.edition, filing.year, filing.name) == ("cn-2021", 2025, "某局")
    assert list(filing.entries) == list(packaged().figures)
    assert filing.amount(KEY) == filing.amount("requests.total[total]") == 0
    assert filing.entries[KEY] == blank(KEY)
    assert (filing.texts, filing.origin.name) == ({}, "")


def test_a_body_without_a_name_has_an_empty_one() -> None:
    assert Filing(edition="cn-2021", year=None, body={}, entries={}).name == ""


def _file(
    body: Mapping[str, str], figures: Mapping[str, Value], texts: Mapping[str, str]
) -> FiguresFile:
    return FiguresFile(edition="cn-2021", year=2025, body=body, figures=figures, texts=texts)


def test_blank_cells_are_zeros_if_the_agency_agreed() -> None:
    figures = {KEY: "", FEES: "/", "requests.received[other]": "1"}
    filings = {
        answer: as_read(_file({"blank_as_zero": answer}, figures, {}))
        for answer in ("是", "否", "")
    }
    for answer, amount in (("是", 0), ("否", None), ("", None)):
        entries = filings[answer].entries
        assert (entries[KEY].amount, entries[KEY].filled) == (amount, answer == "是")
        assert (entries[KEY].typed, entries[KEY].state) == ("", State.BLANK)
        assert not entries[FEES].filled
        assert entries["requests.received[total]"].amount == 1
        assert filings[answer].fee("fees.due") == amount


def test_the_figures_of_the_fee_stand_for_the_text_of_part_six() -> None:
    five, six, _ = edition().texts[-3:]
    none: Mapping[str, Value] = dict.fromkeys(edition().fees, 0)
    nothing: Mapping[str, Value] = {}
    for figures, texts, written in (
        (nothing, {}, False),
        (nothing, {"other_matters": " \n"}, False),
        (nothing, {"other_matters": "没有收取信息处理费。"}, True),
        (none, {}, True),
        ({**none, "fees.due": ""}, {}, False),
    ):
        filing = as_read(_file({}, figures, texts))
        assert filing.is_written(six) == written
        assert not filing.is_written(five)


SAID = (
    "无",
    "同上",
    "待填",
    "X",
    "-",
    "/",
    "……",
    "——",
    "#REF!",
    "不适用",
    "N/A",
    "本单位",
    "不存在",
    "问题",
)
said = st.lists(st.sampled_from(SAID) | st.text("。. 无x-—12件", max_size=4), max_size=6)


@given(said.map("".join))
def test_a_text_says_nothing_as_if_all_its_letters_were_counted(text: str) -> None:
    bare = squeeze(text).strip("。.;；")
    letters = [each for each in bare if each.isalpha()]
    mark = len(set(letters)) <= 1 and len(letters) <= 10
    words = bare in {"同上", "略", "待补充", "待填写", "待填", "待写", "待定"}
    form = _NO_PROBLEM.fullmatch(bare) or re.fullmatch(r"#[A-Z/0]+[!?]?", bare)
    placeholder = interpret(bare, "").kind is InputKind.PLACEHOLDER
    assert says_nothing(text) == bool(mark or words or form or placeholder)
