"""The command `verify`: an edited report against its workbook."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import LANGUAGE, say
from disclose.cli.output import DONE, FOUND, IMPOSSIBLE, fail_with, give_text, show
from disclose.cli.refusals import refusals

_CODES = {"pass": DONE, "fail": FOUND, "unreadable": IMPOSSIBLE}


@refusals
def verify(
    report: Annotated[
        Path,
        typer.Argument(
            help=say(
                "改过的报告（.docx、.html、.pdf、.md、.txt）",
                "the edited report (.docx, .html, .pdf, .md, .txt)",
            )
        ),
    ],
    file: options.Workbook,
    *,
    previous: options.Previous = None,
    template: options.Templates = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Compare every number of an edited report with the report made anew from its workbook."""
    del lang
    from disclose.core.errors import UnreadableDocumentError
    from disclose.documents.verify import render

    library = api.library(editions or ())
    last = api.read_prior_year(previous, library) if previous else None
    try:
        found = api.verify(report, file, library, last, template)
    except UnreadableDocumentError as error:
        fail_with(str(report), error.findings)
    if format_ is options.Format.JSON:
        give_text(render.render(found, LANGUAGE), output)
    elif output:
        give_text("\n".join(line.plain for line in render.lines(found, LANGUAGE)), output)
    else:
        show(render.lines(found, LANGUAGE))
    raise typer.Exit(_CODES[found.judgement.value])
