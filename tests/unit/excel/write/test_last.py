"""The workbook that holds last year's figures: its sheet, what is locked, its live checks."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from disclose import api
from disclose.excel.read.reader import Reading, read
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.edition.sheet_names import PRIOR_YEAR_SHEET, REVIEW
from disclose.form.figures import json_file
from disclose.form.filing import State
from disclose.form.layout.book import PriorYearColumn, ReviewColumn, plan
from disclose.form.prior_year import PriorYear
from tests.support.filings import changed, edition
from tests.support.workbooks import balanced_workbook
from tests.support.years import continued_workbook, last_year, prior_year_of

BODY = {"name": "青禾县人民政府办公室"}
COLUMNS = ("natural", "business", "research", "welfare", "legal", "other")
CARRIED = {
    f"requests.carried_in[{column}]": n
    for column, n in zip(COLUMNS, (6, 2, 1, 1, 1, 1), strict=True)
}
"""What `tests/support/years.py` has last year carry out."""


def _template(prior_year: PriorYear | None = None) -> bytes:
    return api.template(edition(), 2025, BODY, prior_year or prior_year_of(last_year()))


def _read(data: bytes) -> Reading:
    return read(data, "本年.xlsx", api.library())


def test_what_continues_is_filled_in_and_nothing_else() -> None:
    filing = _read(_template()).filing
    assert filing is not None
    typed = {key: each.amount for key, each in filing.entries.items() if each.state is State.AMOUNT}
    assert typed == CARRIED
    assert filing.amount("requests.carried_in[total]") == 12


def test_what_continues_is_locked_and_the_other_inputs_are_not() -> None:
    book = load_workbook(BytesIO(_template()))
    cells = plan(edition()).cells
    inputs = [key for key in cells if key not in edition().fills]
    locked = {key for key in inputs if book[cells[key].sheet][cells[key].a1].protection.locked}
    assert locked == set(CARRIED)
    assert book[PRIOR_YEAR_SHEET].protection.sheet
    assert all(cell.protection.locked for row in book[PRIOR_YEAR_SHEET].iter_rows() for cell in row)


def test_each_figure_of_last_year_stands_beside_this_years() -> None:
    book = load_workbook(BytesIO(continued_workbook(changed(), last_year())), data_only=True)
    rows = {
        row[PriorYearColumn.KEY]: row
        for row in book[PRIOR_YEAR_SHEET].iter_rows(min_row=5, values_only=True)
    }
    assert list(rows) == list(edition().figures)
    stock = rows["proactive.normative_documents[in_force]"]
    assert stock[PriorYearColumn.THEN :] == (20, 23, 3)
    assert stock[PriorYearColumn.ROW : PriorYearColumn.THEN] == ("行政规范性文件", "现行有效件数")
    assert rows["requests.carried_out[total]"][PriorYearColumn.THEN :] == (12, 10, -2)
    assert book[PRIOR_YEAR_SHEET].column_dimensions["A"].hidden


def test_a_figure_that_cannot_be_compared_is_said_to_be_none() -> None:
    prior_year = PriorYear(name="旧.json", amounts={"requests.carried_out[natural]": Decimal(6)})
    book = load_workbook(BytesIO(_template(prior_year)), data_only=True)
    rows = {
        row[PriorYearColumn.KEY]: row
        for row in book[PRIOR_YEAR_SHEET].iter_rows(min_row=5, values_only=True)
    }
    assert rows["requests.carried_out[natural]"][PriorYearColumn.THEN] == 6
    assert rows["requests.carried_out[total]"][PriorYearColumn.THEN :] == ("无可比数", 0, "—")
    marks = {
        line.constraint.code + line.constraint.at: book[REVIEW][
            line.at(ReviewColumn.RESULT).a1
        ].value
        for line in plan(edition(), years=True).review
        if line.prior_year
    }
    assert marks.pop("REQ12自然人") == "✓"
    assert set(marks.values()) == {"—"}


def test_nothing_moves_for_last_year() -> None:
    alone, beside = plan(edition()), plan(edition(), years=True)
    assert beside.cells == alone.cells
    assert beside.texts == alone.texts
    assert beside.review[: len(alone.review)] == alone.review
    prior_year = [line.constraint.code for line in beside.review[len(alone.review) :]]
    assert prior_year == ["REQ11", *["REQ12"] * 6, *["PRO11"] * 2, *["DSP11"] * 3]
    assert alone.last == {}


def test_equal_arguments_give_equal_bytes() -> None:
    assert _template() == _template()
    assert _template() != api.template(edition(), 2025, BODY)


def test_the_figures_are_read_back_with_their_seal() -> None:
    prior_year = prior_year_of(last_year())
    last = _read(_template(prior_year)).prior_year
    assert last is not None
    assert (last.year, last.intact) == (2024, True)
    assert last.amounts == prior_year.amounts
    assert _read(api.template(edition(), 2025, BODY)).prior_year is None


amounts = st.one_of(
    st.none(),
    st.integers(0, 10**14).map(Decimal),
    st.decimals(0, 10**8, places=6, allow_nan=False, allow_infinity=False),
)


@settings(max_examples=10)
@given(st.dictionaries(st.sampled_from(sorted(edition().figures)), amounts, max_size=30))
def test_whatever_last_year_held_is_read_back(known: dict[str, Decimal | None]) -> None:
    last = _read(_template(PriorYear(name="上年.json", amounts=known))).prior_year
    assert last is not None
    assert last.intact
    assert {key: each for key, each in last.amounts.items() if each is not None} == {
        key: each for key, each in known.items() if each is not None
    }


@pytest.mark.parametrize(
    "figures",
    [
        {},
        {"requests.carried_out[natural]": 5, "requests.received[natural]": 50},
        {"proactive.normative_documents[in_force]": 900},
        {"disputes.litigation_direct[pending]": 44},
    ],
    ids=["nothing", "carried", "stock", "pending"],
)
def test_the_workbook_alone_is_judged_as_beside_last_years_file(
    figures: dict[str, int], tmp_path: Path
) -> None:
    library, last = api.library(), tmp_path / "上年.json"
    last.write_bytes(json_file.write(last_year(figures)))
    held, plain = tmp_path / "held.xlsx", tmp_path / "plain.xlsx"
    held.write_bytes(continued_workbook(changed(), last_year(figures)))
    plain.write_bytes(balanced_workbook())
    alone = api.check(held, library)
    beside = api.check(plain, library, api.read_prior_year(last, library))
    own = [each for each in beside.findings if not each.code.startswith("PAST")]
    assert list(alone.findings) == own
    assert alone.compared is not None
    assert beside.compared is not None
    assert alone.compared.tally == beside.compared.tally


def test_every_previous_cell_belongs_to_a_figure() -> None:
    book = plan(edition(), years=True)
    assert [key.removeprefix(PRIOR_YEAR) for key in book.last] == list(edition().figures)
