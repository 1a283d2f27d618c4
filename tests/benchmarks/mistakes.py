"""Mistakes of two populations in any form: slips of each kind, and values that no slip explains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from disclose.checks.localise.system import Line, lines, sums
from disclose.core.numbers import format_plain
from tests.benchmarks.slips import ONE_CELL, Wrong
from tests.benchmarks.sound_filings import Sound

UNEXPLAINED = Decimal("0.4")
"""Assumed share of mistakes that are no slip: a miscount, an old figure, the wrong row."""

PLACES = 40
"""Places at which one kind is tried before another kind is drawn."""

LONGEST_SHIFT = 8
"""Most cells of a shift."""

SECOND = Decimal("0.15")
"""Assumed share of filings with a second mistake."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sound filing in which mistakes are made: the cells that are typed, and their lines."""

    sound: Sound
    keys: list[str]
    lines: tuple[Line, ...]

    @property
    def figures(self) -> Mapping[str, Decimal]:
        """Return the right amounts."""
        return self.sound.figures


def place(sound: Sound, *, typed: bool) -> Place:
    """Return `sound` with the cells that are typed: all, or those without formulas."""
    fills = frozenset[str]() if typed else sound.edition.fills.keys()
    keys = [key for key in sound.figures if key not in fills]
    return Place(sound, keys, lines(sound.edition, frozenset(keys)))


Mistake = Callable[[Random, Place], Wrong | None]
"""Makes one mistake; None if it cannot be made where chance has put it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A mistake: its kind, whether it is a slip, and what is typed instead, by key."""

    kind: str
    slip: bool
    wrong: dict[str, str]


def mistake(random: Random, at: Place) -> Made:
    """Return one mistake, of the populations in their assumed shares, of any kind that fits."""
    while True:
        slip = random.random() >= UNEXPLAINED
        kind, make = random.choice(list((SLIPS if slip else OTHERS).items()))
        for _ in range(PLACES):
            wrong = make(random, at)
            if wrong:
                return Made(kind, slip, dict(wrong))


def _in_one_cell(name: str) -> Mistake:
    return lambda random, at: ONE_CELL[name](random, at.figures, at.keys)


def _pair(random: Random, at: Place) -> tuple[str, str]:
    line = random.choice(at.lines)
    first = random.randrange(len(line) - 1)
    one, other = line[first : first + 2]
    return (one, other) if random.random() < 0.5 else (other, one)


def _neighbour(random: Random, at: Place) -> Wrong | None:
    one, other = _pair(random, at)
    if not at.figures[one] or at.figures[other]:
        return None
    return {one: "0", other: format_plain(at.figures[one])}


def _swapped(random: Random, at: Place) -> Wrong | None:
    one, other = _pair(random, at)
    first, second = at.figures[one], at.figures[other]
    if not first or not second or first == second:
        return None
    return {one: format_plain(second), other: format_plain(first)}


def _repeated(random: Random, at: Place) -> Wrong | None:
    one, other = _pair(random, at)
    if at.figures[one] or not at.figures[other]:
        return None
    return {one: format_plain(at.figures[other])}


def _shifted(random: Random, at: Place) -> Wrong | None:
    """Return a few figures of a line typed one cell too far; the cell behind them was 0."""
    line = random.choice(at.lines)
    start = random.randrange(len(line))
    run = line[start : start + random.randint(3, LONGEST_SHIFT)]
    right = [at.figures[key] for key in run]
    if right[-1] or not right[0] or sum(map(bool, right)) < 2:
        return None
    typed = [Decimal(0), *right[:-1]]
    return {key: format_plain(t) for key, t, r in zip(run, typed, right, strict=True) if t != r}


def _zero_total(random: Random, at: Place) -> Wrong | None:
    totals = list(sums(at.sound.edition).keys() | at.sound.edition.fills.keys())
    key = random.choice(sorted(totals))
    return {key: "0"} if at.figures[key] else None


def _ten_thousand(random: Random, at: Place) -> Wrong | None:
    """Return an amount of money in 元 instead of 万元, or the other way round."""
    figures = at.sound.edition.figures
    money = [key for key in at.keys if figures[key].measure.unit in {"元", "万元"}]
    if not money:
        return None
    key = random.choice(money)
    times = Decimal(10_000) if figures[key].measure.unit == "万元" else Decimal("0.0001")
    return {key: format_plain(at.figures[key] * times)} if at.figures[key] else None


def _prior_year(random: Random, at: Place) -> Wrong | None:
    """Return the amount of the prior year, typed once more."""
    if at.sound.prior_year is None:
        return None
    key = random.choice(at.keys)
    before = at.sound.prior_year.amount(key)
    return None if before in {None, at.figures[key]} else {key: format_plain(before or Decimal(0))}


def _miscounted(random: Random, at: Place) -> Wrong | None:
    key = random.choice(at.keys)
    typed = at.figures[key] + random.choice((-3, -2, -1, 1, 2, 3, 4))
    return {key: format_plain(typed)} if typed >= 0 else None


def _another(random: Random, at: Place) -> Wrong | None:
    """Return a figure of some other cell of the form, as if from another row or another agency."""
    key, other = random.choice(at.keys), random.choice(at.keys)
    typed = at.figures[other] + random.choice((0, 0, 1))
    return None if typed == at.figures[key] else {key: format_plain(typed)}


SLIPS: Mapping[str, Mistake] = {
    **{name: _in_one_cell(name) for name in ONE_CELL if name != "any other number"},
    "元 for 万元": _ten_thousand,
    "total left at 0": _zero_total,
    "neighbouring cell": _neighbour,
    "neighbour's figure repeated": _repeated,
    "two cells swapped": _swapped,
    "row or column shifted": _shifted,
    "prior year's amount": _prior_year,
}

OTHERS: Mapping[str, Mistake] = {
    "any other number": _in_one_cell("any other number"),
    "miscounted": _miscounted,
    "figure of another cell": _another,
}
