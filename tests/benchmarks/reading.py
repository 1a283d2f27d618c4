"""The one place where the benchmark of texts asks the program: classes of numbers, findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from disclose import api
from disclose.checks.telling_texts import telling_texts
from disclose.checks.texts import FilingTexts, text_findings
from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import Finding, Severity
from disclose.documents.audit.auditor import audit
from disclose.documents.read.reader import read
from disclose.form.filing import Filing
from disclose.prose import reading
from disclose.prose.counts import Kind
from disclose.prose.lexicon import Vocabulary
from disclose.prose.mentions import Mention
from disclose.prose.passages import passages
from disclose.prose.statements import Tables
from tests.support.editions import packaged, vocabularies
from tests.support.sentences import Number

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, as the reader of numbers takes it."""

    text: str
    number: int = 1
    heading: int = 0


def classes(text: str, edition: str, year: int, numbers: Sequence[Number]) -> tuple[str, ...]:
    """Return what the program takes each of `numbers` in `text` for, or `unknown`."""
    stated = reading.read(passages([Line(text)]), _vocabulary(edition), year)
    return tuple(_class(each, stated.mentions) for each in numbers)


def _class(number: Number, read_as: Sequence[Mention]) -> str:
    inside = [
        each
        for each in read_as
        if each.at < number.end and number.start < max(each.end, each.at + 1)
    ]
    if number.text.endswith("%"):
        inside = [each for each in inside if not each.unit] or inside
    for each in inside:
        if each.kind is Kind.FIGURE:
            return f"figure:{each.key}"
        return str(each.kind)
    return UNKNOWN


@cache
def _vocabulary(edition: str) -> Vocabulary:
    words = "cn-2021" if edition == "cn-2019" else edition
    return next(each for each in _vocabularies() if each.lexicon.id == words)


def _vocabularies() -> tuple[Vocabulary, ...]:
    return vocabularies()


def alarms(report: str, tables: Filing | None) -> frozenset[tuple[str, str]]:
    """Return codes and words of the errors and warnings in a report beside its tables."""
    document = read(report.encode(), "报告.md")
    audited = audit(document, _vocabularies(), lambda _: _tables(tables))
    return frozenset(_alarms(audited.findings))


def _alarms(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    for each in findings:
        if each.severity is not Severity.NOTE:
            yield each.code, " ".join(place.typed or place.text for place in each.places)


def workbook_alarms(filing: Filing) -> frozenset[tuple[str, str]]:
    """Return codes and words of the errors and warnings about the texts of a workbook."""
    form = packaged(filing.edition)
    words = _vocabulary(filing.edition)
    texts = FilingTexts(form, filing, telling_texts(filing), words)
    return frozenset(_alarms(tuple(text_findings(texts))))


def _tables(filing: Filing | None) -> Tables | None:
    if filing is None:
        return None
    amounts = ((key, entry.amount) for key, entry in filing.entries.items())
    figures = {key: amount for key, amount in amounts if amount is not None}
    return Tables(packaged(filing.edition), figures, {})


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A document: how many numbers were read and understood, and the codes of its alarms."""

    numbers: int
    understood: int
    codes: tuple[str, ...]

    def __add__(self, other: "Surveyed") -> "Surveyed":
        return Surveyed(
            self.numbers + other.numbers,
            self.understood + other.understood,
            self.codes + other.codes,
        )


def surveyed(path: Path) -> Surveyed | None:
    """Return how an audit of the document at `path` reads it, None if it cannot be read."""
    try:
        audited = api.audit(path, api.library())
    except UnreadableDocumentError:
        return None
    numbers = audited.numbers
    codes = (each.code for each in audited.findings if each.severity is not Severity.NOTE)
    return Surveyed(numbers.read, numbers.read - numbers.unknown, tuple(codes))
