"""The command `page`: write the offline page."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.api.outputs import refuse_places, write_files
from disclose.cli import options
from disclose.cli.language import say
from disclose.cli.output import print_written
from disclose.core.file_names import PAGE
from disclose.core.language import Wording


def page(
    *,
    runtime: Annotated[
        Path | None,
        typer.Option("--runtime"),
        Wording(
            "npm 程序包 pyodide 所在的文件夹（不写就用 node_modules/pyodide）",
            "folder of the npm package pyodide (default: node_modules/pyodide)",
        ),
    ] = None,
    lexicon: options.Lexicon = None,
    template: options.Templates = None,
    output: options.Output = None,
    force: options.Force = False,
    editions: options.Folders = None,
) -> None:
    """Write the page that does the work of one agency in a browser, without a connection."""
    path = output or Path(PAGE)
    refuse_places([path], [runtime, lexicon, template, *(editions or ())], force=force)
    built = api.offline_page(runtime, editions=editions or (), lexicon=lexicon, template=template)
    write_files({path: built.data}, force=force)
    print_written(path)
    typer.echo(
        say(
            f"版本 {built.version} · 指纹 {built.fingerprint}",
            f"version {built.version} · fingerprint {built.fingerprint}",
        )
    )
