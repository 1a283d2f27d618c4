"""Find the figures of a form in the tables of a document: by printed names, never by place.

Others laid the document out: pages cut its tables, columns are added, names are retyped, one table
holds several blocks. So a likely match is taken here, and a figure that is found twice has two
texts. The caller reports how figures were found and checks them against each other. On a sheet of
our own workbook (`on_sheet`) a match that is only likely is refused.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from disclose.core.text import bare_name, squeeze
from disclose.form.edition.model import Edition
from disclose.form.locate.labels import FigureBlock, Path, table_labels

ALIKE = 75
"""How alike, in hundredths, a changed row name must be to be taken for the form's."""

SHORTEST = 4
"""Names of fewer characters are too short to be compared by likeness."""

Columns: TypeAlias = Mapping[int, tuple[int, ...]]
"""Column of a block to the columns of the document that it takes, several for a merged cell."""

_Place: TypeAlias = tuple[Path, tuple[int, ...]]
"""The names over neighbouring columns of a document, and which columns they are."""


@dataclass(slots=True)
class InTables:
    """What was found: the texts of each figure, rows named otherwise or broken, groups on one row.

    `left_out` are rows between those of a block that the form does not have, with their numbers.
    `places` are the cells of those texts: number of the table, row and columns from 0.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int, tuple[int, ...]]]] = field(default_factory=dict)
    renamed: list[tuple[FigureBlock, int, str]] = field(default_factory=list)
    rejoined: list[tuple[FigureBlock, int]] = field(default_factory=list)
    undivided: list[tuple[FigureBlock, str]] = field(default_factory=list)
    left_out: list[tuple[FigureBlock, str, tuple[str, ...]]] = field(default_factory=list)


def figure_blocks(edition: Edition) -> tuple[FigureBlock, ...]:
    """Return the blocks of every table of `edition`, in the order of the form."""
    labels = (table_labels(edition, table.id) for table in edition.tables)
    return tuple(block for table in labels for block in table.blocks)


def locate_in_tables(
    blocks: Sequence[FigureBlock],
    tables: Mapping[int, Sequence[Sequence[str]]],
    breaks: Mapping[int, Sequence[int]] | None = None,
) -> InTables:
    """Return the figures of `blocks` in the rows of `tables`, by their numbers in the document.

    The rows of a table are equally long; a merged cell has its text in each of its cells. `breaks`
    are the rows of a table that begin on a new page: a row may be broken there.
    """
    names = frozenset(
        name for block in blocks for path in (*block.rows, *block.columns) for name in path if name
    )
    search = _Search(blocks)
    for table, rows in tables.items():
        search.read([*_whole_rows(table, rows, (breaks or {}).get(table, ()), names)])
    search.settle()
    return search.found


class _Row(NamedTuple):
    """A row of a table: number of the table, number of the row from 0, texts of its cells."""

    table: int
    number: int
    texts: tuple[str, ...]
    rejoined: bool = False


def _whole_rows(
    table: int, rows: Sequence[Sequence[str]], breaks: Sequence[int], names: Collection[str]
) -> Iterator[_Row]:
    """Yield the rows of a table with what page breaks cut put together, cells first.

    `breaks` are the rows that begin on a new page, `names` those that a form prints.
    """
    grid = [[*row] for row in rows]
    cut = {at: _mend(grid, at, names) for at in breaks if 0 < at < len(grid)}
    whole: list[_Row] = []
    for number, texts in enumerate(grid):
        if number in cut and _continues(whole[-1].texts, texts, was_cut=cut[number]):
            above = whole.pop()
            both = zip(above.texts, texts, strict=True)
            together = tuple(one if one == other else one + other for one, other in both)
            whole.append(above._replace(texts=together, rejoined=True))
        else:
            whole.append(_Row(table, number, tuple(texts)))
    yield from whole


def _mend(grid: list[list[str]], at: int, names: Collection[str]) -> bool:
    """Put the names together that are cut above row `at`, in all their cells; say if there are any.

    A cell may be merged with others above and below.
    """
    found = False
    for column, (above, below) in enumerate(zip(grid[at - 1], grid[at], strict=True)):
        if _is_cut(above, below, names):
            found = True
            _replace(grid[at - 1 :: -1], column, above, above + below)
            _replace(grid[at:], column, below, above + below)
    return found


def _replace(rows: Iterable[list[str]], column: int, old: str, new: str) -> None:
    """Replace the text of a column in `rows`, down to the first that has another one."""
    for row in rows:
        if row[column] != old:
            return
        row[column] = new


def _is_cut(above: str, below: str, names: Collection[str]) -> bool:
    """Return whether two texts are one of `names`, which at least one of them is not alone."""
    one, other = bare_name(above), bare_name(below)
    known = one in names and other in names
    return bool(above and below) and not known and bare_name(above + below) in names


def _continues(above: Sequence[str], below: Sequence[str], *, was_cut: bool) -> bool:
    """Return whether two rows are one that a page break cut.

    Two cells that both say something else are of two rows. Else they are one row if a name in it
    was cut, if one of them says nothing that the other does not, or if one has the names and the
    other the figures.
    """
    pairs = [(one, other) for one, other in zip(above, below, strict=True) if one != other]
    if any(one and other for one, other in pairs):
        return False
    upper, lower = (
        {any(map(str.isalpha, text)) for text in texts if text}
        for texts in ([one for one, _ in pairs], [other for _, other in pairs])
    )
    return was_cut or not (upper and lower) or (len(upper) == len(lower) == 1 and upper != lower)


class _UnknownRow(NamedTuple):
    """A row below known columns whose name, as it is compared, is not one of the form's rows."""

    block: FigureBlock
    columns: Columns
    row: _Row
    name: str


