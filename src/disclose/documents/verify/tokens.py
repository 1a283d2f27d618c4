"""The numbers of a text in their order, each with its sentence, its context and its name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from disclose.core.expressions import expression
from disclose.core.numbers import (
    EXACT,
    MAX_DIGITS,
    NUMBER_PATTERN,
    parse_numeral,
)
from disclose.core.text import GAP, close_gaps, squeeze, words_only
from disclose.documents.read.anchors import Level, stem, told
from disclose.documents.read.model import Line
from disclose.documents.verify.expected_report import Pieces
from disclose.documents.verify.spelled import spelled_counts, with_years_in_digits
from disclose.form.filing import UNKNOWN
from disclose.prose.counts import masked

# What a number as written is worth: other ways of writing it are no change.

SCALE = r"(?:%|‰|[百千]?[万亿]|[百千])"
SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_PARTS = {"百分之": "%", "千分之": "‰"}

_WRITTEN = expression(
    rf"(?P<before>\D*?)(?P<number>-?{NUMBER_PATTERN})(?P<after>{SCALE}?)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Worth:
    """The amount of a number with the words that belong to it: `不足`, `%`, `万`."""

    amount: Decimal
    words: str


@lru_cache(maxsize=8192)
def worth(text: str) -> Worth | None:
    """Return what a number in digits is worth, None if `text` is not one."""
    found = _WRITTEN.fullmatch(squeeze(text))
    if found is None or len(found[0]) > 2 * MAX_DIGITS:
        return None
    amount = Decimal(found["number"].replace(",", ""))
    return Worth(amount, found["before"] + found["after"])


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same number, however it is grouped or set."""
    first, second = worth(one), worth(other)
    if first is None or second is None:
        return squeeze(one) == squeeze(other)
    return first == second


def in_characters(text: str) -> Worth | None:
    """Return what a number in Chinese characters is worth, None if `text` is not one."""
    words = next((each for each in _PARTS if text.startswith(each)), "")
    amount = parse_numeral(text.removeprefix(words))
    return None if amount is None else Worth(amount, _PARTS.get(words, ""))


def said_in_characters(text: str, amount: str) -> bool:
    """Return whether `text` is `amount`, a number in digits, written in characters."""
    digits, characters = worth(amount), in_characters(text)
    if digits is None or characters is None:
        return False
    if digits.words in SCALES:
        digits = Worth(EXACT.multiply(digits.amount, Decimal(SCALES[digits.words])), "")
    return digits == characters


def agrees(one: str, other: str) -> bool:
    """Return whether two texts say the same number, be it in digits or in characters."""
    return same(one, other) or said_in_characters(one, other) or said_in_characters(other, one)


MASK = "#"
BEFORE, AFTER = 16, 8
"""How many characters around a number are its context."""

QUOTED = 60
"""Most characters of a sentence that a message quotes."""

_NARROW = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF0D)}
_NARROW |= {ord("（"): "(", ord("）"): ")", ord("："): ":"}
_BLANK = "□"
_NO_NUMBERS = expression(
    r"(?:电话|传真|手机|热线|邮编|邮政编码|邮政代码|信用代码|账号)[^。;；，,\d]{0,8}\d[\d()/-]{4,}"
    r"|(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)|(?<!\d)\d{4,6}(?=[^\d。，,]{0,10}热线)"
    r"|(?:拨打|致电|电话:|传真:)\d{3,12}|共印\d+份"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}:\d\d|(?:19|20)\d\d(?=版|届|级)|\d+[×xX*]\d+"
    r"|(?<!\d)\d{1,4}/\d{1,4}(?=\s*\Z)|共\d{1,4}页|\d+(?:页|号|室|楼|栋|幢|弄|层|版|小时|分钟|天|日内|个?工作日|个?自然日|个月|周(?:岁|年)|岁|季度)"
    r"|(?:附件|附表|附录|附|图|表|见表|页|第)\d{1,3}(?![\d.件条宗次])"
    r"|(?:^|(?<=[:;；，。(\s]))\d{1,2}(?=[.、．)](?!\d))",
    re.ASCII,
)
_FIGURE = expression(
    rf"(?:{re.escape(UNKNOWN)}|(?:不足)?(?<![A-Za-z0-9.-])-?{NUMBER_PATTERN}(?:\s?{SCALE})?"
    r"(?![A-Za-z\d]|\.\d))",
    re.ASCII,
)
_PAGE_NUMBER = expression(r"[—–―·-]\s?\d{1,4}\s?[—–―·-]|第\d{1,4}页(?:.?共\d{1,4}页)?", re.ASCII)
_SENTENCE = expression(r"[^。；;！!？?]+[。；;！!？?]*")


