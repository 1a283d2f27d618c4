"""Guess the amount behind a text that is not a number: shown in a message, never calculated."""

import re
from decimal import Decimal

from disclose.core.expressions import expression
from disclose.core.numbers import EXACT, interpret, parse_number
from disclose.core.rich_text import STROKE
from disclose.core.text import squeeze

_STRUCK = expression(f".{STROKE}", re.DOTALL)
_CHINESE = expression(r"[零〇一二两三四五六七八九十百千万亿]{1,20}")
_DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_BRACKETED = expression(r"\((\d.*)\)|(\d.*)-")
_WITH_UNIT = expression(r"([-+]?[\d,]*\.?\d+)(亿|万)?(元|件|条|个|人|次|份|宗|项|篇|起|人次)?")
_MISTAKEN = str.maketrans("OoＯlI|", "000111")

_MONEY = "元"
_LONGEST = 40


def probable(text: str, unit: str) -> Decimal | None:
    """Return the amount in `unit` that `text` probably means, or None.

    Recognised: the rest of a text that is partly struck through, Chinese numerals, other units
    (converted), negative numbers as accountants write them, powers of ten, letters for digits.
    """
    rest = _STRUCK.sub("", text)
    if rest != text:
        return interpret(rest, unit).amount
    plain = squeeze(text)
    if not plain or len(plain) > _LONGEST:
        return None
    for guess in (_chinese, _converted, _negative, _power, _letters):
        amount = guess(plain, unit)
        if amount is not None:
            return amount
    return None


def _chinese(text: str, unit: str) -> Decimal | None:
    text = text.removesuffix(unit)
    if not _CHINESE.fullmatch(text):
        return None
    if all(each in _DIGITS for each in text):
        return Decimal("".join(str(_DIGITS[each]) for each in text))
    # 万 and 亿 multiply the whole section before them: 二百万 is 200 × 10,000. 亿 multiplies what
    # came before 万 as well (一万亿), but 万 does not multiply what came before it (一亿二万).
    total = section = digit = 0
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _SMALL:
            section += (digit or 1) * _SMALL[each]
            digit = 0
        else:
            before = total if each == "亿" else 0
            total += (before + section + digit) * _LARGE[each] - before
            section = digit = 0
    return Decimal(total + section + digit)


def _converted(text: str, unit: str) -> Decimal | None:
    """Convert a number with a unit of the same kind: 1.5万元 is 15000 元."""
    match = _WITH_UNIT.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return None
    amount = parse_number(match[1].replace(",", ""))
    if amount is None or ((match[3] or "") == _MONEY and not unit.endswith(_MONEY)):
        return None
    times = _LARGE[match[2]] if match[2] else 1
    divided = _LARGE["万"] if unit.startswith("万") else 1
    if unit.endswith(_MONEY) and match[3] not in {None, _MONEY}:
        return None
    return EXACT.divide(amount * times, Decimal(divided))


def _negative(text: str, _: str) -> Decimal | None:
    match = _BRACKETED.fullmatch(text)
    amount = parse_number(match[1] or match[2]) if match else None
    return None if amount is None else -amount


def _power(text: str, _: str) -> Decimal | None:
    return parse_number(text) if "e" in text.lower() else None


def _letters(text: str, unit: str) -> Decimal | None:
    digits = text.removesuffix(unit).translate(_MISTAKEN)
    return parse_number(digits) if digits != text else None
