"""Cell styles, and how a number format shows a number: as itself, or as something else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import numeric

from disclose.core.bounded_cache import remembered
from disclose.core.expressions import expression
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import LocalNames, parse
from disclose.core.numbers import format_plain, interpret
from disclose.core.rich_text import switched_on
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.sheet import INDEX_DIGITS

if TYPE_CHECKING:
    from fractions import Fraction

TOO_MANY_STYLES = Wording("单元格样式超过 {most} 种", "more than {most} cell styles")

_PIECE = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | \[(?P<bracket>[^\]]*)\]
    | [\\!](?P<escaped>.)
    | _.
    | \*(?P<fill>.)
    | (?P<general>General|G/通用格式)
    | (?P<power>E[+-])
    | (?P<plain>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = expression(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED = expression(r"h+|m+|s+", re.IGNORECASE)
_SCALE = re.compile(r"[0#?](,+)[^0#?]*(?:\.|$)")
_DIGITS = frozenset("0#?")
_TEXT, _GENERAL = "@", "*"
"""Places of all digits at once: those of a text, `@`, and of a number, `General`."""

_POWER = "^"
_WHOLE = frozenset((_TEXT, _GENERAL))
_PLACES = _DIGITS | _WHOLE
_DATE_LETTERS = frozenset("ydhsmbeag")
_TIME_LETTERS = frozenset("hs")
_SYMBOLS = "0#?.,%@/ydhsmbeag;YDHSMBEAG"
_DENOMINATOR = "123456789"
_SHARES = frozenset("%％‰‱")
_MINUS = tuple("-－−–负")
_OPENING, _CLOSING = tuple("(（"), tuple(")）")
_DAY = 86400
_LEAP_DAY = 60
"""Serial number of 29 February 1900, which did not exist: days before it are one later."""

_LAST_DAY = 2_958_465
"""Serial number of 31 December 9999, the last that a spreadsheet shows as a date."""

_DRAWING = Context(prec=400)

LONGEST_CODE = 255
"""Longest number format that a spreadsheet keeps."""


class _Section(NamedTuple):
    """One of up to four parts of a format: its characters, and whether each is a literal.

    `doubtful` says that the format adds something to the digits, or changes them, so that they may
    read as another number; `opposite` that it puts a minus or brackets around a positive number.
    """

    pieces: tuple[tuple[str, bool], ...]
    pattern: str
    literals: str
    condition: tuple[str, Decimal] | None
    coloured: bool
    elapsed: bool
    moment: bool
    doubtful: bool
    opposite: bool

    def around(self, text: str) -> str:
        """Return `text` in the place of all digits, between the literals."""
        return "".join(
            text if piece in _WHOLE and not literal else piece for piece, literal in self.pieces
        )


def shown_number(
    code: str, amount: Decimal, unit: str, *, counts_from_1904: bool = False
) -> str | None:
    """Return what a cell shows for `amount` if it reads as another number or none, else None.

    Other numbers come of percent formats, of dates that a spreadsheet made of `3-4`, of formats
    that divide by thousands or put in a decimal point (`0!.0,`), and of literals: digits, numerals,
    signs of a share, and words for ten thousand that are not the figure's `unit`. A format that
    shows nothing, or no minus, hides a number. Rounding to the decimals of the format is ignored.
    """
    if len(code) > LONGEST_CODE:
        return None
    section, number = _chosen(_sections(code, unit), amount)
    if section is None:
        return None
    if section.moment:
        seen = _moment(section, number, counts_from_1904=counts_from_1904)
    elif not _PLACES & set(section.pattern):
        seen = section.literals
    elif _distorts(section, number, amount):
        seen = _drawn(section, number)
    else:
        return None
    return None if _says(seen, amount, unit) else seen


def shows_whole_numbers(code: str, unit: str) -> bool:
    """Return whether `shown_number` is None for every whole number that is not negative.

    True of a format of one section that has digits and neither words, conditions, dates, powers of
    ten nor fractions: `General`, `0`, `#,##0`, `0.00`. False says nothing.
    """
    if len(code) > LONGEST_CODE:
        return False
    sections = _sections(code, unit)
    if not sections:
        return True
    [*others, section] = sections
    return not (
        others
        or section.condition
        or section.moment
        or section.literals
        or section.doubtful
        or section.opposite
        or _POWER in section.pattern
        or "/" in section.pattern
        or not _PLACES & set(section.pattern)
    )


def shown_text(code: str, text: str) -> str | None:
    """Return what a cell shows for the typed `text` if that may read as another number or none."""
    sections = _sections(code, "") if len(code) <= LONGEST_CODE else ()
    if len(sections) <= _NUMBERS and not _for_texts(sections):
        return None
    section = sections[min(len(sections) - 1, _NUMBERS)]
    return section.around(text) if section.doubtful or not _WHOLE & set(section.pattern) else None


def _says(seen: str, amount: Decimal, unit: str) -> bool:
    """Return whether a shown text says the stored number after all.

    Of zero every text does that names no other number: `-`, `0%`, or nothing.
    """
    if not amount:
        return not any(0 < numeric(character, 0) < 10 for character in seen)  # noqa: PLR2004
    return interpret(seen, unit).amount == amount


_NUMBERS = 3
"""How many sections a format may have for numbers; the one behind them is for texts."""


@lru_cache(maxsize=256)
def _sections(code: str, unit: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(code):
        if piece["plain"] == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple(_section(part, unit) for part in parts) if code else ()


def _for_texts(sections: Sequence[_Section]) -> bool:
    """Return whether the last of up to three sections is for texts."""
    return bool(sections) and _TEXT in sections[-1].pattern


def _section(found: Sequence[re.Match[str]], unit: str) -> _Section:
    brackets = [piece["bracket"] for piece in found if piece["bracket"] is not None]
    conditions = [match for bracket in brackets if (match := _CONDITION.fullmatch(bracket))]
    elapsed = any(_ELAPSED.fullmatch(bracket) for bracket in brackets)
    pieces = tuple(_pieces(found))
    before, between, after = _words(pieces)
    pattern = "".join(text for text, literal in pieces if not literal)
    return _Section(
        pieces=pieces,
        pattern=pattern,
        literals="".join(text for text, literal in pieces if literal),
        condition=(conditions[0][1], Decimal(conditions[0][2])) if conditions else None,
        coloured=any(
            not _CONDITION.fullmatch(bracket) and bracket[:1] not in "$D" for bracket in brackets
        )
        and not elapsed,
        elapsed=elapsed,
        moment=elapsed or bool(_DATE_LETTERS & set(pattern.lower())),
        doubtful=_recast(pattern)
        or bool(between.strip())
        or _counts(before)
        or (_counts(after.replace(unit, "")) and not unit.startswith(after.strip()))
        or _lacks_magnitude(after.strip(), unit),
        opposite=before.rstrip().endswith(_MINUS)
        or (before.rstrip().endswith(_OPENING) and after.lstrip().startswith(_CLOSING)),
    )


def _pieces(found: Sequence[re.Match[str]]) -> Iterator[tuple[str, bool]]:
    below = False
    for piece in found:
        literal = piece["quoted"] or piece["escaped"] or _currency(piece["bracket"])
        if literal:
            yield literal, True
        elif piece["fill"] and _counts(piece["fill"]):
            # It is repeated to the width of the cell; of other characters that says nothing.
            yield piece["fill"], True
        elif piece["general"]:
            yield _GENERAL, False
        elif piece["power"]:
            yield _POWER, False
        elif piece["plain"]:
            below = below or piece["plain"] == "/"
            symbols = _SYMBOLS if not below else _SYMBOLS + _DENOMINATOR
            yield piece["plain"], piece["plain"] not in symbols


def _currency(bracket: str | None) -> str:
    """Return the sign of a bracket such as `[$¥-804]`."""
    return bracket[1:].partition("-")[0] if bracket and bracket.startswith("$") else ""


def _words(pieces: Sequence[tuple[str, bool]]) -> tuple[str, str, str]:
    """Return the literals before, between and behind the places of digits.

    The last begin with the unit, in which some write the traditional character.
    """
    places = [n for n, (piece, literal) in enumerate(pieces) if not literal and piece in _PLACES]
    first, last = (places[0], places[-1]) if places else (len(pieces), len(pieces))
    parts = pieces[:first], pieces[first:last], pieces[last:]
    before, between, after = (
        "".join(piece for piece, literal in part if literal) for part in parts
    )
    return before, between, after.replace("萬", "万")


def _counts(words: str) -> bool:
    """Return whether literals name a number or a share: `1`, `①`, `零`, `万`, `‰`."""
    return any(numeric(each, None) is not None or each in _SHARES for each in words)


def _lacks_magnitude(words: str, unit: str) -> bool:
    """Return whether words name a unit a magnitude smaller: `元` behind a number of `万元`."""
    missing = unit.removesuffix(words)
    return bool(words) and missing != unit and _counts(missing)


def _recast(pattern: str) -> bool:
    """Return whether a pattern may draw other digits than those of the number."""
    return (
        "%" in pattern
        or _scale(pattern) > 0
        or pattern.count(".") > 1
        or (bool(_WHOLE & set(pattern)) and len(pattern) > 1)
    )


def _scale(pattern: str) -> int:
    """Return by how many thousands a pattern divides."""
    match = _SCALE.search(pattern)
    return len(match[1]) if match else 0


def _chosen(sections: Sequence[_Section], amount: Decimal) -> tuple[_Section | None, Decimal]:
    """Return the section that shows `amount`, and the amount as it is shown there."""
    # A section for texts leaves numbers to those before it, and if it is alone shows them plainly.
    texts = len(sections) <= _NUMBERS and _for_texts(sections)
    numbers = sections[: len(sections) - 1 if texts else _NUMBERS]
    if any(section.condition for section in numbers):
        fitting = (section for section in numbers if _holds(section, amount))
        return next(fitting, numbers[-1] if len(numbers) > 1 else None), amount
    if amount < 0 and len(numbers) > 1:
        return numbers[1], abs(amount)
    if not amount and len(numbers) == _NUMBERS:
        return numbers[2], amount
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


def _distorts(section: _Section, number: Decimal, amount: Decimal) -> bool:
    """Return whether the shown text may read as another number than the stored one."""
    # A format of two sections shows a negative number by the second, without its sign. A colour, or
    # brackets, say in its place that the number is negative.
    unsigned = (
        number != amount and not section.coloured and not set("-(－（") & set(section.literals)
    )
    return (
        unsigned
        or section.doubtful
        or (amount > 0 and section.opposite)
        or _approximate(section, number) != number
    )


def _approximate(section: _Section, number: Decimal) -> "Decimal | Fraction":
    """Return the number that a power of ten (`1.23E+04`) or a fraction (`2 1/3`) shows."""
    if _POWER in section.pattern:
        mantissa, power = _mantissa(section.pattern, number)
        return mantissa.scaleb(power, _DRAWING)
    if "/" in section.pattern:
        return _fraction(section.pattern, number)
    return number


def _drawn(section: _Section, number: Decimal) -> str:
    """Return `number` as the section draws it, its thousands not grouped."""
    pattern = section.pattern
    if _POWER in pattern or "/" in pattern:
        return _approximately(section, number)
    if _WHOLE & set(pattern):
        return section.around(format_plain(number * 100 ** pattern.count("%")))
    scaled = number * 100 ** pattern.count("%") * Decimal(1000) ** -_scale(pattern)
    decimals = len([letter for letter in pattern.partition(".")[2] if letter in _DIGITS])
    step = Decimal(1).scaleb(-decimals)
    digits = format_plain(abs(scaled).quantize(step, ROUND_HALF_UP, _DRAWING)).replace(".", "")
    # Digits are laid into the places of the pattern from the right; the first place takes all that
    # are left, and literals between places stay where they are.
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


def _approximately(section: _Section, number: Decimal) -> str:
    """Return a number as `1.23E+04` or `2 1/3`."""
    before, _, after = _words(section.pieces)
    if _POWER in section.pattern:
        mantissa, power = _mantissa(section.pattern, number)
        return f"{before}{format_plain(mantissa)}E{power:+03d}{after}"
    near = _fraction(section.pattern, number)
    whole, rest = divmod(abs(near), 1)
    sign = "-" if near < 0 else ""
    return f"{before}{sign}{whole} {rest}{after}" if rest else f"{before}{sign}{whole}{after}"


def _taken(digits: list[str], count: int) -> str:
    """Take the last `count` of `digits`, as many as there are."""
    at = max(0, len(digits) - count)
    taken = "".join(digits[at:])
    del digits[at:]
    return taken


def _mantissa(pattern: str, number: Decimal) -> tuple[Decimal, int]:
    """Return a number as a rounded mantissa and a power of ten."""
    whole, _, decimals = pattern.partition(_POWER)[0].partition(".")
    step = sum(letter in _DIGITS for letter in whole) or 1
    power = number.adjusted() // step * step
    places = Decimal(1).scaleb(-sum(letter in _DIGITS for letter in decimals))
    return number.scaleb(-power, _DRAWING).quantize(places, ROUND_HALF_UP, _DRAWING), power


def _fraction(pattern: str, number: Decimal) -> "Fraction":
    """Return the fraction nearest to a number, of the denominator of the pattern or its digits."""
    from fractions import Fraction

    below, exact = pattern.rpartition("/")[2], Fraction(number)
    if below.isdigit() and below.strip("0"):
        return Fraction(round(exact * int(below)), int(below))
    return exact.limit_denominator(10 ** max(1, min(len(below), 6)) - 1)


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
    if whole == 0 and not counts_from_1904:
        day = "1900-01-00"
    if not _TIME_LETTERS & letters:
        return day
    return clock if not set("yd") & letters and whole == 0 else f"{day} {clock}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


# Cell styles: of each only its number format, and whether its font is struck through.

_DATES = (14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
_TIMES = (18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56)

BUILT_IN_FORMATS: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys(_DATES, "y/m/d"),
    **dict.fromkeys(_TIMES, "h:mm:ss"),
    22: "y/m/d h:mm",
}
"""Codes of the number formats that a file may name by number only (ECMA-376 part 1, 18.8.30).

