"""Errors of `disclose.api` in the words of the command line; each ends a command with code 2."""

from typing import TYPE_CHECKING, NoReturn

import typer

from disclose.cli.language import language, say
from disclose.cli.output import IMPOSSIBLE, fail, print_status
from disclose.core import system_errors
from disclose.core.errors import (
    DiscloseError,
    EngineError,
    ExistingOutputError,
    InputAsOutputError,
    MessageFileError,
    MissingLibraryError,
    NoFontsError,
    NoTypesetterError,
    Obstacle,
    PdfError,
    RefusedInputError,
    Trouble,
    UnprintableError,
    UnusableDatabaseError,
    UnwritableFileError,
    WrongYearError,
)
from disclose.core.language import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from disclose.core.errors import Missing
    from disclose.core.finding import Finding

ENGINE = {
    Trouble.NOT_INSTALLED: Wording(
        "--dask 要用 Dask，本机没有装；请运行：python -m pip install 'disclose-cn[dask]'",
        "--dask needs Dask, which is not installed; run: python -m pip install 'disclose-cn[dask]'",
    ),
    Trouble.UNREACHABLE: Wording(
        "连不上 Dask 调度器 {detail}；请检查地址（tcp://主机:端口）和网络，调度器是否已经启动。",
        "The Dask scheduler {detail} cannot be reached; check the address (tcp://HOST:PORT), the "
        "network and whether the scheduler runs.",
    ),
    Trouble.NO_WORKERS: Wording(
        "Dask 集群没有工作进程；请先启动：dask worker 调度器地址",
        "The Dask cluster has no workers; start some: dask worker SCHEDULER",
    ),
    Trouble.FOREIGN: Wording(
        "Dask 集群的每台机器都要装与本机相同版本的 disclose-cn；不同的（—：没有装）：{detail}",
        "Every machine of the Dask cluster needs the same version of disclose-cn as this one; "
        "those that differ (—: not installed): {detail}",
    ),
    Trouble.GONE: Wording(
        "与 Dask 集群的联系断了，或集群已没有工作进程；"
        "已审核的留着，再运行一次同样的命令就从断点继续。",
        "The connection to the Dask cluster was lost, or it has no workers left; checked files are "
        "kept: run the same command again to continue.",
    ),
}

OBSTACLES = {
    Obstacle.WORKBOOK: Wording(
        "已有这个工作簿，里面可能有填好的数",
        "this workbook exists and may hold figures that somebody has filled in",
    ),
    Obstacle.WORD: Wording(
        "已有这份 Word 文件，生成后可能有人改过",
        "this Word document exists and somebody may have edited it",
    ),
    Obstacle.FIGURES: Wording(
        "已有这份数据文件，可能有人补过、改过",
        "this figures file exists and somebody may have completed or corrected it",
    ),
    Obstacle.OTHER_AGENCY: Wording(
        "这是另一单位的报告，两个单位的文件名相同",
        "this is the report of another agency; both have the same file name",
    ),
    Obstacle.OTHER: Wording(
        "已有这个文件，不是本程序写的，或写出后有人改过",
        "this file exists; another program wrote it, or somebody has changed it since",
    ),
    Obstacle.READ_ONLY: Wording("已有这个文件，而且是只读的", "this file exists and is read-only"),
    Obstacle.FOLDER: Wording("这是文件夹，要的是文件名", "it is a folder, not a file"),
    Obstacle.DEVICE: Wording("这是设备或管道，不是文件", "it is a device or a pipe, not a file"),
    Obstacle.NO_FOLDER: Wording("这是文件，不是文件夹", "it is a file, not a folder"),
}
PERMANENT = (Obstacle.FOLDER, Obstacle.DEVICE, Obstacle.NO_FOLDER)
"""Obstacles that `--force` does not overcome."""


def stop(error: DiscloseError | OSError) -> NoReturn:
    """Say why the job cannot be done, and end the command."""
    if isinstance(error, RefusedInputError):
        fail_with_findings(error.file, error.findings)
    if isinstance(error, MessageFileError):
        for line in (say("消息文件有错：", "Faulty files of messages:"), *error.faults):
            print_status(line)
        raise typer.Exit(IMPOSSIBLE)
    if isinstance(error, ExistingOutputError):
        fail_to_overwrite(error)
    fail(describe(error))


def fail_to_overwrite(error: ExistingOutputError) -> NoReturn:
    """Say which files were not written and what they may be, and end the command."""
    for each in error.outputs:
        reason = OBSTACLES[each.obstacle].in_(language())
        print_status(
            say(f"没有写出 {each.path}：{reason}。", f"{each.path} was not written: {reason}.")
        )
    if error.others:
        print_status(say("其他文件也没有写出。", "The other files were not written either."))
    if any(each.obstacle in PERMANENT for each in error.outputs):
        fail(say("请用 -o 换一个位置。", "Choose another place with -o."))
    fail(
        say(
            "请用 -o 换一个位置；确定不再要原来的内容，就加 --force 覆盖。",
            "Choose another place with -o, or add --force if nobody needs the present content.",
        )
    )


