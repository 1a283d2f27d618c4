"""The sheet 出错说明 as marking fills it in, and as it is read again."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from disclose.checks.outcome import Judgement
from disclose.core.finding import Severity
from disclose.excel.write.writer import write
from disclose.form.layout.book import plan
from tests.support.filings import as_read, edition
from tests.support.filings import changed as changed_figures
from tests.support.marked_copies import (
    changed,
    checked,
    comments,
    elements,
    faulty,
    lines,
    marked,
    opened,
    replaced,
)
from tests.support.workbooks import Cell, balanced_workbook, edited

REASON = "由市政府授权制定。"
RULES = "PRO02 填了规章，但看不出本单位有规章制定权"
LINES = [
    ["BOOK11 表外有内容", "表四!F9", "12", None],
    [RULES, "表二!D5", "1；0", None],
    ["CELL05 数字填成了文本", "表三!F10", "０件", None],
]
"""What of `MANY` is to be explained, in the order of the checks."""

OLD = ("PRO02", "表二!D5", "1；0")


def filled(data: bytes, cells: dict[str, Any]) -> bytes:
    """Return the workbook as a library saves it with cells of 出错说明 filled in."""
    book = load_workbook(BytesIO(data))
    for cell, value in cells.items():
        book["出错说明"][cell] = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def explanations(data: bytes) -> dict[str, str]:
    return {each.code: each.explanation for each in checked(data).findings if each.explanation}


def test_what_is_to_be_explained_is_filled_in_with_links() -> None:
    copy = marked(faulty())
    assert lines(copy) == LINES
    sheet = opened(copy)["出错说明"]
    assert [sheet[f"B{row}"].hyperlink.location for row in (4, 5, 6)] == [
        *("'表四'!F9", "'表二'!D5", "'表三'!F10"),
    ]
    before = opened(faulty())["出错说明"]
    for row in range(1, 34):
        for column in range(1, 5):
            one, other = sheet.cell(row, column), before.cell(row, column)
            assert one.style_id == other.style_id
            assert one.protection.locked == other.protection.locked


def test_a_reason_written_there_counts_and_the_line_stays() -> None:
    done = edited(marked(faulty()), {"出错说明!D5": REASON})
    assert explanations(done) == {"PRO02": REASON}
    copy = marked(done)
    assert lines(copy) == [LINES[0], [*LINES[1][:3], REASON], LINES[2]]
    assert f"已说明：{REASON}" in comments(copy)["表二!D5"]
    assert marked(copy) == copy


def test_a_reason_without_figures_is_told_that_they_lack() -> None:
    cells = {"A4": "PRO02", "B4": "表二!D5", "D4": REASON}
    done = edited(faulty({"表二!D5": 1}), {f"出错说明!{at}": text for at, text in cells.items()})
    assert explanations(done) == {}
    assert "说明没有生效：没有写数值，现在是“1；0”" in comments(marked(done))["出错说明!D4"]


OFFERED = "表二 主动公开 · 规章：填了规章，但看不出本单位有规章制定权（1；0） PRO02"
NOTHING = "（目前没有需要说明的勾稽关系）"
"""What the list of the sheet offers, as worked out by hand."""


def test_the_list_offers_what_fails_and_can_be_explained() -> None:
    """PRO02 may be explained; the relation of 表四 that fails as well may not."""
    book = opened(faulty({"表二!D5": 1, "表四!F6": 1}))
    [choice] = [
        each for each in book["出错说明"].data_validations.dataValidation if "A4" in each.sqref
    ]
    assert (choice.type, choice.formula1) == ("list", "_meta!$V$2:$V$2")
    for figures, offered in (({}, NOTHING), ({"proactive.rules[in_force]": 1}, OFFERED)):
        data = write(plan(edition()), as_read(changed_figures(figures)))
        shown = load_workbook(BytesIO(data), data_only=True)
        assert shown["_meta"]["V2"].value == offered


def test_a_chosen_line_needs_no_code_no_place_and_no_figures() -> None:
    done = edited(faulty({"表二!D5": 1}), {"出错说明!A4": OFFERED, "出错说明!D4": REASON})
    assert explanations(done) == {"PRO02": REASON}
    other = edited(done, {"表二!D5": 2})
    assert explanations(other) == {}
    assert "BOOK17" in {each.code for each in checked(other).findings}


def test_strict_passes_when_all_is_explained() -> None:
    data = marked(faulty({"表二!D5": 1}))
    assert checked(data).judgement is Judgement.PASS
    assert checked(data, strict=True).judgement is Judgement.FAIL
    done = edited(data, {"出错说明!D4": REASON})
    assert checked(done, strict=True).judgement is Judgement.PASS


def test_a_line_of_an_earlier_version_has_the_code_alone() -> None:
    bare = {f"出错说明!{at}": text for at, text in zip(("A4", "B4", "C4"), OLD, strict=True)}
    data = edited(faulty({"表二!D5": 1}), bare)
    assert lines(marked(data)) == [[*OLD, None]]
    assert explanations(edited(data, {"出错说明!D4": REASON})) == {"PRO02": REASON}


def test_changed_figures_expire_it_and_ask_anew() -> None:
    """The old line stays to the letter and says why in a comment; a new one stands below."""
    done = edited(marked(faulty({"表二!D5": 1})), {"出错说明!D4": REASON, "表二!D5": 2})
    assert [each.code for each in checked(done).findings] == ["PRO02", "BOOK17"]
    copy = marked(done)
    assert lines(copy) == [
        [RULES, "表二!D5", "1；0", REASON],
        [RULES, "表二!D5", "2；0", None],
    ]
    said = "“出错说明”第 4 行对 PRO02 的说明没有生效：填写时数值是“1；0”，现在是“2；0”"
    assert said in comments(copy)["出错说明!D4"]
    assert marked(copy) == copy
    renewed = edited(copy, {"出错说明!D5": "核对过，属实。"})
    assert [each.code for each in checked(renewed).findings] == ["PRO02"]
    assert lines(marked(renewed)) == [
        [RULES, "表二!D5", "1；0", REASON],
        [RULES, "表二!D5", "2；0", "核对过，属实。"],
    ]


def test_lines_without_a_reason_go_with_their_findings() -> None:
    corrected = edited(marked(faulty()), {"表四!F9": "", "表三!F10": 0, "出错说明!D5": REASON})
    assert lines(marked(corrected)) == [[*LINES[1][:3], REASON]]
    nothing = edited(corrected, {"表二!D5": 0})
    assert lines(marked(nothing)) == [[*LINES[1][:3], REASON]]
    assert "BOOK19" in {each.code for each in checked(nothing).findings}


def test_more_than_the_sheet_has_lines_for() -> None:
    """Every finding to verify gets a line; those beyond the sheet look like the others."""
    taken: dict[str, Cell] = {f"出错说明!D{row}": "备忘" for row in range(4, 33)}
    copy = marked(edited(faulty(), taken))
    assert lines(copy)[29:] == LINES
    sheet = opened(copy)["出错说明"]
    assert {sheet[f"{column}35"].style_id for column in "ABCD"} == {sheet["A33"].style_id}
    assert not sheet["D35"].protection.locked
    assert marked(copy) == copy


def test_lines_are_found_where_the_filler_has_moved_them() -> None:
    data = filled(
        faulty({"表二!D5": 1}),
        {
            **{f"{column}3": None for column in "ABCD"},
            "B7": "说明",
            "C7": "代码",
            "D7": "数值",
            "E7": "位置",
            "B9": REASON,
            "C9": "pro02",
            "D9": "1; 0",
            "E9": "表二 B5",
        },
    )
    assert explanations(data) == {"PRO02": REASON}


def test_lines_on_a_renamed_sheet() -> None:
    book = load_workbook(BytesIO(marked(faulty({"表二!D5": 1}))))
    book["出错说明"]["D4"] = REASON
    book["出错说明"].title = "说明"
    saved = BytesIO()
    book.save(saved)
    assert explanations(saved.getvalue()) == {"PRO02": REASON}
    assert lines_of(marked(saved.getvalue()), "说明")[0][3] == REASON


def lines_of(data: bytes, sheet: str) -> list[list[Any]]:
    return [[cell.value for cell in row][:4] for row in opened(data)[sheet].iter_rows(min_row=4)]


def test_without_the_sheet_nothing_is_filled_in() -> None:
    book = load_workbook(BytesIO(faulty()))
    del book["出错说明"]
    saved = BytesIO()
    book.save(saved)
    assert "出错说明" not in opened(marked(saved.getvalue())).sheetnames


@pytest.mark.parametrize("cell", [12, {"formula": "10+2", "value": "12"}])
def test_a_figure_may_be_a_number_or_a_formula(cell: Cell) -> None:
    said: dict[str, Cell] = {
        "出错说明!A4": "BOOK11",
        "出错说明!B4": "表四!F9",
        "出错说明!C4": cell,
        "出错说明!D4": "上年数",
    }
    assert explanations(edited(faulty({"表四!F9": 12}), said)) == {"BOOK11": "上年数"}


def test_a_formula_on_an_idle_line_is_left() -> None:
    said: dict[str, Cell] = {
        "出错说明!A4": "PRO02",
        "出错说明!B4": "表二!B5",
        "出错说明!C4": {"formula": "表二!D5", "value": "9"},
    }
    assert lines(marked(edited(balanced_workbook(), said))) == [[None, None, "=表二!D5", None]]


def test_a_long_explanation_is_kept_whole() -> None:
    long = "字" * 5000
    done = edited(marked(faulty({"表二!D5": 1})), {"出错说明!D4": long})
    assert explanations(done) == {"PRO02": long}
    assert lines(marked(done))[0][3] == long


def test_a_link_of_the_fillers_own_stays() -> None:
    link = '<hyperlinks><hyperlink ref="D4" location="A1"/></hyperlinks><printOptions'
    data = changed(faulty(), lambda contents: replaced(contents, "出错说明", "<printOptions", link))
    copy = marked(data)
    assert b'ref="D4"' in elements(copy, "出错说明")["hyperlinks"][0]
    assert marked(copy) == copy


def test_notes_need_no_line() -> None:
    data = faulty({"表二!D5": 1, "出错说明!A4": "XXX01", "出错说明!D4": "查无此项"})
    found = checked(data).findings
    assert [each.severity for each in found] == [Severity.WARNING, Severity.NOTE]
    assert [row[0] for row in lines(marked(data))] == ["XXX01", RULES]
