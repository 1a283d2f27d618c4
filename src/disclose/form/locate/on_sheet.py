"""Find the figures of a table on a sheet of its workbook: in place, else by printed names.

Nobody checks again whether a found cell is the right one. So a figure is found only if no other
could be meant: a doubtful name is not found, and neither are the figures of its row or column.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from disclose.core.text import bare_name
from disclose.form.layout.address import Position
from disclose.form.locate.doubled import doubled, doubled_line, in_runs
from disclose.form.locate.labels import FigureCell, Label, TableLabels, paths_of
from disclose.form.locate.names import alike, resembling

Texts: TypeAlias = Mapping[Position, str]
"""A grid of texts: each by its cell."""

MOST_NAMES = 2000
"""A form has under 100 names; a sheet with so many of them is no filled-in table."""

MOST_TEXTS = 500
"""Among more texts than this no retyped name is looked for: each is compared with each name."""


class OnSheet(NamedTuple):
    """Where the figures and the names of a table are on a sheet.

    `figures` are the found cells by key, `names` the found cells by the form's. `lost` are the
    names that were not found, with figures that are therefore missing. `retyped` are the texts
    typed in place of a name, by the form's cell; empty for a group whose name was removed, without
    any doubt about its figures. `doubled` are the cells of each name that is there twice with
    different numbers, so that neither was read; the name of a table is that of its only row.
    """

    figures: Mapping[str, Position]
    names: Mapping[Position, Position]
    retyped: Mapping[Position, str] = {}
    lost: Sequence[Label] = ()
    doubled: Mapping[str, Sequence[Position]] = {}
    in_place: bool = False
    transposed: bool = False

    @property
    def names_in_place(self) -> bool:
        """Whether every name is in its own cell."""
        return self.in_place and not (self.retyped or self.lost)


def names_present(labels: TableLabels, typed: Texts) -> tuple[int, int]:
    """Return how many of the names of a table are among the texts, and how many it has."""
    wanted = {label.bare for label in labels.labels}
    return len(wanted & {bare_name(text) for text in typed.values()}), len(wanted)


def misplaced(labels: TableLabels, shown: Texts) -> tuple[Label, ...]:
    """Return the labels that are not in their own cells."""
    return tuple(
        label
        for label in labels.labels
        if (text := shown.get(label.cell)) is None
        or (text != label.text and bare_name(text) != label.bare)
    )


def as_printed(labels: TableLabels, typed: Texts) -> OnSheet | None:
    """Return where the figures are if the form's names are in their own cells and nowhere else.

    `locate_on_sheet` says the same then, whatever else the sheet shows, unless `doubled_line` finds
    something. None says nothing.
    """
    home = {label.cell for label in labels.labels}
    elsewhere = (bare_name(text) for at, text in typed.items() if at not in home)
    if misplaced(labels, typed) or not labels.names.isdisjoint(elsewhere):
        return None
    return _in_place(labels, (), typed)


def locate_on_sheet(labels: TableLabels, shown: Texts, typed: Texts) -> OnSheet:
    """Return where the figures of a table are among the texts of a sheet.

    `shown` are the texts of all cells, `typed` those that may be names: neither numbers nor results
    of formulas.
    """
    wrong = misplaced(labels, shown)
    if not _names_moved(labels, wrong, typed):
        return _without_doubled(labels, _in_place(labels, wrong, shown), shown, typed)
    located = _by_names(labels, typed)
    if located.figures:
        return _without_doubled(labels, located, shown, typed)
    # Not one figure was found: perhaps the table was pasted with its rows as columns.
    turned = _by_names(labels, {_turned(at): text for at, text in typed.items()})
    if len(turned.figures) < len(labels.figures):
        return located
    return OnSheet(
        figures={key: _turned(at) for key, at in turned.figures.items()},
        names={home: _turned(at) for home, at in turned.names.items()},
        transposed=True,
    )


def _turned(at: Position) -> Position:
    return at[1], at[0]


def _without_doubled(labels: TableLabels, at: OnSheet, shown: Texts, typed: Texts) -> OnSheet:
    """Return what was found without the figures that may as well be in another row or column."""
    known = {
        cell: name for cell, text in typed.items() if (name := bare_name(text)) in labels.names
    }
    lines = doubled_line(labels, at.figures, shown)
    if lines:
        return at._replace(figures={}, doubled={labels.table.title: lines})
    rivals = doubled(labels, at.figures, at.names, known, shown)
    keys = {key for label in rivals for key in label.figures}
    return at._replace(
        figures={key: cell for key, cell in at.figures.items() if key not in keys},
        doubled={label.text: cells for label, cells in rivals.items()},
    )


def _names_moved(labels: TableLabels, wrong: Sequence[Label], typed: Texts) -> bool:
    """Return whether a name that is not in its own cell is in another one.

    If it is nowhere, it was retyped, or its line was removed, and the other cells keep their
    meaning. If it is elsewhere, its line has moved, and no cell of the form can be trusted.
    """
    absent = {label.bare for label in wrong} & labels.names
    homes = {(label.bare, label.cell) for label in labels.labels}
    return bool(wrong) and any(
        (name := bare_name(text)) in absent and (name, at) not in homes
        for at, text in typed.items()
    )


def _in_place(labels: TableLabels, wrong: Sequence[Label], shown: Texts) -> OnSheet:
    lost = [
        label
        for label in wrong
        if label.figures and not _retyped_there(labels, label, shown.get(label.cell, ""))
    ]
    keys = {key for label in lost for key in label.figures}
    return OnSheet(
        figures={key: figure.cell for key, figure in labels.figures.items() if key not in keys},
        names={label.cell: label.cell for label in labels.labels},
        retyped={label.cell: shown.get(label.cell, "") for label in wrong if label not in lost},
        lost=lost,
        in_place=True,
    )


def _retyped_there(labels: TableLabels, label: Label, text: str) -> bool:
    """Return whether a text resembles the name of `label`, and is no other name of the form."""
    return alike(text, label.text) and bare_name(text) not in labels.names - {label.bare}


def _by_names(labels: TableLabels, typed: Texts) -> OnSheet:
    names, retyped = _match(labels, typed)
    cells = {key: _crossing(figure, names) for key, figure in labels.figures.items()}
    claims = Counter(cells.values())
    absent = [label for label in labels.labels if label.path and label.cell not in names]
    lost = [label for label in absent if label.figures]
    return OnSheet(
        # Two figures in one cell: the names of one were taken for those of the other. Neither is
        # read.
        figures={key: at for key, at in cells.items() if at is not None and claims[at] == 1},
        names=names,
        retyped=retyped | ({} if lost else {label.cell: "" for label in absent}),
        lost=lost,
    )


def _crossing(figure: FigureCell, names: Mapping[Position, Position]) -> Position | None:
    """Return the cell of a figure from those of its names; None if one of them is not there.

    It keeps its distance to its names, since a name may span several rows or columns.
    """
    anchors = [at for at in (figure.left, figure.above) if at is not None]
    if not anchors or any(at not in names for at in anchors):
        return None
    left, above = figure.left or anchors[0], figure.above or anchors[0]
    return (
        names[left][0] + figure.cell[0] - left[0],
        names[above][1] + figure.cell[1] - above[1],
    )


# Which text is which name: by order, else by the groups that it is in.


def _match(
    labels: TableLabels, typed: Texts
) -> tuple[dict[Position, Position], dict[Position, str]]:
    """Return the found cell of each name by the form's cell, and what was typed for retyped ones.

    Names in the order of the form, none of them twice, are those of the form, whatever names of
    groups were removed. Else a name that the form prints once is that name wherever it is, and
    equal names differ in their groups.
    """
    known = {at: name for at, text in typed.items() if (name := bare_name(text)) in labels.names}
    if len(known) > MOST_NAMES:
        return {}, {}
    texts = _without_repeats(labels, known)
    likely = _retyped(labels, texts, {at: typed[at] for at in typed if at not in known})
    texts |= {at: label.bare for at, label in likely.items()}
    found = _in_order(labels.named, texts) or _by_groups(labels, texts)
    homes = {at: home for home, at in found.items()}
    return found, {homes[at]: typed[at] for at in likely if at in homes}


def _without_repeats(labels: TableLabels, texts: Texts) -> dict[Position, str]:
    """Return `texts` without those that repeat a name in the cells that it spans in the form.

    Where merges were undone names are often filled into each of the cells.
    """
    kept: dict[Position, str] = {}
    in_row: dict[int, str] = {}
    in_column: dict[int, str] = {}
    for (row, column), text in sorted(texts.items()):
        broad = text in labels.broad and in_row.get(row) == text
        tall = text in labels.tall and in_column.get(column) == text
        if not (broad or tall):
            kept[row, column] = text
        in_row[row] = in_column[column] = text
    return kept


def _retyped(labels: TableLabels, texts: Texts, others: Texts) -> Mapping[Position, Label]:
    """Return which of the `others` among the names resemble a name that is not there."""
    rows = {at[0] for at, text in texts.items() if text in labels.headings}
    columns = {at[1] for at, text in texts.items() if text in labels.lines}
    seen = Counter(texts.values())
    printed = Counter(label.bare for label in labels.named)
    found: dict[Position, Label] = {}
    for names, near in (
        (labels.headings, {at: text for at, text in others.items() if at[0] in rows}),
        (labels.lines, {at: text for at, text in others.items() if at[1] in columns}),
    ):
        if len(near) > MOST_TEXTS:
            continue
        absent = {
            label.text: label
            for label in labels.labels
            if label.path and not seen[label.bare]
            if label.bare in names and printed[label.bare] == 1
        }
        for at, name in resembling(near, absent).items():
            found.setdefault(at, absent[name])
    return found


def _in_order(named: Sequence[Label], texts: Texts) -> dict[Position, Position] | None:
    """Return the cells of the names if those that are there come in the order of the form."""
    seen = set(texts.values())
    there = [label for label in named if label.bare in seen]
    cells = sorted(texts)
    if [label.bare for label in there] != [texts[at] for at in cells]:
        return None
    return {label.cell: at for label, at in zip(there, cells, strict=True)}


def _by_groups(labels: TableLabels, texts: Texts) -> dict[Position, Position]:
    """Return the cell of each name that cannot be another's."""
    named, seen = labels.named, Counter(texts.values())
    printed = Counter(label.bare for label in named)
    # A group whose name is nowhere on the sheet says nothing: it is left out of the paths.
    paths = {
        label.cell: tuple(name for name in label.path if name in seen)
        for label in named
        if label.bare in seen
    }
    found_paths = paths_of(texts, labels.headings, labels.lines, labels.titles)
    expected, there = Counter(paths.values()), Counter(found_paths.values())
    cells = {
        path: iter(sorted(at for at, other in found_paths.items() if other == path))
        for path in there
    }
    # Names of the same groups keep their order, if all of them are there, behind the same lines.
    certain = in_runs(named, [texts[at] for at in sorted(texts)])
    in_groups = {
        home: next(cells[path])
        for home, path in paths.items()
        if there[path] == expected[path] and (expected[path] == 1 or path[0] in certain)
    }
    doubtful = _doubtful(named, printed, seen)
    once = {
        label.cell: at
        for at, text in texts.items()
        for label in named
        if label.bare == text and seen[text] == printed[text] == 1
    }
    return {home: at for home, at in in_groups.items() if home not in doubtful} | once


def _doubtful(
    named: Sequence[Label], printed: Mapping[str, int], seen: Mapping[str, int]
) -> set[Position]:
    """Return the labels that may belong to other groups than they seem to.

    Lines that lost the name of their group seem to be in the group before it, and a group that is
    there twice may be either. A name that the form prints once is never in doubt.
    """
    over: set[str] = set().union(*(label.path[1:] for label in named))
    groups = [label for label in named if label.bare in over]
    lost = [label for label in groups if seen.get(label.bare, 0) < printed[label.bare]]
    doubled = any(seen.get(label.bare, 0) > printed[label.bare] for label in groups)
    before = {
        label.bare
        for label in groups
        if any(label.cell[0] < gone.cell[0] or label.cell[1] < gone.cell[1] for gone in lost)
    }
    return {
        label.cell
        for label in named
        if printed[label.bare] > 1 and (doubled or before & set(label.path[1:]))
    }
