"""Which charts a form has: bars, and the figures that each stands for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Order(StrEnum):
    """How the bars of a chart stand in a document: the longest first, or as they are stated."""

    LONGEST = "longest"
    STATED = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: its name, and the keys of the figures that it adds up.

    In a definition these may be patterns with one `*`; a loaded edition has the keys themselves.
    """

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar chart; with `years` every bar has last year's beside it."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    order: Order = Order.LONGEST
    years: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all figures drawn."""
        return tuple(key for bar in self.bars for key in bar.figures)


def fitting(pattern: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of `keys` that fit `pattern`, in which one `*` stands for any part."""
    start, star, end = pattern.partition("*")
    if not star:
        return tuple(key for key in keys if key == pattern)
    least = len(start) + len(end)
    return tuple(
        key for key in keys if len(key) >= least and key.startswith(start) and key.endswith(end)
    )


def resolved(chart: Chart, keys: Iterable[str]) -> Chart:
    """Return `chart` with the keys that its patterns stand for."""
    known = tuple(keys)
    bars = tuple(
        replace(bar, figures=tuple(key for each in bar.figures for key in fitting(each, known)))
        for bar in chart.bars
    )
    return replace(chart, bars=bars)
