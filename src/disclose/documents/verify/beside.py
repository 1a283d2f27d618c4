"""Verify what a document says outside its text: headers, notes, page title, JSON-LD, documents."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclose.core.finding import Finding, Place, error, warning
from disclose.core.language import Wording
from disclose.core.numbers import format_plain
from disclose.core.text import abridge
from disclose.documents.read.model import Document, DocumentPart, Line, PartKind
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.names import FigureNames, lead_name
from disclose.documents.verify.spelled import with_years_in_digits
from disclose.documents.verify.tokens import (
    QUOTED,
    NumberToken,
    Stream,
    Worth,
    in_characters,
    numbers_of_document,
    worth,
)
from disclose.documents.verify.wording import said_names

PARTS = {
    PartKind.HEADER: Wording("页眉", "header"),
    PartKind.FOOTER: Wording("页脚", "footer"),
    PartKind.FOOTNOTE: Wording("脚注", "footnote"),
    PartKind.ENDNOTE: Wording("尾注", "endnote"),
    PartKind.COMMENT: Wording("批注", "comment"),
    PartKind.PAGE_TITLE: Wording("网页标题", "page title"),
}

_TITLE_YEAR = re.compile(r"(?P<year>20\d\d)年度?[^，。；\d]{0,20}年度?报告", re.ASCII)
_COVERAGE = re.compile(r"(?P<first>\d{4})-01-01/(?P<last>\d{4})-12-31", re.ASCII)


def findings_beside(
    report: ExpectedReport,
    names: FigureNames,
    document: Document,
    known: frozenset[Worth],
    shown: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield what the parts of `document` say that the workbook does not.

    `known` are the numbers of the expected report; `shown` are the figures in the tables that
    differ from the workbook, as the document has them.
    """
    for part in document.parts:
        if part.kind is PartKind.STRUCTURED_DATA:
            yield from _structured_data(report, part, shown)
        elif part.kind in PARTS:
            yield from _text(report, names, part, known)
    embedded = document.beside(PartKind.EMBEDDED)
    if embedded:
        yield warning("DOC68", documents=abridge(embedded))


def _text(
    report: ExpectedReport, names: FigureNames, part: DocumentPart, known: frozenset[Worth]
) -> Iterator[Finding]:
    stream = numbers_of_document([Line(at, text) for at, text in enumerate(part.lines)], {})
    unknown: dict[int, list[NumberToken]] = {}
    for number in stream.numbers:
        if not _is_known(names, stream, number, known):
            unknown.setdefault(number.line, []).append(number)
    for at, text in enumerate(part.lines):
        yield from _year(report, text)
        place, said, words = Place(text=text[:QUOTED]), text[:QUOTED], PARTS[part.kind]
        here = unknown.get(at, ())
        false = [each for each in here if lead_name(stream.lead(each)) in names.names]
        if false:
            yield error("DOC69", place, part=words, numbers=_listed(false), said=said)
        elif here:
            yield warning("DOC66", place, part=words, numbers=_listed(here), said=said)


def _listed(numbers: Sequence[NumberToken]) -> tuple[str, ...]:
    return abridge([each.text for each in numbers])


def _is_known(
    names: FigureNames, stream: Stream, number: NumberToken, known: frozenset[Worth]
) -> bool:
    """Return whether a number is that of the figure named beside it, else of any figure."""
    said = said_names(names, stream.lead(number), stream.trail(number)).next_to_it
    amount = worth(number.text) or in_characters(number.text)
    if said and amount is not None and not amount.words:
        return any(amount.amount in name.amounts for name in said)
    return amount in known


def _year(report: ExpectedReport, text: str) -> Iterator[Finding]:
    """Yield a finding if a title names another year than that of the filing."""
    year = report.filing.year
    for match in _TITLE_YEAR.finditer(with_years_in_digits(text)):
        if year is not None and match["year"] != str(year):
            yield error("DOC65", Place(text=text[:QUOTED]), was=report.title, now=match[0])
            return


def _structured_data(
    report: ExpectedReport, part: DocumentPart, shown: Mapping[str, str]
) -> Iterator[Finding]:
    wrong: list[str] = []
    places: list[Place] = []
    for text in part.lines:
        for each in _objects(text):
            yield from _coverage(report, each)
            key, value = str(each.get("propertyID", "")), each.get("value")
            entry = report.filing.entries.get(key)
            if entry is None or entry.amount == value or _is_shown(value, shown.get(key)):
                continue
            figure = report.edition.figures[key]
            was = "“”" if entry.amount is None else format_plain(entry.amount)
            wrong.append(f"{figure.table.short}·{figure.label} {value}（{was}）")
            places.append(Place(key=key, sheet=entry.sheet, cell=entry.cell, label=figure.label))
    if wrong:
        yield error("DOC67", *places, count=len(wrong), numbers=abridge(wrong))


def _is_shown(value: object, text: str | None) -> bool:
    amount = worth(text) if text else None
    return amount is not None and amount.amount == value


def _coverage(report: ExpectedReport, each: Mapping[str, Any]) -> Iterator[Finding]:
    year = report.filing.year
    coverage = str(each.get("temporalCoverage", ""))
    match = _COVERAGE.fullmatch(coverage)
    if match and year is not None and {match["first"], match["last"]} != {str(year)}:
        was = f"{year}-01-01/{year}-12-31"
        yield error("DOC65", Place(text=coverage), was=was, now=coverage)
    for name in ("name", "description"):
        if isinstance(said := each.get(name), str) and "@type" in each:
            yield from _year(report, said)


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield every object in a JSON text, none if it cannot be read."""
    try:
        waiting = [json.loads(text, parse_float=Decimal, parse_int=Decimal)]
    except (ValueError, ArithmeticError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)
