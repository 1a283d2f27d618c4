"""Help and errors of the command line in Chinese: the words of typer are English.

Every word of typer has its place here. A sentence that is not listed, for example of a later
version, stays as it is.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from disclose.cli.language import language, say
from disclose.core.language import Language
from disclose.output.console import width

_HELP = (
    (r"^Usage: ", "用法："),
    (r"^Arguments:$", "参数："),
    (r"^Options:$", "选项："),
    (r"^Commands:$", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"\[default: ", "[默认："),
    (r"\[env var: ", "[环境变量："),
    (r"x>=1\]", "至少为1]"),
    (r"<path>", "<路径>"),
    (r"<str>", "<值> "),
    (r"<int> ?", "<整数>"),
    (r"<int range>", "<整数>     "),
    (r"([\[; ])required\]", r"\1必填]"),
    (r"Show this message and exit\.", "显示本说明"),
)

ARGUMENTS = {
    "code": "代码",
    "figures": "数据文件",
    "file": "工作簿",
    "files": "工作簿",
    "folder": "文件夹",
    "paths": "文件",
    "report": "报告",
}
"""The arguments of the commands in Chinese."""

_ERRORS = (
    (r"Missing argument '(.+)'\..*", r"缺少参数：\1。"),
    (r"Missing option '(.+)'\..*", r"缺少选项 \1。"),
    (r"Missing command\.", "缺少命令。"),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", r"没有命令 \1；相近的有：\2。"),
    (r"No such command '(.+?)'\..*", r"没有命令 \1。"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有选项 \1；相近的有：\2。"),
    (r"No such option: (\S+)(?: Did you mean (.+)\?)?", r"没有选项 \1。"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"多出的参数：\1。"),
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要有值。"),
    (r"Option '(.+)' does not take a value\.", r"选项 \1 后面不能有值。"),
    (r"Invalid value for '(.+?)': (.+) is not one of (.+)\.", r"\1 的值 \2 不对，只能是：\3。"),
    (
        r"Invalid value for '(.+?)': (.+) is not a valid int(?:eger)?\.",
        r"\1 的值 \2 不对，须是整数。",
    ),
    (
        r"Invalid value for '(.+?)': (.+) is not in the range (.+)\.",
        r"\1 的值 \2 不对，范围是 \3。",
    ),
    (r"Invalid value for '(.+?)': (.+)", r"\1 的值不对：\2"),
)


@contextmanager
def told_in_language() -> Iterator[None]:
    """Print an error of the arguments in the language of this run, and end the command."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except UsageError as error:
        # The library prints it only after the command, in the language of the environment.
        if error.ctx is not None:
            more = f"{error.ctx.command_path} --help"
            typer.echo(error.ctx.get_usage(), err=True)
            typer.echo(say(f"全部用法：{more}\n", f"Try '{more}' for help.\n"), err=True)
        said = error.format_message()
        typer.echo(say(f"错误：{_replaced_error(said)}", f"Error: {said}"), err=True)
        raise typer.Exit(error.exit_code) from error


def _replaced_error(said: str) -> str:
    said = said.replace("' / '", " / ")  # the names of one option
    for english, chinese in _ERRORS:
        if match := re.fullmatch(english, said, re.DOTALL):
            return _named(match.expand(chinese))
    return said


def _named(shown: str) -> str:
    """Return `shown` with the arguments in Chinese, in columns as wide as before."""
    names = "|".join(ARGUMENTS)
    for before, after in ((r"\{", r"\}"), ("缺少参数：", "。")):
        words = rf"({before})({names})({after})"
        shown = re.sub(words, lambda found: found[1] + ARGUMENTS[found[2]] + found[3], shown)
    return re.sub(rf"^  ({names})(\.\.\.)?( +)", _listed, shown, flags=re.MULTILINE)


def _listed(line: re.Match[str]) -> str:
    chinese = f"  {ARGUMENTS[line[1]]}{line[2] or ''}  "
    return chinese + " " * (width(line[0]) - width(chinese))


def in_language(shown: str) -> str:
    """Return a usage line or a page of help with the words of typer in the language of this run."""
    if language() is Language.EN:
        return shown
    for english, chinese in _HELP:
        shown = re.sub(english, chinese, shown, flags=re.MULTILINE)
    return _named(shown)
