"""What the page is told: answers, files, and one message if something cannot be done."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from disclose import api
from disclose.browser.desk import VERBS, Desk, function_of
from disclose.page.program import program
from tests.support.places import EXAMPLES
from tests.support.workbooks import balanced_workbook, edited

ABOUT = json.dumps(
    {
        "version": "1.0",
        "fingerprint": "0123",
        "levels": ["县级汇总"],
        "own": {},
        "editions": [{"id": "cn-2021", "title": {"zh": "国家统一格式", "en": "National form"}}],
    }
)
WRONG = {"表四!E6": 7}
BOOK = "青禾县.xlsx"


def asked(
    verb: str, args: Mapping[str, Any], files: Mapping[str, bytes] | None = None, own: str = ""
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the answer of a desk and the files with it."""
    text, out = Desk(ABOUT, own).answer(
        json.dumps({"verb": verb, "args": dict(args)}), list((files or {}).items())
    )
    return json.loads(text), {name: data for name, _, data in out}


@pytest.fixture(scope="module")
def wrong() -> bytes:
    return edited(balanced_workbook(), WRONG)


def test_about_speaks_both_languages() -> None:
    told, _ = asked("about", {"lang": "en"})
    assert told["data"]["editions"] == [{"id": "cn-2021", "title": "National form"}]
    assert told["data"]["fingerprint"] == "0123"
    told, _ = asked("about", {})
    assert told["data"]["editions"][0]["title"] == "国家统一格式"


def test_a_blank_workbook_is_that_of_the_command() -> None:
    told, files = asked("template", {"year": 2025, "name": "青禾县人民政府办公室"})
    body = {"name": "青禾县人民政府办公室"}
    made = api.template(api.edition_for(2025), 2025, body)
    assert files == {"青禾县人民政府办公室-2025.xlsx": made}
    assert told["data"] == {"year": 2025, "edition": "cn-2021", "findings": []}


def test_what_is_chosen_in_the_page_is_in_the_workbook() -> None:
    chosen = {"year": 2025, "name": "甲局", "level": "县级汇总", "blank_as_zero": True}
    _, files = asked("template", chosen)
    body = {"name": "甲局", "level": "县级汇总", "blank_as_zero": "是"}
    assert files == {"甲局-2025.xlsx": api.template(api.edition_for(2025), 2025, body)}


def test_the_year_after_last_years_file() -> None:
    last = (EXAMPLES / "qinghe-2025" / "filled.xlsx").read_bytes()
    told, files = asked("template", {"name": "", "previous": "去年.xlsx"}, {"去年.xlsx": last})
    assert told["data"]["year"] == 2026
    assert list(files) == ["青禾县人民政府办公室-2026.xlsx"]


def test_last_years_file_that_cannot_be_used_is_one_message() -> None:
    told, files = asked("template", {"previous": "去年.xlsx"}, {"去年.xlsx": b"not a workbook"})
    assert "BOOK01" in told["error"]
    assert not files


def test_a_workbook_with_errors(wrong: bytes) -> None:
    told, _ = asked("check", {"workbook": BOOK}, {BOOK: wrong})
    data = told["data"]
    assert (data["verdict"], data["ready"], data["file"]) == ("fail", False, BOOK)
    assert data["title"].startswith("未通过：强制性错误 1 项（DSP01")
    assert data["counts"]["error"] == 1
    assert "<script" not in data["html"]
    [file] = json.loads(data["json"])["files"]
    assert (file["verdict"], file["file"]) == ("fail", BOOK)


def test_blank_cells_are_reported_as_0_by_one_answer() -> None:
    blank = edited(balanced_workbook(), {"表四!A6": ""})
    told, _ = asked("check", {"workbook": BOOK}, {BOOK: blank})
    assert told["data"]["can_agree_blanks"]
    assert told["data"]["counts"]["error"] > 0
    _, files = asked("agree_blanks", {"workbook": BOOK}, {BOOK: blank})
    told, _ = asked("check", {"workbook": BOOK}, files)
    assert not told["data"]["can_agree_blanks"]
    assert "CELL01" not in told["data"]["json"]


