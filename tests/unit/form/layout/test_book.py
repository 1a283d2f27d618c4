"""The plan of the workbook: formulas and places worked out by hand from the official page."""

from collections import Counter
from pathlib import Path

import pytest

from disclose.core.finding import Severity
from disclose.form.edition.load import load
from disclose.form.edition.model import Edition, Per
from disclose.form.layout.book import ReviewColumn, ReviewLine, WorkbookPlan, plan
from disclose.form.layout.stamp import STAMP_CELL, VERSION, parse, stamp
from tests.support.editions import edited, packaged

CELLS = {
    "proactive.rules[issued]": "表二!$B$5",
    "proactive.normative_documents[in_force]": "表二!$D$6",
    "proactive.licensing[decisions]": "表二!$B$9",
    "proactive.penalties[decisions]": "表二!$B$12",
    "proactive.coercion[decisions]": "表二!$B$13",
    "proactive.fees[amount]": "表二!$B$16",
    "requests.received[natural]": "表三!$D$6",
    "requests.carried_in[other]": "表三!$I$7",
    "requests.granted[natural]": "表三!$D$8",
    "requests.denied.state_secret[business]": "表三!$E$10",
    "requests.other.other[total]": "表三!$J$28",
    "requests.total[total]": "表三!$J$29",
    "requests.carried_out[natural]": "表三!$D$30",
    "disputes.reconsideration[upheld]": "表四!$A$6",
    "disputes.litigation_direct[total]": "表四!$J$6",
    "disputes.litigation_after_reconsideration[total]": "表四!$O$6",
}

TOTALS = {
    "requests.total[natural]": "=SUM(D8:D28)",
    "requests.total[total]": "=SUM(J8:J28)",
    "requests.received[total]": "=SUM(D6:I6)",
    "requests.carried_out[total]": "=SUM(D30:I30)",
    "disputes.reconsideration[total]": "=SUM(A6:D6)",
    "disputes.litigation_direct[total]": "=SUM(F6:I6)",
}


@pytest.fixture
def book() -> WorkbookPlan:
    return plan(packaged())


def test_figures_stand_where_the_official_page_puts_them(book: WorkbookPlan) -> None:
    assert {key: book.cells[key].absolute() for key in CELLS} == CELLS
    assert set(book.cells) == set(packaged().figures)
    assert len(set(book.cells.values())) == 200


def test_totals_are_formulas(book: WorkbookPlan) -> None:
    assert {key: book.totals[key] for key in TOTALS} == TOTALS
    assert len(book.totals) == 34


def test_what_is_not_computed_is_typed(book: WorkbookPlan) -> None:
    # all ten; 24 rows (all but the total) of six applicants; four results of three
    counts = [len(book.inputs(table)) for table in ("proactive", "requests", "disputes")]
    assert counts == [10, 24 * 6, 3 * 4]


def test_the_sheets_come_in_the_order_of_the_work(book: WorkbookPlan) -> None:
    order = "填表说明 单位信息 表二 表三 表四 文字部分 审核 出错说明 图表 _meta"
    assert book.sheets == tuple(order.split())


def test_figures_are_written_as_few_ranges(book: WorkbookPlan) -> None:
    keys = (key for key in packaged().figures if key.startswith("requests.denied"))
    assert [area.seen_from("审核") for area in book.areas(keys)] == ["表三!D10:J17"]


def test_a_plan_is_made_once_for_an_edition(book: WorkbookPlan) -> None:
    assert plan(packaged()) is book


NOT_AGREED = '单位信息!$B$15<>"是"'

REVIEW = {
    0: ("REQ01", "自然人", "=SUM(表三!D6)+SUM(表三!D7)", "=SUM(表三!D29)+SUM(表三!D30)",
        "=ROUND(D5-E5,0)",
        ('=IF(AND(COUNTA(表三!D6,表三!D8:D28,表三!D30)=0,SUM(表三!D29)=0,{NOT_AGREED}),"—",'
         'IF(COUNTA(表三!D6:D7,表三!D29:D30)>COUNT(表三!D6:D7,表三!D29:D30),"？",'
         'IF(F5=0,IF(AND(COUNTA(表三!D6:D28,表三!D30)=0,{NOT_AGREED}),"—","✓"),"✗")))')),
    7: ("REQ02", "自然人", "=SUM(表三!D29)", "=SUM(表三!D8:D28)", "=ROUND(D12-E12,0)",
        ('=IF(COUNTA(表三!D8:D29)>COUNT(表三!D8:D29),"？",'
         'IF(F12=0,IF(AND(COUNTA(表三!D8:D28)=0,{NOT_AGREED}),"—","✓"),"✗"))')),
    14: ("REQ03", "一、本年新收政府信息公开申请数量", "=SUM(表三!J6)", "=SUM(表三!D6:I6)",
         "=ROUND(D19-E19,0)",
         ('=IF(COUNTA(表三!D6:J6)>COUNT(表三!D6:J6),"？",'
          'IF(F19=0,IF(AND(COUNTA(表三!D6:I6)=0,{NOT_AGREED}),"—","✓"),"✗"))')),
    42: ("PRO01", "规章", "=SUM(表二!B5)-SUM(表二!C5)", "=SUM(表二!D5)", "=ROUND(D47-E47,0)",
         ('=IF(COUNTA(表二!B5:D5)>COUNT(表二!B5:D5),"？",'
          'IF(F47<=0,IF(AND(COUNTA(表二!B5:D5)=0,{NOT_AGREED}),"—","✓"),"✗"))')),
    44: ("PRO02", "规章", "=SUM(表二!B5)+SUM(表二!C5)+SUM(表二!D5)", "=0", "=ROUND(D49-E49,0)",
         ('=IF(单位信息!$B$6="是","—",'
          'IF(COUNTA(表二!B5:D5)>COUNT(表二!B5:D5),"？",'
          'IF(F49=0,IF(AND(COUNTA(表二!B5:D5)=0,{NOT_AGREED}),"—","✓"),"✗")))')),
}  # fmt: skip


