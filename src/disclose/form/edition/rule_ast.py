"""The rule language: arithmetic relations between figures, as a closed set of frozen nodes.

Written as a subset of Python's expression syntax: names, numbers, `+ - *`, `== <= >=`,
`sum(set)`, and `some(name)` as a whole side; `previous.name` is the prior-year figure of that
name. The caller resolves names, so a parsed relation contains keys of figures only.
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from disclose.core.errors import InternalError
from disclose.core.expressions import expression
from disclose.core.numbers import parse_number

Arithmetic: TypeAlias = Literal["+", "-", "*"]
Relation: TypeAlias = Literal["==", "<=", ">="]


class NumberNode(NamedTuple):
    """A constant."""

    amount: Decimal


# What holds no more than a key is no named tuple: `Ref` would equal a `Some` of the same figure.


@dataclass(frozen=True, slots=True)
class Ref:
    """One figure, by key."""

    key: str


class Sum(NamedTuple):
    """The sum of a named set of figures, by key, in printed order; `label` is its printed name."""

    keys: tuple[str, ...]
    label: str


PRIOR_YEAR = "previous."
"""Prefix of the key of a figure in the prior-year filing."""


@dataclass(frozen=True, slots=True)
class PriorYearNode:
    """One figure of the prior-year filing, by its key in this form."""

    key: str

    @property
    def name(self) -> str:
        """Return the key with the prefix of the prior year."""
        return PRIOR_YEAR + self.key


class Binary(NamedTuple):
    """Two operands joined by an arithmetic operator."""

    left: "Expression"
    operator: Arithmetic
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Some:
    """Whether one figure, by key, is not zero: 1 if so, else 0."""

    key: str


Expression: TypeAlias = NumberNode | Ref | PriorYearNode | Sum | Binary | Some


class Compare(NamedTuple):
    """A relation between two expressions, which holds or fails."""

    left: Expression
    operator: Relation
    right: Expression


class RuleSyntaxError(InternalError):
    """A rule is not valid in the rule language; the argument is the faulty part."""


class Names(NamedTuple):
    """Resolves the names in a rule: a figure by its name, a sum by the name of its set.

    Both raise `KeyError` for an unknown name.
    """

    figure: Callable[[str], str]
    members: Callable[[str], Sum]


_ARITHMETIC: dict[type[ast.operator], Arithmetic] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
_RELATIONS: dict[type[ast.cmpop], Relation] = {ast.Eq: "==", ast.LtE: "<=", ast.GtE: ">="}


_FOREIGN = expression(r"[^\w\s.,()\[\]<>=*+-]", re.ASCII)
"""Characters that no rule contains: quotes, control characters, other scripts."""

_MOST = 2000
"""Most characters of a rule; far more than any rule of an official form has."""

_DEEPEST = 50
"""Deepest nesting of operands; longer chains of additions should use `sum`."""


def parse(text: str, names: Names) -> Compare:
    """Return `text` as a relation.

    Raises:
        RuleSyntaxError: `text` is not a valid rule; its argument is the faulty part.
        KeyError: a name is unknown; its argument is the name.
    """
    if len(text) > _MOST or _FOREIGN.search(text):
        raise RuleSyntaxError(text[:_MOST])
    try:
        body = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise RuleSyntaxError(text) from error
    match body:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            relation = _RELATIONS.get(type(operator))
            if relation is not None:
                reader = _Parser(text, names)
                return Compare(reader.side(left), relation, reader.side(right))
    raise RuleSyntaxError(text)


class _Parser(NamedTuple):
    """Turns the syntax tree of one rule into nodes."""

    text: str
    names: Names

    def side(self, node: ast.expr) -> Expression:
        match node:
            case ast.Call(func=ast.Name(id="some"), args=[named], keywords=[]):
                return Some(self.names.figure(self.dotted(named)))
            case _:
                return self.operand(node)

    def operand(self, node: ast.expr, depth: int = 0) -> Expression:
        match node:
            case ast.Constant():
                return NumberNode(self.number(node))
            case ast.BinOp(left=left, op=op, right=right) if self.arithmetic(op, depth):
                deeper = depth + 1
                return Binary(
                    self.operand(left, deeper), _ARITHMETIC[type(op)], self.operand(right, deeper)
                )
            case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=name)], keywords=[]):
                return self.names.members(name)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self.figure(self.dotted(node))
            case _:
                raise self.foreign(node)

    def figure(self, name: str) -> Ref | PriorYearNode:
        if name.startswith(PRIOR_YEAR):
            return PriorYearNode(self.names.figure(name.removeprefix(PRIOR_YEAR)))
        return Ref(self.names.figure(name))

    def arithmetic(self, operator: ast.operator, depth: int) -> bool:
        return type(operator) in _ARITHMETIC and depth < _DEEPEST

    def number(self, node: ast.Constant) -> Decimal:
        """Return the number from its source text, never through a binary float."""
        amount = parse_number(self.part(node))
        if amount is None:
            raise self.foreign(node)
        return amount

    def dotted(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return name
            case ast.Attribute(value=value, attr=attr):
                return f"{self.dotted(value)}.{attr}"
            case ast.Subscript(value=value, slice=ast.Name(id=column)):
                return f"{self.dotted(value)}[{column}]"
            case _:
                raise self.foreign(node)

    def part(self, node: ast.expr) -> str:
        return ast.get_source_segment(self.text, node) or self.text

    def foreign(self, node: ast.expr) -> RuleSyntaxError:
        return RuleSyntaxError(self.part(node))
