"""The sheet, or the part of one, that holds a table; what was found there; copies of the table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from sys import getsizeof
from typing import NamedTuple

from disclose.core.bounded_cache import BoundedCache
from disclose.core.finding import Finding, Place, error, warning
from disclose.core.text import LONGEST_NAME, abridge, bare_name
from disclose.excel.read.moved_cells import moved_cells
from disclose.excel.read.package import WorkbookPackage, usual_name
from disclose.excel.read.sheet import Content, RawCell
from disclose.form.edition.model import Edition, Table
from disclose.form.edition.sheet_names import META, PRIOR_YEAR_SHEET, PROBLEMS
from disclose.form.layout.address import Address, Position
from disclose.form.layout.book import plan
from disclose.form.layout.stamp import lists_problems
from disclose.form.locate.doubled import doubled_line
from disclose.form.locate.labels import Label, TableLabels, table_labels
from disclose.form.locate.on_sheet import OnSheet, as_printed, locate_on_sheet, names_present

MOST_PARTS = 30
"""A sheet on which more tables seem to begin is not cut up."""

SHOWN = 3
"""How many of the figures that differ a message names."""


class LocatedTable(NamedTuple):
    """A table found on a sheet: the cells of its figures by key, and of its names by the form's.

    A figure that is not in `figures` was not found. `others` are cells of the sheet that belong to
    a copy of the table, for which there is a finding of its own.
    """

    table: Table
    sheet: str
    figures: Mapping[str, Position]
    labels: Mapping[Position, Position]
    moved: bool
    findings: tuple[Finding, ...] = ()
    others: frozenset[Position] = frozenset()


def find_table(package: WorkbookPackage, edition: Edition, table: Table) -> LocatedTable | None:
    """Return where `table` is in a workbook, None if it is nowhere.

    Of several places the one in which figures are typed is taken, first on the sheet of the
    table's name. What is typed into others is reported; if it is not the same, and no name of a
    sheet says which is meant, nothing is read.
    """
    home = usual_name(table.sheet)
    own = _places(package, edition, table, home) if home in package.sheets else []
    # A table that is filled in, in place and on its own sheet needs no look at the form's other
    # sheets, only at sheets that someone added.
    settled = any(place.at.names_in_place and place.filled for place in own)
    known = {home, META, PRIOR_YEAR_SHEET}
    known.update(name for name in package.sheets if _lists_problems(package, name))
    if settled:
        known.update(plan(edition).sheets)
    added = [name for name in package.sheets if name not in known]
    places = own + [place for name in added for place in _places(package, edition, table, name)]
    if not places:
        return None
    best = max(places, key=lambda place: (place.filled, place.at_home, len(place.at.figures)))
    return _chosen(best, [place for place in places if place is not best and place.filled])


def typed_names(cells: Mapping[Position, RawCell]) -> dict[Position, str]:
    """Return the texts that may be names: neither numbers nor results of formulas."""
    return {
        at: cell.text
        for at, cell in cells.items()
        if cell.text and not cell.formula and cell.content is Content.TEXT
    }


def _lists_problems(package: WorkbookPackage, name: str) -> bool:
    """Return whether a sheet is the list of problems that marking adds."""
    if not name.startswith(PROBLEMS):
        return False
    first = package.cells(name).get((0, 0))
    return first is not None and lists_problems(name, first.text or "")


# Parts of a sheet that may each hold a table: from its first cell to where the next begins.


@dataclass(frozen=True)
class _Region:
    """A part of a sheet; its cells keep their places."""

    sheet: str
    cells: Mapping[Position, RawCell]

    @cached_property
    def shown(self) -> Mapping[Position, str]:
        """The texts of all cells."""
        return {at: cell.text for at, cell in self.cells.items() if cell.text is not None}

    @cached_property
    def typed(self) -> Mapping[Position, str]:
        """The texts that may be names."""
        return typed_names(self.cells)


def _regions(edition: Edition, whole: _Region) -> list[_Region]:
    """Return the parts of a sheet on which tables of `edition` begin, or the whole of it.

    A sheet on which no more than one table begins is one part, wherever the table is on it.
    """
    tables = (table_labels(edition, table.id) for table in edition.tables)
    corners = {wanted.corner: wanted for wanted in tables if wanted.corner}
    begins: dict[Position, TableLabels] = {}
    names = {at: bare_name(text) for at, text in whole.typed.items()}
    repeated: set[Position] = set()
    for at in sorted(at for at, name in names.items() if name in corners):
        if at in repeated:
            continue
        begins[at] = wanted = corners[names[at]]
        # Where merges were undone the first name may be filled into all the cells that it spans.
        corner = wanted.labels[0]
        spanned = [
            (at[0] + down, at[1] + along)
            for down in range(corner.rows)
            for along in range(corner.columns)
        ]
        if all(names.get(cell) == names[at] for cell in spanned):
            repeated.update(spanned)
    if not 1 < len(begins) <= MOST_PARTS:
        return [whole]
    return [_Region(whole.sheet, _within(whole.cells, at, begins)) for at in begins]


def _within(
    cells: Mapping[Position, RawCell], first: Position, begins: Mapping[Position, TableLabels]
) -> Mapping[Position, RawCell]:
    """Return the cells from `first` on, up to where the next table begins below or at the right.

    A table that begins less than the own width further along is below, not at the right.
    """
    grid = begins[first].grid
    below = [
        row for row, column in begins if row > first[0] and abs(column - first[1]) < grid.columns
    ]
    right = [
        column for row, column in begins if column > first[1] and abs(row - first[0]) < grid.rows
    ]
    bottom, side = min(below, default=None), min(right, default=None)
    return {
        (row, column): cell
        for (row, column), cell in cells.items()
        if row >= first[0]
        and column >= first[1]
        and (bottom is None or row < bottom)
        and (side is None or column < side)
    }


# The places of a table, and which of them is read.


@dataclass(frozen=True)
class _TablePlace:
    """A table that was located on a part of a sheet."""

    edition: Edition
    wanted: TableLabels
    region: _Region
    at: OnSheet

    @cached_property
    def typed(self) -> Mapping[str, str]:
        """The texts that are typed as figures there, by key."""
        return dict(self._typed())

    @cached_property
    def filled(self) -> bool:
        """Whether anything is typed as a figure there."""
        return next(self._typed(), None) is not None

    def _typed(self) -> Iterator[tuple[str, str]]:
        cells, figures = self.region.cells, self.at.figures
        for key in plan(self.edition).inputs(self.wanted.table.id):
            cell = cells.get(figures[key]) if key in figures else None
            text = cell.text.strip() if cell and cell.text else ""
            if text:
                yield key, text

    @property
    def at_home(self) -> bool:
        """Whether the sheet bears the table's name."""
        return self.region.sheet == usual_name(self.wanted.table.sheet)

    @property
    def place(self) -> Place:
        """The cell in which the table begins."""
        at = min(self.at.names.values(), default=(0, 0))
        return Place(sheet=self.region.sheet, cell=Address(self.region.sheet, *at).a1)

    @property
    def cells(self) -> frozenset[Position]:
        """The cells that its figures and names take."""
        return frozenset({*self.at.figures.values(), *self.at.names.values()})

    def differing(self, other: "_TablePlace") -> tuple[str, ...]:
        """Return the figures that are not typed alike in both."""
        keys = plan(self.edition).inputs(self.wanted.table.id)
        return tuple(key for key in keys if self.typed.get(key) != other.typed.get(key))


