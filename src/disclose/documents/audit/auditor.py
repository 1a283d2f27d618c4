"""Audits a document: interprets it with the words of the best edition, then checks it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from disclose.checks.outcome import Outcome
from disclose.core.finding import Finding, error
from disclose.documents.audit.identities import identities
from disclose.documents.audit.promises import garbled_years, period, promises, slots
from disclose.documents.read.model import Document
from disclose.documents.read.omissions import omissions
from disclose.documents.structure.checks import structure
from disclose.form.edition.model import Edition
from disclose.prose.claims import all_concluded, no_requests
from disclose.prose.consistency import against_table, readings, twice, unknown
from disclose.prose.lexicon import Vocabulary
from disclose.prose.mentions import Labels, mentions
from disclose.prose.passages import Passage, passages
from disclose.prose.shares import shares
from disclose.prose.statements import Stated, Tables
from disclose.prose.sums import balances, sums

TableReader: TypeAlias = Callable[[Document], Tables | None]
"""Returns the figures of the official tables in a document, None if it has no such tables."""

Check: TypeAlias = Callable[[Stated], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    sums,
    balances,
    shares,
    twice,
    identities,
    against_table,
    readings,
    no_requests,
    all_concluded,
    promises,
    period,
    garbled_years,
    slots,
    unknown,
)

_TITLE_WITHIN = 12
"""Among how many passages at the beginning the title is looked for."""

_TITLE = re.compile(r"(?<!\d)(20\d\d)年.{0,40}报告|报告.{0,10}(?<!\d)(20\d\d)年?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited(Outcome):
    """The audit of a document.

    `vocabulary` is the id of the edition whose words were used, empty if the document could not
    be read; `edition` is that of its official tables, None if it has none. `figures` counts the
    numbers that were understood.
    """

    vocabulary: str = ""
    year: int | None = None
    figures: int = 0

    @property
    def readable(self) -> bool:
        """Return whether the document uses the words of an edition."""
        return bool(self.vocabulary)


def audit(
    document: Document,
    vocabularies: Sequence[Vocabulary],
    tables: TableReader | None = None,
    editions: Sequence[Edition] = (),
) -> Audited:
    """Audit `document` and return all findings; never raises because of its content.

    `editions` prescribe the structure of a report; without any it is not checked.
    """
    paragraphs = passages(document.lines)
    year = _year(paragraphs)
    read = tables(document) if tables else None
    understood = [
        Stated(
            each,
            paragraphs,
            mentions(paragraphs, Labels(each)),
            read,
            has_tables=bool(document.tables),
        )
        for each in _serving(vocabularies, year, paragraphs)
    ]
    stated = max(understood, key=_known)
    if not _known(stated) and read is None:
        return Audited(file=document.name, findings=(*omissions(document), error("DOC31")))
    return Audited(
        file=document.name,
        vocabulary=stated.lexicon.id,
        edition=read.edition if read else None,
        year=year,
        figures=_known(stated),
        findings=(
            *omissions(document),
            *(found for check in CHECKS for found in check(stated)),
            *(structure(document, editions, vocabularies) if editions else ()),
        ),
    )


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
