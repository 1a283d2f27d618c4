"""The program: its commands by name, its help, and the options before a command."""

import os
from importlib import import_module
from typing import Annotated, Any, NamedTuple, cast, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.usage import in_language, told_in_language
from disclose.core.errors import DiscloseError, MissingLibraryError
from disclose.core.language import Wording

SUMMARY = Wording(
    "政府信息公开工作年度报告：空白表、检查、生成报告",
    "The annual report on government information disclosure: workbook, checks, report",
)


class CommandEntry(NamedTuple):
    """A command: the function that runs it, as `module.function`, and its line of help."""

    function: str
    summary: Wording


COMMANDS = {
    "template": CommandEntry(
        "workbooks.template", Wording("生成空白工作簿", "Write a blank workbook")
    ),
    "fill": CommandEntry(
        "workbooks.fill",
        Wording(
            "由数据文件（JSON、CSV）生成工作簿", "Write a workbook from a figures file (JSON, CSV)"
        ),
    ),
    "export": CommandEntry(
        "workbooks.export", Wording("导出填好的数据", "Export the figures of a filled workbook")
    ),
    "check": CommandEntry("check.check", Wording("检查填好的工作簿", "Check filled workbooks")),
    "compile": CommandEntry(
        "reports.compile_", Wording("检查并生成年度报告", "Check a workbook and write its report")
    ),
    "rollup": CommandEntry(
        "rollup.rollup", Wording("汇总多个单位的工作簿", "Add up the workbooks of many agencies")
    ),
    "verify": CommandEntry(
        "reports.verify",
        Wording(
            "核对改过的报告：每个数是否仍与工作簿一致", "Compare an edited report with its workbook"
        ),
    ),
    "import": CommandEntry(
        "reports.import_",
        Wording("从已公布的报告提取数据文件", "Extract the figures of a published report"),
    ),
    "audit": CommandEntry(
        "reports.audit",
        Wording(
            "核对手写或已公布的报告：数和结构",
            "Check the numbers and structure of any report",
        ),
    ),
    "page": CommandEntry(
        "pages.page",
        Wording(
            "生成离线网页：整个程序在一个文件里，用浏览器打开",
            "Write the offline page: the whole program in one file for a browser",
        ),
    ),
    "editions": CommandEntry(
        "forms.list_editions", Wording("列出全部表格格式", "List the editions of the form")
    ),
    "explain": CommandEntry(
        "forms.explain", Wording("说明一个检查代码", "Explain the code of a finding")
    ),
    "template-check": CommandEntry(
        "forms.template_check",
        Wording("检查本单位的文字模板", "Check a custom narrative template"),
    ),
    "doctor": CommandEntry(
        "doctor.doctor",
        Wording(
            "检查本机：字体、程序库、可选程序", "Check the installation: libraries, fonts, programs"
        ),
    ),
}
"""In the order in which `--help` lists them: a year's work, then the rest."""


class Commands(TyperGroup):
    """The commands, of which only the one that runs is imported."""

    def __init__(self, **settings: Any) -> None:
        """List every command by its name alone."""
        listed = [TyperCommand(name) for name in COMMANDS]
        super().__init__(**{**settings, "commands": listed})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments; end the program if no file or text can be called so."""
        for impossible in (each for each in args if not _is_possible(each)):
            from disclose.cli.output import fail

            fail(
                say(
                    f"{impossible} 不能作文件名：里面有文件名不能有的字符。",
                    f"{impossible} cannot name a file: it holds a character that no name can have.",
                )
            )
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: Any, args: list[str]
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        """Return the command that `args` name, imported, with its own arguments."""
        with told_in_language():
            name, _, rest = super().resolve_command(ctx, args)
        return name, self._imported(name) if name else None, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        with told_in_language():
            return super().invoke(ctx)

    def _imported(self, name: str) -> TyperCommand:
        module, _, function = COMMANDS[name].function.partition(".")
        try:
            imported = import_module(f"disclose.cli.{module}")
        except ModuleNotFoundError as error:
            from disclose.cli.errors import stop

            stop(MissingLibraryError(error.name))
        single = _typer()
        single.command(name, cls=Command)(getattr(imported, function))
        command = cast("TyperCommand", get_command(single))
        command.params += [option for option in self.params if option.name == "lang"]
        return command

    def make_context(self, *args: Any, **settings: Any) -> Any:
        """Return the context of this run; read the arguments."""
        with told_in_language():
            return super().make_context(*args, **settings)

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows the arguments."""
        return in_language(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        return _read_last(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the language of this run."""
        self.help = SUMMARY.in_(language())
        _translate(self)
        for name, command in self.commands.items():
            command.help = COMMANDS[name].summary.in_(language())
        super().format_help(ctx, formatter)
        formatter.buffer[:] = [in_language("".join(formatter.buffer))]


class Command(TyperCommand):
    """A command with its help in both languages, and one end for all errors of `disclose.api`."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of `disclose.api` becomes a message and exit code 2."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader of the output has seen enough: typer ends without a message
        except (DiscloseError, OSError) as error:
            from disclose.cli.errors import stop

            stop(error)
        except ModuleNotFoundError as error:  # imported by the command, not by a verb
            from disclose.cli.errors import stop

            stop(MissingLibraryError(error.name))

    def make_context(self, *args: Any, **settings: Any) -> Any:
        """Return the context of this run; read the arguments."""
        with told_in_language():
            return super().make_context(*args, **settings)

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows the arguments."""
        return in_language(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        return _read_last(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the language of this run."""
        self.help = COMMANDS[self.name or ""].summary.in_(language())
        _translate(self)
        super().format_help(ctx, formatter)
        formatter.buffer[:] = [in_language("".join(formatter.buffer))]


def _is_possible(argument: str) -> bool:
    """Return whether the operating system can take a text: only a caller in Python gives others."""
    try:
        return b"\0" not in os.fsencode(argument)
    except UnicodeEncodeError:
        return False


def _read_last(help_option: Any) -> Any:
    """Let click read `--lang` before `--help`, even where it follows: the help depends on it."""
    help_option.is_eager = False
    return help_option


def _translate(command: Any) -> None:
    """Take the help of each parameter from the `Wording` in its annotation."""
    hints = get_type_hints(disclose, include_extras=True)
    hints |= get_type_hints(command.callback, include_extras=True)
    for parameter in command.params:
        for metadata in hints[parameter.name].__metadata__:
            if isinstance(metadata, Wording):
                parameter.help = metadata.in_(language())


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings
    )


app = _typer(name="disclose", cls=Commands, no_args_is_help=True)


def _show_version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("disclose-cn"))
        raise typer.Exit


@app.callback()
def disclose(
    context: typer.Context,
    *,
    editions: options.Folders = None,
    lang: options.Lang = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version),
        Wording("显示版本", "show the version"),
    ] = False,
) -> None:
    """Take the options before the command, which hold for every command."""
    del lang, version  # their callbacks have done what they ask for
    if editions and context.invoked_subcommand:
        context.default_map = {context.invoked_subcommand: {"editions": editions}}
