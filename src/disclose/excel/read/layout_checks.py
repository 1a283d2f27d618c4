"""Numbers outside the tables, changed live checks, figures that are hidden or merged."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from disclose.checks.places import ranges
from disclose.core.finding import Finding, Place, error, warning
from disclose.core.numbers import interpret
from disclose.core.text import LONGEST_NAME, abridge
from disclose.excel.read.formulas import Moves, same_formula, stays
from disclose.excel.read.package import WorkbookPackage
from disclose.excel.read.sheet import Box, Content, RawCell
from disclose.excel.read.table_sheets import LocatedTable
from disclose.form.edition.model import Edition, Figure
from disclose.form.edition.sheet_names import REVIEW
from disclose.form.filing import Entry, State
from disclose.form.layout.address import Address, Area, Position
from disclose.form.layout.book import ReviewColumn, plan

LONGEST = 80
"""How much of a cell's content a message quotes."""


def numbers_outside(
    package: WorkbookPackage, edition: Edition, sheet: str, tables: Sequence[LocatedTable]
) -> Iterator[Finding]:
    """Yield at most one finding for numbers in cells of a sheet that its `tables` do not take."""
    first = tables[0].table
    # Any figure of the sheet does to ask whether a text would be read as a number.
    figure = next(figure for figure in edition.figures.values() if figure.table is first)
    taken: set[Position] = set()
    for table in tables:
        taken.update(table.figures.values(), table.labels.values(), table.others)
    numbers = sorted(
        (at, cell.text or "")
        for at, cell in package.cells(sheet).items()
        if at not in taken and _is_typed_number(figure, cell)
    )
    stray = [Place(sheet=sheet, cell=Address(sheet, *at).a1, typed=text) for at, text in numbers]
    if stray:
        yield warning("BOOK11", *stray, sheet=sheet, count=len(stray), cells=quoted(stray))


def _is_typed_number(figure: Figure, cell: RawCell) -> bool:
    """Return whether someone typed a number, as number or as text."""
    if cell.formula or not cell.text:
        return False
    if cell.content is not Content.TEXT:
        return True
    # The titles and notes beside a table are the same in every workbook.
    reads = _reads_as_amount if len(cell.text) > LONGEST_NAME else _remembered
    return reads(cell.text, figure.measure.unit)


def _reads_as_amount(text: str, unit: str) -> bool:
    return interpret(text, unit).amount is not None


_remembered = lru_cache(maxsize=1024)(_reads_as_amount)


def changed_live_checks(
    package: WorkbookPackage, edition: Edition, tables: Iterable[LocatedTable], moves: Moves
) -> Iterator[Finding]:
    """Yield at most one finding for live checks whose formulas are not the form's.

    Those beside a table whose lines have moved have moved as well and are not compared. A workbook
    without the sheet 审核 shows no results that could mislead.
    """
    if REVIEW not in package.sheets:
        return
    sheets = {table.table.sheet: table.sheet for table in tables if not table.moved}
    sheets[REVIEW] = REVIEW
    if moves is stays and _are_as_written(package, edition, sheets):
        return
    changed: list[Place] = []
    for at, formulas in _checks(edition):
        sheet = sheets.get(at.sheet)
        if sheet is not None:
            cell = _cell(package, sheet, at)
            found = (cell and cell.formula) or ""
            if not any(same_formula(found, each[1:], at.sheet, moves, sheet) for each in formulas):
                changed.append(Place(sheet=sheet, cell=at.a1, typed=_shown(cell)))
    if changed:
        yield warning("BOOK14", *changed, count=len(changed), cells=ranges(changed))


def _are_as_written(package: WorkbookPackage, edition: Edition, sheets: Mapping[str, str]) -> bool:
    """Return whether the live checks have the formulas that this version writes.

    `sheets` are the sheets in the workbook by those of the form. False says nothing.
    """
    for home, formulas in _written(edition).items():
        if home in sheets:
            cells = package.cells(sheets[home])
            for at, formula in formulas:
                cell = cells.get(at)
                if cell is None or cell.formula != formula:
                    return False
    return True


@cache
def _written(edition: Edition) -> Mapping[str, Sequence[tuple[Position, str]]]:
    """Return the formulas of the live checks, each with its cell, by the sheets of the form."""
    found: dict[str, list[tuple[Position, str]]] = {}
    for at, (formula, *_) in _checks(edition):
        found.setdefault(at.sheet, []).append(((at.row, at.column), formula[1:]))
    return found


