"""Which edition a workbook was made from, and which of its sheets holds which table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclose.core.finding import Finding, Place, error, note
from disclose.excel.read.package import WorkbookPackage, usual_name
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.table_sheets import LocatedTable, find_table, typed_names
from disclose.form.edition.load import Library
from disclose.form.edition.model import Edition
from disclose.form.layout.address import Address
from disclose.form.layout.book import plan
from disclose.form.layout.stamp import STAMP_CELL, STAMP_PROPERTY, Stamp, parse
from disclose.form.locate.labels import table_labels
from disclose.form.locate.on_sheet import names_present


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectedEdition:
    """An edition laid beside a workbook: where each table was found; None where it was not."""

    edition: Edition
    tables: Mapping[str, LocatedTable | None]
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Return whether every figure was found."""
        located = [each for each in self.tables.values() if each]
        return sum(len(each.figures) for each in located) == len(self.edition.figures)

    def moves(self) -> Mapping[Address, Address]:
        """Return where the figures stand that are not where the form has them."""
        cells = plan(self.edition).cells
        return {
            cells[key]: Address(each.sheet, *at)
            for each in self.tables.values()
            if each and (each.moved or each.sheet != each.table.sheet)
            for key, at in each.figures.items()
            if cells[key] != Address(each.sheet, *at)
        }


def detect_edition(package: WorkbookPackage, library: Library) -> DetectedEdition:
    """Return the edition that the workbook agrees with.

    The stamp says which to look at first; it is believed as soon as one table is found. Otherwise
    the one whose printed names agree best is taken, of equals the first.

    Raises:
        RefusedWorkbookError: no table of any of them is found.
        EditionError: the definition of an edition that was needed is faulty.
    """
    mark = stamp_of(package)
    if mark is not None and mark.edition in library.ids:
        found = _beside(package, library.get(mark.edition))
        if found:
            return found
    beside = [_beside(package, library.get(each)) for each in library.ids]
    candidates = [each for each in beside if each]
    if not candidates:
        raise RefusedWorkbookError(error("BOOK06", tried=tuple(library.ids)))
    return max(candidates, key=lambda each: _agreement(package, each))


def stamp_of(package: WorkbookPackage) -> Stamp | None:
    """Return the stamp of the workbook, None if it has none that can be read."""
    if STAMP_CELL.sheet in package.sheets:
        cell = package.cells(STAMP_CELL.sheet).get((STAMP_CELL.row, STAMP_CELL.column))
        mark = parse(cell.text or "") if cell else None
        if mark is not None:
            return mark
    return parse(package.properties().get(STAMP_PROPERTY, ""))


def _beside(package: WorkbookPackage, edition: Edition) -> DetectedEdition | None:
    tables = {table.id: find_table(package, edition, table) for table in edition.tables}
    if not any(tables.values()):
        return None
    findings = [*_renamed(edition, tables)]
    for located in tables.values():
        findings.extend(located.findings if located else ())
    return DetectedEdition(edition=edition, tables=tables, findings=tuple(findings))


def _agreement(package: WorkbookPackage, found: DetectedEdition) -> tuple[int, int]:
    """Return how many of a thousand printed names are there, and how many in all."""
    there = total = 0
    for table in found.edition.tables:
        located = found.tables[table.id]
        cells = package.cells(located.sheet) if located else {}
        hits, wanted = names_present(table_labels(found.edition, table.id), typed_names(cells))
        there, total = there + hits, total + wanted
    return 1000 * there // total, there


def _renamed(edition: Edition, tables: Mapping[str, LocatedTable | None]) -> Iterator[Finding]:
    for table in edition.tables:
        located = tables[table.id]
        place = Place(sheet=located.sheet if located else table.sheet, label=table.title)
        if located is None:
            count = sum(figure.table is table for figure in edition.figures.values())
            yield error("BOOK07", place, sheet=table.sheet, table=table.title, count=count)
        elif located.sheet != usual_name(table.sheet):
            yield note("BOOK08", place, sheet=table.sheet, table=table.title, found=located.sheet)