def fail_with_findings(file: str, found: "Iterable[Finding]") -> NoReturn:
    """Show the findings in `file` that make the job impossible, and end the command."""
    from disclose.output.text import findings

    for line in findings(file, found, None, language()):
        print_status(line.plain)
    raise typer.Exit(IMPOSSIBLE)


def describe(error: DiscloseError | OSError) -> str:  # noqa: PLR0911 - one for each kind
    """Return what is wrong and what to do about it."""
    match error:
        case PdfError():
            return _no_pdf(error)
        case UnusableDatabaseError():
            return _unusable_database(error)
        case WrongYearError():
            return _wrong_year(error)
        case InputAsOutputError(output=output, source=source):
            return _input_as_output(output, source)
        case EngineError(trouble=trouble, detail=detail):
            return ENGINE[trouble].in_(language()).format(detail=detail)
        case MissingLibraryError():
            return say(
                f"没有装好程序库 {error}；请运行：disclose doctor",
                f"The library {error} is not installed; run: disclose doctor",
            )
        case UnwritableFileError(filename=name):
            why = system_errors.reason(error).in_(language())
            return say(
                f"{name} 写不进去（{why}）；请关闭正在打开它的程序，或换一个位置。",
                f"{name} cannot be written ({why}); close the program that has it open "
                "or choose another folder.",
            )
        case OSError(filename=name):
            why = system_errors.reason(error).in_(language())
            return say(
                f"{name} 打不开（{why}）；请检查文件名和位置。",
                f"{name} cannot be opened ({why}); check its name and folder.",
            )
        case _:
            return say(f"做不了：{error}", f"This cannot be done: {error}")


def _input_as_output(output: "Path", source: "Path") -> str:
    alias = f" {source}" if output != source else ""
    kind = Wording("文件夹", " folder") if output.is_dir() else Wording("文件", "")
    return say(
        f"没有写出 {output}：它就是输入{kind.zh}{alias}，写了原来的内容就没有了。"
        "请用 -o 换一个名称（--force 也不会覆盖输入文件）。",
        f"{output} was not written: it is the input{kind.en}{alias}, whose content would be lost. "
        "Choose another name with -o; not even --force overwrites an input.",
    )


def _no_pdf(error: PdfError) -> str:
    other = say("；不要 PDF 就用 --to docx,html,md。", "; or skip the PDF: --to docx,html,md.")
    match error:
        case NoTypesetterError(name=name):
            command = f"python -m pip install {name}"
            why = say(
                f"生成 PDF 要用 {name}，这里没有装好：{command}",
                f"A PDF needs {name}, which is not installed here: {command}",
            )
        case NoFontsError(folder=folder):
            return say(
                f"{folder} 里没有字体文件（.ttf .ttc .otf）。",
                f"{folder} holds no fonts (.ttf .ttc .otf).",
            )
        case UnprintableError(missing=missing):
            why = _unprintable(missing)
        case _:
            why = say(f"PDF 排不出来：{error}", f"The PDF cannot be typeset: {error}")
    return why + other


def _unprintable(missing: "Sequence[Missing]") -> str:
    shown = (_glyph(each) for each in missing)
    listed = say("、", ", ").join(shown)
    return say(
        f"PDF 没有生成：这些字在现有字体里都没有：{listed}；请改用别的字，"
        "或用 --fonts 给出有这些字的字体所在的文件夹",
        f"No PDF: no available font has {listed}; use other characters, or name a folder of fonts "
        "that have them with --fonts",
    )


def _glyph(missing: "Missing") -> str:
    code = f"U+{ord(missing.character):04X}"
    where = (
        say(
            f"{missing.cell} 第 {missing.position} 个字符",
            f"{missing.cell}, character {missing.position}",
        )
        if missing.cell
        else say(f"在“{missing.under}”", f"under “{missing.under}”")
    )
    return say(
        f"“{missing.character}”（{code}，{where}）", f"“{missing.character}” ({code}, {where})"
    )


def _unusable_database(error: UnusableDatabaseError) -> str:
    why = error.reason.in_(language())
    if error.passing:
        return say(
            f"{error.path} 写不进去（{why}）；请看磁盘是否已满、文件夹能否写入、"
            "是否有另一次汇总正在进行；已审核的留着，再运行一次同样的命令就从断点继续。",
            f"{error.path} cannot be written ({why}); check that the disk is not full, "
            "that the folder is writable and that no other roll-up is running; checked files are "
            "kept: run the same command again to continue.",
        )
    return say(
        f"{error.path} 不能用（{why}）；请换一个文件夹，或删去它重新汇总。",
        f"{error.path} cannot be used ({why}); choose another folder, or delete it and "
        "roll up again.",
    )


def _wrong_year(error: WrongYearError) -> str:
    edition, year, served = error.edition, error.year, error.served
    if error.right:
        return say(
            f"{edition} 适用的报告年度是 {served}，不含 {year}；{year} 年度请用 -e {error.right}。",
            f"{edition} is for the report years {served}; for {year} use -e {error.right}.",
        )
    return say(
        f"没有用于 {year} 年度的格式（{edition} 用于 {served} 年度）；"
        "各格式的年度见 disclose editions，请用 -y 另行指定。",
        f"No form is for the report year {year} ({edition} is for {served}). "
        "disclose editions lists their years; choose one with -y.",
    )
