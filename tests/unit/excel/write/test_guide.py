"""Whether the workbook says that it can be handed in; the counts are done by hand."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclose.excel.write.readiness import IDLE
from disclose.excel.write.writer import write
from disclose.form.filing import Filing, empty, typed_number, typed_text
from disclose.form.layout.address import Address
from disclose.form.layout.book import plan
from tests.support.editions import packaged
from tests.support.written_workbooks import Written, blank, filed, written, zeros

INPUTS = 10 + 24 * 6 + 3 * 4
"""表二 has ten cells, 表三 six columns of 24 typed rows, 表四 three groups of four."""

AGENCY = {"name": "青禾县民政局", "date": "2026年1月15日"}
TEXTS = {
    f"overview.{aspect}": f"做好{aspect}工作。"
    for aspect in ("proactive", "on_request", "management", "platform", "supervision")
} | {"problems": "公开不够及时，下一步加强培训。", "other_matters": "没有收取信息处理费。"}


def _told(filing: Filing) -> str:
    """Return the status of the workbook of `filing`."""
    return _status(written(filing))


def _status(result: Written) -> str:
    cells = (row[1:3] for row in result.results.worksheets[0].iter_rows(values_only=True))
    [said] = [str(text) for label, text in cells if label == "填报状态"]
    return said


def _filed(numbers: Mapping[str, str] | None = None, **given: Mapping[str, str]) -> Filing:
    """Return a filing that can be handed in if `numbers` are complete, but for what is `given`."""
    return filed(
        zeros() if numbers is None else numbers,
        given.get("texts"),
        body={**AGENCY, **given.get("body", {})},
        sections={**TEXTS, **given.get("sections", {})},
    )


def _counts(result: Written, sheet: str) -> tuple[object, ...]:
    """Return unfilled, texts, unfit, failing and doubtful as the line of `sheet` shows them."""
    [row] = [
        row for row in result.results.worksheets[0].iter_rows(values_only=True) if row[1] == sheet
    ]
    return row[3:8]


def test_a_blank_workbook_lacks_every_input_the_date_and_seven_texts() -> None:
    left = f"还有 {INPUTS + 8} 处：\n单位信息未填 1、未填 {INPUTS}、文字未写 7"
    assert _status(blank()) == left
    assert _counts(blank(), "单位信息")[0] == 1
    assert _counts(blank(), "表二") == (10, 0, 0, 0, 0)
    assert _counts(blank(), "表三")[:4] == (144, 0, 0, 0)
    assert _counts(blank(), "表四")[:4] == (12, 0, 0, 0)
    assert _counts(blank(), "文字部分") == (7, 0, 0, None, 0)


def test_a_year_a_name_and_a_date_are_required() -> None:
    lacking = filed(zeros(), year=None, body={}, sections=TEXTS)
    assert _told(lacking) == "还有 3 处：\n单位信息未填 3"
    assert _told(_filed()._replace(year=2020)) == "还有 1 处：\n单位信息未填 1"


def test_a_name_of_spaces_is_none() -> None:
    assert _told(_filed(body={"name": "　 "})) == "还有 1 处：\n单位信息未填 1"


def test_a_workbook_with_all_that_the_form_requires_can_be_handed_in() -> None:
    assert _told(_filed()) == "可以上报"


def test_blank_cells_are_filled_in_if_the_agency_agreed_to_zeros() -> None:
    assert _told(_filed({}, body={"blank_as_zero": "否"})).endswith(f"未填 {INPUTS}")
    assert _told(_filed({}, body={"blank_as_zero": "是"})) == "可以上报"


@pytest.mark.parametrize("text", ["", "无", "无。", "暂无", "/", "同上"])
def test_a_text_that_says_nothing_is_not_written(text: str) -> None:
    assert _told(_filed(sections={"problems": text})) == "还有 1 处：\n文字未写 1"


def test_part_six_is_written_by_a_text_or_by_the_three_fees() -> None:
    """A fee that is no number counts by itself; blanks count if the agency agreed to zeros."""
    silent = {"other_matters": "无"}
    fees = packaged().fees
    zero = {key: typed_number(each, "0") for key, each in fees.items()}
    two = {key: each for key, each in zero.items() if key != "fees.due"}
    text = {**two, "fees.due": typed_text(fees["fees.due"], "无")}
    agreed = {"blank_as_zero": "是"}
    for entries, body, told in (
        (zero, {}, "可以上报"),
        (two, {}, "还有 1 处：\n文字未写 1"),
        (two, agreed, "可以上报"),
        (text, agreed, "还有 2 处：\n填成文字 1、文字未写 1"),
    ):
        assert _told(_filed(sections=silent, body=body)._replace(fees=entries)) == told
    assert _told(_filed()._replace(fees=two)) == "可以上报"


def test_a_broken_rule_counts_once() -> None:
    """One request received and nothing done with it: its column and the total column fail."""
    result = written(_filed(zeros() | {"requests.received[natural]": "1"}))
    assert _counts(result, "表三")[:4] == (0, 0, 0, 2)
    assert _status(result) == "还有 2 处：\n勾稽不符 2"


def test_every_kind_is_named_in_the_order_of_the_work() -> None:
    """A blank, a text, a negative number, a text of the report, a broken rule in two columns."""
    numbers = zeros() | {"requests.received[natural]": "1", "proactive.fees[amount]": "-3"}
    del numbers["disputes.reconsideration[upheld]"], numbers["proactive.rules[issued]"]
    result = written(
        _filed(
            numbers,
            texts={"proactive.rules[issued]": "/"},
            body={"date": ""},
            sections={"problems": ""},
        )
    )
    assert _status(result) == (
        "还有 7 处：\n单位信息未填 1、未填 1、填成文字 1、数字不合要求 1、文字未写 1、勾稽不符 2"
    )


@pytest.mark.parametrize(
    ("key", "number", "unfit"),
    [
        ("proactive.fees[amount]", "1.234567", 0),
        ("proactive.fees[amount]", "1.2345678", 1),
        ("proactive.fees[amount]", "-0.1", 1),
        ("proactive.licensing[decisions]", "0.5", 1),
        ("proactive.licensing[decisions]", "999999999999", 0),
        ("proactive.licensing[decisions]", "1000000000000", 1),
    ],
)
def test_a_number_that_the_form_does_not_admit_counts(key: str, number: str, unfit: int) -> None:
    assert _counts(written(_filed(zeros() | {key: number})), "表二")[2] == unfit


def test_text_counts_once_and_not_with_the_rules_that_cannot_be_judged() -> None:
    figures = {key: text for key, text in zeros().items() if key != "proactive.rules[issued]"}
    result = written(_filed(figures, texts={"proactive.rules[issued]": "12件"}))
    assert _counts(result, "表二") == (0, 1, 0, 0, 0)
    assert _status(result) == "还有 1 处：\n填成文字 1"


def test_what_is_to_be_verified_does_not_keep_the_workbook_back() -> None:
    figures = zeros() | {"proactive.rules[issued]": "1", "proactive.rules[in_force]": "1"}
    result = written(_filed(figures))
    assert _counts(result, "表二") == (0, 0, 0, 0, 1)
    assert _status(result) == "可以上报"
    exempt = written(_filed(figures, body={"name": "青禾市人民政府", "rulemaking": "是"}))
    assert _counts(exempt, "表二") == (0, 0, 0, 0, 0)


def test_a_text_with_a_name_that_its_preview_marks_is_to_be_verified() -> None:
    sections = {"problems": "结转【结转】件，见【附件】", "overview.platform": "新收【新收】件"}
    result = written(_filed(sections=sections))
    assert _counts(result, "文字部分") == (0, 0, 0, None, 1)
    assert _status(result) == "可以上报"


def test_a_typed_total_that_differs_fails() -> None:
    result = written(_filed(zeros() | {"disputes.reconsideration[total]": "1"}))
    assert _counts(result, "表四")[:4] == (0, 0, 0, 1)


def test_texts_that_say_nothing_are_none_to_the_checks() -> None:
    section = next(each for each in packaged().texts if each.id == "problems")
    for text in IDLE:
        assert not _filed(sections={"problems": text}).is_written(section), text


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
    } | {f"'单位信息'!{_agreement(blank())}"}


def _agreement(result: Written) -> str:
    """Return the cell of the answer to 空白的格按0上报."""
    rows = result.formulas["单位信息"].iter_rows()
    [cell] = [row[1].coordinate for row in rows if row[0].value == "空白的格按0上报"]
    return str(cell)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("", "现在没有选：没有发生的事项要逐格填 0。要留空的，点左边的链接，改选“是”。"),
        ("否", "现在选的是“否”：没有发生的事项要逐格填 0。要留空的，点左边的链接，改选“是”。"),
        ("是", "现在选的是“是”：各表和信息处理费里空白的格都按 0 上报，不用逐格填 0。"),
    ],
)
@pytest.mark.parametrize("form", ["cn-2014", "cn-2019", "cn-2021", "gz-2017"])
def test_what_blank_cells_count_as_is_shown_beside_a_link(
    form: str, answer: str, told: str
) -> None:
    edition = packaged(form)
    filing = empty(edition, edition.first_year, {"blank_as_zero": answer})
    rows = load_workbook(BytesIO(write(plan(edition), filing)), data_only=True).worksheets[0]
    [line] = [row for row in rows.iter_rows() if row[1].value == "空白的格按0上报"]
    assert line[2].value == told
    at = plan(edition).body["blank_as_zero"]
    assert line[1].hyperlink
    assert line[1].hyperlink.location == f"'单位信息'!{at.a1}"


def test_the_steps_name_the_page_and_no_command() -> None:
    texts = [
        str(cell.value)
        for row in blank().formulas.worksheets[0].iter_rows()
        for cell in row
        if cell.value
    ]
    named = [text for text in texts if "disclose" in text]
    assert len(named) == 1
    assert "用浏览器打开随本表下发的网页 disclose.html，把本工作簿拖进网页审核" in named[0]


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
