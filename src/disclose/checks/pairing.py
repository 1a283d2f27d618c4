"""Pair the lines of the sheet 出错说明 with the findings that they explain.

A line belongs to the finding with its code and place. If rows have moved since, the place no
longer fits, and the finding with its code and figures is taken. Fillers type figures freely:
`470；643`, `643, 470`, `470.0 = 643` and the whole equation from the list of findings are equal.
An explanation is for certain figures: if these change, it no longer holds.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from disclose.core.expressions import expression
from disclose.core.finding import Equation, Finding, Place, Severity, Suspect, note
from disclose.core.numbers import EXACT, InputKind, format_plain, interpret
from disclose.core.text import squeeze
from disclose.form.filing import Explanation

SEPARATOR = "；"
LISTED = 6
"""Number of listed figures; if there are more, a check sum of all follows."""

BLANK = "空"
"""Placeholder for an empty cell in a list of figures."""

_CODE = expression(r"[A-Z]{3,4}\d{2}")
_BREAK = expression(r"[;、\s]+")
_NUMBER = expression(r"\d+(?:\.\d+)?")
_GROUPING = expression(r"(?<=\d),(?=\d{3}(?!\d))")
_DIVIDING = expression(r"[!'$]")


class ExplainedFindings(NamedTuple):
    """A line of 出错说明 with the numbers of its findings, empty if it fits none.

    If `current`, the figures of the line are those of the findings. Otherwise there is at most one
    finding, whose figures have changed since.
    """

    explanation: Explanation
    numbers: tuple[int, ...]
    current: bool


def meaningful(text: str) -> bool:
    """Return whether `text` is an explanation: 无, a dash and the like are not."""
    said = interpret(squeeze(text).strip("。.;,、"), "").kind
    return said not in {InputKind.BLANK, InputKind.PLACEHOLDER}


def place_name(found: Finding) -> str:
    """Return the place of `found` for a line of 出错说明: first cell and number of cells."""
    if not found.places:
        return ""
    first = found.places[0]
    name = f"{first.sheet}!{first.cell}" if first.cell else first.sheet
    alone = found.equation or first.in_sentence or len(found.places) == 1
    return name if alone else f"{name} 等 {len(found.places)} 格"


def figures(found: Finding) -> str:
    """Return the figures that an explanation of `found` refers to, empty if there are none.

    For an equation these are both sides, otherwise the contents of the cells, or their number.
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
    """Pair each of `lines` with findings; a line without a code fits none."""
    return tuple(_pair(findings, line) for line in lines)


def _pair(findings: Sequence[Finding], line: Explanation) -> ExplainedFindings:
    code = code_of(line)
    same = [n for n, each in enumerate(findings) if each.code == code]
    here = [n for n in same if _at(findings[n], line.place)]
    current = [n for n in here or same if _holds(findings[n], line.figures)]
    if current:
        return ExplainedFindings(line, tuple(current), current=True)
    return ExplainedFindings(line, tuple(here[:1]), current=False)


def _at(found: Finding, place: str) -> bool:
    """Return whether `place`, as typed by the filler, names the place of `found`."""
    if not found.places or not place.strip():
        return True
    said = _plain(place)
    return any(re.search(rf"{re.escape(each)}(?!\d)", said) for each in _names(found))


def _names(found: Finding) -> Iterator[str]:
    """Yield the names of the place of `found`: by cell, and by row or column.

    An equation has the name of each of its cells: which comes first may depend on the figures.
    """
    for each in found.places if found.equation else found.places[:1]:
        yield _plain(each.sheet + each.cell)
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
    """Yield the numbers in `text`, with commas first as grouping, then as separators.

    `1,234` may be one number or two. Digits in the printed names of addends, as in
    `1.属于国家秘密`, are removed first: they are no figures.
    """
    plain = normalize("NFKC", text)
    for term in (*equation.left, *equation.right):
        plain = plain.replace(normalize("NFKC", term.label), " ") if term.label else plain
    for each in (_GROUPING.sub("", plain), plain):
        yield frozenset(_number(Decimal(number)) for number in _NUMBER.findall(each))


