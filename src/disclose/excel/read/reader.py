"""A filled workbook: bytes in, filing and findings out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from disclose.core.finding import Finding, note
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
from disclose.form.edition.load import Library
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Origin, Seal, complete
from disclose.form.layout.address import Address
from disclose.form.layout.stamp import parse, stamp


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: its filing and edition, both None if it is unreadable, and findings.

    `last` are last year's figures, if the workbook itself holds them.
    """

    filing: Filing | None
    edition: Edition | None
    findings: tuple[Finding, ...]
    last: PriorYearSheet | None = None


def read(data: bytes, name: str, library: Library) -> Reading:
    """Return what the workbook in `data` says; `name` is the file's name as it is shown.

    Of `library` the edition that the stamp names is loaded, the others only if that one does not
    fit. The findings say what was refused, not found or found elsewhere; what is wrong with entries
    and totals is said by `checks`. No bytes make this raise.

    Raises:
        EditionError: the definition of an edition that was needed is faulty.
    """
    try:
        package = open_package(data)
        found = detect_edition(package, library)
        origin = Origin(name=name, sha256=sha256(data).hexdigest())
        return _reading(package, found, origin)
    except RefusedWorkbookError as refused:
        return Reading(None, None, (refused.finding,))


def _reading(package: WorkbookPackage, found: DetectedEdition, origin: Origin) -> Reading:
    edition = found.edition
    lines = read_text_sheets(package, edition)
    moves = _moves(edition, found, lines)
    explained = find_explanation_lines(package)
    entries = EntryReader(package, edition, moves).entries(found.tables)
    filing = Filing(
        edition=edition.id,
        year=lines.year,
        body=lines.body,
        entries=complete(edition, entries),
        texts=lines.texts,
        explanations=explained.filled if explained else (),
        unread=lines.unread,
        origin=origin,
    )
    findings = (
        *_stamped(package, edition),
        *found.findings,
        *lines.findings,
        *_around(package, found, entries, moves),
    )
    return Reading(filing, edition, findings, read_prior_year_sheet(package, edition))


def _moves(edition: Edition, found: DetectedEdition, lines: TextSheets) -> Moves:
    """Return how a reference of the form's formulas reads in this workbook."""
    moved = {**found.moves(), **lines.moves}
    renamed = {
        edition.table(table).sheet: each.sheet
        for table, each in found.tables.items()
        if each and each.sheet != edition.table(table).sheet
    }
    if not moved and not renamed:
        return stays

    def moves(address: Address) -> Address:
        sheet = renamed.get(address.sheet, address.sheet)
        return moved.get(address) or Address(sheet, address.row, address.column)

    return moves


def _stamped(package: WorkbookPackage, edition: Edition) -> Iterator[Finding]:
    if stamp_of(package) is None:
        yield note("BOOK13", edition=edition.id)
    elif not _of_this_template(package, edition):
        yield note("BOOK20", edition=edition.id)


def _of_this_template(package: WorkbookPackage, edition: Edition) -> bool:
    """Return whether the workbook does not claim another version of the template of `edition`."""
    mark = stamp_of(package)
    return mark is None or mark.edition != edition.id or mark == parse(stamp(edition))


def _around(
    package: WorkbookPackage, found: DetectedEdition, entries: Mapping[str, Entry], moves: Moves
) -> Iterator[Finding]:
    tables = [each for each in found.tables.values() if each]
    for sheet in dict.fromkeys(each.sheet for each in tables):
        own = [each for each in tables if each.sheet == sheet]
        yield from numbers_outside(package, found.edition, sheet, own)
    for located in tables:
        yield from hidden_figures(package, located, entries)
        yield from merged_figures(package, located, entries)
    changed = any(entry.seal is Seal.CHANGED for entry in entries.values())
    if found.whole and not changed and _of_this_template(package, found.edition):
        yield from changed_live_checks(package, found.edition, tables, moves)
