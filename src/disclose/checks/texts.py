"""The texts of a workbook (sheet 文字部分) against its tables."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from disclose.checks.localise.witnesses import Witness
from disclose.checks.named_numbers import named_numbers, numbers_in
from disclose.checks.places import place, ranges, text_place
from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, Severity
from disclose.core.numbers import NUMBER_PATTERN, ZERO, format_plain
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from disclose.form.printed_names import TOTAL_COLUMNS
from disclose.form.text_figures import filled_text
from disclose.prose import reading
from disclose.prose.lexicon import LexiconEntry, Vocabulary
from disclose.prose.mentions import Mention
from disclose.prose.other_readings import has_another_reading
from disclose.prose.passages import Passage, passages
from disclose.prose.statements import Stated, Tables

_YEAR = expression(r"(?<!\d)(20\d\d)年", re.ASCII)
_NUMBER = expression(NUMBER_PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True)
class _TextLine:
    number: int
    text: str
    heading: int = 0


@dataclass(frozen=True)
class FilingTexts:
    """The `telling` texts of a filing, read with `vocabulary` beside the figures of its tables.

    They are read as the report prints them: with numbers for the names in 【】.
    """

    edition: Edition
    filing: Filing
    telling: Collection[str]
    vocabulary: Vocabulary

    @cached_property
    def stated(self) -> Stated:
        """Return the texts as they are understood, each passage at the place of its cell."""
        read = chain.from_iterable(
            passages(
                _lines(filled_text(self.edition, self.filing, section)),
                text_place(self.edition, self.filing, section),
            )
            for section in self.telling
        )
        paragraphs = tuple(read)
        figures = _figures(self.edition, self.filing, self.vocabulary)
        tables = Tables(self.edition, figures, {})
        return reading.read(paragraphs, self.vocabulary, self.filing.year, tables, has_tables=True)

    @cached_property
    def by_place(self) -> Mapping[Place, Mention]:
        """Return the mentions by their places."""
        return {each.place: each for each in reversed(self.stated.mentions)}

    @cached_property
    def named(self) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
        """Return the figures of the numbers that stand for names, by section."""
        return {each: named_numbers(self.edition, self.filing, each) for each in self.telling}

    def named_by(self, mention: Mention) -> tuple[str, ...]:
        """Return the figures whose name in 【】 stands for the number of a mention, if any.

        The writer has said which figures of the tables they are.
        """
        passage = self.stated.passages[mention.passage]
        earlier = (
            numbers_in(each.text)
            for each in self.stated.passages[: mention.passage]
            if each.base.key == passage.base.key
        )
        number = sum(earlier) + numbers_in(passage.text[: mention.at])
        return self.named[passage.base.key].get(number, ())

    @cached_property
    def _keys(self) -> Mapping[str, tuple[str, ...]]:
        entries = self.stated.lexicon.entries
        return {entry.id: entry.covered_in(self.edition) for entry in entries}

    def cell(self, key: str) -> Place:
        """Return the cell of a figure of the tables or of the fee."""
        return place(self.edition, self.filing.fees.get(key) or self.filing.entries[key])

    def keys(self, entry: LexiconEntry) -> tuple[str, ...]:
        """Return the figures of the form that add up to `entry`."""
        return self._keys[entry.id]

    def is_of_another_year(self, mention: Mention) -> bool:
        """Return whether the year named last before a mention in its sentence is an earlier one."""
        passage = self.stated.passages[mention.passage]
        begin, _ = passage.sentence(mention.start)
        years = _YEAR.findall(passage.text, begin, mention.start)
        return bool(years and self.filing.year and int(years[-1]) < self.filing.year)

    def sentence(self, at: Place) -> Place:
        """Return the cell of a place in a text with its sentence and the words in question."""
        mention = self.by_place.get(at)
        if mention is not None:
            passage = self.stated.passages[mention.passage]
            start, stop = _number_at(passage.text, mention)
        else:
            passage, start = self._passage_of(at)
            stop = start + len(at.text)
        begin, end = passage.sentence(start)
        return at._replace(
            key=passage.base.key,
            typed=passage.text[start:stop],
            text=passage.text[begin:end],
            span=(start - begin, stop - begin),
        )

    def _passage_of(self, at: Place) -> tuple[Passage, int]:
        """Return the passage at a place, and where the words of the place begin in it."""
        return next(
            (each, each.text.index(at.text))
            for each in self.stated.passages
            if each.base.cell == at.cell and at.line in each.numbers and at.text in each.text
        )


def _number_at(text: str, mention: Mention) -> tuple[int, int]:
    """Return where the number of a mention begins and ends; of a denial, the whole of it."""
    found = [
        (match.start(), match.end())
        for match in _NUMBER.finditer(text, mention.start, mention.end)
        if Decimal(match[0].replace(",", "")) == mention.amount
    ]
    return found[-1] if found else (mention.start, mention.end)


def _lines(text: str) -> Iterator[_TextLine]:
    for number, line in enumerate(text.splitlines(), 1):
        yield _TextLine(number, line)


def _figures(edition: Edition, filing: Filing, vocabulary: Vocabulary) -> Mapping[str, Decimal]:
    """Return the amounts that a text can be compared with.

    An unreadable figure is none, and so is every other that a phrase counts together with it. A
    table without any number has a finding of its own.
    """
    filled = {
        edition.figures[key].table.id
        for key, entry in filing.entries.items()
        if entry.filled and key not in edition.fills
    }
    known = {
        key: amount
        for key, figure in edition.figures.items()
        if figure.table.id in filled and (amount := filing.amount(key)) is not None
    }
    unknown = edition.figures.keys() - known.keys()
    for entry in vocabulary.lexicon.entries if unknown else ():
        counted = entry.covered_in(edition)
        if not unknown.isdisjoint(counted):
            known = {key: amount for key, amount in known.items() if key not in counted}
    fees = {key: amount for key in edition.fees if (amount := filing.fee(key)) is not None}
    return known | fees


_OF_TABLES = ("DOC24", "DOC95")
"""The codes of findings that compare a text with figures of the tables."""


def text_check(texts: FilingTexts) -> Callable[[Edition, Filing], Iterator[Finding]]:
    """Return `text_findings` as a check of the filing that has these texts."""

    def figures_in_texts(_: Edition, __: Filing) -> Iterator[Finding]:
        return text_findings(texts)

    return figures_in_texts


def text_findings(texts: FilingTexts) -> Iterator[Finding]:
    """Yield the findings about the texts, each at its sentence and at the figures' cells."""
    for found in reading.findings(reading.judge(texts.stated)):
        if _is_of_workbook(texts, found):
            yield _in_cells(texts, found)


