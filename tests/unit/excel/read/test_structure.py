"""Sheets and lines that moved, vanished or were renamed: found by name, or said to be missing."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose.core.finding import Finding
from disclose.form.edition.sheet_names import META, REVIEW
from disclose.form.filing import Filing, Seal, State
from disclose.form.layout.book import plan
from disclose.form.layout.stamp import STAMP_PROPERTY, stamp
from tests.support.raw_workbooks import (
    Content,
    Raw,
    Sheets,
    blank,
    codes,
    delete_columns,
    delete_row,
    edition,
    formula,
    insert_column,
    insert_row,
    pack,
    reading,
    swap_rows,
)

KEYS = tuple(key for key in edition().figures if key not in edition().fills)


def _filled() -> Sheets:
    """The blank workbook with another number in each input cell: 1, 2, 3 ... in printed order."""
    sheets, cells = blank(), plan(edition()).cells
    for number, key in enumerate(KEYS, 1):
        sheets[cells[key].sheet][cells[key].a1] = number
    return sheets


def _read(sheets: Sheets) -> tuple[Filing, tuple[Finding, ...]]:
    found = reading(pack(sheets))
    assert found.filing is not None
    return found.filing, found.findings


def _unread(filing: Filing) -> set[str]:
    """The inputs that were not found; every other one has its own number, none another's."""
    missing = set()
    for number, key in enumerate(KEYS, 1):
        if filing.entries[key].state is State.MISSING:
            missing.add(key)
        else:
            assert filing.entries[key].amount == number, key
    return missing


def _seals(filing: Filing) -> set[Seal]:
    return {filing.entries[key].seal for key in edition().fills}


def test_an_untouched_workbook_has_nothing_to_tell() -> None:
    filing, findings = _read(_filled())
    assert findings == ()
    assert _unread(filing) == set()
    assert _seals(filing) == {Seal.INTACT}
    assert (filing.year, filing.origin.name) == (2025, "filled.xlsx")


@pytest.mark.parametrize(
    "change",
    [
        lambda sheets: insert_row(sheets, "表三", 3),
        lambda sheets: insert_row(sheets, "表三", 10),
        lambda sheets: insert_column(sheets, "表三", "A"),
        lambda sheets: insert_column(sheets, "表三", "C"),
        lambda sheets: insert_column(sheets, "表三", "E"),
        lambda sheets: insert_row(sheets, "表二", 12),
        lambda sheets: insert_column(sheets, "表二", "C"),
        lambda sheets: insert_column(sheets, "表四", "F"),
        lambda sheets: insert_row(sheets, "表四", 1),
    ],
)
def test_inserted_lines_are_followed(change: Callable[[Sheets], None]) -> None:
    sheets = _filled()
    change(sheets)
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK09"]
    assert _unread(filing) == set()
    assert _seals(filing) == {Seal.INTACT}


def test_what_stands_in_an_inserted_row_is_not_passed_over() -> None:
    sheets = _filled()
    insert_row(sheets, "表三", 10)
    sheets["表三"]["D10"] = 77
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK09", "BOOK11"]
    assert findings[1].args["cells"] == ("表三!D10 77",)
    assert _unread(filing) == set()


def test_exchanged_rows_are_read_by_name() -> None:
    sheets = _filled()
    swap_rows(sheets, "表二", 12, 13)
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK09"]
    assert findings[0].args["moved"] == ("行政处罚 B12 → B13", "行政强制 B13 → B12")
    assert _unread(filing) == set()


def test_a_moved_message_names_sheet_and_count() -> None:
    sheets = _filled()
    insert_row(sheets, "表四", 1)
    [found] = _read(sheets)[1]
    assert (found.args["sheet"], found.args["count"]) == ("表四", 15)
    assert found.args["moved"] == ("结果维持…总计 A6:O6 → A7:O7",)
    assert found.places[0].cell == "A7"


@pytest.mark.parametrize(
    ("row", "lost"), [(8, "granted"), (10, "denied.state_secret"), (30, "carried_out")]
)
def test_the_figures_of_a_deleted_row_are_missing(row: int, lost: str) -> None:
    sheets = _filled()
    sheets["表三"]["C10"], sheets["表三"]["B10"] = "1.属于国家秘密", "（三）不予公开"
    kept = {at: text for at, text in sheets["表三"].items() if at in {"A8", "B10"}}
    delete_row(sheets, "表三", row)
    sheets["表三"].update(kept)  # a spreadsheet keeps the name of a merged cell
    filing, findings = _read(sheets)
    assert {each.code for each in findings} - {"BOOK09"} == {"BOOK10"}
    assert _unread(filing) == {key for key in KEYS if key.startswith(f"requests.{lost}[")}
    assert all(each.args["count"] == 7 for each in findings if each.code == "BOOK10")


