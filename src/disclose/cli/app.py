"""The command line as a whole: its help, and the options that stand before a command."""

from typing import Annotated

import typer

from disclose.cli import options
from disclose.cli.commands import Commands, program
from disclose.cli.language import say

app = program(
    name="disclose",
    cls=Commands,
    help=say(
        "政府信息公开工作年度报告：空白表、检查、生成报告",
        "Annual reports on the disclosure of government information: form, checks, report",
    ),
    no_args_is_help=True,
)


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
        typer.Option(
            "--version",
            is_eager=True,
            callback=_show_version,
            help=say("显示版本", "show the version"),
        ),
    ] = False,
) -> None:
    """Take the options that stand before the command: they hold for whichever follows."""
    del lang, version
    if editions and context.invoked_subcommand:
        context.default_map = {context.invoked_subcommand: {"editions": editions}}
