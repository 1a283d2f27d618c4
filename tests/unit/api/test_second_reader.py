"""When figures are read twice, and what follows from it."""

import pytest

from disclose import api
from tests.support.workbooks import apply, balanced_workbook

ONE_READER_ONLY = apply(balanced_workbook(), "cell repeated, blank", {})


def codes(checked: api.Checked) -> list[str]:
    return [each.code for each in checked.findings]


def test_a_final_report_is_refused_if_a_figure_reads_differently() -> None:
    compiled = api.compile_report(ONE_READER_ONLY, formats=["md"])
    assert codes(compiled.checked) == ["BOOK50"]
    assert compiled.documents == {}


def test_a_draft_is_read_once() -> None:
    compiled = api.compile_report(ONE_READER_ONLY, formats=["md"], draft=True)
    assert codes(compiled.checked) == []
    assert list(compiled.documents) == ["md"]


def test_check_reads_twice_only_if_it_is_asked_to() -> None:
    assert codes(api.check(ONE_READER_ONLY)) == []
    assert codes(api.check(ONE_READER_ONLY, second_reader=True)) == ["BOOK50"]


@pytest.mark.parametrize("strict", [False, True])
def test_the_strict_dialect_is_read_twice(strict: bool) -> None:
    data = apply(balanced_workbook(), "strict dialect", {})
    compiled = api.compile_report(data, formats=["md"], strict=strict)
    assert codes(compiled.checked) == []
    assert list(compiled.documents) == ["md"]


def test_figures_that_only_one_reader_can_read_are_not_published() -> None:
    data = apply(balanced_workbook(), "capital part name", {})
    assert codes(api.check(data)) == []
    compiled = api.compile_report(data, formats=["md"])
    assert codes(compiled.checked) == ["BOOK51"]
    assert compiled.documents == {}