@cache
def _checks(edition: Edition) -> tuple[tuple[Address, tuple[str, ...]], ...]:
    """Return the cells of the live checks with their formulas, this version's first."""
    book = plan(edition)
    own = (
        (line.at(column), texts)
        for line in book.review
        for column, texts in (
            (ReviewColumn.LEFT, (line.left,)),
            (ReviewColumn.RIGHT, (line.right,)),
            (ReviewColumn.DIFFERENCE, (line.difference,)),
            (ReviewColumn.RESULT, (line.result, line.earlier)),
        )
    )
    repeated = (
        (book.beside(line.constraint), (f"={line.at(ReviewColumn.RESULT).absolute()}",))
        for line in book.review
    )
    return (*own, *repeated)


def _cell(package: WorkbookPackage, sheet: str, at: Address) -> RawCell | None:
    if sheet not in package.sheets:
        return None
    return package.cells(sheet).get((at.row, at.column))


def _shown(cell: RawCell | None) -> str:
    if cell is None:
        return ""
    return f"={cell.formula}" if cell.formula else cell.text or ""


def quoted(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the first ten cells with their contents, and how many more there are."""
    return abridge([f"{place.sheet}!{place.cell} {_cut(place.typed)}" for place in places])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


# Figures that nobody sees, in hidden rows or columns, and figures that share a merged cell.


def hidden_figures(
    package: WorkbookPackage, located: LocatedTable, entries: Mapping[str, Entry]
) -> Iterator[Finding]:
    """Yield at most one finding for hidden figures other than zero."""
    sheet = package.sheet(located.sheet)
    hidden = located.sheet in package.hidden
    if not (hidden or sheet.hides_any):
        return
    places = [
        _place(located.sheet, entries[key])
        for key, at in located.figures.items()
        if (hidden or sheet.hides(at)) and _is_typed_amount(entries[key])
    ]
    if places:
        cells = quoted(places)
        yield warning("BOOK23", *places, sheet=located.sheet, count=len(places), cells=cells)


def _is_typed_amount(entry: Entry) -> bool:
    """Return whether something was typed that is not 0."""
    return entry.filled and entry.state is not State.COMPUTED and entry.amount != 0


def merged_figures(
    package: WorkbookPackage, located: LocatedTable, entries: Mapping[str, Entry]
) -> Iterator[Finding]:
    """Yield a finding for merged areas that cover several figures, and one for hidden figures.

    A merged area shows its first cell: a figure under one that shows something else is hidden.
    """
    merged = _near(package.sheet(located.sheet).merged, tuple(located.figures.values()))
    if not merged:
        return
    keys = {at: key for key, at in located.figures.items()}
    shared: list[Place] = []
    areas: list[str] = []
    covered: list[Place] = []
    for box in merged:
        within = {at: entries[keys[at]] for at in _covered(box, keys)}
        places = [_place(located.sheet, entry) for entry in within.values()]
        if len(within) > 1:
            area = _area(located.sheet, box).seen_from(located.sheet)
            areas.append(f"{located.sheet}!{area} {places[0].typed}")
            shared += places
        elif box[0] not in within and any(map(_is_typed_amount, within.values())):
            covered += places
    if shared:
        yield error("BOOK24", *shared, sheet=located.sheet, cells=abridge(areas))
    if covered:
        cells = quoted(covered)
        yield error("BOOK52", *covered, sheet=located.sheet, count=len(covered), cells=cells)


def _near(merged: Sequence[Box], figures: tuple[Position, ...]) -> Sequence[Box]:
    """Return the areas that reach between the figures: those of names do not."""
    if not figures:
        return ()
    top, left, bottom, right = _extent(figures)
    return [
        (first, last)
        for first, last in merged
        if first[0] <= bottom and last[0] >= top and first[1] <= right and last[1] >= left
    ]


@lru_cache(maxsize=64)
def _extent(cells: tuple[Position, ...]) -> tuple[int, int, int, int]:
    """Return the first row and column of some cells, and the last ones."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    return min(rows), min(columns), max(rows), max(columns)


def _place(sheet: str, entry: Entry) -> Place:
    return Place(key=entry.key, sheet=sheet, cell=entry.cell, typed=entry.typed)


def _covered(box: Box, cells: Collection[Position]) -> list[Position]:
    """Return those of `cells` that an area covers, in their order."""
    (top, left), (bottom, right) = box
    # Most areas are small; a hostile file may merge a whole sheet, and thousands of times.
    if (bottom - top + 1) * (right - left + 1) > len(cells):
        return sorted(at for at in cells if top <= at[0] <= bottom and left <= at[1] <= right)
    inside = product(range(top, bottom + 1), range(left, right + 1))
    return [at for at in inside if at in cells]


def _area(sheet: str, box: Box) -> Area:
    first, last = box
    return Area(Address(sheet, *first), Address(sheet, *last))
