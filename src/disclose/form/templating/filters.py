"""What narratives do with numbers: pick, share out, compare; and lines into a paragraph."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from disclose.form.templating.numbers import Num

_WHOLE = 1000
"""A whole in tenths of a per cent."""


def paragraph(text: object) -> str:
    """Return the lines of a template's block as one paragraph."""
    return "".join(line.strip() for line in str(text).split("\n"))


def positive(pairs: Iterable[tuple[Any, Num]]) -> list[tuple[Any, Num]]:
    """Return the pairs of name and number whose number is more than zero."""
    return [(name, number) for name, number in pairs if number > 0]


def shares(pairs: Iterable[tuple[Any, Num]], whole: Num) -> list[tuple[Any, Num, Num]]:
    """Return name, number and its share of `whole` in per cent, to one decimal.

    Numbers that make up the whole get shares that make up 100: what rounding down leaves over
    goes to the largest remainders, of equal ones to the larger number. Others are rounded half
    up, each for itself.
    """
    listed = list(pairs)
    tenths = _tenths([number.value for _, number in listed], whole.value)
    return [
        (name, number, _share(number, whole, each))
        for (name, number), each in zip(listed, tenths, strict=True)
    ]


def _share(part: Num, whole: Num, tenths: Decimal | None) -> Num:
    key = f"share({part.key},{whole.key})"
    if tenths is None:
        return Num(key, None)
    share = tenths.scaleb(-1).quantize(Decimal("0.1"))
    return Num(key, share, f"{share}%" if share or not part else "不足0.1%")


def _tenths(parts: list[Decimal | None], whole: Decimal | None) -> list[Decimal | None]:
    known = [part for part in parts if part is not None]
    if not whole or len(known) < len(parts):
        return [None] * len(parts)
    if sum(known) != whole:
        return [(part * _WHOLE / whole).quantize(Decimal(1), ROUND_HALF_UP) for part in known]
    down = [divmod(part * _WHOLE, whole) for part in known]
    missing = int(_WHOLE - sum(each for each, _ in down))
    order = sorted(range(len(down)), key=lambda at: (down[at][1], known[at]), reverse=True)
    return [each + (at in order[:missing]) for at, (each, _) in enumerate(down)]


def change(now: Num, then: Num) -> Num:
    """Return by how many per cent `now` is more or less than `then`, to one decimal, half up.

    Without a value where either is not known or `then` is zero: there is nothing to divide by.
    """
    key = f"change({now.key},{then.key})"
    if now.value is None or not then.value:
        return Num(key, None)
    tenths = abs(now.value - then.value) * _WHOLE / abs(then.value)
    shown = tenths.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-1).quantize(Decimal("0.1"))
    return Num(key, shown, f"{shown}%" if shown or not tenths else "不足0.1%")
