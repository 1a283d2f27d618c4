"""Reports that were edited by hand, verified against their workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclose.api.workbooks import bounded, check

if TYPE_CHECKING:
    from functools import partial
    from pathlib import Path

    from disclose.checks.outcome import Checked
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

    Where `previous` is given the report is one that tells changes on last year, as with
    `compile_report`; `templates` is the folder of its own narrative. Nothing is raised for the
    content of the workbook.

    Raises:
        UnreadableDocument: the report is no document that can be read.
        EditionError: the edition's narrative is faulty.
        OSError: a file cannot be opened.
    """
    from dataclasses import replace
    from functools import partial

    from disclose.documents.manifest import manifest
    from disclose.documents.read import MAX_FILE, read
    from disclose.finding import Severity
    from disclose.report.annex import annexed
    from disclose.report.narrative import compose
    from disclose.report.narratives import overridden, packaged
    from disclose.verifying.draft import marks
    from disclose.verifying.run import Verified
    from disclose.verifying.run import verify as run

    data = bounded(report, MAX_FILE)
    document = read(data, report.name, anchored=True)
    checked = check(workbook, library, previous)
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        return Verified(file=str(report), workbook=str(workbook), findings=checked.findings)
    found = marks(document.lines, _headers(data, document))
    made = manifest(data, document.kind)
    compared = bool(made.making.previous) or not made.making.edition
    composing = partial(
        compose,
        edition,
        filing,
        draft=bool(found),
        past=checked.compared.past if checked.compared and compared else None,
        narrative=overridden(edition, templates) if templates else packaged(edition),
        explained=_explained(checked) if made.making.annex or annexed(document.lines) else (),
    )
    return replace(
        run(_told(composing), document, made, found),
        file=str(report),
        workbook=str(workbook),
        faults=checked.count(Severity.ERROR),
    )


def _explained(checked: Checked) -> tuple[Finding, ...]:
    return tuple(each for each in checked.findings if each.explained)


def _headers(data: bytes, document: Document) -> tuple[str, ...]:
    from disclose.documents.word import headers

    return headers(data) if document.kind == "docx" else ()


def _told(composing: partial[Report]) -> Told:
    """Return the report of a workbook as text, made anew as the edited one was made."""
    from disclose.api.workbooks import faulty_narrative
    from disclose.report.blocks import NarrativeError
    from disclose.report.told import told
    from disclose.templating import TemplateFaultError

    try:
        return told(composing())
    except (TemplateFaultError, NarrativeError) as error:
        raise faulty_narrative(composing.keywords["narrative"], error) from error
