"""Compares statements of one figure: two in the text, or one in the text and one in a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from disclose.core.finding import Equation, Finding, Term, error, note, warning
from disclose.core.numbers import ONE, ZERO, format_plain
from disclose.core.text import abridge
from disclose.prose.lexicon import FigureReading, LexiconEntry
from disclose.prose.mentions import Mention
from disclose.prose.statements import Stated


def unknown(stated: Stated) -> Iterator[Finding]:
    """Yield one note that lists the numbers whose labels are not understood."""
    places = [each.place for each in stated.mentions if each.entry is None and not each.elsewhere]
    if places:
        mentions = abridge([each.text for each in places])
        yield note("DOC28", *places, count=len(places), mentions=mentions)


def twice(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every figure that the text states with different amounts."""
    for entry in stated.lexicon.entries:
        mentions = stated.of(entry.id)
        amounts = dict.fromkeys(each.amount for each in mentions)
        if len(amounts) > 1 and _tabled(stated, entry) is None:
            first = {amount: _first(mentions, amount) for amount in amounts}
            places = [each.place for each in first.values()]
            values = tuple(f"{each.name} {format_plain(amount)}" for amount, each in first.items())
            yield warning("DOC23", *places, values=values)


def _first(mentions: Sequence[Mention], amount: Decimal) -> Mention:
    return next(each for each in mentions if each.amount == amount)


def against_table(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every mention that differs from the official tables."""
    for mention in stated.mentions:
        if mention.entry is None or mention.elsewhere or mention.entry.readings:
            continue
        tabled = _tabled(stated, mention.entry)
        if tabled is not None and tabled != mention.amount:
            yield warning(
                "DOC24",
                mention.place,
                said=mention.place.text,
                figure=mention.entry.name,
                tabled=(format_plain(tabled),),
            )


def _tabled(stated: Stated, entry: LexiconEntry) -> Decimal | None:
    return stated.tables.amount(entry) if stated.tables else None


def readings(stated: Stated) -> Iterator[Finding]:
    """Yield the chosen meaning of an ambiguous figure, or a finding if no meaning fits."""
    for entry in stated.lexicon.entries:
        if entry.readings:
            for mention in stated.of(entry.id):
                yield from _read(stated, entry, mention)


def _read(stated: Stated, entry: LexiconEntry, mention: Mention) -> Iterator[Finding]:
    known = [(each, _worth(stated, each)) for each in entry.readings]
    whole = [(each, amount) for each, amount in known if amount is not None]
    if len(whole) < len(known):
        return
    fitting = [each for each, amount in whole if amount == mention.amount]
    if not fitting:
        yield _no_reading(stated, mention, entry, whole)
    elif fitting[0] is not entry.readings[0]:
        yield note(
            "DOC30",
            mention.place,
            said=mention.place.text,
            reading=fitting[0].name,
        )


def _worth(stated: Stated, reading: FigureReading) -> Decimal | None:
    amounts = [_amount(stated, key) for key in reading.figures]
    known = [each for each in amounts if each is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


def _amount(stated: Stated, key: str) -> Decimal | None:
    tabled = _tabled(stated, stated.lexicon.entry(key))
    return stated.amount(key) if tabled is None else tabled


def _no_reading(
    stated: Stated,
    mention: Mention,
    entry: LexiconEntry,
    whole: list[tuple[FigureReading, Decimal]],
) -> Finding:
    if stated.tables is not None:
        return warning(
            "DOC24",
            mention.place,
            said=mention.place.text,
            figure=entry.name,
            tabled=tuple(f"{each.name} {format_plain(amount)}" for each, amount in whole),
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
    return replace(error("DOC20", mention.place), equation=equation)
