"""What a number format makes of a number: itself, or something else that the filler saw."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from disclose.core.numbers import format_plain

_PIECE = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | \[(?P<bracket>[^\]]*)\]
    | [\\!](?P<escaped>.)
    | [_*].
    | (?P<general>General|G/通用格式)
    | (?P<power>E[+-])
    | (?P<plain>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SCALE = re.compile(r"[0#?](,+)[^0#?]*(?:\.|$)")
_DIGITS = frozenset("0#?")
_DATE_LETTERS = frozenset("ydhsmbeag")
_TIME_LETTERS = frozenset("hs")
_MAGNITUDES = frozenset("十百千万亿兆")
_DAY = 86400
_LEAP_DAY = 60
"""Serial number of 29 February 1900, which never was: days before it are one later."""

_LAST_DAY = 2_958_465
"""Serial number of 31 December 9999, the last that a spreadsheet shows as a date."""

_DRAWING = Context(prec=400)

LONGEST_CODE = 255
"""Longest number format that a spreadsheet keeps."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format: its characters, each with whether it is a literal one."""

    pieces: tuple[tuple[str, bool], ...]
    condition: tuple[str, Decimal] | None
    coloured: bool
    general: bool
    elapsed: bool

    @property
    def pattern(self) -> str:
        return "".join(text for text, literal in self.pieces if not literal)

    @property
    def literals(self) -> str:
        return "".join(text for text, literal in self.pieces if literal)


def shown(code: str, amount: Decimal, unit: str, *, counts_from_1904: bool = False) -> str | None:
    """Return what is shown for `amount` if that reads as another number or none, else None.

    Other numbers come of percent formats, of dates that a spreadsheet made of `3-4`, of formats
    that divide by thousands or put in a decimal point (`0!.0,`), and of words for ten thousand that
    are not the figure's `unit`. A format that shows nothing, or no minus, hides one. Rounding to
    the decimals of the format is let be.
    """
    if not amount or len(code) > LONGEST_CODE:
        return None
    section, number = _chosen(_sections(code), amount)
    if section is None:
        return None
    if section.general:
        return f"{format_plain(number)}{section.literals}" if _magnified(section, unit) else None
    if section.elapsed or _DATE_LETTERS & set(section.pattern.lower()):
        return _moment(section, number, counts_from_1904=counts_from_1904)
    if not _DIGITS & set(section.pattern):
        return None if "@" in section.pattern else section.literals
    return _drawn(section, number) if _distorts(section, number, amount, unit) else None


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(code):
        if piece["plain"] == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple(_section(each) for each in parts) if code else ()


def _section(found: Sequence[re.Match[str]]) -> _Section:
    brackets = [piece["bracket"] for piece in found if piece["bracket"] is not None]
    conditions = [match for each in brackets if (match := _CONDITION.fullmatch(each))]
    elapsed = any(_ELAPSED.fullmatch(each) for each in brackets)
    return _Section(
        pieces=tuple(_pieces(found)),
        condition=(conditions[0][1], Decimal(conditions[0][2])) if conditions else None,
        coloured=any(not _CONDITION.fullmatch(each) and each[:1] not in "$D" for each in brackets)
        and not elapsed,
        general=any(piece["general"] for piece in found),
        elapsed=elapsed,
    )


def _pieces(found: Sequence[re.Match[str]]) -> Iterator[tuple[str, bool]]:
    for piece in found:
        literal = piece["quoted"] or piece["escaped"] or _currency(piece["bracket"])
        if literal:
            yield literal, True
        elif piece["plain"]:
            yield piece["plain"], piece["plain"] not in "0#?.,%@/ydhsmbeag;YDHSMBEAG"


def _currency(bracket: str | None) -> str:
    """Return the sign of a bracket such as `[$¥-804]`."""
    return bracket[1:].partition("-")[0] if bracket and bracket.startswith("$") else ""


