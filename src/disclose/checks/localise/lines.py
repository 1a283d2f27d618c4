"""The printed rows and columns of a form, as neighbouring cells."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from disclose.form.edition.model import Edition
from disclose.form.layout.book import plan

Line = tuple[str, ...]


def lines(edition: Edition, keys: Container[str]) -> tuple[Line, ...]:
    """Return the printed rows and columns as the cells of `keys` in them, two or more each.

    What stands between two cells and is none of `keys`, a locked total, is passed over.
    """
    return tuple(line for line in _lines(edition, keys) if len(line) > 1)


def _lines(edition: Edition, keys: Container[str]) -> Iterator[Line]:
    for grid in plan(edition).grids.values():
        cells = [cell for cell in grid.figures() if cell.key in keys]
        for order in (("row", "column"), ("column", "row")):
            ordered = sorted(cells, key=attrgetter(*order))
            for _, line in groupby(ordered, key=attrgetter(order[0])):
                yield tuple(cell.key for cell in line)


def neighbours(lines: Iterable[Line]) -> Mapping[str, Sequence[str]]:
    """Return the cells beside, above and below each cell."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in (pair for line in lines for pair in pairwise(line)):
        found[one].append(other)
        found[other].append(one)
    return found
