"""What stands around the tables: contents that no figure's cell takes, and the live checks."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from disclose.core.finding import Finding, Place, warning
from disclose.core.text import abridge
from disclose.excel.read.formulas import Moves, same
from disclose.excel.read.locate import Located
from disclose.excel.read.package import Package
from disclose.excel.read.sheet import Cell, Content, Position
from disclose.form.edition.model import Edition, Figure
from disclose.form.filing import typed_text
from disclose.form.layout.address import Address
from disclose.form.layout.book import REVIEW, ReviewColumn, plan

LONGEST = 80
"""How much of a cell's content a message quotes."""


def outside(
    package: Package, edition: Edition, sheet: str, tables: Sequence[Located]
) -> Iterator[Finding]:
    """Yield at most one finding for figures typed where no figure of its `tables` belongs."""
    first = tables[0].table
    figure = next(each for each in edition.figures.values() if each.table is first)
    taken: set[Position] = set()
    for each in tables:
        taken.update(each.figures.values(), each.labels.values(), each.others)
    stray = [
        Place(sheet=sheet, cell=Address(sheet, *at).a1, typed=cell.text or "")
        for at, cell in sorted(package.cells(sheet).items())
        if at not in taken and _is_typed(figure, cell)
    ]
    if stray:
        yield warning("BOOK11", *stray, sheet=sheet, count=len(stray), cells=quoted(stray))


def _is_typed(figure: Figure, cell: Cell) -> bool:
    """Return whether someone typed a number there, as number or as text."""
    if cell.formula or not cell.text:
        return False
    if cell.content is not Content.TEXT:
        return True
    return typed_text(figure, cell.text).amount is not None


def live_checks(
    package: Package, edition: Edition, tables: Iterable[Located], moves: Moves
) -> Iterator[Finding]:
    """Yield at most one finding for live checks whose formulas are not the form's.

    Beside a table with moved lines they have moved, too, and are passed over there. A workbook
    without the sheet 审核 shows no results that could mislead.
    """
    if REVIEW not in package.sheets:
        return
    in_place = {each.table.sheet: each.sheet for each in tables if not each.moved}
    changed: list[Place] = []
    for at, formula in _checks(edition):
        sheet = REVIEW if at.sheet == REVIEW else in_place.get(at.sheet)
        if sheet is not None:
            cell = _cell(package, sheet, at)
            if not (
                cell and cell.formula and same(cell.formula, formula[1:], at.sheet, moves, sheet)
            ):
                changed.append(Place(sheet=sheet, cell=at.a1, typed=_shown(cell)))
    if changed:
        yield warning("BOOK14", *changed, count=len(changed), cells=quoted(changed))


@cache
def _checks(edition: Edition) -> tuple[tuple[Address, str], ...]:
    """Return the cells of the live checks with their formulas."""
    book = plan(edition)
    own = (
        (line.at(column), text)
        for line in book.review
        for column, text in (
            (ReviewColumn.LEFT, line.left),
            (ReviewColumn.RIGHT, line.right),
            (ReviewColumn.DIFFERENCE, line.difference),
            (ReviewColumn.RESULT, line.result),
        )
    )
    repeated = (
        (book.beside(line.instance), f"={line.at(ReviewColumn.RESULT).absolute()}")
        for line in book.review
    )
    return (*own, *repeated)


def _cell(package: Package, sheet: str, at: Address) -> Cell | None:
    if sheet not in package.sheets:
        return None
    return package.cells(sheet).get((at.row, at.column))


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"={cell.formula}" if cell.formula else cell.text or ""


def quoted(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the first ten cells with their contents, and how many more there are."""
    return abridge([f"{each.sheet}!{each.cell} {_cut(each.typed)}" for each in places])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
