"""The rule language: arithmetic relations between figures, as a closed set of frozen nodes.

Written as a subset of Python's expression syntax: names, numbers, `+ - *`, `== <= >=` and
`sum(set)`. A name is resolved by the caller, so a parsed relation speaks of figures only.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Arithmetic: TypeAlias = Literal["+", "-", "*"]
Relation: TypeAlias = Literal["==", "<=", ">="]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Ref:
    """One figure, by key."""

    key: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a named set of figures, by key, in printed order; `label` is its printed name."""

    keys: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands joined by an arithmetic operator."""

    left: "Expression"
    operator: Arithmetic
    right: "Expression"


Expression: TypeAlias = Number | Ref | Sum | Binary


@dataclass(frozen=True, slots=True)
class Compare:
    """A relation that holds or fails."""

    left: Expression
    operator: Relation
    right: Expression


class RuleSyntaxError(Exception):
    """A rule that is not of the language; the text says which part."""


@dataclass(frozen=True, slots=True)
class Names:
    """How the names of a rule are resolved: one figure by name, a sum by the name of its set.

    Both raise `KeyError` for a name the form does not know.
    """

    figure: Callable[[str], str]
    members: Callable[[str], Sum]


_ARITHMETIC: dict[type[ast.operator], Arithmetic] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_RELATIONS: dict[type[ast.cmpop], Relation] = {ast.Eq: "==", ast.LtE: "<=", ast.GtE: ">="}


def parse(text: str, names: Names) -> Compare:
    """Return the relation that `text` states.

    Raises:
        RuleSyntaxError: `text` is not of the language.
        KeyError: a name is unknown; its argument is the name.
    """
    try:
        body = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise RuleSyntaxError(text) from error
    match body:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            relation = _RELATIONS.get(type(operator))
            if relation is not None:
                return Compare(_operand(left, names), relation, _operand(right, names))
    raise RuleSyntaxError(ast.unparse(body))


def _operand(node: ast.expr, names: Names) -> Expression:
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return Number(Decimal(value))
        case ast.Constant(value=float()):
            return Number(Decimal(ast.unparse(node)))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            operator = _ARITHMETIC[type(op)]
            return Binary(_operand(left, names), operator, _operand(right, names))
        case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=name)], keywords=[]):
            return names.members(name)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return Ref(names.figure(_dotted(node)))
        case _:
            raise RuleSyntaxError(ast.unparse(node))


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{_dotted(value)}.{attr}"
        case ast.Subscript(value=value, slice=ast.Name(id=column)):
            return f"{_dotted(value)}[{column}]"
        case _:
            raise RuleSyntaxError(ast.unparse(node))
