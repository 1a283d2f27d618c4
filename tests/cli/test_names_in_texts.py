"""Names of figures in texts, from the workbook to the verified report, as a user runs it."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.command_line import disclose, run
from tests.support.places import EXAMPLES
from tests.support.report_names import report_in

SENTENCE = EXAMPLES / "sentence"
WORKBOOK = SENTENCE / "filled.xlsx"
FIGURES = 244
"""Numbers of the report: 234 of the same filing without names in its texts, and 10 names."""


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_a_report_of_texts_with_names_verifies(suffix: str) -> None:
    said = disclose("verify", report_in(SENTENCE / "report", suffix), WORKBOOK)
    assert f"应有 {FIGURES} 个数，找到 {FIGURES} 个" in said
    assert said.endswith("报告里的数与工作簿一致。\n")


def test_a_number_of_a_sentence_that_someone_edits_is_heard(tmp_path: Path) -> None:
    text = report_in(SENTENCE / "report", "md").read_text(encoding="utf-8")
    assert text.count("自然人提出41件") == 1
    report = tmp_path / "改过.md"
    report.write_text(text.replace("自然人提出41件", "自然人提出42件"), encoding="utf-8")
    done = run("verify", report, WORKBOOK)
    assert done.code == 1
    assert "42" in done.out


def test_a_name_is_a_content_control_in_word_and_a_data_element_on_the_page() -> None:
    key = "requests.received[natural]"
    word = ZipFile(report_in(SENTENCE / "report", "docx")).read("word/document.xml").decode()
    paragraph = next(each for each in word.split("<w:p>") if "应办理的申请都登记了台账" in each)
    assert re.findall(r'<w:tag w:val="([^"]*)"', paragraph)[:2] == [
        "requests.received[total]",
        key,
    ]
    page = report_in(SENTENCE / "report", "html").read_text(encoding="utf-8")
    shown = f'<data class="fig" data-key="{key}" value="41">41</data>件'
    assert f"自然人提出{shown}" in page.replace('<span class="whole">', "")


def test_export_keeps_the_text_as_typed(tmp_path: Path) -> None:
    output = tmp_path / "figures.json"
    disclose("export", WORKBOOK, "-o", output)
    exported = json.loads(output.read_text(encoding="utf-8"))
    typed = json.loads((SENTENCE / "figures.json").read_text(encoding="utf-8"))
    assert exported["texts"] == typed["texts"]


def test_an_unknown_name_blocks_the_report_and_is_marked(tmp_path: Path) -> None:
    content = json.loads((SENTENCE / "figures.json").read_text(encoding="utf-8"))
    content["texts"]["problems"] = "年末仍有【结转】件申请没有办结。下一步压缩期限。"
    figures, workbook = tmp_path / "figures.json", tmp_path / "filled.xlsx"
    figures.write_text(json.dumps(content), encoding="utf-8")
    disclose("fill", figures, "-o", workbook)
    done = run("compile", workbook, "-o", tmp_path / "report")
    assert done.code == 1
    assert "BOOK60" in done.out
    assert [each.name for each in (tmp_path / "report").glob("*")] in ([], ["filled（审核）.xlsx"])
    [marked] = tmp_path.glob("**/filled（审核）.xlsx")
    comments = [name for name in ZipFile(marked).namelist() if "comment" in name]
    assert any("BOOK60" in ZipFile(marked).read(name).decode() for name in comments)
    done = run("compile", workbook, "-o", tmp_path / "draft", "--draft", "--to", "md")
    assert "年末仍有【结转】件申请" in report_in(tmp_path / "draft", "md", draft=True).read_text(
        "utf-8"
    )
