"""Where commands write: never over an input, never over work that somebody has done since."""

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from disclose.api import executors
from tests.support.command_line import disclose, run
from tests.support.executors import Here
from tests.support.report_names import report_in
from tests.support.rolled import write_filed
from tests.support.workbooks import balanced_workbook, edited

# ------------------------------------------------------------------ an output that is an input

INPUTS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", "甲.xlsx"),
    "check several": ("check", "乙.xlsx", "甲.xlsx"),
    "check --previous": ("check", "乙.xlsx", "--previous", "甲.xlsx"),
    "check --format json": ("check", "甲.xlsx", "--format", "json"),
    "check --format html": ("check", "甲.xlsx", "--format", "html"),
    "check --format sarif": ("check", "甲.xlsx", "--format", "sarif"),
    "check --format junit": ("check", "甲.xlsx", "--format", "junit"),
    "check --mark": ("check", "甲.xlsx", "--mark"),
    "check --mark --previous": ("check", "乙.xlsx", "--mark", "--previous", "甲.xlsx"),
    "export": ("export", "甲.xlsx"),
    "export --to csv": ("export", "甲.xlsx", "--to", "csv"),
    "fill": ("fill", "甲.xlsx"),
    "template --previous": ("template", "-y", "2025", "--previous", "甲.xlsx"),
    "audit": ("audit", "甲.xlsx"),
    "audit --format json": ("audit", "甲.xlsx", "--format", "json"),
    "import": ("import", "甲.xlsx"),
    "verify, the report": ("verify", "甲.xlsx", "乙.xlsx"),
    "verify, the workbook": ("verify", "乙.xlsx", "甲.xlsx", "--format", "json"),
    "verify --previous": ("verify", "乙.xlsx", "乙.xlsx", "--previous", "甲.xlsx"),
}
"""Commands that read 甲.xlsx, and could write to it with `-o`."""


def the_same(path: Path) -> Path:
    return path


def roundabout(path: Path) -> Path:
    return path.parent / "里" / ".." / path.name


def relative(path: Path) -> Path:
    return Path(os.path.relpath(path))


def symlink(path: Path) -> Path:
    link = path.with_name("软链.xlsx")
    link.symlink_to(path)
    return link


def through_a_folder(path: Path) -> Path:
    link = path.parent / "软链"
    link.symlink_to(path.parent, target_is_directory=True)
    return link / path.name


def hard_link(path: Path) -> Path:
    link = path.with_name("硬链.xlsx")
    link.hardlink_to(path)
    return link


