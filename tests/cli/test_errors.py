"""Errors of `disclose.api` as the command line prints them."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from disclose import api
from disclose.core.errors import (
    DiscloseError,
    EngineError,
    ExistingOutputError,
    FiguresError,
    FileError,
    InputAsOutputError,
    MessageFileError,
    MissingTemplatesError,
    NoFontsError,
    Obstacle,
    RefusedOutput,
    Trouble,
    UnreadableDocumentError,
    UnusableDatabaseError,
    WrongYearError,
)
from disclose.core.language import Wording
from disclose.output.error_words import ENGINE, describe
from tests.support.command_line import run
from tests.support.places import CHECKOUT


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FileError(2, "No such file", "甲.xlsx"), "甲.xlsx 打不开（没有这个文件或文件夹）"),
        (WrongYearError("cn-2021", 2016, "2021—", "cn-2014"), "2016 年度请用 -e cn-2014。"),
        (WrongYearError("cn-2021", 1999, "2021—"), "没有用于 1999 年度的格式"),
        (NoFontsError(Path("字体")), "字体 里没有字体文件"),
        (
            UnusableDatabaseError(Path("汇.sqlite"), Wording("不是数据库", "no database")),
            "汇.sqlite 不能用（不是数据库）",
        ),
        (EngineError(Trouble.UNREACHABLE, "tcp://h:1"), "连不上 Dask 调度器 tcp://h:1；"),
        (MissingTemplatesError("templates"), "做不了：templates"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_in_words(error: DiscloseError, text: str) -> None:
    assert text in describe(error).zh


def raising(error: BaseException) -> Callable[..., None]:
    def verb(*_: object, **__: object) -> None:
        raise error

    return verb


def test_every_error_of_a_verb_ends_a_command_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "audit", raising(MissingTemplatesError("templates")))
    ran = run("audit", "报告.md")
    assert (ran.code, ran.out, ran.err) == (2, "", "做不了：templates\n")


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "audit", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        run("audit", "报告.md")


def test_a_closed_output_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "audit", raising(BrokenPipeError(32, "Broken pipe")))
    ran = run("audit", "报告.md")
    assert (ran.code, ran.out, ran.err) == (1, "", "")


def test_an_error_that_refuses_a_file_carries_its_name(tmp_path: Path) -> None:
    report, figures = tmp_path / "报告.docx", tmp_path / "数.json"
    for path in (report, figures):
        path.write_bytes(b"\xff")
    with pytest.raises(UnreadableDocumentError) as unreadable:
        api.audit(report)
    with pytest.raises(FiguresError) as refused:
        api.fill(figures)
    assert (unreadable.value.file, refused.value.file) == (str(report), str(figures))


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError(name="jinja2")

    monkeypatch.setattr(api, "doctor", missing)
    done = run("doctor")
    assert (done.code, done.err) == (2, "没有装好程序库 jinja2；请运行：disclose doctor\n")


def test_every_fault_of_a_file_of_messages_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = ("CELL.toml: CELL01: hint is missing", "CELL.toml: CELL02: title is missing")
    monkeypatch.setattr(api, "audit", raising(MessageFileError(*faults)))
    done = run("audit", "报告.md")
    assert (done.code, done.err.splitlines()) == (2, ["消息文件有错：", *faults])


def test_the_package_that_messages_name_is_ours() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = ENGINE[Trouble.NOT_INSTALLED].zh
    [(name, extra)] = re.findall(r"'([\w-]+)\[(\w+)\]'", text)
    assert name == project["name"]
    assert extra in project["optional-dependencies"]


REFUSALS = {
    Obstacle.WORKBOOK: (
        "已有这个工作簿，里面可能有填好的数。",
        "this workbook exists and may hold figures that somebody has filled in.",
    ),
    Obstacle.WORD: (
        "已有这份 Word 文件，生成后可能有人改过。",
        "this Word document exists and somebody may have edited it.",
    ),
    Obstacle.FIGURES: (
        "已有这份数据文件，可能有人补过、改过。",
        "this figures file exists and somebody may have completed or corrected it.",
    ),
    Obstacle.OTHER_AGENCY: (
        "这是另一单位的报告，两个单位的文件名相同。",
        "this is the report of another agency; both have the same file name.",
    ),
    Obstacle.OTHER: (
        "已有这个文件，不是本程序写的，或写出后有人改过。",
        "this file exists; another program wrote it, or somebody has changed it since.",
    ),
    Obstacle.READ_ONLY: (
        "已有这个文件，而且是只读的。",
        "this file exists and is read-only.",
    ),
    Obstacle.FOLDER: (
        "这是文件夹，要的是文件名。",
        "it is a folder, not a file.",
    ),
    Obstacle.DEVICE: (
        "这是设备或管道，不是文件。",
        "it is a device or a pipe, not a file.",
    ),
    Obstacle.NO_FOLDER: (
        "这是文件，不是文件夹。",
        "it is a file, not a folder.",
    ),
}
FORCE = (
    "请用 -o 换一个位置；确定不再要原来的内容，就加 --force 覆盖。",
    "Choose another place with -o, or add --force if nobody needs the present content.",
)
ELSEWHERE = ("请用 -o 换一个位置。", "Choose another place with -o.")


@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize(("number", "language"), [(0, "zh"), (1, "en")], ids=["zh", "en"])
def test_a_refused_output_says_why_and_what_to_do(
    obstacle: Obstacle, number: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = ExistingOutputError((RefusedOutput(Path("甲"), obstacle),), others=False)
    monkeypatch.setattr(api, "audit", raising(refused))
    done = run("audit", "报告.md", "--lang", language)
    permanent = obstacle in {Obstacle.FOLDER, Obstacle.DEVICE, Obstacle.NO_FOLDER}
    said = ("没有写出 甲：", "甲 was not written: ")[number] + REFUSALS[obstacle][number]
    advice = (ELSEWHERE if permanent else FORCE)[number]
    assert (done.code, done.err.splitlines()) == (2, [said, advice])


@pytest.mark.parametrize(
    ("output", "source", "language", "text"),
    [
        *(("甲", "甲", "zh", "它就是输入文件，"), ("甲", "乙", "zh", "它就是输入文件 乙，")),
        *(("甲", "甲", "en", "it is the input, whose"), ("甲", "乙", "en", "the input 乙, whose")),
        ("/", "/", "zh", "没有写出 /：它就是输入文件夹，"),
        ("/", "/", "en", "/ was not written: it is the input folder, whose"),
    ],
)
def test_an_output_that_is_an_input_is_called_by_both_names(
    output: str, source: str, language: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = InputAsOutputError(Path(output), Path(source))
    monkeypatch.setattr(api, "audit", raising(error))
    done = run("audit", "报告.md", "--lang", language)
    assert done.code == 2
    assert text in done.err
    assert "--force" in done.err
