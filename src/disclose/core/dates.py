"""Days as staff type them, and the one way in which GB/T 9704 has them printed."""

import re
from datetime import date

from disclose.core.expressions import expression
from disclose.core.numbers import CHINESE_DIGITS
from disclose.core.text import squeeze

_ARABIC = expression(r"(\d{4})([-./年])(\d{1,2})(?:\2|月)(\d{1,2})[日号]?", re.ASCII)
_CHINESE = expression(
    r"([0〇○零一二三四五六七八九]{4})年([元一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]"
)


def day(text: str) -> date | None:
    """Return the date in `text`, e.g. `2026-01-15` or `二〇二六年一月十五日`; else None."""
    parts = _parts(text)
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def is_impossible(text: str) -> bool:
    """Return whether `text` is written as a date that no calendar has, e.g. `2026年2月30日`."""
    return bool(_parts(text)) and day(text) is None


def dated(text: str) -> str:
    """Return a date as `2026年1月15日`, without leading zeros; return any other text unchanged."""
    found = day(text)
    return f"{found.year}年{found.month}月{found.day}日" if found else text


def _parts(text: str) -> tuple[str, str, str] | None:
    """Return year, month and day in digits, None if `text` is not written as a date."""
    plain = squeeze(text)
    if found := _ARABIC.fullmatch(plain.replace("年元月", "年1月")):
        return found[1], found[3], found[4]
    if found := _CHINESE.fullmatch(plain):
        month = found[2].replace("元", "一")
        return found[1].translate(CHINESE_DIGITS), _counted(month), _counted(found[3])
    return None


def _counted(numeral: str) -> str:
    """Return a Chinese numeral up to 99, e.g. `二十五`, in digits; other text stays no number."""
    tens, ten, ones = numeral.translate(CHINESE_DIGITS).partition("十")
    return f"{tens or 1}{ones or 0}" if ten else tens
