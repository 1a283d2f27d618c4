"""The command `audit`: a report without a workbook."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import LANGUAGE, say
from disclose.cli.output import exit_code, fail_with, show_outcome
from disclose.cli.refusals import refusals


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
    from disclose.documents.audit.render import summary

    try:
        found = api.audit(report, api.library(editions or ()))
    except UnreadableDocumentError as error:
        fail_with(str(report), error.findings)
    show_outcome(found, summary(found, LANGUAGE), format_, output)
    raise typer.Exit(exit_code([found]))
