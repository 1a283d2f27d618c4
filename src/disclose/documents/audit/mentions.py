"""Mentions: the numbers of a passage with the figures that their labels name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from disclose.core.finding import Place
from disclose.core.numbers import ZERO
from disclose.documents.audit.labels import Labels, Match
from disclose.documents.audit.lexicon import LexiconEntry
from disclose.documents.audit.numbers import Counted, Share, counted, masked
from disclose.documents.audit.passages import Passage

_STOPS = "。！？!?;"
_CLAUSE = "，,;:。！？!?()"


@dataclass(frozen=True, slots=True)
class Mention:
    """One number in the text; `entry` is None where no label of the vocabulary leads up to it.

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
        """Return what the text calls the figure, its own name where the words need a context."""
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
    """One passage while its numbers get their labels."""

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
        for match in self.labels.last(self.text, begin, number.start):
            entry = self._meant(match, number.unit)
            if entry is not None:
                negated = self.text[begin : match.start].endswith(self.words.negations)
                elsewhere = negated or self._elsewhere(begin, match, number, entry)
                yield self._mention(entry, number, match, elsewhere=elsewhere)
                return
        start = self._clause_before(begin, number.start)
        strange = self._strange(self.text[start : number.start], number)
        yield self._unknown(number, start, elsewhere=strange)

    def _shared(self, number: Counted, begin: int) -> Iterator[Mention]:
        """Yield what the numbers of a series, or the one of several labels, belong to."""
        chain = self.labels.chain(self.text, begin, number.start)
        wanted = chain if number.alike else chain[-number.size :]
        meant = [self._meant(match, number.unit) for match in wanted]
        entries = [each for each in meant if each is not None]
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
        routed = entry.id in self.totals and any(word in before for word in self.words.routes)
        return routed or self._strange(f"{before}□{self.text[match.end : number.start]}", number)

    def _strange(self, around: str, number: Counted) -> bool:
        return number.approximate or any(word in around for word in self.words.elsewhere)

    def _clause_before(self, begin: int, at: int) -> int:
        return max(begin, *(self.text.rfind(mark, begin, at) + 1 for mark in _CLAUSE))

    def _denied(self, numbers: Sequence[Counted]) -> Iterator[Mention]:
        """Yield a figure of 0 for every label in a clause that says there was none."""
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
        inner = [each for each in match.within if unit in ("", each.unit)]
        ranked = [(self._nearness(each, match.start), each) for each in inner]
        near = [(rank, each) for rank, each in ranked if rank is not None]
        if near:
            return max(near, key=lambda pair: pair[0])[1]
        return next((each for each in match.anywhere if unit in ("", each.unit)), None)

    def _nearness(self, entry: LexiconEntry, at: int) -> int | None:
        """Return how near before `at` a word of context stands; negative for one after it."""
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
            place=Place(line=self.passage.line(start), text=text),
            share=number.share,
            elsewhere=elsewhere,
        )
