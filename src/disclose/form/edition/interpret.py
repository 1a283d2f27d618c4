"""Interpret a relation as: the figures it names, a verdict, a formula, prose, a linear form.

Each interpretation is one function over the closed set of nodes; a new node type needs a new
case in each of them, and `assert_never` lets the type checker find the missing ones.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, reduce
from typing import NamedTuple, TypeAlias, assert_never

from disclose.core.numbers import EXACT, ONE, ZERO
from disclose.form.edition.model import Constraint, Edition
from disclose.form.edition.rule_ast import (
    PRIOR_YEAR,
    Binary,
    Compare,
    Expression,
    NumberNode,
    PriorYearNode,
    Ref,
    Some,
    Sum,
)

Amounts: TypeAlias = Callable[[str], Decimal | None]
"""Returns the amount of a figure by key, None if it is not known.

A figure of the prior year has the key of this year's figure after the prefix `previous.`.
"""


def references(expression: Expression) -> tuple[str, ...]:
    """Return the keys of the figures in `expression`, in order, with repeats."""
    match expression:
        case NumberNode():
            return ()
        case Ref(key) | Some(key):
            return (key,)
        case PriorYearNode():
            return (expression.name,)
        case Sum(keys, _):
            return keys
        case Binary(left, _, right):
            return references(left) + references(right)
        case _:
            assert_never(expression)


def touches(relation: Compare) -> tuple[str, ...]:
    """Return the keys of the figures in `relation`, each once, in order."""
    return tuple(dict.fromkeys(references(relation.left) + references(relation.right)))


def typed_keys(relation: Compare, fills: Mapping[str, Constraint]) -> tuple[str, ...]:
    """Return the keys of this year's figures in `relation` that someone types, each once.

    A total that the workbook computes (`fills`) stands for the figures that it adds up.
    """
    return _typed(touches(relation), fills)


def _typed(keys: Iterable[str], fills: Mapping[str, Constraint]) -> tuple[str, ...]:
    typed: dict[str, None] = {}
    pending = [*keys]
    while pending:
        key = pending.pop(0)
        if key in fills:
            pending += references(fills[key].relation.right)
        elif not key.startswith(PRIOR_YEAR):
            typed[key] = None
    return tuple(typed)


@cache
def _carried_inputs(edition: Edition) -> frozenset[str]:
    """Return the inputs that a rule equates with figures of the prior year alone."""
    carried: set[str] = set()
    for rule in edition.prior_year_rules:
        for constraint in rule.constraints:
            match constraint.relation:
                case Compare(Ref(key), "==", right) if key not in edition.fills:
                    if all(name.startswith(PRIOR_YEAR) for name in references(right)):
                        carried.add(key)
    return frozenset(carried)


class Awaited(NamedTuple):
    """What a relation that the prior year's figures enter still needs of this year.

    If nothing is in the `inputs`, and the `totals` that add them up are 0, the relation says
    nothing yet: what it compares are the prior year's figures with nothing.
    """

    inputs: tuple[str, ...]
    totals: tuple[str, ...]


def awaited(relation: Compare, edition: Edition) -> Awaited | None:
    """Return what `relation` needs, None if no prior year's figure enters or nothing is needed."""
    fills, carried = edition.fills, _carried_inputs(edition)
    typed = typed_keys(relation, fills)
    inputs = tuple(key for key in typed if key not in carried)
    keys = touches(relation)
    if not inputs or (inputs == typed and not any(key.startswith(PRIOR_YEAR) for key in keys)):
        return None
    totals = (key for key in keys if key in fills and not set(_typed([key], fills)) <= carried)
    return Awaited(inputs, tuple(totals))


@dataclass(frozen=True, slots=True)
class Holds:
    """The relation is true."""


class Fails(NamedTuple):
    """The relation is false; both sides as computed."""

    left: Decimal
    right: Decimal


class Undecided(NamedTuple):
    """The relation cannot be judged, because these figures have no amount."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Nothing was typed into any cell that the relation is made of, and so it says nothing."""


Verdict: TypeAlias = Holds | Fails | Undecided | Unfilled


def verdict(relation: Compare, amounts: Amounts) -> Holds | Fails | Undecided:
    """Return whether `relation` holds for `amounts`."""
    missing = tuple(key for key in touches(relation) if amounts(key) is None)
    if missing:
        return Undecided(missing)
    left, right = evaluate(relation.left, amounts), evaluate(relation.right, amounts)
    return Holds() if compare(left, relation.operator, right) else Fails(left, right)


def compare(left: Decimal, operator: str, right: Decimal) -> bool:
    """Return whether `left` `operator` `right` is true."""
    return {"==": left == right, "<=": left <= right, ">=": left >= right}[operator]


def evaluate(expression: Expression, amounts: Amounts) -> Decimal:
    """Return the value of `expression`; every figure must have an amount."""
    match expression:
        case NumberNode(amount):
            return amount
        case Ref(key):
            return _known(key, amounts)
        case PriorYearNode():
            return _known(expression.name, amounts)
        case Sum(keys, _):
            return reduce(EXACT.add, (_known(key, amounts) for key in keys), ZERO)
        case Some(key):
            return ONE if _known(key, amounts) else ZERO
        case Binary(left, operator, right):
            return _apply(evaluate(left, amounts), operator, evaluate(right, amounts))
        case _:
            assert_never(expression)


def _known(key: str, amounts: Amounts) -> Decimal:
    amount = amounts(key)
    if amount is None:
        raise KeyError(key)
    return amount


