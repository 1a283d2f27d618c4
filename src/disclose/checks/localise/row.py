"""Linear rows over changes of cells, in whole numbers."""

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """The sum of `factors` times the changes of cells, plus `rest`, is 0, or else at most 0.

    `rest` is what the row comes to as long as nothing changes.
    """

    factors: Mapping[str, int]
    rest: int
    equal: bool

    @property
    def holds(self) -> bool:
        """Return whether the row is true with nothing changed."""
        return self.rest == 0 if self.equal else self.rest <= 0

    def after(self, changes: Mapping[str, int]) -> "Row":
        """Return the row as it is once `changes` were made."""
        shift = sum(self.factors.get(key, 0) * change for key, change in changes.items())
        return self._replace(rest=self.rest + shift)


def without(key: str, row: Row, pivot: Row) -> Row:
    """Return what `row` says of all other cells than `key`, given the equality `pivot`."""
    factor = pivot.factors[key]
    times = row.factors[key] if factor > 0 else -row.factors[key]
    return _sum(row, abs(factor), pivot, -times)


def between(key: str, upper: Row, lower: Row) -> Row:
    """Return what two inequalities that bound `key` from both sides say of all other cells."""
    return _sum(upper, -lower.factors[key], lower, upper.factors[key])


def _sum(row: Row, times: int, other: Row, others: int) -> Row:
    factors = {key: factor * times for key, factor in row.factors.items()}
    for key, factor in other.factors.items():
        added = factors.get(key, 0) + factor * others
        if added:
            factors[key] = added
        else:
            del factors[key]
    return Row(factors, row.rest * times + other.rest * others, row.equal)
