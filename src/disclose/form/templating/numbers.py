"""Numbers and texts that keep their provenance: each prints itself between marks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import Any

from disclose.core.expressions import expression
from disclose.core.numbers import format_plain, trim_zeros
from disclose.form.filing import UNKNOWN

FIGURE, TEXT, END = "\ue000", "\ue001", "\ue002"
STAFF, CONSTANT, OPEN = "\ue003", "\ue004", "\ue005"
"""Words of the staff, a number that the template prints on purpose, a gap still to be filled."""

_UNPRINTABLE = expression(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue005\ufffe\uffff]"
)
"""Control characters, changes of writing direction, what XML forbids, and our own marks."""

_INFINITE = Decimal("Infinity")


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Num:
    """A number of a narrative: its key or expression, its value, and the text shown for it.

    Numbers compare by value; an unknown value counts as infinite, so that a draft shows its
    sentence instead of dropping it. Addition and subtraction build the expression from which the
    result can be verified, e.g. `(a+b)`.
    """

    key: str
    value: Decimal | None
    shown: str = ""

    def __str__(self) -> str:
        return f"{FIGURE}{self.key}{TEXT}{self.text}{END}"

    @property
    def text(self) -> str:
        """Return what is printed, without marks."""
        if self.value is None:
            return UNKNOWN
        return self.shown or format_plain(self.value)

    def __add__(self, other: object) -> "Num":
        if not isinstance(other, Num):
            return NotImplemented
        value = _both(Decimal.__add__, self.value, other.value)
        return Num(f"({_unbracketed(self.key)}+{_unbracketed(other.key)})", value)

    def __radd__(self, start: object) -> "Num":
        if start != 0:
            return NotImplemented
        return self

    def __sub__(self, other: object) -> "Num":
        if not isinstance(other, Num):
            return NotImplemented
        value = _both(Decimal.__sub__, self.value, other.value)
        return Num(f"({_unbracketed(self.key)}-{other.key})", value)

    @property
    def _size(self) -> Decimal:
        return _INFINITE if self.value is None else self.value

    def __eq__(self, other: object) -> bool:
        return self._size == _size(other)

    def __lt__(self, other: object) -> bool:
        return self._size < _size(other)

    def __hash__(self) -> int:
        return hash(self._size)

    def __bool__(self) -> bool:
        return self.value != 0


def _size(other: object) -> Decimal:
    return other._size if isinstance(other, Num) else Decimal(str(other))  # noqa: SLF001 - its own class


def _both(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal | None, right: Decimal | None
) -> Decimal | None:
    return None if left is None or right is None else operation(left, right)


def _unbracketed(key: str) -> str:
    return key[1:-1] if key.startswith("(") else key


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that prints itself between marks; empty counts as false and prints nothing."""

    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.mark}{self.text}{END}" if self.text else ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in pieces, each of which prints itself between marks; empty counts as false."""

    pieces: tuple[Marked | Num, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.pieces))

    def __bool__(self) -> bool:
        return bool(str(self))


def staff(text: str) -> Marked:
    """Return words typed by the staff; they are never markup, and their digits need no figure."""
    return Marked(STAFF, printable("\n".join(text.splitlines())).strip())


def constant(text: object) -> Marked:
    """Return a text whose digits are printed on purpose, such as a date or a document number."""
    return Marked(CONSTANT, str(text))


def gap(text: object) -> Marked:
    """Return the placeholder that a draft shows for missing content."""
    return Marked(OPEN, f"【待填写：{text}】")


def printable(text: str) -> str:
    """Return `text` without control characters, characters that XML forbids, and marks."""
    return _UNPRINTABLE.sub("", text)


# Filters of narratives: pick numbers, compute shares, compare, and join lines.

_TENTHS = 1000
"""One hundred per cent, in tenths of a per cent."""


def paragraph(text: object) -> str:
    """Return the lines of a template's block as one paragraph."""
    return "".join(line.strip() for line in str(text).split("\n"))


def positive(pairs: Iterable[tuple[Any, Num]]) -> list[tuple[Any, Num]]:
    """Return the pairs of name and number whose number is more than zero."""
    return [(name, number) for name, number in pairs if number > 0]


def shares(pairs: Iterable[tuple[Any, Num]], whole: Num) -> list[tuple[Any, Num, Num]]:
    """Return name, number and its share of `whole` in per cent.

    Each share is rounded by itself, so that whoever divides finds it right; together they may
    miss 100 by some tenths. It has no value if the number or `whole` is not known, or `whole` is 0.
    """
    return [(name, number, _share(number, whole)) for name, number in pairs]


def _share(part: Num, whole: Num) -> Num:
    return _percent(f"share({part.key},{whole.key})", part.value, whole.value)


def _percent(key: str, part: Decimal | None, whole: Decimal | None) -> Num:
    """Return `part` of `whole` in per cent, rounded half up to one decimal."""
    if part is None or not whole:
        return Num(key, None)
    tenths = (part * _TENTHS / whole).quantize(Decimal(1), ROUND_HALF_UP)
    percent = tenths.scaleb(-1).quantize(Decimal("0.1"))
    if not tenths and part:
        return Num(key, percent, "不足0.1%")
    if tenths == _TENTHS and part < whole:
        return Num(key, percent, "99.9%以上")
    return Num(key, percent, f"{format_plain(trim_zeros(percent, 0))}%")


def change(now: Num, then: Num) -> Num:
    """Return the unsigned difference between `now` and `then` in per cent.

    It is rounded half up to one decimal, and has no value if either number is not known or `then`
    is zero.
    """
    key = f"change({now.key},{then.key})"
    if now.value is None or then.value is None:
        return Num(key, None)
    return _percent(key, abs(now.value - then.value), abs(then.value))


# The limits of percentages: of a few cases a count says more, and a share names the applicant.

SHARES_FROM = 30
"""The smallest whole of which a narrative prints shares."""

CHANGES_FROM = 50
"""The smallest number, in both years, whose change a narrative prints in per cent."""

LARGEST_CHANGE = 200
"""The largest change that a narrative prints in per cent; of a larger one, the difference."""


def fits_shares(whole: Num) -> bool:
    """Return whether `whole` is known and large enough for shares of it to be printed."""
    return whole.value is not None and whole.value >= SHARES_FROM


def fits_change(now: Num, then: Num) -> bool:
    """Return whether the change from `then` to `now` is to be printed in per cent.

    Both must be known and large enough, and the change at least a tenth of a per cent.
    """
    if now.value is None or then.value is None or min(now.value, then.value) < CHANGES_FROM:
        return False
    percent = change(now, then).value
    return percent is not None and 0 < percent <= LARGEST_CHANGE
