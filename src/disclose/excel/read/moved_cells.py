"""Which figures stand elsewhere, told as few blocks of cells: from where to where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.core.finding import Finding, Place, note
from disclose.excel.read.expected_labels import Anchored, Template
from disclose.form.layout.address import Address, Area, Position, areas

SHOWN = 14
"""How much of a name is quoted."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A rectangle of cells of the form that moved as one."""

    area: Area
    rows: int
    columns: int

    def __str__(self) -> str:
        """Return where it was and where it is, e.g. `D10:J32 → D11:J33`."""
        sheet = self.area.first.sheet
        now = Area(self._moved(self.area.first), self._moved(self.area.last))
        return f"{self.area.seen_from(sheet)} → {now.seen_from(sheet)}"

    def _moved(self, at: Address) -> Address:
        return Address(at.sheet, at.row + self.rows, at.column + self.columns)


def moved(
    wanted: Template,
    sheet: str,
    figures: Mapping[str, Position],
    found: Mapping[Position, Position],
) -> Iterator[Finding]:
    """Yield a finding for what is not where the form has it: figures, or else names alone."""
    homes = {wanted.figures[key].cell: at for key, at in figures.items()}
    elsewhere = {home: at for home, at in homes.items() if home != at}
    of_figures = bool(elsewhere)
    if not of_figures:
        elsewhere = {home: at for home, at in found.items() if home != at}
    if elsewhere:
        names = {label.cell: label.text for label in wanted.labels}
        lines = {each.cell: _lines(each, names) for each in wanted.figures.values()}
        blocks = _blocks(sheet, elsewhere, homes if of_figures else elsewhere)
        told = tuple(f"{_named(each, lines, names)} {each}" for each in blocks)
        places = (
            Place(sheet=sheet, cell=Address(sheet, *at).a1) for at in sorted(elsewhere.values())
        )
        yield note("BOOK09", *places, sheet=sheet, count=len(elsewhere), moved=told)


def _lines(anchored: Anchored, names: Mapping[Position, str]) -> tuple[str, str]:
    """Return the names of a figure's row and column, empty where it has none."""
    left, above = anchored.left, anchored.above
    return names[left] if left else "", names[above] if above else ""


def _blocks(
    sheet: str, elsewhere: Mapping[Position, Position], all_cells: Iterable[Position]
) -> list[_Block]:
    """Return the blocks in printed order; a block spans no cell that moved otherwise."""
    by_way: dict[Position, list[Position]] = {}
    for home, at in elsewhere.items():
        by_way.setdefault((at[0] - home[0], at[1] - home[1]), []).append(home)
    blocks = [
        _Block(area, *way)
        for way, cells in by_way.items()
        for area in _rectangles(sheet, cells, all_cells)
    ]
    return sorted(blocks, key=lambda each: each.area.first)


def _rectangles(
    sheet: str, cells: Sequence[Position], all_cells: Iterable[Position]
) -> Sequence[Area]:
    first = min(each[0] for each in cells), min(each[1] for each in cells)
    last = max(each[0] for each in cells), max(each[1] for each in cells)
    within = {
        (row, column)
        for row, column in all_cells
        if first[0] <= row <= last[0] and first[1] <= column <= last[1]
    }
    if within == set(cells):
        return (Area(Address(sheet, *first), Address(sheet, *last)),)
    return areas(Address(sheet, *each) for each in cells)


def _named(
    block: _Block, lines: Mapping[Position, tuple[str, str]], names: Mapping[Position, str]
) -> str:
    """Return the name of a block's line, or of its first and last."""
    corner = min(_within(block, (*lines, *names)))
    if corner not in lines:
        said = [names[corner]]
    else:
        rows, columns = zip(*_ends(block, lines), strict=True)
        said = list(dict.fromkeys(rows if any(rows) else columns))
    return "…".join(_cut(each) for each in said)


def _ends(
    block: _Block, lines: Mapping[Position, tuple[str, str]]
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the names of the first and the last figure within a block."""
    within = _within(block, lines)
    return lines[min(within)], lines[max(within)]


def _within(block: _Block, cells: Iterable[Position]) -> list[Position]:
    first, last = block.area.first, block.area.last
    return [
        at
        for at in cells
        if first.row <= at[0] <= last.row and first.column <= at[1] <= last.column
    ]


def _cut(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"
