"""Percentages that stand apart from their counts: changes on another year, shares of a number."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, error
from disclose.core.numbers import EXACT, ZERO, format_plain
from disclose.prose.counts import Kind
from disclose.prose.judged import Judged
from disclose.prose.mentions import Mention
from disclose.prose.passages import Passage
from disclose.prose.shares import DIVISION, HUNDRED, last_digit
from disclose.prose.statements import Stated

_UP = expression(r"增长|增加|上升|提高|提升|增幅|多")
_DOWN = expression(r"下降|减少|降低|降幅|回落|少")
_PERCENT = expression(r"(\d+(?:\.\d+)?)%", re.ASCII)
_OF = expression(r"[，,]?占[^，,。;\d]{0,12}")
_BEHIND = expression(r"的(?P<percent>\d+(?:\.\d+)?)%", re.ASCII)
_REST = expression(r"(?:^|[，、,;和])(?:其他|其它|其余)")
_FEWEST_SHARES = 3


def changes(stated: Stated) -> Iterator[Judged]:
    """Yield every change in percent between two counts of a sentence, with a finding if wrong."""
    for passage, sentence in _sentences(stated):
        changed = [each for each in sentence if each.kind is Kind.CHANGE and not each.unit]
        counts = [each for each in sentence if each.unit and each.kind is not Kind.CHANGE]
        before = [each for each in counts if each.kind is Kind.OTHER_YEAR]
        now = [each for each in counts if each.kind is not Kind.OTHER_YEAR]
        if len(changed) != 1 or len(before) != 1 or not now:
            continue
        this, [other], [percent] = now[0], before, changed
        # With several counts of this year only the first can be meant for certain.
        if this.unit == other.unit and other.amount and this.at < percent.at:
            yield Judged((this, other, percent), _change(passage, this, other, percent))


def _change(passage: Passage, this: Mention, other: Mention, percent: Mention) -> Finding | None:
    said = _PERCENT.match(passage.text, percent.at)
    lead = passage.text[max(0, percent.at - 8) : percent.at]
    rises, falls = _UP.search(lead), _DOWN.search(lead)
    if said is None or bool(rises) == bool(falls):
        return None
    stated = Decimal(said[1]) if rises else -Decimal(said[1])
    exact = DIVISION.divide(EXACT.multiply(this.amount - other.amount, HUNDRED), other.amount)
    if abs(exact - stated) < last_digit(stated):
        return None
    counts = f"{format_plain(other.amount)} → {format_plain(this.amount)}"
    return _wrong(counts, exact, stated, this.place, other.place, percent.place)


def shares_of_a_number(stated: Stated) -> Iterator[Judged]:
    """Yield every `12件，占办结24件的50%`, with a finding if the share does not follow."""
    for passage, sentence in _sentences(stated):
        counts = [each for each in sentence if each.unit]
        for part, whole in pairwise(counts):
            between = passage.text[part.end : whole.at]
            behind = _BEHIND.match(passage.text, whole.end)
            if _OF.fullmatch(between) and behind and whole.amount:
                percent = Decimal(behind["percent"])
                exact = DIVISION.divide(EXACT.multiply(part.amount, HUNDRED), whole.amount)
                counts_text = f"{format_plain(part.amount)} ÷ {format_plain(whole.amount)}"
                follows = abs(exact - percent) < last_digit(percent)
                places = (part.place, whole.place)
                found = None if follows else _wrong(counts_text, exact, percent, *places)
                yield Judged((part, whole), found)


def shares_alone(stated: Stated) -> Iterator[Judged]:
    """Yield every list of shares without counts that ends with the rest, and must come to 100."""
    for passage, sentence in _sentences(stated):
        listed = [each for each in sentence if each.kind is Kind.SHARE]
        counts = [each for each in sentence if each.unit]
        if counts or len(listed) < _FEWEST_SHARES:
            continue
        percents = [_percent(passage, each) for each in listed]
        if _REST.search(passage.text[listed[-2].end : listed[-1].at]) and all(percents):
            total = sum((each for each in percents if each is not None), ZERO)
            shown = tuple(f"{each}%" for each in percents)
            off = abs(total - HUNDRED) >= len(listed)
            finding = error(
                "DOC29",
                *(each.place for each in listed),
                shares=shown,
                total=f"{format_plain(total)}%",
            )
            yield Judged(tuple(listed), finding if off else None)


def _percent(passage: Passage, mention: Mention) -> Decimal | None:
    said = _PERCENT.match(passage.text, mention.at)
    return Decimal(said[1]) if said else None


def _sentences(stated: Stated) -> Iterator[tuple[Passage, Sequence[Mention]]]:
    for number, passage in enumerate(stated.passages):
        here = [each for each in stated.mentions if each.passage == number]
        for _, sentence in groupby(here, key=lambda each: passage.sentence(each.at)[0]):
            yield passage, list(sentence)


def _wrong(counts: str, exact: Decimal, said: Decimal, *places: Place) -> Finding:
    """Return the finding of a percentage that does not follow: `exact` is the right one."""
    rounded = exact.quantize(last_digit(said), rounding=ROUND_HALF_UP, context=DIVISION)
    right, stated = f"{rounded:+f}%", f"{said:+f}%"
    return error("DOC32", *places, counts=counts, right=right, said=stated)
