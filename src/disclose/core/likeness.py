"""Copied text: the sentences of one text that another text has too, whatever their numbers.

The thresholds are the project's own, taken from public reports: `tests/benchmarks/README.md`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from disclose.core.expressions import expression
from disclose.core.text import squeeze

if TYPE_CHECKING:
    from fractions import Fraction

SHORTEST = 8
"""Fewest words of a sentence; shorter pieces are headings. A word is a character, no number."""

FEWEST, LEAST_WORDS = 2, 30
"""Fewest sentences, and fewest words of them all, of a text that can be called copied."""

ALIKE = 2, 3
"""Two sentences are alike if they have two thirds of their shingles in common (Jaccard).

In public reports sentences written anew had less than 0.45, copied ones at least 0.85.
"""

COPIED = Decimal("0.7")
"""A text is copied if sentences with so many of its words are in the other text.

In public reports a section had less than 0.3, or at least 0.80.
"""

LARGEST = 2_000_000
"""Words of a text times sentences of the other, up to which sentences that differ are compared.

In larger texts only equal sentences are copied. A long section has 2,000 words, a long report 100
sentences.
"""

_SHINGLE = 3
_ENDS = expression(r"[。！？；!?;\r\n]+")
_COUNTING = expression(r"^\W*第?[一二三四五六七八九十]+是")
_NO_WORDS = expression(r"[\W\d_〇零一二两三四五六七八九十百千万亿]+")


@dataclass(frozen=True)
class PlainSentence:
    """A sentence as typed, and its words."""

    text: str
    words: str

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The runs of three words."""
        return shingles(self.words)


class Likeness(NamedTuple):
    """The sentences of a text, and those of them that another text has too."""

    sentences: tuple[PlainSentence, ...]
    copied: tuple[PlainSentence, ...]

    @property
    def share(self) -> "Fraction":
        """Return the share of the copied sentences in the words, 0 if there are no sentences."""
        from fractions import Fraction

        return Fraction(size(self.copied), size(self.sentences) or 1)

    @property
    def is_copy(self) -> bool:
        """Return whether the text is long enough to tell, and copied for the most part."""
        return is_long(self.sentences) and size(self.copied) >= COPIED * size(self.sentences)


def words_of(text: str) -> str:
    """Return `text` without punctuation, and without numbers in digits or Chinese characters."""
    return _NO_WORDS.sub("", squeeze(text)).lower()


def shingles(words: str) -> frozenset[str]:
    """Return the runs of three characters in `words`."""
    return frozenset(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def sentences(text: str) -> tuple[PlainSentence, ...]:
    """Return the sentences of `text` with different words, in their order."""
    found: dict[str, PlainSentence] = {}
    for piece in _ENDS.split(text):
        words = words_of(_COUNTING.sub("", piece))
        if len(words) >= SHORTEST:
            found.setdefault(words, PlainSentence(piece.strip(), words))
    return tuple(found.values())


def size(found: Iterable[PlainSentence]) -> int:
    """Return the number of words of sentences."""
    return sum(len(each.words) for each in found)


def is_long(found: Sequence[PlainSentence]) -> bool:
    """Return whether a text of these sentences is long enough to be called copied."""
    return len(found) >= FEWEST and size(found) >= LEAST_WORDS


def likeness(text: Sequence[PlainSentence], other: Sequence[PlainSentence]) -> Likeness:
    """Return which sentences of `text` are in `other`, or are alike to one of it."""
    known = {each.words for each in other}
    candidates = other if size(text) * len(other) <= LARGEST else ()
    copied = (
        each
        for each in text
        if each.words in known or any(_are_alike(each, candidate) for candidate in candidates)
    )
    return Likeness(tuple(text), tuple(copied))


def _are_alike(one: PlainSentence, other: PlainSentence) -> bool:
    few, many = len(one.shingles), len(other.shingles)
    part, whole = ALIKE
    if whole * few < part * many or whole * many < part * few:
        return False  # no need to look: no more are common than the fewer are
    common = len(one.shingles & other.shingles)
    return whole * common >= part * (few + many - common)