class _Search:
    """Reads the rows of all tables one after the other.

    `_columns` are those of each block as the last head named them. `_last` is the block of the last
    row of figures: a table without a head goes on from the table before it, if it is as wide.
    """

    def __init__(self, blocks: Sequence[FigureBlock]) -> None:
        self.found = InTables()
        self._blocks = blocks
        self._width = 0
        self._columns: dict[int, Columns] = {}
        self._last: int | None = None
        self._last_line: dict[int, int] = {}
        self._unknown: list[_UnknownRow] = []

    def read(self, rows: Sequence[_Row]) -> None:
        """Read a table; rows before one of figures are the head that names its columns."""
        width = len(rows[0].texts) if rows else 0
        if width != self._width:
            self._columns, self._last = {}, None
        self._width = width
        head: list[_Row] = []
        for row in rows:
            head = [] if self._is_data(row, head) else [*head, row]

    def _is_data(self, row: _Row, head: Sequence[_Row]) -> bool:
        """Read `row` if it is one of figures; else it belongs to the head of what follows."""
        for number, block in enumerate(self._blocks):
            if _is_head(block, row) or not (block.across or _names_row(block, row)):
                continue
            columns = _named_columns(block, head)
            known = 2 * len(columns) >= len(block.columns)
            if block.across and not (
                known and any(row.texts[at] for places in columns.values() for at in places)
            ):
                continue
            if known:
                self._columns[number] = columns
                # Rows between the head and the first known row have retyped names: they passed for
                # rows of the head.
                heads = [at for at, above in enumerate(head) if _is_head(block, above)]
                for above in head[heads[-1] + 1 :] if heads else ():
                    self._take(number, above)
            if number in self._columns:
                return self._take(number, row)
        if self._last is not None and not _is_head(self._blocks[self._last], row):
            self._take(self._last, row)
        return False

    def _take(self, number: int, row: _Row) -> bool:
        """Read the figures of `row`, or keep it until all tables are read; say whether it is known.

        Older reports print a group of rows as one row.
        """
        block, columns = self._blocks[number], self._columns[number]
        self._last = None if block.across else number
        if block.across:
            self._keep(block, 0, columns, row)
            return True
        first = min(min(places) for places in columns.values())
        names = _distinct(row.texts[:first])
        line = self._line(number, names)
        if line is not None:
            self._last_line[number] = line
            self._keep(block, line, columns, row)
            return True
        name = next((name for name in reversed(names) if len(name) >= SHORTEST), "")
        if name:
            self._unknown.append(_UnknownRow(block, columns, row, name))
        return name in block.undivided

    def _line(self, number: int, names: Sequence[str]) -> int | None:
        """Return the row of the last of `names` that is a row's; units may stand behind it.

        Of several rows of that name it is the one in its groups, else the next one.
        """
        rows = self._blocks[number].rows
        own = {path[0] for path in rows}
        name = next((name for name in reversed(names) if name in own), None)
        equal = [at for at, path in enumerate(rows) if path[0] == name]
        after = self._last_line.get(number, -1)
        return min(equal, key=lambda at: (-_shared(rows[at], names), at <= after, at), default=None)

    def _keep(self, block: FigureBlock, line: int, columns: Columns, row: _Row) -> None:
        if row.rejoined:
            self.found.rejoined.append((block, line))
        for column, places in columns.items():
            texts = dict.fromkeys(row.texts[at] for at in places if row.texts[at].strip())
            key = block.keys[line][column]
            self.found.texts.setdefault(key, []).append(" | ".join(texts))
            self.found.places.setdefault(key, []).append((row.table, row.number, places))

    def settle(self) -> None:
        """Give the rows with changed names, and groups on one row, to the rows left over."""
        for block, columns, row, name in self._unknown:
            left = [at for at in range(len(block.rows)) if not self._is_read(block, at)]
            best = None
            if name not in block.undivided:
                best = _most_alike(name, [block.rows[at][0] for at in left])
            if best is not None:
                self._keep(block, left[best], columns, row)
                shown = next(text for text in row.texts if bare_name(text) == name)
                self.found.renamed.append((block, left[best], shown))
        # Only now is it known which rows of a group were printed apart after all.
        for block, columns, row, name in self._unknown:
            if name in block.undivided:
                taker, others = block.undivided[name]
                if not any(self._is_read(block, at) for at in (taker, *others)):
                    self._keep(block, taker, columns, row)
                    self.found.undivided.append((block, name))
        self.found.left_out += self._left_out()

    def _left_out(self) -> Iterator[tuple[FigureBlock, str, tuple[str, ...]]]:
        """Yield the rows below one of a block that have numbers and were given to no row of it."""
        read = {place[:2] for places in self.found.places.values() for place in places}
        for block, columns, row, name in self._unknown:
            here, above = (row.table, row.number), (row.table, row.number - 1)
            numbers = tuple(row.texts[places[0]] for _, places in sorted(columns.items()))
            said = any(squeeze(text).isdecimal() for text in numbers)
            if said and above in read and here not in read:
                read.add(here)
                yield block, next(each for each in row.texts if bare_name(each) == name), numbers

    def _is_read(self, block: FigureBlock, line: int) -> bool:
        return any(key in self.found.texts for key in block.keys[line])


