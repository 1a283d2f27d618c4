"""The command `rollup`: add up many workbooks, with progress, and resume after Ctrl-C."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from disclose import api
from disclose.api.outputs import write_files
from disclose.api.report_files import remove_drafts, report_paths
from disclose.api.rollups import written
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import (
    DONE,
    FOUND,
    IMPOSSIBLE,
    fail,
    print_lines,
    print_outcome,
    print_status,
)
from disclose.core.language import Wording
from disclose.output.error_words import describe

if TYPE_CHECKING:
    from disclose.api import Compiled, RolledUp


Paths: TypeAlias = Annotated[
    list[Path],
    Wording(
        "工作簿、文件夹（含下级）、ZIP 压缩包、通配符",
        "workbooks, folders with their subfolders, zip archives, patterns",
    ),
]
Roster: TypeAlias = Annotated[
    Path | None,
    typer.Option("--roster"),
    Wording(
        "应报单位名单（CSV：单位名称,代码,上级）",
        "the agencies that have to file (CSV: name,code,parent)",
    ),
]
WithErrors: TypeAlias = Annotated[
    bool,
    typer.Option("--with-errors"),
    Wording("有错误的文件也汇入", "include files with errors"),
]
Use: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--use"),
    Wording(
        "重报、疑似重报时用这个文件（可多次）",
        "if an agency has several files, or may be two, use this one (repeatable)",
    ),
]
Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option("--jobs", min=1),
    Wording("同时审核几个文件", "number of files to check at once"),
]
Previous: TypeAlias = Annotated[
    Path | None,
    typer.Option("--previous"),
    Wording(
        "上年汇总的文件夹，或放着上年工作簿、数据文件的文件夹",
        "the folder of the prior year's roll-up, workbooks or figures files",
    ),
]
Dask: TypeAlias = Annotated[
    str,
    typer.Option("--dask", metavar="tcp://HOST:PORT"),
    Wording(
        "交给这个 Dask 调度器的集群审核", "check the files on the cluster of this Dask scheduler"
    ),
]
Report: TypeAlias = Annotated[
    bool,
    typer.Option("--report"),
    Wording("另生成汇总报告", "also write the report of the roll-up"),
]
Who: TypeAlias = Annotated[
    str,
    typer.Option("--who"),
    Wording(
        "查询已有的汇总：这个指标由哪些单位的数相加而成",
        "list the agencies that contributed to this figure of an existing roll-up",
    ),
]


@contextmanager
def resumable() -> Iterator[None]:
    """End on Ctrl-C or SIGTERM with a message: what has been checked is kept for the next run."""
    is_main = current_thread() is main_thread()  # no other thread can handle signals
    before = signal.signal(signal.SIGTERM, signal.default_int_handler) if is_main else None
    try:
        yield
    except KeyboardInterrupt:
        fail(
            say(
                "已中断；再运行一次同样的命令就从断点继续。",
                "Interrupted; run the same command again to continue.",
            )
        )
    finally:
        if is_main:
            signal.signal(signal.SIGTERM, before)


@resumable()
def rollup(
    paths: Paths,
    *,
    output: options.OutputFolder = None,
    roster: Roster = None,
    previous: Previous = None,
    year: options.Year = None,
    body: options.Body = "",
    with_errors: WithErrors = False,
    use: Use = None,
    jobs: Jobs = None,
    dask: Dask = "",
    report: Report = False,
    force: options.Force = False,
    who: Who = "",
    format_: options.FindingsFormat = options.Format.TEXT,
    editions: options.Folders = None,
) -> None:
    """Roll workbooks up into a folder, or print who contributed to a figure of a roll-up."""
    from disclose.rollup.outcome import summary
    from disclose.rollup.selection import Options

    if who:
        _print_contributions(who, paths[0])
        return
    if output is None:
        fail(say("请用 -o 指定写到哪个文件夹。", "Name the folder to write to with -o."))
    if dask and jobs:
        fail(say("--dask 和 --jobs 只能用一个。", "Use either --dask or --jobs, not both."))
    chosen = Options(with_errors=with_errors, use=tuple(use or ()), year=year)
    with progress() as show:
        done = api.roll_up(
            paths,
            output,
            editions or (),
            roster=roster,
            prior_year=previous,
            options=chosen,
            body=body,
            language=language(),
            jobs=jobs,
            dask=dask,
            progress=show,
            force=force,
        )
    compiled = _report(done) if report else None
    _save(done, output, compiled, force=force)
    print_outcome(done.outcome, summary(done.outcome, language()), format_, None)
    if not done.outcome.selection.decisions and not done.outcome.passed:
        print_status(say("没有找到 .xlsx 文件。", "No .xlsx files were found."))
    if compiled and compiled.draft:
        _say_how_to_finish(output)
    print_status(say(f"已写到文件夹 {output}", f"written to the folder {output}"))
    raise typer.Exit(_code(done))


def _code(done: "RolledUp") -> int:
    if done.outcome.selection.form is None:
        return IMPOSSIBLE
    return FOUND if done.outcome.blocking else DONE


def _save(done: "RolledUp", output: Path, report: "Compiled | None", *, force: bool) -> None:
    """Write the documents, and remove those of an earlier run that this one does not have."""
    from disclose.rollup.csv_lists import FIGURES
    from disclose.rollup.outcome import WORKBOOK

    documents = {output / name: data for name, data in done.documents.items()}
    if report:
        places = report_paths(report, output, force=force)
        documents |= {places[to]: data for to, data in report.documents.items()}
    write_files(documents, force=force, known=written(output))
    if report:
        remove_drafts(report, output)
    for name in {WORKBOOK, FIGURES} - done.documents.keys():
        (output / name).unlink(missing_ok=True)


def _report(done: "RolledUp") -> "Compiled | None":
    """Return the report of the roll-up, a draft if errors block a final one."""
    from disclose.rollup.outcome import WORKBOOK

    if WORKBOOK not in done.documents:
        return None
    compiled = api.compile_rollup(done)
    for error in compiled.unwritten.values():
        print_status(describe(error).in_(language()))
    return compiled


def _say_how_to_finish(output: Path) -> None:
    from disclose.rollup.outcome import WORKBOOK

    book = output / WORKBOOK
    print_status(
        say(
            f"汇总报告是草稿，开头列出了待办事项。在 {book} 改正、补填后，"
            f"用 disclose compile {book} 生成正式报告。",
            "The report of the roll-up is a draft; what is open is listed in front. Complete "
            f"{book}, then run disclose compile {book}.",
        )
    )


def _print_contributions(key: str, output: Path) -> None:
    from disclose.rollup import outcome

    found = api.who(key, output)
    if found is None:
        fail(
            say(
                f"{output} 的汇总里没有指标 {key}；figures.csv 的第一列是指标。",
                f"The roll-up in {output} has no figure {key}; "
                "the first column of figures.csv lists them.",
            )
        )
    print_lines(outcome.contribution_lines(*found, language()))


Progress: TypeAlias = Callable[[int, int], None]
"""A function that shows how many files are done, and of how many."""

EVERY = 10
"""Seconds between plain lines."""


@contextmanager
def progress() -> Iterator[Progress]:
    """Show progress on standard error: a bar on a terminal, elsewhere a line now and then."""
    if not sys.stderr.isatty():
        yield PlainProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(say("审核", "checking")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        began = monotonic()

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, rate=_rate(done, monotonic() - began))

        yield show


class PlainProgress:
    """Progress as lines of text, at most one in `EVERY` seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._began = self._printed = clock()

    def __call__(self, done: int, total: int) -> None:
        """Print the progress, unless a line was printed less than `EVERY` seconds ago."""
        now = self._clock()
        if now - self._printed < EVERY or not done:
            return
        self._printed = now
        spent = now - self._began
        left = round(spent / done * (total - done))
        rate = _rate(done, spent)
        print_status(
            say(
                f"{done}/{total}，{rate}，约剩 {left} 秒",
                f"{done}/{total}, {rate}, about {left} s left",
            )
        )


def _rate(done: int, seconds: float) -> str:
    rate = f"{done / seconds:.1f}" if done and seconds else "–"
    return say(f"每秒 {rate} 个", f"{rate} files/s")
