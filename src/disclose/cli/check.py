"""The command `check`: print the findings of filled workbooks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import typer

from disclose import api
from disclose.api.outputs import refuse_places
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import (
    DONE,
    IMPOSSIBLE,
    MarkedCopyTarget,
    exit_code,
    fail,
    print_status,
    save_marked,
    write_data,
    write_lines,
    write_text,
)

if TYPE_CHECKING:
    from disclose.api import InputFile
    from disclose.checks.outcome import Checked
    from disclose.output.passed_over import FolderAccount


def check(
    files: options.Workbooks,
    *,
    format_: options.CheckedFormat = options.CheckFormat.TEXT,
    previous: options.Previous = None,
    mark: options.Mark = False,
    strict: options.Strict = False,
    second_reader: options.SecondReader = False,
    lexicon: options.Lexicon = None,
    output: options.CheckOutput = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Check workbooks and print the findings."""
    copies = _copies(files, output, force=force) if mark else MarkedCopyTarget()
    findings = None if copies.named or copies.folder else output
    written = [each for each in (copies.named, findings) if each]
    refuse_places(written, [previous, lexicon, *(editions or ())], files, force=force)
    if findings:
        _refuse_workbook_name(findings)
    copies.taken.extend(each for each in (previous, lexicon) if each)
    library = api.library(editions or ())
    prior_year = api.read_prior_year(previous, library) if previous else None
    checked: list[Checked] = []
    to_mark: list[InputFile] = []
    accounts: list[FolderAccount] = []
    for file in _workbooks(files, accounts):
        copies.taken.append(file.path)
        checked.append(
            api.check(
                file,
                library,
                prior_year,
                strict=strict,
                second_reader=second_reader,
                lexicon=lexicon,
            )
        )
        if mark:
            to_mark.append(file)
    _print(checked, format_, findings, accounts, force=force)
    code = max(exit_code(checked), *map(_print_account, accounts), 0)
    for file, outcome in zip(to_mark, checked, strict=False):
        if not save_marked(file, copies, outcome):
            code = IMPOSSIBLE
    raise typer.Exit(code)


def _copies(files: Sequence[Path], output: Path | None, *, force: bool) -> MarkedCopyTarget:
    """Return where the marked copies go: beside the workbooks, or where `-o` says.

    With `--mark`, a name in .xlsx is that of the copy of a single workbook, one without an ending
    that of a folder for the copies. Any other name is that of the findings.
    """
    if output is None:
        return MarkedCopyTarget()
    if output.is_dir() or not (output.suffix or output.exists()):
        return MarkedCopyTarget(folder=output)
    if output.suffix.lower() != ".xlsx":
        return MarkedCopyTarget()
    if len(files) > 1 or files[0].is_dir():
        fail(
            say(
                f"没有写出 {output}：标出几个工作簿时，-o 要是文件夹。",
                f"{output} was not written: to mark several workbooks, -o must be a folder.",
            )
        )
    return MarkedCopyTarget(named=output, force=force)


def _refuse_workbook_name(findings: Path) -> None:
    """End the command if the name of the file of findings is one that Excel would open."""
    from disclose.core.folders import WORKBOOKS

    if findings.suffix.lower() in WORKBOOKS:
        fail(
            say(
                f"没有写出 {findings}：要给标注副本取名，请加 --mark，用 .xlsx；"
                "检查结果是文本，文件名请用 .txt。",
                f"{findings} was not written: to name a marked copy, add --mark and use .xlsx; "
                "findings are text, name the file .txt.",
            )
        )


def _workbooks(paths: Sequence[Path], accounts: "list[FolderAccount]") -> "Iterator[InputFile]":
    """Yield the files, and the workbooks in the folders, whose accounts are added."""
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, accounts)
        else:
            yield api.open_workbook(path)


def _in_folder(folder: Path, accounts: "list[FolderAccount]") -> "Iterator[InputFile]":
    from disclose.core.folders import COPY, PassedOver, shown
    from disclose.output.passed_over import FolderAccount

    passed: list[PassedOver] = []
    number = 0
    for each in api.workbooks_in(folder):
        if isinstance(each, PassedOver):
            passed.append(each)
        else:
            number += 1
            yield each
    account = FolderAccount(shown(str(folder)), number, tuple(passed))
    if not number and not any(each.cause is COPY for each in passed):
        _print_account(account)
        fail(say(f"{folder} 里没有 .xlsx 文件。", f"{folder} contains no .xlsx files."))
    accounts.append(account)


def _print_account(account: "FolderAccount") -> int:
    """Print the account of a folder, and return the exit code that it leads to."""
    from disclose.core.folders import Concern
    from disclose.output.passed_over import account_lines

    for line in account_lines(account, language()):
        print_status(line)
    unread = any(each.cause.concern is Concern.UNREADABLE for each in account.passed)
    return IMPOSSIBLE if unread else DONE


def _print(
    checked: "Sequence[Checked]",
    format_: options.CheckFormat,
    output: Path | None,
    accounts: "Sequence[FolderAccount]",
    *,
    force: bool,
) -> None:
    match format_:
        case options.CheckFormat.TEXT:
            from disclose.output import text

            write_lines(text.render_all(checked, language()), output, force=force)
        case options.CheckFormat.JSON:
            from disclose.output import json_report

            found = json_report.render(checked, language(), accounts)
            write_text(found, output, force=force)
        case options.CheckFormat.SARIF:
            from disclose.output import sarif

            write_text(sarif.render(checked, language(), exit_code(checked)), output, force=force)
        case options.CheckFormat.JUNIT:
            from disclose.output import junit

            write_data(junit.render(checked, language()), output, force=force)
        case options.CheckFormat.HTML:
            from disclose.output import findings_page

            write_data(findings_page.render(checked, language()), output, force=force)
        case _:
            assert_never(format_)