def test_the_figures_of_deleted_columns_are_missing() -> None:
    """The first of three groups with the same names below: the others must not slip into it."""
    sheets = _filled()
    delete_columns(sheets, "表四", "A", "E")
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK09", *["BOOK10"] * 5]
    assert findings[1].args["label"] == "行政复议 · 结果维持"
    assert _unread(filing) == {key for key in KEYS if key.startswith("disputes.reconsideration[")}


def test_a_deleted_column_within_a_group_is_missing() -> None:
    sheets = _filled()
    delete_columns(sheets, "表四", "G", "G")
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK09", "BOOK10"]
    assert _unread(filing) == {"disputes.litigation_direct[corrected]"}


def test_a_renamed_sheet_is_found_by_its_names() -> None:
    sheets = {"附表3" if name == "表三" else name: cells for name, cells in _filled().items()}
    for cells in sheets.values():
        for at, each in cells.items():
            if not isinstance(each, str | int):
                cells[at] = Raw(each.attributes, each.inside.replace("表三!", "附表3!"))
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK08"]
    assert findings[0].args["found"] == "附表3"
    assert _unread(filing) == set()
    assert _seals(filing) == {Seal.INTACT}
    assert filing.entries[KEYS[20]].sheet == "附表3"


def test_sheets_whose_names_were_exchanged_are_told_apart() -> None:
    names = {"表二": "表四", "表四": "表二"}
    sheets = {names.get(name, name): cells for name, cells in _filled().items()}
    filing, findings = _read(sheets)
    assert [each.code for each in findings if each.code != "BOOK14"] == ["BOOK08", "BOOK08"]
    assert _unread(filing) == set()


def test_a_name_with_spaces_and_an_order_of_sheets_mean_nothing() -> None:
    sheets = dict(reversed([(f" {name} ", cells) for name, cells in _filled().items()]))
    assert _read(sheets)[1] == ()


def test_the_figures_of_a_deleted_sheet_are_missing() -> None:
    sheets = _filled()
    del sheets["表三"]
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK07"]
    assert (findings[0].args["sheet"], findings[0].args["count"]) == ("表三", 175)
    assert _unread(filing) == {key for key in KEYS if key.startswith("requests.")}
    total = filing.entries["requests.total[natural]"]
    assert (total.state, total.amount) == (State.MISSING, None)


def test_a_copy_of_a_sheet_is_reported() -> None:
    sheets = _filled()
    sheets["表三 (2)"] = dict(sheets["表三"])
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK16"]
    assert _unread(filing) == set()


def test_a_sheet_of_the_users_own_is_let_be() -> None:
    sheets = _filled()
    sheets["草稿"] = {"A1": 5, "A2": "总计"}
    assert _read(sheets)[1] == ()


def test_figures_outside_a_table_are_listed() -> None:
    sheets = _filled()
    sheets["表三"] |= {f"M{row}": row for row in range(1, 13)}
    sheets["表三"] |= {"A40": "注：以上为初步数", "B40": "１２件", "C40": formula("1+1", "2")}
    [found] = _read(sheets)[1]
    assert (found.code, found.args["count"]) == ("BOOK11", 13)
    listed = tuple(f"表三!M{number} {number}" for number in range(1, 11))
    assert found.args["cells"] == (*listed, "… (+3)")


@pytest.mark.parametrize(
    ("at", "text"),
    [("A6", "规范性文件"), ("A4", "信息 内容（项）"), ("A3", "第一项"), ("B4", "本年制作件数")],
)
def test_a_rewritten_name_is_reported_and_the_place_is_believed(at: str, text: str) -> None:
    sheets = _filled()
    before = sheets["表二"][at]
    sheets["表二"][at] = text
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK12"]
    assert findings[0].args["names"] == (f"{at} “{before}” → “{text}”",)
    assert _unread(filing) == set()


@pytest.mark.parametrize("text", ["", "天气", "水电费"])
def test_a_line_that_means_something_else_is_not_read(text: str) -> None:
    sheets = _filled()
    sheets["表二"]["A9"] = text
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK10", "BOOK11"]
    assert findings[0].args["label"] == "行政许可 · 本年处理决定数量"
    assert findings[1].args["cells"] == ("表二!B9 7",)
    assert _unread(filing) == {"proactive.licensing[decisions]"}


