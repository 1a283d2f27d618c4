"""`disclose audit` as a user runs it."""

from pathlib import Path

import pytest

from tests.support.audited import NEW, OLD
from tests.support.command_line import disclose, parsed, run
from tests.support.places import EXAMPLES
from tests.support.report_names import report_in


def _file(folder: Path, text: str) -> Path:
    path = folder / "报告.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_exit_codes(tmp_path: Path) -> None:
    sound = _file(tmp_path, NEW + "新收申请3件，其中自然人2件、法人或其他组织1件。")
    assert "没有发现算术错误" in disclose("audit", sound)
    disclose("audit", _file(tmp_path, OLD + "行政复议1件，其中维持2件。"), code=1)
    assert "DOC31" in disclose("audit", _file(tmp_path, "一封信。"), code=2)
    assert run("audit", tmp_path / "none.txt").code == 2


def test_json_names_line_and_text(tmp_path: Path) -> None:
    path = _file(tmp_path, OLD + "行政复议1件，其中维持2件。")
    [file] = parsed(disclose("audit", path, "--format", "json", code=1))["files"]
    [found] = file["findings"]
    assert (file["verdict"], file["year"], file["edition"]) == ("fail", 2017, "cn-2014")
    assert (found["code"], found["left"], found["right"], found["difference"]) == (
        ("DOC21", 2, 1, 1)
    )
    assert found["places"] == [
        {"line": 5, "text": "维持2件"},
        {"line": 5, "text": "行政复议1件"},
    ]


def test_the_result_goes_to_a_file(tmp_path: Path) -> None:
    path = _file(tmp_path, NEW + "新收申请3件，其中自然人2件、法人或其他组织1件。")
    assert disclose("audit", path, "-o", tmp_path / "out.txt") == ""
    assert "没有发现算术错误" in (tmp_path / "out.txt").read_text(encoding="utf-8")


EXAMPLE = EXAMPLES / "qinghe-2025" / "report"


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_a_compiled_report_is_sound_in_every_format(suffix: str) -> None:
    [file] = parsed(disclose("audit", report_in(EXAMPLE, suffix), "--format", "json"))["files"]
    assert (file["verdict"], file["findings"]) == ("pass", [])


def test_a_table_changed_by_one_contradicts_itself_and_the_text(tmp_path: Path) -> None:
    """The total of new requests, 49 in the text: 48 in the table breaks REQ01 and REQ03 as well."""
    text = report_in(EXAMPLE, "md").read_text(encoding="utf-8")
    row = "<td>41</td><td>6</td><td>0</td><td>0</td><td>2</td><td>0</td><td>49</td>"
    assert text.count(row) == 1
    path = tmp_path / "报告.md"
    path.write_text(text.replace(row, row.replace("49", "48")), encoding="utf-8")
    [file] = parsed(disclose("audit", path, "--format", "json", code=1))["files"]
    assert [each["code"] for each in file["findings"]] == ["DOC24", "REQ01", "REQ03"]


def test_a_city_is_not_asked_whether_it_may_make_rules(tmp_path: Path) -> None:
    text = report_in(EXAMPLE, "md").read_text(encoding="utf-8").replace("青禾县", "淮安市")
    row = "<tr><th>规章</th><td>0</td><td>0</td><td>0</td></tr>"
    assert text.count(row) == 1
    path = tmp_path / "报告.md"
    path.write_text(text.replace(row, row.replace("<td>0", "<td>2")), encoding="utf-8")
    [file] = parsed(disclose("audit", path, "--format", "json"))["files"]
    assert file["findings"] == []


def test_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    ran = run("audit", path)
    assert (ran.code, "DOC01" in ran.err) == (2, True)