def test_a_file_that_is_no_workbook() -> None:
    told, _ = asked("check", {"workbook": BOOK, "lang": "en"}, {BOOK: b"%PDF-1.7"})
    assert told["data"]["verdict"] == "unreadable"
    assert told["data"]["title"] == "could not be read; nothing was checked."
    for verb in ("mark", "compile"):
        refused, files = asked(verb, {"workbook": BOOK, "to": ["md"]}, {BOOK: b"%PDF-1.7"})
        assert refused["error"].startswith(BOOK)
        assert not files


def test_a_report_is_final_or_a_draft(wrong: bytes) -> None:
    right = (EXAMPLES / "qinghe-2025" / "filled.xlsx").read_bytes()
    told, files = asked("compile", {"workbook": BOOK, "to": ["md", "docx"]}, {BOOK: right})
    assert told["data"]["draft"] is False
    assert sorted(Path(name).suffix for name in files) == [".docx", ".md"]
    told, files = asked("compile", {"workbook": BOOK, "to": ["md"]}, {BOOK: wrong})
    assert told["data"]["draft"] is True
    assert all(name.endswith("（草稿）.md") for name in files)


def test_every_code_has_its_page() -> None:
    told, _ = asked("explain", {"lang": "en"})
    pages = told["data"]
    codes = [each["code"] for each in pages]
    assert {"REQ01", "BOOK01", "DOC20", "GZH01"} <= set(codes)
    assert pages[0]["severity"] == "error"
    assert all(each["text"].startswith(each["code"]) for each in pages)


def test_an_unforeseen_error_is_one_message(monkeypatch: pytest.MonkeyPatch, wrong: bytes) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("disclose.browser.desk.function_of", lambda _: broken)
    told, _ = asked("check", {"workbook": BOOK}, {BOOK: wrong})
    assert told["error"].startswith("程序出了意外，没有做完。请把这个文件发给提供本页的单位")
    assert "ZeroDivisionError" in told["error"]
    assert "Traceback" not in told["error"]


def test_every_verb_has_its_function() -> None:
    for name in VERBS:
        assert callable(function_of(name))


RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from disclose import api
from disclose.browser.desk import Desk
desk = Desk(sys.argv[2])
light = sorted(sys.modules)
while desk.prepare():
    pass
data = open(sys.argv[3], "rb").read()
asked = json.dumps({"verb": "check", "args": {"workbook": "a.xlsx"}})
told, _ = desk.answer(asked, [("a.xlsx", data)])
args = {"workbook": "a.xlsx", "to": ["docx", "html", "md"]}
asked = json.dumps({"verb": "compile", "args": args})
made, files = desk.answer(asked, [("a.xlsx", data)])
[word] = [made for name, _, made in files if name.endswith(".docx")]
asked = json.dumps({"verb": "mark_report", "args": {"workbook": "a.xlsx", "report": "b.docx"}})
verified, marked = desk.answer(asked, [("a.xlsx", data), ("b.docx", word)])
names = [name for name, _, _ in [*files, *marked]]
print(json.dumps([light, *map(json.loads, (told, made, verified)), names]))
"""


def test_the_program_of_the_page_needs_nothing_but_itself(tmp_path: Path) -> None:
    """Without site-packages: what is not packed is not there."""
    for name, data in program().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    book = EXAMPLES / "qinghe-2025" / "filled.xlsx"
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", RUN]
    ran = subprocess.run(
        [*command, str(tmp_path), ABOUT, str(book)],
        capture_output=True,
        check=True,
        timeout=100,
    )
    light, told, made, verified, names = json.loads(ran.stdout)
    assert told["data"]["verdict"] == "pass"
    assert made["data"]["draft"] is False
    assert verified["data"]["verdict"] == "pass"
    assert len(names) == 4
    heavy = {"decimal", "jinja2", "tomllib", "disclose.api.workbooks", "disclose.checks.run"}
    assert not heavy & set(light)
