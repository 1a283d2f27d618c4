"""Names of files and sheets, and what is typed as a figure, told without steering anything."""

import json
import os
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.command_line import checked, disclose, run
from tests.support.filings import edition
from tests.support.hostile.effects import steering, tags
from tests.support.hostile.texts import STEERING, SURROGATES, TEXTS, attacked
from tests.support.workbooks import balanced_workbook, packed, parts

FILES = {
    "line feed": "a\n错误 BOOK01  伪造.xlsx",
    "escape": "a\x1b[31m\x1b]0;evil\x07.xlsx",
    "C1": "a\x9b31m\x85\u2028.xlsx",
    "bidi": "a\u202excod.xlsx",
    "quotes": "a'\"`$(id)&|;.xlsx",
    "dots": "..xlsx",
    "dash": "-o.xlsx",
    "220 bytes": "长" * 72 + ".xlsx",
    "markup": "<script>alert(1)<\\script>.xlsx",
    "template": "{{7*7}}%s{0}.xlsx",
    "no Unicode": os.fsdecode(b"a\xff\xfe.xlsx"),
}


@pytest.fixture(params=FILES)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name = FILES[request.param]
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    path.write_bytes(balanced_workbook())
    return path


def test_a_file_is_called_by_its_name_and_nothing_is_written_elsewhere(
    path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran = [
        run("check", path, "--mark"),
        run("check", path.parent),
        run("compile", path, "--to", "md", "-o", out),
        run("export", path, "-o", out / "a.json"),
        run("audit", path),
        run("import", path),
    ]
    assert [each.code for each in ran] == [0, 0, 0, 0, 2, 2]
    for each in ran:
        assert steering(each.out + each.err) == set()
        assert "\n错误 BOOK01" not in each.out + each.err
    stem = path.name.removesuffix(".xlsx")
    written = {each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.*")}
    assert written == {
        *(f"in/{path.name}", f"in/{stem}（审核）.xlsx", "out/a.json"),
        "out/青禾县人民政府办公室2025年政府信息公开工作年度报告.md",
    }


@pytest.mark.parametrize("to", ["json", "sarif", "junit", "html"])
@pytest.mark.parametrize("path", ["line feed", "C1", "no Unicode"], indirect=True)
def test_what_programs_read_holds_the_name_and_steers_no_terminal(path: Path, to: str) -> None:
    ran = run("check", path, "--format", to)
    assert ran.code == 0
    assert steering(ran.out) == set()
    if to == "json":
        [file] = json.loads(ran.out)["files"]
        assert file["file"] == str(path)
    elif to == "sarif":
        assert len(json.loads(ran.out)["runs"]) == 1
    elif to == "junit":
        [suite] = ET.fromstring(ran.out.encode()).iter("testsuite")  # noqa: S314 - our own
        assert "\n" not in suite.attrib["name"]
    else:
        assert tags(ran.out)["script"] == 0


SHEETS = {
    "quote": "it's",
    "formula": "=1+1",
    "brackets": "[evil.xlsx]x",
    "line feed": "a&#10;错误 BOOK01  伪造",
    "C1": "a&#x9b;31m",
    "bidi": "a&#x202e;b",
    "markup": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "template": "{{7*7}}",
    "2,000 letters": "x" * 2000,
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_called_by_its_name(name: str, tmp_path: Path) -> None:
    contents = parts(balanced_workbook())
    book = contents["xl/workbook.xml"].decode()
    assert book.count('name="表四"') == 1
    changed = book.replace('name="表四"', f'name="{SHEETS[name]}"').encode()
    path, page = tmp_path / "a.xlsx", tmp_path / "a.html"
    path.write_bytes(packed({**contents, "xl/workbook.xml": changed}))
    ran = run("check", path)
    assert "BOOK08" in ran.out
    assert steering(ran.out) == set()
    assert "\n错误 BOOK01" not in ran.out
    ran = run("check", path, "--mark", "--format", "html", "-o", page)
    assert steering(page.read_text("utf-8") + ran.err) == set()
    assert tags(page.read_text("utf-8"))["script"] == 0
    sheets = re.findall('<sheet [^>]*name="([^"]*)"', _workbook(tmp_path / "a（审核）.xlsx"))
    assert len(sheets) == book.count("<sheet ") + 1


def _workbook(path: Path) -> str:
    return parts(path.read_bytes())["xl/workbook.xml"].decode()


TYPED = [STEERING, SURROGATES, "9" * 999, *TEXTS.values()]
"""Of many in one table a message shows the first ten, cut: of all others there is the cell."""


def test_a_text_in_the_place_of_a_figure_is_quoted_everywhere(tmp_path: Path) -> None:
    form = edition()
    keys = [key for key in form.figures if key not in form.fills][: len(TYPED)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(attacked(figures=dict(zip(keys, TYPED, strict=True))))
    places = [
        place
        for found in checked(path, 1)["findings"]
        for place in found["places"]
        if place["key"] in keys
    ]
    typed = {place["key"]: place["typed"] for place in places}
    said = {key: text for key, text in zip(keys, TYPED, strict=True) if typed.get(key) == text}
    assert len(said) >= len(TYPED) - 2, set(TYPED) - set(typed.values())
    for to in ("text", "json", "sarif", "junit", "html"):
        out = disclose("check", path, "--format", to, code=1)
        assert steering(out) == set(), to
        assert to != "junit" or ET.fromstring(out.encode()) is not None  # noqa: S314 - our own
        assert to != "html" or tags(out)["script"] == tags(out)["onerror"] == 0
    disclose("check", path, "--mark", code=1)
    marked = (tmp_path / "a（审核）.xlsx").read_bytes()
    listed = load_workbook(BytesIO(marked)).worksheets[0]
    assert not [cell for row in listed.iter_rows() for cell in row if cell.data_type == "f"]
    shown = "".join(str(cell.value) for row in listed.iter_rows() for cell in row)
    assert TEXTS["formula"] in shown
    assert "\x1b" not in shown
