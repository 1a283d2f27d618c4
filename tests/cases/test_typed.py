"""Every way of filling in a cell is read right or refused, and the pages say so."""

from io import BytesIO

import openpyxl
import pytest

from disclose.core.language import Language
from tests.support.typed import PAGES, Typed, cases, outcome, page, workbook

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_cell_is_read_as_the_table_of_cases_says(case: Typed) -> None:
    done = outcome(case)
    assert done.read == case.read
    assert [each.code for each in done.findings] == list(case.codes)


@pytest.mark.parametrize("language", Language)
def test_the_page_of_cases_is_up_to_date(language: Language) -> None:
    shipped = PAGES[language].read_text(encoding="utf-8")
    assert shipped == page(language), "run python -m tests.support.typed"


@pytest.mark.parametrize("case", [case for case in CASES if case.number], ids=str)
def test_a_second_reader_finds_the_number_in_the_same_cell(case: Typed) -> None:
    sheet, a1 = case.place
    value = openpyxl.load_workbook(BytesIO(workbook(case)))[sheet][a1]
    assert isinstance(value.value, int | float) or value.is_date
    assert value.font.strike is (True if case.struck else None) or not case.struck


def test_no_case_stands_there_twice() -> None:
    assert len(set(CASES)) == len(CASES)
