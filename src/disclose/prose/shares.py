"""Checks percentages against the counts that they belong to."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from disclose.core.finding import Finding, error
from disclose.core.numbers import EXACT, ZERO, format_plain
from disclose.prose.judged import Judged
from disclose.prose.labels import Labels, labels_of
from disclose.prose.lexicon import PartsRelation
from disclose.prose.mentions import Mention
from disclose.prose.statements import Stated, Statement
from disclose.prose.sums import added

HUNDRED = Decimal(100)
HALF = Decimal("0.5")

LARGEST_TOTAL = 2000
"""Totals up to this one are tried for shares that fit no total in the text."""

DIVISION = Context(prec=60)
"""Divides with more digits than any percentage is stated with."""


def shares(stated: Stated) -> Iterator[Judged]:
    """Yield every group with shares, and a finding if they do not follow from its counts."""
    labels = labels_of(stated.vocabulary)
    seen: set[tuple[int, int]] = set()
    for group in (*stated.groups(), *stated.listed()):
        shared = [
            each
            for each in group.parts
            if each.share is not None and (each.passage, each.start) not in seen
        ]
        ours = [each for each in shared if _of_the_total(each, group, stated, labels)]
        if ours and group.totals:
            seen.update((each.passage, each.start) for each in ours)
            found = _share_finding(stated, group, ours)
            yield Judged((group.totals[0], *ours), found, of_shares=True)


def _share_finding(stated: Stated, group: Statement, ours: list[Mention]) -> Finding | None:
    wrong = _wrong(ours, [total.amount for total in group.totals])
    if wrong:
        return _finding(stated, group, ours, wrong)
    return _total(ours) if _off(group, ours) else None


def follows(mention: Mention, total: Decimal) -> bool:
    """Return whether the share of `mention` follows from its count and `total`.

    Shares made to add up to 100 may differ from the rounded ones by less than one last digit.
    """
    share = mention.share
    if share is None:
        return True
    if total == ZERO:
        return mention.amount == ZERO and share.percent == ZERO
    exact = EXACT.multiply(mention.amount, HUNDRED)
    stated = EXACT.multiply(share.percent, total)
    return abs(exact - stated) < EXACT.multiply(last_digit(share.percent), total)


def last_digit(percent: Decimal) -> Decimal:
    """Return one unit of the last digit of `percent`: 0.1 for 33.3."""
    exponent = percent.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _of_the_total(mention: Mention, group: Statement, stated: Stated, labels: Labels) -> bool:
    """Return whether the words of a share name its group's total, or no figure at all."""
    said = mention.share.of if mention.share else ""
    if not said:
        return True
    found = next(iter(labels.last(said, 0, len(said))), None)
    if found is not None:
        named = {each.id for each in (*found.anywhere, *found.within)}
        if named & set(group.parts_of.totals):
            return True
    for word in sorted(stated.vocabulary.language.words.share_bases, key=len, reverse=True):
        said = said.replace(word, "")
    return not said


def _wrong(shared: list[Mention], totals: Iterable[Decimal]) -> list[Mention]:
    """Return the shares that do not follow, by the total that most of them follow from."""
    tried = [[each for each in shared if not follows(each, total)] for total in totals]
    return min(tried, key=len)


def _finding(
    stated: Stated, group: Statement, shared: list[Mention], wrong: list[Mention]
) -> Finding:
    total = group.totals[0].amount
    lines = tuple(_shown(each, total) for each in wrong)
    fits = tuple(map(format_plain, _fitting(stated, group, shared)))
    return error("DOC22", *(each.place for each in wrong), shares=lines, fits=fits)


def _shown(mention: Mention, total: Decimal) -> str:
    percent = mention.share.percent if mention.share else ZERO
    counts = f"{mention.name} {format_plain(mention.amount)} ÷ {format_plain(total)}"
    if total == ZERO:
        return f"{counts} ≠ {format_plain(percent)}%"
    exact = DIVISION.divide(EXACT.multiply(mention.amount, HUNDRED), total)
    rounded = exact.quantize(last_digit(percent), rounding=ROUND_HALF_UP, context=DIVISION)
    return f"{counts} = {format_plain(rounded)}% ≠ {format_plain(percent)}%"


def _fitting(stated: Stated, group: Statement, shared: list[Mention]) -> list[Decimal]:
    """Return the totals that all shares follow from: of the parts, in the passage, or the one."""
    near = {each.passage for each in shared}
    nearby = [each.amount for each in stated.mentions if each.passage in near and each.amount]
    for total in (added(group.parts), *nearby):
        if total and all(follows(each, total) for each in shared):
            return [total]
    fits = [
        Decimal(total)
        for total in range(1, LARGEST_TOTAL)
        if all(follows(each, Decimal(total)) for each in shared)
    ]
    return fits if len(fits) == 1 else []


def _off(group: Statement, shared: list[Mention]) -> bool:
    """Return whether the shares of a whole closed list are further from 100 than rounding goes."""
    whole = added(shared) in {total.amount for total in group.totals} and added(shared) > ZERO
    if group.parts_of.kind is not PartsRelation.CLOSED or not whole or len(shared) < 2:  # noqa: PLR2004
        return False
    percents = [each.share.percent for each in shared if each.share]
    rounding = sum((EXACT.multiply(last_digit(each), HALF) for each in percents), ZERO)
    return abs(sum(percents, ZERO) - HUNDRED) > rounding


def _total(shared: list[Mention]) -> Finding:
    percents = [each.share.percent for each in shared if each.share]
    return error(
        "DOC29",
        *(each.place for each in shared),
        shares=tuple(f"{format_plain(each)}%" for each in percents),
        total=f"{format_plain(sum(percents, ZERO))}%",
    )
