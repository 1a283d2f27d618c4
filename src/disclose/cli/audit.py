"""The command `audit`: a report without a workbook."""

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
def audit(
    report: Annotated[
        Path,
        typer.Argument(
            help=say(
                "报告（.docx、.html、.pdf、.md、.txt）", "a report (.docx, .html, .pdf, .md, .txt)"
            )
        ),
    ],
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    editions: options.Folders = None,
    lang: options.Lang = None,
) -> None:
    """Check the arithmetic of a report, without a workbook."""
    del lang
    from disclose.core.errors import UnreadableDocumentError
    from disclose.documents.audit import render

    try:
        found = api.audit(report, api.library(editions or ()))
    except UnreadableDocumentError as error:
        fail_with(str(report), error.findings)
    if format_ is options.Format.JSON:
        give_text(render.render(found, LANGUAGE), output)
    elif output:
        give_text("\n".join(line.plain for line in render.lines(found, LANGUAGE)), output)
    else:
        show(render.lines(found, LANGUAGE))
    raise typer.Exit(_CODES[found.judgement.value])
