"""The words of a finding: message, hint and equation in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclose.finding import Argument, Equation, Finding, Kind, Language, Severity, Term, Wording
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
    "<=": Wording("前者应不大于后者", "the first must not exceed the second"),
    ">=": Wording("前者应不小于后者", "the first must reach the second"),
}
_CONSTANT = Wording("应为 {amount}", "should be {amount}")
_COMMA = Wording("、", ", ")


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
    args = {name: joined(value, language) for name, value in found.args.items()}
    args |= {"title": title, "equation": equation}
    return Said(
        title=title,
        message=kind.message.in_(language).format_map(args),
        equation=equation,
        hint=kind.hint.in_(language).format_map(args),
    )


def joined(value: Argument, language: Language) -> str | int | Decimal:
    """Return an argument ready for a message: a list joined as the language does it."""
    return _COMMA.in_(language).join(value) if isinstance(value, tuple) else value


def said_equation(equation: Equation, language: Language) -> str:
    """Return both sides with their actual numbers, and the difference."""
    return Wording("；", "; ").in_(language).join(equation_parts(equation, language))


def equation_parts(equation: Equation, language: Language) -> tuple[str, ...]:
    """Return left side, right side, what is expected of an inequality, and the difference."""
    expected = _EXPECTED.get(equation.operator)
    difference = written(abs(equation.difference))
    return (
        _side(equation.left, equation.left_sum, language),
        _right(equation, language),
        *((expected.in_(language),) if expected else ()),
        _DIFFERENCE.in_(language).format(difference=difference),
    )


def _right(equation: Equation, language: Language) -> str:
    constant = all(not term.label for term in equation.right)
    if constant and equation.operator == "==":
        return _CONSTANT.in_(language).format(amount=written(equation.right_sum))
    return _side(equation.right, equation.right_sum, language)


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
    sign = "-" if term.factor < 0 else ("" if first else "+")
    factor = abs(term.factor)
    times = "" if factor == 1 else f"{written(factor)} × "
    text = f"{times}{term.label} {written(term.amount)}" if term.label else written(factor)
    return f"{sign}{text}" if first else f" {sign} {text}"
