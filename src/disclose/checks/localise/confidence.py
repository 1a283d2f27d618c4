"""How sure the best set of a fault is, as measured on generated mistakes.

Source of the constants: `python -m tests.benchmarks.likely --seed A`, four forms, sparse and dense
filings, totals typed and computed. Two of five mistakes are assumed to be no slip. A reason counts
from the number of digits on from which the 95 % interval of the share that was right begins at 88 %
or more. `tests/benchmarks/README.md` has the table, and how often the rule was right for mistakes
of another seed.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclose.checks.localise.typing_errors import OVERWRITTEN
from disclose.core.finding import Suspect
from disclose.core.numbers import format_plain

LEAST_DIGITS: Mapping[str, int] = {
    "digit-doubled": 1,
    "power-of-ten": 1,
    "repeated": 2,
    "shifted": 1,
    "swapped": 1,
    "text-agrees": 1,
    "unfilled": 1,
}
"""Reasons that single out a set, and the fewest significant digits of a figure that they need.

The others, such as a neighbouring cell, fit too many figures by chance.
"""

NEXT_KEY, DROPPED = "next-key", "digit-dropped"
"""Reasons that fit so many figures by chance that a set with one is no rival of another reason.

A dropped digit does so if a single one was typed: 2 agrees with 12, 20, 21 and twenty others.
"""

ALONE, BOUNDS, SEVERAL, NO_REASON = "alone", "bounds", "several", "no-reason"
"""Evidence besides a reason: no other set, limits that no amount follows from, several, none."""


TEXT, WITNESS = "text-agrees", "witness"
"""Evidence by a number in a text; the argument of a suspect that holds its words."""


class Evidence(NamedTuple):
    """Evidence for the best set of a fault: its reason, digits that support it, explained rivals.

    Amounts as small as most of a form agree with some reason by chance, long ones hardly ever.
    """

    reason: str
    digits: int
    rivals: int


def evidence(sets: Sequence[Sequence[Suspect]], *, equal: bool, searched: bool) -> Evidence:
    """Return the evidence for the first of the `sets` of a fault.

    If no failed constraint is `equal`, many amounts would do. If the search ended early, there may
    be sets that it did not find.
    """
    best, *others = sets
    reasons = {_reason(suspect) for suspect in best}
    if not equal:
        reason = BOUNDS
    elif best[0].ties == 1 and searched:
        reason = ALONE
    else:
        reason = reasons.pop() if len(reasons) == 1 else SEVERAL
    if reason not in {BOUNDS, ALONE} and _is_witnessed(best):
        rivals = sum(_is_witnessed(each) or all(map(_explained, each)) for each in others)
        return Evidence(TEXT, max(map(_digits, best)), rivals)
    rivals = sum(all(map(_explained, each)) for each in others)
    return Evidence(reason, max(map(_digits, best)), rivals)


def is_likely(found: Evidence) -> bool:
    """Return whether a set with this evidence is right at least nine times in ten.

    That a formula was replaced is no guess from the amounts: the file itself shows it.
    """
    if found.reason in {ALONE, OVERWRITTEN}:
        return True
    least = LEAST_DIGITS.get(found.reason)
    return least is not None and found.digits >= least and not found.rivals


def _is_witnessed(suspects: Sequence[Suspect]) -> bool:
    return any(suspect.args.get(WITNESS) for suspect in suspects)


def _reason(suspect: Suspect) -> str:
    return suspect.reason.name if suspect.reason else NO_REASON


def _explained(suspect: Suspect) -> bool:
    """Return whether a suspect has a reason that does not fit most figures by chance."""
    reason = _reason(suspect)
    return reason not in {NO_REASON, NEXT_KEY} and (reason != DROPPED or _digits(suspect) > 1)


def _digits(suspect: Suspect) -> int:
    """Return the digits of the shorter amount of a suspect, without zeros at its ends.

    An amount of 0 has none, then those of the other count.
    """
    typed, proposed = Decimal(str(suspect.args["typed"])), suspect.proposed
    digits = (_significant(amount) for amount in (typed, proposed) if amount)
    return min(digits, default=0)


def _significant(amount: Decimal) -> int:
    return len(format_plain(abs(amount)).replace(".", "").strip("0"))
