"""The words of typer in both languages: help, and mistakes in the arguments."""

import re
from collections.abc import Sequence

import pytest

from disclose.cli.app import COMMANDS
from tests.support.command_line import run

ENGLISH = re.compile(
    r"Usage:|Arguments:|Options:|Commands:|OPTIONS|COMMAND|ARGS|\[default|required\]|Show this"
)
"""Words that typer puts around ours."""


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_in_chinese_has_no_english_words_of_typer(command: str) -> None:
    shown = run("--lang", "zh", *filter(None, [command]), "--help").out
    assert shown.startswith("用法：")
    assert "选项：" in shown
    assert ENGLISH.findall(shown) == []


MISTAKES: Sequence[tuple[Sequence[str], str, str]] = [
    (["check"], "缺少参数：工作簿。", "Missing argument 'files'."),
    (["check", "--nope", "a"], "没有选项 --nope", "No such option: --nope"),
    (["tmplate"], "没有命令 tmplate；相近的有：'template'", "Did you mean 'template'"),
    (["nope"], "没有命令 nope。", "No such command 'nope'."),
    (["explain", "a", "b"], "多出的参数：b。", "unexpected extra argument"),
    (["check", "--format", "x", "a"], "--format 的值 'x' 不对，只能是：", "is not one of"),
    (["template", "-y", "abc"], "--year / -y 的值 'abc' 不对，须是整数。", "is not a valid int"),
    (["check", "--format"], "选项 --format 后面要有值。", "requires an argument"),
    (["check", "--mark=3", "a"], "选项 --mark 后面不能有值。", "does not take a value"),
    ([], "缺少命令。", "Missing command."),
]


@pytest.mark.parametrize(
    ("arguments", "zh", "en"), MISTAKES, ids=[" ".join(each[0]) or "none" for each in MISTAKES]
)
def test_a_mistake_in_the_arguments(arguments: Sequence[str], zh: str, en: str) -> None:
    chinese = run("--lang", "zh", *arguments)
    assert (chinese.code, chinese.out) == (2, "")
    assert zh in chinese.err
    assert "Error" not in chinese.err
    english = run("--lang", "en", *arguments)
    assert (english.code, english.out) == (2, "")
    assert en in english.err
    assert "用法" not in english.err
