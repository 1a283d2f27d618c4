"""Names that attack a roll-up: its database, its workbook, its lists, its page, its terminal."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from disclose.api import executors
from tests.support.command_line import run
from tests.support.executors import Here
from tests.support.hostile.effects import steering, tags
from tests.support.hostile.texts import STEERING, TEXTS, attacked

NAMES: Mapping[str, str] = {
    name: TEXTS[name] for name in ("SQL", "formula", "markup", "template", "typst", "path", "DDE")
} | {"steering": STEERING, "line feed": "甲局\n错误 ROLL99  伪造", "quote": "a\"b'c\\"}


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(executors, "_processes", lambda *_: Here())
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number, name in enumerate(NAMES.values()):
        body = {"name": name, "code": f"'); DROP TABLE file; -- {number}"}
        (folder / f"{number}.xlsx").write_bytes(attacked(body))
    roster = tmp_path / "r.csv"
    listed = '"\'); DROP TABLE body; --",\n"<script>alert(1)</script>",\n"x\x1b[31m\u202e",\n'
    roster.write_text(f"name,parent\n{listed}", encoding="utf-8")
    each_counts = [f"--use={number}.xlsx" for number in range(len(NAMES))]
    for options in (["-o", tmp_path / "listed", "--roster", roster], ["-o", out, *each_counts]):
        ran = run("rollup", folder, *options)
        assert ran.code in {0, 1}, ran.err
        assert steering(ran.out + ran.err) == set()
        assert "\n错误 ROLL99" not in ran.out
    page = (tmp_path / "listed" / "overview.html").read_text("utf-8")
    assert tags(page)["script"] == 0
    return out


def test_names_are_values_in_the_database_and_text_everywhere(out: Path) -> None:
    with closing(sqlite3.connect(out / "rollup.sqlite")) as database:
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        named = "select name from sqlite_master where type in ('table', 'view')"
        tables = {name for (name,) in database.execute(named)}
        assert {"file", "body", "result"} <= tables
        cells = {
            str(cell)
            for table in sorted(tables)
            for row in database.execute(f'select * from "{table}"')  # noqa: S608 - a test
            for cell in row
        }
    said = {" ".join(each.split()) for each in cells}
    for name in NAMES.values():
        assert " ".join(name.split()) in said, name
    [book] = out.glob("*.xlsx")
    for sheet in load_workbook(book).worksheets:
        formulas = [
            str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        ]
        assert not [each for each in formulas if "HYPERLINK" in each or "cmd" in each]
    page = (out / "overview.html").read_text("utf-8")
    assert steering(page) == set()
    assert tags(page)["script"] == tags(page)["img"] == 0
    inside = {each.relative_to(out.parent).parts[0] for each in out.parent.rglob("*")}
    assert inside == {"in", "out", "listed", "r.csv"}
