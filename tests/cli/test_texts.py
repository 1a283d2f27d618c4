"""A workbook whose text contradicts its table: both commands stop, and both cells are shown."""

import re
from pathlib import Path

import pytest

from tests.support.command_line import checked, disclose, run
from tests.support.filings import changed
from tests.support.marked_copies import comments
from tests.support.report_names import report_in
from tests.support.workbooks import edited, workbook

TEXT = "健全台账。2025年，本机关新收政府信息公开申请999件。"


@pytest.fixture
def contradicting(tmp_path: Path) -> Path:
    path = tmp_path / "错.xlsx"
    path.write_bytes(workbook(changed(texts={"overview.on_request": TEXT})))
    return path


def test_check_shows_the_sentence_the_cells_and_both_amounts(contradicting: Path) -> None:
    said = disclose("check", contradicting, code=1)
    assert "文字部分!B4  （二）依申请公开\n错误 DOC24" in said
    assert "正文写“新收政府信息公开申请999件”，表格里“新收”是 72（表三!J6）" in said
    assert "原文：2025年，本机关新收政府信息公开申请«999»件。" in said
    english = disclose("check", contradicting, "--lang", "en", code=1)
    assert "the text: 2025年，本机关新收政府信息公开申请«999»件。" in english


def test_json_gives_the_sentence_beside_its_cell(contradicting: Path) -> None:
    [found] = checked(contradicting, code=1)["findings"]
    sentence, figure = found["places"]
    assert sentence == {
        "key": "overview.on_request",
        "sheet": "文字部分",
        "cell": "B4",
        "typed": "999",
        "line": 1,
        "text": "2025年，本机关新收政府信息公开申请999件。",
    }
    assert (figure["sheet"], figure["cell"], figure["typed"]) == ("表三", "J6", "72")


def test_compile_writes_no_report_but_the_marked_copy(contradicting: Path) -> None:
    ran = run("compile", contradicting)
    assert ran.code == 1
    copy = contradicting.with_name("错（审核）.xlsx")
    assert {*contradicting.parent.iterdir()} == {copy, contradicting}
    marked = comments(copy.read_bytes())
    for cell in ("文字部分!B4", "表三!J6"):
        assert marked[cell].startswith("【审核】\n错误 DOC24")
        assert "申请«999»件" in marked[cell]


def test_the_page_links_the_text_and_the_figure(contradicting: Path, tmp_path: Path) -> None:
    page = tmp_path / "findings.html"
    disclose("check", contradicting, "--format", "html", "-o", page, code=1)
    html = page.read_text(encoding="utf-8")
    assert "<mark>999</mark>" in html
    for shown in ("文字部分!B4", "表三!J6"):
        [target] = set(re.findall(rf'<a href="#([^"]+)">{shown}</a>', html))
        assert f'id="{target}"' in html


def test_an_explanation_lets_the_report_be_written(contradicting: Path) -> None:
    cells = {"A4": "DOC24", "B4": "文字部分!B4", "C4": "999；72", "D4": "含代收的申请。"}
    explained = {f"出错说明!{cell}": text for cell, text in cells.items()}
    contradicting.write_bytes(edited(contradicting.read_bytes(), explained))
    [found] = checked(contradicting, code=0)["findings"]
    assert (found["severity"], found["explained"]) == ("warning", True)
    assert run("compile", contradicting, "--to", "md").code == 0
    assert report_in(contradicting.parent, "md").exists()