def _shown(line: ReviewLine) -> tuple[str, ...]:
    texts = line.left, line.right, line.difference, line.result
    return (line.constraint.code, line.constraint.at, *texts)


@pytest.mark.parametrize("number", REVIEW)
def test_each_identity_is_reviewed_live(number: int, book: WorkbookPlan) -> None:
    line = book.review[number]
    *rest, result = REVIEW[number]
    assert _shown(line) == (*rest, result.replace("{NOT_AGREED}", NOT_AGREED))
    assert line.at(ReviewColumn.LEFT).a1 == f"D{number + 5}"


def test_all_identities_are_reviewed_the_heavier_first(book: WorkbookPlan) -> None:
    codes = Counter(line.constraint.code for line in book.review)
    assert codes == {"REQ01": 7, "REQ02": 7, "REQ03": 25, "DSP01": 3, "PRO01": 2, "PRO02": 1}
    assert [line.row for line in book.review] == list(range(4, 49))
    assert [line.severity for line in book.review] == [Severity.ERROR] * 44 + [Severity.WARNING]


def test_an_answer_with_quotes_stays_one_text(tmp_path: Path) -> None:
    folder = edited(
        tmp_path,
        ("rules.toml", 'rulemaking = "是"', "website = 'a\"b'"),
    )
    assert '="a""b","—"' in plan(load(folder)).review[44].result


BESIDE = {
    ("REQ01", "自然人"): "D31",
    ("REQ02", "自然人"): "D32",
    ("REQ02", "总计"): "J32",
    ("REQ03", "一、本年新收政府信息公开申请数量"): "K6",
    ("PRO01", "规章"): "E5",
    ("PRO02", "规章"): "F5",
    ("DSP01", "行政复议"): "E7",
    ("DSP01", "复议后起诉"): "O7",
}


def test_results_are_repeated_beside_the_table(book: WorkbookPlan) -> None:
    found = {
        (each.code, each.at): book.beside(each).a1
        for each in packaged().constraints()
        if (each.code, each.at) in BESIDE
    }
    assert found == BESIDE


MORE = """
[[rules]]
code = "DSP02"
table = "disputes"
per = "column"
says = "reconsideration + litigation_direct >= litigation_after_reconsideration"
severity = "note"
name = { zh = "名", en = "name" }
source = { zh = "源", en = "source" }
hint = { zh = "示", en = "hint" }

[[rules]]
code = "PRO03"
table = "proactive"
per = "column"
says = "sum(all) >= 0"
severity = "note"
name = { zh = "名", en = "name" }
source = { zh = "源", en = "source" }
hint = { zh = "示", en = "hint" }

[[text_rules]]
code = "TXT01"
"""


def _richer(folder: Path) -> Edition:
    """Return the form with rules in both directions on every table."""
    sets = 'print = "blocks"\nsets = [{ id = "all", label = "各项之和", members = ["*"] }]\n'
    return load(
        edited(
            folder,
            ("rules.toml", '\n[[text_rules]]\ncode = "TXT01"\n', MORE),
            ("edition.toml", 'print = "blocks"\n', sets),
        )
    )


def test_no_result_beside_a_table_covers_another_or_the_table(tmp_path: Path) -> None:
    for edition in (packaged(), _richer(tmp_path)):
        book = plan(edition)
        places = [book.beside(each) for each in edition.constraints()]
        assert len(set(places)) == len(places)
        for constraint, place in zip(edition.constraints(), places, strict=True):
            grid = book.grids[constraint.table]
            assert place.row >= 2 + grid.rows or place.column >= grid.columns


def test_rules_in_both_directions_are_there(tmp_path: Path) -> None:
    pairs = {(each.table, each.per) for each in _richer(tmp_path).constraints()}
    assert pairs == {
        (table, per)
        for table in ("proactive", "requests", "disputes")
        for per in (Per.ROW, Per.COLUMN)
    }


def test_the_stamp_names_the_edition() -> None:
    text = stamp(packaged())
    assert text == f"disclose/1 cn-2021 {packaged().fingerprint}"
    found = parse(f" {text}\n")
    assert found is not None
    assert (found.version, found.edition) == (VERSION, "cn-2021")
    assert found.fingerprint == packaged().fingerprint
    assert (STAMP_CELL.sheet, STAMP_CELL.a1) == ("_meta", "A1")


@pytest.mark.parametrize(
    "text",
    ["", "disclose/1 cn-2021", "disclose/x cn-2021 0123456789abcdef", "disclose/1 a b c",
     "disclose/1 cn-2021 0123456789ABCDEF", "x disclose/1 cn-2021 0123456789abcdef"],
)  # fmt: skip
def test_what_is_no_stamp_is_not_read(text: str) -> None:
    assert parse(text) is None
