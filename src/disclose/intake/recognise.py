"""Which edition a workbook was made from, and which of its sheets holds which table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from disclose.edition.library import Library
from disclose.edition.model import Edition, Table
from disclose.finding import Finding, Place, finding
from disclose.intake.kinds import FOREIGN, SHEET_MISSING, SHEET_RENAMED, SHEET_REPEATED
from disclose.intake.locate import Located, locate, misplaced, presence
from disclose.intake.package import Package
from disclose.intake.refused import RefusedError
from disclose.layout.address import Address
from disclose.layout.book import LAST, plan
from disclose.layout.marks import PROBLEMS, lists_problems
from disclose.layout.stamp import STAMP_CELL, STAMP_PROPERTY, Stamp, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """An edition laid beside a workbook: where each table was found; None where it was not."""

    edition: Edition
    tables: Mapping[str, Located | None]
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


def recognised(package: Package, library: Library) -> Recognised:
    """Return the edition that the workbook agrees with.

    The stamp says which to look at first; it is believed as soon as one table is found. Otherwise
    the one whose printed names agree best is taken, of equals the first.

    Raises:
        RefusedError: no table of any of them is found.
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
        raise RefusedError(FOREIGN, tried="、".join(library.ids))
    return max(candidates, key=lambda each: _agreement(package, each))


def stamp_of(package: Package) -> Stamp | None:
    """Return the stamp of the workbook, None if it has none that can be read."""
    if STAMP_CELL.sheet in package.sheets:
        cell = package.cells(STAMP_CELL.sheet).get((STAMP_CELL.row, STAMP_CELL.column))
        mark = parse(cell.text or "") if cell else None
        if mark is not None:
            return mark
    return parse(package.properties().get(STAMP_PROPERTY, ""))


def _beside(package: Package, edition: Edition) -> Recognised | None:
    sheets = _sheets(package, edition)
    if not any(sheets.values()):
        return None
    tables = {
        table.id: locate(edition, table, sheet, package.cells(sheet)) if sheet else None
        for table, sheet in ((table, sheets[table.id]) for table in edition.tables)
    }
    findings = [*_renamed(edition, tables), *_repeated(package, edition, tables)]
    for located in tables.values():
        findings.extend(located.findings if located else ())
    return Recognised(
        edition=edition,
        tables=tables,
        findings=tuple(findings),
    )


def _sheets(package: Package, edition: Edition) -> Mapping[str, str]:
    """Return the sheet of each table by table id, empty where there is none."""
    sheets = {table.id: _by_name(package, edition, table) for table in edition.tables}
    for table in edition.tables:
        if not sheets[table.id]:
            taken = {LAST, *sheets.values()}
            free = [name for name in _own_sheets(package) if name not in taken]
            sheets[table.id] = _by_labels(package, edition, table, free)
    return sheets


def _own_sheets(package: Package) -> list[str]:
    """Return the names of all sheets but those that marking put in front."""
    return [name for name in package.sheets if not _is_list(package, name)]


def _is_list(package: Package, name: str) -> bool:
    if not name.startswith(PROBLEMS):
        return False
    first = package.cells(name).get((0, 0))
    return first is not None and lists_problems(name, first.text or "")


def _by_name(package: Package, edition: Edition, table: Table) -> str:
    """Return the sheet that bears the table's name and at least a third of its printed names."""
    name = normalize("NFC", table.sheet).strip()
    if name not in package.sheets:
        return ""
    cells = package.cells(name)
    if not misplaced(edition, table, cells):
        return name
    there, wanted = presence(edition, table, cells)
    return name if 3 * there >= wanted else ""


def _by_labels(package: Package, edition: Edition, table: Table, free: Sequence[str]) -> str:
    """Return the sheet that bears most of the table's printed names, if it is half of them."""
    best, most = "", 0
    for name in free:
        there, wanted = presence(edition, table, package.cells(name))
        if there > most and 2 * there >= wanted:
            best, most = name, there
    return best


def _agreement(package: Package, found: Recognised) -> tuple[int, int]:
    """Return how many of a thousand printed names are there, and how many in all."""
    there = total = 0
    for table in found.edition.tables:
        located = found.tables[table.id]
        cells = package.cells(located.sheet) if located else {}
        hits, wanted = presence(found.edition, table, cells)
        there, total = there + hits, total + wanted
    return 1000 * there // total, there


def _renamed(edition: Edition, tables: Mapping[str, Located | None]) -> Iterator[Finding]:
    for table in edition.tables:
        located = tables[table.id]
        place = Place(sheet=located.sheet if located else table.sheet, label=table.title)
        if located is None:
            count = sum(figure.table is table for figure in edition.figures.values())
            yield finding(SHEET_MISSING, place, sheet=table.sheet, table=table.title, count=count)
        elif located.sheet != normalize("NFC", table.sheet).strip():
            yield finding(
                SHEET_RENAMED, place, sheet=table.sheet, table=table.title, found=located.sheet
            )


def _repeated(
    package: Package, edition: Edition, tables: Mapping[str, Located | None]
) -> Iterator[Finding]:
    """Yield a finding for each sheet of the user's own that looks like a table already found."""
    known = {*plan(edition).sheets, LAST, *(each.sheet for each in tables.values() if each)}
    for name in _own_sheets(package):
        if name in known:
            continue
        for located in tables.values():
            if located and _looks_like(package, edition, located.table, name):
                yield finding(
                    SHEET_REPEATED,
                    Place(sheet=name),
                    found=name,
                    table=located.table.title,
                    sheet=located.sheet,
                )


def _looks_like(package: Package, edition: Edition, table: Table, name: str) -> bool:
    there, wanted = presence(edition, table, package.cells(name))
    return 2 * there >= wanted
