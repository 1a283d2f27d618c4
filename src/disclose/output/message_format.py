"""Render a finding in the reader's language: places, message, hint and equation."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from string import Formatter
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.finding import Argument, Equation, Finding, Place, Severity, Term
from disclose.core.language import Language, Wording
from disclose.core.messages import MessageType
from disclose.core.numbers import EXACT, decimal_places, format_plain, numeral, trim_zeros

# Places in words.

_MORE = Wording(" 等 {count} 格", " … ({count} cells)")
_LINE = Wording("第 {lines} 行", "line {lines}")
_LINES = Wording("第 {lines} 行", "lines {lines}")
_PART = Wording("第{part}部分", "part {part}")
_OPENING = Wording("开头", "opening")
_PARAGRAPH = Wording("第{paragraph}段", ", paragraph {paragraph}")
_TABLE = Wording("的表", ", table")
_NAMED = Wording("，“{label}”", ", “{label}”")
_AND = Wording("、", ", ")


def where(place: Place) -> str:
    """Return a place as people write it: `表三!D12`, or the number and text of a line."""
    if place.in_document:
        return f"{place.line or ''} {place.text}".lstrip()
    if place.file:
        return f"{place.file}:{place.line}"
    return f"{place.sheet}!{place.cell}" if place.cell else place.sheet


def places_text(places: Sequence[Place], language: Language, *, first: bool) -> str:
    """Return the places of one finding: its first cell with its label, or the number of cells.

    With `first` the first cell is enough: the equation of the finding names the others.
    """
    if not places:
        return ""
    if places[0].in_document:
        return _lines(places, language)
    if first or len(places) == 1 or places[0].in_sentence:
        return f"{where(places[0])}  {places[0].label}".rstrip()
    return where(places[0]) + _MORE.in_(language).format(count=len(places))


def brief(places: Sequence[Place], language: Language) -> str:
    """Return the first of `places` without its label, or the lines of a document."""
    if not places:
        return ""
    return spots(places, language) if places[0].in_document else where(places[0])


def regions(places: Iterable[Place], language: Language) -> str:
    """Return the sheets of `places`, or the lines of a document, each once."""
    listed = list(places)
    if any(place.in_document for place in listed):
        return spots(listed, language)
    names = (place.sheet or (where(place) if place.file else "") for place in listed)
    return _AND.in_(language).join(dict.fromkeys(filter(None, names)))


def spots(places: Iterable[Place], language: Language, *, named: bool = False) -> str:
    """Return the sections and paragraphs of a document, or the numbers of its lines, each once.

    It is empty without any. If `named`, the words that lead up to a number follow its place.
    """
    listed = [place for place in places if place.line]
    if any(place.part or place.section or place.paragraph for place in listed):
        shown = dict.fromkeys(_spot(place, language, named=named) for place in listed)
        return _AND.in_(language).join(shown)
    numbers = dict.fromkeys(place.line for place in listed)
    lines = _AND.in_(language).join(map(str, numbers))
    words = _LINE if len(numbers) == 1 else _LINES
    return words.in_(language).format(lines=lines) if numbers else ""


def _spot(place: Place, language: Language, *, named: bool) -> str:
    """Return a place as people find it: 第三部分（二）第2段，“新收政府信息公开申请”."""
    shown = Wording(numeral(place.part), str(place.part)).in_(language)
    head = (_PART if place.part else _OPENING).in_(language).format(part=shown)
    section = Wording(place.section, f" {place.section}" if place.section else "").in_(language)
    tail = _TABLE if place.table else _PARAGRAPH if place.paragraph else Wording("", "")
    text = f"{head}{section}{tail.in_(language).format(paragraph=place.paragraph)}"
    label = place.label if named and place.label else ""
    return f"{text}{_NAMED.in_(language).format(label=label)}" if label else text


def _lines(places: Sequence[Place], language: Language) -> str:
    """Return the spots in a document, with the text of a single one."""
    alone = sum(place.in_document for place in places) == 1
    said = spots(places, language, named=alone and len(places) > 1)
    if not said:
        return places[0].text
    return f"{said}  {places[0].text}" if len(places) == 1 else said


WEIGHTS = {
    Severity.ERROR: Wording("错误", "error"),
    Severity.WARNING: Wording("核实", "warning"),
    Severity.NOTE: Wording("提示", "note"),
}
"""Short names of the severities 强制性, 核实性, 提示性."""

SHOWN_TERMS = 6
"""Longer sides of an equation leave out the addends that are 0."""

_DIFFERENCE = Wording("相差 {difference}", "difference {difference}")
_ZEROS = Wording("其余 {count} 项为 0", "{count} more are 0")
_EXPECTED = {
    "<=": Wording("前者应不大于后者", "the first must not exceed the second"),
    ">=": Wording("前者应不小于后者", "the first must not be less than the second"),
}
_SOME, _NONE = Wording("（有）", " (some)"), Wording("（无）", " (none)")
_TOGETHER = {
    "==": Wording("两项应同时有或同时无", "either both or neither may be 0"),
    "<=": Wording("有前者就应有后者", "if the first is not 0, the second must not be 0"),
    ">=": Wording("有后者就应有前者", "if the second is not 0, the first must not be 0"),
}
_CONSTANT = {
    "==": Wording("应为 {amount}", "should be {amount}"),
    "<=": Wording("应不大于 {amount}", "should be at most {amount}"),
    ">=": Wording("应不小于 {amount}", "should be at least {amount}"),
}
_REVERSED = {"==": "==", "<=": ">=", ">=": "<="}
_COMMA = Wording("、", ", ")

_OPTIONAL = expression(r"\[([^\[\]|]*\{[^\[\]|]*)(?:\|([^\[\]]*))?\]")
"""An optional part of a text, and its alternative."""

_CELLS = expression(r"（(\w{1,8}![A-Z]{1,3}\d+[^（）]*)）")
"""Cells in Chinese brackets, as checks list them beside a figure."""


class RenderedMessage(NamedTuple):
    """A finding in one language."""

    title: str
    message: str
    equation: str
    hint: str
    filler_hint: str


def render_message(
    found: Finding, message_type: MessageType, language: Language
) -> RenderedMessage:
    """Return `found` in `language`."""
    words = message_type.about_document if found.in_document else message_type
    title = words.title.in_(language)
    equation = equation_text(found.equation, language) if found.equation else ""
    args = {**found.args, "title": title, "equation": equation}
    return RenderedMessage(
        title=title,
        message=filled(words.message, args, language),
        equation=equation,
        hint=filled(words.hint, args, language),
        filler_hint=filled(words.filler or words.hint, args, language),
    )


def filled(words: Wording, args: Mapping[str, Argument], language: Language) -> str:
    """Fill `words` with `args`; lists are joined with the comma of `language`.

    `{count:cell/cells}` prints a number with the noun in the right form. A part in `[…]` is left
    out if one of its arguments is empty or 0; `[…|else]` has an alternative for this case.
    """
    shown = _shown(args, language)

    def kept(part: re.Match[str]) -> str:
        names = (name for _, name, _, _ in Formatter().parse(part[1]) if name)
        return part[1] if all(args[name] for name in names) else part[2] or ""

    return _OPTIONAL.sub(kept, words.in_(language)).format_map(shown)


class _Count(int):
    """A number whose format spec holds the noun in singular and plural."""

    def __format__(self, spec: str) -> str:
        one, _, several = spec.partition("/")
        noun = one if self == 1 else several
        return f"{int(self)} {noun}" if spec else str(int(self))


def _shown(args: Mapping[str, Argument], language: Language) -> Mapping[str, object]:
    """Return `args` for a message; wordings among them are filled with the others."""
    ready = {name: _plain(each, language) for name, each in args.items()}
    words = {name: each for name, each in args.items() if isinstance(each, Wording)}
    return ready | {name: each.in_(language).format_map(ready) for name, each in words.items()}


def _plain(value: Argument, language: Language) -> object:
    match value:
        case int():
            return _Count(value)
        case Wording():  # it is a tuple, too
            return value
        case tuple():
            listed = _COMMA.in_(language).join(value)
            return _CELLS.sub(r" (\1)", listed) if language is Language.EN else listed
        case _:
            return value


def equation_text(equation: Equation, language: Language) -> str:
    """Return both sides with their numbers, and the difference, as one text."""
    return Wording("；", "; ").in_(language).join(equation_parts(equation, language))


def equation_parts(equation: Equation, language: Language) -> tuple[str, ...]:
    """Return both sides, the expected relation unless it is `=`, and the difference."""
    sides = (equation.left, equation.left_sum), (equation.right, equation.right_sum)
    if not all(term.counted for side, _ in sides for term in side):
        expected = _TOGETHER[equation.operator].in_(language)
        return (*(_presence(side, language) for side, _ in sides), expected)
    difference = _shortest(abs(equation.difference))
    return (*_compared(equation, language), _DIFFERENCE.in_(language).format(difference=difference))


def _compared(equation: Equation, language: Language) -> tuple[str, ...]:
    """Return both sides and the expected relation; a constant side is part of the latter."""
    left, right, operator = equation.left, equation.right, equation.operator
    left_sum, right_sum = equation.left_sum, equation.right_sum
    if _constant(left) and not _constant(right):
        left, right, operator = right, left, _REVERSED[operator]
        left_sum, right_sum = right_sum, left_sum
    first = _side(left, left_sum, language)
    if _constant(right):
        return first, _CONSTANT[operator].in_(language).format(amount=format_plain(right_sum))
    expected = (_EXPECTED[operator].in_(language),) if operator in _EXPECTED else ()
    return first, _side(right, right_sum, language), *expected


def _constant(side: Sequence[Term]) -> bool:
    return all(not term.label for term in side)


def _presence(side: Sequence[Term], language: Language) -> str:
    """Return a side of a rule that only asks whether there is any."""
    text = "".join(_addend(term, first=not number) for number, term in enumerate(side))
    return text + (_SOME if any(term.amount for term in side) else _NONE).in_(language)


def _side(terms: Sequence[Term], total: Decimal, language: Language) -> str:
    shown = [term for term in terms if term.amount or len(terms) <= SHOWN_TERMS]
    if len(terms) == 1 and abs(terms[0].factor) == 1:
        return _addend(terms[0], first=True)
    text = "".join(_addend(term, first=not number) for number, term in enumerate(shown))
    hidden = len(terms) - len(shown)
    zeros = _ZEROS.in_(language).format(count=hidden)
    rest = Wording(f"（{zeros}）", f" ({zeros})").in_(language) if hidden else ""
    result = format_plain(trim_zeros(total, max(decimal_places(total), _decimals(terms))))
    return f"{text or '0'}{rest} = {result}"


def _decimals(terms: Sequence[Term]) -> int:
    """Return the decimals of the sum of `terms`: as typed, but products without final zeros."""
    return max(
        -_exponent(term.amount)
        if abs(term.factor) == 1
        else decimal_places(EXACT.multiply(term.factor, term.amount))
        for term in terms
    )


def _shortest(amount: Decimal) -> str:
    return format_plain(trim_zeros(amount, decimal_places(amount)))


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _addend(term: Term, *, first: bool) -> str:
    sign = "-" if term.factor < 0 else ("" if first else "+")
    factor = abs(term.factor)
    times = "" if factor == 1 else f"{format_plain(factor)} × "
    text = (
        f"{times}{term.label} {format_plain(term.amount)}" if term.label else format_plain(factor)
    )
    return f"{sign}{text}" if first else f" {sign} {text}"
