"""Print results, or write them to files."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from disclose import api
from disclose.api.outputs import identity, write_files
from disclose.cli.language import language, say
from disclose.core.file_names import copy_names
from disclose.core.text import line_bytes
from disclose.excel.mark.pristine import is_pristine

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
    outcome: "Outcome",
    summary: "OutcomeSummary",
    format_: "Format",
    output: Path | None = None,
    *,
    force: bool = False,
) -> None:
    """Print an outcome, or write it to `output`, as text or as JSON."""
    if format_.value == "json":
        from disclose.output import json_report

        text = json_report.render_outcome(outcome, summary.fields, language())
        write_text(text, output, force=force)
        return
    from disclose.output.text import render_outcome

    write_lines(render_outcome(outcome, summary, language()), output, force=force)


def write_lines(
    lines: "Iterable[ConsoleLine]", output: Path | None, *, force: bool = False
) -> None:
    """Write `lines` without styles and with a seal to `output`, or print them."""
    if output:
        from disclose.core.seal import BLANK, seal

        text = "".join(f"{line.plain}\n" for line in lines)
        sealed = seal(f"{text}{BLANK}\n".encode(errors="backslashreplace"))
        write_data(sealed, output, force=force)
    else:
        print_lines(lines)


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_text(text: str, output: Path | None, *, force: bool = False) -> None:
    """Write a text and a line break to `output`, or to standard output."""
    write_data(line_bytes(text), output, force=force)


def write_data(data: bytes, output: Path | None, *, force: bool = False) -> None:
    """Write bytes to `output` and say so on standard error, or write them to standard output."""
    if output is None:
        write_stdout(data)
        return
    write_files({output: data}, force=force)
    print_written(output, to_stderr=True)


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


def save_marked(
    source: "InputFile",
    target: "MarkedCopyTarget",
    checked: "Checked",
) -> bool:
    """Write the marked copy of `source`; return False if the workbook is damaged.

    An unreadable workbook gets none.
    """
    from disclose.core.errors import UnmarkableError
    from disclose.output.error_words import unmarkable

    try:
        data = api.mark(source, checked)
    except UnmarkableError as error:
        print_status(unmarkable(error.part, str(source.path)).in_(language()))
        return False
    if data is not None:
        path = target.path(source.path)
        write_files({path: data}, force=target.force)
        print_written(path, to_stderr=True)
    return True


@dataclass
class MarkedCopyTarget:
    """Where the marked copies of a run go: to the file `named`, else to `folder` (or beside).

    The name in a folder is `<stem>（审核）` with the `ending`. A copy that somebody has edited may
    hold corrections: it is kept, as are the inputs and the copies of this run, and the new copy
    gets a number.
    """

    folder: Path | None = None
    named: Path | None = None
    force: bool = False
    ending: str = ".xlsx"
    taken: list[Path] = field(default_factory=list)
    """The inputs of the run and the copies that it has written."""

    def path(self, source: Path) -> Path:
        """Return the path of the next copy, that of the workbook `source`."""
        path = self.named or self._free_path(self.folder or source.parent, source.name)
        self.taken.append(path)
        return path

    def _is_unchanged(self, copy: bytes) -> bool:
        """Return whether a copy is as it was written."""
        from disclose.core.seal import is_sealed

        return is_pristine(copy) if self.ending == ".xlsx" else is_sealed(copy)

    def _free_path(self, folder: Path, name: str) -> Path:
        """Return the first path that is free, and say which edited copies are kept."""
        edited: list[str] = []
        for path in (folder / each for each in copy_names(name, self.ending)):
            if not path.exists():
                break
            if identity(path) in map(identity, self.taken):
                continue
            if self._is_unchanged(path.read_bytes()):
                break
            edited.append(path.name)
        if edited:
            were = "was" if len(edited) == 1 else "were"
            print_status(
                say(
                    f"{'、'.join(edited)} 已有人改过，新的副本另存为 {path.name}。",
                    f"{', '.join(edited)} {were} changed since, so the new copy is {path.name}.",
                )
            )
        return path
