"""Whether the workbook says that it can be handed in; the counts are done by hand."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclose.excel.write.writer import write
from disclose.form.filing import empty
from disclose.form.layout.address import Address
from disclose.form.layout.book import plan
from tests.support.editions import packaged
from tests.support.written_workbooks import Written, blank, filed, written, zeros

INPUTS = 10 + 24 * 6 + 3 * 4
"""表二 has ten cells, 表三 six columns of 24 typed rows, 表四 three groups of four."""


def _counts(result: Written, sheet: str) -> tuple[object, ...]:
    """Return unfilled, texts, failing and doubtful as the line of `sheet` shows them."""
    [row] = [
        row for row in result.results.worksheets[0].iter_rows(values_only=True) if row[1] == sheet
    ]
    return row[3:7]


def test_a_blank_workbook_lacks_every_input() -> None:
    assert blank().showing("还有") == f"还有 {INPUTS} 处"
    assert _counts(blank(), "单位信息")[0] == 0
    assert _counts(blank(), "表二") == (10, 0, 0, 0)
    assert _counts(blank(), "表三")[:3] == (144, 0, 0)
    assert _counts(blank(), "表四")[:3] == (12, 0, 0)


def test_a_missing_year_and_a_missing_name_count() -> None:
    result = written(filed(zeros(), year=None, body={}))
    assert result.showing("还有") == "还有 2 处"


def test_a_workbook_full_of_zeros_can_be_handed_in() -> None:
    assert written(filed(zeros())).showing("可以") == "可以上报"


def test_a_broken_rule_counts_once() -> None:
    """One request received and nothing done with it: its column and the total column fail."""
    result = written(filed(zeros() | {"requests.received[natural]": "1"}))
    assert result.showing("还有") == "还有 2 处"
    assert _counts(result, "表三")[:3] == (0, 0, 2)


def test_text_counts_once_and_not_with_the_rules_that_cannot_be_judged() -> None:
    figures = {key: text for key, text in zeros().items() if key != "proactive.rules[issued]"}
    result = written(filed(figures, {"proactive.rules[issued]": "12件"}))
    assert _counts(result, "表二") == (0, 1, 0, 0)
    assert result.showing("还有") == "还有 1 处"


def test_what_is_to_be_verified_does_not_keep_the_workbook_back() -> None:
    figures = zeros() | {"proactive.rules[issued]": "1", "proactive.rules[in_force]": "1"}
    result = written(filed(figures))
    assert _counts(result, "表二") == (0, 0, 0, 1)
    assert result.showing("可以") == "可以上报"
    exempt = written(filed(figures, body={"name": "青禾市人民政府", "rulemaking": "是"}))
    assert _counts(exempt, "表二") == (0, 0, 0, 0)


def test_a_text_with_a_name_that_its_preview_marks_is_to_be_verified() -> None:
    sections = {"problems": "结转【结转】件，见【附件】", "overview.platform": "新收【新收】件"}
    result = written(filed(zeros(), sections=sections))
    assert _counts(result, "文字部分") == (None, None, None, 1)
    assert _counts(blank(), "文字部分") == (None, None, None, 0)
    assert result.showing("可以") == "可以上报"


def test_a_typed_total_that_differs_fails() -> None:
    result = written(filed(zeros() | {"disputes.reconsideration[total]": "1"}))
    assert _counts(result, "表四")[:3] == (0, 0, 1)


def test_every_sheet_can_be_reached_by_a_link() -> None:
    links = {
        cell.hyperlink.location
        for row in blank().formulas.worksheets[0].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {
        f"'{name}'!A1"
        for name in ("单位信息", "表二", "表三", "表四", "文字部分", "审核", "出错说明", "图表")
    }


EVERY_DEADLINE = (
    "报送并公布期限：部门、乡镇（街道）{0}1月31日前，县级汇总{0}2月20日前，"
    "地市级汇总{0}3月10日前，省级、垂直系统汇总{0}3月31日前。"
)


@pytest.mark.parametrize(
    ("form", "year", "level", "told"),
    [
        ("cn-2021", 2025, "部门、乡镇（街道）", "报送并公布期限：2026年1月31日前。"),
        ("cn-2021", 2025, "县级汇总", "报送并公布期限：2026年2月20日前。"),
        ("cn-2021", 2027, "地市级汇总", "报送并公布期限：2028年3月10日前。"),
        ("cn-2019", 2020, "省级、垂直系统汇总", "报送并公布期限：2021年3月31日前。"),
        ("cn-2021", None, "县级汇总", "报送并公布期限：次年2月20日前。"),
        ("cn-2021", 2025, "", EVERY_DEADLINE.format("2026年")),
        ("cn-2019", None, "", EVERY_DEADLINE.format("次年")),
        pytest.param("cn-2021", 2025, "县", EVERY_DEADLINE.format("2026年"), id="no choice"),
        ("cn-2014", 2018, "", "各级行政机关在次年3月31日前公布。"),
        ("gz-2017", 2018, "", "各级行政机关在次年3月31日前公布。"),
    ],
)
def test_the_deadline_follows_the_level_and_the_year(
    form: str, year: int | None, level: str, told: str
) -> None:
    data = write(plan(packaged(form)), empty(packaged(form), year, {"level": level}))
    sheet = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    [line] = [row[2] for row in sheet.iter_rows(values_only=True) if row[1] == "报送时限"]
    assert line == told


def test_a_long_name_is_shown_in_full() -> None:
    name = "青禾县" * 20
    assert written(filed(body={"name": name})).result(Address("表三", 1, 0)) == f"填报单位：{name}"
