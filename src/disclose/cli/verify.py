"""The command `verify`: an edited report against its workbook."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language
from disclose.cli.output import exit_code, fail_with, show_outcome
from disclose.cli.refusals import refusals
from disclose.core.language import Wording


@refusals
def verify(
    report: Annotated[
        Path,
        Wording(
            "改过的报告（.docx、.html、.pdf、.md、.txt）",
            "the edited report (.docx, .html, .pdf, .md, .txt)",
        ),
    ],
    file: options.Workbook,
    *,
    previous: options.Previous = None,
    template: options.Templates = None,
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    editions: options.Folders = None,
) -> None:
    """Compare every number of an edited report with the report made anew from its workbook."""
    from disclose.core.errors import UnreadableDocumentError
    from disclose.documents.verify.render import summary

    library = api.library(editions or ())
    last = api.read_prior_year(previous, library) if previous else None
    try:
        found = api.verify(report, file, library, last, template)
    except UnreadableDocumentError as error:
        fail_with(str(report), error.findings)
    show_outcome(found, summary(found, language()), format_, output)
    raise typer.Exit(exit_code([found]))
