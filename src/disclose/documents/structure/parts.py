"""The parts that the form prescribes: missing, out of order, wrongly numbered, renamed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, Severity, note, warning
from disclose.core.language import Wording
from disclose.core.numbers import numeral
from disclose.core.text import bare_name
from disclose.documents.structure.numbering import NumberedList
from disclose.documents.structure.outline import (
    HEADING_LENGTH,
    NUMERAL,
    ReportOutline,
    TopHeading,
)
from disclose.prose.lexicon import Lexicon

AT_LEAST = 3
"""Of fewer prescribed parts only a piece of the report is there: the others are not missed."""

YEAR_OF_CHANGE = 2019
"""For this year 国办公开办函〔2019〕60号 only recommends the form (可参照): notes, no warnings."""

_JOINTS = expression("以及|[和及与的其它他]")

_ORDER = Wording("应在“{before}”之前", "belongs before {before}")
_REPEATED = Wording("与前一部分的序号重复", "repeats the number of the part before it")
_SKIPPED = Wording(
    "前一部分的序号是“{before}”，序号不连续", "does not continue the number {before}"
)


def parts(
    report: ReportOutline, official: Sequence[str], lexicon: Lexicon | None
) -> Iterator[Finding]:
    """Yield the findings about the parts of `report`, whose form prescribes `official`."""
    words = _words(official, lexicon)
    unnumbered = tuple(_unnumbered(report, official))
    headings = sorted((*report.headings, *unnumbered), key=lambda each: each.line)
    known = _known(headings, official, words)
    missing: tuple[int, ...] = ()
    if report.title_years and len(known) >= AT_LEAST:
        missing = tuple(_missing(report, official, known, words))
        if missing:
            yield _of_missing(report, official, known, missing)
        yield from _renamed(report, official, known)
    yield from _out_of_order(official, known)
    if not missing and not unnumbered:
        yield from _misnumbered(report)


def _unnumbered(report: ReportOutline, official: Sequence[str]) -> Iterator[TopHeading]:
    """Yield the lines that are the name of a part: Word may have numbered them itself."""
    names = {bare_name(name) for name in official}
    for line, text in zip(report.lines, report.texts, strict=True):
        if bare_name(text) in names:
            yield TopHeading(0, text, line.number, line.text)


def _words(official: Sequence[str], lexicon: Lexicon | None) -> Sequence[tuple[str, ...]]:
    """Return, for each part, the words by which a heading of it is known."""
    promises = lexicon.promises if lexicon else ()
    return [
        tuple(
            word
            for promise in promises
            if any(each in name for each in promise.found)
            for word in promise.found
        )
        for name in official
    ]


def _known(
    headings: Sequence[TopHeading], official: Sequence[str], words: Sequence[Sequence[str]]
) -> Mapping[int, TopHeading]:
    """Return the heading of each part that has one, by the index of the part.

    A heading with the official name counts first, then one with a word of the part; of several
    parts a heading is of the last: 因政府信息公开申请行政复议 is about disputes, not requests.
    """
    known: dict[int, TopHeading] = {}
    taken = set[int]()
    for same in (True, False):
        for heading in headings:
            if heading.line in taken:
                continue
            for index in reversed(range(len(official))):
                fits = (
                    bare_name(heading.text) == bare_name(official[index])
                    if same
                    else any(word in heading.text for word in words[index])
                )
                if fits and index not in known:
                    known[index] = heading
                    taken.add(heading.line)
                    break
                if fits:
                    break
    return known


def _missing(
    report: ReportOutline,
    official: Sequence[str],
    known: Mapping[int, TopHeading],
    words: Sequence[Sequence[str]],
) -> Iterator[int]:
    """Yield the index of each part that is nowhere in the report."""
    for index, name in enumerate(official):
        if (
            index not in known
            and not _others_at(index, report.headings, known)
            and not _inside(report, name, words[index])
        ):
            yield index


def _of_missing(
    report: ReportOutline,
    official: Sequence[str],
    known: Mapping[int, TopHeading],
    missing: Sequence[int],
) -> Finding:
    """Return the finding about parts that are missing: at the heading before the first of them."""
    before = [known[index] for index in known if index < missing[0]]
    title = next(iter(report.title_years.values()))
    place = max(before, key=lambda each: each.line).place if before else title
    names = tuple(f"{numeral(each + 1)}、{official[each]}" for each in missing)
    found = warning("DOC80", place, parts=names)
    return found._replace(severity=Severity.NOTE) if report.year == YEAR_OF_CHANGE else found


def _others_at(
    index: int, headings: Sequence[TopHeading], known: Mapping[int, TopHeading]
) -> Sequence[TopHeading]:
    """Return the headings of no known part between the neighbours of a part."""
    others = {each.line for each in known.values()}
    after = max((known[each].line for each in known if each < index), default=0)
    before = min((known[each].line for each in known if each > index), default=None)
    return [
        each
        for each in headings
        if after < each.line and (before is None or each.line < before) and each.line not in others
    ]


def _inside(report: ReportOutline, name: str, words: Sequence[str]) -> bool:
    """Return whether a heading is within a paragraph or a cell, or is a line without a number."""
    any_word = "|".join(re.escape(each) for each in (name, *words))
    heading = rf"(?:{NUMERAL}[、.,，]|第{NUMERAL}部分)[^。;、，\n]{{0,12}}(?:{any_word})"
    return re.search(heading, report.whole) is not None or any(
        len(text) <= HEADING_LENGTH and _within(_core(name), _core(text)) for text in report.texts
    )


def _renamed(
    report: ReportOutline, official: Sequence[str], known: Mapping[int, TopHeading]
) -> Iterator[Finding]:
    """Yield one note for all headings whose words are not the form's.

    More words are no other name: the notice itself calls part five, in its own text,
    政府信息公开工作存在的主要问题及改进情况.
    """
    if report.year == YEAR_OF_CHANGE:
        return
    named = dict(known)
    for index in range(len(official)):
        others = _others_at(index, report.headings, known)
        neighbours = {each for each in (index - 1, index + 1) if 0 <= each < len(official)}
        if index not in known and len(others) == 1 and neighbours <= known.keys():
            named[index] = others[0]
    renamed = [
        (heading, official[index])
        for index, heading in sorted(named.items())
        if not _within(_core(official[index]), _core(heading.text))
    ]
    if renamed:
        names = tuple(f"“{heading.text}”→“{name}”" for heading, name in renamed)
        yield note("DOC82", *(heading.place for heading, _ in renamed), names=names)


def _core(name: str) -> str:
    return _JOINTS.sub("", bare_name(name))


def _within(inner: str, outer: str) -> bool:
    """Return whether all characters of `inner` are in `outer`, in their order."""
    rest = iter(outer)
    return all(each in rest for each in inner)


def _out_of_order(official: Sequence[str], known: Mapping[int, TopHeading]) -> Iterator[Finding]:
    for index in sorted(known):
        later = [each for each in known if each > index and known[each].line < known[index].line]
        if later:
            before = official[min(later, key=lambda each: known[each].line)]
            yield _wrong(known[index], _ORDER, before)
            return


def _misnumbered(report: ReportOutline) -> Iterator[Finding]:
    numbers = NumberedList()
    before: TopHeading | None = None
    for heading in report.headings:
        if heading.number and not numbers.takes(heading.number) and before is not None:
            same = heading.number == before.number
            yield _wrong(heading, _REPEATED if same else _SKIPPED, numeral(before.number))
        before = heading if heading.number else before


def _wrong(heading: TopHeading, fault: Wording, before: str) -> Finding:
    place = Place(line=heading.line, text=heading.said)
    return warning("DOC81", place, heading=heading.said, fault=fault, before=before)
