"""The structure of an edited report: only what is not in the report as compiled."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclose.documents.read.anchors import told
from disclose.documents.read.model import Document, Line
from disclose.documents.structure.checks import new_in
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.verifier import Verified
from disclose.form.edition.model import Edition
from disclose.prose.lexicon import Vocabulary

_DATED, _OTHER_DATE = frozenset(("DOC83", "DOC84", "DOC85")), "DOC65"


def with_structure(
    verified: Verified,
    report: ExpectedReport,
    document: Document,
    editions: Sequence[Edition],
    vocabularies: Sequence[Vocabulary],
) -> Verified:
    """Return `verified` with the findings about the structure that editing brought about.

    There are none if `document` is another report, or none at all. A year or a date in a line
    where `verified` has one that differs from the workbook's is one fault.
    """
    if not verified.found:
        return verified
    made = Document("", tuple(_lines(report)), (), "txt")
    others = (each for each in verified.findings if each.code == _OTHER_DATE)
    dated = {place.line for each in others for place in each.places}
    found = tuple(
        each
        for each in new_in(without_marks(document), made, editions, vocabularies)
        if each.code not in _DATED or dated.isdisjoint(place.line for place in each.places)
    )
    return replace(verified, findings=(*verified.findings, *found))


def _lines(report: ExpectedReport) -> Iterator[Line]:
    for number, pieces in enumerate(report.lines, 1):
        if text := "".join(piece.text for piece in pieces).strip():
            yield Line(number, text)


def without_marks(document: Document) -> Document:
    """Return `document` without the marks of its anchors."""
    lines = tuple(replace(line, text=told(line.text)[0]) for line in document.lines)
    tables = tuple(
        replace(table, rows=tuple(tuple(told(cell)[0] for cell in row) for row in table.rows))
        for table in document.tables
    )
    return replace(document, lines=lines, tables=tables)
