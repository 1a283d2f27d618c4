"""Every code in cases: where it is raised, where it is not, and what is then said."""

from pathlib import Path

import pytest

from tests.support.cases import Case, DocumentCase, load

CASES = load()

ONLY_IN_WORKBOOKS = (
    *("Excel", "绿色", "单元格", "单位信息", "出错说明", "填报", "填的", "公式", "常规"),
    *("green", "spreadsheet", "formula", "enter it on", "left blank"),
)
"""Words that a reader of a published report cannot follow: there is nothing to fill in."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_stated_findings_and_words(case: Case, tmp_path: Path) -> None:
    said = case.outcome(tmp_path)
    assert list(said.summary) == case.expect
    if case.zh or case.en:
        assert said.zh == case.zh
        assert said.en == case.en
    if isinstance(case, DocumentCase) and case.published:
        assert [word for word in ONLY_IN_WORKBOOKS if word in said.zh + said.en] == []


@pytest.mark.parametrize("code", sorted({case.code for case in CASES}))
def test_every_code_has_a_broken_case_a_holding_one_and_its_words(code: str) -> None:
    cases = [case for case in CASES if case.code == code]
    raised = [any(each.startswith(f"{code} ") for each in case.expect) for case in cases]
    assert True in raised
    assert False in raised
    assert [bool(case.zh and case.en) for case in cases].count(True) == 1
    assert all(code in case.zh and code in case.en for case in cases if case.zh)
