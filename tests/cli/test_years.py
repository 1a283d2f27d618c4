"""Years that follow each other, on the command line: real chains and the change of form."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.command_line import checked, disclose, exported, parsed, run
from tests.support.places import EXAMPLES, REAL
from tests.support.real_reports import filled

YEAR_CODES = {"REQ11", "REQ12", "PRO11", "PRO12", "PRO24", "DSP11"}

CHAINS = {
    ("pingtan_2019", "pingtan_2020"): set[tuple[str, str]](),
    ("pingtan_2020", "pingtan_2021"): {
        ("PAST04", ""),
        ("PRO12", "表二!B9 278 → 2293"),
        ("PRO12", "表三!D18 4 → 22"),
        ("PRO12", "表三!J18 4 → 25"),
    },
    ("pingtan_2021", "pingtan_2022"): {
        ("PRO12", "表二!C6 3 → 55"),
        ("PRO12", "表二!B13 42 → 0"),
        ("PRO12", "表三!D16 6 → 1"),
        ("PRO12", "表三!J16 6 → 1"),
        ("PRO12", "表四!F6 12 → 1"),
        ("PRO12", "表四!J6 12 → 1"),
    },
    ("pingtan_2022", "pingtan_2023"): {
        ("PRO11", "表二!D6 470 643"),
        ("PRO12", "表四!J6 1 → 5"),
    },
}
"""What stands in the published reports: worked out by hand from their figures.