NAMES = (the_same, roundabout, relative, symlink, through_a_folder, hard_link)
"""The other names that a file may have; each takes its path."""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two files that no command can read: they are refused before."""
    (tmp_path / "里").mkdir()
    for name in ("甲.xlsx", "乙.xlsx"):
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


@pytest.mark.parametrize("named", NAMES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("command", INPUTS)
def test_an_output_that_is_an_input_is_refused_before_anything_is_read(
    command: str, named: Callable[[Path], Path], inputs: Path
) -> None:
    first, *rest = INPUTS[command]
    source = inputs / "甲.xlsx"
    output = named(source)
    arguments = [inputs / each if each.endswith(".xlsx") else each for each in rest]
    before = {each.name: each.stat().st_mtime_ns for each in inputs.iterdir()}
    ran = run(first, *arguments, "-o", output, *(["--force"] if named is symlink else []))
    assert (ran.code, ran.out) == (2, "")
    assert f"没有写出 {output}：它就是输入文件" in ran.err
    assert source.read_bytes() == "甲.xlsx".encode()
    assert {each.name: each.stat().st_mtime_ns for each in inputs.iterdir()} == before


FOLDERS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "check": (("check", "夹"), "夹/甲.xlsx"),
    "check --mark": (("check", "甲.xlsx", "--mark", "--previous", "夹"), "夹/甲.xlsx"),
    "export": (("export", "甲.xlsx", "--editions", "夹"), "夹/xx/edition.toml"),
    "verify": (("verify", "a.md", "甲.xlsx", "--template", "夹"), "夹/report.md.j2"),
    "check --previous": (("check", "甲.xlsx", "--previous", "夹"), "夹/上年.json"),
    "a pattern": (("rollup", "夹/*.xlsx"), "夹/汇总.xlsx"),
    "a named workbook": (("rollup", "夹/汇总.xlsx"), "夹/汇总.xlsx"),
    "a hard link": (("rollup", "夹"), "out/汇总.xlsx"),
    "--roster": (("rollup", "甲.xlsx", "--roster", "夹/figures.csv"), "夹/figures.csv"),
    "--previous": (("rollup", "甲.xlsx", "--previous", "夹"), "夹/rollup.sqlite"),
}
"""Commands that read files in a folder, and one of these files, to which they would write."""


@pytest.mark.parametrize("command", FOLDERS)
def test_a_file_in_an_input_folder_is_an_input(command: str, inputs: Path) -> None:
    (first, *rest), member = FOLDERS[command]
    target = inputs / member
    (inputs / "夹" / "xx").mkdir(parents=True)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"before")
    if command == "a hard link":
        (inputs / "夹" / "丙.xlsx").hardlink_to(target)
    arguments = [each if each.startswith("-") else inputs / each for each in rest]
    output = target.parent if first == "rollup" else target
    ran = run(first, *arguments, "-o", output)
    assert (ran.code, ran.out) == (2, "")
    assert "就是输入文件" in ran.err
    assert target.read_bytes() == b"before"


def test_findings_may_go_to_the_folder_that_was_checked_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").write_bytes(balanced_workbook())
    for to in ("json", "html", "text"):
        for _ in range(2):
            disclose("check", tmp_path, "--format", to, "-o", tmp_path / f"结果.{to}")


def test_a_report_is_not_written_into_a_file(inputs: Path) -> None:
    ran = run("compile", inputs / "甲.xlsx", "-o", inputs / "甲.xlsx" / "里")
    assert ran.code == 2
    assert f"没有写出 {inputs / '甲.xlsx'}：这是文件，不是文件夹。" in ran.err
    assert (inputs / "甲.xlsx").read_bytes() == "甲.xlsx".encode()


def test_a_report_is_not_written_over_an_input(sources: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / f"{REPORT}.md"
    lexicon.write_bytes(b"entries = []")
    for output in (tmp_path, lexicon):
        arguments = ("--to", "md", "-o", output, "--lexicon", lexicon, "--force")
        ran = run("compile", sources / "甲.xlsx", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "就是输入文件" in ran.err
        assert lexicon.read_bytes() == b"entries = []"


# ------------------------------------------------------------------ an output that is there


def raw(data: bytes) -> bytes:
    """A text, page or PDF to which somebody has added something."""
    return data.replace(b"\n", b"\n ", 1)


def rewritten(data: bytes) -> bytes:
    """A Word document in which somebody has changed a word; all else is as it was."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "word/document.xml":
                part = part.replace("公开".encode(), "公布".encode(), 1)
            target.writestr(entry, part)
    return out.getvalue()


def filled_in(data: bytes) -> bytes:
    return edited(data, {"表四!F9": 12})


def saved_by_openpyxl(data: bytes) -> bytes:
    book = load_workbook(BytesIO(data))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


Edit = Callable[[bytes], bytes]

REPORT = "青禾县人民政府办公室2025年政府信息公开工作年度报告"
"""The name of the report of 甲.xlsx."""

