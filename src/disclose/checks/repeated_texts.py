"""Texts copied from the report of the prior year, or from one section to another.

Most sentences are the same, but for numbers.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from disclose.checks.places import text_place
from disclose.core.expressions import expression
from disclose.core.finding import Finding, warning
from disclose.core.likeness import (
    SHORTEST,
    PlainSentence,
    is_long,
    likeness,
    sentences,
    shingles,
    size,
    words_of,
)
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from disclose.form.prior_year import PriorYear

SHOWN = 2
"""Number of copied sentences that a message shows."""

QUOTED = 60
"""Number of characters of a sentence that a message shows."""

_WRITTEN = Decimal("0.45")
"""A sentence states figures as the program does if the narrative has so many of its shingles.

The program's own sentences have 0.48 or more; in public reports headings and statements of the
form's figures have 0.40 or more, all others at most 0.38.
"""

_COMMENT = expression(r"\{#.*?#\}", re.DOTALL)
_TAG = expression(r"\{[{%].*?[%}]\}", re.DOTALL)
_STRING = expression(r'"([^"]*)"')

_EVERY_YEAR = expression(
    r"信息处理费|需要?报告的(?:其他)?事项|统计(?:期限|时间|时限|起止)|电子版|疑问"
    r"|政府信息公开条例》.{0,200}(?:编制|编写|制作|撰写|公布|报告如下)"
    r"|(?:由|包括|包含|分为).{0,200}(?:部分|方面)(?:内容)?(?:组成|构成)?$"
    r"|(?:未|没有|无).{0,9}(?:收到|受理|接到|发生|产生|引发|引起|被).{0,25}(?:申请|复议|诉讼|申诉)"
)
"""Sentences that a report has each year: preface, fee, nothing received."""


def own_sentences(edition: Edition, text: str) -> tuple[PlainSentence, ...]:
    """Return the sentences of `text` that a writer words anew each year.

    Left out are those of a preface, those on the fee, and those that the program itself writes.
    """
    written = _shingles_of(edition.narrative)
    return tuple(
        each
        for each in sentences(text)
        if not _EVERY_YEAR.search(each.text)
        and len(each.shingles & written) < _WRITTEN * len(each.shingles)
    )


@cache
def _shingles_of(narrative: str) -> frozenset[str]:
    """Return the shingles of a narrative's text, with its figures and other values left out."""
    source = _COMMENT.sub("", narrative)
    strings = (each for tag in _TAG.findall(source) for each in _STRING.findall(tag))
    return shingles(words_of(_TAG.sub("", source))).union(*map(shingles, map(words_of, strings)))


def shown(found: Sequence[PlainSentence]) -> tuple[str, ...]:
    """Return the first sentences, shortened and in quotation marks."""
    texts = (" ".join(each.text.split()) for each in found[:SHOWN])
    return tuple(f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”" for text in texts)


def repeated_texts(edition: Edition, filing: Filing, prior_year: PriorYear) -> Iterator[Finding]:
    """Yield a finding for every text whose sentences are for the most part those of the prior year.

    Its sentences may be in another section: forms and writers move them.
    """
    then = [each for text in prior_year.texts.values() for each in sentences(text)]
    for section in edition.texts if then else ():
        found = likeness(own_sentences(edition, filing.texts.get(section.id, "")), then)
        if found.is_copy:
            yield warning(
                "PAST09",
                text_place(edition, filing, section.id),
                file=prior_year.name,
                copied=len(found.copied),
                of=len(found.sentences),
                share=int(found.share * 100),
                sentences=shown(found.copied),
            )


def same_texts(texts: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of those of `texts` that say the same, whatever their numbers.

    They have the same words, or most sentences of the shorter one are in the longer.
    """
    said = [_Said(words_of(text), sentences(text)) for text in texts]
    left = list(range(len(texts)))
    while left:
        first, *others = left
        alike = (first, *(each for each in others if _say_the_same(said[first], said[each])))
        left = [each for each in others if each not in alike]
        if len(alike) > 1:
            yield alike


class _Said(NamedTuple):
    """The words of a text, and its sentences."""

    words: str
    sentences: tuple[PlainSentence, ...]


def _say_the_same(one: _Said, other: _Said) -> bool:
    if one.words == other.words:
        return len(one.words) >= SHORTEST
    short, long = sorted((one.sentences, other.sentences), key=size)
    return is_long(short) and likeness(short, long).is_copy
