"""When figures are read twice, and what follows from it."""

from disclose import api
from tests.support.workbooks import apply, balanced_workbook

ONE_READER_ONLY = apply(balanced_workbook(), "row repeated", {})


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


def test_a_workbook_that_the_second_reader_cannot_read_passes_unless_strict() -> None:
    data = apply(balanced_workbook(), "strict dialect", {})
    assert list(api.compile_report(data, formats=["md"]).documents) == ["md"]
    assert api.compile_report(data, formats=["md"], strict=True).documents == {}
