"""What a report must hold besides figures: what it promises, its period, no empty slots."""

import re
from collections.abc import Iterator

from disclose.core.finding import Finding, Place, error, note, warning
from disclose.core.text import abridge, squeeze
from disclose.documents.audit.lexicon import Promise
from disclose.documents.audit.passages import Passage
from disclose.documents.audit.statements import Stated

_SLOT = r"(?:\s+|\s*_+\s*|\s*[×]{2,}\s*|\s*\(\s*\)\s*|\s*\[\s*\]\s*)"


def promises(stated: Stated) -> Iterator[Finding]:
    """Yield one finding for every section or annex that is announced and missing."""
    for passage, sentence, begin in _announcements(stated):
        for promise in stated.lexicon.promises:
            word = next((each for each in promise.words if each in sentence), "")
            if word and not _kept(stated, promise):
                line = passage.line(begin + sentence.index(word))
                yield warning("DOC25", Place(line=line, text=word), part=promise.name)


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
    if promise.annex and stated.document.tables:
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
                place = Place(line=_line(passage, match.start()), text=match[0])
                yield error("DOC27", place, slot=match[0])


def _line(passage: Passage, at: int) -> int:
    """Return the line of a place in the text with its spaces."""
    return passage.line(len(re.sub(r"\s+", "", passage.spaced[:at])))


def _any(words: set[str] | list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each)))


def unknown(stated: Stated) -> Iterator[Finding]:
    """Yield one note that lists the numbers whose labels are not understood."""
    places = [each.place for each in stated.mentions if each.entry is None and not each.elsewhere]
    if places:
        mentions = abridge([each.text for each in places])
        yield note("DOC28", *places, count=len(places), mentions=mentions)
