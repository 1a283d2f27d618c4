"""What a number as written is worth: other ways of writing it are no change."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from disclose.core.numbers import MAX_DIGITS, squeeze

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
SCALE = r"(?:%|‰|[百千]?[万亿]|[百千])"
CHARACTERS = "零〇○一二两三四五六七八九十百千万亿"

_WRITTEN = re.compile(rf"(?P<before>\D*?)(?P<number>-?{NUMBER})(?P<after>{SCALE}?)", re.ASCII)
_DIGITS = {each: value for value, each in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 16
"""Most characters of a number in characters: 一千二百八十六万四千五百二十三 has 15."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The amount of a number with the words that belong to it: `不足`, `%`, `万`."""

    amount: Decimal
    words: str


@lru_cache(maxsize=8192)
def worth(text: str) -> Worth | None:
    """Return what a number in digits is worth, None if `text` is not one."""
    found = _WRITTEN.fullmatch(squeeze(text))
    if found is None or len(found[0]) > 2 * MAX_DIGITS:
        return None
    amount = Decimal(found["number"].replace(",", ""))
    return Worth(amount, found["before"] + found["after"])


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same number, however it is grouped or set."""
    first, second = worth(one), worth(other)
    if first is None or second is None:
        return squeeze(one) == squeeze(other)
    return first == second


def in_characters(text: str) -> Decimal | None:
    """Return the amount of a whole number in Chinese characters, None if `text` is not one."""
    if not text or len(text) > _LONGEST or set(text) - set(CHARACTERS):
        return None
    if len(text) > 1 and not set(text) - set(_DIGITS):
        return Decimal("".join(str(_DIGITS[each]) for each in text))
    whole = part = 0
    digit: int | None = None
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _TENS:
            part += (1 if digit is None else digit) * _TENS[each]
            digit = None
        else:
            part += digit or 0
            whole = whole + part * 10**4 if each == "万" else (whole + part) * 10**8
            part, digit = 0, None
    return Decimal(whole + part + (digit or 0))


def said_in_characters(text: str, amount: str) -> bool:
    """Return whether `text` is `amount`, a number in digits, written in characters."""
    digits = worth(amount)
    return digits is not None and not digits.words and in_characters(text) == digits.amount
