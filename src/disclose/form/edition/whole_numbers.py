"""Read relations over whole numbers: quick, exact, and for plain amounts only.

An amount with `n` decimals is a whole number of 10 ** -n. Sums and products of whole numbers are
exact in Python, as those of `interpret` are, and take a small part of the time. A relation becomes
nested functions of our own, made once for an edition: nothing of its text is compiled or run.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import add, eq, ge, itemgetter, le, mul, sub
from typing import NamedTuple, TypeAlias, assert_never

from disclose.core.numbers import EXACT, decimal_places
from disclose.form.edition.rule_ast import (
    Binary,
    Compare,
    Expression,
    NumberNode,
    PriorYearNode,
    Ref,
    Some,
    Sum,
)

Numbers: TypeAlias = Sequence[int]
Value: TypeAlias = Callable[[Numbers], int]

_OPERATIONS: Mapping[str, Callable[[int, int], int]] = {"+": add, "-": sub, "*": mul}
_RELATIONS: Mapping[str, Callable[[int, int], bool]] = {"==": eq, "<=": le, ">=": ge}


class Slot(NamedTuple):
    """The place of a figure among the numbers, and the decimals that its whole number counts."""

    at: int
    places: int


Slots: TypeAlias = Mapping[str, Slot]


def whole_number(amount: Decimal, places: int) -> int | None:
    """Return how often `amount` holds 10 ** -`places`, None if that is no whole number."""
    digits = str(amount)
    if digits.isdigit():
        return int(digits + "0" * places)
    scaled = amount.scaleb(places, EXACT)
    number = int(scaled)
    return number if number == scaled else None


def truth(relation: Compare, slots: Slots) -> Callable[[Numbers], bool]:
    """Return a function that says whether `relation` holds for numbers, as `verdict` does."""
    left, right = _aligned(_scaled(relation.left, slots), _scaled(relation.right, slots))
    return partial(_compare, _RELATIONS[relation.operator], left.value, right.value)


def value(expression: Expression, slots: Slots) -> Value:
    """Return a function that gives the value of `expression`, in its own decimals."""
    return _scaled(expression, slots).value


class _Scaled(NamedTuple):
    """A value in whole numbers of 10 ** -`places`."""

    value: Value
    places: int

    def to(self, places: int) -> "_Scaled":
        if places == self.places:
            return self
        return _Scaled(partial(_times, 10 ** (places - self.places), self.value), places)


def _scaled(expression: Expression, slots: Slots) -> _Scaled:
    match expression:
        case NumberNode(amount):
            places = decimal_places(amount)
            return _Scaled(partial(_constant, int(amount.scaleb(places, EXACT))), places)
        case Ref(key):
            return _figure(slots[key])
        case PriorYearNode():
            return _figure(slots[expression.name])
        case Sum(keys, _):
            return _sum([slots[key] for key in keys])
        case Some(key):
            return _Scaled(partial(_some, slots[key].at), 0)
        case Binary(left, operator, right):
            sides = _scaled(left, slots), _scaled(right, slots)
            if operator == "*":
                places = sides[0].places + sides[1].places
            else:
                sides = _aligned(*sides)
                places = sides[0].places
            first, second = sides
            operation = partial(_apply, _OPERATIONS[operator], first.value, second.value)
            return _Scaled(operation, places)
        case _:
            assert_never(expression)


def _aligned(one: _Scaled, other: _Scaled) -> tuple[_Scaled, _Scaled]:
    """Return both values with the same number of decimals."""
    places = max(one.places, other.places)
    return one.to(places), other.to(places)


def _figure(slot: Slot) -> _Scaled:
    return _Scaled(itemgetter(slot.at), slot.places)


def _sum(addends: Sequence[Slot]) -> _Scaled:
    places = max((slot.places for slot in addends), default=0)
    if len(addends) > 1 and all(slot.places == places for slot in addends):
        return _Scaled(partial(_total, itemgetter(*(slot.at for slot in addends))), places)
    values = tuple(_figure(slot).to(places).value for slot in addends)
    return _Scaled(partial(_total_of, values), places)


# The functions that a relation is made of.


def _compare(
    relation: Callable[[int, int], bool], left: Value, right: Value, numbers: Numbers
) -> bool:
    return relation(left(numbers), right(numbers))


def _apply(
    operation: Callable[[int, int], int], left: Value, right: Value, numbers: Numbers
) -> int:
    return operation(left(numbers), right(numbers))


def _total(chosen: Callable[[Numbers], tuple[int, ...]], numbers: Numbers) -> int:
    return sum(chosen(numbers))


def _total_of(values: Sequence[Value], numbers: Numbers) -> int:
    return sum(each(numbers) for each in values)


def _times(factor: int, number: Value, numbers: Numbers) -> int:
    return factor * number(numbers)


def _some(at: int, numbers: Numbers) -> int:
    return 1 if numbers[at] else 0


def _constant(number: int, _: Numbers) -> int:
    return number
