"""Mentions: the numbers of a passage with the figures that their labels name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from disclose.core.finding import Place
from disclose.core.numbers import ZERO
from disclose.prose.lexicon import LexiconEntry, Vocabulary
from disclose.prose.passages import Passage
from disclose.prose.text_numbers import Counted, Share, counted, masked

# Labels in a text: the longest that fits, or none.

REACH = 80
"""Largest distance from a label to its number, in characters: a long remark in brackets."""

_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = "，,:、\"'“”‘’《》「」□-—~"


@dataclass(frozen=True, slots=True)
class Match:
    """A label at its place in a passage, with every figure that it may mean."""

    start: int
    end: int
    anywhere: tuple[LexiconEntry, ...]
    within: tuple[LexiconEntry, ...]


class Labels:
    """Finds the labels of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Sort the labels, longest first."""
        self.vocabulary = vocabulary
        self._anywhere: dict[str, list[LexiconEntry]] = {}
        self._within: dict[str, list[LexiconEntry]] = {}
        for entry in vocabulary.lexicon.entries:
            for label in entry.labels:
                self._anywhere.setdefault(label, []).append(entry)
            for label in entry.within:
                self._within.setdefault(label, []).append(entry)
        known = {*self._anywhere, *self._within}
        self._known = tuple(sorted(known, key=lambda each: (-len(each), each)))
        words = vocabulary.language.words
        self._filler = _chain((*words.fillers, *_MARKS))
        self._joint = _chain((*words.joints, *words.fillers, *_MARKS))

    def last(self, text: str, begin: int, end: int) -> Iterator[Match]:
        """Yield the labels before `end` with only fillers between: nearest first, longest first."""
        for stop in range(end, max(begin, end - REACH), -1):
            for label in self._known:
                start = stop - len(label)
                if start >= begin and text.startswith(label, start):
                    if not self._is_filler(text[stop:end]):
                        break
                    yield self._match(label, start)

    def chain(self, text: str, begin: int, end: int) -> tuple[Match, ...]:
        """Return the series of labels before `end`, joined by words such as 和."""
        found = list(self._leftmost(text, begin, end))
        kept: list[Match] = []
        for match in reversed(found):
            following = kept[0].start if kept else end
            fits = self._is_joint if kept else self._is_filler
            if not fits(text[match.end : following]):
                break
            kept.insert(0, match)
        return tuple(kept)

    def _leftmost(self, text: str, begin: int, end: int) -> Iterator[Match]:
        at = begin
        while at < end:
            label = next(
                (
                    each
                    for each in self._known
                    if text.startswith(each, at) and at + len(each) <= end
                ),
                "",
            )
            if label:
                yield self._match(label, at)
            at += len(label) or 1

    def _match(self, label: str, start: int) -> Match:
        return Match(
            start,
            start + len(label),
            tuple(self._anywhere.get(label, ())),
            tuple(self._within.get(label, ())),
        )

    def _is_filler(self, text: str) -> bool:
        return self._filler.fullmatch(_BRACKETS.sub("", text)) is not None

    def _is_joint(self, text: str) -> bool:
        return self._joint.fullmatch(_BRACKETS.sub("", text)) is not None


def _chain(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any sequence of `words`; it is possessive, so it never backtracks."""
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, ordered)) + ")*+")


_STOPS = "。！？!?;"
_CLAUSE = "，,;:。！？!?()"


@dataclass(frozen=True, slots=True)
class Mention:
    """One number in the text; `entry` is None if no label of the vocabulary precedes it.

    `start` to `end` is the label with its number, within passage number `passage`. `elsewhere`
    is set for the numbers of other years, changes and approximations: they are no figure. `said`
    is the label as it stands in the text, empty if it means the figure in some contexts only.
    """

    entry: LexiconEntry | None
    amount: Decimal
    passage: int
    start: int
    end: int
    place: Place
    share: Share | None = None
    elsewhere: bool = False
    said: str = ""

    @property
    def name(self) -> str:
        """Return the label in the text, or the name of the figure if the label needs a context."""
        return self.said or (self.entry.name if self.entry else "")

    @property
    def key(self) -> str:
        """Return the id of the figure, empty for none."""
        return self.entry.id if self.entry else ""


def mentions(passages: Sequence[Passage], labels: Labels) -> tuple[Mention, ...]:
    """Return the mentions of all passages in their order; headings have none."""
    found: list[Mention] = []
    for number, passage in enumerate(passages):
        if not passage.heading:
            found += _Passage(number, passage, labels).mentions()
    return tuple(found)


