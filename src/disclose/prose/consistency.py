"""Compares statements of one figure: two in the text, or one in the text and one in a table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclose.core.finding import Equation, Finding, Severity, Term, error, note, warning
from disclose.core.numbers import ONE, ZERO, format_plain
from disclose.prose.counts import Kind
from disclose.prose.judged import Judged
from disclose.prose.lexicon import FigureReading, LexiconEntry
from disclose.prose.mentions import Mention
from disclose.prose.statements import Stated


def twice(stated: Stated) -> Iterator[Judged]:
    """Yield every figure that the text states twice, with a finding if the amounts differ."""
    for entry in stated.lexicon.entries:
        mentions = tuple(each for each in stated.of(entry.id) if each.sure)
        if len(mentions) > 1 and stated.tabled(entry) is None:
            yield Judged(mentions, _differing(mentions))


def _differing(mentions: Sequence[Mention]) -> Finding | None:
    first = {each.amount: each for each in reversed(mentions)}
    if len(first) == 1:
        return None
    kept = sorted(first.values(), key=lambda each: (each.passage, each.at))
    values = tuple(f"{each.name} {format_plain(each.amount)}" for each in kept)
    return warning("DOC23", *(each.place for each in kept), values=values)


def against_table(stated: Stated) -> Iterator[Judged]:
    """Yield every mention of a figure of the official tables, with a finding if it differs.

    It is an error if the words around the number fit no other matter.
    """
    for mention in stated.mentions:
        entry = mention.entry
        if entry is None or entry.readings or not mention.is_figure:
            continue
        tabled = stated.tabled(entry)
        if tabled is not None:
            shown = (format_plain(tabled),)
            differs = tabled not in _amounts(stated, mention)
            yield Judged((mention,), _differs(mention, entry, shown) if differs else None)


def _amounts(stated: Stated, mention: Mention) -> tuple[Decimal, ...]:
    """Return what a mention may come to: alone, and with those of the year before beside it."""
    before = [
        each.amount
        for each in stated.mentions
        if each.passage == mention.passage
        and each.key == mention.key
        and each.kind is Kind.OTHER_YEAR
    ]
    return mention.amount, mention.amount + sum(before, ZERO)


def _differs(mention: Mention, entry: LexiconEntry, tabled: tuple[str, ...]) -> Finding:
    said = mention.place.text
    found = error("DOC24", mention.place, said=said, figure=entry.name, tabled=tabled)
    return found if mention.sure else found._replace(severity=Severity.WARNING)


def readings(stated: Stated) -> Iterator[Judged]:
    """Yield every ambiguous figure, with its meaning if it is not the first, or if none fits."""
    for entry in stated.lexicon.entries:
        if entry.readings:
            for mention in stated.of(entry.id):
                yield from _read(stated, entry, mention)


def _read(stated: Stated, entry: LexiconEntry, mention: Mention) -> Iterator[Judged]:
    known = [(each, _worth(stated, each)) for each in entry.readings]
    whole = [(each, amount) for each, amount in known if amount is not None]
    if len(whole) < len(known):
        return
    fitting = [each for each, amount in whole if amount == mention.amount]
    if not fitting:
        yield Judged((mention,), _no_reading(stated, mention, entry, whole))
    elif fitting[0] is entry.readings[0]:
        yield Judged((mention,))
    else:
        said, reading = mention.place.text, fitting[0].name
        yield Judged((mention,), note("DOC30", mention.place, said=said, reading=reading))


def _worth(stated: Stated, reading: FigureReading) -> Decimal | None:
    amounts = [_amount(stated, key) for key in reading.figures]
    known = [each for each in amounts if each is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


def _amount(stated: Stated, key: str) -> Decimal | None:
    tabled = stated.tabled(stated.lexicon.entry(key))
    return stated.amount(key) if tabled is None else tabled


def _no_reading(
    stated: Stated,
    mention: Mention,
    entry: LexiconEntry,
    whole: list[tuple[FigureReading, Decimal]],
) -> Finding:
    if stated.tables is not None:
        return _differs(
            mention,
            entry,
            tuple(f"{each.name} {format_plain(amount)}" for each, amount in whole),
        )
    keys = whole[-1][0].figures
    names = [stated.lexicon.entry(key).name for key in keys]
    amounts = [_amount(stated, key) or ZERO for key in keys]
    equation = Equation(
        left=tuple(Term(ONE, name, each) for name, each in zip(names, amounts, strict=True)),
        operator="==",
        right=(Term(ONE, mention.name, mention.amount),),
        left_sum=sum(amounts, ZERO),
        right_sum=mention.amount,
    )
    return error("DOC20", mention.place)._replace(equation=equation)