def test_white_space_and_width_of_names_mean_nothing() -> None:
    sheets = _filled()
    sheets["表三"]["A7"] = "二、上年结转\n政府信息公开申请数量 "
    sheets["表二"]["B15"] = "本年收费金额(单位:万元)"
    assert _read(sheets)[1] == ()


def test_without_a_stamp_the_tables_decide() -> None:
    sheets = _filled()
    del sheets[META]
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK13"]
    assert findings[0].args["edition"] == filing.edition == "cn-2021"


def test_the_property_is_stamp_enough() -> None:
    sheets = _filled()
    del sheets[META]
    found = reading(pack(sheets, properties={"KSO": "1", STAMP_PROPERTY: stamp(edition())}))
    assert codes(found) == []


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("disclose/1 cn-1999 0123456789abcdef", ["BOOK55"]),
        ("disclose/1 cn-2014 0123456789abcdef", []),
        ("nonsense", ["BOOK13"]),
    ],
)
def test_a_stamp_of_something_else_does_not_mislead(mark: str, found: list[str]) -> None:
    sheets = _filled()
    sheets[META]["A1"] = mark
    filing, findings = _read(sheets)
    assert filing.edition == "cn-2021"
    assert [each.code for each in findings] == found


def test_a_stamp_alone_makes_no_filing() -> None:
    found = reading(pack({"Sheet1": {"A1": 1}, META: {"A1": stamp(edition())}}))
    assert codes(found) == ["BOOK06"]
    assert found.filing is None


def test_rewritten_live_checks_are_one_finding() -> None:
    sheets = _filled()
    sheets[REVIEW]["D5"] = formula("SUM(表三!D6)+SUM(表三!D9)")
    sheets["表三"]["D31"] = "✓"
    [found] = _read(sheets)[1]
    assert (found.code, found.args["count"]) == ("BOOK14", 2)
    assert found.args["cells"] == ("审核!D5", "表三!D31")


def test_the_live_checks_of_version_0_1_are_no_finding() -> None:
    """They showed ✓ for empty cells."""
    sheets = _filled()
    cells = "表三!D6:D7,表三!D29:D30"
    earlier = f'IF(COUNTA({cells})>COUNT({cells}),"？",IF(F5=0,"✓","✗"))'
    assert sheets[REVIEW]["G5"] != formula(earlier)
    sheets[REVIEW]["G5"] = formula(earlier)
    assert _read(sheets)[1] == ()


def test_rewritten_totals_tell_the_same_and_the_checks_say_so() -> None:
    sheets = _filled()
    sheets[REVIEW]["D5"] = formula("SUM(表三!D6)+SUM(表三!D9)")
    sheets["表三"]["D29"] = formula("SUM(D8:D27)")
    assert _read(sheets)[1] == ()


def test_a_name_numbered_as_another_line_is_not_taken_for_it() -> None:
    sheets = _filled()
    sheets["表三"]["B8"] = "（九）予以公开"
    filing, findings = _read(sheets)
    assert [each.code for each in findings] == ["BOOK10", "BOOK11"]
    assert _unread(filing) == {key for key in KEYS if key.startswith("requests.granted[")}


@pytest.mark.parametrize("text", ["二、上年结转政府信息公开申请数量", "一、本年新收申请"])
def test_a_name_repeated_without_end_costs_no_time_and_no_figure(text: str) -> None:
    sheets = _filled()
    sheets["表三"]["A6"] = "二、上年结转政府信息公开申请数量"
    sheets["表三"] |= {f"A{row}": text for row in range(40, 20_000)}
    filing, findings = _read(sheets)
    assert "BOOK10" in {each.code for each in findings}
    assert {key for key in KEYS if key.startswith("requests.received[")} <= _unread(filing)


def test_a_sheet_full_of_beginnings_is_not_cut_up() -> None:
    sheets = _filled()
    sheets["表四"] |= {f"A{row}": "行政复议" for row in range(40, 20_000)}
    assert _unread(_read(sheets)[0]) == set()


BODY: dict[str, Content] = {
    "B4": "青禾县人民政府",
    "B8": "联系地址甲1号\r\n2楼 ",
    "B9": 510800,
    "B12": "2026年1月15日",
}


def test_lines_about_the_body_and_texts_are_read() -> None:
    sheets = _filled()
    sheets["单位信息"] |= BODY
    sheets["文字部分"]["B8"] = "一是……_x000D_\n二是……"
    filing = _read(sheets)[0]
    assert filing.body == {
        "name": "青禾县人民政府",
        "address": "联系地址甲1号\n2楼",
        "postcode": "510800",
        "date": "2026年1月15日",
    }
    assert filing.texts == {"problems": "一是……\n二是……"}


