"""Errors of `disclose.api` on the command line: each ends a command with code 2."""

from typing import TYPE_CHECKING, NoReturn

import typer

from disclose.cli.language import language, say
from disclose.cli.output import IMPOSSIBLE, fail, print_status
from disclose.core.errors import (
    DiscloseError,
    ExistingOutputError,
    MessageFileError,
    RefusedInputError,
)
from disclose.output.error_words import OBSTACLES, PERMANENT, describe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclose.core.finding import Finding


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
    fail(describe(error).in_(language()))


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
