"""The texts of a filing as a roll-up keeps them: with marks of their sentences, to be compared."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

from disclose.core.likeness import PlainSentence, is_long, sentences

_MARK = 8
"""Bytes of a mark."""


class FiledText(NamedTuple):
    """The text of a section, and the sorted marks of its sentences, one after the other."""

    section: str
    text: str
    marks: bytes


def filed_texts(texts: Mapping[str, str]) -> tuple[FiledText, ...]:
    """Return the texts by section that are long enough to be compared."""
    found = ((section, text, sentences(text)) for section, text in texts.items())
    return tuple(
        FiledText(section, text, b"".join(sorted(map(mark, each))))
        for section, text, each in found
        if is_long(each)
    )


def mark(sentence: PlainSentence) -> bytes:
    """Return the mark of a sentence: equal words have equal marks."""
    return blake2b(sentence.words.encode(errors="surrogatepass"), digest_size=_MARK).digest()


def split(marks: bytes) -> Iterator[bytes]:
    """Yield the marks of a text one by one."""
    return (marks[at : at + _MARK] for at in range(0, len(marks), _MARK))
