"""Figures as text: their format, and the figure that a typed text means."""

import re
import unicodedata
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from typing import NamedTuple

from disclose.core.text import INVISIBLE

PLACEHOLDERS = frozenset(
    {
        *("无", "没有", "暂无", "不适用", "不涉及", "未发生", "未涉及"),
        *("n/a", "na", "n.a.", "nil", "none", "null"),
    }
)
"""Texts that fillers type for "nothing to report" (form sheets, practice), in small letters."""

_STROKES = re.compile(r"[-‐-―─━_/\\…⋯·]{1,10}|\.{2,10}")
"""Strokes and dots alone say "nothing to report", too."""

LONGEST_PLACEHOLDER = 10
"""Most characters of a placeholder: of strokes."""

MAX_DIGITS = 30
"""Most characters of a number; counts in published reports have up to 8 digits."""

TOO_LARGE = Decimal(1_000_000_000_000)
"""No figure of a report is so large: this many 万元 exceed the national economy."""

NUMBER_PATTERN = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
"""A number without sign in a running text, with or without commas between thousands; use
`re.ASCII`."""

ZERO = Decimal(0)
ONE = Decimal(1)

EXACT = Context(prec=400, traps=[Inexact])
"""Arithmetic of figures never rounds: the product of two of the longest numbers has 60 digits."""

_SHOWN_DIGITS = 15
"""Significant digits that a spreadsheet shows."""

_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}((,\d{3})+|( \d{3})+)(\.\d+)?", re.ASCII)
_ZEROS = frozenset({"零", "〇"})
_NOTE = re.compile(r"\([^()]*\)$")
_BLANK = re.compile(r"[^\S\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""Full-width characters to ASCII. Not NFKC, which would turn `12²` into `122`."""


def numeral(number: int) -> str:
    """Return `number` as a Chinese numeral up to 十, else in digits."""
    return FIRST_TEN[number - 1] if 1 <= number <= len(FIRST_TEN) else str(number)


class InputKind(StrEnum):
    """What a filler typed into a figure cell."""

    NUMBER = "number"
    PLACEHOLDER = "placeholder"
    BLANK = "blank"
    UNREADABLE = "unreadable"


class TypedText(NamedTuple):
    """A typed text and its meaning; `amount` is set for numbers only."""

    kind: InputKind
    amount: Decimal | None = None


def parse_number(text: str) -> Decimal | None:
    """Return the amount of a number in ASCII characters, None if `text` is not one."""
    if len(text) > MAX_DIGITS or not _PLAIN.fullmatch(text):
        return None
    amount = Decimal(text)
    if abs(amount.adjusted()) > MAX_DIGITS:
        return None
    return amount or abs(amount)  # a negative zero is zero


def parse_stored(text: str) -> Decimal | None:
    """Return the amount of a number as a spreadsheet file stores it, None if `text` is not one.

    Spreadsheets write up to 17 digits of a binary fraction (`9116.3600000000006`) and show 15. A
    fraction with more than 15 significant digits is rounded to the number that the filler saw.
    """
    amount = parse_number(text)
    if (
        amount is None
        or len(amount.as_tuple().digits) <= _SHOWN_DIGITS
        or not decimal_places(amount)
    ):
        return amount
    shown = Context(prec=_SHOWN_DIGITS).plus(amount)
    return shown.quantize(Decimal(1).scaleb(-decimal_places(shown)))


def interpret(text: str, unit: str) -> TypedText:
    """Return the meaning of `text` in a cell whose figures are counted in `unit`.

    Understood are full-width digits, spaces around the number, commas or spaces between thousands,
    the unit of the cell behind the number, one note in brackets at the end, and 零. Any other text
    is unreadable and never guessed: `3 5`, and any two lines, may be two numbers.
    """
    plain = INVISIBLE.sub("", text.translate(_NARROW)).strip()
    plain = _BLANK.sub(" ", plain)
    if not plain:
        return TypedText(InputKind.BLANK)
    bare = plain.replace(" ", "").lower()
    if bare in PLACEHOLDERS or _STROKES.fullmatch(bare):
        return TypedText(InputKind.PLACEHOLDER)
    plain = _NOTE.sub("", plain).rstrip()
    plain = plain.removesuffix(unit.translate(_NARROW)).rstrip()
    if plain in _ZEROS:
        return TypedText(InputKind.NUMBER, Decimal(0))
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "").replace(" ", "")
    amount = None if "e" in plain.lower() else parse_number(plain)
    return (
        TypedText(InputKind.UNREADABLE) if amount is None else TypedText(InputKind.NUMBER, amount)
    )


