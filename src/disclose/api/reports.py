"""Reports without a workbook: audited, or imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclose.api.forms import editions
from disclose.api.inputs import verb
from disclose.api.workbooks import bounded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from disclose.documents.audit.auditor import Audited
    from disclose.documents.audit.statements import Tables
    from disclose.documents.extract.extraction import Imported
    from disclose.documents.read.model import Document
    from disclose.form.edition.load import Library
    from disclose.form.edition.model import Edition


@verb
def audit(report: Path, library: Library) -> Audited:
    """Return everything that is to be said about a hand-written or published report.

    Raises:
        UnreadableDocumentError: it is no document that can be read.
        EditionError: a lexicon is faulty.
        FileError: it cannot be opened.
    """
    from dataclasses import replace

    from disclose.core.resources import templates
    from disclose.documents.audit import lexicon
    from disclose.documents.audit.auditor import audit as run
    from disclose.documents.read.reader import MAX_FILE, read

    document = read(bounded(report, MAX_FILE), report.name)
    vocabularies = lexicon.load(library.roots, templates() / "audit")
    forms = editions(library)
    audited = run(document, vocabularies, lambda each: _official_tables(each, forms))
    return replace(audited, file=str(report))


def _official_tables(document: Document, forms: Sequence[Edition]) -> Tables | None:
    """Return the figures of the official tables in `document`, None if it has none."""
    from disclose.documents.audit.statements import Tables
    from disclose.documents.extract.extraction import take
    from disclose.form.filing import Origin

    checked = take(document, forms, Origin()).checked
    if checked.edition is None or checked.filing is None:
        return None
    amounts = ((key, entry.amount) for key, entry in checked.filing.entries.items())
    lines = {
        table.id: line.number
        for table in checked.edition.tables
        for line in document.lines
        if table.title in line.text
    }
    figures = {key: amount for key, amount in amounts if amount is not None}
    return Tables(checked.edition, figures, lines)


@verb
def import_report(report: Path, library: Library, edition: str = "") -> Imported:
    """Return the official tables of a published report as figures, with all there is to say.

    The edition is the one that the tables agree with, or the one called `edition`. Nothing is
    raised for the content of the report.

    Raises:
        FileError: the file cannot be opened.
        EditionError: an edition is unknown or faulty.
    """
    from dataclasses import replace
    from hashlib import sha256

    from disclose.core.errors import UnreadableDocumentError
    from disclose.documents.extract.extraction import refused, take
    from disclose.documents.read.reader import MAX_FILE, read
    from disclose.form.filing import Origin

    data = bounded(report, MAX_FILE)
    forms = (library.get(edition),) if edition else editions(library)
    try:
        document = read(data, report.name)
    except UnreadableDocumentError as error:
        return refused(str(report), *error.findings)
    origin = Origin(name=report.name, sha256=sha256(data).hexdigest())
    taken = take(document, forms, origin)
    return replace(taken, checked=replace(taken.checked, file=str(report)))
