"""Which edition a workbook was made from, and which of its sheets holds which table."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclose.core.finding import Finding, Place, error, note
from disclose.excel.read.package import WorkbookPackage, usual_name
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.table_sheets import LocatedTable, find_table, typed_names
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.form.layout.address import Address
from disclose.form.layout.book import plan
from disclose.form.layout.stamp import STAMP_CELL, STAMP_PROPERTY, Stamp, parse
from disclose.form.locate.labels import table_labels
from disclose.form.locate.on_sheet import names_present


class DetectedEdition(NamedTuple):
    """An edition compared with a workbook: where each table is, None for a table not found."""

    edition: Edition
    tables: Mapping[str, LocatedTable | None]
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Return whether every figure was found."""
        located = [table for table in self.tables.values() if table]
        return sum(len(table.figures) for table in located) == len(self.edition.figures)

    def moves(self) -> Mapping[Address, Address]:
        """Return the found cells of figures that are not in the form's, by the form's."""
        cells = plan(self.edition).cells
        return {
            cells[key]: Address(table.sheet, *at)
            for table in self.tables.values()
            if table and (table.moved or table.sheet != table.table.sheet)
            for key, at in table.figures.items()
            if cells[key] != Address(table.sheet, *at)
        }


def detect_edition(package: WorkbookPackage, library: Library) -> DetectedEdition:
    """Return the edition that the workbook agrees with.

    The stamp says which to compare first; it is believed as soon as one table is found. Otherwise
    the edition whose printed names agree best is taken, of equals the first.

    Raises:
        RefusedWorkbookError: no table of any edition is found.
        EditionError: the definition of an edition that was needed is faulty.
    """
    found = stamp_of(package)
    if found is not None and found.edition in library.ids:
        stamped = _compared(package, library.get(found.edition))
        if stamped:
            return stamped
    compared = [_compared(package, library.get(edition)) for edition in library.ids]
    candidates = [candidate for candidate in compared if candidate]
    if not candidates:
        raise RefusedWorkbookError(error("BOOK06", tried=tuple(library.ids)))
    return max(candidates, key=lambda candidate: _agreement(package, candidate))


def stamp_of(package: WorkbookPackage) -> Stamp | None:
    """Return the stamp of the workbook, None if it has none that can be read."""
    if STAMP_CELL.sheet in package.sheets:
        cell = package.cells(STAMP_CELL.sheet).get((STAMP_CELL.row, STAMP_CELL.column))
        found = parse(cell.text or "") if cell else None
        if found is not None:
            return found
    return parse(package.properties().get(STAMP_PROPERTY, ""))


def _compared(package: WorkbookPackage, edition: Edition) -> DetectedEdition | None:
    tables = {table.id: find_table(package, edition, table) for table in edition.tables}
    if not any(tables.values()):
        return None
    findings = [*_sheet_findings(edition, tables)]
    for located in tables.values():
        findings.extend(located.findings if located else ())
    return DetectedEdition(edition=edition, tables=tables, findings=tuple(findings))


def _agreement(package: WorkbookPackage, candidate: DetectedEdition) -> tuple[int, int]:
    """Return how many of a thousand printed names are in the workbook, and how many in all."""
    there = total = 0
    for table in candidate.edition.tables:
        located = candidate.tables[table.id]
        cells = package.cells(located.sheet) if located else {}
        labels = table_labels(candidate.edition, table.id)
        found, printed = names_present(labels, typed_names(cells))
        there, total = there + found, total + printed
    return 1000 * there // total, there


def _sheet_findings(
    edition: Edition, tables: Mapping[str, LocatedTable | None]
) -> Iterator[Finding]:
    for table in edition.tables:
        located = tables[table.id]
        place = Place(sheet=located.sheet if located else table.sheet, label=table.title)
        if located is None:
            count = sum(figure.table is table for figure in edition.figures.values())
            yield error("BOOK07", place, sheet=table.sheet, table=table.title, count=count)
        elif located.sheet != usual_name(table.sheet):
            yield note("BOOK08", place, sheet=table.sheet, table=table.title, found=located.sheet)