WRITTEN: Mapping[str, tuple[tuple[str, ...], str, Edit]] = {
    "template": (("template", "-y", "2025"), "空白.xlsx", filled_in),
    "template, saved": (("template", "-y", "2025"), "空白.xlsx", saved_by_openpyxl),
    "fill": (("fill", "数.json"), "表.xlsx", filled_in),
    "export": (("export", "甲.xlsx"), "数据.json", raw),
    "export --to csv": (("export", "甲.xlsx", "--to", "csv"), "数据.csv", raw),
    "import": (("import", "报告.md"), "数据.json", raw),
    "check": (("check", "甲.xlsx"), "结果.txt", raw),
    "check --format html": (("check", "甲.xlsx", "--format", "html"), "结果.html", raw),
    "check --format junit": (("check", "甲.xlsx", "--format", "junit"), "结果.xml", raw),
    "check --mark": (("check", "甲.xlsx", "--mark"), "审核.xlsx", filled_in),
    "check --mark, saved": (("check", "甲.xlsx", "--mark"), "审核.xlsx", saved_by_openpyxl),
    "verify": (("verify", "报告.md", "甲.xlsx"), "结果.txt", raw),
    "audit": (("audit", "报告.md"), "结果.txt", raw),
    "compile docx": (("compile", "甲.xlsx", "--to", "docx"), f"{REPORT}.docx", rewritten),
    "compile html": (("compile", "甲.xlsx", "--to", "html"), f"{REPORT}.html", raw),
    "compile md": (("compile", "甲.xlsx", "--to", "md"), f"{REPORT}.md", raw),
    "compile fragment": (
        ("compile", "甲.xlsx", "--to", "md", "--fragment"),
        f"{REPORT}.fragment.html",
        raw,
    ),
    "compile pdf": (("compile", "甲.xlsx", "--to", "pdf"), f"{REPORT}.pdf", raw),
    "compile draft": (
        ("compile", "甲.xlsx", "--draft", "--to", "docx"),
        f"{REPORT}（草稿）.docx",
        rewritten,
    ),
}
"""Commands, the file that each writes, and how somebody changes it."""

