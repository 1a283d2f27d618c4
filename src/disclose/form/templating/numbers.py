"""Numbers and texts that remember where they come from: each prints itself between marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering

from disclose.core.numbers import written

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
        return self.shown or written(self.value)

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
