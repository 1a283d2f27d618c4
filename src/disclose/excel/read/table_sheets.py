"""The sheet, or the part of one, that holds a table; copies of the table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import normalize

from disclose.core.finding import Finding, Place, error, warning
from disclose.core.text import abridge, bare_name
from disclose.excel.read.expected_labels import Template, template
from disclose.excel.read.locate import Located, locate, misplaced, presence, texts
from disclose.excel.read.package import WorkbookPackage
from disclose.excel.read.sheet import RawCell
from disclose.form.edition.model import Edition, Table
from disclose.form.layout.address import Address, Position
from disclose.form.layout.book import META, PRIOR_YEAR_SHEET, plan
from disclose.form.layout.stamp import PROBLEMS, lists_problems

# Parts of a sheet that may each hold a table: from its first cell to where the next begins.

MOST_PARTS = 30
"""A sheet on which more tables seem to begin is not cut up."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a sheet; its cells keep their places."""

    sheet: str
    cells: Mapping[Position, RawCell]


def regions(edition: Edition, sheet: str, cells: Mapping[Position, RawCell]) -> Sequence[Region]:
    """Return the parts of a sheet on which tables of `edition` begin, or the whole of it.

    A sheet on which no more than one table begins is one part, wherever the table stands on it.
    """
    corners = {
        wanted.corner: wanted
        for wanted in (template(edition, table.id) for table in edition.tables)
        if wanted.corner
    }
    begins = _begins(corners, {at: bare_name(text) for at, text in texts(cells).items()})
    if not 1 < len(begins) <= MOST_PARTS:
        return (Region(sheet, cells),)
    return tuple(Region(sheet, _within(cells, *each, begins)) for each in begins)


def _begins(
    corners: Mapping[str, Template], names: Mapping[Position, str]
) -> list[tuple[Position, Template]]:
    """Return where tables begin; a first name filled into all the cells it spans counts once."""
    found: list[tuple[Position, Template]] = []
    passed: set[Position] = set()
    for at in sorted(at for at, name in names.items() if name in corners):
        if at not in passed:
            wanted = corners[names[at]]
            found.append((at, wanted))
            spanned = [
                (at[0] + down, at[1] + along)
                for down in range(wanted.labels[0].rows)
                for along in range(wanted.labels[0].columns)
            ]
            if all(names.get(each) == names[at] for each in spanned):
                passed.update(spanned)
    return found