def format_plain(amount: Decimal) -> str:
    """Return `amount` in digits, with its trailing zeros and without an exponent."""
    return format(amount, "f")


def decimal_places(amount: Decimal) -> int:
    """Return the number of decimals of `amount` without trailing zeros."""
    exponent = amount.normalize(EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def trim_zeros(amount: Decimal, most: int) -> Decimal:
    """Return `amount` without the zeros behind its first `most` decimals."""
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= most or decimal_places(amount) > most:
        return amount
    return amount.quantize(Decimal(1).scaleb(-most), context=EXACT)


NUMERALS = "零〇○一二两三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
"""The characters of whole numbers, those of cheques included."""

CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
"""Chinese digits to Arabic ones, as years are written: 二〇二五 is 2025."""

FIRST_TEN = "一二三四五六七八九十"
"""The numbers 1 to 10, as parts of a report are numbered."""

CIRCLED = "\u2460-\u2473\u3251-\u325f\u32b1-\u32bf"
"""The numbers 1 to 50 in circles, as a range in a regular expression."""

_COMMON = str.maketrans(
    dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟○", "一二三四五六七八九十百千〇", strict=True))
    | {"廿": "二十", "卅": "三十", "卌": "四十"}
)
_DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_LONGEST = 16
"""Most characters of a number in characters: 一千二百八十六万四千五百二十三 has 15."""


def parse_numeral(text: str) -> Decimal | None:
    """Return the amount of a number in Chinese characters or in a circle, None if it is none.

    `一百零三` is 103, `一百三` 130, `二〇二五` 2025, `一点二万` 12000, `⑤` 5. `三四` and `三四十`
    are estimates and no numbers.
    """
    if re.fullmatch(f"[{CIRCLED}]", text):
        return Decimal(unicodedata.normalize("NFKC", text))
    if len(text) > _LONGEST:
        return None
    whole, point, behind = text.translate(_COMMON).partition("点")
    amount = _whole_numeral(whole)
    if amount is None or not point:
        return amount
    digits = behind.rstrip("万亿")
    if not digits or set(digits) - set(_DIGITS):
        return None
    amount += Decimal("0." + "".join(str(_DIGITS[each]) for each in digits))
    for myriad in behind[len(digits) :]:
        amount = EXACT.multiply(amount, Decimal(_MYRIADS[myriad]))
    return amount


def _whole_numeral(text: str) -> Decimal | None:
    if not text or set(text) - {*_DIGITS, *_TENS, *_MYRIADS}:
        return None
    if len(text) > 1 and not set(text) - set(_DIGITS):
        digits = [_DIGITS[each] for each in text]
        estimate = len(digits) == len("三四") and digits[1] - digits[0] == 1 and digits[0] > 0
        return None if estimate else Decimal("".join(map(str, digits)))
    whole = part = 0
    digit: int | None = None
    unit, after_zero = 1, False
    for each in text:
        if each in _DIGITS:
            if digit:
                return None
            digit, after_zero = _DIGITS[each], after_zero or not _DIGITS[each]
        elif each in _TENS:
            if digit is None and each != "十":
                return None
            part += (1 if digit is None else digit) * _TENS[each]
            unit, digit, after_zero = _TENS[each], None, False
        else:
            part += digit or 0
            if not (whole or part):
                return None
            whole = whole + part * 10**4 if each == "万" else (whole + part) * 10**8
            unit, part, digit, after_zero = _MYRIADS[each], 0, None, False
    # 一百三 is 130, 一百零三 is 103, 一十三 is 13
    last = (digit or 0) * (1 if after_zero else max(unit // 10, 1))
    return Decimal(whole + part + last)