2019 and 2020 carry nothing out, the next years nothing in; every list of 2019 goes on unchanged.
2020 breaks REQ02. Across the change of form only what both count is compared: licences 278 and
2293, not held 4 and 22, in all 4 and 25. Repealed 3 and 55; coercion 42 and 0; enforcement files 6
and 1; litigation 12 and 1, then 1 and 5.
698 in force and 77 issued less 132 repealed are 643, 470 are reported.
"""


@pytest.mark.parametrize("years", CHAINS, ids="-".join)
@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_published_years_follow_each_other(
    years: tuple[str, str], kind: str, tmp_path: Path
) -> None:
    last, this = years
    previous = REAL / f"{last}.json" if kind == "json" else filled(last, tmp_path)
    out = disclose(
        *("check", filled(this, tmp_path), "--previous", previous, "--format", "json"),
        *("--lang", "zh"),
        code=1 if this == "pingtan_2020" else 0,
    )
    [file] = parsed(out)["files"]
    assert file["previous"] == previous.name
    assert {each for found in file["findings"] for each in _shown(found)} == CHAINS[years]


def _shown(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    code = found["code"]
    if code == "PRO12":
        changes = re.findall(r"(表.![A-Z]+\d+) .*?(\d+ → \d+)", found["message"])
        return [(code, " ".join(change)) for change in changes]
    if str(code).startswith("PAST"):
        return [(code, "")]
    if code in YEAR_CODES:
        first = found["places"][0]
        return [(code, f"{first['sheet']}!{first['cell']} {found['left']} {found['right']}")]
    return []


def test_a_folder_of_last_years_serves_a_folder_of_workbooks(tmp_path: Path) -> None:
    last = tmp_path / "last"
    this = tmp_path / "this"
    last.mkdir()
    this.mkdir()
    for name in ("pingtan_2021", "pingtan_2022"):
        filled(name, last)
    for name in ("pingtan_2022", "pingtan_2023", "hongze_2023"):
        filled(name, this)
    out = disclose("check", this, "--previous", last, "--format", "json", code=1)
    used = {Path(each["file"]).stem: each["previous"] for each in parsed(out)["files"]}
    assert used == {
        "hongze_2023": None,
        "pingtan_2022": "pingtan_2021.xlsx",
        "pingtan_2023": "pingtan_2022.xlsx",
    }


def test_without_last_year_it_is_said_once_that_nothing_was_compared(tmp_path: Path) -> None:
    files = [filled(name, tmp_path) for name in ("pingtan_2022", "pingtan_2023")]
    out = disclose("check", *files)
    assert out.count("--previous") == 1
    assert all(out.count(code) == 1 for code in YEAR_CODES - {"PRO24"})
    compared = disclose("check", files[1], "--previous", files[0])
    assert "没有给出上年数据" not in compared
    assert checked(files[0], code=0)["previous"] is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = filled("pingtan_2023", tmp_path)
    ran = run("check", file, "--previous", tmp_path / "no.xlsx")
    assert ran.code == 2
    assert "no.xlsx" in ran.err


def test_a_wrong_year_blocks_the_report(tmp_path: Path) -> None:
    file = filled("pingtan_2023", tmp_path)
    out = disclose(
        "compile", file, "--previous", REAL / "pingtan_2021.json", "-o", tmp_path / "r", code=1
    )
    assert "PAST02" in out
    assert [each.name for each in (tmp_path / "r").iterdir()] == ["pingtan_2023（审核）.xlsx"]


def test_a_template_continues_last_year(tmp_path: Path) -> None:
    out = tmp_path / "2022.xlsx"
    disclose("template", "-y", 2022, "--previous", REAL / "pingtan_2021.json", "-o", out)
    figures = exported(out)["figures"]
    assert figures["requests.carried_in[natural]"] == 1
    assert figures["requests.carried_in[business]"] == 0
    assert figures["requests.received[natural]"] == ""
    assert checked(out, code=1)["previous"] == "上年数"


def test_no_template_continues_another_year(tmp_path: Path) -> None:
    out = tmp_path / "2023.xlsx"
    ran = run("template", "-y", 2023, "--previous", REAL / "pingtan_2021.json", "-o", out)
    assert ran.code == 2
    assert "PAST02" in ran.err
    assert not out.exists()


def test_the_stock_of_the_form_of_2019_goes_on_from_last_year(tmp_path: Path) -> None:
    """Items of 2019 and their change: 396, 10, 2648, 126 and 35, none of them changed."""
    out = tmp_path / "2020.xlsx"
    name = "平潭综合实验区管理委员会（全区汇总）"
    previous = REAL / "pingtan_2019.json"
    disclose("template", "-y", 2020, "--body", name, "--previous", previous, "-o", out)
    figures = exported(out)["figures"]
    rows = ("licensing", "other_services", "penalties", "coercion", "fees")
    begun = [figures[f"proactive.{row}[items_last_year]"] for row in rows]
    assert begun == [396, 10, 2648, 126, 35]
    assert figures["proactive.licensing[items_change]"] == ""


def test_the_file_that_a_workbook_was_made_from_is_found_beside_it(tmp_path: Path) -> None:
    """By its content, in the same folder only; without it the sheet 上年数 has the figures."""
    last = tmp_path / "2024.json"
    last.write_bytes((EXAMPLES / "qinghe-2025" / "last-year.json").read_bytes())
    book = tmp_path / "2025.xlsx"
    disclose("template", "--year", 2025, "--previous", last, "-o", book)
    assert f"上年数据：{last.name}（在同一文件夹中找到）\n" in disclose("check", book, code=1)
    [file] = parsed(disclose("check", book, "--format", "json", code=1))["files"]
    assert file["previous"] == last.name
    moved = last.rename(tmp_path / "上年.json")
    assert f"上年数据：{moved.name}（" in disclose("check", book, code=1)
    moved.write_bytes(moved.read_bytes() + b"\n")
    said = disclose("check", book, code=1)
    assert "与上年（上年数）比较" in said
    assert said.count("没有找到生成本表时的上年文件 2024.json") == 1
    [file] = parsed(disclose("check", book, "--previous", moved, "--format", "json", code=1))[
        "files"
    ]
    assert file["previous"] == moved.name


def agency(file: Path) -> Mapping[str, str]:
    """Return the lines of 单位信息."""
    said = exported(file)["body"]
    assert isinstance(said, dict)
    return said


def test_a_template_takes_over_all_about_the_agency_but_the_date(tmp_path: Path) -> None:
    last, out = tmp_path / "last.json", tmp_path / "next.xlsx"
    body = {
        "name": "青禾县财政局（盖章）",
        "code": "9144030071526726xg",
        "rulemaking": "否",
        "website": "https://www.qinghe.example",
        "address": "青禾县人民路1号",
        "telephone": "0000-0000000",
        "date": "2025年1月15日",
        "preparer": "王小禾",
        "level": "部门、乡镇（街道）",
        "blank_as_zero": "是",
    }
    data = {"edition": "cn-2021", "year": 2024, "body": body, "figures": {}, "texts": {}}
    last.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    disclose("template", "--previous", last, "-o", out)
    dropped = {"date", "blank_as_zero"}
    kept = {name: said for name, said in body.items() if name not in dropped}
    assert agency(out) == kept | {"name": "青禾县财政局", "code": "9144030071526726XG"}
    assert exported(out)["year"] == 2025
    cells = load_workbook(out)["单位信息"]
    marked = [cells.cell(row, 1).value for row in range(1, 20) if _carried(cells, row)]
    assert len(marked) == len(kept)
    assert not {"成文日期（必填）", "电子邮箱", "报告年度（必填）"} & set(marked)


def _carried(cells: Worksheet, row: int) -> bool:
    return str(cells.cell(row, 3).value).startswith("沿用上年，请核对。")


def test_another_agency_takes_over_nothing(tmp_path: Path) -> None:
    out = tmp_path / "next.xlsx"
    last = REAL / "pingtan_2021.json"
    disclose("template", "--previous", last, "--body", "青禾县财政局", "-o", out)
    assert agency(out) == {"name": "青禾县财政局"}


def test_the_year_and_the_form_follow_from_last_year(tmp_path: Path) -> None:
    last, out = tmp_path / "last.json", tmp_path / "next.xlsx"
    for form, year, form_after in (
        ("cn-2014", 2016, "cn-2014"),
        ("gz-2017", 2017, "gz-2017"),
        ("gz-2017", 2018, "cn-2019"),
        ("cn-2019", 2020, "cn-2021"),
    ):
        data = {"edition": form, "year": year, "body": {"name": "青禾县财政局"}}
        last.write_text(json.dumps({**data, "figures": {}, "texts": {}}), encoding="utf-8")
        disclose("template", "--previous", last, "-o", out, "--force")
        made = exported(out)
        assert (made["edition"], made["year"]) == (form_after, year + 1)
        assert agency(out) == {"name": "青禾县财政局"}


def test_the_folder_of_this_place_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder given as `.` is the only part of its path."""
    monkeypatch.chdir(tmp_path)
    assert "文件夹 . 里没有" in run("--lang", "zh", "template", "--previous", ".").err
