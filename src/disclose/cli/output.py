"""Print results, and write files whole or not at all."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from disclose import api
from disclose.cli.language import language, say
from disclose.core import system_errors
from disclose.excel.mark.copy_names import copy_names, is_copy_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from disclose.api import InputFile
    from disclose.checks.outcome import Checked, Outcome
    from disclose.cli.options import Format
    from disclose.output.console import ConsoleLine
    from disclose.output.text import OutcomeSummary

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "cyan",
    "pass": "bold green",
    "place": "bold",
    "faint": "dim",
}
"""The styles of lines, as rich names them."""

DONE, FOUND, IMPOSSIBLE = 0, 1, 2
"""Exit codes: nothing at error level, findings at error level, the job could not be done."""


def print_lines(lines: "Iterable[ConsoleLine]") -> None:
    """Print `lines`: in colour on a terminal, plain elsewhere."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        for line in lines:
            typer.echo(line.plain)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        parts = ((segment.text, STYLES.get(segment.style, "")) for segment in line.segments)
        console.print(Text.assemble(*parts), soft_wrap=True)


def print_outcome(
    outcome: "Outcome", summary: "OutcomeSummary", format_: "Format", output: Path | None
) -> None:
    """Print an outcome, or write it to `output`, as text or as JSON."""
    if format_.value == "json":
        from disclose.output import json_report

        write_text(json_report.render_outcome(outcome, summary.fields, language()), output)
        return
    from disclose.output.text import render_outcome

    write_lines(render_outcome(outcome, summary, language()), output)


def write_lines(lines: "Iterable[ConsoleLine]", output: Path | None) -> None:
    """Write `lines` without styles to `output`, or print them."""
    if output:
        write_text("\n".join(line.plain for line in lines), output)
    else:
        print_lines(lines)


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_text(text: str, output: Path | None) -> None:
    r"""Write a text and a line break to `output`, or to standard output.

    A byte of a file name that is not UTF-8 is written as `\udcff`.
    """
    write_data(f"{text}\n".encode(errors="backslashreplace"), output)


def write_data(data: bytes, output: Path | None) -> None:
    """Write bytes to `output`, or to standard output."""
    save(output, data) if output else write_stdout(data)


def save(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all, and create its folder."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        why = system_errors.reason(error).in_(language())
        fail(
            say(
                f"{path} 写不进去（{why}）；请关闭正在打开它的程序，或换一个位置。",
                f"{path} cannot be written ({why}); close the program that has it open "
                "or choose another folder.",
            )
        )


def save_new(path: Path, data: bytes, *, force: bool) -> None:
    """Write `data` to `path`; without `force` refuse to replace a file with other content."""
    if path.exists() and not force and path.read_bytes() != data:
        fail(
            say(
                f"{path} 已存在，没有覆盖，以免丢失已填的内容；请用 -o 换一个文件名，"
                "确要覆盖请加 --force。",
                f"{path} exists and may hold someone's work, so it was not overwritten; choose "
                "another name with -o, or add --force.",
            )
        )
    save(path, data)


def print_written(path: Path, *, to_stderr: bool = False) -> None:
    """Print the path of a written file."""
    from disclose.output.console import single_line

    typer.echo(single_line(say(f"已写出 {path}", f"written: {path}")), err=to_stderr)


def print_status(text: str) -> None:
    """Print a line to standard error."""
    from disclose.output.console import single_line

    typer.echo(single_line(text), err=True)


def fail(text: str) -> NoReturn:
    """Print why the command cannot go on, and end it."""
    print_status(text)
    raise typer.Exit(IMPOSSIBLE)


def exit_code(outcomes: "Sequence[Outcome]") -> int:
    """Return 2 if a file could not be read, else 1 if any fails, else 0."""
    judgements = {outcome.judgement.value for outcome in outcomes}
    if "unreadable" in judgements:
        return IMPOSSIBLE
    return FOUND if "fail" in judgements else DONE


def save_marked(source: "InputFile", folder: Path, checked: "Checked") -> bool:
    """Write the marked copy of `source` to `folder`; return False if the workbook is damaged.

    Its name is `<stem>.marked.xlsx`. A copy that somebody has edited may hold corrections: it is
    kept, as is `source` itself, and the new copy gets a number. An unreadable workbook gets none.
    """
    from disclose.core.errors import UnmarkableError

    try:
        data = api.mark(source, checked)
    except UnmarkableError as error:
        print_status(
            say(
                f"{source.path} 里的 {error.part} 损坏或过大，写不出审核副本；"
                "请用 Excel 或 WPS 打开，另存后再试。",
                f"{error.part} inside {source.path} is damaged or too large and no marked copy "
                "can be written; open it in Excel or WPS, save it and try again.",
            )
        )
        return False
    if data is not None:
        names = (folder / name for name in copy_names(source.path.name))
        path = next(name for name in names if _is_free(name, source.path))
        save(path, data)
        print_written(path, to_stderr=True)
    return True


def is_unedited_copy(path: Path) -> bool:
    """Return whether a file is a marked copy that nobody has saved since we wrote it."""
    if not is_copy_name(path.name):
        return False
    from disclose.excel.mark.marker import is_pristine

    return is_pristine(path.read_bytes())


def _is_free(path: Path, source: Path) -> bool:
    return not path.exists() or (not path.samefile(source) and is_unedited_copy(path))
