"""The commands: exit codes, where results go, what is refused."""

import os
from datetime import date
from pathlib import Path

import pytest

from disclose.core.season import report_year
from tests.support.command_line import checked, disclose, exported, parsed, run
from tests.support.editions import edited as faulty
from tests.support.places import EXAMPLES
from tests.support.report_names import report_in
from tests.support.workbooks import balanced_workbook, edited

WRONG = {"表四!E6": 7}


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "青禾县.xlsx"
    path.write_bytes(balanced_workbook())
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "错.xlsx"
    path.write_bytes(edited(balanced_workbook(), WRONG))
    return path


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04")
    return path


# ------------------------------------------------------------------ check


def test_exit_codes(right: Path, wrong: Path, unreadable: Path) -> None:
    assert run("check", right).code == 0
    assert run("check", wrong).code == 1
    assert run("check", unreadable).code == 2
    assert run("check", right, wrong).code == 1
    assert run("check", right, wrong, unreadable).code == 2


def test_the_result_goes_to_standard_output_and_is_plain(wrong: Path) -> None:
    ran = run("check", wrong)
    assert ran.err == ""
    assert "\x1b" not in ran.out
    verdict = f"{wrong}  未通过：强制性错误 1 项（DSP01），须改正后再上报。\n"
    assert ran.out.startswith(f"{verdict}\n{wrong}  表四!E6  行政复议 · 总计\n错误 DSP01  ")
    assert ran.out.endswith(verdict)


def test_a_folder_stands_for_its_workbooks(right: Path, wrong: Path) -> None:
    (right.parent / "~$青禾县.xlsx").write_bytes(b"lock of an open program")
    (right.parent / "说明.txt").write_text("不是工作簿", encoding="utf-8")
    data = parsed(disclose("check", right.parent, "--format", "json", code=1))
    assert [Path(file["file"]).name for file in data["files"]] == [wrong.name, right.name]


def test_a_folder_without_workbooks_is_an_error(tmp_path: Path) -> None:
    ran = run("check", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path} 里没有 .xlsx 文件。" in ran.err


def test_the_result_goes_to_a_file(wrong: Path, tmp_path: Path) -> None:
    for format_, start in (("text", f"{wrong}  未通过："), ("json", '{\n "schema"')):
        out = tmp_path / "审核" / f"{format_}.txt"
        assert disclose("check", wrong, "--format", format_, "-o", out, code=1) == ""
        assert out.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("html", b"<!DOCTYPE html>"),
        ("sarif", b'{\n "$schema"'),
        ("junit", b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites '),
    ],
)
def test_every_format_goes_to_standard_output_or_a_file(
    wrong: Path, tmp_path: Path, format_: str, start: bytes
) -> None:
    out = tmp_path / "结果" / f"审核.{format_}"
    said = disclose("check", wrong, "--format", format_, code=1)
    assert said.encode().startswith(start)
    assert disclose("check", wrong, "--format", format_, "-o", out, code=1) == ""
    assert out.read_bytes() == said.encode()


def test_sarif_carries_the_exit_code(right: Path, wrong: Path, unreadable: Path) -> None:
    for code, files in ((0, [right]), (1, [right, wrong]), (2, [wrong, unreadable])):
        [run_] = parsed(disclose("check", *files, "--format", "sarif", code=code))["runs"]
        assert run_["invocations"][0]["exitCode"] == code


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
@pytest.mark.parametrize("format_", ["text", "json", "html", "sarif", "junit"])
def test_a_name_that_is_no_unicode_is_written(wrong: Path, tmp_path: Path, format_: str) -> None:
    odd = tmp_path / os.fsdecode("\u8868".encode("gbk") + b".xlsx")
    odd.write_bytes(wrong.read_bytes())
    out = tmp_path / "out"
    assert run("check", odd, "--format", format_, "-o", out).code == 1
    assert "\\udcb1" in out.read_text(encoding="utf-8")


