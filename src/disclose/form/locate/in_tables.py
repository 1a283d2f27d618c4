"""Where the figures of a form are in the tables of a document: by printed names, never by place.

A document is laid out by others: tables are cut by pages, columns are added, names are retyped,
one table holds rows of several blocks. So what is likely is taken here, and a figure that is found
twice has two texts. Whoever calls shows what was taken and checks the figures against each other.
On a sheet of our workbook (`on_sheet`) nothing that is only likely is taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from disclose.core.text import bare_name
from disclose.form.edition.model import Edition
from disclose.form.locate.labels import FigureBlock, Path, table_labels

ALIKE = 75
"""How alike, in hundredths, a changed row name must be to be taken for the form's."""

SHORTEST = 4
"""Names of fewer characters are too short to be told from others by likeness."""

Row: TypeAlias = tuple[str, ...]
"""A row of a table; a merged cell has its text in each of the cells that it takes."""

Columns: TypeAlias = Mapping[int, tuple[int, ...]]
"""Column of a block to the columns of the document that it takes, several for a merged cell."""

_Place: TypeAlias = tuple[Path, tuple[int, ...]]
"""The names over neighbouring columns of a document, and which columns they are."""


@dataclass(slots=True)
class InTables:
    """What was found: the texts of each figure, rows named otherwise, groups on one row.

    `places` are the cells of those texts: number of the table, row and columns from 0.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int, tuple[int, ...]]]] = field(default_factory=dict)
    renamed: list[tuple[FigureBlock, int, str]] = field(default_factory=list)
    undivided: list[tuple[FigureBlock, str]] = field(default_factory=list)


def figure_blocks(edition: Edition) -> tuple[FigureBlock, ...]:
    """Return the blocks of every table of `edition`, in the order of the form."""
    labels = (table_labels(edition, table.id) for table in edition.tables)
    return tuple(block for each in labels for block in each.blocks)


def locate_in_tables(
    blocks: Sequence[FigureBlock], tables: Mapping[int, Sequence[Row]]
) -> InTables:
    """Return the figures of `blocks` in the rows of `tables`, by their numbers in the document."""
    search = _Search(blocks)
    for number, rows in tables.items():
        search.read(number, rows)
    search.settle()
    return search.found


@dataclass(frozen=True, slots=True)
class _UnnamedRow:
    """A row below known columns whose name is not one of the form's rows."""

    block: FigureBlock
    columns: Columns
    row: Row
    at: tuple[int, int]
    name: str


class _Search:
    """Reads the rows of all tables one after the other.

    `columns` are those of each block as the last head named them, `last` is the block of the last
    row of figures: a table without a head goes on from the table before it, if it is as wide.
    """

    def __init__(self, blocks: Sequence[FigureBlock]) -> None:
        self.found = InTables()
        self._blocks = blocks
        self._columns: dict[int, Columns] = {}
        self._last: int | None = None
        self._last_row: dict[int, int] = {}
        self._width = 0
        self._unnamed: list[_UnnamedRow] = []
        self._groups: list[_UnnamedRow] = []

    def read(self, table: int, rows: Sequence[Row]) -> None:
        width = len(rows[0]) if rows else 0
        if width != self._width:
            self._columns, self._last = {}, None
        self._width = width
        head: list[tuple[tuple[int, int], Row]] = []
        for number, row in enumerate(rows):
            if self._is_data((table, number), row, head):
                head = []
            else:
                head.append(((table, number), row))

    def _is_data(
        self, at: tuple[int, int], row: Row, head: Sequence[tuple[tuple[int, int], Row]]
    ) -> bool:
        """Read `row` if it is one of figures; else it belongs to the head of what follows."""
        texts = [text for _, text in head]
        for number, block in enumerate(self._blocks):
            columns = None
            if block.across:
                columns = name_columns(block, texts)
                if (
                    not _half(columns, block)
                    or _is_head(block, row)
                    or not any(row[place] for places in columns.values() for place in places)
                ):
                    continue
            elif not _names_row(block, row):
                continue
            columns = name_columns(block, texts) if columns is None else columns
            if _half(columns, block):
                self._columns[number] = columns
                # Rows between the head and the first row that is known had retyped names: they
                # passed for rows of the head.
                lowest = max(
                    (n for n, each in enumerate(texts) if _is_head(block, each)), default=len(head)
                )
                for place, above in head[lowest + 1 :]:
                    self._take(number, place, above)
            if number in self._columns:
                return self._take(number, at, row)
        if self._last is not None and not _is_head(self._blocks[self._last], row):
            self._take(self._last, at, row)
        return False

    def _take(self, number: int, at: tuple[int, int], row: Row) -> bool:
        block, columns = self._blocks[number], self._columns[number]
        self._last = None if block.across else number
        if block.across:
            self._keep(block, 0, columns, at, row)
            return True
        first = min(min(places) for places in columns.values())
        names = _distinct(row[:first])
        line = self._line(number, names)
        if line is not None:
            self._last_row[number] = line
            self._keep(block, line, columns, at, row)
            return True
        name = next((name for name in reversed(names) if len(name) >= SHORTEST), "")
        if name in block.undivided:
            self._groups.append(_UnnamedRow(block, columns, row, at, name))
        elif name:
            self._unnamed.append(_UnnamedRow(block, columns, row, at, name))
        return name in block.undivided

    def _line(self, number: int, names: Sequence[str]) -> int | None:
        """Return the row of the last of `names` that is a row's; units may stand behind it.

        Of several rows of that name it is the one in its groups, else the next one.
        """
        rows = self._blocks[number].rows
        own = {path[0] for path in rows}
        name = next((name for name in reversed(names) if name in own), None)
        equal = [at for at, path in enumerate(rows) if path[0] == name]
        after = self._last_row.get(number, -1)
        return min(equal, key=lambda at: (-_shared(rows[at], names), at <= after, at), default=None)

    def _keep(
        self, block: FigureBlock, line: int, columns: Columns, at: tuple[int, int], row: Row
    ) -> None:
        for column, places in columns.items():
            texts = dict.fromkeys(row[place] for place in places if row[place].strip())
            key = block.keys[line][column]
            self.found.texts.setdefault(key, []).append(" | ".join(texts))
            self.found.places.setdefault(key, []).append((*at, places))

    def settle(self) -> None:
        """Give the rows with changed names, and groups on one row, to the rows left over."""
        for each in self._unnamed:
            block = each.block
            left = [at for at in range(len(block.rows)) if not self._is_read(block, at)]
            best = _most_alike(each.name, [block.rows[at][0] for at in left])
            if best is not None:
                self._keep(block, left[best], each.columns, each.at, each.row)
                shown = next(text for text in each.row if bare_name(text) == each.name)
                self.found.renamed.append((block, left[best], shown))
        for each in self._groups:
            taker, others = each.block.undivided[each.name]
            if not any(self._is_read(each.block, at) for at in (taker, *others)):
                self._keep(each.block, taker, each.columns, each.at, each.row)
                self.found.undivided.append((each.block, each.name))

    def _is_read(self, block: FigureBlock, line: int) -> bool:
        return any(key in self.found.texts for key in block.keys[line])


