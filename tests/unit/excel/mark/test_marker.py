"""A marked copy: what is in it, what is left alone, and that marks come off again."""

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from disclose.core.errors import UnmarkableError
from disclose.core.finding import Place, Reason, Suspect
from disclose.core.language import Wording
from disclose.core.package import ZipPackage
from disclose.excel.mark.marker import mark, unmark
from disclose.excel.mark.pristine import is_pristine
from disclose.excel.read.refused import RefusedWorkbookError
from tests.support.marked_copies import (
    MANY,
    ORDER,
    changed,
    checked,
    colours,
    comments,
    elements,
    faulty,
    lines,
    marked,
    opened,
    replaced,
    table,
    with_comments,
)
from tests.support.workbooks import Parts, balanced_workbook, edited, parts, sheet_part

TOUCHED = {"conditionalFormatting", "legacyDrawing", "hyperlinks"}
"""What marking may change in a worksheet.

In 出错说明 lines are filled in as well, and 填表说明 is no longer the sheet that is shown first.
"""

SUSPECT = Suspect(
    place=Place(key="disputes.total", sheet="表四", cell="E6", typed="7", label="行政复议 · 总计"),
    proposed=Decimal(6),
    settles=("DSP01",),
    number=1,
    fault=1,
    likely=True,
    reason=Reason("slip", Wording("多了 {more}", "{more} too many")),
    args={"more": 1},
)


def test_the_list_stands_in_front_in_order_of_weight() -> None:
    rows = table(marked(faulty()))
    assert opened(marked(faulty())).sheetnames[:2] == ["问题清单", "填表说明"]
    assert [row[0] for row in rows[:2]] == [
        "【审核】问题清单",
        "未通过：强制性错误 3 项（DSP01、CELL03、CELL09），须改正后再上报。",
    ]
    assert rows[3][:6] == ["序号", "性质", "代码", "位置", "问题", "处理办法"]
    assert [row[:4] for row in rows[4:10]] == [
        [1, "强制性", "DSP01", "表四!E6"],
        [2, "强制性", "CELL03", "表三!G8"],
        [3, "强制性", "CELL09", "单位信息!B4"],
        [4, "核实性", "BOOK11", "表四!F9"],
        [5, "核实性", "PRO02", "表二!D5"],
        [6, "核实性", "CELL05", "表三!F10"],
    ]
    assert rows[4][4].splitlines()[-1].endswith("尚未审结 1 = 6；相差 1")
    assert [row[1][:3] for row in rows[11:]] == ["最可能", "强制性", "核实性", "同一条"]


def test_the_list_links_to_the_cells_and_is_set_up_for_print() -> None:
    sheet = opened(marked(faulty()))["问题清单"]
    assert [sheet[f"D{row}"].hyperlink.location for row in (5, 6, 7)] == [
        "'表四'!E6",
        "'表三'!G8",
        "'单位信息'!B4",
    ]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$4:$4")
    assert (sheet.freeze_panes, sheet.print_area) == ("A5", "'问题清单'!$A$1:$G$10")


def test_the_list_names_the_page_and_no_command() -> None:
    rows = opened(marked(faulty()))["问题清单"].iter_rows(values_only=True)
    texts = [str(text) for row in rows for text in row if text]
    assert any("再拖进网页 disclose.html 审核" in text for text in texts)
    assert [text for text in texts if re.search(r"disclose [a-z]| --?[a-z]", text)] == []