@dataclass(frozen=True, slots=True)
class AnchorSpan:
    """A part of a line that a name stands for."""

    start: int
    end: int
    key: str
    level: Level = Level.ALIGNMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberToken:
    """One number of a text; `key` is empty where nothing names it.

    `order` counts the numbers of the text from 0; `sentence` is the one it stands in, by its
    place among the sentences. `before` and `after` are its context with other numbers masked.
    """

    order: int
    text: str
    line: int
    sentence: int
    key: str = ""
    level: Level = Level.ALIGNMENT
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words as written, and with numbers masked and punctuation left out.

    `between` are the texts before, between and behind its numbers.
    """

    line: int
    text: str
    masked: str
    numbers: tuple[int, ...]
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """The numbers and the sentences of a text."""

    numbers: tuple[NumberToken, ...]
    sentences: tuple[Sentence, ...]

    def said(self, number: NumberToken) -> str:
        """Return the sentence of `number`."""
        return self.sentences[number.sentence].text

    def lead(self, number: NumberToken) -> str:
        """Return the text of its sentence that leads up to `number`, from the number before it."""
        sentence = self.sentences[number.sentence]
        return sentence.between[number.order - sentence.numbers[0]]

    def trail(self, number: NumberToken) -> str:
        """Return the text of its sentence behind `number`, up to the next number."""
        sentence = self.sentences[number.sentence]
        return sentence.between[number.order - sentence.numbers[0] + 1]


def numbers_of_report(lines: Iterable[Pieces]) -> Stream:
    """Return the numbers of a report made anew: those of its figures have keys.

    The line of each is its index in `lines`.
    """
    return _stream(
        (at, "".join(each.text for each in line), [*_keyed(line)]) for at, line in enumerate(lines)
    )


def _keyed(line: Pieces) -> Iterator[AnchorSpan]:
    at = 0
    for piece in line:
        if piece.key:
            yield AnchorSpan(at, at + len(piece.text), piece.key)
        at += len(piece.text)


def numbers_of_document(lines: Iterable[Line], names: Mapping[str, str]) -> Stream:
    """Return the numbers of a document whose lines hold anchors; `names` maps those to keys."""
    return _stream((line.number, *_anchored(line.text, names)) for line in lines)


def _anchored(marked: str, names: Mapping[str, str]) -> tuple[str, list[AnchorSpan]]:
    text, anchors = told(marked)
    spans = [
        AnchorSpan(each.start, each.end, key, each.level)
        for each in anchors
        if (key := named(each.name, names))
    ]
    return text, sorted(spans, key=lambda each: (each.start, each.level is not Level.CONTROL))


def named(name: str, names: Mapping[str, str]) -> str:
    """Return the key of an anchor called `name`, empty if it is none of ours.

    Titles of controls are known without white space, which the reader of tables closes up.
    """
    return names.get(name) or names.get(name.rpartition("_")[0]) or names.get(squeeze(name), "")


def names_of(keys: Iterable[str]) -> Mapping[str, str]:
    """Return the key for every name that an anchor of it may have."""
    return {name: key for key in keys for name in (key, stem(key))}


@dataclass(frozen=True, slots=True)
class _Found:
    """A number before its context is known."""

    text: str
    start: int
    end: int
    span: AnchorSpan | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence before its numbers are counted; `at` is where they stand in `masked`."""

    line: int
    text: str
    masked: str
    found: tuple[_Found, ...]
    at: tuple[int, ...]
    between: tuple[str, ...]