def _are_of(equation: Equation, numbers: frozenset[str]) -> bool:
    """Return whether `numbers` contain both sides or all addends, and nothing unknown.

    Addends of 0 may be missing: the list of findings leaves them out of long equations.
    """
    sides = {_number(abs(each)) for each in _sides(equation)}
    terms = {_number(abs(term.amount)) for term in (*equation.left, *equation.right)}
    known = sides | terms | {_number(abs(equation.difference))}
    return numbers <= known and (sides <= numbers or terms <= numbers | {"0"})


def _sides(equation: Equation) -> tuple[Decimal, Decimal]:
    return equation.left_sum, equation.right_sum


# Explanations of the filler: a valid one keeps a warning from blocking.


def explained(
    findings: Sequence[Finding], lines: Sequence[Explanation], unchecked: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return `findings` with their valid explanations, then notes on the invalid ones.

    An explanation is valid while the figures of its finding stay the same. Errors cannot be
    explained, but for those in a sentence: explained, they are warnings. Lines in `pending` are
    not judged; `unchecked` are as there.
    """
    waiting = pending(findings, lines, unchecked)
    paired = pairs(findings, [line for line in lines if line not in waiting])
    told = tuple(_with_reasons(number, each, paired) for number, each in enumerate(findings))
    return (*told, *(note for each in paired for note in _notes(each, told)))


def pending(
    findings: Sequence[Finding], lines: Sequence[Explanation], unchecked: Collection[str]
) -> tuple[Explanation, ...]:
    """Return the explanations that nobody can judge, since the codes `unchecked` were not checked.

    They may hold as before: they are neither obsolete nor left out of the annex.
    """
    return tuple(
        pair.explanation
        for pair in pairs(findings, lines)
        if not pair.numbers
        and meaningful(pair.explanation.text)
        and code_of(pair.explanation) in unchecked
    )


def code_of(line: Explanation) -> str:
    """Return the code of a line, empty if it has none."""
    code = _CODE.search(squeeze(line.code).upper())
    return code[0] if code else ""


def open_suspects(suspects: Sequence[Suspect], findings: Sequence[Finding]) -> tuple[Suspect, ...]:
    """Return the suspects of the faults that break a rule which the filler has not explained."""
    left = {each.code for each in findings if not each.explained}
    faults = {each.fault for each in suspects if not left.isdisjoint(each.settles)}
    return tuple(each for each in suspects if each.fault in faults)


def _with_reasons(number: int, found: Finding, paired: Sequence[ExplainedFindings]) -> Finding:
    if found.severity is Severity.ERROR and not found.explainable:
        return found
    reasons = dict.fromkeys(
        each.explanation.text
        for each in paired
        if each.current and number in each.numbers and meaningful(each.explanation.text)
    )
    severity = Severity.WARNING if reasons and found.explainable else found.severity
    return found._replace(severity=severity, explanation="\n".join(reasons))


def _notes(pair: ExplainedFindings, told: Sequence[Finding]) -> Iterator[Finding]:
    """Yield at most one finding: the reason why an explanation is invalid."""
    line = pair.explanation
    if not line.text:
        return
    place = Place(sheet=line.sheet, cell=line.cell)
    code, row = code_of(line) or line.code or "—", line.row + 1
    if not pair.numbers:
        if meaningful(line.text):
            yield note("BOOK19", place, code=code, line=row)
        return
    first = told[pair.numbers[0]]
    if first.severity is Severity.ERROR and not first.explainable:
        yield note("BOOK18", place, code=code, line=row)
    elif not meaningful(line.text):
        yield note("BOOK25", place, code=code, line=row, text=line.text)
    elif not pair.current and not first.explained:
        now = figures(first) or "—"
        yield note("BOOK17", place, code=code, line=row, before=line.figures, after=now)
