"""The year of a county office, on the command line: from the first command to the filed report.

The clerk fills the workbooks with openpyxl and finds each cell by the words printed beside it. Each
number that a report is expected to say is worked out here by hand from those that the clerk types.
"""

import re
from pathlib import Path

import pytest

from tests.support.clerk import (
    AGENCY,
    OFFICE,
    TEXTS,
    Clerk,
    at_work,
    correct,
    first_filling,
    next_filling,
    other_filling,
)
from tests.support.command_line import checked, disclose, run
from tests.support.edited_reports import rewritten
from tests.support.workbooks import parts

BOOK = Path(f"{OFFICE}-2024.xlsx")
MARKED = Path(f"{OFFICE}-2024（审核）.xlsx")
NAME = f"{OFFICE}2024年政府信息公开工作年度报告"
NEXT = Path(f"{OFFICE}-2025.xlsx")
NEXT_MARKED = Path(f"{OFFICE}-2025（审核）.xlsx")
NEXT_NAME = f"{OFFICE}2025年政府信息公开工作年度报告"


def test_the_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    the_first_filling_comes_back_with_marks()
    the_marked_copy_is_corrected_and_becomes_the_report()
    an_edited_report_is_verified()
    the_next_year_continues_the_last()
    a_draft_shows_what_is_open()
    an_explanation_makes_an_annex()
    two_offices_are_added_up()


def codes(book: Path, code: int) -> set[str]:
    """Return the codes of the errors and warnings that `check` finds."""
    found = checked(book, code)["findings"]
    return {each["code"] for each in found if each["severity"] != "note"}


def unfolded(text: str) -> str:
    """Return what a command prints, in lines that a console does not break."""
    return re.sub(r"\n +(?=\S)", "", text)


def text_of(name: str) -> str:
    """Return the Markdown report of that name."""
    return Path(f"{name}.md").read_text(encoding="utf-8")


def the_first_filling_comes_back_with_marks() -> None:
    """The natural persons' outcomes are 5 + 2 + 1 = 8, where the clerk typed 7."""
    assert disclose("template", "-y", 2024, "--body", OFFICE) == f"已写出 {BOOK}\n"
    first_filling(BOOK)
    cells, texts = {"CELL01", "CELL03", "CELL12", "CELL33"}, {"TXT01", "TXT02", "TXT03"}
    assert codes(BOOK, code=1) == {"REQ01", "REQ02", "REQ03"} | cells | texts
    ran = run("check", BOOK, "--mark")
    said = unfolded(ran.out)
    assert "表三!D29“（七）总计 · 自然人” 7 应为 8（公式被改成了数字7，恢复公式即为8" in said
    assert "表四!A6 “三件” → 3？" in said
    assert "缺少：（三）政府信息管理。" in said
    assert "末位应是 8" in said
    assert "“空白的格按0上报”填“是”" in said
    last = ran.out.splitlines()[-1]
    assert last.startswith(f"{BOOK}  未通过：强制性错误")
    assert ran.err == f"已写出 {MARKED}\n"


def the_marked_copy_is_corrected_and_becomes_the_report() -> None:
    """Received 8 + 2, carried in 1, concluded 8 + 2, carried out 1; 5 + 2 of them granted."""
    correct(MARKED)
    assert codes(MARKED, code=0) == set()
    assert disclose("check", MARKED).endswith(f"{MARKED}  通过：没有强制性错误，可以上报。\n")
    ran = run("compile", MARKED)
    assert ran.code == 0
    for suffix in ("docx", "html", "pdf", "md"):
        assert f"已写出 {NAME}.{suffix}\n" in ran.out + ran.err
    text = text_of(NAME)
    for sentence in (
        "2024年制发行政规范性文件3件，废止1件，截至年底现行有效12件。",
        "2024年新收政府信息公开申请10件，上年结转1件。",
        "全年办结申请10件，其中予以公开7件、无法提供2件、不予处理1件。结转下年度继续办理1件。",
        "对10件新收申请逐件登记",
        "被申请行政复议3件，复议结果均为维持；未发生行政诉讼。",
    ):
        assert sentence in text
    assert not re.search(r"【|无填报|____", text)
    assert Path(f"{NAME}.pdf").read_bytes().startswith(b"%PDF")


