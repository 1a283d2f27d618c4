"""Verify what a document says outside its text: headers, notes, page title, JSON-LD, documents."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, error, note, warning
from disclose.core.language import Wording
from disclose.core.numbers import format_plain
from disclose.core.text import abridge, close_gaps
from disclose.documents.read.anchors import told, unmarked
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
    PartKind.TEXT_BOX: Wording("文本框", "text box"),
    PartKind.FOOTNOTE: Wording("脚注", "footnote"),
    PartKind.ENDNOTE: Wording("尾注", "endnote"),
    PartKind.COMMENT: Wording("批注", "comment"),
    PartKind.PAGE_TITLE: Wording("网页标题", "page title"),
}

_TITLE_YEAR = expression(
    r"(?P<year>20\d\d)年度?[^，。；\d]{0,20}年度?报告"
    r"|年度?报告[（(]?(?P<behind>20\d\d)年(?!\d{1,2}月)",
    re.ASCII,
)
_ANY_YEAR = expression(r"(?P<year>20\d\d)年度", re.ASCII)
_ON_EVERY_PAGE = frozenset((PartKind.HEADER, PartKind.FOOTER, PartKind.PAGE_TITLE))
"""Where `2024年度` alone says of which year the report is."""

_COVERAGE = expression(r"(?P<first>\d{4})-01-01/(?P<last>\d{4})-12-31", re.ASCII)


def lines_of_body(document: Document) -> tuple[Line, ...]:
    """Return the lines of the body, and those of text boxes with figures of the report as made."""
    return tuple(each for each in document.lines if not _is_beside(each))


def _is_beside(line: Line) -> bool:
    return line.part is not None and not told(line.text)[1]


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
    for kind, line in _lines_beside(document):
        yield from _text(report, names, kind, line, known)
    comments = [" ".join(each.lines) for each in document.parts if each.kind is PartKind.COMMENT]
    if comments:
        quoted = abridge([each[:QUOTED] for each in comments])
        yield note("DOC90", count=len(comments), comments=quoted)
    embedded = document.beside(PartKind.EMBEDDED)
    if embedded:
        yield warning("DOC68", documents=abridge(embedded))


def _lines_beside(document: Document) -> Iterable[tuple[PartKind, Line]]:
    """Return the lines outside the body, each once: a document may have one header three times."""
    boxes = [(each.part, each) for each in document.lines if each.part and _is_beside(each)]
    parts = [
        (part.kind, Line(0, text))
        for part in document.parts
        if part.kind in PARTS
        for text in part.lines
    ]
    return dict.fromkeys((*boxes, *parts))


def _text(
    report: ExpectedReport,
    names: FigureNames,
    kind: PartKind,
    line: Line,
    known: frozenset[Worth],
) -> Iterator[Finding]:
    stream = numbers_of_document([line], {})
    unknown = [each for each in stream.numbers if not _is_known(names, stream, each, known)]
    false = [each for each in unknown if lead_name(stream.lead(each)) in names.names]
    text = unmarked(line.text)[:QUOTED]
    place, words = Place(line=line.number, text=text), PARTS[kind]
    if kind is PartKind.COMMENT:
        # A comment is no text of the report, and may speak of any number.
        if false:
            yield warning("DOC66", place, part=words, numbers=_listed(false), said=text)
        return
    yield from _year(report, line, kind)
    if false:
        yield error("DOC69", place, part=words, numbers=_listed(false), said=text)
    elif unknown:
        yield warning("DOC66", place, part=words, numbers=_listed(unknown), said=text)


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


def _year(
    report: ExpectedReport, line: Line, kind: PartKind = PartKind.STRUCTURED_DATA
) -> Iterator[Finding]:
    """Yield a finding if a title names another year than that of the filing."""
    year, text = report.filing.year, unmarked(line.text)
    said = with_years_in_digits(close_gaps(text))
    found = [(match["year"] or match["behind"], match[0]) for match in _TITLE_YEAR.finditer(said)]
    if kind in _ON_EVERY_PAGE:
        found += [(match["year"], match[0]) for match in _ANY_YEAR.finditer(said)]
    wrong = [now for other, now in found if year is not None and other != str(year)]
    if wrong:
        place = Place(line=line.number, text=text[:QUOTED])
        yield error("DOC65", place, was=report.title, now=wrong[0])


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
            yield from _year(report, Line(0, said))


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
