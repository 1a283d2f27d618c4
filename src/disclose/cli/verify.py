"""The command `verify`: an edited report against its workbook."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language
from disclose.cli.output import exit_code, show_outcome
from disclose.core.language import Wording


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
    from disclose.documents.verify.render import summary

    found = api.verify(report, file, api.library(editions or ()), previous, template)
    show_outcome(found, summary(found, language()), format_, output)
    raise typer.Exit(exit_code([found]))
