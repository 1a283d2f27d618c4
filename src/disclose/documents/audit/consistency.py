"""Compares statements of one figure: two in the text, or one in the text and one in a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from disclose.core.finding import Equation, Finding, Place, Term, error, note, warning
from disclose.core.numbers import ONE, ZERO, format_plain
from disclose.core.text import abridge, squeeze
from disclose.documents.audit.lexicon import FigureReading, LexiconEntry, Promise
from disclose.documents.audit.mentions import Mention
from disclose.documents.audit.statements import Stated
from disclose.documents.audit.text_numbers import Passage

# What a report must hold besides figures: what it promises, its period, no empty slots.

_SLOT = r"(?:\s+|\s*_+\s*|\s*[×]{2,}\s*|\s*\(\s*\)\s*|\s*\[\s*\]\s*)"


def promises(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every section or annex that is announced and missing."""
    for passage, sentence, begin in _announcements(stated):
        for promise in stated.lexicon.promises:
            word = next((each for each in promise.words if each in sentence), "")
            if word and not _kept(stated, promise):
                line = passage.line(begin + sentence.index(word))
                yield warning("DOC25", Place(line=line, text=word), part=promise.name)


def _announcements(stated: Stated) -> Iterator[tuple[Passage, str, int]]:
    """Yield the first sentence that lists the parts of the report, with what it announces."""
    for passage in stated.passages:
        if passage.heading:
            continue
        for word in stated.lexicon.announcing:
            at = passage.text.find(word)
            if at >= 0:
                _, end = passage.sentence(at)
                yield passage, passage.text[at:end], at
                return


def _kept(stated: Stated, promise: Promise) -> bool:
    headings = [squeeze(each.text) for each in stated.passages if _is_title(each)]
    if any(word in each for each in headings for word in promise.found):
        return True
    if promise.annex and stated.document.tables:
        return True
    return any(stated.of(key) for key in promise.figures)


def _is_title(passage: Passage) -> bool:
    """Return whether `passage` is a heading, or a short line by itself such as a table's title."""
    return passage.heading or (len(passage.text) <= 30 and passage.text[-1:] not in "。;:，,")  # noqa: PLR2004


def period(stated: Stated) -> Iterator[Finding]:
    """Yield a finding if the report does not state its statistical period."""
    wanted = stated.lexicon.period
    for passage in stated.passages:
        if any(word in passage.text for word in wanted.words):
            return
        at = passage.text.find(wanted.first)
        begin, end = passage.sentence(max(at, 0))
        if at >= 0 and wanted.last in passage.text[begin:end]:
            return
    yield warning("DOC26")


_GARBLED = re.compile(
    r"(?<!\d)(?<!\d\s)(?<!附件)(?<!附表)(?:\d{5,}|\d{3}|(?!19|20)\d{4})\s*年\s*(?:1月1日|12月31日)",
    re.ASCII,
)
"""A first or last day of a year that is none; the number of an annex may run into a right one."""


def garbled_years(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every end of a period whose year is no year, such as 202020年."""
    for passage in stated.passages:
        for match in _GARBLED.finditer(passage.spaced):
            place = Place(line=_line(passage, match.start()), text=match[0])
            yield error("DOC76", place, day=match[0])


def slots(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every label whose number was never filled in."""
    language = stated.vocabulary.language
    labels = {
        label
        for each in stated.lexicon.entries
        for label in (*each.labels, *(word for word in each.within if len(word) > 1))
    }
    units = [word for unit in language.units for word in unit.words]
    pattern = re.compile(
        rf"(?P<label>{_any(labels)})(?P<rest>[^\s\d，,;:。、()_]{{0,6}}[:]?)"
        rf"{_SLOT}(?P<unit>{_any(units)})(?=[，,;。、:)!]|$)"
    )
    for passage in stated.passages:
        if passage.heading:
            continue
        for match in pattern.finditer(passage.spaced):
            joined = match["label"][-1:] + match["rest"] + match["unit"]
            if not joined.endswith(language.words.compounds):
                place = Place(line=_line(passage, match.start()), text=match[0])
                yield error("DOC27", place, slot=match[0])


def _line(passage: Passage, at: int) -> int:
    """Return the line of a place in the text with its spaces."""
    return passage.line(len(re.sub(r"\s+", "", passage.spaced[:at])))


def _any(words: set[str] | list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each)))


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
