"""The year of a county office in the page: from the blank workbook to the next year's.

The clerk is that of `tests/cli/test_the_year.py`: openpyxl fills the workbooks, python-docx edits
the report. With `DISCLOSE_PICTURES=FOLDER` each step leaves a picture there.
"""

import os
import unicodedata
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.support.clerk import AGENCY, OFFICE, Clerk, correct, first_filling
from tests.support.face import Face
from tests.support.workbooks import parts

pytestmark = [pytest.mark.node, pytest.mark.chromium]

BOOK = f"{OFFICE}-2024.xlsx"
MARKED = f"{OFFICE}-2024（审核）.xlsx"
NAME = f"{OFFICE}2024年政府信息公开工作年度报告"
EDITED = "领导改过.docx"
NEXT = f"{OFFICE}-2025.xlsx"


class Year:
    """A clerk with the page and a folder."""

    def __init__(self, face: Face, folder: Path) -> None:
        self.face = face
        self.folder = folder
        self._pictures = 0

    def save(self, button: str) -> str:
        """Click on a button that gives a file, and save it; return its name."""
        with self.face.page.expect_download() as waited:
            self.face.page.click(button)
        self.face.rest()
        name = waited.value.suggested_filename
        waited.value.save_as(self.folder / name)
        return name

    def drop(self, *names: str) -> None:
        """Drop files of the folder on the page."""
        self.face.drop({name: (self.folder / name).read_bytes() for name in names})

    def picture(self) -> None:
        """Take a picture of the window, if pictures are wanted."""
        if wanted := os.environ.get("DISCLOSE_PICTURES"):
            self._pictures += 1
            path = Path(wanted) / f"page-{self._pictures}.png"
            self.face.page.screenshot(path=path, full_page=True)

    def replace_in_word(self, name: str, old: str, new: str, to: str) -> None:
        """Change the first text that is `old` alone, as Word shows it, and save under a name."""
        document = docx.Document(str(self.folder / name))
        texts = [each for each in document.element.iter(qn("w:t")) if each.text == old]
        texts[0].text = new
        document.save(str(self.folder / to))


def test_the_year(browser: Browser, file: Path, tmp_path: Path) -> None:
    page = browser.new_page(accept_downloads=True)
    year = Year(Face(page), tmp_path)
    year.face.open(file)
    year.picture()
    the_first_filling_comes_back_with_marks(year)
    the_marked_copy_is_corrected_and_becomes_the_report(year)
    an_edited_report_is_verified(year)
    the_next_year_continues_the_last(year)
    page.close()
    assert year.face.faults == []


def the_first_filling_comes_back_with_marks(year: Year) -> None:
    """The natural persons' outcomes are 5 + 2 + 1 = 8, where the clerk typed 7."""
    face = year.face
    face.page.get_by_role("tab", name="生成空白工作簿").click()
    face.page.get_by_label("报告年度").fill("2024")
    face.page.get_by_label("填报单位").fill(OFFICE)
    assert year.save("#form .main") == BOOK
    year.picture()
    first_filling(year.folder / BOOK)
    face.page.get_by_role("tab", name="审核与生成报告").click()
    year.drop(BOOK)
    assert face.text("#verdict").startswith("✗ 未通过：强制性错误")
    said = face.findings.inner_text("body")
    assert "7 应为 8" in said
    assert "三件" in said
    assert "缺少：（三）政府信息管理。" in said
    assert "末位应是 8" in said
    assert face.page.get_by_role("switch", name="空白的格按0上报").is_visible()
    year.picture()
    assert year.save("#mark") == MARKED


def the_marked_copy_is_corrected_and_becomes_the_report(year: Year) -> None:
    """Received 8 + 2, carried in 1, concluded 8 + 2, carried out 1; 5 + 2 of them granted."""
    face = year.face
    correct(year.folder / MARKED)
    year.drop(MARKED)
    assert face.text("#verdict").startswith("✓ 通过")
    year.picture()
    assert [year.save(f"#to-{to}") for to in ("docx", "html", "md")] == [
        f"{NAME}.{to}" for to in ("docx", "html", "md")
    ]
    text = (year.folder / f"{NAME}.md").read_text(encoding="utf-8")
    for sentence in (
        "2024年制发行政规范性文件3件，废止1件，截至年底现行有效12件。",
        "2024年新收政府信息公开申请10件，上年结转1件。",
        "全年办结申请10件，其中予以公开7件、无法提供2件、不予处理1件。结转下年度继续办理1件。",
        "被申请行政复议3件，复议结果均为维持；未发生行政诉讼。",
    ):
        assert sentence in text
    face.click("#to-print")
    printer = face.page.query_selector("#printer")
    frame = printer.content_frame() if printer else None
    assert frame is not None
    said = printed(year, frame.content())
    assert "2024年政府信息公开工作年度报告" in said
    assert "2024年新收政府信息公开申请10件" in said


def printed(year: Year, html: str) -> str:
    """Return the text of the PDF that the browser's printing makes of the report."""
    page = year.face.page.context.browser.new_page()  # type: ignore[union-attr]
    page.set_content(html)
    page.pdf(path=year.folder / "print.pdf", prefer_css_page_size=True)
    page.close()
    sheets = PdfReader(year.folder / "print.pdf").pages
    assert len(sheets) >= 4
    text = "".join("".join(each.extract_text().split()) for each in sheets)
    return unicodedata.normalize("NFKC", text)  # of some characters it names the radical


def an_edited_report_is_verified(year: Year) -> None:
    """Someone makes 16 of the 10 received; the copy says so, and the corrected one passes."""
    face = year.face
    year.replace_in_word(f"{NAME}.docx", "10", "16", EDITED)
    face.page.get_by_role("tab", name="核对改过的报告").click()
    year.drop(f"{NAME}.md", MARKED)
    assert face.text("#verify .job").startswith("本页只能核对 Word 报告（.docx）")
    year.drop(EDITED, MARKED)
    assert face.text("#verified-verdict").startswith("✗ ")
    assert "报告是 16，工作簿是 10" in face.text("#verified-findings")
    year.picture()
    copy = year.save("#verified-mark")
    assert copy == "领导改过（审核）.docx"
    comments = parts((year.folder / copy).read_bytes())["word/comments.xml"].decode()
    assert "工作簿是 10" in comments
    year.replace_in_word(EDITED, "16", "10", EDITED)
    year.drop(EDITED, MARKED)
    assert face.text("#verified-verdict").startswith("✓ ")
    year.picture()


def the_next_year_continues_the_last(year: Year) -> None:
    face = year.face
    face.page.get_by_role("tab", name="生成空白工作簿").click()
    year.drop(MARKED)
    assert face.page.get_by_label("报告年度").input_value() == "2025"
    assert face.page.get_by_label("填报单位").input_value() == OFFICE
    assert not face.page.is_visible("#blank-done")  # that was the workbook of 2024
    year.picture()
    assert year.save("#form .main") == NEXT
    clerk = Clerk(year.folder / NEXT)
    assert clerk.line("单位信息", "报告年度").value == 2025
    assert {name: clerk.line("单位信息", name).value for name in AGENCY} == AGENCY
    assert clerk.line("单位信息", "成文日期").value is None
    assert clerk.number("表三", "二、上年结转", "自然人").value == 1
    face.page.get_by_role("tab", name="审核与生成报告").click()
    year.drop(MARKED, NEXT)
    assert face.text("#about-file").startswith(NEXT)
    assert f"与上年（{MARKED}）比较" in face.findings.inner_text("body")
    year.picture()
