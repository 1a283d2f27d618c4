"""Pair each number of the edited report with the same number of the expected report.

Four ways, in this order. In a sentence whose words are unchanged the place of a number decides: a
content control that was moved there names a number that does not belong there. Elsewhere the name
of a number decides, then its context, and last its spelling in Chinese characters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from disclose.core.expressions import expression
from disclose.core.numbers import NUMERALS
from disclose.core.text import words_only
from disclose.documents.read.anchors import Level
from disclose.documents.verify.tokens import (
    MASK,
    NumberToken,
    Sentence,
    Stream,
    agrees,
    said_in_characters,
    same,
)

MOST = 200_000
"""Most pairs of contexts that are compared; a report that has lost every anchor needs 10,000."""

_NEAR_BEFORE, _NEAR_AFTER = 8, 3
_EQUAL = 4
_BETWEEN = 3
_LEAST = 8
"""The least score of a pair. A score adds up: a point for each equal character next to the number
(at most 8 before and 3 behind it), a point for each pair of characters that both contexts share, 4
if the numbers are equal, 3 if both stand between the same paired neighbours."""

_CHARACTERS = expression(f"[{NUMERALS}]{{1,12}}")
_DIGITS = expression(r"\d[\d,.]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class NumberPair:
    """A number of the expected report, the same one in the edited report, and how it was found."""

    expected: NumberToken
    actual: NumberToken
    level: Level


@dataclass(frozen=True, slots=True)
class Alignment:
    """All numbers of both reports, each in one of four groups.

    `missing` are expected and not there, `added` there and not expected; `copies` have the name of
    an expected number that is paired already.
    """

    pairs: tuple[NumberPair, ...]
    missing: tuple[NumberToken, ...]
    added: tuple[NumberToken, ...]
    copies: tuple[NumberPair, ...]


def align(expected: Stream, actual: Stream) -> Alignment:
    """Return the numbers of both reports in pairs; a number is in one pair at most."""
    aligner = _Aligner(expected, actual)
    aligner.by_sentence()
    aligner.by_name()
    aligner.by_context()
    aligner.by_characters()
    aligner.forget_strays()
    aligner.forget_emptied_sentences()
    pairs = tuple(aligner.pairs[order] for order in sorted(aligner.pairs))
    return Alignment(pairs, tuple(aligner.missing), tuple(aligner.added), tuple(aligner.copies))


@dataclass(slots=True)
class _Aligner:
    """Collects pairs; each way looks only at numbers that the ways before it left over."""

    expected: Stream
    actual: Stream
    pairs: dict[int, NumberPair] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    copies: list[NumberPair] = field(default_factory=list)

    def pair(self, expected: NumberToken, actual: NumberToken) -> None:
        named = actual.key and actual.key == expected.key
        level = actual.level if named else Level.ALIGNMENT
        self.pairs[expected.order] = NumberPair(expected, actual, level)
        self.taken.add(actual.order)

    @property
    def missing(self) -> list[NumberToken]:
        return [number for number in self.expected.numbers if number.order not in self.pairs]

    @property
    def added(self) -> list[NumberToken]:
        return [number for number in self.actual.numbers if number.order not in self.taken]

    def by_sentence(self) -> None:
        """Pair the numbers of sentences whose words are the same."""
        edited = _by_words(self.actual.sentences)
        for words, sentences in _by_words(self.expected.sentences).items():
            # If a sentence occurs twice here and once there, nothing says which one is left.
            if len(edited.get(words, ())) == len(sentences):
                for sentence, other in zip(sentences, edited[words], strict=True):
                    for number, its_like in zip(sentence.numbers, other.numbers, strict=True):
                        self.pair(self.expected.numbers[number], self.actual.numbers[its_like])

    def by_name(self) -> None:
        """Pair numbers of one name: equal ones first, then in order; the rest are copies."""
        missing, added = _by_key(self.missing), _by_key(self.added)
        first = {number.key: number for number in reversed(self.expected.numbers) if number.key}
        for key in [each for each in added if each in first]:
            left = list(missing.get(key, ()))
            # A figure is often printed several times. Pairing equal numbers first keeps the one
            # that was edited from shifting all that follow it.
            for only_equal in (True, False):
                for actual in [each for each in added[key] if each.order not in self.taken]:
                    fitting = (
                        each for each in left if not only_equal or same(each.text, actual.text)
                    )
                    if expected := next(fitting, None):
                        left.remove(expected)
                        self.pair(expected, actual)
            for actual in added[key]:
                if actual.order not in self.taken:
                    if actual.text:
                        self.copies.append(NumberPair(first[key], actual, actual.level))
                    self.taken.add(actual.order)

    def by_context(self) -> None:
        """Pair numbers without a name by the words around them."""
        missing, added = self.missing, self.added
        if not missing or not added:
            return
        added = added[: MOST // len(missing)]
        bounds = self._bounds()
        scores = [[_score(old, new, bounds) - _LEAST for new in added] for old in missing]
        in_order = list(_best_in_order(scores))
        for row, column in in_order:
            self.pair(missing[row], added[column])
        # A paragraph that was moved breaks the order. Out of order a similar context alone proves
        # too little, so the number itself must be the same.
        for row, column in _best_out_of_order(scores, in_order):
            if agrees(missing[row].text, added[column].text):
                self.pair(missing[row], added[column])

    def _bounds(self) -> Mapping[int, tuple[int, int]]:
        """Return, for each actual number, the orders of the expected ones paired around it."""
        paired = {pair.actual.order: pair.expected.order for pair in self.pairs.values()}
        bounds: dict[int, tuple[int, int]] = {}
        low, high = -1, len(self.expected.numbers)
        for number in self.actual.numbers:
            low = paired.get(number.order, low)
            bounds[number.order] = (low, high)
        for number in reversed(self.actual.numbers):
            high = paired.get(number.order, high)
            bounds[number.order] = (bounds[number.order][0], high)
        return bounds

    def by_characters(self) -> None:
        """Pair numbers with the same number in characters that no unit marks as a count."""
        missing, added = self.missing, self.added
        spelled = list(_spelled(self.actual)) if missing else []
        for number in missing:
            if match := _same_in_characters(number, spelled):
                spelled.remove(match)
                self.pairs[number.order] = NumberPair(number, match, Level.ALIGNMENT)
        spelled = list(_spelled(self.expected)) if added else []
        for number in added:
            if match := _same_in_characters(number, spelled):
                spelled.remove(match)
                self.taken.add(number.order)

    def forget_strays(self) -> None:
        """Make a number missing whose partner is in another sentence of the expected report."""
        known = {unnumbered(each) for each in self.expected.sentences}
        for pair in list(self.pairs.values()):
            was = unnumbered(self.expected.sentences[pair.expected.sentence])
            now = unnumbered(self.actual.sentences[pair.actual.sentence])
            if now in known and now != was:
                del self.pairs[pair.expected.order]
                if pair.actual.text:
                    self.taken.discard(pair.actual.order)

    def forget_emptied_sentences(self) -> None:
        """Make the numbers of a sentence missing if nothing but its empty names is left."""
        for sentence in self.expected.sentences:
            numbers = [order for order in sentence.numbers if self.expected.numbers[order].key]
            pairs = [self.pairs[order] for order in numbers if order in self.pairs]
            if pairs and all(self._is_emptied(sentence, pair.actual) for pair in pairs):
                for order in numbers:
                    self.pairs.pop(order, None)

    def _is_emptied(self, sentence: Sentence, actual: NumberToken) -> bool:
        """Return whether an empty name is between quite other words."""
        if actual.text or actual.order < 0:
            return False
        words = couples(unnumbered(sentence))
        left = couples(unnumbered(self.actual.sentences[actual.sentence]))
        return 2 * len(words & left) < len(words)


def unnumbered(sentence: Sentence) -> str:
    """Return the words of a sentence without its numbers."""
    return sentence.masked.replace(MASK, "")


def _by_words(sentences: Sequence[Sentence]) -> Mapping[str, list[Sentence]]:
    by_words: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.numbers:
            by_words.setdefault(sentence.masked, []).append(sentence)
    return by_words


def _by_key(numbers: Sequence[NumberToken]) -> Mapping[str, list[NumberToken]]:
    by_key: dict[str, list[NumberToken]] = {}
    for number in numbers:
        if number.key:
            by_key.setdefault(number.key, []).append(number)
    return by_key


def _score(
    expected: NumberToken, actual: NumberToken, bounds: Mapping[int, tuple[int, int]]
) -> int:
    """Return how well the contexts of two numbers agree, in the points of `_LEAST`."""
    low, high = bounds[actual.order]
    shared = len(couples(expected.before) & couples(actual.before))
    equal = _EQUAL if agrees(expected.text, actual.text) else 0
    between = _BETWEEN if low < expected.order < high else 0
    return _near(expected, actual) + shared + equal + between


def _near(expected: NumberToken, actual: NumberToken) -> int:
    """Return how many characters next to two numbers are the same."""
    before = min(_common(expected.before[::-1], actual.before[::-1]), _NEAR_BEFORE)
    return before + min(_common(expected.after, actual.after), _NEAR_AFTER)


def _common(one: str, other: str) -> int:
    """Return the length of the beginning that two texts share."""
    apart = (at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there)
    return next(apart, min(len(one), len(other)))


@lru_cache(maxsize=8192)
def couples(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of `text`."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _best_in_order(scores: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of row and column, both rising, whose scores above zero sum to the most."""
    # Dynamic programming, as for the longest common subsequence: best[row][column] is the largest
    # sum that the rows from `row` and the columns from `column` allow.
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


def _best_out_of_order(
    scores: Sequence[Sequence[int]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs among the rows and columns that `taken` leaves, the best score first."""
    rows, columns = {row for row, _ in taken}, {column for _, column in taken}
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


def _spelled(stream: Stream) -> Iterator[NumberToken]:
    """Yield the numbers in characters that no unit follows, which `stream.numbers` lacks."""
    above = ""
    for at, sentence in enumerate(stream.sentences):
        counted = {stream.numbers[number].text for number in sentence.numbers}
        for match in _CHARACTERS.finditer(sentence.text):
            if match[0] in counted:
                continue
            yield NumberToken(
                order=-1,
                text=match[0],
                line=sentence.line,
                sentence=at,
                before=_context(above + sentence.text[: match.start()]),
                after=_context(sentence.text[match.end() :]),
            )
        above = sentence.text


def _same_in_characters(number: NumberToken, spelled: Sequence[NumberToken]) -> NumberToken | None:
    """Return the one of `spelled` that says `number` in the same context."""
    found = (each for each in spelled if said_in_characters(each.text, number.text))
    return next((each for each in found if _near(number, each) > _NEAR_AFTER), None)


def _context(text: str) -> str:
    return words_only(_DIGITS.sub("#", text))
