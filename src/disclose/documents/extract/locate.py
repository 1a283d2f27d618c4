"""Figures of a form in the tables of a document, found by printed names, never by position."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from disclose.core.text import bare_name
from disclose.documents.extract.table_labels import Named, Panel
from disclose.documents.read.model import TableText

ALIKE = 75
"""How alike, in hundredths, a changed row name must be to be taken for the form's."""

SHORTEST = 4
"""Names of fewer characters are too short to be told from others by likeness."""

Row: TypeAlias = tuple[str, ...]
Mapped: TypeAlias = Mapping[int, tuple[int, ...]]
"""Column of a panel to the columns of the document that a merged cell takes."""

_Place: TypeAlias = tuple[tuple[str, ...], tuple[int, ...]]
"""The names over neighbouring columns of a document, and which columns they are."""


@dataclass(slots=True)
class Found:
    """What was found: the texts of each figure, rows named otherwise, groups on one row.

    `spots` are the cells of those texts: number of the table, row and columns from 0.
    """

    texts: dict[str, list[str]] = field(default_factory=dict)
    spots: dict[str, list[tuple[int, int, tuple[int, ...]]]] = field(default_factory=dict)
    renamed: list[tuple[Panel, int, str]] = field(default_factory=list)
    undivided: list[tuple[Panel, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Loose:
    """A row under known columns whose name is not known."""

    panel: Panel
    mapped: Mapped
    row: Row
    leaf: str


def locate(panels: Sequence[Panel], tables: Sequence[TableText]) -> Found:
    """Return what of `panels` stands in `tables`; a table without a head goes on from the last."""
    search = _Search(panels)
    for table in tables:
        search.read(table)
    search.settle()
    return search.found


class _Search:
    def __init__(self, panels: Sequence[Panel]) -> None:
        self.panels = panels
        self.found = Found()
        self.loose: list[_Loose] = []
        self.whole: list[_Loose] = []
        self.width = 0
        self.mapped: dict[int, Mapped] = {}
        self.last: int | None = None
        self.row_at: dict[int, int] = {}
        self.stands: dict[int, tuple[int, int]] = {}

    def read(self, table: TableText) -> None:
        rows = table.rows
        self.stands |= {id(row): (table.number, at) for at, row in enumerate(rows)}
        width = len(rows[0]) if rows else 0
        if width != self.width:
            self.mapped, self.last = {}, None
        self.width = width
        head: list[Row] = []
        for row in rows:
            if self._is_data(row, head):
                head = []
            else:
                head.append(row)

    def _is_data(self, row: Row, head: Sequence[Row]) -> bool:
        """Read `row` if it is one of figures; else it belongs to the head of what follows."""
        for number, panel in enumerate(self.panels):
            fits = self._across(panel, row, head) if panel.across else _names(panel, row)
            if not fits:
                continue
            mapped = columns(panel, head)
            if 2 * len(mapped) >= len(panel.columns):
                self.mapped[number] = mapped
                for above in _below_head(panel, head):
                    self._take(number, above)
            if number in self.mapped:
                return self._take(number, row)
        if self.last is not None and not _is_head(self.panels[self.last], row):
            self._take(self.last, row)
        return False

    def _across(self, panel: Panel, row: Row, head: Sequence[Row]) -> bool:
        mapped = columns(panel, head)
        if 2 * len(mapped) < len(panel.columns) or _is_head(panel, row):
            return False
        return any(row[at] for every in mapped.values() for at in every)

    def _take(self, number: int, row: Row) -> bool:
        panel, mapped = self.panels[number], self.mapped[number]
        self.last = None if panel.across else number
        if panel.across:
            self._keep(panel, 0, mapped, row)
            return True
        names = _left(row, mapped)
        at = self._row(number, names)
        if at is not None:
            self.row_at[number] = at
            self._keep(panel, at, mapped, row)
            return True
        leaf = next((name for name in reversed(names) if len(name) >= SHORTEST), "")
        if leaf in panel.undivided:
            self.whole.append(_Loose(panel, mapped, row, leaf))
        elif leaf:
            self.loose.append(_Loose(panel, mapped, row, leaf))
        return leaf in panel.undivided

    def _row(self, number: int, names: Sequence[str]) -> int | None:
        """Return the row of the last of `names` that is a row's; units may stand behind it.

        Of several rows of that name it is the one in its groups, else the next one.
        """
        rows = self.panels[number].rows
        leaves = {named.leaf for named in rows}
        leaf = next((name for name in reversed(names) if name in leaves), None)
        alike = [at for at, named in enumerate(rows) if named.leaf == leaf]
        if not alike:
            return None
        after = self.row_at.get(number, -1)
        return min(alike, key=lambda at: (-_shared(rows[at], names), at <= after, at))

    def _keep(self, panel: Panel, at: int, mapped: Mapped, row: Row) -> None:
        for column, places in mapped.items():
            texts = dict.fromkeys(row[place] for place in places if row[place].strip())
            key = panel.keys[at][column]
            self.found.texts.setdefault(key, []).append(" | ".join(texts))
            self.found.spots.setdefault(key, []).append((*self.stands[id(row)], places))

    def settle(self) -> None:
        """Give the rows with changed names, and groups on one row, to the rows left over."""
        for loose in self.loose:
            left = [at for at in range(len(loose.panel.rows)) if not self._is_read(loose.panel, at)]
            names = [loose.panel.rows[at].leaf for at in left]
            best = _most_alike(loose.leaf, names)
            if best is not None:
                self._keep(loose.panel, left[best], loose.mapped, loose.row)
                shown = _shown(loose)
                self.found.renamed.append((loose.panel, left[best], shown))
        for loose in self.whole:
            taker, others = loose.panel.undivided[loose.leaf]
            if not any(self._is_read(loose.panel, at) for at in (taker, *others)):
                self._keep(loose.panel, taker, loose.mapped, loose.row)
                self.found.undivided.append((loose.panel, loose.leaf))

    def _is_read(self, panel: Panel, at: int) -> bool:
        return any(key in self.found.texts for key in panel.keys[at])


def columns(panel: Panel, head: Sequence[Row]) -> Mapped:
    """Return which columns of `panel` the rows of `head` name; a doubtful one is left out."""
    width = len(head[0]) if head else 0
    leaves = {named.leaf for named in panel.columns}
    paths = [_distinct(bare_name(row[at]) for row in head) for at in range(width)]
    named: dict[tuple[str, ...], list[list[int]]] = {}
    for at, path in enumerate(paths):
        lowest = next((n for n in range(len(path) - 1, -1, -1) if path[n] in leaves), None)
        if lowest is None:
            continue
        runs = named.setdefault(path[: lowest + 1], [])
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    places = [(path, tuple(run)) for path, runs in named.items() for run in runs]
    return _assigned(panel.columns, sorted(places, key=lambda each: each[1]))


def _assigned(wanted: Sequence[Named], places: Sequence[_Place]) -> Mapped:
    mapped: dict[int, tuple[int, ...]] = {}
    for leaf in dict.fromkeys(named.leaf for named in wanted):
        same = [number for number, named in enumerate(wanted) if named.leaf == leaf]
        there = [place for place in places if place[0][-1] == leaf]
        if len(there) > len(same):
            there = _neighbours_joined(there)
        sure = {at: place for at in same if (place := _by_groups(wanted[at], there)) is not None}
        if len(sure) < len(same) == len(there):
            sure = {at: place for at, (_, place) in zip(same, there, strict=True)}
        mapped.update(sure)
    taken = list(mapped.values())
    return {at: place for at, place in sorted(mapped.items()) if taken.count(place) == 1}


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


def _by_groups(named: Named, there: Sequence[_Place]) -> tuple[int, ...] | None:
    """Return the one place of `there` that shares most groups with `named`, None if several do."""
    scores = [_shared(named, path) for path, _ in there]
    best = max(scores, default=0)
    known = best > 0 or not named.groups
    return there[scores.index(best)][1] if known and scores.count(best) == 1 else None


def _names(panel: Panel, row: Row) -> bool:
    leaves = {named.leaf for named in panel.rows} | set(panel.undivided)
    return not _is_head(panel, row) and any(bare_name(text) in leaves for text in row)


def _is_head(panel: Panel, row: Row) -> bool:
    """Return whether `row` names columns; one name alone may be that of a row called the same."""
    leaves = {named.leaf for named in panel.columns}
    return len(leaves & set(map(bare_name, row))) >= min(2, len(leaves))


def _below_head(panel: Panel, head: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of `head` below the last one that names columns."""
    last = max((at for at, row in enumerate(head) if _is_head(panel, row)), default=len(head))
    return head[last + 1 :]


def _left(row: Row, mapped: Mapped) -> tuple[str, ...]:
    first = min(min(places) for places in mapped.values())
    return _distinct(bare_name(text) for text in row[:first])


def _shown(loose: _Loose) -> str:
    """Return the name of a row as the document writes it."""
    return next(text for text in loose.row if bare_name(text) == loose.leaf)


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _shared(named: Named, names: Sequence[str]) -> int:
    return sum(group in names for group in named.groups)


def _most_alike(leaf: str, names: Sequence[str]) -> int | None:
    ratios = [int(100 * SequenceMatcher(None, leaf, name).ratio()) for name in names]
    best = max(ratios, default=0)
    return ratios.index(best) if best >= ALIKE and ratios.count(best) == 1 else None
