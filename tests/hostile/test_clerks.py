"""What clerks do to workbooks: one clear finding each, the right exit code, never a traceback."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.support.command_line import checked, run
from tests.support.workbooks import Cell, apply, balanced_workbook

Odd: TypeAlias = tuple[str, str, Mapping[str, Cell], list[str], int]

CUT = {"formula": "SUM(D6:H6,L6)", "value": "67"}
DIVIDED = {"formula": "1/0", "error": "#DIV/0!"}

ODD: list[Odd] = [
    ("untouched", "", {}, [], 0),
    ("a total typed over, right", "", {"表三!J6": 72}, ["FORM01"], 0),
    ("a total typed over, wrong", "", {"表四!E6": 7}, ["DSP01"], 1),
    ("cut and paste", "", {"表三!J6": CUT}, ["FORM02"], 0),
    ("saved without results", "never calculated", {}, ["FORM04"], 0),
    ("text in a number cell", "", {"表二!B9": "一百二十"}, ["CELL03"], 1),
    ("full-width digits", "", {"表二!B9": "１２０"}, ["CELL05"], 0),
    ("an error value", "", {"表二!B9": DIVIDED}, ["CELL04"], 1),
    ("a deleted sheet", "sheet deleted", {}, ["BOOK07"], 1),
    ("a foreign workbook", "foreign", {}, ["BOOK06"], 2),
    ("a password", "password", {}, ["BOOK02"], 2),
    ("truncated", "truncated", {}, ["BOOK04"], 2),
    ("an .xls renamed", "xls", {}, ["BOOK03"], 2),
    ("a CSV renamed", "CSV renamed", {}, ["BOOK01"], 2),
    ("an empty file", "empty", {}, ["BOOK01"], 2),
]


@pytest.mark.parametrize(
    ("maker", "cells", "codes", "exit_code"), [each[1:] for each in ODD], ids=[o[0] for o in ODD]
)
def test_one_clear_finding(
    maker: str, cells: Mapping[str, Cell], codes: list[str], exit_code: int, tmp_path: Path
) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(apply(balanced_workbook(), maker, cells))
    before = path.read_bytes()
    file = checked(path, exit_code)
    assert [each["code"] for each in file["findings"]] == codes
    assert file["verdict"] == ("pass", "fail", "unreadable")[exit_code]
    assert path.read_bytes() == before


@pytest.mark.parametrize("exit_code", [0, 1, 2])
def test_export_needs_a_readable_workbook_not_a_right_one(exit_code: int, tmp_path: Path) -> None:
    maker, cells = {0: ("", {}), 1: ("", {"表四!E6": 7}), 2: ("foreign", {})}[exit_code]
    path = tmp_path / "filled.xlsx"
    path.write_bytes(apply(balanced_workbook(), maker, cells))
    ran = run("export", path)
    assert ran.code == (2 if exit_code == 2 else 0)
    assert ("BOOK06" in ran.err) == (exit_code == 2)
    assert bool(ran.out) == (exit_code != 2)


@pytest.mark.parametrize(
    ("maker", "cells", "exit_code"), [(m, c, e) for _, m, c, _, e in ODD], ids=[o[0] for o in ODD]
)
def test_a_draft_is_made_of_whatever_can_be_read(
    maker: str, cells: Mapping[str, Cell], exit_code: int, tmp_path: Path
) -> None:
    path, out = tmp_path / "filled.xlsx", tmp_path / "out"
    path.write_bytes(apply(balanced_workbook(), maker, cells))
    ran = run("compile", path, "--draft", "-o", out)
    assert ran.code == exit_code
    made = sorted(each.name for each in out.iterdir()) if out.exists() else []
    drafts = ["）.docx", "）.html", "）.md", "）.pdf"]
    assert [each.partition("（草稿")[2] for each in made] == ([] if exit_code == 2 else drafts)
