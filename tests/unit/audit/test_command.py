"""`disclose audit` as a user runs it."""

from pathlib import Path

from tests.command_line import disclose, parsed, run
from tests.unit.audit.reports import NEW, OLD


def _file(folder: Path, text: str) -> Path:
    path = folder / "报告.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_exit_codes(tmp_path: Path) -> None:
    sound = _file(tmp_path, NEW + "新收申请3件，上年结转1件。")
    assert "没有发现算术错误" in disclose("audit", sound)
    disclose("audit", _file(tmp_path, OLD + "行政复议1件，其中维持2件。"), code=1)
    assert "DOC31" in disclose("audit", _file(tmp_path, "一封信。"), code=2)
    assert run("audit", tmp_path / "none.txt").code == 2


def test_json_names_line_and_text(tmp_path: Path) -> None:
    path = _file(tmp_path, OLD + "行政复议1件，其中维持2件。")
    [file] = parsed(disclose("audit", path, "--format", "json", code=1))["files"]
    [found] = file["findings"]
    assert (file["verdict"], file["year"], file["edition"]) == ("fail", 2017, "gz-2017")
    assert (found["code"], found["left"], found["right"], found["difference"]) == (
        ("DOC21", 2, 1, 1)
    )
    assert found["places"] == [
        {"line": 5, "text": "维持2件"},
        {"line": 5, "text": "行政复议1件"},
    ]


def test_the_result_goes_to_a_file(tmp_path: Path) -> None:
    path = _file(tmp_path, NEW + "新收申请3件，上年结转1件。")
    assert disclose("audit", path, "-o", tmp_path / "out.txt") == ""
    assert "没有发现算术错误" in (tmp_path / "out.txt").read_text(encoding="utf-8")
