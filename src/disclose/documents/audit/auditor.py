"""Audits a document: interprets it with the words of the best edition, then checks it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from disclose.checks.outcome import Outcome
from disclose.core.expressions import expression
from disclose.core.finding import Finding, error, note
from disclose.core.text import abridge
from disclose.documents.audit.identities import identities
from disclose.documents.audit.promises import garbled_years, period, promises, slots
from disclose.documents.read.model import Document
from disclose.documents.read.omissions import omissions
from disclose.documents.structure.checks import structure
from disclose.form.edition.model import Edition
from disclose.prose import reading
from disclose.prose.counts import Kind
from disclose.prose.judged import Judged
from disclose.prose.lexicon import Vocabulary
from disclose.prose.other_readings import has_another_reading
from disclose.prose.passages import Passage, passages
from disclose.prose.statements import Stated, Tables

TableReader: TypeAlias = Callable[[Document], Tables | None]
"""Returns the figures of the official tables in a document, None if it has no such tables."""

Check: TypeAlias = Callable[[Stated], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (promises, period, garbled_years, slots)

_TITLE_WITHIN = 12
"""Among how many passages at the beginning the title is looked for."""

_TITLE = expression(r"(?<!\d)(20\d\d)年.{0,40}报告|报告.{0,10}(?<!\d)(20\d\d)年?", re.ASCII)


_NAME = expression(r"信息公开.{0,12}(?:年度|年).{0,8}报告|(?:年度|年).{0,30}信息公开.{0,8}报告")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersRead:
    """Counts of the numbers of a text, without dates and numbers of documents.

    `unknown` are not understood; `relations` were checked; `unchecked` numbers are in none.
    """

    read: int
    unknown: int
    relations: int
    unchecked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited(Outcome):
    """The audit of a document.

    `vocabulary` is the id of the edition whose words were used, empty if the document could not
    be read; `edition` is that of its official tables, None if it has none. `figures` counts the
    numbers that stand for figures of the form.
    """

    vocabulary: str = ""
    year: int | None = None
    figures: int = 0
    numbers: NumbersRead = NumbersRead(read=0, unknown=0, relations=0, unchecked=0)

    @property
    def readable(self) -> bool:
        """Return whether the document is an annual report."""
        return bool(self.vocabulary)


def audit(
    document: Document,
    vocabularies: Sequence[Vocabulary],
    tables: TableReader | None = None,
    editions: Sequence[Edition] = (),
    *,
    listed: bool = False,
) -> Audited:
    """Audit `document` and return all findings; never raises because of its content.

    `editions` prescribe the structure of a report; without any it is not checked. With `listed` a
    note lists the numbers that are not understood.
    """
    paragraphs = passages(document.lines)
    year = _year(paragraphs)
    read = tables(document) if tables else None
    understood = [
        reading.read(paragraphs, each, year, read, has_tables=bool(document.tables))
        for each in _serving(vocabularies, year, paragraphs)
    ]
    stated = max(understood, key=_known)
    if not _known(stated) and read is None and not _is_report(paragraphs):
        return Audited(file=document.name, findings=(*omissions(document), error("DOC31")))
    judged = (*_certain(stated, reading.judge(stated)), *identities(stated))
    return Audited(
        file=document.name,
        vocabulary=stated.lexicon.id,
        edition=read.edition if read else None,
        year=year,
        figures=sum(each.is_figure for each in stated.mentions),
        numbers=_numbers(stated, judged),
        findings=(
            *omissions(document),
            *(each._replace(in_document=True) for each in reading.findings(judged)),
            *(found for check in CHECKS for found in check(stated)),
            *(structure(document, editions, vocabularies) if editions else ()),
            *(_unknown(stated) if listed else ()),
        ),
    )


def _certain(stated: Stated, judged: Sequence[Judged]) -> Iterator[Judged]:
    """Yield what was judged but for numbers that may mean something else than the table's."""
    opening = "".join(
        each.text for each in stated.passages[:_TITLE_WITHIN] if "。" not in each.text
    )
    for each in judged:
        compared = each.numbers and each.finding is not None and each.finding.code == "DOC24"
        if not compared or not has_another_reading(stated, each.numbers[0], opening):
            yield each


def _numbers(stated: Stated, judged: Sequence[Judged]) -> NumbersRead:
    amounts = reading.amounts(stated)
    places = {place for each in judged for place in each.places}
    return NumbersRead(
        read=len(amounts),
        unknown=sum(each.kind is Kind.UNKNOWN for each in amounts),
        relations=len(judged),
        unchecked=sum((each.passage, each.at) not in places for each in amounts),
    )


def _unknown(stated: Stated) -> Iterator[Finding]:
    """Yield one note that lists the numbers whose words are not understood."""
    places = [each.place for each in reading.amounts(stated) if each.kind is Kind.UNKNOWN]
    if places:
        texts = abridge([each.text for each in places], len(places))
        yield note("DOC28", *places, count=len(places), mentions=texts)


def _is_report(paragraphs: Sequence[Passage]) -> bool:
    """Return whether the title is that of an annual report."""
    return any(_NAME.search(each.text) for each in paragraphs[:_TITLE_WITHIN])


def _known(stated: Stated) -> int:
    return sum(each.entry is not None for each in stated.mentions)


def _year(paragraphs: Sequence[Passage]) -> int | None:
    """Return the report year: the year in the title, else the most frequent year."""
    for passage in paragraphs[:_TITLE_WITHIN]:
        match = _TITLE.search(passage.text)
        if match is not None and len(passage.text) < 80:  # noqa: PLR2004 - longer than any title
            return int(match[1] or match[2])
    named = Counter(
        year
        for each in paragraphs
        for year in re.findall(r"(?<!\d)(20\d\d)年", each.text, re.ASCII)
    )
    return int(named.most_common(1)[0][0]) if named else None


def _serving(
    vocabularies: Sequence[Vocabulary], year: int | None, paragraphs: Sequence[Passage]
) -> Sequence[Vocabulary]:
    """Return those of the report year: of a region that the title page names, else national."""
    serving = [each for each in vocabularies if each.serves(year)]
    opening = (each.text for each in paragraphs[:_TITLE_WITHIN])
    title_page = " ".join(text for text in opening if "。" not in text)
    regional = [
        each for each in serving if any(name in title_page for name in each.lexicon.regions)
    ]
    national = [each for each in serving if not each.lexicon.regions]
    return regional or national or vocabularies
