"""The date under a report: read as staff type it, written as GB/T 9704 wants it."""

import re
from datetime import date

from disclose.core.numbers import squeeze

_ARABIC = re.compile(r"(\d{4})([-./年])(\d{1,2})(?:\2|月)(\d{1,2})日?", re.ASCII)
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)日"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def day(text: str) -> date | None:
    """Return the day that `text` names, e.g. `2026-01-15` or `二〇二六年一月十五日`, else None."""
    plain = squeeze(text)
    if found := _ARABIC.fullmatch(plain):
        parts = (found[1], found[3], found[4])
    elif found := _CHINESE.fullmatch(plain):
        parts = (found[1].translate(_DIGITS), _counted(found[2]), _counted(found[3]))
    else:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def dated(text: str) -> str:
    """Return a date as `2026年1月15日`, without zeros before it; any other text as typed."""
    found = day(text)
    return f"{found.year}年{found.month}月{found.day}日" if found else text


def _counted(numeral: str) -> str:
    """Return a numeral up to 99, e.g. `二十五`, in digits; what is none stays no number."""
    tens, ten, ones = numeral.translate(_DIGITS).partition("十")
    return f"{tens or 1}{ones or 0}" if ten else tens