TO_A_FOLDER = ("compile",)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook, its report and its figures."""
    folder = tmp_path_factory.mktemp("sources")
    book = folder / "甲.xlsx"
    book.write_bytes(balanced_workbook())
    disclose("compile", book, "--to", "md", "-o", folder / "x")
    report_in(folder / "x", "md").rename(folder / "报告.md")
    disclose("export", book, "-o", folder / "数.json")
    return folder


def write(command: str, sources: Path, target: Path, *more: str) -> tuple[int, str]:
    """Run a command that writes `target`; return its exit code and standard error."""
    arguments, _, _ = WRITTEN[command]
    known = {each.name for each in sources.iterdir()}
    given = [sources / each if each in known else each for each in arguments]
    ran = run(*given, "-o", target.parent if arguments[0] in TO_A_FOLDER else target, *more)
    return ran.code, ran.err


@pytest.fixture
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / "写" / WRITTEN[request.getfixturevalue("command")][1]


each_command = pytest.mark.parametrize("command", WRITTEN)


@each_command
def test_a_file_as_we_wrote_it_is_written_again_and_an_edited_one_is_not(
    command: str, sources: Path, target: Path
) -> None:
    assert write(command, sources, target)[0] == 0
    first = target.read_bytes()
    assert write(command, sources, target)[0] == 0
    assert target.read_bytes() == first
    theirs = WRITTEN[command][2](first)
    assert theirs != first
    target.write_bytes(theirs)
    code, err = write(command, sources, target)
    assert code == 2
    assert f"没有写出 {target}：已有这" in err
    assert "就加 --force 覆盖" in err
    assert target.read_bytes() == theirs
    assert [each.name for each in target.parent.iterdir() if each.name.startswith(".")] == []
    assert write(command, sources, target, "--force")[0] == 0
    assert target.read_bytes() == first


@each_command
def test_what_is_no_file_of_ours(command: str, sources: Path, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes("别人的".encode())
    code, err = write(command, sources, target)
    assert (code, target.read_bytes()) == (2, "别人的".encode())
    assert "不是本程序写的，或写出后有人改过" in err
    target.write_bytes(b"")
    assert write(command, sources, target)[0] == 0
    target.chmod(0o444)
    code, err = write(command, sources, target)
    assert code == 2
    assert "只读" in err
    target.unlink()
    if "--mark" not in WRITTEN[command][0]:  # the copy would be written into the folder
        target.mkdir()
        code, err = write(command, sources, target, "--force")
        assert code == 2
        assert f"没有写出 {target}：这是文件夹，要的是文件名。\n" in err
        assert err.endswith("请用 -o 换一个位置。\n")
        target.rmdir()
    os.mkfifo(target)
    code, err = write(command, sources, target, "--force")
    assert code == 2
    assert "这是设备或管道，不是文件" in err


@pytest.mark.parametrize("to", ["json", "sarif"])
def test_findings_for_programs_are_replaced(to: str, sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "结果"
    (tmp_path / "乙.xlsx").write_bytes(edited(balanced_workbook(), {"表四!E6": 7}))
    disclose("check", sources / "甲.xlsx", "--format", to, "-o", target)
    first = target.read_bytes()
    disclose("check", tmp_path / "乙.xlsx", "--format", to, "-o", target, code=1)
    assert target.read_bytes() != first


def test_an_afternoon_of_corrections_needs_no_force(tmp_path: Path) -> None:
    book, folder = tmp_path / "甲.xlsx", tmp_path / "报告"
    for amount in (1, 2, 3):
        book.write_bytes(edited(balanced_workbook(), {"表四!E6": amount}))
        assert run("compile", book, "-o", folder, "--to", "docx,html,md", "--draft").code == 1
        disclose("export", book, "-o", folder / "数.csv", "--to", "csv")


def test_a_refused_report_names_every_file_and_writes_none(sources: Path, tmp_path: Path) -> None:
    book = sources / "甲.xlsx"
    disclose("compile", book, "-o", tmp_path, "--to", "docx,md,html")
    before = {}
    for name, edit in ((f"{REPORT}.docx", rewritten), (f"{REPORT}.md", raw)):
        (tmp_path / name).write_bytes(edit((tmp_path / name).read_bytes()))
        before[name] = (tmp_path / name).read_bytes()
    (tmp_path / f"{REPORT}.html").unlink()
    ran = run("compile", book, "-o", tmp_path, "--to", "docx,md,html", "--lang", "EN")
    assert ran.code == 2
    word, text = tmp_path / f"{REPORT}.docx", tmp_path / f"{REPORT}.md"
    assert ran.err == (
        f"{word} was not written: this Word document exists and somebody may have "
        f"edited it.\n{text} was not written: this file exists; another program "
        "wrote it, or somebody has changed it since.\nThe other files were not written either.\n"
        "Choose another place with -o, or add --force if nobody needs the present content.\n"
    )
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_refused_report_says_whether_others_were_to_be_written(
    sources: Path, tmp_path: Path
) -> None:
    (tmp_path / f"{REPORT}.md").write_text("改过", encoding="utf-8")
    both = run("compile", sources / "甲.xlsx", "-o", tmp_path, "--to", "md,html")
    assert (both.code, both.err.splitlines()[1]) == (2, "其他文件也没有写出。")
    assert [each.name for each in tmp_path.iterdir()] == [f"{REPORT}.md"]
    alone = run("compile", sources / "甲.xlsx", "-o", tmp_path, "--to", "md")
    assert alone.code == 2
    assert "其他文件" not in alone.err


@pytest.mark.parametrize("name", ["新.xlsx", "新.XLS", "新.et"])
@pytest.mark.parametrize("more", [(), ("--format", "html"), ("--force",)])
def test_findings_do_not_go_to_a_file_with_the_name_of_a_workbook(
    name: str, more: tuple[str, ...], sources: Path, tmp_path: Path
) -> None:
    ran = run("check", sources / "甲.xlsx", "-o", tmp_path / name, *more)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"没有写出 {tmp_path / name}：要给标注副本取名，请加 --mark，用 .xlsx；"
        "检查结果是文本，文件名请用 .txt。\n"
    )
    english = run("check", sources / "甲.xlsx", "-o", tmp_path / name, *more, "--lang", "en")
    assert "to name a marked copy, add --mark" in english.err
    assert list(tmp_path.iterdir()) == []


def test_a_blank_workbook_does_not_replace_one_with_figures(sources: Path, tmp_path: Path) -> None:
    target = tmp_path / "表.xlsx"
    disclose("fill", sources / "数.json", "-o", target)
    before = target.read_bytes()
    assert run("template", "-y", 2025, "-o", target).code == 2
    assert run("check", sources / "甲.xlsx", "-o", target).code == 2
    assert target.read_bytes() == before
    disclose("fill", sources / "数.json", "-o", target)


# ------------------------------------------------------------------ marked copies


def test_with_mark_the_output_names_the_marked_copy(sources: Path, tmp_path: Path) -> None:
    ran = run("check", sources / "甲.xlsx", "--mark", "--format", "json", "-o", tmp_path / "a.xlsx")
    assert ran.code == 0
    assert ran.out.startswith("{")
    assert ran.err == f"已写出 {tmp_path / 'a.xlsx'}\n"
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "问题清单"
    assert not (sources / "甲（审核）.xlsx").exists()


def test_copies_of_several_workbooks_go_to_a_folder(sources: Path, tmp_path: Path) -> None:
    other = tmp_path / "甲.xlsx"
    other.write_bytes(edited(balanced_workbook(), {"表四!E6": 7}))
    folder = tmp_path / "审核"
    for _ in range(2):
        assert run("check", sources / "甲.xlsx", other, "--mark", "-o", folder).code == 1
        made = {each.name: each.read_bytes() for each in folder.iterdir()}
        assert sorted(made) == ["甲（审核2）.xlsx", "甲（审核）.xlsx"]
        assert len(set(made.values())) == 2
    ran = run("check", sources / "甲.xlsx", other, "--mark", "-o", tmp_path / "a.xlsx")
    assert ran.code == 2
    assert "标出几个工作簿时，-o 要是文件夹" in ran.err


def test_findings_may_be_written_beside_the_marked_copy(tmp_path: Path) -> None:
    book, page = tmp_path / "甲.xlsx", tmp_path / "结果.html"
    book.write_bytes(balanced_workbook())
    ran = run("check", book, "--mark", "--format", "html", "-o", page)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"已写出 {page}\n已写出 {tmp_path / '甲（审核）.xlsx'}\n"
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")


def test_an_input_that_is_a_marked_copy_stays(tmp_path: Path) -> None:
    book = tmp_path / "甲.xlsx"
    book.write_bytes(balanced_workbook())
    disclose("check", book, "--mark")
    copy = tmp_path / "甲（审核）.xlsx"
    book.write_bytes(edited(balanced_workbook(), {"表四!E6": 7}))
    before = copy.read_bytes()
    run("check", book, copy, "--mark")
    run("check", book, "--mark", "--previous", copy)
    run("compile", book, "--previous", copy)
    assert copy.read_bytes() == before


def test_a_workbook_without_an_ending_is_no_folder_for_copies(inputs: Path) -> None:
    book = (inputs / "甲.xlsx").rename(inputs / "甲")
    ran = run("check", book, "--mark", "-o", book)
    assert (ran.code, ran.out) == (2, "")
    assert f"没有写出 {book}：它就是输入文件，" in ran.err


def test_errors_are_shown_even_if_the_earlier_report_was_edited(tmp_path: Path) -> None:
    book = tmp_path / "甲.xlsx"
    book.write_bytes(edited(balanced_workbook(), {"表四!E6": 7}))
    (tmp_path / f"{REPORT}.docx").write_bytes(b"theirs")
    ran = run("compile", book)
    assert ran.code == 1
    assert "错误 DSP01" in ran.out
    assert (tmp_path / f"{REPORT}.docx").read_bytes() == b"theirs"


# ------------------------------------------------------------------ a roll-up


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "running", lambda _, work, __: nullcontext((Here(), work)))


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("name", ["漏报.csv", "汇总.xlsx", "overview.html", "figures.csv"])
def test_a_roll_up_is_repeated_but_not_over_work_in_its_folder(name: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_filed(folder, {"甲.xlsx": {"name": "甲"}})
    disclose("rollup", folder, "-o", out)
    write_filed(folder, {"乙.xlsx": {"name": "乙", "figures": {"requests.received[natural]": 5}}})
    run("rollup", folder, "-o", out)
    made = (out / name).read_bytes()
    theirs = filled_in(made) if name.endswith(".xlsx") else made + "已催".encode()
    (out / name).write_bytes(theirs)
    ran = run("rollup", folder, "-o", out)
    assert (ran.code, ran.out) == (2, "")
    assert f"没有写出 {out / name}：已有这" in ran.err
    assert (out / name).read_bytes() == theirs
    run("rollup", folder, "-o", out, "--force")
    assert (out / name).read_bytes() == made


# ------------------------------------------------------------------ paths that cannot be


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b"], ids=["NUL", "a lone surrogate"])
@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("export",),
        ("compile",),
        ("audit",),
        ("import",),
        ("fill",),
        ("rollup", "-o", "out"),
        ("template-check",),
        ("template", "--previous"),
        ("template", "-o"),
        ("editions", "--editions"),
    ],
    ids=" ".join,
)
def test_a_path_that_no_file_can_have_is_one_sentence(command: tuple[str, ...], bad: str) -> None:
    ran = run(*command, bad)
    assert (ran.code, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert line.endswith("不能作文件名：里面有文件名不能有的字符。")


# ------------------------------------------------------------------ names of reports


def test_a_name_with_an_ending_is_one_report(sources: Path, tmp_path: Path) -> None:
    book = sources / "甲.xlsx"
    said = disclose("compile", book, "-o", tmp_path / "上报.MD")
    assert f"已写出 {tmp_path / '上报.MD'}\n" in said
    disclose("compile", book, "-o", tmp_path / "上报.html", "--to", "html")
    assert {each.name for each in tmp_path.iterdir()} == {"上报.MD", "上报.html"}
    for to in (("--to", "docx"), ("--to", "md,html"), ("--fragment",)):
        ran = run("compile", book, "-o", tmp_path / "一.md", *to)
        assert (ran.code, ran.out) == (2, "")
        assert "请让 -o 是文件夹，或改 --to" in ran.err
    ran = run("compile", book, "-o", tmp_path / "一.doc", "--lang", "en")
    assert ran.code == 2
    assert (
        "the name of a report ends in .docx, .html, .pdf, .md; -o may also be a folder" in ran.err
    )
    disclose("compile", book, "-o", tmp_path / "2025.1", "--to", "md")
    assert (tmp_path / "2025.1").is_dir()


def test_a_final_report_replaces_our_drafts_and_nobody_elses(sources: Path, tmp_path: Path) -> None:
    book = sources / "甲.xlsx"
    disclose("compile", book, "-o", tmp_path, "--to", "md,html", "--draft")
    edited_draft = report_in(tmp_path, "md", draft=True)
    edited_draft.write_bytes(raw(edited_draft.read_bytes()))
    ran = run("compile", book, "-o", tmp_path, "--to", "md")
    assert ran.err == f"已删除旧草稿 {tmp_path / f'{REPORT}（草稿）.html'}\n"
    assert {*tmp_path.iterdir()} == {edited_draft, tmp_path / f"{REPORT}.md"}


def test_agencies_with_one_file_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for name, body in (("甲.xlsx", "县委办/政府办"), ("乙.xlsx", "县委办／政府办")):
        write_filed(tmp_path, {name: {"name": body}})
    run("compile", tmp_path / "甲.xlsx", "--draft", "-o", tmp_path / "x")
    before = {each.name: each.read_bytes() for each in (tmp_path / "x").iterdir()}
    assert {each.partition("2025年")[0] for each in before} == {"县委办／政府办"}
    for to in ("docx", "md"):
        ran = run("compile", tmp_path / "乙.xlsx", "--draft", "-o", tmp_path / "x", "--to", to)
        assert ran.code == 2
        assert "这是另一单位的报告，两个单位的文件名相同" in ran.err
    assert {each.name: each.read_bytes() for each in (tmp_path / "x").iterdir()} == before


@pytest.mark.parametrize("body", ["../../逃", "..\\..\\逃", "CON", "a\nb", "长" * 300, "."])
def test_the_name_of_an_agency_is_never_a_path(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "里" / "面"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    disclose("template", "-y", "2025", "--body", body)
    [made] = folder.iterdir()
    assert made.name.endswith("-2025.xlsx")
    run("compile", made, "--draft", "--to", "md")
    assert {each.suffix for each in folder.iterdir()} == {".xlsx", ".md"}
    assert [*tmp_path.iterdir(), *(tmp_path / "里").iterdir()] == [tmp_path / "里", folder]
