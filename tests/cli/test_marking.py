"""`check --mark`, `--strict`, and a blocked `compile`: names, places, exit codes, nothing lost."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.command_line import disclose, parsed, run
from tests.support.marked_copies import changed, comments, faulty
from tests.support.report_names import report_in
from tests.support.workbooks import balanced_workbook, edited, parts


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "错.xlsx"
    path.write_bytes(faulty({"表四!E6": 7}))
    return path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "疑.xlsx"
    path.write_bytes(faulty({"表二!D5": 1}))
    return path


def saved_by_someone(path: Path) -> bytes:
    book = load_workbook(path)
    book["表四"]["A6"] = 4
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return out.getvalue()


def test_a_marked_copy_stands_beside_its_file_which_stays(wrong: Path) -> None:
    before = wrong.read_bytes()
    ran = run("check", wrong, "--mark")
    copy = wrong.with_name("错（审核）.xlsx")
    assert ran.code == 1
    assert ran.err == f"已写出 {copy}\n"
    assert comments(copy.read_bytes())["表四!E6"].startswith("【审核】\n错误 DSP01")
    assert wrong.read_bytes() == before
    first = copy.read_bytes()
    assert run("check", wrong, "--mark").err == f"已写出 {copy}\n"
    assert copy.read_bytes() == first


def test_the_result_in_json_stays_json(wrong: Path) -> None:
    assert parsed(disclose("check", wrong, "--mark", "--format", "json", code=1))["files"]


def test_a_copy_that_someone_has_corrected_is_not_overwritten(wrong: Path) -> None:
    disclose("check", wrong, "--mark", code=1)
    copy = wrong.with_name("错（审核）.xlsx")
    work = saved_by_someone(copy)
    ran = run("check", wrong, "--mark")
    second = wrong.with_name("错（审核2）.xlsx")
    assert ran.err == (
        f"错（审核）.xlsx 已有人改过，新的副本另存为 错（审核2）.xlsx。\n已写出 {second}\n"
    )
    assert copy.read_bytes() == work
    assert run("check", wrong, "--mark", "--lang", "en").err.startswith(
        "错（审核）.xlsx was changed since, so the new copy is 错（审核2）.xlsx.\n"
    )
    saved_by_someone(second)
    said = run("check", wrong, "--mark", "--lang", "en").err
    edited = "错（审核）.xlsx, 错（审核2）.xlsx"
    assert said.startswith(f"{edited} were changed since, so the new copy is 错（审核3）.xlsx.\n")


def test_a_copy_in_which_a_program_has_changed_a_cell_is_kept_and_read(wrong: Path) -> None:
    disclose("check", wrong, "--mark", code=1)
    copy = wrong.with_name("错（审核）.xlsx")
    work = edited(copy.read_bytes(), {"表四!E6": 3})
    copy.write_bytes(work)
    second = wrong.with_name("错（审核2）.xlsx")
    assert run("check", wrong, "--mark").err.endswith(f"已写出 {second}\n")
    assert copy.read_bytes() == work
    files = parsed(disclose("check", wrong.parent, "--format", "json", code=1))["files"]
    assert {Path(each["file"]).name for each in files} == {"错（审核）.xlsx", wrong.name}


def test_a_marked_copy_is_marked_beside_itself(wrong: Path) -> None:
    disclose("check", wrong, "--mark", code=1)
    copy = wrong.with_name("错（审核）.xlsx")
    before = copy.read_bytes()
    ran = run("check", copy, "--mark")
    assert ran.err == f"已写出 {wrong.with_name('错（审核2）.xlsx')}\n"
    assert copy.read_bytes() == before
    assert wrong.with_name("错（审核2）.xlsx").read_bytes() == before


def test_in_a_folder_unchanged_copies_are_passed_over(wrong: Path) -> None:
    disclose("check", wrong, "--mark", code=1)
    ran = run("check", wrong.parent, "--format", "json")
    assert [Path(each["file"]).name for each in parsed(ran.out)["files"]] == [wrong.name]
    [line] = [line for line in ran.err.splitlines() if "没有改动过的标注副本" in line]
    assert line.endswith("错（审核）.xlsx")
    saved_by_someone(wrong.with_name("错（审核）.xlsx"))
    files = parsed(disclose("check", wrong.parent, "--format", "json", code=1))["files"]
    assert len(files) == 2


def test_in_a_folder_unchanged_copies_of_any_name_are_passed_over(wrong: Path) -> None:
    copy = wrong.with_name("退回.xlsx")
    disclose("check", wrong, "--mark", "-o", copy, code=1)
    ran = run("check", wrong.parent, "--format", "json")
    assert [Path(each["file"]).name for each in parsed(ran.out)["files"]] == [wrong.name]
    [line] = [line for line in ran.err.splitlines() if "没有改动过的标注副本" in line]
    assert line.endswith("退回.xlsx")
    ran = run("rollup", wrong.parent, "-o", wrong.parent / "汇总", "--format", "json")
    [passed] = parsed(ran.out)["files"][0]["account"]["not_looked_at"]
    assert Path(passed["file"]).name == "退回.xlsx"
    saved_by_someone(copy)
    files = parsed(disclose("check", wrong.parent, "--format", "json", code=1))["files"]
    assert sorted(Path(each["file"]).name for each in files) == ["退回.xlsx", wrong.name]


def test_an_unreadable_file_gets_no_copy(wrong: Path) -> None:
    bad = wrong.with_name("坏.xlsx")
    bad.write_bytes(b"PK\x03\x04")
    assert run("check", bad, wrong, "--mark").code == 2
    assert not bad.with_name("坏（审核）.xlsx").exists()
    assert wrong.with_name("错（审核）.xlsx").exists()


def test_a_part_that_cannot_be_changed_is_told_and_the_others_are_marked(wrong: Path) -> None:
    bad = wrong.with_name("a.xlsx")
    types = {"[Content_Types].xml": b"<Types"}
    bad.write_bytes(changed(wrong.read_bytes(), lambda each: each.update(types)))
    ran = run("check", bad, wrong, "--mark")
    assert ran.code == 2
    assert "[Content_Types].xml 损坏或过大，写不出标注副本" in ran.err
    assert wrong.with_name("错（审核）.xlsx").exists()


def test_a_file_without_findings_gets_a_copy_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "青禾县.xlsx"
    path.write_bytes(balanced_workbook())
    disclose("check", path, "--mark")
    copy = load_workbook(path.with_name("青禾县（审核）.xlsx"))
    assert copy["问题清单"]["A5"].value == "没有发现问题。"


def test_strict_blocks_until_it_is_explained(doubtful: Path) -> None:
    assert run("check", doubtful, "--mark").code == 0
    assert run("check", doubtful, "--strict").code == 1
    copy = doubtful.with_name("疑（审核）.xlsx")
    copy.write_bytes(edited(copy.read_bytes(), {"出错说明!D4": "由市政府授权制定。"}))
    assert run("check", copy, "--strict").code == 0
    [file] = parsed(disclose("check", doubtful, "--strict", "--format", "json", code=1))["files"]
    assert file["verdict"] == "fail"


def test_a_blocked_report_leaves_a_marked_copy_where_it_would_stand(
    wrong: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "报告"
    ran = run("compile", wrong, "-o", folder)
    assert ran.code == 1
    assert [each.name for each in folder.iterdir()] == ["错（审核）.xlsx"]
    assert f"已写出 {folder / '错（审核）.xlsx'}" in ran.err
    assert "没有生成报告" in ran.err


def test_strict_blocks_a_report_as_well(doubtful: Path, tmp_path: Path) -> None:
    assert run("compile", doubtful, "--strict", "-o", tmp_path / "甲").code == 1
    assert run("compile", doubtful, "-o", tmp_path / "乙").code == 0
    made = sorted(each.suffix for each in (tmp_path / "乙").iterdir())
    assert made == [".docx", ".html", ".md", ".pdf"]


def test_explanations_make_an_annex(doubtful: Path, tmp_path: Path) -> None:
    disclose("check", doubtful, "--mark")
    copy = doubtful.with_name("疑（审核）.xlsx")
    copy.write_bytes(edited(copy.read_bytes(), {"出错说明!D4": "经 2 次核对，\n属实。"}))
    disclose("compile", copy, "--strict", "--annex", "-o", tmp_path / "报告")
    text = report_in(tmp_path / "报告", "md").read_text(encoding="utf-8")
    annex = text.partition("# 附件：出错说明")[2].split("\n\n")
    assert [each.strip() for each in annex[1:-1]] == [
        "### 1.关于规章“填了规章，但看不出本单位有规章制定权”的说明",
        "核对的两个数分别为1和0。",
        "经 2 次核对，",
        "属实。",
    ]
    html = report_in(tmp_path / "报告", "html").read_text(encoding="utf-8")
    assert "附件：出错说明" in html
    word = parts(report_in(tmp_path / "报告", "docx").read_bytes())["word/document.xml"].decode()
    assert "附件：出错说明" in word
    disclose("compile", copy, "-o", tmp_path / "另")
    assert "出错说明" not in report_in(tmp_path / "另", "md").read_text(encoding="utf-8")


def test_an_explanation_of_the_years_outlives_a_check_without_last_year(tmp_path: Path) -> None:
    book, lines = tmp_path / "书.xlsx", {"出错说明!A4": "PRO11", "出错说明!B4": "表二!D6"}
    lines |= {"出错说明!C4": "470；643", "出错说明!D4": "并入乡镇文件。"}
    book.write_bytes(edited(balanced_workbook(), dict(lines)))
    assert "BOOK19" not in disclose("check", book)
    disclose("compile", book, "--annex", "-o", tmp_path / "报告")
    text = report_in(tmp_path / "报告", "md").read_text(encoding="utf-8")
    annex = text.partition("# 附件：出错说明")[2].split("\n\n")
    assert [each.strip() for each in annex[1:-1]] == [
        "### 1.关于“现行有效不等于上年现行有效加本年制发减本年废止”的说明",
        "涉及行政规范性文件（现行有效件数），数据为470；643。",
        "并入乡镇文件。",
    ]
    assert "一致" in disclose("verify", report_in(tmp_path / "报告", "docx"), book)