Only what they come to: 27 to 36 and 50 to 58 are dates and times in Chinese.
"""


class Style(NamedTuple):
    """A cell style: the code of its number format, and whether its font is struck through."""

    format: str = ""
    struck: bool = False


PLAIN = Style()

MAX_STYLES = 65_490
"""Most styles of cells, fonts or formats in a workbook (Excel specifications and limits)."""


@remembered(most=4 << 20, times=20)
def parse_styles(data: bytes, part: str) -> Sequence[Style]:
    """Return the cell styles in their order; named styles have a list of their own.

    Remembered: a program saves the same styles in every workbook of a form.

    Raises:
        RefusedWorkbookError: the part is damaged, or there are more of them than any program keeps.
    """
    reader = _StylesParser()
    parse(data, part, reader.start, reader.end, _pass)
    return tuple(
        Style(reader.codes.get(code, ""), font < len(reader.fonts) and reader.fonts[font])
        for code, font in reader.styles
    )


class _StylesParser:
    """Collects fonts (struck through or not), format codes, and their numbers for each style."""

    def __init__(self) -> None:
        self.codes = dict(BUILT_IN_FORMATS)
        self.fonts: list[bool] = []
        self.styles: list[tuple[int, int]] = []
        self._in_fonts = False
        self._names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        match self._names[name]:
            case "fonts":
                self._in_fonts = True
            case "font" if self._in_fonts:
                self.fonts.append(False)
            case "strike" if self._in_fonts and self.fonts:
                self.fonts[-1] = switched_on(attributes.get("val"))
            case "xf":
                code, font = (index(attributes.get(name, "")) for name in ("numFmtId", "fontId"))
                self.styles.append((code, font))
            case "numFmt":
                self.codes[index(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
            case "cellXfs":
                self.styles.clear()
        if max(len(self.fonts), len(self.styles), len(self.codes)) > MAX_STYLES:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_STYLES, most=MAX_STYLES))

    def end(self, name: str) -> None:
        """Close an element; `dxfs`, conditional styles, have fonts as well, which do not count."""
        if self._names[name] == "fonts":
            self._in_fonts = False


def _pass(_: str) -> None:
    """Ignore text: styles are in attributes."""


def index(text: str) -> int:
    """Return a number in the file, 0 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= INDEX_DIGITS else 0
