"""`disclose verify` as a user runs it."""

import json
from pathlib import Path

import pytest

from disclose import api
from disclose.core.errors import EditionError
from disclose.core.language import Language
from disclose.form.edition.library import Library
from tests.support.command_line import disclose, parsed, run
from tests.support.edited_reports import rewritten
from tests.support.editions import edited
from tests.support.places import EXAMPLES
from tests.support.report_names import report_in
from tests.support.workbooks import balanced_workbook

QINGHE = EXAMPLES / "qinghe-2025"
WORKBOOK = QINGHE / "filled.xlsx"
PRIOR_YEAR_SHEET = QINGHE / "last-year.json"


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_a_report_as_it_was_made(suffix: str) -> None:
    said = disclose("verify", report_in(QINGHE / "report", suffix), WORKBOOK)
    assert "应有 234 个数，找到 234 个" in said
    assert said.endswith("报告里的数与工作簿一致。\n")


def test_a_report_with_last_year(tmp_path: Path) -> None:
    disclose("compile", WORKBOOK, "--previous", PRIOR_YEAR_SHEET, "-o", tmp_path)
    report = report_in(tmp_path, "docx")
    assert "一致" in disclose("verify", report, WORKBOOK, "--previous", PRIOR_YEAR_SHEET)
    alone = tmp_path / "book.xlsx"
    alone.write_bytes(WORKBOOK.read_bytes())
    said = disclose("verify", report, alone, code=1)
    assert "有 3 个与上年有关的数没有核对：2、5、6" in said
    assert said.endswith("与上年有关的数没有核对完，不能算一致。\n")


@pytest.mark.parametrize("name", ["last-year.json", "改了名.json", "report/上年.json"])
def test_last_year_is_found_by_its_content(name: str, tmp_path: Path) -> None:
    """In the folder of the workbook or of the report, under any name; another file is not it."""
    book, folder = tmp_path / "filled.xlsx", tmp_path / "report"
    book.write_bytes(WORKBOOK.read_bytes())
    disclose("compile", book, "--previous", PRIOR_YEAR_SHEET, "-o", folder)
    report = report_in(folder, "docx")
    found = tmp_path / name
    found.write_bytes(PRIOR_YEAR_SHEET.read_bytes())
    (tmp_path / "坏.xlsx").write_bytes(b"PK")
    said = disclose("verify", report, book)
    assert f"上年数据：{found.name}（在同一文件夹中找到）" in said
    assert "应有 237 个数，找到 237 个" in said
    data = parsed(disclose("verify", report, book, "--format", "json"))
    assert data["files"][0]["previous"] == found.name
    found.write_bytes(PRIOR_YEAR_SHEET.read_bytes() + b"\n")
    assert "DOC52" in disclose("verify", report, book, code=1)


def test_a_report_without_last_year_needs_none() -> None:
    said = disclose(
        "verify", report_in(QINGHE / "report", "docx"), WORKBOOK, "--previous", PRIOR_YEAR_SHEET
    )
    assert "一致" in said


def test_a_draft(tmp_path: Path) -> None:
    disclose("compile", WORKBOOK, "--draft", "-o", tmp_path)
    for suffix in ("docx", "html", "md"):
        draft = report_in(tmp_path, suffix, draft=True)
        data = parsed(disclose("verify", draft, WORKBOOK, "--format", "json"))
        assert [each["code"] for each in data["files"][0]["findings"]] == ["DOC50"]


def test_findings_as_json(tmp_path: Path) -> None:
    report, output = tmp_path / "改过.md", tmp_path / "found.json"
    text = report_in(QINGHE / "report", "md").read_text(encoding="utf-8")
    report.write_text(text.replace("申请49件", "申请50件"), encoding="utf-8")
    done = run("verify", report, WORKBOOK, "--format", "json", "-o", output)
    assert done.code == 1
    data = json.loads(output.read_text(encoding="utf-8"))
    assert data["schema"] == "disclose-findings/1"
    [file] = data["files"]
    assert (file["file"], file["workbook"]) == (str(report), str(WORKBOOK))
    assert (file["edition"], file["year"], file["verdict"]) == ("cn-2021", 2025, "fail")
    assert file["levels"] == {"controls": 0, "bookmarks": 0, "alignment": 234}
    [found] = file["findings"]
    assert (found["code"], found["severity"]) == ("DOC40", "error")
    place, cell = found["places"]
    assert place == {"line": 15, "text": "2025年新收政府信息公开申请50件，上年结转3件。"}
    assert cell == {
        "key": "requests.received[total]",
        "sheet": "表三",
        "cell": "J6",
        "typed": cell["typed"],
    }


