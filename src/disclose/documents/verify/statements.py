"""Compare what a report says without a number: `未发生行政诉讼`, `结果为维持`, the period, dates.

Only sentences of the narrative are compared; the filler's own texts may be changed at will.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclose.core.expressions import expression
from disclose.core.text import words_only
from disclose.documents.verify.alignment import couples
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.names import CLAUSE_END, FigureNames
from disclose.documents.verify.spelled import with_years_in_digits
from disclose.documents.verify.tokens import Sentence, Stream
from disclose.documents.verify.wording import NEGATION

_NEGATION = expression(NEGATION)
_DIGITS = expression(r"\d+", re.ASCII)
_PERIOD = expression(
    r"统计(?:期限|时限|期间|时段|时间|周期|区间)[为是自从:：]{0,2}(?P<first>\d{4})年(?P<begin>\d{1,2}月\d{1,2}日)?"
    r"[起，,]{0,2}[至到—–~～－-]{1,2}(?:(?P<last>\d{4})年)?(?P<end>\d{1,2}月\d{1,2}日)",
    re.ASCII,
)
MOST = 200_000
"""Most pairs of clauses that are compared; a report that was written anew needs 10,000."""

_FIRST_DAY, _LAST_DAY = "1月1日", "12月31日"


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """A clause or a date of the expected report, and what the edited one says instead."""

    was: str
    now: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause without numbers; `at` counts the clauses of its sentence."""

    text: str
    words: str
    at: int
    sentence: Sentence


def changed_statements(
    report: ExpectedReport, names: FigureNames, expected: Stream, actual: Stream
) -> Iterator[ChangedStatement]:
    """Yield the clauses without numbers whose names or negations were changed.

    A clause is changed if it is gone and one like it, or one in its place, is new.
    """
    was = [
        clause
        for sentence in expected.sentences
        if _is_official(report, sentence)
        for clause in _clauses(sentence)
    ]
    now = [clause for sentence in actual.sentences for clause in _clauses(sentence)]
    kept, known = {each.words for each in now}, {each.words for each in was}
    new = [each for each in now if each.words not in known][: MOST // max(1, len(was))]
    for each in was:
        if each.words not in kept and _states_a_figure(names, each):
            other = next((one for one in new if _contradicts(names, each, one)), None)
            if other is not None:
                yield ChangedStatement(each.text, other.text, other.sentence)


def _states_a_figure(names: FigureNames, clause: _Clause) -> bool:
    """Return whether a clause speaks of a figure, or says that there was none all year."""
    none_all_year = "年" in clause.words and _NEGATION.search(clause.words) is not None
    return none_all_year or bool(names.found(clause.words))


def _is_official(report: ExpectedReport, sentence: Sentence) -> bool:
    """Return whether the narrative has written a sentence, at least in part."""
    if sentence.line >= len(report.lines) or sentence.line in report.drawn:
        return False
    pieces = report.lines[sentence.line]
    return not any(piece.staff and sentence.text in piece.text for piece in pieces)


def _clauses(sentence: Sentence) -> Iterator[_Clause]:
    """Yield the clauses of a sentence that have no number."""
    last, count = len(sentence.between) - 1, 0
    for at, text in enumerate(sentence.between):
        parts = CLAUSE_END.split(text)
        for part in parts[1 if at else 0 : None if at == last else -1]:
            if words := words_only(part):
                yield _Clause(part.strip(), words, count, sentence)
            count += 1
        count += 1


def _contradicts(names: FigureNames, was: _Clause, now: _Clause) -> bool:
    """Return whether a clause stands for another: it names another figure, or says the opposite."""
    alike = _are_alike(was.words, now.words)
    in_place = was.at == now.at and _are_alike(was.sentence.masked, now.sentence.masked)
    if not alike and not in_place:
        return False
    before = [span.name for span in names.found(was.words)]
    after = [span.name for span in names.found(now.words)]
    lost = [each for each in before if not any(each.keys & other.keys for other in after)]
    gained = [each for each in after if not any(each.keys & other.keys for other in before)]
    turned = _negations(names, was.words) % 2 != _negations(names, now.words) % 2
    return bool(lost and gained) or (alike and turned and not lost)


def _are_alike(one: str, other: str) -> bool:
    """Return whether two texts share at least half of their pairs of characters."""
    first, second = couples(one), couples(other)
    return 2 * len(first & second) >= max(len(first), len(second), 1)


def _negations(names: FigureNames, words: str) -> int:
    return len(_NEGATION.findall(names.pattern.sub("□", words)))


def changed_dates(
    report: ExpectedReport, expected: Stream, actual: Stream
) -> Iterator[ChangedStatement]:
    """Yield the sentences whose period, or of the narrative any year or day, is another one."""
    found = list(_other_digits(report, expected, actual))
    wrong = [each.sentence for each in found]
    kept = {each.masked for each in expected.sentences}
    year = str(report.filing.year or "")
    for sentence in actual.sentences:
        period = _PERIOD.search(with_years_in_digits(sentence.text))
        if not period or sentence.masked in kept or sentence in wrong:
            continue
        if not _is_the_year(period, year):
            found.append(
                ChangedStatement(f"{year}年{_FIRST_DAY}至{_LAST_DAY}", period[0], sentence)
            )
    yield from found


def _is_the_year(period: re.Match[str], year: str) -> bool:
    years = {period["first"], period["last"] or period["first"]}
    days = (period["begin"] or _FIRST_DAY, period["end"])
    return (not year or years == {year}) and days == (_FIRST_DAY, _LAST_DAY)


def _other_digits(
    report: ExpectedReport, expected: Stream, actual: Stream
) -> Iterator[ChangedStatement]:
    said = {each.masked for each in actual.sentences}
    alike: dict[str, Sentence] = {}
    for each in actual.sentences:
        alike.setdefault(_DIGITS.sub("0", each.masked), each)
    for each in expected.sentences:
        if each.masked not in said and _is_official(report, each) and not _of_staff(report, each):
            other = alike.get(_DIGITS.sub("0", each.masked))
            if other is not None and not any(expected.numbers[at].key for at in each.numbers):
                yield ChangedStatement(each.text, other.text, other)


def _of_staff(report: ExpectedReport, sentence: Sentence) -> bool:
    """Return whether digits in a sentence are the filler's, such as a telephone."""
    pieces: Iterable[str] = (each.text for each in report.lines[sentence.line] if each.staff)
    return any(_DIGITS.search(text) and text in sentence.text for text in pieces)