_PRINTED = BoundedCache[tuple[Edition, str, tuple[tuple[Position, str], ...]], OnSheet](2 << 20)
"""Where the figures are on a sheet with these typed texts, if it bears one table as printed.

A table of a form takes 30 kB at most: in most workbooks only numbers are typed.
"""

_NAME = 300
"""Bytes of a name in the key besides those of the text."""


def _places(
    package: WorkbookPackage, edition: Edition, table: Table, name: str
) -> list[_TablePlace]:
    """Return where on a sheet the table is, by its printed names.

    A sheet of the table's name need bear a third of them, any other sheet a half.
    """
    wanted = table_labels(edition, table.id)
    whole = _Region(name, package.cells(name))
    known = _PRINTED.get(key := (edition, table.id, tuple(whole.typed.items())))
    if known is not None and (
        wanted.names_rows or not doubled_line(wanted, known.figures, whole.shown)
    ):
        return [_TablePlace(edition, wanted, whole, known)]
    regions = _regions(edition, whole)
    at = as_printed(wanted, whole.typed) if regions == [whole] else None
    if at is not None:
        size = sum(_NAME + getsizeof(text) for text in whole.typed.values())
        _PRINTED.put(key, at, size)
    enough = 3 if name == usual_name(table.sheet) else 2
    places = []
    for region in regions:
        there, all_names = names_present(wanted, region.typed)
        if enough * there >= all_names:
            at = locate_on_sheet(wanted, region.shown, region.typed)
            places.append(_TablePlace(edition, wanted, region, at))
    return places


