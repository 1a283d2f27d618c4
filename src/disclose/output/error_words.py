"""Errors of `disclose.api` in words: why the job cannot be done, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclose.core import system_errors
from disclose.core.errors import (
    DiscloseError,
    EngineError,
    InputAsOutputError,
    MissingLibraryError,
    MissingRuntimeError,
    NoFontsError,
    NoTypesetterError,
    Obstacle,
    PdfError,
    Trouble,
    UnmarkableError,
    UnprintableError,
    UnusableDatabaseError,
    UnwritableFileError,
    WrongRuntimeError,
    WrongYearError,
)
from disclose.core.language import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from disclose.core.errors import Missing

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


def describe(error: DiscloseError | OSError) -> Wording:  # noqa: C901, PLR0911 - one for each kind
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
            words = ENGINE[trouble]
            return Wording(words.zh.format(detail=detail), words.en.format(detail=detail))
        case UnmarkableError(part=part):
            return unmarkable(part)
        case MissingRuntimeError():
            return _no_runtime(error)
        case WrongRuntimeError():
            return _wrong_runtime(error)
        case MissingLibraryError():
            return Wording(
                f"没有装好程序库 {error}；请运行：disclose doctor",
                f"The library {error} is not installed; run: disclose doctor",
            )
        case UnwritableFileError(filename=name):
            why = system_errors.reason(error)
            return Wording(
                f"{name} 写不进去（{why.zh}）；请关闭正在打开它的程序，或换一个位置。",
                f"{name} cannot be written ({why.en}); close the program that has it open "
                "or choose another folder.",
            )
        case OSError(filename=name):
            why = system_errors.reason(error)
            return Wording(
                f"{name} 打不开（{why.zh}）；请检查文件名和位置。",
                f"{name} cannot be opened ({why.en}); check its name and folder.",
            )
        case _:
            return Wording(f"做不了：{error}", f"This cannot be done: {error}")


def unmarkable(part: str, workbook: str = "") -> Wording:
    """Return why no marked copy of `workbook` can be written, and what to do about it."""
    return Wording(
        f"{workbook or '工作簿'} 里的 {part} 损坏或过大，写不出标注副本；"
        "请用 Excel 或 WPS 打开，另存后再试。",
        f"{part} inside {workbook or 'the workbook'} is damaged or too large and no marked copy "
        "can be written; open it in Excel or WPS, save it and try again.",
    )


def _input_as_output(output: Path, source: Path) -> Wording:
    alias = f" {source}" if output != source else ""
    kind = Wording("文件夹", " folder") if output.is_dir() else Wording("文件", "")
    return Wording(
        f"没有写出 {output}：它就是输入{kind.zh}{alias}，写了原来的内容就没有了。"
        "请用 -o 换一个名称（--force 也不会覆盖输入文件）。",
        f"{output} was not written: it is the input{kind.en}{alias}, whose content would be lost. "
        "Choose another name with -o; not even --force overwrites an input.",
    )


def _no_pdf(error: PdfError) -> Wording:
    other = Wording("；不要 PDF 就用 --to docx,html,md。", "; or skip the PDF: --to docx,html,md.")
    match error:
        case NoTypesetterError(name=name):
            command = f"python -m pip install {name}"
            why = Wording(
                f"生成 PDF 要用 {name}，这里没有装好：{command}",
                f"A PDF needs {name}, which is not installed here: {command}",
            )
        case NoFontsError(folder=folder):
            return Wording(
                f"{folder} 里没有字体文件（.ttf .ttc .otf）。",
                f"{folder} holds no fonts (.ttf .ttc .otf).",
            )
        case UnprintableError(missing=missing):
            why = _unprintable(missing)
        case _:
            why = Wording(f"PDF 排不出来：{error}", f"The PDF cannot be typeset: {error}")
    return Wording(why.zh + other.zh, why.en + other.en)


def _unprintable(missing: Sequence[Missing]) -> Wording:
    shown = [_glyph(each) for each in missing]
    zh, en = "、".join(each.zh for each in shown), ", ".join(each.en for each in shown)
    return Wording(
        f"PDF 没有生成：这些字在现有字体里都没有：{zh}；请改用别的字，"
        "或用 --fonts 给出有这些字的字体所在的文件夹",
        f"No PDF: no available font has {en}; use other characters, or name a folder of fonts "
        "that have them with --fonts",
    )


def _glyph(missing: Missing) -> Wording:
    code = f"U+{ord(missing.character):04X}"
    where = (
        Wording(
            f"{missing.cell} 第 {missing.position} 个字符",
            f"{missing.cell}, character {missing.position}",
        )
        if missing.cell
        else Wording(f"在“{missing.under}”", f"under “{missing.under}”")
    )
    return Wording(
        f"“{missing.character}”（{code}，{where.zh}）",
        f"“{missing.character}” ({code}, {where.en})",
    )


def _unusable_database(error: UnusableDatabaseError) -> Wording:
    why = error.reason
    if error.outdated:
        return Wording(
            f"{error.path} 是{why.zh}；请用本版本把那次汇总重新做一次（同样的文件、同样的 -o），"
            "再运行这个命令。",
            f"{error.path} cannot be used: {why.en}. Repeat that roll-up with this version (the "
            "same files, the same -o), then run this command again.",
        )
    if error.passing:
        return Wording(
            f"{error.path} 写不进去（{why.zh}）；请看磁盘是否已满、文件夹能否写入、"
            "是否有另一次汇总正在进行；已审核的留着，再运行一次同样的命令就从断点继续。",
            f"{error.path} cannot be written ({why.en}); check that the disk is not full, "
            "that the folder is writable and that no other roll-up is running; checked files are "
            "kept: run the same command again to continue.",
        )
    return Wording(
        f"{error.path} 不能用（{why.zh}）；请换一个文件夹，或删去它重新汇总。",
        f"{error.path} cannot be used ({why.en}); choose another folder, or delete it and "
        "roll up again.",
    )


def _wrong_year(error: WrongYearError) -> Wording:
    edition, year, served = error.edition, error.year, error.served
    if error.right:
        return Wording(
            f"{edition} 适用的报告年度是 {served}，不含 {year}；{year} 年度请用 -e {error.right}。",
            f"{edition} is for the report years {served}; for {year} use -e {error.right}.",
        )
    return Wording(
        f"没有用于 {year} 年度的格式（{edition} 用于 {served} 年度）；"
        "各格式的年度见 disclose editions，请用 -y 另行指定。",
        f"No form is for the report year {year} ({edition} is for {served}). "
        "disclose editions lists their years; choose one with -y.",
    )


def _no_runtime(error: MissingRuntimeError) -> Wording:
    folder, version = error.folder, error.version
    return Wording(
        f"{folder} 里没有网页版的运行环境（npm 的 pyodide {version}）。请先运行："
        f"npm install --no-save pyodide@{version}，再运行：disclose page -o disclose.html",
        f"{folder} does not hold the runtime of the page (pyodide {version} from npm). Run: "
        f"npm install --no-save pyodide@{version}, then: disclose page -o disclose.html",
    )


def _wrong_runtime(error: WrongRuntimeError) -> Wording:
    folder, version = error.folder, error.version
    if error.found:
        return Wording(
            f"{folder} 里的 pyodide 是 {error.found}，要的是 {version}；"
            f"请运行：npm install --no-save pyodide@{version}",
            f"{folder} holds pyodide {error.found}, but {version} is needed; "
            f"run: npm install --no-save pyodide@{version}",
        )
    return Wording(
        f"{folder} 里的 {error.damaged} 与发布的 pyodide {version} 不同，不能用；"
        f"请删去这个文件夹，再运行：npm install --no-save pyodide@{version}",
        f"{error.damaged} in {folder} is not as published in pyodide {version} and cannot be used; "
        f"delete the folder and run: npm install --no-save pyodide@{version}",
    )