def _chosen(sections: Sequence[_Section], amount: Decimal) -> tuple[_Section | None, Decimal]:
    """Return the section that shows `amount`, and the amount as it is shown there."""
    numbers = sections[:3]
    if any(each.condition for each in numbers):
        fitting = (each for each in numbers if _holds(each, amount))
        return next(fitting, numbers[-1] if len(numbers) > 1 else None), amount
    if amount < 0 and len(numbers) > 1:
        return numbers[1], abs(amount)
    return (numbers[0] if numbers else None), amount


def _holds(section: _Section, amount: Decimal) -> bool:
    if section.condition is None:
        return False
    sign, bound = section.condition
    equal, less = amount == bound, amount < bound
    return {
        "<": less,
        "<=": less or equal,
        ">": not (less or equal),
        ">=": not less,
        "=": equal,
        "<>": not equal,
    }[sign]


def _distorts(section: _Section, number: Decimal, amount: Decimal, unit: str) -> bool:
    """Return whether the digits that are shown make another number than the one that is stored."""
    unsigned = (
        number != amount and not section.coloured and not set("-(－（") & set(section.literals)
    )
    return (
        unsigned
        or "%" in section.pattern
        or _scale(section.pattern) > 0
        or _magnified(section, unit)
        or any(each.isdigit() for each in section.literals)
        or _point_put_in(section)
    )


def _magnified(section: _Section, unit: str) -> bool:
    """Return whether words beside the digits multiply them, other than the figure's own unit."""
    told = section.literals.replace(unit, "").strip()
    return bool(_MAGNITUDES & set(told)) and not unit.startswith(told)


def _scale(pattern: str) -> int:
    """Return by how many thousands a pattern divides."""
    match = _SCALE.search(pattern)
    return len(match[1]) if match else 0


def _point_put_in(section: _Section) -> bool:
    """Return whether a literal point stands between digits."""
    text = "".join("|" if literal and piece == "." else piece for piece, literal in section.pieces)
    return bool(re.search(r"[0#?]\|[0#?]", text))


def _drawn(section: _Section, number: Decimal) -> str:
    """Return `number` as the section draws it, its thousands not grouped."""
    pattern = section.pattern
    scaled = number * 100 ** pattern.count("%") * Decimal(1000) ** -_scale(pattern)
    decimals = len([each for each in pattern.partition(".")[2] if each in _DIGITS])
    step = Decimal(1).scaleb(-decimals)
    digits = format_plain(abs(scaled).quantize(step, ROUND_HALF_UP, _DRAWING)).replace(".", "")
    left = list(digits)
    drawn: list[str] = []
    places = [
        n for n, (piece, literal) in enumerate(section.pieces) if not literal and piece in _DIGITS
    ]
    for place in reversed(range(len(section.pieces))):
        piece, literal = section.pieces[place]
        if literal or piece in ".%":
            drawn.append(piece)
        elif piece in _DIGITS:
            count = len(left) if place == places[0] else 1
            drawn.append(_taken(left, count) or piece.strip("#?"))
    return ("-" if scaled < 0 else "") + "".join(reversed(drawn))


def _taken(digits: list[str], count: int) -> str:
    """Take the last `count` of `digits`, as many as there are."""
    at = max(0, len(digits) - count)
    taken = "".join(digits[at:])
    del digits[at:]
    return taken


def _moment(section: _Section, number: Decimal, *, counts_from_1904: bool) -> str:
    """Return a date, a time or both, as ISO 8601 writes them."""
    if section.elapsed:
        return _clock(int(number * _DAY))
    letters = set(section.pattern.lower())
    whole, seconds = divmod(int(number * _DAY), _DAY)
    if not 0 <= whole <= _LAST_DAY:
        return "####"
    first = date(1899, 12, 30 + (whole < _LEAP_DAY))
    start = date(1904, 1, 1) if counts_from_1904 else first
    clock = _clock(seconds)
    try:
        day = (start + timedelta(days=whole)).isoformat()
    except OverflowError:
        return "####"
    if not _TIME_LETTERS & letters:
        return day
    return clock if not set("yd") & letters and whole == 0 else f"{day} {clock}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
