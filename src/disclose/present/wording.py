"""The words of a finding: message, hint and equation in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclose.finding import Equation, Finding, Kind, Language, Severity, Term, Wording
from disclose.quantity import written

WEIGHTS = {
    Severity.ERROR: Wording("错误", "error"),
    Severity.WARNING: Wording("核实", "warning"),
    Severity.NOTE: Wording("提示", "note"),
}
"""What a severity is called: 强制性, 核实性, 提示性."""

SHOWN_TERMS = 6
"""Sides with more addends than this leave out those that are zero."""

_DIFFERENCE = Wording("相差 {difference}", "difference {difference}")
_ZEROS = Wording("其余 {count} 项为 0", "{count} more are 0")
_EXPECTED = {
    "<=": Wording("左边应不大于右边", "the left side must not exceed the right"),
    ">=": Wording("左边应不小于右边", "the left side must reach the right"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words."""

    title: str
    message: str
    equation: str
    hint: str


def say(found: Finding, kind: Kind, language: Language) -> Said:
    """Return `found` in words of `language`."""
    title = kind.title.in_(language)
    equation = said_equation(found.equation, language) if found.equation else ""
    args = {**found.args, "title": title, "equation": equation}
    return Said(
        title=title,
        message=kind.message.in_(language).format_map(args),
        equation=equation,
        hint=kind.hint.in_(language).format_map(args),
    )


def said_equation(equation: Equation, language: Language) -> str:
    """Return both sides with their actual numbers, and the difference."""
    comma = Wording("；", "; ").in_(language)
    parts = [
        _side(equation.left, equation.left_sum, language),
        _side(equation.right, equation.right_sum, language),
    ]
    if equation.operator in _EXPECTED:
        parts.append(_EXPECTED[equation.operator].in_(language))
    difference = written(abs(equation.difference))
    parts.append(_DIFFERENCE.in_(language).format(difference=difference))
    return comma.join(parts)


def _side(terms: Sequence[Term], total: Decimal, language: Language) -> str:
    shown = [term for term in terms if term.amount or len(terms) <= SHOWN_TERMS]
    if len(terms) == 1:
        return _addend(terms[0], first=True)
    text = "".join(_addend(term, first=not number) for number, term in enumerate(shown))
    hidden = len(terms) - len(shown)
    zeros = _ZEROS.in_(language).format(count=hidden)
    rest = Wording(f"（{zeros}）", f" ({zeros})").in_(language) if hidden else ""
    return f"{text or '0'}{rest} = {written(total)}"


def _addend(term: Term, *, first: bool) -> str:
    sign = "-" if term.factor < 0 and term.label else ("" if first else "+")
    factor = abs(term.factor)
    times = "" if factor == 1 or not term.label else f"{written(factor)} × "
    name = f"{term.label} " if term.label else ""
    text = f"{times}{name}{written(term.amount)}"
    return f"{sign}{text}" if first else f" {sign} {text}"
