"""A report's promises, its period, its empty slots."""

import re
from collections.abc import Iterator

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, error, warning
from disclose.core.text import squeeze
from disclose.prose.lexicon import Promise
from disclose.prose.passages import Passage
from disclose.prose.statements import Stated

_SLOT = r"(?:\s+|\s*_+\s*|\s*[×]{2,}\s*|\s*\(\s*\)\s*|\s*\[\s*\]\s*)"


def promises(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every section or annex that is announced and missing."""
    for passage, sentence, begin in _announcements(stated):
        for promise in stated.lexicon.promises:
            word = next((each for each in promise.words if each in sentence), "")
            if word and not _kept(stated, promise):
                place = passage.place(begin + sentence.index(word), word)
                yield warning("DOC25", place, part=promise.name)


def _announcements(stated: Stated) -> Iterator[tuple[Passage, str, int]]:
    """Yield the first sentence that lists the parts of the report, with what it announces."""
    for passage in stated.passages:
        if passage.heading:
            continue
        for word in stated.lexicon.announcing:
            at = passage.text.find(word)
            if at >= 0:
                _, end = passage.sentence(at)
                yield passage, passage.text[at:end], at
                return


def _kept(stated: Stated, promise: Promise) -> bool:
    headings = [squeeze(each.text) for each in stated.passages if _is_title(each)]
    if any(word in each for each in headings for word in promise.found):
        return True
    if promise.annex and stated.has_tables:
        return True
    return any(stated.of(key) for key in promise.figures)


def _is_title(passage: Passage) -> bool:
    """Return whether `passage` is a heading, or a short line by itself such as a table's title."""
    return passage.heading or (len(passage.text) <= 30 and passage.text[-1:] not in "。;:，,")  # noqa: PLR2004


def period(stated: Stated) -> Iterator[Finding]:
    """Yield a finding if the report does not state its statistical period."""
    wanted = stated.lexicon.period
    for passage in stated.passages:
        if any(word in passage.text for word in wanted.words):
            return
        at = passage.text.find(wanted.first)
        begin, end = passage.sentence(max(at, 0))
        if at >= 0 and wanted.last in passage.text[begin:end]:
            return
    yield warning("DOC26")


_GARBLED = expression(
    r"(?<!\d)(?<!\d\s)(?<!附件)(?<!附表)(?:\d{5,}|\d{3}|(?!19|20)\d{4})\s*年\s*(?:1月1日|12月31日)",
    re.ASCII,
)
"""A first or last day of a year that is none; the number of an annex may run into a right one."""


def garbled_years(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every end of a period whose year is no year, such as 202020年."""
    for passage in stated.passages:
        for match in _GARBLED.finditer(passage.spaced):
            place = _place(passage, match)
            yield error("DOC76", place, day=match[0])


def slots(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every label whose number was never filled in."""
    language = stated.vocabulary.language
    labels = {
        label
        for each in stated.lexicon.entries
        for label in (*each.labels, *(word for word in each.within if len(word) > 1))
    }
    units = [word for unit in language.units for word in unit.words]
    pattern = re.compile(
        rf"(?P<label>{_any(labels)})(?P<rest>[^\s\d，,;:。、()_]{{0,6}}[:]?)"
        rf"{_SLOT}(?P<unit>{_any(units)})(?=[，,;。、:)!]|$)"
    )
    for passage in stated.passages:
        if passage.heading:
            continue
        for match in pattern.finditer(passage.spaced):
            joined = match["label"][-1:] + match["rest"] + match["unit"]
            if not joined.endswith(language.words.compounds):
                place = _place(passage, match)
                yield error("DOC27", place, slot=match[0])


def _place(passage: Passage, match: re.Match[str]) -> Place:
    """Return the place of a match in the text with its spaces."""
    before = re.sub(r"\s+", "", passage.spaced[: match.start()])
    return passage.place(len(before), match[0])


def _any(words: set[str] | list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each)))
