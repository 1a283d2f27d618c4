"""The command `audit`: a report without a workbook."""

from pathlib import Path
from typing import Annotated

import typer

from disclose import api
from disclose.cli import options
from disclose.cli.language import language
from disclose.cli.output import exit_code, show_outcome
from disclose.core.language import Wording


def audit(
    report: Annotated[
        Path,
        Wording(
            "报告（.docx、.html、.pdf、.md、.txt）", "a report (.docx, .html, .pdf, .md, .txt)"
        ),
    ],
    format_: options.FindingsFormat = options.Format.TEXT,
    output: options.Output = None,
    editions: options.Folders = None,
) -> None:
    """Check the arithmetic of a report, without a workbook."""
    from disclose.documents.audit.render import summary

    found = api.audit(report, api.library(editions or ()))
    show_outcome(found, summary(found, language()), format_, output)
    raise typer.Exit(exit_code([found]))
