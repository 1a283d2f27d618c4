"""Typing errors in one cell that turn the right number into the typed one.

The `cost` orders explanations: the less likely an error fits by chance, the less it costs. Two
random figures differ by transposed digits far less often than by one missing digit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from disclose.core.finding import Reason
from disclose.core.language import Wording
from disclose.core.numbers import EXACT, format_plain
from disclose.form.filing import State

UNEXPLAINED = 10
"""Cost of an unexplained change, above that of any typing error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The typed and the proposed amount of a cell, and its context.

    `restored` is the result of a formula that the typed number replaced, `parts` the sum of the
    parts of a total, `carried_forward` the prior-year figure that the
    cell repeats; None if unknown or not applicable. `beside` are the amounts of the neighbouring
    cells; a `gap` is a blank cell among filled ones.
    """

    typed: Decimal
    proposed: Decimal
    state: State
    unit: str
    restored: Decimal | None
    parts: Decimal | None
    carried_forward: Decimal | None
    beside: tuple[Decimal, ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class TypingError:
    """A typing error: its reason, its cost and the test for it."""

    reason: Reason
    cost: int
    explains: Callable[[Change], bool]


def _overwritten(change: Change) -> bool:
    return change.proposed == change.restored


def _carried_forward(change: Change) -> bool:
    return change.proposed == change.carried_forward


def _zero_total(change: Change) -> bool:
    return not change.typed and change.proposed == change.parts


def _transposed(change: Change) -> bool:
    typed, proposed = _digits(change)
    return proposed in transpositions(typed)


def transpositions(digits: str) -> frozenset[str]:
    """Return all numbers that arise from `digits` by swapping two different neighbours.

    Digits before and behind the point are neighbours, too.
    """
    figures = digits.replace(".", "")
    swapped = (
        figures[:at] + figures[at + 1] + figures[at] + figures[at + 2 :]
        for at in range(len(figures) - 1)
        if figures[at] != figures[at + 1]
    )
    point = digits.find(".")
    return frozenset(each if point < 0 else f"{each[:point]}.{each[point:]}" for each in swapped)


def _money(change: Change) -> bool:
    return change.unit in {"元", "万元"} and _times(change, 10_000)


def _sign(change: Change) -> bool:
    return change.typed == -change.proposed


def _factor(change: Change) -> bool:
    return any(_times(change, factor) for factor in (10, 100, 1000, 10_000))


def _times(change: Change, factor: int) -> bool:
    large, small = sorted((change.typed, change.proposed), key=abs, reverse=True)
    return bool(small) and large == EXACT.multiply(small, Decimal(factor))


def _doubled(change: Change) -> bool:
    typed, proposed = _digits(change)
    return any(
        first == second and typed[:at] + typed[at + 1 :] == proposed
        for at, (first, second) in enumerate(pairwise(typed))
    )


def _dropped(change: Change) -> bool:
    return len(_digits(change)[0]) >= _LONG and _shortened(change)


def _shortened(change: Change) -> bool:
    typed, proposed = _digits(change)
    return bool(change.typed) and typed in without_one(proposed)


def without_one(digits: str) -> frozenset[str]:
    """Return all numbers that arise from `digits` by leaving one out."""
    return frozenset(digits[:at] + digits[at + 1 :] for at in range(len(digits)))


def _repeated(change: Change) -> bool:
    return not change.proposed and change.typed in change.beside


def _gap(change: Change) -> bool:
    return change.gap


def _unfilled(change: Change) -> bool:
    return change.state in {State.BLANK, State.PLACEHOLDER}


def _next_key(change: Change) -> bool:
    typed, proposed = _digits(change)
    if len(typed) != len(proposed) or len(typed.replace(".", "")) < _LONG:
        return False
    wrong = [pair for pair in zip(typed, proposed, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and frozenset(wrong[0]) in _KEYS


_LONG = 2
"""Shorter figures prove nothing: one key turns a digit into any other, and many contain it."""

_KEYS = frozenset(
    frozenset(pair)
    for row in ("1234567890", "147", "258", "369", "0147", "0258", "123", "456", "789")
    for pair in pairwise(row)
)
"""Neighbouring digits on the upper row or on the number pad."""


def _digits(change: Change) -> tuple[str, str]:
    """Return the digits of both numbers, empty if the signs differ: that is another error."""
    if (change.typed < 0) != (change.proposed < 0):
        return "", ""
    return format_plain(abs(change.typed)), format_plain(abs(change.proposed))


def _reason(name: str, zh: str, en: str) -> Reason:
    return Reason(name, Wording(zh, en))


_UNFILLED = _reason("unfilled", "没有填", "not filled in")
_DROPPED = _reason("digit-dropped", "漏了一位数字", "missing digit")

OVERWRITTEN = "overwritten"
"""The reason of a total whose formula was replaced by a number: the commonest fault of all."""

TYPING_ERRORS = (
    TypingError(
        _reason(
            OVERWRITTEN,
            "公式被改成了数字{typed}，恢复公式即为{proposed}",
            "the formula was replaced by the number {typed}; restored, it gives {proposed}",
        ),
        0,
        _overwritten,
    ),
    TypingError(
        _reason("continued", "与上年数相符", "matches last year's figure"),
        1,
        _carried_forward,
    ),
    TypingError(
        _reason(
            "zero-total",
            "合计没有填，这是各项之和",
            "the total was left at 0; this is the sum of its parts",
        ),
        1,
        _zero_total,
    ),
    TypingError(
        _reason(
            "transposed",
            "数字颠倒",
            "digits transposed",
        ),
        1,
        _transposed,
    ),
    TypingError(
        _reason(
            "yuan",
            "元和万元混淆",
            "元 and 万元 confused",
        ),
        1,
        _money,
    ),
    TypingError(
        _reason("sign", "正负号写反", "wrong sign"),
        2,
        _sign,
    ),
    TypingError(
        _reason(
            "power-of-ten",
            "多写或少写了 0",
            "extra or missing zeros",
        ),
        2,
        _factor,
    ),
    TypingError(
        _reason(
            "digit-doubled",
            "多打了一位重复的数字",
            "digit typed twice",
        ),
        2,
        _doubled,
    ),
    TypingError(_UNFILLED, 2, _gap),
    TypingError(_DROPPED, 3, _dropped),
    TypingError(
        _reason(
            "repeated",
            "与相邻一格重复",
            "same figure as the neighbouring cell",
        ),
        3,
        _repeated,
    ),
    TypingError(
        _reason(
            "next-key",
            "可能按错了相邻的数字键",
            "possibly an adjacent key",
        ),
        4,
        _next_key,
    ),
    TypingError(_UNFILLED, 5, _unfilled),
    TypingError(_DROPPED, 6, _shortened),
)
"""All typing errors in the order of their cost."""


def likeliest_error(change: Change) -> TypingError | None:
    """Return the cheapest typing error that explains `change`, or None."""
    return next((error for error in TYPING_ERRORS if error.explains(change)), None)


def origins(typed: Decimal) -> Iterator[Decimal]:
    """Yield the amounts from which a typing error leads to `typed`; some occur twice."""
    digits = format_plain(abs(typed))
    yield -typed
    for power in range(1, 5):
        yield typed.scaleb(power, EXACT)
        yield typed.scaleb(-power, EXACT)
    for meant in sorted(transpositions(digits) | without_one(digits) - {""}):
        yield Decimal(meant).copy_sign(typed)
