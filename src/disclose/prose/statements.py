"""The statements of a text, by figure and by place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclose.core.numbers import ZERO
from disclose.form.edition.model import Edition
from disclose.prose.enumerations import Enumeration
from disclose.prose.lexicon import Lexicon, LexiconEntry, PartList, PartsRelation, Vocabulary
from disclose.prose.mentions import Mention
from disclose.prose.passages import Passage


@dataclass(frozen=True, slots=True)
class Tables:
    """The official tables beside a text: figures by key, and the line where each table begins."""

    edition: Edition
    figures: Mapping[str, Decimal]
    lines: Mapping[str, int]

    def amount(self, entry: LexiconEntry) -> Decimal | None:
        """Return the amount of `entry` in the tables, in the unit of the narrative, or None."""
        keys = entry.covered_in(self.edition)
        found = [self.figures[key] for key in keys if key in self.figures]
        return sum(found, ZERO) * entry.factor if found else None


@dataclass(frozen=True, slots=True)
class Statement:
    """Parts of one list in one passage, and the totals stated for them, nearest first."""

    parts_of: PartList
    totals: tuple[Mention, ...]
    parts: tuple[Mention, ...]
    strange: tuple[Mention, ...]
    announced: bool
    open_end: bool

    @property
    def complete(self) -> bool:
        """Return whether every part of the list is stated."""
        return len(self.parts) == len(self.parts_of.parts)

    @property
    def adds_up(self) -> bool:
        """Return whether the parts come to one of the totals."""
        whole = sum((each.amount for each in self.parts), ZERO)
        return any(each.amount == whole for each in self.totals)


@dataclass(frozen=True)
class Stated:
    """One interpreted text; `tables` is None if no official tables stand beside it.

    `has_tables` says whether the text has any tables.
    """

    vocabulary: Vocabulary
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    enumerations: tuple[Enumeration, ...] = ()
    tables: Tables | None = None
    has_tables: bool = False

    @property
    def lexicon(self) -> Lexicon:
        """Return the words of the edition."""
        return self.vocabulary.lexicon

    def of(self, key: str) -> tuple[Mention, ...]:
        """Return every mention of a figure."""
        return self._figures.get(key, ())

    @cached_property
    def _figures(self) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for each in self.mentions:
            if each.is_figure:
                found.setdefault(each.key, []).append(each)
        return {key: tuple(each) for key, each in found.items()}

    def amount(self, key: str) -> Decimal | None:
        """Return the amount of a figure if all its mentions agree, else None."""
        amounts = {each.amount for each in self.of(key)}
        return amounts.pop() if len(amounts) == 1 else None

    def tabled(self, entry: LexiconEntry) -> Decimal | None:
        """Return the amount of `entry` in the tables, None if they do not have it."""
        return self.tables.amount(entry) if self.tables else None

    def groups(self) -> tuple[Statement, ...]:
        """Return the parts of every list in every passage."""
        return self._all_groups

    @cached_property
    def _all_groups(self) -> tuple[Statement, ...]:
        return tuple(self._each_group())

    def _each_group(self) -> Iterator[Statement]:
        by_passage: dict[int, list[Mention]] = {}
        for each in self.mentions:
            by_passage.setdefault(each.passage, []).append(each)
        agreed = {group.id: self._elsewhere(group) for group in self.lexicon.lists}
        for number, here in by_passage.items():
            for parts_of in self.lexicon.lists:
                yield from self._groups(parts_of, number, here, agreed[parts_of.id])

    def listed(self) -> Iterator[Statement]:
        """Yield the lists that only their grammar makes known."""
        for each in self.enumerations:
            kind = PartsRelation.CLOSED if each.closed else PartsRelation.OPEN
            parts_of = PartList(id="", totals=(), kind=kind, parts=())
            yield Statement(parts_of, (each.total,), each.parts, (), announced=True, open_end=False)

    def _groups(
        self,
        parts_of: PartList,
        number: int,
        here: Sequence[Mention],
        agreed: tuple[Mention, ...],
    ) -> Iterator[Statement]:
        passage = self.passages[number]
        usable = [each for each in here if each.is_figure]
        totals = [each for each in usable if each.key in parts_of.totals]
        parts = [each for each in usable if each.key in parts_of.parts]
        if not parts:
            return
        if not totals:
            yield self._group(parts_of, passage, agreed, parts, here)
            return
        # Each total takes the parts from it to the next total; the first total also takes those
        # before it, because a sentence may name the parts first.
        for place, total in enumerate(totals):
            end = totals[place + 1].start if place + 1 < len(totals) else len(passage.text)
            begin = 0 if place == 0 else total.start
            mine = [each for each in parts if begin <= each.start < end]
            before = tuple(reversed(totals[: place + 1]))
            if mine:
                yield self._group(parts_of, passage, before, mine, here)

    def _elsewhere(self, parts_of: PartList) -> tuple[Mention, ...]:
        """Return the totals that other passages state, if each is stated with one amount only."""
        found = [self.of(key) for key in parts_of.totals]
        agreed = [each for each in found if len({one.amount for one in each}) == 1]
        return tuple(each[0] for each in agreed)

    def _group(
        self,
        parts_of: PartList,
        passage: Passage,
        totals: tuple[Mention, ...],
        parts: Sequence[Mention],
        here: Sequence[Mention],
    ) -> Statement:
        first: dict[str, Mention] = {}
        for each in parts:
            first.setdefault(each.key, each)
        kept = tuple(first.values())
        begin = min(kept[0].start, *(each.end for each in totals[:1]), kept[0].start)
        words = self.vocabulary.language.words
        before = passage.text[begin : kept[0].start]
        return Statement(
            parts_of=parts_of,
            totals=totals,
            parts=kept,
            strange=tuple(each for each in here if each.entry is None and begin <= each.start),
            announced=any(word in before for word in words.of_which),
            open_end=passage.text.startswith(words.rest, max(each.end for each in kept)),
        )
