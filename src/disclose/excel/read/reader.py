"""A filled workbook: bytes in, filing and findings out."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from disclose.core.finding import Finding, error, note
from disclose.excel.read.detect_edition import DetectedEdition, detect_edition, stamp_of
from disclose.excel.read.entries import EntryReader
from disclose.excel.read.formulas import Moves, stays
from disclose.excel.read.layout_checks import (
    changed_live_checks,
    hidden_figures,
    merged_figures,
    numbers_outside,
)
from disclose.excel.read.other_sheets import (
    PriorYearSheet,
    TextSheets,
    find_explanation_lines,
    read_prior_year_sheet,
    read_text_sheets,
)
from disclose.excel.read.package import WorkbookPackage, open_package
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Origin, Seal, complete, with_agreed_zeros
from disclose.form.layout.address import Address
from disclose.form.layout.book import plan
from disclose.form.layout.stamp import VERSION, parse, stamp


class Reading(NamedTuple):
    """What a file says: its filing and edition, both None if it is unreadable, and findings.

    `prior_year` are the figures of the year before, if the workbook itself holds them.
    """

    filing: Filing | None
    edition: Edition | None
    findings: tuple[Finding, ...]
    prior_year: PriorYearSheet | None = None


def read(data: bytes, name: str, library: Library) -> Reading:
    """Return the content of the workbook in `data`; `name` is the file's name as it is shown.

    Of `library` the edition that the stamp names is loaded, the others only if that one does not
    fit. The findings say what was refused, not found or found elsewhere; errors in entries and
    totals are left to `checks`. No bytes make this raise.

    Raises:
        EditionError: the definition of an edition that was needed is faulty.
    """
    try:
        package = open_package(data)
        found = detect_edition(package, library)
        edition = found.edition
        texts = read_text_sheets(package, edition)
        moves = _moves(found, texts)
        entry_reader = EntryReader(package, edition, moves)
        entries = entry_reader.entries(found.tables)
        explanations = find_explanation_lines(package)
        filing = with_agreed_zeros(
            edition,
            Filing(
                edition=edition.id,
                year=texts.year,
                typed_year=texts.typed_year,
                body=texts.body,
                entries=complete(edition, entries),
                texts=texts.texts,
                explanations=explanations.filled if explanations else (),
                unread=texts.unread,
                moved=_moved_texts(edition, texts),
                fees=entry_reader.fees(texts.fees),
                origin=Origin(name=name, sha256=sha256(data).hexdigest()),
            ),
        )
        changed_checks = tuple(_live_check_findings(package, found, entries, moves))
        template = tuple(_template_findings(package, found, library, changed_checks))
        other_template = any(each.code != "BOOK13" for each in template)
        findings = (
            *template,
            *found.findings,
            *texts.findings,
            *_layout_findings(package, found, entries),
            *(() if other_template else changed_checks),
        )
        return Reading(filing, edition, findings, read_prior_year_sheet(package, edition))
    except RefusedWorkbookError as refused:
        return Reading(None, None, (refused.finding,))


def _moves(found: DetectedEdition, texts: TextSheets) -> Moves:
    """Return where a cell of the template is in this workbook.

    When rows are inserted or sheets renamed, a spreadsheet rewrites the formulas that refer to
    them: the form's formulas are compared with the workbook's by these moves.
    """
    moved = {**found.moves(), **texts.moves}
    renamed = {
        located.table.sheet: located.sheet
        for located in found.tables.values()
        if located and located.sheet != located.table.sheet
    }
    if not moved and not renamed:
        return stays

    def moves(address: Address) -> Address:
        sheet = renamed.get(address.sheet, address.sheet)
        return moved.get(address) or Address(sheet, address.row, address.column)

    return moves


def _moved_texts(edition: Edition, texts: TextSheets) -> Mapping[str, tuple[str, str]]:
    homes = plan(edition).texts.items()
    moved = ((section, texts.moves.get(home)) for section, home in homes)
    return {section: (at.sheet, at.a1) for section, at in moved if at is not None}


def _template_findings(
    package: WorkbookPackage,
    found: DetectedEdition,
    library: Library,
    changed_checks: Sequence[Finding],
) -> Iterator[Finding]:
    """Yield what the stamp says.

    A template of another version is a finding only if its tables or live checks differ: one that
    prints the same cells has other words for them, no more.
    """
    edition, own = found.edition, stamp_of(package)
    differs = (own and own.version != VERSION) or found.findings or changed_checks
    if own is None:
        yield note("BOOK13", edition=edition.id)
    elif own.edition not in library.ids:
        yield error("BOOK55", edition=own.edition)
    elif own.edition == edition.id and own != parse(stamp(edition)) and differs:
        yield note("BOOK20", edition=edition.id)


def _layout_findings(
    package: WorkbookPackage, found: DetectedEdition, entries: Mapping[str, Entry]
) -> Iterator[Finding]:
    tables = [located for located in found.tables.values() if located]
    for sheet in dict.fromkeys(located.sheet for located in tables):
        on_sheet = [located for located in tables if located.sheet == sheet]
        yield from numbers_outside(package, found.edition, sheet, on_sheet)
    for located in tables:
        yield from hidden_figures(package, located, entries)
        yield from merged_figures(package, located, entries)


def _live_check_findings(
    package: WorkbookPackage, found: DetectedEdition, entries: Mapping[str, Entry], moves: Moves
) -> Iterator[Finding]:
    # The live checks of a form that lost figures or totals are other formulas for a reason that
    # has a finding already.
    changed = any(entry.seal is Seal.CHANGED for entry in entries.values())
    if found.whole and not changed:
        tables = [located for located in found.tables.values() if located]
        yield from changed_live_checks(package, found.edition, tables, moves)
