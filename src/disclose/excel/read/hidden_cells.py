"""Figures that nobody sees, or that share a cell with others: hidden lines, merged cells."""

from collections.abc import Collection, Iterator, Mapping
from itertools import product

from disclose.core.finding import Finding, Place, error, warning
from disclose.core.text import abridge
from disclose.excel.read.locate import Located
from disclose.excel.read.outside_cells import quoted
from disclose.excel.read.package import Package
from disclose.excel.read.sheet import Box, Position
from disclose.form.filing import Entry, State
from disclose.form.layout.address import Address, Area


def hidden(package: Package, located: Located, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield at most one finding for figures other than zero that are out of sight."""
    sheet = package.sheet(located.sheet)
    unseen = located.sheet in package.hidden
    places = [
        _place(located.sheet, entries[key])
        for key, at in located.figures.items()
        if (unseen or sheet.hides(at)) and _tells(entries[key])
    ]
    if places:
        cells = quoted(places)
        yield warning("BOOK23", *places, sheet=located.sheet, count=len(places), cells=cells)


def _tells(entry: Entry) -> bool:
    """Return whether something other than nothing was typed."""
    return entry.filled and entry.state is not State.COMPUTED and entry.amount != 0


def merged(package: Package, located: Located, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    """Yield at most one finding for merged areas that cover the cells of several figures."""
    keys = {at: key for key, at in located.figures.items()}
    places: list[Place] = []
    areas: list[str] = []
    for box in package.sheet(located.sheet).merged:
        covered = [entries[keys[at]] for at in _covered(box, keys)]
        if len(covered) > 1:
            area = _area(located.sheet, box).seen_from(located.sheet)
            areas.append(f"{located.sheet}!{area} {covered[0].typed}")
            places += (_place(located.sheet, entry) for entry in covered)
    if places:
        yield error("BOOK24", *places, sheet=located.sheet, cells=abridge(areas))


def _place(sheet: str, entry: Entry) -> Place:
    return Place(key=entry.key, sheet=sheet, cell=entry.cell, typed=entry.typed)


def _covered(box: Box, cells: Collection[Position]) -> list[Position]:
    """Return those of `cells` that an area covers, in their order; most areas are small."""
    (top, left), (bottom, right) = box
    if (bottom - top + 1) * (right - left + 1) > len(cells):
        return sorted(at for at in cells if top <= at[0] <= bottom and left <= at[1] <= right)
    inside = product(range(top, bottom + 1), range(left, right + 1))
    return [at for at in inside if at in cells]


def _area(sheet: str, box: Box) -> Area:
    first, last = box
    return Area(Address(sheet, *first), Address(sheet, *last))
