"""The commands by name, with the line that help has for each; only the one that runs is loaded."""

from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from disclose.cli.language import say


class Command(NamedTuple):
    """A command: its name, its line of help, and the function of a module here that runs it."""

    name: str
    help: str
    module: str
    function: str


COMMANDS = (
    Command("template", say("写出空白工作簿", "Write the blank workbook"), "workbooks", "template"),
    Command(
        "fill",
        say("由数据文件（JSON、CSV）生成工作簿", "Make a workbook from a figures file"),
        "workbooks",
        "fill",
    ),
    Command(
        "export",
        say("导出填好的数据", "Export the figures of a filled workbook"),
        "workbooks",
        "export",
    ),
    Command("check", say("检查填好的工作簿", "Check filled workbooks"), "check", "check"),
    Command(
        "compile",
        say("检查并生成年度报告", "Check, then write the report"),
        "compile",
        "compile_",
    ),
    Command(
        "rollup",
        say("汇总许多单位的工作簿", "Add up the workbooks of many bodies"),
        "rollup",
        "rollup",
    ),
    Command(
        "verify",
        say("核对改过的报告：每个数还是不是工作簿的", "Verify an edited report by its workbook"),
        "verify",
        "verify",
    ),
    Command(
        "import",
        say("由公布的报告得到数据文件", "Take the figures of a published report"),
        "documents",
        "import_",
    ),
    Command(
        "audit",
        say("核对手写或已公布的报告", "Audit a hand-written or published report"),
        "audit",
        "audit",
    ),
    Command(
        "editions",
        say("列出全部表格格式", "List the editions of the form"),
        "forms",
        "list_editions",
    ),
    Command("explain", say("解释一个检查代码", "Explain a code"), "forms", "explain"),
    Command(
        "template-check",
        say("检查本单位的文字模板", "Try out a narrative of one's own"),
        "templates",
        "template_check",
    ),
    Command(
        "doctor",
        say("检查本机：字体、程序库、可选程序", "What this machine has: fonts, programs"),
        "doctor",
        "doctor",
    ),
)
"""In the order in which `--help` lists them: a year's work, then the rest."""


def program(**settings: Any) -> typer.Typer:
    """Return a program of typer's that looks as ours do; `settings` are its others."""
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )


class Commands(TyperGroup):
    """The commands as a group: listed from the table, loaded when one is to run."""

    def __init__(self, **settings: Any) -> None:
        """List every command without what it takes; `settings` are those of the program."""
        listed = [TyperCommand(each.name, help=each.help) for each in COMMANDS]
        super().__init__(**{**settings, "commands": listed})

    def resolve_command(
        self,
        ctx: Any,  # typer's own, which has no public name
        args: list[str],
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        """Return the command that `args` name, with its arguments and options."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, loaded(name) if name and listed else None, rest


@cache
def loaded(name: str) -> TyperCommand:
    """Return the command called `name` as it runs.

    Raises:
        KeyError: there is none.
    """
    command = {each.name: each for each in COMMANDS}[name]
    function = getattr(import_module(f"disclose.cli.{command.module}"), command.function)
    alone = program()
    alone.command(name, help=command.help)(function)
    whole = get_command(alone)
    if not isinstance(whole, TyperCommand):
        raise TypeError(name)
    return whole
