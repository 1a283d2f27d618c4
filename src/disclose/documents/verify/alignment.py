"""Which number of an edited report is which number of the report made anew.

Where a sentence still stands as it was made, the place of the number decides: a control that was
moved elsewhere names a number that does not belong there. Elsewhere its name decides, and where it
has none its context: numbers are paired in their order so that the contexts agree best.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from disclose.core.text import words_only
from disclose.documents.read.anchors import Level
from disclose.documents.verify.tokens import (
    CHARACTERS,
    NumberToken,
    Sentence,
    Stream,
    said_in_characters,
    same,
)

MOST = 200_000
"""Most pairs of numbers whose contexts are compared; a report without any anchor has 10,000."""

_NEAR_BEFORE, _NEAR_AFTER = 8, 3
_EQUAL = 4
_BETWEEN = 3
_LEAST = 8
"""What contexts must come to: characters in common next to the number count one each, so do pairs
of characters in common further away, an equal number and a place between the right neighbours as
above."""

_CHARACTERS = re.compile(f"[{CHARACTERS}]{{1,12}}")
_DIGITS = re.compile(r"\d[\d,.]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class NumberPair:
    """A number of the report made anew, the same one as edited, and by what it was found."""

    was: NumberToken
    now: NumberToken
    level: Level


@dataclass(frozen=True, slots=True)
class Paired:
    """All numbers of both: in pairs, gone, without a counterpart, or named like another."""

    pairs: tuple[NumberPair, ...]
    gone: tuple[NumberToken, ...]
    new: tuple[NumberToken, ...]
    copies: tuple[NumberPair, ...]


def paired(was: Stream, now: Stream) -> Paired:
    """Return which numbers of the two are the same; every number is in one pair at most."""
    pairing = _Pairing(was, now)
    pairing.by_sentence()
    pairing.by_name()
    pairing.by_context()
    pairing.by_characters()
    return pairing.done()


@dataclass(slots=True)
class _Pairing:
    was: Stream
    now: Stream
    pairs: dict[int, NumberPair] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    copies: list[NumberPair] = field(default_factory=list)

    def pair(self, was: NumberToken, now: NumberToken) -> None:
        named = now.key and now.key == was.key
        self.pairs[was.order] = NumberPair(was, now, now.level if named else Level.ALIGNMENT)
        self.taken.add(now.order)

    @property
    def gone(self) -> list[NumberToken]:
        return [each for each in self.was.numbers if each.order not in self.pairs]

    @property
    def new(self) -> list[NumberToken]:
        return [each for each in self.now.numbers if each.order not in self.taken]

    def by_sentence(self) -> None:
        """Pair what stands in sentences that are the same but for their numbers."""
        there = _by_words(self.now.sentences)
        for words, sentences in _by_words(self.was.sentences).items():
            if len(there.get(words, ())) == len(sentences):
                for one, other in zip(sentences, there[words], strict=True):
                    for was, now in zip(one.numbers, other.numbers, strict=True):
                        self.pair(self.was.numbers[was], self.now.numbers[now])

    def by_name(self) -> None:
        """Pair what has the same name: equal numbers first, then in order; the rest are copies."""
        gone, new = _by_key(self.gone), _by_key(self.new)
        first = {each.key: each for each in reversed(self.was.numbers) if each.key}
        for key in new.keys() & first.keys():
            left = list(gone.get(key, ()))
            for equal in (True, False):
                for now in [each for each in new[key] if each.order not in self.taken]:
                    fits = (each for each in left if not equal or same(each.text, now.text))
                    if was := next(fits, None):
                        left.remove(was)
                        self.pair(was, now)
            for now in new[key]:
                if now.order not in self.taken:
                    self.copies.append(NumberPair(first[key], now, now.level))
                    self.taken.add(now.order)

    def by_context(self) -> None:
        """Pair what has no name by what stands around it, in one order."""
        gone, new = self.gone, self.new
        if not gone or not new:
            return
        new = new[: MOST // len(gone)]
        bounds = self._bounds()
        scores = [[_score(was, now, bounds) - _LEAST for now in new] for was in gone]
        found = list(_best(scores))
        for was, now in (*found, *_moved(scores, found)):
            if was in dict(found) or same(gone[was].text, new[now].text):
                self.pair(gone[was], new[now])

    def _bounds(self) -> Mapping[int, tuple[int, int]]:
        """Return between which numbers made anew each number as edited stands."""
        at = {pair.now.order: pair.was.order for pair in self.pairs.values()}
        bounds: dict[int, tuple[int, int]] = {}
        low, high = -1, len(self.was.numbers)
        for each in self.now.numbers:
            low = at.get(each.order, low)
            bounds[each.order] = (low, high)
        for each in reversed(self.now.numbers):
            high = at.get(each.order, high)
            bounds[each.order] = (bounds[each.order][0], high)
        return bounds

    def by_characters(self) -> None:
        """Pair what is gone with the same number in Chinese characters in the same context."""
        gone = self.gone
        spelled = list(_spelled(self.now)) if gone else []
        for was in gone:
            found = (each for each in spelled if said_in_characters(each.text, was.text))
            if now := next((each for each in found if _near(was, each) > _NEAR_AFTER), None):
                spelled.remove(now)
                self.pairs[was.order] = NumberPair(was, now, Level.ALIGNMENT)

    def done(self) -> Paired:
        pairs = tuple(self.pairs[order] for order in sorted(self.pairs))
        return Paired(pairs, tuple(self.gone), tuple(self.new), tuple(self.copies))


def _by_words(sentences: Sequence[Sentence]) -> Mapping[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for each in sentences:
        if each.numbers:
            found.setdefault(each.masked, []).append(each)
    return found


def _by_key(numbers: Sequence[NumberToken]) -> Mapping[str, list[NumberToken]]:
    found: dict[str, list[NumberToken]] = {}
    for each in numbers:
        if each.key:
            found.setdefault(each.key, []).append(each)
    return found


def _score(was: NumberToken, now: NumberToken, bounds: Mapping[int, tuple[int, int]]) -> int:
    """Return how well the contexts of two numbers agree."""
    low, high = bounds[now.order]
    far = len(_couples(was.before) & _couples(now.before))
    equal = _EQUAL if same(was.text, now.text) else 0
    return _near(was, now) + far + equal + (_BETWEEN if low < was.order < high else 0)


def _near(was: NumberToken, now: NumberToken) -> int:
    """Return how many characters next to two numbers are the same."""
    before = min(_common(was.before[::-1], now.before[::-1]), _NEAR_BEFORE)
    return before + min(_common(was.after, now.after), _NEAR_AFTER)


def _common(one: str, other: str) -> int:
    """Return with how many characters in common two texts begin."""
    apart = (at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there)
    return next(apart, min(len(one), len(other)))


@lru_cache(maxsize=8192)
def _couples(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _best(scores: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, in order in both, whose scores above zero come to most."""
    rows, columns = len(scores), len(scores[0])
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            skipped = max(best[row + 1][column], best[row][column + 1])
            best[row][column] = max(skipped, scores[row][column] + best[row + 1][column + 1])
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield row, column
            row, column = row + 1, column + 1


def _moved(
    scores: Sequence[Sequence[int]], found: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are left when `found` are taken, whatever their order, best first."""
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    left = sorted(
        (-score, row, column)
        for row, line in enumerate(scores)
        for column, score in enumerate(line)
        if score > 0 and row not in rows and column not in columns
    )
    for _, row, column in left:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column


def _spelled(now: Stream) -> Iterator[NumberToken]:
    """Yield the numbers in Chinese characters; they are none of those in order."""
    for at, sentence in enumerate(now.sentences):
        for match in _CHARACTERS.finditer(sentence.text):
            yield NumberToken(
                order=-1,
                text=match[0],
                line=sentence.line,
                sentence=at,
                before=_context(sentence.text[: match.start()]),
                after=_context(sentence.text[match.end() :]),
            )


def _context(text: str) -> str:
    return words_only(_DIGITS.sub("#", text))
