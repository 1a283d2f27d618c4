"""Which finding a line of 出错说明 is about, and whether its figures are still the same.

A line is about the finding of its code at its place; where lines of a table have moved, about the
one of its code with its figures. Figures are compared as numbers, so that `470；643`, `643, 470`
and `470.0 = 643` are one, and so is the whole equation, copied from the list of findings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from unicodedata import normalize

from disclose.core.finding import Equation, Finding, Place, Severity, note
from disclose.core.numbers import EXACT, InputKind, format_plain, interpret
from disclose.core.text import squeeze
from disclose.form.filing import Explanation

SEPARATOR = "；"
LISTED = 6
"""Of more figures than this the first are listed, and a check sum of all."""

BLANK = "空"
"""Stands for a cell without anything among figures."""

_CODE = re.compile(r"[A-Z]{3,4}\d{2}")
_BREAK = re.compile(r"[;、\s]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIVIDING = re.compile(r"[!'$]")


@dataclass(frozen=True, slots=True)
class ExplainedFindings:
    """A line and the findings it is about, by their numbers; none if it fits no finding.

    `current` says that its figures are those of the findings; else there is one finding, whose
    figures have changed since.
    """

    explanation: Explanation
    numbers: tuple[int, ...]
    current: bool


def meaningful(text: str) -> bool:
    """Return whether `text` explains anything: 无, a dash and the like do not."""
    said = interpret(squeeze(text).strip("。.;,、"), "").kind
    return said not in {InputKind.BLANK, InputKind.PLACEHOLDER}


def place_name(found: Finding) -> str:
    """Return where `found` is, as a line gives it: its first cell, how many there are."""
    if not found.places:
        return ""
    first = found.places[0]
    name = f"{first.sheet}!{first.cell}" if first.cell else first.sheet
    return name if found.equation or len(found.places) == 1 else f"{name} 等 {len(found.places)} 格"


def figures(found: Finding) -> str:
    """Return the figures that an explanation of `found` holds for, empty if there are none.

    Of an equation these are both sides, else what stands in its cells, else how many they are.
    """
    if found.equation:
        return SEPARATOR.join(map(format_plain, _sides(found.equation)))
    typed = [" ".join(place.typed.split()) for place in found.places]
    if any(typed):
        return _listed([each or BLANK for each in typed])
    named = found.args.get("figures", ())
    if isinstance(named, tuple) and named:
        return _listed(named)
    if "count" in found.args:
        return f"{found.args['count']} 格"
    return SEPARATOR.join(
        str(each) for each in found.args.values() if isinstance(each, int | Decimal)
    )


def _listed(values: Sequence[str]) -> str:
    if len(values) <= LISTED:
        return SEPARATOR.join(values)
    check = sha256("\n".join(values).encode()).hexdigest()[:6]
    return SEPARATOR.join((*values[:LISTED], f"……共 {len(values)} 格（校验 {check}）"))


def pairs(
    findings: Sequence[Finding], lines: Sequence[Explanation]
) -> tuple[ExplainedFindings, ...]:
    """Return what each of `lines` is about; one without a code is about nothing."""
    return tuple(_pair(findings, line) for line in lines)


def _pair(findings: Sequence[Finding], line: Explanation) -> ExplainedFindings:
    code = _CODE.search(squeeze(line.code).upper())
    same = [n for n, each in enumerate(findings) if code and each.code == code[0]]
    here = [n for n in same if _at(findings[n], line.place)]
    current = [n for n in here or same if _holds(findings[n], line.figures)]
    if current:
        return ExplainedFindings(line, tuple(current), current=True)
    return ExplainedFindings(line, tuple(here[:1]), current=False)


def _at(found: Finding, place: str) -> bool:
    """Return whether `place`, as people write it, is where `found` is."""
    if not found.places or not place.strip():
        return True
    said = _plain(place)
    return any(re.search(rf"{re.escape(each)}(?!\d)", said) for each in _names(found))


def _names(found: Finding) -> Iterator[str]:
    """Yield how the place of `found` may be named: by cell, by label, by row or column."""
    first = found.places[0]
    yield _plain(first.sheet + first.cell)
    at = found.args.get("at")
    table = found.args.get("table")
    if isinstance(at, str) and isinstance(table, str):
        yield _plain(f"{table}·{at}")


def _plain(text: str) -> str:
    return _DIVIDING.sub("", squeeze(text)).upper()


def _holds(found: Finding, said: str) -> bool:
    if found.equation:
        return any(_are_of(found.equation, numbers) for numbers in _numbers(found.equation, said))
    return _tokens(figures(found)) == _tokens(said)


def _tokens(text: str) -> tuple[str, ...]:
    parts = _BREAK.split(normalize("NFKC", text).strip())
    return tuple(_token(part) for part in parts if part)


def _token(text: str) -> str:
    amount = interpret(text, "").amount
    return squeeze(text) if amount is None else _number(amount)


def _number(amount: Decimal) -> str:
    return format_plain(amount.normalize(EXACT))


def _numbers(equation: Equation, text: str) -> Iterator[frozenset[str]]:
    """Yield the numbers in `text`, commas taken for grouping, then for separators.

    Digits in the printed names of the addends, as in `1.属于国家秘密`, are none.
    """
    plain = normalize("NFKC", text)
    for term in (*equation.left, *equation.right):
        plain = plain.replace(normalize("NFKC", term.label), " ") if term.label else plain
    for each in (_GROUPING.sub("", plain), plain):
        yield frozenset(_number(Decimal(number)) for number in _NUMBER.findall(each))


def _are_of(equation: Equation, numbers: frozenset[str]) -> bool:
    """Return whether `numbers` are both sides, or all addends, and nothing else of `equation`."""
    sides = {_number(abs(each)) for each in _sides(equation)}
    terms = {_number(abs(term.amount)) for term in (*equation.left, *equation.right)}
    known = sides | terms | {_number(abs(equation.difference))}
    return numbers <= known and (sides <= numbers or terms <= numbers | {"0"})


def _sides(equation: Equation) -> tuple[Decimal, Decimal]:
    return equation.left_sum, equation.right_sum


# What the filler says about findings: a reason that holds settles one that is to be verified.


def explained(findings: Sequence[Finding], lines: Sequence[Explanation]) -> tuple[Finding, ...]:
    """Return `findings` with the explanations that hold, then what is wrong with the others.

    An explanation holds for the finding of its code and place as long as the figures are the same;
    what is at error level cannot be explained.
    """
    paired = pairs(findings, lines)
    told = tuple(_with_reasons(number, each, paired) for number, each in enumerate(findings))
    return (*told, *(note for each in paired for note in _notes(each, told)))


def _with_reasons(number: int, found: Finding, paired: Sequence[ExplainedFindings]) -> Finding:
    if found.severity is Severity.ERROR:
        return found
    reasons = dict.fromkeys(
        each.explanation.text
        for each in paired
        if each.current and number in each.numbers and meaningful(each.explanation.text)
    )
    return replace(found, explanation="\n".join(reasons))


def _notes(pair: ExplainedFindings, told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield at most one finding: why an explanation does not count."""
    line = pair.explanation
    if not line.text:
        return
    place = Place(sheet=line.sheet, cell=line.cell)
    code, row = line.code or "—", line.row + 1
    if not pair.numbers:
        if meaningful(line.text):
            yield note("BOOK19", place, code=code, line=row)
        return
    first = told[pair.numbers[0]]
    if first.severity is Severity.ERROR:
        yield note("BOOK18", place, code=code, line=row)
    elif not meaningful(line.text):
        yield note("BOOK25", place, code=code, line=row, text=line.text)
    elif not pair.current and not first.explained:
        before, after = line.figures or "—", figures(first) or "—"
        yield note("BOOK17", place, code=code, line=row, before=before, after=after)
