"""`compile --charts` on the command line; what is drawn does not disturb who reads the report."""

from pathlib import Path

import pytest

from tests.support.command_line import disclose, exported
from tests.support.report_names import report_in
from tests.support.workbooks import balanced_workbook


@pytest.fixture(name="filled")
def _filled(tmp_path: Path) -> Path:
    book = tmp_path / "filled.xlsx"
    book.write_bytes(balanced_workbook())
    return book


def test_charts_are_drawn_if_asked_for(filled: Path) -> None:
    disclose("compile", filled, "--to", "html")
    page = report_in(filled.parent, "html")
    assert "<svg" not in page.read_text(encoding="utf-8")
    disclose("compile", filled, "--to", "html", "--charts")
    assert page.read_text(encoding="utf-8").count("<svg") == 2


@pytest.mark.parametrize("to", ["docx", "html", "pdf"])
def test_a_report_with_charts_is_imported_as_one_without(to: str, filled: Path) -> None:
    disclose("compile", filled, "--to", to, "--charts")
    back = filled.parent / "back"
    disclose("import", report_in(filled.parent, to), "-o", back.with_suffix(".json"))
    disclose("fill", back.with_suffix(".json"), "-o", back.with_suffix(".xlsx"))
    assert exported(back.with_suffix(".xlsx"))["figures"] == exported(filled)["figures"]


def test_an_unknown_chart_in_a_template_is_told(filled: Path) -> None:
    folder = filled.parent / "templates"
    folder.mkdir()
    (folder / "report.md.j2").write_text("# 报告\n:::chart applicant\n", encoding="utf-8")
    told = disclose("template-check", folder, "-e", "cn-2021", code=1)
    assert ":::chart applicant" in told
