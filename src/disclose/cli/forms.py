"""The commands on editions: `editions`, `explain`, `template-check`."""

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language, say
from disclose.cli.output import FOUND, fail, print_lines
from disclose.core.language import Wording


def list_editions(editions: options.Folders = None) -> None:
    """List the editions."""
    for form in api.editions(api.library(editions or ())):
        typer.echo(f"{form.id}  {form.years}  {form.label.in_(language())}  {form.document}")


def explain(
    code: Annotated[str, Wording("代码，例如 REQ01", "a code, e.g. REQ01")],
    editions: options.Folders = None,
) -> None:
    """Print the page of a code, and an example of it."""
    from disclose.output.message_catalog import example, page

    library = api.library(editions or ())
    message_type = api.explain(code, library)
    if message_type is None:
        near = say("、", ", ").join(api.nearest(code, library))
        fail(say(f"没有代码 {code}；相近的有：{near}", f"No code {code}; similar codes: {near}"))
    # The examples belong to packaged editions; another edition may reuse a code for its own rule.
    known = not editions or message_type == api.explain(code, api.library())
    shown = example(message_type, language()) if known else ()
    for line in chain(page(message_type, language()), shown):
        typer.echo(line)


def template_check(
    folder: Annotated[
        Path,
        Wording("文字模板所在文件夹（report.md.j2）", "the folder of the template (report.md.j2)"),
    ],
    edition: options.EditionId = None,
    editions: options.Folders = None,
) -> None:
    """Check the narrative templates in a folder; exit code 1 if there are findings."""
    from disclose.output.text import findings, look_up

    form = api.library(editions or ()).get(edition or api.CURRENT)
    found = api.check_templates(folder, form)
    print_lines(chain(findings(str(folder), found, form, language()), look_up(found, language())))
    if found:
        raise typer.Exit(FOUND)
    typer.echo(
        say(
            f"{folder}  没有问题：按 {form.id}，全是 0 的表和填满的表都能生成报告。",
            f"{folder}  no problems: an empty and a full filing of {form.id} can be rendered.",
        )
    )
