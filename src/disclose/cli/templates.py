"""The command `template-check`: a narrative of one's own, tried out."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import FOUND, show
from disclose.core.language import Wording


def template_check(
    folder: Annotated[
        Path,
        Wording("文字模板所在文件夹（report.md.j2）", "the folder it is in (report.md.j2)"),
    ],
    edition: options.EditionId = None,
    editions: options.Folders = None,
) -> None:
    """Say what is wrong with the templates in a folder; exit code 1 if anything is."""
    from disclose.output.text import findings

    form = api.library(editions or ()).get(edition or api.CURRENT)
    found = api.check_templates(folder, form)
    show(findings(str(folder), found, form, language()))
    if found:
        raise typer.Exit(FOUND)
    typer.echo(
        say(
            f"{folder}  没有问题：按 {form.id}，全是 0 的表和填满的表都能生成报告。",
            f"{folder}  nothing wrong: with {form.id} it tells of an empty and of a full filing.",
        )
    )