def an_edited_report_is_verified() -> None:
    """Someone makes 16 of the 10 received; the copy says so, and the corrected one passes."""
    edited, copy = Path("领导改过.docx"), Path("领导改过（审核）.docx")
    made = Path(f"{NAME}.docx").read_bytes()
    edited.write_bytes(rewritten(made, lambda text: text.replace(">10<", ">16<", 1)))
    said = unfolded(disclose("verify", edited, MARKED, "--mark", code=1))
    assert "报告是 16，工作簿是 10" in said
    assert "工作簿是 10" in parts(copy.read_bytes())["word/comments.xml"].decode()
    assert ">16<" in parts(copy.read_bytes())["word/document.xml"].decode()
    edited.write_bytes(rewritten(edited.read_bytes(), lambda text: text.replace(">16<", ">10<")))
    assert disclose("verify", edited, MARKED).endswith("报告里的数与工作簿一致。\n")


def the_next_year_continues_the_last() -> None:
    disclose("template", "--previous", MARKED)
    clerk = Clerk(NEXT)
    assert clerk.line("单位信息", "报告年度").value == 2025
    assert {name: clerk.line("单位信息", name).value for name in AGENCY} == AGENCY
    assert clerk.line("单位信息", "成文日期").value is None
    assert clerk.line("单位信息", "空白的格按0上报").value is None
    hint = clerk.line("单位信息", "联系地址").offset(column=1).value
    assert str(hint).startswith("沿用上年，请核对。")
    assert clerk.number("表三", "二、上年结转", "自然人").value == 1
    lacking = {"CELL01", "CELL02", "CELL12", "TXT02", "TXT03", "TXT10"}
    assert codes(NEXT, code=1) == lacking


def a_draft_shows_what_is_open() -> None:
    next_filling(NEXT, carried_out=2)
    said = disclose("compile", NEXT, "--draft", code=1)
    assert f"上年数据：{MARKED}（在同一文件夹中找到）" in said
    opened = text_of(f"{NEXT_NAME}（草稿）").partition("## 一、总体情况")[0]
    assert "草稿" in opened
    assert "第一项加第二项不等于第三项加第四项" in opened
    assert "现行有效不等于上年现行有效加本年制发减本年废止" in opened
    assert not list(Path().glob(f"{NEXT_NAME}.*"))


def an_explanation_makes_an_annex() -> None:
    """35 received are 25 more than the 10 of the year before."""
    next_filling(NEXT, carried_out=1)
    assert codes(NEXT, code=0) == {"PRO11"}
    disclose("check", NEXT, "--mark")
    with at_work(NEXT_MARKED) as clerk:
        clerk.explain("PRO11", "补录以前年度漏计的文件1件。")
    disclose("compile", NEXT_MARKED, "--annex")
    text, _, annex = text_of(NEXT_NAME).partition("附件：出错说明")
    assert "2025年新收政府信息公开申请35件（比上年增加25件），上年结转1件。" in text
    assert "补录以前年度漏计的文件1件。" in annex


def two_offices_are_added_up() -> None:
    """35 and 4 received make 39; the other office begins in this year."""
    disclose("template", "-y", 2025, "--body", "青禾县财政局")
    other_filling(Path("青禾县财政局-2025.xlsx"))
    filed = Path("上报")
    filed.mkdir()
    for book in (NEXT_MARKED, Path("青禾县财政局-2025.xlsx")):
        book.rename(filed / book.name)
    ran = run("rollup", filed, "-o", "汇总", "--report", "--body", "青禾县")
    assert "文件 2 个：汇入 2 个" in ran.out
    assert "用 disclose compile 汇总/汇总.xlsx 生成正式报告" in ran.err
    text = text_of("汇总/青禾县2025年政府信息公开工作年度报告（草稿）")
    assert "2025年新收政府信息公开申请39件，上年结转1件。" in text
    assert "自然人申请30件（占76.9%）" in text  # 30 / 39 = 0.7692
    assert "【待填写：成文日期】" in text
    whole = Path("汇总/汇总.xlsx")
    with at_work(whole) as clerk:
        clerk.write("单位信息", {"成文日期": "2026年2月18日"})
        clerk.write("文字部分", TEXTS)
    disclose("compile", whole)
    assert "对39件新收申请逐件登记" in text_of("汇总/青禾县2025年政府信息公开工作年度报告")