def _is_of_workbook(texts: FilingTexts, found: Finding) -> bool:
    """Return whether a finding of a document is one in a workbook as well.

    If all its numbers are compared with the tables, the text repeats the tables, which have rules
    of their own, or contradicts them, which is another finding.
    """
    said = _mentions(texts, found)
    if found.severity is Severity.NOTE or any(map(texts.is_of_another_year, said)):
        return False
    if found.code == "DOC24" and any(_reads_otherwise(texts, each) for each in said):
        return False
    if found.code == "DOC22" and _are_of_another_total(texts, found, said):
        return False
    entries = [mention.entry for mention in said]
    if found.code == "DOC23":
        return not any(entry is not None and entry.readings for entry in entries)
    compared = all(entry is not None and _is_compared(texts, entry) for entry in entries)
    return not (compared and found.code in {"DOC20", "DOC21"})


def _are_of_another_total(texts: FilingTexts, found: Finding, said: list[Mention]) -> bool:
    """Return whether the shares are of a number that stands before them under another name."""
    before = {
        format_plain(each.amount)
        for each in texts.stated.mentions
        if each.passage == said[0].passage and each.end <= said[0].start
    }
    fits = found.args["fits"]
    return isinstance(fits, tuple) and not before.isdisjoint(fits)


def _reads_otherwise(texts: FilingTexts, mention: Mention) -> bool:
    if mention.entry is None:
        return False
    named = texts.named_by(mention)
    if named:
        return not mention.sure or _shares_line(texts, mention.entry, named)
    return has_another_reading(texts.stated, mention, texts.filing.name)