def _within(
    cells: Mapping[Position, RawCell],
    first: Position,
    wanted: Template,
    begins: Sequence[tuple[Position, Template]],
) -> Mapping[Position, RawCell]:
    """Return the cells from `first` on, up to where the next table begins below or at the right."""
    starts = [at for at, _ in begins]
    below = [
        row for row, column in starts if row > first[0] and _near(column, first[1], wanted.columns)
    ]
    right = [
        column for row, column in starts if column > first[1] and _near(row, first[0], wanted.rows)
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


def _near(one: int, other: int, size: int) -> bool:
    return abs(one - other) < size


SHOWN = 3
"""How many of the figures that differ a message names."""


@dataclass(frozen=True)
class Found:
    """A table that was located on a part of a sheet."""

    edition: Edition
    region: Region
    located: Located

    @cached_property
    def typed(self) -> Mapping[str, str]:
        """What is typed as figures there, by key."""
        cells, figures = self.region.cells, self.located.figures
        keys = plan(self.edition).inputs(self._table.id)
        texts = {key: cells[figures[key]].text for key in keys if figures.get(key) in cells}
        return {key: text.strip() for key, text in texts.items() if text and text.strip()}

    @property
    def _table(self) -> Table:
        return self.located.table

    @property
    def at_home(self) -> bool:
        """Whether the sheet bears the table's name."""
        return self.region.sheet == normalize("NFC", self._table.sheet).strip()

    @property
    def place(self) -> Place:
        """Where the table begins."""
        at = min(self.located.labels.values(), default=(0, 0))
        return Place(sheet=self.region.sheet, cell=Address(self.region.sheet, *at).a1)

    @property
    def cells(self) -> frozenset[Position]:
        """The cells that its figures and names take."""
        return frozenset({*self.located.figures.values(), *self.located.labels.values()})

    def differing(self, other: "Found") -> tuple[str, ...]:
        """Return the figures that are not typed alike in both."""
        keys = plan(self.edition).inputs(self._table.id)
        return tuple(key for key in keys if self.typed.get(key) != other.typed.get(key))


def place(package: WorkbookPackage, edition: Edition, table: Table) -> Located | None:
    """Return where `table` stands in a workbook, None if it stands nowhere.

    Of several places the one in which figures are typed is taken, first on the sheet of the
    table's name. What is typed into others is told; if it is not the same, and no name of a sheet
    tells which is meant, nothing is read.
    """
    home = normalize("NFC", table.sheet).strip()
    own = _on_sheet(package, edition, table, home) if home in package.sheets else []
    settled = any(each.typed and not misplaced(edition, table, each.region.cells) for each in own)
    known = {*plan(edition).sheets, PRIOR_YEAR_SHEET, META} if settled else {PRIOR_YEAR_SHEET, META}
    known |= {home, *(name for name in package.sheets if _is_list(package, name))}
    others = [name for name in package.sheets if name not in known]
    found = own + [one for name in others for one in _on_sheet(package, edition, table, name)]
    if not found:
        return None
    best = max(found, key=lambda each: (bool(each.typed), each.at_home, len(each.located.figures)))
    return _beside(best, [each for each in found if each is not best and each.typed])


def _is_list(package: WorkbookPackage, name: str) -> bool:
    """Return whether a sheet is what marking puts in front."""
    if not name.startswith(PROBLEMS):
        return False
    first = package.cells(name).get((0, 0))
    return first is not None and lists_problems(name, first.text or "")


def _on_sheet(package: WorkbookPackage, edition: Edition, table: Table, name: str) -> list[Found]:
    """Return where on a sheet the table stands, by its printed names.

    A sheet of the table's name need bear a third of them, any other sheet a half.
    """
    enough = 3 if name == normalize("NFC", table.sheet).strip() else 2
    found = []
    for region in regions(edition, name, package.cells(name)):
        there, wanted = presence(edition, table, region.cells)
        if enough * there >= wanted:
            found.append(Found(edition, region, locate(edition, table, name, region.cells)))
    return found


def _beside(best: Found, others: Sequence[Found]) -> Located:
    """Return what was located, with what is to be said of `others`, which are filled in, too."""
    located = best.located
    same_sheet = [each for each in others if each.region.sheet == best.region.sheet]
    located = replace(located, others=frozenset().union(*(each.cells for each in same_sheet)))
    doubtful = [
        each for each in others if best.differing(each) and (each in same_sheet or not best.at_home)
    ]
    if doubtful:
        told = _different(best, doubtful[0])
        return replace(located, figures={}, findings=(told,), others=located.others | best.cells)
    return replace(located, findings=(*located.findings, *_repeated(best, others)))


def _different(best: Found, other: Found) -> Finding:
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
        table=best.located.table.title,
        found=tuple(f"{each.place.sheet}!{each.place.cell}" for each in (best, other)),
        cells=abridge(cells, SHOWN),
        count=sum(figure.table is best.located.table for figure in figures.values()),
    )


def _repeated(best: Found, others: Sequence[Found]) -> Iterator[Finding]:
    for each in others:
        at = each.place
        same = each.region.sheet == best.region.sheet
        yield warning(
            "BOOK16",
            at if same else Place(sheet=at.sheet),
            found=f"{at.sheet}!{at.cell}" if same else at.sheet,
            table=best.located.table.title,
            sheet=f"{best.place.sheet}!{best.place.cell}" if same else best.region.sheet,
        )