class _Passage:
    """Assigns labels to the numbers of one passage."""

    def __init__(self, number: int, passage: Passage, labels: Labels) -> None:
        self.number = number
        self.passage = passage
        self.labels = labels
        self.words = labels.vocabulary.language.words
        self.text = masked(passage.text)
        lists = labels.vocabulary.lexicon.lists
        self.totals = {total for group in lists for total in group.totals}

    def mentions(self) -> list[Mention]:
        numbers = counted(self.text, self.labels.vocabulary.language)
        found: list[Mention] = []
        begin = 0
        for each in numbers:
            begin = max(begin, self._stop_before(each.start))
            found += self._labelled(each, begin)
            # The numbers of a series ("A、B、C 分别为 1、2、3件") share the labels before its first
            # number, so the search may not begin after an earlier number of the same series.
            if each.rank == 0:
                begin = each.end
        found += self._denied(numbers)
        return sorted(found, key=lambda each: (each.start, each.end))

    def _stop_before(self, at: int) -> int:
        return max(self.text.rfind(mark, 0, at) + 1 for mark in _STOPS)

    def _labelled(self, number: Counted, begin: int) -> Iterator[Mention]:
        if number.alike or number.size > 1:
            yield from self._shared(number, begin)
            return
        # The nearest and longest label wins, but only if it means a figure with this unit here.
        for match in self.labels.last(self.text, begin, number.start):
            entry = self._meant(match, number.unit)
            if entry is not None:
                negated = self.text[begin : match.start].endswith(self.words.negations)
                elsewhere = negated or self._elsewhere(begin, match, number, entry)
                yield self._mention(entry, number, match, elsewhere=elsewhere)
                return
        start = self._clause_before(begin, number.start)
        excluded = self._is_excluded(self.text[start : number.start], number)
        yield self._unknown(number, start, elsewhere=excluded)

    def _shared(self, number: Counted, begin: int) -> Iterator[Mention]:
        """Yield what the numbers of a series, or the one of several labels, belong to."""
        chain = self.labels.chain(self.text, begin, number.start)
        wanted = chain if number.alike else chain[-number.size :]
        meant = [self._meant(match, number.unit) for match in wanted]
        entries = [each for each in meant if each is not None]
        # Labels and numbers of a series are paired by position. If one label is unrecognised, any
        # pairing could be wrong, so none of the numbers gets a figure.
        lacking = number.size - len(entries) if number.size > 1 else 0
        if not entries or len(entries) < len(wanted) or lacking:
            start = self._clause_before(begin, number.start)
            yield self._unknown(number, start, elsewhere=not number.unit)
            return
        for place, (match, entry) in enumerate(zip(wanted, entries, strict=True)):
            if number.alike or place == number.size - 1 - number.rank:
                elsewhere = self._elsewhere(begin, wanted[0], number, entry)
                yield self._mention(entry, number, match, elsewhere=elsewhere)

    def _elsewhere(self, begin: int, match: Match, number: Counted, entry: LexiconEntry) -> bool:
        start = self._clause_before(begin, match.start)
        before = self.text[start : match.start]
        # A total for one route ("通过信函收到 3 件") is a part of the total, not the total itself.
        routed = entry.id in self.totals and any(word in before for word in self.words.routes)
        return routed or self._is_excluded(
            f"{before}□{self.text[match.end : number.start]}", number
        )

    def _is_excluded(self, around: str, number: Counted) -> bool:
        """Return whether a number is approximate or belongs to another period or to a change."""
        return number.approximate or any(word in around for word in self.words.elsewhere)

    def _clause_before(self, begin: int, at: int) -> int:
        return max(begin, *(self.text.rfind(mark, begin, at) + 1 for mark in _CLAUSE))

    def _denied(self, numbers: Sequence[Counted]) -> Iterator[Mention]:
        """Yield a figure of 0 for each label in a clause that negates it."""
        begin = 0
        ends = [at for at, each in enumerate(self.text) if each in _CLAUSE]
        for end in [*ends, len(self.text)]:
            taken = any(each.start < end and each.end > begin for each in numbers)
            if not taken and not any(each.isdigit() for each in self.text[begin:end]):
                yield from self._denials(begin, end)
            begin = end + 1

    def _denials(self, begin: int, end: int) -> Iterator[Mention]:
        chain = self.labels.chain(self.text, begin, end)
        if not chain or not self._negates(self.text[begin : chain[0].start]):
            return
        for match in chain:
            entry = self._meant(match, "")
            if entry is not None:
                none = Counted(ZERO, entry.unit, match.start, match.end)
                start = begin if match is chain[0] else match.start
                yield self._mention(entry, none, match, start)

    def _negates(self, before: str) -> bool:
        strong = [each for each in self.words.negations if len(each) > 1]
        return before.endswith(self.words.negations) or any(each in before for each in strong)

    def _meant(self, match: Match, unit: str) -> LexiconEntry | None:
        """Return the figure that a label means in this place, or None; `unit` "" fits all."""
        # A label such as "予以公开" serves several figures; the nearest word of context decides.
        # Words before the label count before words after it, hence the negative rank of the latter.
        inner = [each for each in match.within if unit in ("", each.unit)]
        ranked = [(self._nearness(each, match.start), each) for each in inner]
        near = [(rank, each) for rank, each in ranked if rank is not None]
        if near:
            return max(near, key=lambda pair: pair[0])[1]
        return next((each for each in match.anywhere if unit in ("", each.unit)), None)

    def _nearness(self, entry: LexiconEntry, at: int) -> int | None:
        """Return a rank that grows with nearness before `at`; negative for context after it."""
        words = self.labels.vocabulary.contexts[entry.id]
        before = max((self.text.rfind(word, 0, at) for word in words), default=-1)
        if before >= 0:
            return before
        _, end = self.passage.sentence(at)
        after = [place for word in words if (place := self.text.find(word, at, end)) >= 0]
        return -min(after) - 1 if after else None

    def _mention(
        self,
        entry: LexiconEntry,
        number: Counted,
        match: Match,
        start: int | None = None,
        *,
        elsewhere: bool = False,
    ) -> Mention:
        found = self._unknown(number, match.start if start is None else start, elsewhere=elsewhere)
        said = self.passage.text[match.start : match.end] if entry in match.anywhere else ""
        return replace(found, entry=entry, place=replace(found.place, key=entry.id), said=said)

    def _unknown(self, number: Counted, start: int, *, elsewhere: bool) -> Mention:
        text = self.passage.text[start : number.end].strip("，,、;:。！？!?")
        return Mention(
            entry=None,
            amount=number.amount,
            passage=self.number,
            start=start,
            end=number.end,
            place=self.passage.place(start, text),
            share=number.share,
            elsewhere=elsewhere,
        )
