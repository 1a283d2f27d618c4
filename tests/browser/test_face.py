"""What a clerk sees of the offline page and does with it, by mouse and by keyboard."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download
from pypdf import PdfReader

from disclose import api
from tests.support.axe import violations
from tests.support.face import Face
from tests.support.places import EXAMPLES

pytestmark = [pytest.mark.node, pytest.mark.chromium]

PASSING = (EXAMPLES / "qinghe-2025/filled.xlsx").read_bytes()
FAILING = (EXAMPLES / "hongze-2023/filled.xlsx").read_bytes()
EDITED = (EXAMPLES / "verify/edited.docx").read_bytes()
STOPS = (
    *("", "language", "tab-check", "choose", "to-blank"),  # the first is the link to the content
)


@pytest.fixture
def face(browser: Browser, file: Path) -> Iterator[Face]:
    page = browser.new_page(accept_downloads=True)
    shown = Face(page)
    shown.open(file)
    yield shown
    page.close()
    assert shown.faults == []


def prior() -> bytes:
    """Return last year's workbook of the agency of PASSING."""
    return api.fill(EXAMPLES / "qinghe-2025/last-year.json")


def states(face: Face) -> Iterator[str]:
    """Go through everything that the page can show."""
    yield "start"
    face.drop({"通过.xlsx": PASSING})
    yield "pass"
    face.click("#to-md")
    yield "written"
    face.drop({"错误.xlsx": FAILING})
    yield "fail"
    face.drop({"坏.xlsx": b"no workbook"})
    yield "unreadable"
    face.drop({"通过.xlsx": PASSING, "错误.xlsx": FAILING, "坏.xlsx": b"no workbook"})
    yield "list"
    face.drop({"旧.doc": b"old"})
    yield "message"
    face.click("#tab-blank")
    yield "blank"
    face.page.fill("#year", "25")
    face.click("#form .main")
    yield "wrong year"
    face.page.fill("#year", "2016")
    face.click("#form .main")
    yield "made"
    face.click("#tab-verify")
    yield "verify"
    face.drop({"改.docx": EDITED, "通过.xlsx": PASSING})
    yield "verified"
    face.click("#tab-rules")
    face.page.fill("#wanted", "REQ01")
    face.page.click("#codes details:not([hidden]) summary")
    yield "rules"
    for each in face.page.query_selector_all("footer > details > summary"):
        each.click()
    yield "about"


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [
        pytest.param(1280, "zh", "light", id="zh"),
        pytest.param(390, "en", "dark", id="en"),
    ],
)
def test_every_state_is_accessible_and_never_too_wide(
    browser: Browser, file: Path, width: int, language: str, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    face = Face(page)
    face.open(file)
    if language == "en":
        face.click("#language")
    seen = {state: (violations(page), face.width()) for state in states(face)}
    page.close()
    assert {state: found for state, (found, _) in seen.items() if found} == {}
    assert {state: wide for state, (_, wide) in seen.items() if wide > width} == {}
    assert face.faults == []


def test_the_keyboard_reaches_everything_in_order(face: Face) -> None:
    reached = []
    for _ in STOPS:
        face.page.keyboard.press("Tab")
        reached.append(face.focused())
    assert tuple(reached) == STOPS
    face.page.focus("#tab-check")
    walked = []
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight", "End", "Home"):
        face.page.keyboard.press(key)
        walked.append(face.focused())
    assert walked == ["tab-rules", "tab-check", "tab-blank", "tab-rules", "tab-check"]
    face.rest()
    assert face.page.get_attribute("#tab-check", "aria-selected") == "true"
    with face.page.expect_file_chooser() as chosen:
        face.page.focus("#choose")
        face.page.keyboard.press("Enter")
    chosen.value.set_files({"name": "表.xlsx", "mimeType": "", "buffer": FAILING})
    face.rest()
    assert face.focused() == "verdict"
    face.page.keyboard.press("Tab")
    assert face.focused() == "mark"


def test_the_verdict_is_told_and_the_next_step_comes_first(face: Face) -> None:
    face.drop({"表.xlsx": FAILING})
    assert face.text("#verdict").startswith("✗ 未通过")
    assert "未通过" in str(face.page.text_content("#told"))
    buttons = face.page.query_selector_all("#result .buttons button")
    assert next(each.inner_text() for each in buttons) == "下载标注副本"
    assert face.text("#report-label") == "生成草稿"
    face.drop({"表.xlsx": PASSING})
    assert face.text("#verdict").startswith("✓ 通过")
    buttons = face.page.query_selector_all("#result .buttons button")
    assert next(each.inner_text() for each in buttons) == "Word"


def test_the_language_changes_everything_that_is_shown(face: Face) -> None:
    face.drop({"a.xlsx": FAILING})
    face.click("#language")
    assert face.page.get_attribute("html", "lang") == "en"
    assert face.text("#verdict").startswith("✗ Failed")
    face.click("#tab-rules")
    shown = face.page.evaluate(
        """() => { const copy = document.body.cloneNode(true);
        const other = "script, style, pre, noscript, [hidden], [lang^=zh], #codes";
        for (const each of copy.querySelectorAll(other)) each.remove();
        return copy.textContent; }"""
    )
    names = re.compile("空白的格按0上报|草稿|是|：|[（）]")
    assert re.findall("[一-鿿]+", names.sub("", shown)) == []
    face.click("#language")
    assert face.page.get_attribute("html", "lang") == "zh-CN"
    assert face.text("#tab-check") == "审核与生成报告"
    assert face.page.text_content("#verdict") is not None
    assert "未通过" in str(face.page.text_content("#verdict"))


def test_several_files_are_listed_worst_first(face: Face) -> None:
    files: Mapping[str, bytes] = {"好.xlsx": PASSING, "错.xlsx": FAILING, "坏.xlsx": b"no workbook"}
    face.drop(files)
    rows = face.page.query_selector_all("#list tbody th")
    assert [each.inner_text() for each in rows] == ["坏.xlsx", "错.xlsx", "好.xlsx"]
    assert face.focused() == "list-title"
    face.click("#list tbody tr:nth-child(2) button")
    assert face.text("#verdict").startswith("✗ 未通过")
    face.click("#back")
    assert face.page.evaluate("document.activeElement.textContent") == "错.xlsx"


def test_blank_cells_are_agreed_and_the_changed_workbook_is_given_back(face: Face) -> None:
    face.drop({"表.xlsx": FAILING})
    assert "CELL01" in face.text("#verdict")
    face.click("label.switch")
    assert "CELL01" not in face.text("#verdict")
    assert face.page.is_hidden("#agree-line")
    with face.page.expect_download() as waited:
        face.page.click("#agreed-save")
    assert waited.value.suggested_filename == "表.xlsx"
    given = Path(waited.value.path()).read_bytes()
    assert "CELL01" not in {each.code for each in api.check(given).findings}


def test_two_years_of_one_agency_are_compared(face: Face) -> None:
    face.drop({"甲.xlsx": prior(), "乙.xlsx": PASSING})
    assert face.text("#about-file").startswith("乙.xlsx")
    assert face.text("#last .slot-file") == "甲.xlsx"
    assert "与上年（甲.xlsx）比较" in face.findings.inner_text("body")
    face.click("#last .slot-remove")
    assert "与上年（甲.xlsx）比较" not in face.findings.inner_text("body")
    face.drop({"甲.xlsx": prior()})  # dropped later, it is last year's file still
    assert face.text("#about-file").startswith("乙.xlsx")
    assert face.text("#last .slot-file") == "甲.xlsx"


def test_figures_of_last_year_go_to_the_workbook_that_they_precede(face: Face) -> None:
    figures = (EXAMPLES / "qinghe-2025/last-year.json").read_bytes()
    face.drop({"甲.xlsx": PASSING, "乙.xlsx": FAILING, "上年.json": figures, "别的.json": b"{}"})
    assert face.text("#list .notice") == "没有用到的数据文件：别的.json"
    face.click("#list tbody tr:nth-child(2) button")
    assert face.text("#last .slot-file") == "上年.json"


def test_an_edited_report_is_verified_with_its_workbook(face: Face) -> None:
    face.drop({"改.docx": EDITED, "表.xlsx": PASSING})
    assert face.page.get_attribute("#tab-verify", "aria-selected") == "true"
    assert face.text("#verified-verdict") == "✗ 有 3 项错误。"
    codes = [each.inner_text() for each in face.page.query_selector_all("#verified h4 code")]
    assert codes == ["DOC40", "DOC40", "DOC47", "DOC43"]
    with face.page.expect_download() as waited:
        face.page.click("#verified-mark")
    assert waited.value.suggested_filename == "改（审核）.docx"
    face.rest()
    face.drop({"改.docx": EDITED, "又改.docx": EDITED})
    assert face.text("#verify .job").startswith("一次只能核对一份报告")


def test_a_job_is_stopped_and_the_next_one_is_done(face: Face) -> None:
    face.drop({f"{number}.xlsx": FAILING for number in range(9)}, wait=False)
    face.page.wait_for_selector(".busy button")
    face.page.click(".busy button")
    face.page.wait_for_selector("#check .message")
    assert face.text("#check .job") == "已停止，没有做完。"
    face.drop({"表.xlsx": PASSING})
    assert face.text("#verdict").startswith("✓ 通过")


def test_a_job_is_stopped_while_the_page_still_loads(browser: Browser, file: Path) -> None:
    context = browser.new_context()
    face = Face(context.new_page())
    face.page.goto(file.as_uri())
    face.drop({"表.xlsx": FAILING}, wait=False)
    face.page.click(".busy button")
    face.rest()
    assert face.text("#check .job") == "已停止，没有做完。"
    assert face.page.input_value("#year")
    face.drop({"表.xlsx": PASSING})
    assert face.text("#verdict").startswith("✓ 通过")
    context.close()


def test_a_place_takes_no_file_while_a_job_is_done(face: Face) -> None:
    face.drop({"表.xlsx": PASSING})
    face.page.click("#to-docx")
    face.drop({"上年.xlsx": prior()}, "#last", wait=False)
    face.page.wait_for_timeout(50)  # the file is read
    assert not face.page.is_visible("#last .slot-file")
    face.rest()
    assert not face.page.is_visible("#last .slot-file")


def test_a_file_of_any_name_is_answered(face: Face) -> None:
    face.drop({"~$表.xlsx": b"a lock that Excel leaves"})
    assert face.text("#about-file") == "~$表.xlsx"
    for name in ("constructor", '"><b>.xlsx', "长" * 300):
        face.drop({name: PASSING})
        assert face.text("#about-file").startswith(name)


def test_a_file_is_taken_wherever_it_is_dropped(face: Face) -> None:
    face.drop({"表.xlsx": FAILING}, "footer")
    face.findings.evaluate(
        """() => { const event = new DragEvent("drop", { bubbles: true, cancelable: true,
        dataTransfer: new DataTransfer() }); document.body.dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error("the frame would open the file"); }"""
    )
    face.drop({"上年.xlsx": prior()}, "#last")
    assert face.text("#last .slot-file") == "上年.xlsx"
    face.click("#tab-blank")
    face.drop({"上年.xlsx": prior()})
    assert face.text("#prior .slot-file") == "上年.xlsx"
    assert face.page.input_value("#year") == "2025"
    assert face.page.input_value("#name") == "青禾县人民政府办公室"


def test_links_of_the_findings_stay_in_the_page(face: Face) -> None:
    face.drop({"表.xlsx": FAILING})
    face.findings.click("p.at a >> nth=0")
    assert face.findings.evaluate("document.activeElement.tagName") == "TD"
    assert face.page.evaluate("scrollY") > 1000
    face.findings.click(".group h4 a >> nth=0")
    face.rest()
    assert face.page.get_attribute("#tab-rules", "aria-selected") == "true"
    assert face.page.input_value("#wanted") == "DSP01"
    assert face.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    face.click("#rules-back button")
    assert face.page.get_attribute("#tab-check", "aria-selected") == "true"


def test_the_page_prints_the_findings_alone(face: Face, tmp_path: Path) -> None:
    face.drop({"表.xlsx": FAILING})
    face.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    pages = [each.extract_text() for each in PdfReader(tmp_path / "page.pdf").pages]
    printed = "".join(pages)
    assert printed.count("未通过") == 1
    assert "REQ11" in pages[-1]
    assert "选择文件" not in printed
    assert "许可证" not in printed
    assert face.page.evaluate("document.getElementById('findings').style.width") == ""


def test_the_report_is_printed_by_its_own_page(face: Face) -> None:
    face.drop({"表.xlsx": FAILING})
    face.click("#to-print")
    title = face.page.evaluate("document.getElementById('printer').contentDocument.title")
    assert title.endswith("年政府信息公开工作年度报告（草稿）")
    assert face.text("#done").startswith("草稿已送去打印")
    assert face.page.title() == "政府信息公开工作年度报告"


def test_files_are_saved_by_the_names_of_the_engine(face: Face) -> None:
    def saved(button: str) -> Download:
        with face.page.expect_download() as waited:
            face.page.click(button)
        face.rest()
        return waited.value

    face.drop({"表.xlsx": PASSING})
    name = "青禾县人民政府办公室2025年政府信息公开工作年度报告"
    for to in ("docx", "html", "md"):
        assert saved(f"#to-{to}").suggested_filename == f"{name}.{to}"
        assert face.text("#done") == f"已生成报告：{name}.{to}"
    face.drop({"错.xlsx": FAILING})
    assert saved("#mark").suggested_filename == "错（审核）.xlsx"
    face.click("#tab-blank")
    face.page.fill("#name", "青禾县财政局")
    book = saved("#form .main")
    assert book.suggested_filename.startswith("青禾县财政局-20")
    assert book.path().read_bytes().startswith(b"PK")