def test_audit_and_import_take_text_and_json_only(wrong: Path) -> None:
    assert run("audit", wrong, "--format", "html").code == 2
    assert run("import", wrong, "--format", "sarif").code == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    ran = run("check", tmp_path / "没有.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "没有.xlsx 打不开" in ran.err


def test_an_unknown_format_is_refused(right: Path) -> None:
    ran = run("check", right, "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert "xml" in ran.err


# ------------------------------------------------------------------ template


def test_a_blank_workbook(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    said = disclose("template", "-y", 2025, "--body", "青禾县", "-o", path)
    assert said == f"已写出 {path}\n"
    file = checked(path, code=1)
    assert (file["year"], file["body"]) == (2025, "青禾县")
    errors = [each["code"] for each in file["findings"] if each["severity"] == "error"]
    assert errors == ["CELL12", *["CELL02"] * 3, "TXT02", "TXT03", "TXT10"]


def test_the_name_of_a_blank_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    disclose("template", "-y", 2025)
    disclose("template", "-y", 2024, "--body", "青禾县")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "政府信息公开年报-2025.xlsx",
        "青禾县-2024.xlsx",
    ]


def test_a_filled_workbook_is_not_overwritten(right: Path) -> None:
    before = right.read_bytes()
    ran = run("template", "-y", 2025, "-o", right)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"没有写出 {right}：已有这个工作簿，里面可能有填好的数。\n"
        "请用 -o 换一个位置；确定不再要原来的内容，就加 --force 覆盖。\n"
    )
    assert right.read_bytes() == before
    disclose("template", "-y", 2025, "-o", right, "--force")
    assert right.read_bytes() != before


def test_the_same_blank_workbook_may_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    disclose("template", "-y", 2025, "-o", path)
    disclose("template", "-y", 2025, "-o", path)


def test_a_year_of_another_form_is_refused(tmp_path: Path) -> None:
    ran = run("template", "-e", "cn-2021", "-y", 2019, "-o", tmp_path / "x.xlsx")
    assert ran.code == 2
    assert "cn-2021 适用的报告年度是 2021–，不含 2019" in ran.err
    assert not (tmp_path / "x.xlsx").exists()


def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    ran = run("template", "-e", "cn-2012", "-o", tmp_path / "x.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "DEF09" in ran.err
    assert "cn-2021" in ran.err


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 15), 2025),
        (date(2026, 6, 30), 2025),
        (date(2026, 7, 1), 2026),
        (date(2026, 12, 31), 2026),
    ],
)
def test_the_report_year_without_a_word(today: date, year: int) -> None:
    assert report_year(today) == year


# ------------------------------------------------------------------ fill and export


def test_out_and_in_again(right: Path, tmp_path: Path) -> None:
    for to in ("json", "csv"):
        figures, back = tmp_path / f"数.{to}", tmp_path / f"{to}.xlsx"
        disclose("export", right, "--to", to, "-o", figures)
        disclose("fill", figures, "-o", back)
        assert exported(back) == exported(right)
        assert checked(back, code=0)["findings"] == []