def _shares_line(texts: FilingTexts, entry: LexiconEntry, keys: tuple[str, ...]) -> bool:
    """Return whether `keys` have a row or column of `entry`: the label may say that line only.

    The column of totals is that of every row.
    """
    read_as = [
        key for _, entries in _read_as(texts, entry) for each in entries for key in texts.keys(each)
    ]
    return not _lines_of(texts.edition, read_as).isdisjoint(_lines_of(texts.edition, keys))


def _lines_of(edition: Edition, keys: Iterable[str]) -> set[tuple[str, str]]:
    """Return the rows of `keys`, and the columns that are not of totals, each with its table."""
    figures = [edition.figures[key] for key in keys if key in edition.figures]
    columns = {
        (figure.table.id, f"[{figure.column.id}]")
        for figure in figures
        if figure.column.id and figure.column.label not in TOTAL_COLUMNS
    }
    return {(figure.table.id, figure.row.id) for figure in figures} | columns


def _is_compared(texts: FilingTexts, entry: LexiconEntry) -> bool:
    keys = [key for reading in entry.readings for key in reading.figures] or [entry.id]
    read_as = [texts.stated.lexicon.entry(key) for key in keys]
    return all(texts.stated.tabled(each) is not None for each in read_as)


def _mentions(texts: FilingTexts, found: Finding) -> list[Mention]:
    return [texts.by_place[each] for each in found.places if each in texts.by_place]


def _in_cells(texts: FilingTexts, found: Finding) -> Finding:
    """Return a finding of a text with its sentences marked, and the cells of the figures.

    A number that stands for a name is one of the tables: the name may be the wrong one.
    """
    is_named = any(map(texts.named_by, _mentions(texts, found)))
    said = [texts.sentence(each) for each in found.places]
    if found.code not in _OF_TABLES or not found.places:
        return found._replace(places=tuple(said))
    entry = texts.stated.lexicon.entry(found.places[0].key)
    read_as = _read_as(texts, entry)
    keys = dict.fromkeys(
        key for _, entries in read_as for each in entries for key in texts.keys(each)
    )
    figures = (texts.cell(key) for key in keys)
    tabled = tuple(_tabled(texts, name, entries) for name, entries in read_as)
    return found._replace(
        severity=Severity.WARNING if is_named else found.severity,
        places=(*said, *figures),
        args={**found.args, "tabled": tabled},
    )


def _tabled(texts: FilingTexts, name: str, entries: tuple[LexiconEntry, ...]) -> str:
    """Return an amount of the tables with its cells: `新收 49（表三!J5）`."""
    keys = [key for each in entries for key in texts.keys(each)]
    cells = ranges(texts.cell(key) for key in keys)
    shown = f"（{'、'.join(cells)}）" if any("!" in cell for cell in cells) else ""
    return f"{name} {format_plain(_sum(texts, entries))}{shown}".strip()


def _sum(texts: FilingTexts, entries: tuple[LexiconEntry, ...]) -> Decimal:
    amounts = map(texts.stated.tabled, entries)
    return sum((each for each in amounts if each is not None), ZERO)


# Numbers in the texts as a second source for error localisation.


def witnesses(texts: FilingTexts) -> tuple[Witness, ...]:
    """Return the numbers in the texts whose figures are certain."""
    certain = (
        each
        for each in texts.stated.mentions
        if each.said and each.sure and each.is_figure and not texts.is_of_another_year(each)
        # A fee is outside the tables, and no suspect.
        if each.entry and texts.filing.fees.keys().isdisjoint(texts.keys(each.entry))
    )
    return tuple(
        Witness(
            words=mention.place.text,
            meanings=tuple(
                tuple(key for each in entries for key in texts.keys(each))
                for _, entries in _read_as(texts, mention.entry)
            ),
            amount=mention.amount,
            factor=mention.entry.factor,
        )
        for mention in certain
        if mention.entry
    )


def _read_as(
    texts: FilingTexts, entry: LexiconEntry
) -> tuple[tuple[str, tuple[LexiconEntry, ...]], ...]:
    """Return the meanings of an entry, each with its name and the entries that it adds up."""
    if not entry.readings:
        return (("", (entry,)),)
    return tuple(
        (reading.name, tuple(map(texts.stated.lexicon.entry, reading.figures)))
        for reading in entry.readings
    )
