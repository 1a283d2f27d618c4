"""Figures that are elsewhere than in the template, described as few blocks of cells."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disclose.core.finding import Finding, Place, note
from disclose.form.layout.address import Address, Area, Position, areas
from disclose.form.locate.labels import TableLabels
from disclose.form.locate.on_sheet import OnSheet

SHOWN = 14
"""How much of a name is quoted."""


def moved_cells(wanted: TableLabels, sheet: str, at: OnSheet) -> Iterator[Finding]:
    """Yield a finding for what is not where the form has it: figures, or else names alone."""
    cells = {wanted.figures[key].cell: cell for key, cell in at.figures.items()}
    moved = {home: cell for home, cell in cells.items() if home != cell}
    if not moved:
        cells = moved = {home: cell for home, cell in at.names.items() if home != cell}
    if moved:
        blocks = _blocks(sheet, moved, cells)
        places = (Place(sheet=sheet, cell=Address(sheet, *at).a1) for at in sorted(moved.values()))
        described = tuple(f"{_name(block, wanted)} {block}" for block in blocks)
        yield note("BOOK09", *places, sheet=sheet, count=len(moved), moved=described)


class _MovedBlock(NamedTuple):
    """A rectangle of cells of the form that moved as one, by so many rows and columns."""

    area: Area
    rows: int
    columns: int

    def __str__(self) -> str:
        """Return where it was and where it is, e.g. `D10:J32 → D11:J33`."""
        sheet = self.area.first.sheet
        now = Area(
            *(Address(at.sheet, at.row + self.rows, at.column + self.columns) for at in self.area)
        )
        return f"{self.area.seen_from(sheet)} → {now.seen_from(sheet)}"

    def within(self, cells: Iterable[Position]) -> list[Position]:
        """Return those of `cells` that are in the rectangle."""
        first, last = self.area
        return [
            at
            for at in cells
            if first.row <= at[0] <= last.row and first.column <= at[1] <= last.column
        ]


def _blocks(
    sheet: str, moved: Mapping[Position, Position], cells: Collection[Position]
) -> list[_MovedBlock]:
    """Return the blocks in printed order; a block spans no cell that moved otherwise."""
    by_way: dict[Position, list[Position]] = {}
    for home, at in moved.items():
        by_way.setdefault((at[0] - home[0], at[1] - home[1]), []).append(home)
    blocks = []
    for way, homes in by_way.items():
        first = Address(sheet, min(row for row, _ in homes), min(column for _, column in homes))
        last = Address(sheet, max(row for row, _ in homes), max(column for _, column in homes))
        around = _MovedBlock(Area(first, last), *way)
        # Cells between them that hold no figure (a title, a heading) do not part a block.
        if set(around.within(cells)) == set(homes):
            blocks.append(around)
        else:
            apart = areas(Address(sheet, *home) for home in homes)
            blocks += (_MovedBlock(area, *way) for area in apart)
    return sorted(blocks, key=lambda block: block.area.first)


def _name(block: _MovedBlock, wanted: TableLabels) -> str:
    """Return the name of a block's line, or of its first and last."""
    names = {label.cell: label.text for label in wanted.labels}
    figures = {
        figure.cell: [names[at] if at else "" for at in (figure.left, figure.above)]
        for figure in wanted.figures.values()
    }
    corner = min(block.within((*figures, *names)))
    lines: Sequence[str] = [names[corner]] if corner in names else ()
    if corner in figures:
        within = block.within(figures)
        rows, columns = zip(*(figures[at] for at in (min(within), max(within))), strict=True)
        lines = rows if any(rows) else columns
    return "…".join(
        line if len(line) <= SHOWN else f"{line[:SHOWN]}…" for line in dict.fromkeys(lines)
    )
