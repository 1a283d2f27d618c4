"""The command `check`: print the findings of filled workbooks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import (
    IMPOSSIBLE,
    exit_code,
    fail,
    is_unedited_copy,
    print_status,
    save_marked,
    write_data,
    write_lines,
    write_text,
)

if TYPE_CHECKING:
    from disclose.api import InputFile
    from disclose.checks.outcome import Checked


def check(
    files: options.Workbooks,
    *,
    format_: options.CheckedFormat = options.CheckFormat.TEXT,
    previous: options.Previous = None,
    mark: options.Mark = False,
    strict: options.Strict = False,
    second_reader: options.SecondReader = False,
    output: options.Output = None,
    editions: options.Folders = None,
) -> None:
    """Check workbooks and print the findings."""
    library = api.library(editions or ())
    prior_year = api.read_prior_year(previous, library) if previous else None
    checked: list[Checked] = []
    to_mark: list[InputFile] = []
    for path in _workbooks(files):
        file = api.open_workbook(path)
        checked.append(
            api.check(file, library, prior_year, strict=strict, second_reader=second_reader)
        )
        if mark:
            to_mark.append(file)
    _print(checked, format_, output)
    code = exit_code(checked)
    for file, outcome in zip(to_mark, checked, strict=False):
        if not save_marked(file, file.path.parent, outcome):
            code = IMPOSSIBLE
    raise typer.Exit(code)


def _workbooks(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, and those in the folders but for marked copies that nobody has edited."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(file for file in path.glob("*.xlsx") if not file.name.startswith("~$"))
        if not inside:
            fail(say(f"{path} 里没有 .xlsx 文件。", f"{path} contains no .xlsx files."))
        for file in inside:
            if is_unedited_copy(file):
                print_status(
                    say(
                        f"{file} 是没有改动过的审核副本，跳过。",
                        f"{file} is an unchanged marked copy, skipped.",
                    )
                )
            else:
                yield file


def _print(checked: "Sequence[Checked]", format_: options.CheckFormat, output: Path | None) -> None:
    match format_:
        case options.CheckFormat.TEXT:
            from disclose.output import text

            write_lines(text.render_all(checked, language()), output)
        case options.CheckFormat.JSON:
            from disclose.output import json_report

            write_text(json_report.render(checked, language()), output)
        case options.CheckFormat.SARIF:
            from disclose.output import sarif

            write_text(sarif.render(checked, language(), exit_code(checked)), output)
        case options.CheckFormat.JUNIT:
            from disclose.output import junit

            write_data(junit.render(checked, language()), output)
        case options.CheckFormat.HTML:
            from disclose.output import findings_page

            write_data(findings_page.render(checked, language()), output)
        case _:
            assert_never(format_)