def _chosen(best: _TablePlace, others: Sequence[_TablePlace]) -> LocatedTable:
    """Return the table at its best place; the others are filled in as well."""
    sheet = best.region.sheet
    same_sheet = [other for other in others if other.region.sheet == sheet]
    located = LocatedTable(
        table=best.wanted.table,
        sheet=sheet,
        figures=best.at.figures,
        labels=best.at.names,
        moved=not best.at.in_place,
        others=frozenset().union(*(other.cells for other in same_sheet)),
    )
    doubtful = [
        other
        for other in others
        if best.differing(other) and (other in same_sheet or not best.at_home)
    ]
    if doubtful:
        differ = _copies_differ(best, doubtful[0])
        return located._replace(figures={}, findings=(differ,), others=located.others | best.cells)
    return located._replace(findings=(*_findings(best), *_copies(best, others)))


def _copies_differ(best: _TablePlace, other: _TablePlace) -> Finding:
    keys = best.differing(other)
    figures = best.edition.figures
    cells = tuple(
        f"{figures[key].label}: {best.typed.get(key) or '　'} / {other.typed.get(key) or '　'}"
        for key in keys
    )
    return error(
        "BOOK21",
        best.place,
        other.place,
        table=best.wanted.table.title,
        found=tuple(f"{copy.place.sheet}!{copy.place.cell}" for copy in (best, other)),
        cells=abridge(cells, SHOWN),
        count=sum(figure.table is best.wanted.table for figure in figures.values()),
    )


def _copies(best: _TablePlace, others: Sequence[_TablePlace]) -> Iterator[Finding]:
    for other in others:
        at = other.place
        same = other.region.sheet == best.region.sheet
        yield warning(
            "BOOK16",
            at if same else Place(sheet=at.sheet),
            found=f"{at.sheet}!{at.cell}" if same else at.sheet,
            table=best.wanted.table.title,
            sheet=f"{best.place.sheet}!{best.place.cell}" if same else best.region.sheet,
        )


# Findings about the names: moved, not found, retyped.


def _findings(best: _TablePlace) -> Iterator[Finding]:
    sheet, wanted, at = best.region.sheet, best.wanted, best.at
    if at.transposed:
        # Every name has moved then: one finding says so for all of them.
        yield warning("BOOK22", best.place, sheet=sheet, table=wanted.table.title)
        return
    if not at.in_place:
        yield from moved_cells(wanted, sheet, at)
    for label in at.lost:
        yield _not_found(best.edition, sheet, label)
    for name, cells in at.doubled.items():
        yield _doubled(sheet, name, cells)
    if at.retyped:
        texts = {label.cell: label.text for label in wanted.labels}
        places = tuple(
            Place(
                sheet=sheet,
                cell=Address(sheet, *at.names.get(home, home)).a1,
                typed=typed,
                label=texts[home],
            )
            for home, typed in at.retyped.items()
        )
        names = tuple(
            f"{place.cell} “{place.label}” → “{place.typed[:LONGEST_NAME] or '　'}”"
            for place in places
        )
        yield warning("BOOK12", *places, sheet=sheet, count=len(places), names=names)


def _not_found(edition: Edition, sheet: str, label: Label) -> Finding:
    count = len(label.figures)
    name = edition.figures[label.figures[0]].label if count == 1 else label.text
    place = Place(sheet=sheet, label=name)
    return error("BOOK10", place, sheet=sheet, label=name, count=count)


def _doubled(sheet: str, name: str, cells: Sequence[Position]) -> Finding:
    found = [Place(sheet=sheet, cell=Address(sheet, *at).a1, label=name) for at in cells]
    where = abridge([f"{sheet}!{place.cell}" for place in found])
    return error("BOOK53", *found, sheet=sheet, label=name, found=where)