def _stream(lines: Iterable[tuple[int, str, Sequence[AnchorSpan]]]) -> Stream:
    parts = [part for number, text, spans in lines for part in _parts(number, text, spans)]
    whole = "".join(part.masked for part in parts)
    numbers: list[NumberToken] = []
    sentences: list[Sentence] = []
    length = 0
    for part in parts:
        first = len(numbers)
        for found, at in zip(part.found, part.at, strict=True):
            place = length + at
            number = NumberToken(
                order=len(numbers),
                text=found.text,
                line=part.line,
                sentence=len(sentences),
                key=found.span.key if found.span else "",
                level=found.span.level if found.span else Level.ALIGNMENT,
                before=whole[max(0, place - BEFORE) : place],
                after=whole[place + 1 : place + 1 + AFTER],
            )
            numbers.append(number)
        sentences.append(
            Sentence(
                part.line,
                part.text,
                part.masked,
                tuple(range(first, len(numbers))),
                part.between,
            )
        )
        length += len(part.masked)
    return Stream(tuple(numbers), tuple(sentences))


def _parts(line: int, text: str, spans: Sequence[AnchorSpan]) -> Iterator[_Part]:
    text, spans = _closed_up(text, spans)
    narrow = with_years_in_digits(text.translate(_NARROW))
    waiting = () if _PAGE_NUMBER.fullmatch(narrow) else _numbers(narrow, spans)
    starts = [each.start for each in waiting]
    first = 0
    for match in _SENTENCE.finditer(narrow):
        last = match.end() == len(narrow)
        end = len(starts) if last else bisect_left(starts, match.end())
        yield _part(line, text, match, tuple(waiting[first:end]))
        first = end


def _closed_up(text: str, spans: Sequence[AnchorSpan]) -> tuple[str, Sequence[AnchorSpan]]:
    """Return `text` without the gaps that programs put around digits, and `spans` moved along."""
    gone = [0]
    for gap in GAP.finditer(text):
        gone += [gone[-1]] * (gap.start() - len(gone) + 1)
        gone += range(gone[-1] + 1, gone[-1] + 1 + len(gap[0]))
    gone += [gone[-1]] * (len(text) + 1 - len(gone))
    moved = [
        replace(each, start=each.start - gone[each.start], end=each.end - gone[each.end])
        for each in spans
    ]
    return close_gaps(text), moved


def _part(line: int, text: str, match: re.Match[str], inside: tuple[_Found, ...]) -> _Part:
    pieces: list[str] = []
    places: list[int] = []
    between: list[str] = []
    at, length = match.start(), 0
    for each in inside:
        between.append(match.string[at : each.start])
        pieces.append(words_only(between[-1]))
        length += len(pieces[-1])
        places.append(length)
        pieces.append(MASK)
        length += 1
        at = max(at, each.end)
    between.append(match.string[at : match.end()])
    pieces.append(words_only(between[-1]))
    shown = text[match.start() : match.end()].strip()
    return _Part(line, shown, "".join(pieces), inside, tuple(places), tuple(between))


def _numbers(narrow: str, spans: Sequence[AnchorSpan]) -> Sequence[_Found]:
    """Return the numbers of a line; dates and the like are none, unless a name says so."""
    blotted = [*masked(_NO_NUMBERS.sub(_blot, narrow))]
    for span in spans:
        blotted[span.start : span.end] = narrow[span.start : span.end]
    found = _found("".join(blotted))
    ends = [each.end for each in found]
    for span in spans:
        at = bisect_right(ends, span.start)
        before = found[at - 1].span if at else None
        if before is not None and (before.key, before.end) == (span.key, span.end):
            continue  # an empty control inside its bookmark
        if at == len(found) or found[at].start >= span.end:
            found.insert(at, _Found(narrow[span.start : span.end], span.start, span.end, span))
            ends.insert(at, span.end)
        elif found[at].span is None:
            found[at] = replace(found[at], span=span)
    return found


def _found(text: str) -> list[_Found]:
    """Return the numbers of a text in digits and in characters, in their order."""
    digits = [_Found(match[0], *match.span()) for match in _FIGURE.finditer(text)]
    spelled = [
        _Found(each.text, each.start, each.end)
        for each in spelled_counts(text)
        if in_characters(each.text) is not None
    ]
    return sorted((*digits, *spelled), key=lambda each: each.start)


def _blot(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])
