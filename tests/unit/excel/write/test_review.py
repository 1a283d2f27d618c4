"""The sheet 审核 shows both sides, the difference and the result of every rule."""

from disclose.form.layout.book import ReviewColumn
from tests.support.written_workbooks import blank, book, filed, written, zeros


def _line(code: str, at: str) -> int:
    [found] = [
        number
        for number, line in enumerate(book().review)
        if (line.constraint.code, line.constraint.at) == (code, at)
    ]
    return found


def _shown(numbers: dict[str, str], code: str, at: str, **texts: str) -> list[object]:
    line = book().review[_line(code, at)]
    result = written(filed(numbers, texts))
    return [result.result(line.at(column)) for column in range(8)]


def test_a_rule_that_fails_shows_both_sides() -> None:
    numbers = zeros() | {
        "requests.received[natural]": "3001",
        "requests.carried_in[natural]": "43",
        "requests.granted[natural]": "2935",
        "requests.carried_out[natural]": "100",
    }
    assert _shown(numbers, "REQ01", "自然人") == [
        "REQ01",
        "新收 ＋ 上年结转 ＝ 总计 ＋ 结转下年度",
        "表三 依申请公开 · 自然人",
        3044,
        3035,
        9,
        "✗",
        "强制性",
    ]


def test_an_inequality_holds_below_its_bound() -> None:
    numbers = {
        "proactive.normative_documents[issued]": "3",
        "proactive.normative_documents[repealed]": "5",
    }
    assert _shown(numbers, "PRO01", "行政规范性文件")[3:] == [-2, 0, -2, "✓", "强制性"]


def test_text_leaves_a_rule_undecided() -> None:
    line = book().review[_line("DSP01", "行政复议")]
    result = written(filed(zeros(), {"disputes.reconsideration[upheld]": "/"}))
    assert result.result(line.at(ReviewColumn.RESULT)) == "？"


def test_the_lines_stand_where_the_plan_says() -> None:
    for line in book().review:
        cells = {
            ReviewColumn.LEFT: line.left,
            ReviewColumn.RIGHT: line.right,
            ReviewColumn.DIFFERENCE: line.difference,
            ReviewColumn.RESULT: line.result,
        }
        for column, formula in cells.items():
            assert blank().at(line.at(column)).value == formula


def test_the_lines_can_be_filtered() -> None:
    sheet = blank().formulas["审核"]
    assert sheet.auto_filter.ref == "A4:H49"
    assert not sheet.protection.autoFilter  # False: not forbidden


def test_a_rule_is_judged_once_something_is_typed_into_its_cells() -> None:
    """The cell of the total says nothing by itself: it is computed, or typed over."""
    assert _shown({}, "REQ02", "自然人")[6] == "—"
    assert _shown({"requests.granted[natural]": "0"}, "REQ02", "自然人")[6] == "✓"
    assert _shown({"requests.granted[natural]": "0"}, "REQ02", "法律服务机构")[6] == "—"
    assert _shown({"requests.total[natural]": "10"}, "REQ02", "自然人")[6] == "✗"
    assert _shown({"requests.total[natural]": "0"}, "REQ02", "自然人")[6] == "—"
