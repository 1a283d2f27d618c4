"""Commands choose the form of the report year, and name the right one beside a wrong one."""

from pathlib import Path

from tests.support.command_line import checked, disclose, exported, run
from tests.support.places import EXAMPLES


def test_a_workbook_whose_form_is_not_given_gives_no_figures_and_no_report(tmp_path: Path) -> None:
    book = EXAMPLES / "province" / "filled.xlsx"
    refused = run("export", book, "-o", tmp_path / "数.json")
    assert refused.code == 2
    assert "本工作簿用的是 hn-2021 格式，没有找到这种格式" in refused.err
    compiled = run("compile", book, "--to", "md", "-o", tmp_path)
    assert compiled.code == 1
    assert [each.name for each in tmp_path.iterdir()] == ["filled（审核）.xlsx"]
    forms = EXAMPLES / "province" / "editions"
    disclose("export", book, "--editions", forms, "-o", tmp_path / "数.json")


def test_the_command_chooses_by_the_year_and_names_the_right_form(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    disclose("template", "-y", 2019, "-o", path)
    assert exported(path)["edition"] == "cn-2019"
    ran = run("template", "-e", "cn-2021", "-y", 2019, "-o", tmp_path / "wrong.xlsx")
    assert ran.code == 2
    assert "cn-2019" in ran.out + ran.err


def test_a_report_in_the_wrong_form_is_an_error_that_names_the_right_one(tmp_path: Path) -> None:
    figures = tmp_path / "late.json"
    figures.write_text('{"edition": "cn-2019", "year": 2022, "figures": {}}', encoding="utf-8")
    disclose("fill", figures, "-o", tmp_path / "late.xlsx")
    findings = checked(tmp_path / "late.xlsx", code=1)["findings"]
    [wrong] = [each for each in findings if each["code"] == "CELL10"]
    assert wrong["severity"] == "error"
    assert "cn-2021" in wrong["message"]
