"""Numbers and texts that remember where they come from: each prints itself between marks."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering
from typing import Any

from disclose.core.numbers import format_plain

FIGURE, TEXT, END = "\ue000", "\ue001", "\ue002"
STAFF, CONSTANT, OPEN = "\ue003", "\ue004", "\ue005"
"""A text of the staff, a number that the template means to print, a gap still to be filled."""

UNKNOWN = "【待核实】"
"""Shown in a draft for a figure that has no amount."""

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue005\ufffe\uffff]"
)
"""Control characters, what turns the reading round, what XML forbids, the marks themselves."""

_INFINITE = Decimal("Infinity")


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Num:
    """A number of a narrative: its key or expression, its value, and the text shown for it.

    Compared by value; one without a value counts as something rather than nothing. Adding and
    subtracting build the expression that verifies the result, e.g. `(a+b)`.
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


def staff(text: str) -> Marked:
    """Return words typed by the staff: never markup, and their digits are their own."""
    return Marked(STAFF, printable("\n".join(text.splitlines())).strip())


def constant(text: object) -> Marked:
    """Return a text whose digits the template means to print: a date, a document number."""
    return Marked(CONSTANT, str(text))


def gap(text: object) -> Marked:
    """Return what a draft shows where something is still to be filled in."""
    return Marked(OPEN, f"【待填写：{text}】")


def printable(text: str) -> str:
    """Return `text` without control characters, without what XML forbids, without marks."""
    return _UNPRINTABLE.sub("", text)


# What narratives do with numbers: pick, share out, compare; and lines into a paragraph.

_WHOLE = 1000
"""A whole in tenths of a per cent."""


def paragraph(text: object) -> str:
    """Return the lines of a template's block as one paragraph."""
    return "".join(line.strip() for line in str(text).split("\n"))


def positive(pairs: Iterable[tuple[Any, Num]]) -> list[tuple[Any, Num]]:
    """Return the pairs of name and number whose number is more than zero."""
    return [(name, number) for name, number in pairs if number > 0]


def shares(pairs: Iterable[tuple[Any, Num]], whole: Num) -> list[tuple[Any, Num, Num]]:
    """Return name, number and its share of `whole` in per cent, to one decimal.

    Numbers that make up the whole get shares that make up 100: what rounding down leaves over
    goes to the largest remainders, of equal ones to the larger number. Others are rounded half
    up, each for itself.
    """
    listed = list(pairs)
    tenths = _tenths([number.value for _, number in listed], whole.value)
    return [
        (name, number, _share(number, whole, each))
        for (name, number), each in zip(listed, tenths, strict=True)
    ]


def _share(part: Num, whole: Num, tenths: Decimal | None) -> Num:
    key = f"share({part.key},{whole.key})"
    if tenths is None:
        return Num(key, None)
    share = tenths.scaleb(-1).quantize(Decimal("0.1"))
    return Num(key, share, f"{share}%" if share or not part else "不足0.1%")


def _tenths(parts: list[Decimal | None], whole: Decimal | None) -> list[Decimal | None]:
    known = [part for part in parts if part is not None]
    if not whole or len(known) < len(parts):
        return [None] * len(parts)
    if sum(known) != whole:
        return [(part * _WHOLE / whole).quantize(Decimal(1), ROUND_HALF_UP) for part in known]
    down = [divmod(part * _WHOLE, whole) for part in known]
    missing = int(_WHOLE - sum(each for each, _ in down))
    order = sorted(range(len(down)), key=lambda at: (down[at][1], known[at]), reverse=True)
    return [each + (at in order[:missing]) for at, (each, _) in enumerate(down)]


def change(now: Num, then: Num) -> Num:
    """Return by how many per cent `now` is more or less than `then`, to one decimal, half up.

    Without a value where either is not known or `then` is zero: there is nothing to divide by.
    """
    key = f"change({now.key},{then.key})"
    if now.value is None or not then.value:
        return Num(key, None)
    tenths = abs(now.value - then.value) * _WHOLE / abs(then.value)
    shown = tenths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-1).quantize(Decimal("0.1"))
    return Num(key, shown, f"{shown}%" if shown or not tenths else "不足0.1%")
