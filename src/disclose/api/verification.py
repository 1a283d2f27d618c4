"""Reports that were edited by hand, verified against their workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclose.api.inputs import verb
from disclose.api.rendering import rendering
from disclose.api.workbooks import bounded, check

if TYPE_CHECKING:
    from functools import partial
    from pathlib import Path

    from disclose.api.prior_input import Previous
    from disclose.checks.outcome import Checked
    from disclose.core.finding import Finding
    from disclose.documents.read.manifest import Manifest
    from disclose.documents.read.model import Document
    from disclose.documents.verify.expected_report import ExpectedReport
    from disclose.documents.verify.verifier import Verified
    from disclose.form.edition.load import Library
    from disclose.report.narrative import Report


@verb
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
        UnreadableDocumentError: the report is no document that can be read.
        EditionError: the edition's narrative is faulty.
        FileError: a file cannot be opened.
    """
    from dataclasses import replace
    from functools import partial

    from disclose.core.finding import Severity
    from disclose.documents.verify.verifier import Verified
    from disclose.documents.verify.verifier import verify as run
    from disclose.report.annex import annexed
    from disclose.report.narrative import compose
    from disclose.report.template_sources import overridden, packaged

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
        prior_year=checked.compared.prior_year if checked.compared and compared else None,
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
    from disclose.documents.read.manifest import manifest
    from disclose.documents.read.reader import MAX_FILE, read
    from disclose.documents.read.word import headers
    from disclose.documents.verify.verifier import marks

    data = bounded(report, MAX_FILE)
    document = read(data, report.name, anchored=True)
    above = headers(data) if document.kind == "docx" else ()
    return document, manifest(data, document.kind), marks(document.lines, above)


def _told(composing: partial[Report], document: Document) -> ExpectedReport:
    """Return the report of a workbook as text, made anew as the edited `document` was made."""
    from disclose.report.as_text import illustrated, told

    with rendering(composing.keywords["narrative"]):
        return told(illustrated(composing(), document.lines))
