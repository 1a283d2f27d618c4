"""Compare the words around each number of an edited report with those of the expected report.

A number that is right may still stand under the name of another figure, behind a negation, or in
another year. Sentences whose words are unchanged are not looked at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclose.core.expressions import expression
from disclose.core.text import words_only
from disclose.documents.verify.alignment import Alignment, couples
from disclose.documents.verify.names import (
    FigureName,
    FigureNames,
    NameSpan,
    figures_of,
    first_clause,
    is_derived,
    last_clause,
    lead_name,
)
from disclose.documents.verify.tokens import NumberToken, Stream, agrees, in_characters, worth

NEGATION = r"(?:并未|尚未|从未|未曾|没有|并非|不是|未|没|无|不|非|零)"
_VERBS = "经|再|能|予以?|发生|产生|收到|新收到?|接到|受理|制发|作出|办理|提出|有|出现|引起|涉及"
_VERB = f"(?:{_VERBS}){{0,2}}"
_NEGATED = expression(f"(?P<negation>{NEGATION}){_VERB}$")
_LINKED = expression(
    f"^(?:的申请|申请|案件|案)?(?P<negation>{NEGATION})(?:有|是|为|到|达|足|满|发生|的)?$"
)
_OTHER_YEAR = expression(
    r"(?<![比较与同和])(?:上一?年度?|去年|前年|往年|历年|(?P<year>20\d\d)年?)", re.ASCII
)
_TIMES = expression(r"上一?年|去年|下一?年|前年")
_REVERSED = expression(
    r"不包括|不包含|不含|除外|失效|撤销|取消|作废|[上下]半年|前[一二三]季度|第?[一二三四]季度"
)
"""Words that take a number out of what it counts, or out of the whole year."""

_MORE = expression(r"^[余多](?=[件条项个次宗人份])")
_CONTRARY = (
    (re.compile("(?<!经)行政复议(?!后)"), "行政诉讼"),
    (re.compile("自然人"), "法人"),
)
"""Names of the form that exclude each other: the expected one, and the one in its place."""

_MOST_OF = 2
"""A name is kept if more than one in so many of its pairs of characters is."""
_UP, _DOWN = re.compile("增长|增加|上升|提高|提升"), re.compile("下降|减少|降低|下滑|回落")


@dataclass(frozen=True, slots=True)
class OtherName:
    """A number of the workbook under the name of another figure."""

    key: str
    number: NumberToken
    said: str
    expected: str


@dataclass(frozen=True, slots=True)
class OtherSense:
    """A number of the workbook beside a word that reverses or moves its meaning."""

    key: str
    number: NumberToken
    word: str


@dataclass(frozen=True, slots=True)
class WordingComparison:
    """The words of both reports; `year` is the year that they report on."""

    names: FigureNames
    expected: Stream
    actual: Stream
    year: int | None

    def faults(self, aligned: Alignment) -> Iterator[OtherName | OtherSense]:
        """Yield the numbers that are right and whose words say something else."""
        for pair in (*aligned.pairs, *aligned.copies):
            was, now = pair.expected, pair.actual
            if was.key and now.order >= 0 and agrees(was.text, now.text):
                words = self.expected.sentences[was.sentence].masked
                if words != self.actual.sentences[now.sentence].masked:
                    yield from self._fault(was, now)

    def _fault(self, was: NumberToken, now: NumberToken) -> Iterator[OtherName | OtherSense]:
        lead_was, lead = self.expected.lead(was), self.actual.lead(now)
        if is_derived(was.key):
            word = _other_direction(lead_was, lead)
        else:
            other = _other_figure(said_names(self.names, lead, self.actual.trail(now)), was)
            if other is not None and _keeps_name(self.names, was, lead_was, lead):
                other = None
            said = other.text if other else self._twin(was, now) or _contrary(lead_was, lead)
            if said:
                yield OtherName(was.key, now, said, lead_name(lead_was))
                return
            word = (
                _added_negation(self.names, lead_was, lead)
                or _added(_REVERSED, self.names, last_clause(lead_was), last_clause(lead))
                or _added(_MORE, self.names, self.expected.trail(was), self.actual.trail(now))
                or _other_year(self.names, lead_was, lead, self.year)
            )
        if word:
            yield OtherSense(was.key, now, word)

    def _twin(self, was: NumberToken, now: NumberToken) -> str:
        """Return the name of another number of the sentence if it is said twice, and its own not.

        Numbers of equal amount hide such an edit: `不予公开7件、不予公开7件`.
        """
        own, said = lead_name(self.expected.lead(was)), lead_name(self.actual.lead(now))
        before, after = _lead_names(self.expected, was), _lead_names(self.actual, now)
        doubled = after.count(said) > before.count(said) > 0
        return said if said and own not in after and doubled else ""


def _lead_names(stream: Stream, number: NumberToken) -> Sequence[str]:
    """Return the names of all numbers of a sentence."""
    orders = stream.sentences[number.sentence].numbers
    return [lead_name(stream.lead(stream.numbers[order])) for order in orders]


@dataclass(frozen=True, slots=True)
class SaidNames:
    """The names around a number: those that may explain it, and those that stand for it.

    The heading of a column in an earlier clause explains nothing.
    """

    all: tuple[FigureName, ...]
    next_to_it: tuple[FigureName, ...]


def said_names(names: FigureNames, lead: str, trail: str) -> SaidNames:
    """Return the names around a number; those behind it stand for it if none is before it."""
    words = words_only(lead)
    ahead = names.found(words)
    clause = names.found(words_only(last_clause(lead)))
    behind = names.found(words_only(first_clause(trail)))
    near = clause or behind
    explaining = (*(each for each in ahead if not each.name.broad), *clause, *behind)
    return SaidNames(tuple(each.name for each in explaining), tuple(each.name for each in near))


def _other_figure(said: SaidNames, was: NumberToken) -> FigureName | None:
    """Return the name next to a number if it is another figure's, with another amount."""
    figures, amount = figures_of(was.key), worth(was.text)
    if any(figures <= name.keys for name in said.all):
        return None
    if amount is None or any(amount.amount in name.amounts for name in said.next_to_it):
        return None
    return said.next_to_it[-1] if said.next_to_it else None


