"""The sentences of a workbook's texts that a finding is about, with its words marked."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disclose.core.finding import Finding
from disclose.core.language import Language, Wording

AROUND = 40
"""How many characters of a long sentence are shown before and behind its marked words."""

_SAID = Wording("原文：{said}", "the text: {said}")


class SentencePart(NamedTuple):
    """A piece of a sentence; the `marked` ones are the words in question."""

    text: str
    marked: bool = False


def sentences(found: Finding) -> tuple[tuple[SentencePart, ...], ...]:
    """Return each sentence of `found` once, in pieces; none if it is about no text of a cell."""
    spans: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    for place in found.places:
        if place.in_sentence:
            spans.setdefault((place.cell, place.line, place.text), []).append(place.span)
    return tuple(tuple(_pieces(text, marked)) for (_, _, text), marked in spans.items())


def sentence_lines(found: Finding, language: Language) -> Iterator[str]:
    """Yield a line for each sentence of `found`, its words in « »."""
    for pieces in sentences(found):
        yield _SAID.in_(language).format(said=in_guillemets(pieces))


def in_guillemets(pieces: Iterable[SentencePart]) -> str:
    """Return a sentence with the marked words in « »."""
    return "".join(f"«{each.text}»" if each.marked else each.text for each in pieces)


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[SentencePart]:
    at = 0
    ordered = sorted({each for each in spans if each[0] < each[1]})
    for number, (start, end) in enumerate(ordered):
        if start >= at:
            yield from _between(text[at:start], first=number == 0)
            yield SentencePart(text[start:end], marked=True)
            at = end
    yield from _between(text[at:], first=not ordered, last=True)


def _between(text: str, *, first: bool = False, last: bool = False) -> Iterator[SentencePart]:
    """Yield the words between two marks; of many only those near them."""
    head, tail = ("" if first else text[:AROUND]), ("" if last else text[-AROUND:])
    if len(text) > len(head) + len(tail):
        text = text if first and last else f"{head}……{tail}"
    if text:
        yield SentencePart(text)
