"""Labels in a text: the longest that fits, or none."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.prose.lexicon import LexiconEntry, Vocabulary

REACH = 80
"""Largest distance from a label to its number, in characters: a long remark in brackets."""

_NEAR = 6
"""Largest distance from a number to a label behind it."""

_BRACKETS = expression(r"\([^()]*\)")
_MARKS = "，,:、\"'“”‘’《》「」□-—~"


class Match(NamedTuple):
    """A label at its place in a passage, with every figure that it may mean."""

    start: int
    end: int
    anywhere: tuple[LexiconEntry, ...]
    within: tuple[LexiconEntry, ...]
    loose: tuple[LexiconEntry, ...] = ()


class Labels:
    """Finds the labels of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Sort the labels, longest first."""
        self.vocabulary = vocabulary
        self._anywhere: dict[str, list[LexiconEntry]] = {}
        self._within: dict[str, list[LexiconEntry]] = {}
        self._loose: dict[str, list[LexiconEntry]] = {}
        for entry in vocabulary.lexicon.entries:
            for label in entry.labels:
                self._anywhere.setdefault(label, []).append(entry)
            for label in (*entry.within, *entry.synonyms):
                self._within.setdefault(label, []).append(entry)
            for label in entry.loose:
                self._loose.setdefault(label, []).append(entry)
        self._known = {*self._anywhere, *self._within, *self._loose} - {""}
        longest = sorted(self._known, key=lambda each: (-len(each), each))
        self._any = re.compile("|".join(map(re.escape, longest)) or r"(?!)")
        self._ending = _lengths((each[-1], each) for each in longest)
        self._beginning = _lengths((each[0], each) for each in longest)
        words = vocabulary.language.words
        self._filler = _chain((*words.fillers, *_MARKS))
        self._joint = _chain((*words.joints, *words.fillers, *_MARKS))

    def last(self, text: str, begin: int, end: int) -> Iterator[Match]:
        """Yield the labels before `end` with only fillers between: nearest first, longest first."""
        for stop in range(end, max(begin, end - REACH), -1):
            for length in self._ending.get(text[stop - 1], ()):
                start = stop - length
                if start >= begin and (label := text[start:stop]) in self._known:
                    if not self.is_filler(text[stop:end]):
                        break
                    yield self._match(label, start)

    def first(self, text: str, begin: int, end: int) -> Iterator[Match]:
        """Yield the labels behind `begin` with only fillers between, the longest first."""
        for start in range(begin, min(end, begin + _NEAR)):
            if not self.is_filler(text[begin:start]):
                return
            for length in self._beginning.get(text[start], ()):
                stop = start + length
                if stop <= end and (label := text[start:stop]) in self._known:
                    yield self._match(label, start)

    def chain(self, text: str, begin: int, end: int) -> tuple[Match, ...]:
        """Return the series of labels before `end`, joined by words such as 和."""
        found = list(self._leftmost(text, begin, end))
        kept: list[Match] = []
        for match in reversed(found):
            following = kept[0].start if kept else end
            fits = self._is_joint if kept else self.is_filler
            if not fits(text[match.end : following]):
                break
            kept.insert(0, match)
        return tuple(kept)

    def _leftmost(self, text: str, begin: int, end: int) -> Iterator[Match]:
        for found in self._any.finditer(text, begin, end):
            yield self._match(found[0], found.start())

    def _match(self, label: str, start: int) -> Match:
        return Match(
            start,
            start + len(label),
            tuple(self._anywhere.get(label, ())),
            tuple(self._within.get(label, ())),
            tuple(self._loose.get(label, ())),
        )

    def is_filler(self, text: str) -> bool:
        """Return whether words between a label and its number say nothing."""
        # 2件维持、1件纠正: the number behind the mark has a label of its own.
        gap = _BRACKETS.sub("", text)
        return not gap.endswith("、") and self._filler.fullmatch(gap) is not None

    def _is_joint(self, text: str) -> bool:
        return self._joint.fullmatch(_BRACKETS.sub("", text)) is not None


@lru_cache(maxsize=16)
def labels_of(vocabulary: Vocabulary) -> Labels:
    """Return the labels of a vocabulary, sorted once for all the texts that it serves."""
    return Labels(vocabulary)


def _lengths(labels: Iterable[tuple[str, str]]) -> Mapping[str, tuple[int, ...]]:
    """Return the lengths of labels by a character of each, the longest first."""
    found: dict[str, set[int]] = {}
    for character, label in labels:
        found.setdefault(character, set()).add(len(label))
    return {each: tuple(sorted(lengths, reverse=True)) for each, lengths in found.items()}


def _chain(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for any sequence of `words`; it is possessive, so it never backtracks."""
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, ordered)) + ")*+")
