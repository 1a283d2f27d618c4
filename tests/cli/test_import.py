"""`disclose import` as a user runs it: reports that we compiled, and the published PDF."""

from pathlib import Path

import pytest

from tests.support.command_line import disclose, parsed, run
from tests.support.filings import edition
from tests.support.places import REAL, SHARED
from tests.support.real_reports import COMPILED, compiled, errors, given, wanted
from tests.support.report_names import report_in

PUBLISHED = SHARED / "reports" / "documents"
"""Where a published report may lie beside the checkout; it is not part of the project."""


@pytest.mark.parametrize("name", COMPILED)
def test_our_own_reports_are_read_back_exactly(name: str, tmp_path: Path) -> None:
    folder, source = compiled(name, tmp_path), given(name)
    for suffix in ("docx", "html", "pdf", "md"):
        back = parsed(disclose("import", report_in(folder, suffix)))
        assert back["figures"] == wanted(name), suffix
        assert list(back["figures"]) == list(edition().figures)
        assert (back["edition"], back["year"]) == (source["edition"], source["year"])
        assert back["body"] == {"name": source["body"]["name"]}


def test_what_is_imported_can_be_filled_in_and_checked(tmp_path: Path) -> None:
    folder = compiled("pingtan_2022", tmp_path)
    figures, book = tmp_path / "back.json", tmp_path / "back.xlsx"
    said = disclose("import", report_in(folder, "html"), "-o", figures)
    assert "读到 200 个数，共 200 个" in said
    disclose("fill", figures, "-o", book)
    # No table holds the fee: the workbook has lines for it, and they are still blank.
    blank = dict.fromkeys(("fees.notices", "fees.due", "fees.received"), "")
    exported = parsed(disclose("export", book))["figures"]
    assert exported == {**given("pingtan_2022")["figures"], **blank}


def test_contradictions_are_told_and_the_figures_stay_as_published(tmp_path: Path) -> None:
    page = report_in(compiled("pingtan_2022", tmp_path), "md")
    text = page.read_text(encoding="utf-8")
    key, row = "requests.carried_out[natural]", '<th colspan="3">四、结转下年度继续办理</th><td>'
    assert row in text
    page.write_text(text.replace(row, f"{row}9"), encoding="utf-8")
    ran = run("import", page, "--format", "json")
    assert ran.code == 1
    [file] = parsed(ran.err)["files"]
    assert {code for code, *_ in errors_of(file)} == {"DOC05", "REQ01", "REQ03"}
    published = given("pingtan_2022")["figures"][key]
    assert parsed(ran.out)["figures"][key] == int(f"9{published}")


def errors_of(file: dict[str, list[dict[str, str]]]) -> list[tuple[str, ...]]:
    """The codes at error level; some of these findings have no place."""
    return [(each["code"],) for each in file["findings"] if each["severity"] == "error"]


def test_results_and_findings_have_their_own_streams(tmp_path: Path) -> None:
    page = report_in(compiled("pingtan_2022", tmp_path), "html")
    alone = run("import", page)
    assert parsed(alone.out)["edition"] == "cn-2021"
    assert "200" in alone.err
    beside = run("import", page, "-o", tmp_path / "f.json", "--format", "json")
    assert parsed(beside.out)["files"][0]["verdict"] == "pass"
    assert parsed((tmp_path / "f.json").read_text(encoding="utf-8")) == parsed(alone.out)


def test_work_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    page, target = report_in(compiled("pingtan_2022", tmp_path), "html"), tmp_path / "f.json"
    target.write_text("mine")
    assert run("import", page, "-o", target).code == 2
    assert target.read_text() == "mine"
    disclose("import", page, "-o", target, "--force")
    assert parsed(target.read_text(encoding="utf-8"))["year"] == 2022


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"not a document", "DOC01"),
        ("a.xlsx", b"PK\x03\x04", "DOC01"),
        ("a.txt", "没有表格".encode(), "DOC03"),
    ],
)
def test_foreign_documents_end_with_code_2_and_no_file(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = run("import", tmp_path / name, "-o", tmp_path / "f.json")
    assert ran.code == 2
    assert code in ran.out
    assert not (tmp_path / "f.json").exists()
    assert run("import", tmp_path / name).out == ""


def test_an_unknown_edition_and_a_missing_file_end_with_code_2(tmp_path: Path) -> None:
    assert run("import", tmp_path / "none.pdf").code == 2
    (tmp_path / "a.txt").write_text("a")
    assert "DEF09" in run("import", tmp_path / "a.txt", "-e", "cn-1999").err


def test_the_published_pdf_is_read_to_the_last_figure(tmp_path: Path) -> None:
    report = PUBLISHED / "hongze_2023.pdf"
    if not report.is_file():
        pytest.skip("the published report does not lie beside the checkout")
    figures = tmp_path / "f.json"
    ran = run("import", report, "-o", figures, "--format", "json")
    assert ran.code == 1
    published = parsed((REAL / "hongze_2023.json").read_text(encoding="utf-8"))
    back = parsed(figures.read_text(encoding="utf-8"))
    assert back["figures"] == published["figures"]
    assert (back["edition"], back["year"]) == ("cn-2021", 2023)
    [file] = parsed(ran.out)["files"]
    found = [each["code"] for each in file["findings"]]
    assert sorted(found) == ["DOC05", "DOC08", "DOC09", "DSP01", "DSP01"]
    assert errors({"findings": [each for each in file["findings"] if each["places"]]}) == [
        ("DSP01", "disputes.reconsideration[total]", 0, 11),
        ("DSP01", "disputes.litigation_after_reconsideration[total]", 0, 5),
    ]