def _named_columns(block: FigureBlock, head: Sequence[_Row]) -> Columns:
    """Return which columns of `block` the rows of `head` name; a doubtful one is left out."""
    own = {path[0] for path in block.columns}
    named: dict[Path, list[list[int]]] = {}
    for at in range(len(head[0].texts) if head else 0):
        path = _distinct(row.texts[at] for row in head)
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


def _names_row(block: FigureBlock, row: _Row) -> bool:
    own = {path[0] for path in block.rows} | set(block.undivided)
    return any(bare_name(text) in own for text in row.texts)


def _is_head(block: FigureBlock, row: _Row) -> bool:
    """Return whether `row` names columns; one name alone may be that of a row called the same."""
    own = {path[0] for path in block.columns}
    return len(own & set(map(bare_name, row.texts))) >= min(2, len(own))


def _distinct(texts: Iterable[str]) -> Path:
    return tuple(dict.fromkeys(name for name in map(bare_name, texts) if name))


def _shared(wanted: Path, names: Sequence[str]) -> int:
    return sum(group in names for group in wanted[1:])


def _most_alike(name: str, names: Sequence[str]) -> int | None:
    ratios = [int(100 * SequenceMatcher(None, name, other).ratio()) for other in names]
    best = max(ratios, default=0)
    return ratios.index(best) if best >= ALIKE and ratios.count(best) == 1 else None
