"""Names that are on a sheet once too often, with other figures: either may be meant."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from disclose.form.layout.address import Position
from disclose.form.locate.labels import Label, TableLabels

_DIGIT = re.compile(r"\d")


def doubled(
    labels: TableLabels,
    figures: Mapping[str, Position],
    names: Mapping[Position, Position],
    texts: Mapping[Position, str],
    shown: Mapping[Position, str],
) -> dict[Label, tuple[Position, ...]]:
    """Return the labels that have a rival, with the cells of both.

    `figures` and `names` are the found cells, `texts` all names on the sheet, `shown` the texts of
    all cells. A rival is a cell of the same name at the table, whose row or column holds a number
    where that of the label holds another. A name that was filled into the cells that it spans has
    none there.
    """
    taken = frozenset((*names.values(), *figures.values()))
    spare = [(at, name) for at, name in sorted(texts.items()) if at not in taken]
    if not spare or not figures:
        return {}
    bottom, right = (max(cell[axis] for cell in figures.values()) for axis in (0, 1))
    # As many lines may have been added at the table as there are names too many beside each other.
    added_rows, added_columns = (Counter(at[axis] for at, _ in spare) for axis in (1, 0))
    beside: dict[str, list[Position]] = {}
    for at, name in spare:
        if at[0] <= bottom + added_rows[at[1]] and at[1] <= right + added_columns[at[0]]:
            beside.setdefault(name, []).append(at)
    found: dict[Label, tuple[Position, ...]] = {}
    for label in labels.named:
        own = names.get(label.cell)
        cells = [figures[key] for key in label.figures if key in figures]
        rivals = [
            at
            for at in beside.get(label.bare, ())
            if _differs(at, cells, shown, taken, across=label.bare in labels.headings)
        ]
        if own and rivals:
            found[label] = (own, *rivals)
    return found


def _differs(
    rival: Position,
    cells: Sequence[Position],
    shown: Mapping[Position, str],
    taken: Collection[Position],
    *,
    across: bool,
) -> bool:
    """Return whether the line of `rival` holds a number where the figures in `cells` differ."""
    for row, column in cells:
        at = (row, rival[1]) if across else (rival[0], column)
        text = shown.get(at, "")
        if at not in taken and _DIGIT.search(text) and text != shown.get((row, column)):
            return True
    return False


def doubled_line(
    labels: TableLabels, figures: Mapping[str, Position], shown: Mapping[Position, str]
) -> tuple[Position, ...]:
    """Return the first cells of two rows of numbers in a table whose only row has no name.

    None if most cells above and below the row are empty, or hold the same.
    """
    if not figures or labels.names_rows:
        return ()
    row = min(row for row, _ in figures.values())
    columns = sorted(column for _, column in figures.values())
    own = [shown.get((row, column), "") for column in columns]
    for other in (row - 1, row + 1):
        texts = [shown.get((other, column), "") for column in columns]
        if 2 * sum(bool(_DIGIT.search(text)) for text in texts) > len(columns) and texts != own:
            return (row, columns[0]), (other, columns[0])
    return ()


def in_runs(named: Sequence[Label], names: Sequence[str]) -> frozenset[str]:
    """Return the names that several lines of one list have, if it is certain which is which.

    They follow a line whose name is unique. Where lines were moved, equal names are told apart only
    if all of them still follow the same unique names, in the same order.
    """
    printed = Counter(label.bare for label in named)
    form = dict(_runs([label.bare for label in named], printed))
    there = dict(_runs(names, printed))
    broken = {
        name
        for anchor in form.keys() | there.keys()
        if form.get(anchor, ()) != there.get(anchor, ())
        for name in (*form.get(anchor, ()), *there.get(anchor, ()))
    }
    return frozenset(name for name, count in printed.items() if count > 1) - broken


def _runs(
    names: Sequence[str], printed: Mapping[str, int]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each unique name with the names behind it that several lines have."""
    anchor, run = "", []
    for name in names:
        if printed[name] > 1:
            run.append(name)
        else:
            yield anchor, tuple(run)
            anchor, run = name, []
    yield anchor, tuple(run)