def test_cells_are_coloured_and_commented_by_weight() -> None:
    data = marked(faulty())
    seen = colours(data)
    error, warning = seen["表三!G8"], seen["表四!F9"]
    assert error != warning
    assert {cell for cell, colour in seen.items() if colour == error} == {
        *("表三!G8", "单位信息!B4"),
    }
    assert {cell for cell, colour in seen.items() if colour == warning} == {
        *("表四!F9", "表三!F10"),
    }
    assert {cell for cell, colour in seen.items() if colour == seen["表四!E6"]} == {
        *("表四!E6", "表二!D5"),  # to suspect: a total typed over, rules of an agency without power
    }
    involved = {"表四!A6", "表四!B6", "表四!C6", "表四!D6", "表二!B5", "表二!C5"}
    assert set(seen) == {*involved, *comments(data)}
    assert comments(data)["表四!E6"].splitlines() == [
        "【审核】",
        "错误 DSP01  总计不等于各种结果之和",
        "总计 7；结果维持 3 + 结果纠正 1 + 其他结果 1 + 尚未审结 1 = 6；相差 1",
        "最可能：表四!E6“行政复议 · 总计” 7 应为 6（公式被改成了数字7，恢复公式即为6）",
        "另有 4 种改法也能使等式相符。",
        "处理办法：总计由公式算出；改成了数字的请恢复公式，再核对维持、纠正、其他、尚未审结四个数。",
        "",
        "最可能：7 应为 6（公式被改成了数字7，恢复公式即为6）",
        "改后相符：DSP01",
    ]


def test_a_suspect_is_told_and_has_a_colour_of_its_own() -> None:
    data = faulty({"表四!E6": 7})
    found = checked(data).findings[0]
    suspect = SUSPECT._replace(place=SUSPECT.place._replace(key=found.places[0].key))
    copy = mark(data, replace(checked(data), suspects=(suspect,)))
    said = "最可能：表四!E6“行政复议 · 总计” 7 应为 6（多了 1）"
    assert said in comments(copy)["表四!E6"]
    assert "最可能：7 应为 6（多了 1）\n改后相符：DSP01" in comments(copy)["表四!E6"]
    assert table(copy)[4][6] == said
    others = colours(marked(faulty()))
    assert colours(copy)["表四!E6"] not in {others["表三!G8"], others["表四!F9"]}


def test_only_marks_are_changed() -> None:
    before, after = faulty(), marked(faulty())
    for sheet in opened(before).sheetnames:
        old, new = elements(before, sheet), elements(after, sheet)
        free = TOUCHED | {"出错说明": {"sheetData"}, "填表说明": {"sheetViews"}}.get(sheet, set())
        assert {name: each for name, each in new.items() if name not in free} == {
            name: each for name, each in old.items() if name not in free
        }, sheet