def test_fill_names_the_workbook_after_the_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "数.json").write_text('{"edition": "cn-2021", "year": 2025}', encoding="utf-8")
    assert disclose("fill", "数.json") == "已写出 数.xlsx\n"
    ran = run("fill", "数.json")
    assert ran.code == 0
    (tmp_path / "数.json").write_text('{"edition": "cn-2021", "year": 2024}', encoding="utf-8")
    assert run("fill", "数.json").code == 0
    book = tmp_path / "数.xlsx"
    book.write_bytes(edited(book.read_bytes(), {"表四!E6": 7}))
    assert run("fill", "数.json").code == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "BOOK40"),
        ('{"figures": {"requests": 1}}', "BOOK41"),
        ('{"year": "x"}', "BOOK42"),
        ('{"edition": "cn-2012"}', "DEF09"),
        ('{"texts": {"problems": "' + "长" * 32_768 + '"}}', "BOOK44"),
    ],
)
def test_a_figures_file_that_cannot_be_taken(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "数.json"
    path.write_text(text, encoding="utf-8")
    ran = run("fill", path, "-o", tmp_path / "x.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert f"错误 {code}" in ran.err
    assert code == "DEF09" or ran.err.startswith(str(path))
    assert not (tmp_path / "x.xlsx").exists()


# ------------------------------------------------------------------ compile


def test_a_fragment_is_written_beside_the_other_formats(right: Path) -> None:
    folder = right.parent
    disclose("compile", right, "--to", "md", "--fragment", "--draft")
    draft = report_in(folder, "fragment.html", draft=True)
    assert "草稿" in draft.read_text(encoding="utf-8")
    disclose("compile", right, "--to", "md", "--fragment")
    assert report_in(folder, "md").exists()
    fragment = report_in(folder, "fragment.html")
    assert fragment.read_text(encoding="utf-8").startswith("<div")


def test_compile_writes_the_report_beside_the_workbook(right: Path) -> None:
    said = disclose("compile", right, "--to", "md, html")
    report = right.with_name("青禾县人民政府办公室2025年政府信息公开工作年度报告.md")
    assert said.splitlines()[-3:] == [
        f"已写出 {report}",
        f"已写出 {report.with_suffix('.html')}",
        f"{right}  通过：没有强制性错误，可以上报。",
    ]
    assert "青禾县" in report.read_text(encoding="utf-8")


def test_errors_block_a_final_report_and_not_a_draft(wrong: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告"
    ran = run("compile", wrong, "--to", "md", "-o", out)
    assert ran.code == 1
    assert "DSP01" in ran.out
    assert "没有生成报告" in ran.err
    assert [each.name for each in out.iterdir()] == ["错（审核）.xlsx"]
    ran = run("compile", wrong, "--to", "md", "-o", out, "--draft")
    assert ran.code == 1
    [draft] = out.glob("*.md")
    assert draft.name == "青禾县人民政府办公室2025年政府信息公开工作年度报告（草稿）.md"
    first, *_, written, last = ran.out.splitlines()
    assert first == last
    assert last.startswith(f"{wrong}  未通过：")
    assert written == f"已写出 {draft}"
    assert "草稿" in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("to", ["doc", "docx,xml", "", ","])
def test_formats_that_do_not_exist_are_refused(to: str, right: Path) -> None:
    ran = run("compile", right, "--to", to)
    assert (ran.code, ran.out) == (2, "")
    assert "--to 只能是" in ran.err


# ------------------------------------------------------------------ explain and editions


def test_explain_takes_small_letters() -> None:
    assert disclose("explain", "req01") == disclose("explain", "REQ01")
    assert "新收 ＋ 上年结转 ＝ 总计 ＋ 结转下年度" in disclose("explain", "REQ01")


def test_an_unknown_code_is_answered_with_near_ones() -> None:
    ran = run("explain", "REQ21")
    assert (ran.code, ran.out) == (2, "")
    assert "没有代码 REQ21" in ran.err
    assert "REQ11" in ran.err


def test_a_code_is_explained_by_an_example() -> None:
    page, _, example = disclose("explain", "REQ01").partition("例子（examples/broken/REQ01）")
    assert "依据：国办公开办函〔2021〕30号 附件三" in page
    assert "$ disclose check REQ01.xlsx" in example
    assert "错误 REQ01" in example
    assert "〔退出码 1〕" in example


def test_a_rule_of_ones_own_is_explained_without_an_example(tmp_path: Path) -> None:
    own = ("--editions", EXAMPLES / "province" / "editions")
    assert "→" in disclose("explain", "HNP01", *own)
    assert "例子" not in disclose("explain", "HNP01", *own)
    assert "例子" in disclose("explain", "REQ01", *own)
    changed = faulty(tmp_path, ("rules.toml", "第一项加第二项不等于", "两项之和不等于")).parent
    assert "例子" not in disclose("explain", "REQ01", "--editions", changed)


def test_editions_are_listed() -> None:
    assert "cn-2021  2021–  国家统一格式（2021年版）  国办公开办函〔2021〕30号" in disclose(
        "editions"
    )


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_further_editions_stand_before_or_behind_the_command(
    tmp_path: Path, *, before: bool
) -> None:
    folder = faulty(tmp_path, ("edition.toml", "国家统一格式", "本省格式")).parent
    option = ("--editions", folder)
    command = (*option, "editions") if before else ("editions", *option)
    assert "cn-2021  2021–  本省格式（2021年版）" in disclose(*command)


# ------------------------------------------------------------------ places that cannot be written


def test_a_place_that_cannot_be_written_is_named(right: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    below = tmp_path / "file" / "x"
    for command in (
        ("check", right, "-o", below),
        ("export", right, "-o", below),
        ("template", "-y", 2025, "-o", below),
        ("compile", right, "--to", "md", "-o", below),
    ):
        ran = run(*command)
        assert ran.code == 2, command
        assert f"没有写出 {tmp_path / 'file'}：这是文件，不是文件夹。" in ran.err


def test_a_failed_write_leaves_what_was_there(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = right.parent / "数.json"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = run("export", right, "-o", target, "--force")
    assert ran.code == 2
    assert "磁盘已满" in ran.err
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in right.parent.iterdir()) == ["数.json", right.name]
