"""The one place where the benchmark of texts asks the program: classes of numbers, findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from disclose import api
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.checks.telling_texts import telling_texts
from disclose.checks.texts import FilingTexts, text_check
from disclose.core.errors import UnreadableDocumentError
from disclose.core.finding import Finding, Severity
from disclose.documents.audit.auditor import audit
from disclose.documents.read.reader import read
from disclose.form.filing import Filing
from disclose.prose import reading
from disclose.prose.lexicon import Vocabulary
from disclose.prose.mentions import Mention
from disclose.prose.passages import passages
from disclose.prose.statements import Tables
from tests.support.editions import packaged, vocabularies
from tests.support.sentences import Number, Sentence

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, as the reader of numbers takes it."""

    text: str
    number: int = 1
    heading: int = 0


def classes(sentence: Sentence) -> tuple[frozenset[str], ...]:
    """Return what the program takes each number of a sentence for, or `unknown`."""
    stated = reading.read(
        passages([Line(sentence.text)]), _vocabulary(sentence.edition), sentence.year
    )
    return tuple(_classes(each, stated.mentions) for each in sentence.numbers)


def _classes(number: Number, read_as: Sequence[Mention]) -> frozenset[str]:
    """Return the classes of the mentions that begin in `number`: several share `均为0件`."""
    inside = [each for each in read_as if number.start <= each.at < number.end]
    kinds = (f"figure:{each.key}" if each.is_figure else str(each.kind) for each in inside)
    return frozenset(kinds) or frozenset({UNKNOWN})


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
    found = check(judge_rules(form, filing), (text_check(texts),))
    rules = {rule.code for rule in form.rules}
    return frozenset(_alarms([each for each in found if each.code not in rules]))


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