def test_parts_that_no_mark_concerns_keep_their_bytes() -> None:
    before, after = parts(faulty()), parts(marked(faulty()))
    edited_parts = {name for name in before if before[name] != after[name]}
    sheets = {sheet_part(before, name) for name in opened(faulty()).sheetnames}
    sheets -= {sheet_part(before, name) for name in ("文字部分", "审核", "图表", "_meta")}
    around = {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"}
    assert edited_parts == {*sheets, *around, "xl/_rels/workbook.xml.rels"}


def test_styles_are_only_added_to() -> None:
    before, after = (
        etree.fromstring(parts(each)["xl/styles.xml"]) for each in (faulty(), marked(faulty()))
    )
    for name in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs"):
        old, new = (
            [
                etree.tostring(each, method="c14n", exclusive=True)
                for each in root.iterfind(f"{{*}}{name}/*")
            ]
            for root in (before, after)
        )
        assert new[: len(old)] == old, name
        assert [each.get("count") for each in after.iterfind(f"{{*}}{name}")] == [str(len(new))]


def test_existing_conditions_keep_their_order_behind_ours() -> None:
    def conditions(data: bytes) -> list[tuple[int, str]]:
        part = parts(data)[sheet_part(parts(data), "表四")].decode()
        rules = re.findall(r'<cfRule [^>]*priority="(\d+)"[^>]*><formula>([^<]*)', part)
        return sorted((int(priority), formula) for priority, formula in rules)

    before, after = conditions(faulty()), conditions(marked(faulty()))
    assert [formula for _, formula in after[:3]] == ['"disclose"&lt;&gt;""'] * 3
    assert [formula for _, formula in after[3:]] == [formula for _, formula in before]
    assert [priority for priority, _ in after] == list(range(1, len(after) + 1))


def test_elements_of_worksheets_stand_in_the_order_of_the_schema() -> None:
    contents = parts(marked(faulty()))
    for name in contents:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            names = [etree.QName(each).localname for each in etree.fromstring(contents[name])]
            assert names == sorted(names, key=ORDER.index), name


def test_names_of_single_sheets_follow_their_sheets() -> None:
    before, after = opened(faulty()), opened(marked(faulty()))
    for sheet in before.sheetnames:
        assert after[sheet].print_area == before[sheet].print_area
        assert after[sheet].print_title_rows == before[sheet].print_title_rows
        assert after[sheet].sheet_state == before[sheet].sheet_state
    assert after.defined_names["DISCLOSE_TEMPLATE"].attr_text == "_meta!$A$1"


def test_the_list_is_what_one_sees_first_and_alone() -> None:
    def viewed(contents: Parts) -> None:
        book = contents["xl/workbook.xml"].decode()
        contents["xl/workbook.xml"] = book.replace(
            "<workbookView ", '<workbookView firstSheet="2" activeTab="4" '
        ).encode()
        replaced(contents, "表四", "<sheetView ", '<sheetView tabSelected="1" ')

    copy = opened(marked(changed(faulty(), viewed)))
    assert copy.active.title == "问题清单"
    assert [s.title for s in copy if s.sheet_view.tabSelected] == ["问题清单"]
    assert not copy.views[0].firstSheet


def test_checking_a_marked_copy_finds_the_same() -> None:
    before, after = checked(faulty()), checked(marked(faulty()))
    assert after.findings == before.findings
    assert after.tally == before.tally


def test_marking_twice_is_marking_once() -> None:
    once = marked(faulty())
    assert marked(once) == once
    assert marked(faulty()) == once


def test_old_marks_are_gone_when_what_they_told_is_corrected() -> None:
    corrected = edited(
        marked(faulty()), {"表四!E6": {"formula": "SUM(A6:D6)", "value": "6"}, "表三!G8": 1}
    )
    copy = marked(corrected)
    assert "表四!E6" not in {*colours(copy), *comments(copy)}
    assert "单位信息!B4" in comments(copy)
    assert [row[2] for row in table(copy)[4:]].count("DSP01") == 0
    assert len([name for name in opened(copy).sheetnames if name.startswith("问题清单")]) == 1


def test_a_workbook_without_findings_says_so_and_bears_no_mark() -> None:
    copy = marked(balanced_workbook())
    rows = table(copy)
    assert rows[1][0] == "通过：没有强制性错误，可以上报。"
    assert rows[4][0] == "没有发现问题。"
    assert (colours(copy), comments(copy), lines(copy)) == ({}, {}, [])


def test_taking_marks_off_leaves_what_was_there() -> None:
    before, after = faulty(), unmark(marked(faulty()))
    old, new = parts(before), parts(after)
    assert set(new) == set(old)
    for sheet in opened(before).sheetnames:
        if sheet != "出错说明":
            assert elements(after, sheet) == elements(before, sheet), sheet


def test_a_copy_that_a_library_has_saved_can_be_unmarked() -> None:
    saved = BytesIO()
    opened(marked(faulty())).save(saved)
    assert not is_pristine(saved.getvalue())
    clean = unmark(saved.getvalue())
    assert (colours(clean), comments(clean)) == ({}, {})
    assert opened(clean).sheetnames == opened(faulty()).sheetnames
    assert marked(marked(saved.getvalue())) == marked(saved.getvalue())


def test_a_marked_copy_is_pristine_until_it_is_saved() -> None:
    assert is_pristine(marked(faulty()))
    assert not is_pristine(faulty())
    assert not is_pristine(b"PK\x03\x04")


def test_a_copy_is_pristine_however_a_program_writes_the_slashes_of_its_parts() -> None:
    target = BytesIO()
    # Deflated: another part names this one with its own slashes.
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, part in ZipPackage(marked(faulty())).parts().items():
            package.writestr(name.replace("/", "\\"), part)
    assert is_pristine(target.getvalue())


# ------------------------------------------------------------------ the filler's own things


def test_own_comments_stay_and_ours_stand_below_them() -> None:
    data = with_comments("E6", "A6")
    said = comments(marked(data))
    assert said["表四!A6"] == "我的批注 A6"
    assert said["表四!E6"].startswith("我的批注 E6\n【审核】\n错误 DSP01")
    assert said["表四!F9"].startswith("【审核】\n核实 BOOK11")
    once = marked(data)
    assert marked(once) == once
    assert comments(unmark(once)) == {"表四!E6": "我的批注 E6", "表四!A6": "我的批注 A6"}


def test_the_pronunciation_of_an_own_comment_stays_behind_its_runs() -> None:
    def pronounced(contents: Parts) -> None:
        [name] = [each for each in contents if "comment" in each and each.endswith(".xml")]
        sound = b'<rPh sb="0" eb="1"><t>wo</t></rPh><phoneticPr fontId="1"/></text>'
        contents[name] = contents[name].replace(b"</text>", sound)

    data = changed(with_comments("E6"), pronounced)
    [comment] = re.findall(
        b'<comment ref="E6".*?</comment>', b"".join(parts(marked(data)).values()), re.DOTALL
    )
    children = [etree.QName(each).localname for each in etree.fromstring(comment)[0]]
    assert children == ["r", "r", "rPh", "phoneticPr"]


def test_every_comment_has_one_box() -> None:
    contents = parts(marked(with_comments("E6", "A6")))
    boxes = [name for name in contents if name.endswith(".vml")]
    found = sorted(
        (int(row) + 1, int(column) + 1)
        for name in boxes
        for row, column in re.findall(rb"Row>(\d+)</[^>]*Row>\s*<[^>]*Column>(\d+)", contents[name])
    )
    said = comments(marked(with_comments("E6", "A6")))
    wanted = sorted(coordinate_to_tuple(cell) for cell in (each.partition("!")[2] for each in said))
    assert found == wanted
    numbers = [
        each for name in boxes for each in re.findall(rb'id="_x0000_s(\d+)"', contents[name])
    ]
    assert len(numbers) == len(set(numbers))


def test_a_thread_of_a_newer_program_is_left_alone() -> None:
    def threaded(contents: Parts) -> None:
        name = next(each for each in contents if "comment" in each and each.endswith(".xml"))
        contents[name] = contents[name].replace("王小禾".encode(), b"tc={0AF1}")

    data = changed(with_comments("E6"), threaded)
    assert comments(marked(data))["表四!E6"] == "我的批注 E6"
    assert "表四!E6" in colours(marked(data))


def test_a_sheet_of_the_same_name_and_a_copy_of_ours() -> None:
    book = load_workbook(BytesIO(faulty()))
    book.create_sheet("问题清单")["A1"] = "待办"
    saved = BytesIO()
    book.save(saved)
    copy = marked(saved.getvalue())
    assert opened(copy).sheetnames[0] == "问题清单 (2)"
    assert opened(copy)["问题清单"]["A1"].value == "待办"
    assert marked(copy) == copy
    doubled = opened(copy)
    doubled.copy_worksheet(doubled["问题清单 (2)"]).title = "问题清单 (3)"
    again = BytesIO()
    doubled.save(again)
    assert "问题清单 (3)" not in opened(marked(again.getvalue())).sheetnames


def test_a_list_with_a_table_copied_to_it_is_no_table() -> None:
    book = opened(marked(faulty()))
    for row in book["表四"].iter_rows():
        for cell in row:
            if cell.value is not None:
                book["问题清单"].cell(cell.row + 20, cell.column, cell.value)
    saved = BytesIO()
    book.save(saved)
    assert "BOOK16" not in [each.code for each in checked(saved.getvalue()).findings]


def test_conditions_that_newer_programs_keep_apart_stay_behind_ours() -> None:
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>'
        '<x14:conditionalFormatting><x14:cfRule type="iconSet" priority="9" id="{1}"/>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    data = changed(faulty(), lambda contents: replaced(contents, "表四", "</worksheet>", extension))
    copy = marked(data)
    sheet = parts(copy)[sheet_part(parts(copy), "表四")].decode()
    assert re.findall(r'x14:cfRule [^>]*priority="(\d+)"', sheet) == ["9"]
    assert marked(copy) == copy
    names = [etree.QName(each).localname for each in etree.fromstring(sheet.encode())]
    assert names == sorted(names, key=ORDER.index)


@pytest.mark.parametrize(
    "dialect", ["strict", "prefixed", "absolute targets", "directory entries", "no styles"]
)
def test_dialects_of_other_programs(dialect: str) -> None:
    data = {
        "strict": lambda: changed(faulty(), _strict),
        "prefixed": lambda: changed(faulty(), _prefixed),
        "absolute targets": lambda: changed(faulty(), _absolute),
        "directory entries": lambda: _with_directories(faulty()),
        "no styles": lambda: changed(faulty(), _styleless),
    }[dialect]()
    copy = marked(data)
    assert checked(copy).findings == checked(data).findings == checked(faulty()).findings
    assert marked(copy) == copy
    assert set(parts(unmark(copy))) - {"xl/styles.xml"} == {
        name for name in parts(data) if not name.endswith("/")
    } - {"xl/styles.xml"}
    contents = parts(copy)
    types = re.findall(rb'PartName="([^"]*)"', contents["[Content_Types].xml"])
    assert len(types) == len(set(types))
    sheet = etree.fromstring(contents[sheet_part(contents, "表四")])
    names = [etree.QName(each) for each in sheet]
    assert {each.namespace for each in names} == {etree.QName(sheet).namespace}
    assert [each.localname for each in names] == sorted(
        (each.localname for each in names), key=ORDER.index
    )
    if dialect not in {"strict", "no styles"}:
        assert len(comments(copy)) == len(MANY)


def _strict(contents: Parts) -> None:
    for name in contents:
        contents[name] = (
            contents[name]
            .replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            .replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
        )


def _prefixed(contents: Parts) -> None:
    part = sheet_part(contents, "表四")
    text = re.sub(r"<(/?)(\w+)(?=[\s/>])", r"<\1s:\2", contents[part].decode())
    contents[part] = text.replace("xmlns=", "xmlns:s=").encode()


def _absolute(contents: Parts) -> None:
    rels = "xl/_rels/workbook.xml.rels"
    contents[rels] = re.sub(rb'Target="', rb'Target="/xl/', contents[rels])


def _styleless(contents: Parts) -> None:
    del contents["xl/styles.xml"]
    rels = "xl/_rels/workbook.xml.rels"
    contents[rels] = re.sub(rb"<Relationship [^>]*/styles[^>]*/>", b"", contents[rels])
    for name in contents:
        if name.startswith("xl/worksheets/"):
            contents[name] = re.sub(rb' (?:s|dxfId)="\d+"', b"", contents[name])


def _with_directories(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("xl/", b"")
        package.writestr("xl/worksheets/", b"")
        for name, part in parts(data).items():
            package.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet5.xml"]
)
@pytest.mark.parametrize("contents", [b"", b"<Types", b"PK"])
def test_a_damaged_part_is_named(part: str, contents: bytes) -> None:
    with pytest.raises((UnmarkableError, RefusedWorkbookError)) as raised:
        mark(changed(faulty(), lambda each: each.update({part: contents})), checked(faulty()))
    if isinstance(raised.value, UnmarkableError):
        assert raised.value.part == part


def test_a_document_type_is_refused() -> None:
    def declared(contents: Parts) -> None:
        contents["xl/styles.xml"] = contents["xl/styles.xml"].replace(
            b"<styleSheet", b"<!DOCTYPE styleSheet [<!ENTITY a 'b'>]><styleSheet", 1
        )

    with pytest.raises(UnmarkableError):
        mark(changed(faulty(), declared), checked(faulty()))