def _apply(left: Decimal, operator: str, right: Decimal) -> Decimal:
    if operator == "*":
        return EXACT.multiply(left, right)
    return EXACT.add(left, right) if operator == "+" else EXACT.subtract(left, right)


def formula(expression: Expression, cells: Callable[[tuple[str, ...]], str]) -> str:
    """Return the spreadsheet formula of `expression`, without the equals sign.

    `cells` turns keys into a list of ranges. The reader compares the
    tokens of a cell's formula with those of this text (excel/read/formulas), so a change that
    alters a token makes every workbook filled in so far look altered.
    """
    # SUM even for one cell: it ignores text, so a placeholder such as `-` counts as zero, as it
    # does in `verdict`. A plain reference to text would make the formula an error.
    match expression:
        case NumberNode(amount):
            return format(amount, "f")
        case Ref(key):
            return f"SUM({cells((key,))})"
        case PriorYearNode():
            return f"SUM({cells((expression.name,))})"
        case Sum(keys, _):
            return f"SUM({cells(keys)})"
        case Some(key):
            return f"IF(SUM({cells((key,))})=0,0,1)"
        case Binary(left, operator, right):
            sides = _sides(formula(left, cells), formula(right, cells), expression, "()")
            return operator.join(sides)
        case _:
            assert_never(expression)


def _sides(left: str, right: str, joined: Binary, brackets: str) -> tuple[str, str]:
    """Return both sides of `joined` as text, in brackets if the order of operations needs them."""
    if _is_sum(joined.left) and joined.operator == "*":
        left = f"{brackets[0]}{left}{brackets[1]}"
    if _is_sum(joined.right) and joined.operator != "+":
        right = f"{brackets[0]}{right}{brackets[1]}"
    return left, right


def _is_sum(side: Expression) -> bool:
    return isinstance(side, Binary) and side.operator != "*"


def prose(relation: Compare, label: Callable[[str], str]) -> str:
    """Return `relation` as text for people; `label` names the figures."""
    operator = {"==": "＝", "<=": "≤", ">=": "≥"}[relation.operator]
    return f"{_prose(relation.left, label)} {operator} {_prose(relation.right, label)}"


def _prose(expression: Expression, label: Callable[[str], str]) -> str:
    match expression:
        case NumberNode(amount):
            return format(amount, "f")
        case Ref(key):
            return label(key)
        case PriorYearNode():
            return named(expression.name, label)
        case Sum(_, name):
            return name
        case Some(key):
            return f"有无（{label(key)}）"
        case Binary(left, operator, right):
            sign = {"+": " ＋ ", "-": " － ", "*": " × "}[operator]
            return sign.join(_sides(_prose(left, label), _prose(right, label), expression, "（）"))
        case _:
            assert_never(expression)


def named(key: str, label: Callable[[str], str]) -> str:
    """Return the label of the figure `key`, prefixed with 上年 for a figure of the prior year."""
    if key.startswith(PRIOR_YEAR):
        return f"上年“{label(key.removeprefix(PRIOR_YEAR))}”"
    return label(key)


def looks_back(relation: Compare) -> bool:
    """Return whether `relation` names a figure of the prior year."""
    return any(key.startswith(PRIOR_YEAR) for key in touches(relation))


class Linear(NamedTuple):
    """A linear form: the factor of each figure, and a constant."""

    factors: Mapping[str, Decimal]
    constant: Decimal


def linear(expression: Expression) -> Linear:
    """Return `expression` as a linear form.

    Raises:
        ValueError: it multiplies two figures, or asks `some`.
    """
    # Error localisation asks by how much a cell would have to change to satisfy a constraint. That
    # needs each side as a sum of factor × figure plus a constant, with repeated figures merged.
    match expression:
        case NumberNode(amount):
            return Linear({}, amount)
        case Ref(key):
            return Linear({key: ONE}, ZERO)
        case PriorYearNode():
            return Linear({expression.name: ONE}, ZERO)
        case Sum(keys, _):
            return _added(tuple(Linear({key: ONE}, ZERO) for key in keys))
        case Some(key):
            message = f"whether there is any {key} is not linear"
            raise ValueError(message)
        case Binary(left, operator, right):
            return _combined(linear(left), operator, linear(right))
        case _:
            assert_never(expression)


def _combined(left: Linear, operator: str, right: Linear) -> Linear:
    if operator == "+":
        return _added((left, right))
    if operator == "-":
        return _added((left, _scaled(right, -ONE)))
    if not left.factors:
        return _scaled(right, left.constant)
    if not right.factors:
        return _scaled(left, right.constant)
    message = "a product of figures is not linear"
    raise ValueError(message)


def _scaled(row: Linear, by: Decimal) -> Linear:
    factors = {key: EXACT.multiply(factor, by) for key, factor in row.factors.items()}
    return Linear(factors, EXACT.multiply(row.constant, by))


def _added(rows: tuple[Linear, ...]) -> Linear:
    factors: dict[str, Decimal] = {}
    for row in rows:
        for key, factor in row.factors.items():
            factors[key] = EXACT.add(factors.get(key, ZERO), factor)
    return Linear(factors, reduce(EXACT.add, (row.constant for row in rows), ZERO))


def is_linear(relation: Compare) -> bool:
    """Return whether both sides of `relation` are linear."""
    return all(map(_linear, (relation.left, relation.right)))


def is_sound(relation: Compare) -> bool:
    """Return whether each side of `relation` is linear or a `some(...)`."""
    sides = (relation.left, relation.right)
    return all(isinstance(side, Some) or _linear(side) for side in sides)


def _linear(side: Expression) -> bool:
    try:
        linear(side)
    except ValueError:
        return False
    return True
