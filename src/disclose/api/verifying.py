"""Reports that were edited by hand, verified against their workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclose.api.workbooks import bounded, check, rendering

if TYPE_CHECKING:
    from pathlib import Path

    from disclose.checks.outcome import Checked
    from disclose.documents.manifest import Manifest
    from disclose.documents.model import Document
    from disclose.edition.library import Library
    from disclose.finding import Finding
    from disclose.past import Past
    from disclose.previous import Previous
    from disclose.verifying.run import Verified


def verify(
    report: Path,
    workbook: Path,
    library: Library,
    previous: Previous | None = None,
    templates: Path | None = None,
) -> Verified:
    """Return whether every number of an edited report is still the workbook's.

    Where `previous` is given the report may tell changes on it; `templates` is the folder of its
    own narrative. Nothing is raised for the content of the workbook.

    Raises:
        UnreadableDocument: the report is no document that can be read.
        EditionError: the edition's narrative is faulty.
        OSError: a file cannot be opened.
    """
    from dataclasses import replace

    from disclose.documents.manifest import manifest
    from disclose.documents.read import MAX_FILE, read
    from disclose.finding import Severity
    from disclose.report.narrative import compose
    from disclose.report.narratives import overridden, packaged
    from disclose.report.told import illustrated, told
    from disclose.verifying.draft import marks
    from disclose.verifying.run import Verified
    from disclose.verifying.run import verify as run

    data = bounded(report, MAX_FILE)
    document = read(data, report.name, anchored=True)
    checked = check(workbook, library, previous)
    if checked.edition is None or checked.filing is None:
        return Verified(file=str(report), workbook=str(workbook), findings=checked.findings)
    found = marks(document.lines, _headers(data, document))
    made = manifest(data, document.kind)
    narrative = overridden(checked.edition, templates) if templates else packaged(checked.edition)
    with rendering(narrative):
        anew = compose(
            checked.edition,
            checked.filing,
            draft=bool(found),
            past=_past(checked, made),
            narrative=narrative,
            explained=_explained(checked, made, document),
            charts=True,
        )
    verified = run(told(illustrated(anew, document.lines)), document, made, found)
    faults = checked.count(Severity.ERROR)
    return replace(verified, file=str(report), workbook=str(workbook), faults=faults)


def _past(checked: Checked, made: Manifest) -> Past | None:
    """Return last year as the report tells changes on it; one without a manifest may do so."""
    if checked.compared and (made.making.previous or not made.making.edition):
        return checked.compared.past
    return None


def _explained(checked: Checked, made: Manifest, document: Document) -> tuple[Finding, ...]:
    """Return what was explained if the report has an annex of it."""
    from disclose.report.annex import annexed

    if made.making.annex or annexed(document.lines):
        return tuple(each for each in checked.findings if each.explained)
    return ()


def _headers(data: bytes, document: Document) -> tuple[str, ...]:
    from disclose.documents.word import headers

    return headers(data) if document.kind == "docx" else ()
