"""Reports that were edited by hand, verified against their workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclose.api.rendering import rendering
from disclose.api.workbooks import bounded, check

if TYPE_CHECKING:
    from functools import partial
    from pathlib import Path

    from disclose.checks.outcome import Checked
    from disclose.documents.manifest import Manifest
    from disclose.documents.model import Document
    from disclose.edition.library import Library
    from disclose.finding import Finding
    from disclose.previous import Previous
    from disclose.report.narrative import Report
    from disclose.verifying.run import Verified
    from disclose.verifying.told import Told


def verify(
    report: Path,
    workbook: Path,
    library: Library,
    previous: Previous | None = None,
    templates: Path | None = None,
) -> Verified:
    """Return whether every number of an edited report is still the workbook's.

    `previous` and `templates` are what the report was made with, as in `compile_report`. Nothing
    is raised for the content of the workbook.

    Raises:
        UnreadableDocument: the report is no document that can be read.
        EditionError: the edition's narrative is faulty.
        OSError: a file cannot be opened.
    """
    from dataclasses import replace
    from functools import partial

    from disclose.finding import Severity
    from disclose.report.annex import annexed
    from disclose.report.narrative import compose
    from disclose.report.narratives import overridden, packaged
    from disclose.verifying.run import Verified
    from disclose.verifying.run import verify as run

    document, made, found = _opened(report)
    checked = check(workbook, library, previous)
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        return Verified(file=str(report), workbook=str(workbook), findings=checked.findings)
    compared = bool(made.making.previous) or not made.making.edition
    composing = partial(
        compose,
        edition,
        filing,
        draft=bool(found),
        past=checked.compared.past if checked.compared and compared else None,
        narrative=overridden(edition, templates) if templates else packaged(edition),
        explained=_explained(checked) if made.making.annex or annexed(document.lines) else (),
        charts=True,
    )
    verified = run(_told(composing, document), document, made, found)
    errors = checked.count(Severity.ERROR)
    return replace(verified, file=str(report), workbook=str(workbook), faults=errors)


def _explained(checked: Checked) -> tuple[Finding, ...]:
    return tuple(each for each in checked.findings if each.explained)


def _opened(report: Path) -> tuple[Document, Manifest, tuple[str, ...]]:
    """Return a report as text with the marks of its numbers, its manifest, its marks of a draft."""
    from disclose.documents.manifest import manifest
    from disclose.documents.read import MAX_FILE, read
    from disclose.documents.word import headers
    from disclose.verifying.draft import marks

    data = bounded(report, MAX_FILE)
    document = read(data, report.name, anchored=True)
    above = headers(data) if document.kind == "docx" else ()
    return document, manifest(data, document.kind), marks(document.lines, above)


def _told(composing: partial[Report], document: Document) -> Told:
    """Return the report of a workbook as text, made anew as the edited `document` was made."""
    from disclose.report.told import illustrated, told

    with rendering(composing.keywords["narrative"]):
        return told(illustrated(composing(), document.lines))