def name_columns(block: FigureBlock, head: Sequence[Row]) -> Columns:
    """Return which columns of `block` the rows of `head` name; a doubtful one is left out."""
    own = {path[0] for path in block.columns}
    named: dict[Path, list[list[int]]] = {}
    for at in range(len(head[0]) if head else 0):
        path = _distinct(row[at] for row in head)
        # Below the name of a column there may be units, or a note.
        lowest = next((n for n in range(len(path) - 1, -1, -1) if path[n] in own), None)
        if lowest is None:
            continue
        runs = named.setdefault(path[lowest::-1], [])
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    places = [(path, tuple(run)) for path, runs in named.items() for run in runs]
    return _assigned(block.columns, sorted(places, key=lambda place: place[1]))


def _assigned(wanted: Sequence[Path], places: Sequence[_Place]) -> Columns:
    """Return the places of the columns: by their groups, else equal names in their order."""
    found: dict[int, tuple[int, ...]] = {}
    for name in dict.fromkeys(path[0] for path in wanted):
        equal = [number for number, path in enumerate(wanted) if path[0] == name]
        there = [place for place in places if place[0][0] == name]
        if len(there) > len(equal):
            there = _neighbours_joined(there)
        sure = {at: place for at in equal if (place := _by_groups(wanted[at], there)) is not None}
        if len(sure) < len(equal) == len(there):
            sure = {at: place for at, (_, place) in zip(equal, there, strict=True)}
        found.update(sure)
    taken = list(found.values())
    return {at: place for at, place in sorted(found.items()) if taken.count(place) == 1}


def _neighbours_joined(there: Sequence[_Place]) -> list[_Place]:
    """Return `there` with neighbouring places as one: a merged cell that reaches under two groups.

    Programs that round widths make such cells; no form has two neighbouring columns of one name.
    """
    found: list[_Place] = []
    for path, columns in there:
        if found and found[-1][1][-1] == columns[0] - 1:
            found[-1] = (found[-1][0], (*found[-1][1], *columns))
        else:
            found.append((path, columns))
    return found


def _by_groups(wanted: Path, there: Sequence[_Place]) -> tuple[int, ...] | None:
    """Return the one place of `there` that shares most groups with `wanted`, None if several do."""
    scores = [_shared(wanted, path) for path, _ in there]
    best = max(scores, default=0)
    known = best > 0 or not wanted[1:]
    return there[scores.index(best)][1] if known and scores.count(best) == 1 else None


def _half(columns: Columns, block: FigureBlock) -> bool:
    """Return whether at least half the columns of a block were found."""
    return 2 * len(columns) >= len(block.columns)


def _names_row(block: FigureBlock, row: Row) -> bool:
    own = {path[0] for path in block.rows} | set(block.undivided)
    return not _is_head(block, row) and any(bare_name(text) in own for text in row)


def _is_head(block: FigureBlock, row: Row) -> bool:
    """Return whether `row` names columns; one name alone may be that of a row called the same."""
    own = {path[0] for path in block.columns}
    return len(own & set(map(bare_name, row))) >= min(2, len(own))


def _distinct(texts: Iterable[str]) -> Path:
    return tuple(dict.fromkeys(name for name in map(bare_name, texts) if name))


def _shared(wanted: Path, names: Sequence[str]) -> int:
    return sum(group in names for group in wanted[1:])


def _most_alike(name: str, names: Sequence[str]) -> int | None:
    ratios = [int(100 * SequenceMatcher(None, name, other).ratio()) for other in names]
    best = max(ratios, default=0)
    return ratios.index(best) if best >= ALIKE and ratios.count(best) == 1 else None