def test_moved_lines_of_text_are_followed() -> None:
    sheets = _filled()
    sheets["单位信息"] |= {"B4": "青禾县人民政府", "B6": "是"}
    sheets["文字部分"]["B8"] = "一是……"
    insert_row(sheets, "单位信息", 2)
    insert_column(sheets, "文字部分", "A")
    for line in plan(edition()).review:
        later = line.result.replace("$B$15", "$B$16").replace("$B$6", "$B$7")
        sheets[REVIEW][line.at(6).a1] = formula(later)
    filing, findings = _read(sheets)
    assert findings == ()
    assert (filing.year, filing.name) == (2025, "青禾县人民政府")
    assert filing.texts == {"problems": "一是……"}


HELP = "写具体问题和对应的改进措施，不能写“无”。"


def test_a_workbook_without_figures_and_previews_is_read_alike() -> None:
    """Workbooks of earlier versions have the help right of the text."""
    earlier, now = _filled(), _filled()
    earlier["文字部分"] |= {"B8": "新收【新收】件", "C8": HELP}
    now["文字部分"] |= {"B8": "新收【新收】件", "D8": _result("新收81件"), "E8": HELP}
    (one, one_findings), (other, other_findings) = _read(earlier), _read(now)
    assert one.texts == other.texts == {"problems": "新收【新收】件"}
    assert one_findings == other_findings == ()


def test_a_preview_is_no_name_of_a_line() -> None:
    sheets = _filled()
    title = "五、存在的主要问题及改进情况"
    sheets["文字部分"] |= {"B8": "一是……", "D8": _result(title), "D7": _result(f"另见{title}")}
    insert_column(sheets, "文字部分", "A")
    assert _read(sheets)[0].texts == {"problems": "一是……"}


def _result(text: str) -> Raw:
    """Return a formula whose stored result is `text`."""
    return Raw(' t="str"', f"<f>SUBSTITUTE(B8,1,2)</f><v>{text}</v>")


def test_a_lost_line_of_text_is_told() -> None:
    sheets = _filled()
    sheets["单位信息"]["A5"] = "备注"
    del sheets["文字部分"]
    findings = _read(sheets)[1]
    assert [each.code for each in findings] == ["BOOK15", "BOOK15"]
    assert findings[0].args["label"] == ("统一社会信用代码",)
    # Workbooks of earlier versions have no line for a lead.
    assert findings[1].args["label"] == tuple(each.label for each in edition().texts[:-1])


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        (2024, 2024),
        ("2024", 2024),
        ("２０２４年", 2024),
        ("2024年度", 2024),
        ("", None),
        ("去年", None),
        ("20245", None),
    ],
)
def test_the_report_year(typed: str | int, year: int | None) -> None:
    sheets = _filled()
    sheets["单位信息"]["B3"] = typed
    assert _read(sheets)[0].year == year


CHANGES = st.one_of(
    st.tuples(st.just(insert_row), st.sampled_from(["表二", "表三"]), st.integers(1, 32)),
    st.tuples(st.just(delete_row), st.sampled_from(["表二", "表三"]), st.integers(1, 32)),
    st.tuples(
        st.just(insert_column),
        st.sampled_from(["表二", "表三", "表四"]),
        st.sampled_from("ABCDEFGHIJKLMNO"),
    ),
    st.tuples(
        st.just(lambda sheets, sheet, at: delete_columns(sheets, sheet, at, at)),
        st.sampled_from(["表二", "表三", "表四"]),
        st.sampled_from("ABCDEFGHIJKLMNO"),
    ),
    st.tuples(
        st.just(lambda sheets, sheet, at: swap_rows(sheets, sheet, at, at + 1)),
        st.sampled_from(["表二", "表三"]),
        st.integers(3, 31),
    ),
)


@pytest.mark.exhaustive
@settings(max_examples=300)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_no_figure_is_ever_taken_for_another(
    changes: list[tuple[Callable[..., None], str, object]],
) -> None:
    sheets = _filled()
    for change, sheet, at in changes:
        change(sheets, sheet, at)
    _nothing_is_misread(sheets)


def _nothing_is_misread(sheets: Sheets) -> None:
    found = reading(pack(sheets))
    if found.filing is not None:
        told = {each.code for each in found.findings}
        assert not _unread(found.filing) or told & {"BOOK07", "BOOK10"}


def test_columns_whose_heading_is_gone_are_not_taken_for_those_of_the_heading_before() -> None:
    sheets = _filled()
    for column in "AFI":
        delete_columns(sheets, "表四", column, column)
    _nothing_is_misread(sheets)
