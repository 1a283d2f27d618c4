"""Checks the lists that the grammar understands: their parts against their totals."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Severity, error
from disclose.core.numbers import format_plain
from disclose.prose.counts import Kind
from disclose.prose.enumerations import Enumeration
from disclose.prose.judged import Judged
from disclose.prose.mentions import Mention
from disclose.prose.passages import Passage
from disclose.prose.statements import Stated
from disclose.prose.sums import added, unequal_sum

_MYRIAD = Decimal(10000)
_RATE = expression(r"(?P<verb>办结|答复|回复|办理|公开)率(?:为|达到?|均为|均达)?100%", re.ASCII)


def lists(stated: Stated) -> Iterator[Judged]:
    """Yield every list of other matters than the form's, with a finding if it does not add up."""
    # Requests received and carried over are no parts of one total: `flows` adds them up.
    flow = {key for each in stated.lexicon.balances for key in (*each.left, *each.right)}
    for each in stated.enumerations:
        estimated = any(number.kind is Kind.APPROXIMATE for number in each.numbers)
        if estimated or any(part.key in flow for part in each.parts) or _is_of_form(stated, each):
            continue
        found = None if _carries_out(stated, each) else _finding(each)
        if found or each.closed or each.total.amount in each.sums:
            yield Judged(each.numbers, found)


def _carries_out(stated: Stated, each: Enumeration) -> bool:
    """Return whether outcomes come to the requests received with those carried out beside them."""
    for balance in stated.lexicon.balances:
        entry = each.total.entry
        received = entry is not None and (entry.id in balance.left or bool(entry.readings))
        carried = [one for one in stated.of(balance.right[1]) if one.passage == each.total.passage]
        if received and carried and added(each.parts) + carried[0].amount == each.total.amount:
            return True
    return False


def _is_of_form(stated: Stated, each: Enumeration) -> bool:
    """Return whether the lexicon knows the list: then `sums` judges it, and what may be unsaid."""
    keys = {part.key for part in each.parts}
    return any(
        each.total.key in known.totals and keys <= {*known.parts} for known in stated.lexicon.lists
    )


def slips(stated: Stated) -> Iterator[Judged]:
    """Yield every total whose unit is 万 by mistake: its parts in the next sentence come to less.

    Only a sum that is exactly the ten-thousandth part is taken for one.
    """
    for number, passage in enumerate(stated.passages):
        here = [each for each in stated.mentions if each.passage == number and each.unit]
        for at, total in enumerate(here):
            parts = tuple(_of_next_sentence(passage, total, here[at + 1 :]))
            whole = added(parts)
            if len(parts) > 1 and whole and total.amount == whole * _MYRIAD:
                yield Judged((total, *parts), unequal_sum(total, parts, "=="))


def _of_next_sentence(
    passage: Passage, total: Mention, following: Sequence[Mention]
) -> Iterator[Mention]:
    _, end = passage.sentence(total.at)
    _, last = passage.sentence(end)
    for each in following:
        if end <= each.at < last and each.unit == total.unit:
            yield each


def rates(stated: Stated) -> Iterator[Judged]:
    """Yield every rate of 100 % behind two counts, with a warning if the counts differ.

    The first count is of cases received, the second of those concluded.
    """
    for number, passage in enumerate(stated.passages):
        here = [each for each in stated.mentions if each.passage == number and each.unit]
        for match in _RATE.finditer(passage.text):
            begin, _ = passage.sentence(match.start())
            near = [each for each in here if begin <= each.at < match.start()]
            if len(near) == 2 and match["verb"] in near[1].place.text:  # noqa: PLR2004
                differ = near[0].amount != near[1].amount and near[0].unit == near[1].unit
                begin = passage.text.index(near[1].place.text, near[1].start)
                said = passage.text[begin : match.end()]
                yield Judged(tuple(near), _rate(near, said) if differ else None)


def _rate(near: Sequence[Mention], said: str) -> Finding:
    first, second = near
    shown = f"{second.label} {format_plain(second.amount)} ÷ {format_plain(first.amount)} ≠ 100%"
    places = (first.place, second.place._replace(text=said))
    found = error("DOC22", *places, shares=(shown,), fits=())
    return found._replace(severity=Severity.WARNING)  # others may have been carried in


def _finding(each: Enumeration) -> Finding | None:
    total, outer = each.total.amount, each.sums[0]
    if total in each.sums:
        return None
    if each.closed and not each.headless:
        return unequal_sum(each.total, each.parts, "==")
    if outer <= total and not each.headless:
        return None
    # One text may be in several places of publication: then more than the total is not wrong.
    found = unequal_sum(each.total, each.parts, "==" if each.headless else "<=")
    return found._replace(severity=Severity.WARNING) if each.overlapping else found