def test_output_to_a_file_in_english(tmp_path: Path) -> None:
    output = tmp_path / "said.txt"
    disclose("verify", report_in(QINGHE / "report", "md"), WORKBOOK, "-o", output, "--lang", "en")
    assert "234" in output.read_text(encoding="utf-8")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    report, book = report_in(QINGHE / "report", "docx"), tmp_path / "book.xlsx"
    book.write_bytes(b"PK")
    odd = tmp_path / "report.doc"
    odd.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert run("verify", report, book).code == 2
    assert run("verify", odd, WORKBOOK).code == 2
    assert run("verify", tmp_path / "none.docx", WORKBOOK).code == 2
    unread = api.verify(report, book, api.library())
    assert unread.edition is None
    assert unread.findings


def test_a_workbook_with_errors_says_so() -> None:
    huadu = EXAMPLES / "huadu-2017"
    said = run("verify", report_in(huadu / "corrected" / "report", "md"), huadu / "filled.xlsx").out
    assert "工作簿本身还有 5 项错误" in said
    assert "DOC44" in said


def test_a_faulty_narrative_stops_the_job(tmp_path: Path) -> None:
    edited(tmp_path, ("report.md.j2", "## 一、总体情况", "## 1、总体情况"))
    report, book = tmp_path / "report.md", tmp_path / "book.xlsx"
    report.write_text("# 报告", encoding="utf-8")
    book.write_bytes(balanced_workbook())
    with pytest.raises(EditionError) as raised:
        api.verify(report, book, Library([tmp_path]))
    assert [each.code for each in raised.value.findings] == ["DEF12"]


@pytest.mark.parametrize("name", ["改过.docx", "改过.html"])
def test_mark_on_the_command_line(name: str, tmp_path: Path) -> None:
    report, book = tmp_path / name, EXAMPLES / "qinghe-2025" / "filled.xlsx"
    report.write_bytes((EXAMPLES / "verify" / "edited.docx").read_bytes())
    before = report.read_bytes()
    ran = run("verify", report, book, "--mark")
    copy = tmp_path / "改过（审核）.docx"
    if name.endswith("html"):
        assert (ran.code, ran.err) == (2, "--mark 只能用于 Word 报告（.docx）。\n")
        assert not copy.exists()
        return
    assert (ran.code, ran.err) == (1, f"已写出 {copy}\n")
    assert report.read_bytes() == before
    first = copy.read_bytes()
    assert run("verify", report, book, "--mark").err == f"已写出 {copy}\n"
    assert copy.read_bytes() == first
    assert api.mark_report(report, api.verify(report, book), Language.ZH) == first
    copy.write_bytes(rewritten(first, lambda text: text.replace("一", "壹")))
    run("verify", report, book, "--mark")
    assert (tmp_path / "改过（审核2）.docx").is_file()


def test_places_are_sections_and_paragraphs_not_lines() -> None:
    report, book = EXAMPLES / "verify" / "edited.docx", QINGHE / "filled.xlsx"
    said = disclose("verify", report, book, code=1)
    assert f"{report}  第一部分（二）第1段，“里共收到公众提出的政府信息公开申请”\n" in said
    assert f"{report}  第二部分的表，“行政处罚 · 本年处理决定数量”\n" in said
    assert f"{report}  第一部分（四）第1段  改版政府网站信息公开专栏，" in said
    said = disclose("verify", report, book, "--lang", "en", code=1)
    assert f"{report}  part 1 （四）, paragraph 1  改版政府网站" in said
    [file] = parsed(disclose("verify", report, book, "--format", "json", code=1))["files"]
    places = [each["places"][0] for each in file["findings"] if each["places"]]
    assert {
        "line": 8,
        "text": "2025年里共收到公众提出的政府信息公开申请50件，另有上年结转3件。",
        "part": 1,
        "section": "（二）",
        "paragraph": 1,
        "label": "里共收到公众提出的政府信息公开申请",
    } in places


def test_a_name_in_docx_is_that_of_the_marked_copy(tmp_path: Path) -> None:
    report, copy = EXAMPLES / "verify" / "edited.docx", tmp_path / "批注.docx"
    refused = run("verify", report, WORKBOOK, "-o", copy)
    assert (refused.code, copy.exists()) == (2, False)
    assert "请加 --mark" in refused.err
    ran = run("verify", report, WORKBOOK, "--mark", "-o", copy)
    assert (ran.code, ran.err) == (1, f"已写出 {copy}\n")
    assert "报告里的数与工作簿不同" in ran.out
    done = api.verify(report, WORKBOOK)
    assert copy.read_bytes() == api.mark_report(report, done, Language.ZH)