def says_as_much(names: FigureNames, stream: Stream, number: NumberToken, year: int | None) -> bool:
    """Return whether a number is that of the figure named beside it, in no other sense."""
    lead, trail = stream.lead(number), stream.trail(number)
    clause = last_clause(lead)
    amount = worth(number.text) or in_characters(number.text)
    said = [*said_names(names, lead, trail).next_to_it, *_split_by_number(names, clause, trail)]
    if amount is None or not any(amount.amount in name.amounts for name in said):
        return False
    moved = _REVERSED.search(clause) or _MORE.match(trail) or _other_year(names, "", lead, year)
    return not (amount.words or moved or negations(names, clause))


def _split_by_number(names: FigureNames, clause: str, trail: str) -> Iterator[FigureName]:
    """Yield the name that goes on behind a number and its unit: `收到的72件申请`."""
    first, last = words_only(clause).removesuffix("的"), words_only(first_clause(trail))[1:]
    yield from (
        each.name for each in names.found(first + last) if each.start < len(first) < each.end
    )


def _keeps_name(names: FigureNames, was: NumberToken, lead_was: str, lead: str) -> bool:
    """Return whether a clause still has most of the expected name, besides names of others.

    `未经复议直接提起行政诉讼4件` is not the number of all lawsuits.
    """
    own = couples(_shortest_name(names, was, lead_was))
    left = couples(names.pattern.sub("□", words_only(last_clause(lead))))
    return _MOST_OF * len(own & left) > len(own)


def _shortest_name(names: FigureNames, was: NumberToken, lead: str) -> str:
    """Return the shortest name of a number that its lead ends with, else all of the lead's name.

    What stands before it, `因政府信息公开发生` say, is that of other figures, too.
    """
    words, figures = words_only(last_clause(lead)), figures_of(was.key)
    own = (each.text for each in names.names.values() if figures <= each.keys)
    return min((text for text in own if words.endswith(text)), key=len, default=lead_name(lead))


def _added(word: re.Pattern[str], names: FigureNames, before: str, now: str) -> str:
    """Return the word in the text `now` that is neither in the expected one nor in a name."""
    words = words_only(now)
    spans = names.found(words)
    for match in word.finditer(words):
        in_name = any(span.start <= match.start() < span.end for span in spans)
        if not in_name and match[0] not in words_only(before):
            return match[0]
    return ""


def negations(names: FigureNames, clause: str) -> Sequence[str]:
    """Return the negations of names in a clause that leads up to a number, and of the number."""
    words = words_only(clause)
    spans = names.found(words)
    found = [match["negation"] for span in spans if (match := _NEGATED.search(words[: span.start]))]
    behind = words[spans[-1].end :] if spans else words
    if match := _LINKED.match(behind) if spans else _NEGATED.search(words):
        found.append(match["negation"])
    return found


def _added_negation(names: FigureNames, lead_was: str, lead: str) -> str:
    before, now = (negations(names, last_clause(each)) for each in (lead_was, lead))
    return now[0] if len(now) > len(before) else ""


def _other_year(names: FigureNames, lead_was: str, lead: str, year: int | None) -> str:
    """Return the word for another year in the clause before a number, if none is expected."""
    if _TIMES.search(lead_was):
        return ""
    words = words_only(last_clause(lead))
    spans: Sequence[NameSpan] = names.found(words)
    for match in _OTHER_YEAR.finditer(words):
        in_name = any(span.start <= match.start() < span.end for span in spans)
        if not in_name and match["year"] != str(year) and match[0] not in lead_was:
            return match[0]
    return ""


def _other_direction(lead_was: str, lead: str) -> str:
    before, now = last_clause(lead_was), last_clause(lead)
    for one, other in ((_UP, _DOWN), (_DOWN, _UP)):
        if one.search(before) and not one.search(now) and (match := other.search(now)):
            return match[0]
    return ""


def _contrary(lead_was: str, lead: str) -> str:
    """Return the name that takes the place of the one that it excludes."""
    before, now = last_clause(lead_was), last_clause(lead)
    for own, other in _CONTRARY:
        lost = own.search(before) and not own.search(now)
        if lost and other in now and other not in before:
            return other
    return ""
