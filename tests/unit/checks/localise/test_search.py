"""Rows without a form: what the search finds, misses and proves."""

import pytest

from disclose.checks.localise.elimination import Budget, Search, fewest, nearest, solve
from disclose.checks.localise.system import LinearRow, SuspectCell


def _cells(**values: int) -> dict[str, SuspectCell]:
    return {
        key: SuspectCell(key=key, number=number, value=value, step=1, signed=False, total=False)
        for number, (key, value) in enumerate(values.items())
    }


def _equal(rest: int, **factors: int) -> LinearRow:
    return LinearRow(factors, rest, equal=True)


def _most(rest: int, **factors: int) -> LinearRow:
    return LinearRow(factors, rest, equal=False)


def test_a_rule_that_is_implied_by_two_others_asks_for_a_second_cell() -> None:
    """With a = b and b = c at 1, 1, 2: c alone, or a and b."""
    search = Search(_cells(a=1, b=1, c=2), Budget())
    rows = [_equal(0, a=1, b=-1), _equal(-1, b=1, c=-1)]
    assert search.smallest(rows) == (("c",),)
    barred = Search(search.cells, Budget(), frozenset("c"))
    assert barred.smallest(rows) == (("b", "a"),)


def test_rules_that_no_figures_can_keep_have_no_set() -> None:
    search = Search(_cells(a=1, b=1), Budget())
    assert search.smallest([_equal(1, a=1, b=1), _equal(2, a=1, b=1)]) == ()
    assert not search.budget.spent


def test_no_figure_becomes_negative() -> None:
    """With a + b = 0 at 2 and 3: one alone would have to be less than nothing."""
    search = Search(_cells(a=2, b=3), Budget())
    assert search.smallest([_equal(5, a=1, b=1)]) == (("a", "b"),)


def test_whole_numbers_only() -> None:
    """With 2a = b at 2 and 3: b becomes 4, a cannot become one and a half."""
    search = Search(_cells(a=2, b=3), Budget())
    assert search.smallest([_equal(1, a=2, b=-1)]) == (("b",),)


def test_bounds_from_both_sides_are_combined() -> None:
    """Let x be at least a and at most b, with 5 and 3: x alone does not help."""
    cells = _cells(x=4, a=5, b=3)
    rows = [_most(1, a=1, x=-1), _most(1, x=1, b=-1)]
    assert solve(rows, [cells["x"]], nearest) is None
    assert solve(rows, [cells["x"], cells["a"]], nearest) == {"a": -2, "x": -1}


def test_a_search_without_means_finds_nothing_and_says_so() -> None:
    search = Search(_cells(a=2, b=3), Budget(0))
    assert search.smallest([_equal(5, a=1, b=-1)]) == ()
    assert search.budget.spent


def test_how_many_cells_are_needed_at_least() -> None:
    rows = [_equal(1, a=1, b=1), _equal(1, c=1), _equal(1, a=1, d=1)]
    assert fewest(rows, frozenset()) == 2
    assert fewest(rows, frozenset("a")) == 3
    assert fewest(rows, frozenset("abd")) == 2


@pytest.mark.parametrize(
    ("fitting", "change"),
    [
        (range(3, 9, 2), 3),
        (range(-9, -2, 2), -3),
        (range(-3, 4, 2), -1),
        (range(-4, 5, 2), 0),
        (range(-(10**30), 10**30), 0),
    ],
)
def test_the_smallest_change(fitting: range, change: int) -> None:
    assert nearest(_cells(a=0)["a"], fitting) == change
