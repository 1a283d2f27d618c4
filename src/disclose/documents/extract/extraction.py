"""A document's official tables as a figures file, checked before it is handed on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from disclose.checks.cells import normalised, out_of_range, report_year, unfilled, unreadable
from disclose.checks.outcome import Checked
from disclose.checks.rules import JudgedFiling, judge_rules
from disclose.checks.run import Check, check
from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, Severity, error, note, warning
from disclose.core.language import Wording
from disclose.core.numbers import MAX_DIGITS, ZERO
from disclose.core.text import abridge, bare_name
from disclose.documents.extract.title_page import read_title_page
from disclose.documents.read.model import Document
from disclose.documents.read.omissions import omissions
from disclose.form.edition.model import Edition, Table
from disclose.form.figures import json_file
from disclose.form.figures.content import FiguresFile, Value, filing
from disclose.form.filing import Entry, Filing, Origin, State
from disclose.form.locate.in_tables import InTables, figure_blocks
from disclose.form.locate.labels import FigureBlock
from disclose.form.locate.other_names import OtherNames, locate_in_published

NO_YEAR = Wording("报告年度", "the report year")
NO_BODY = Wording("单位名称", "the name of the agency")
NEITHER = Wording("报告年度和单位名称", "the report year and the name of the agency")

YEAR_AGREES = 60
"""Weight of a report year that an edition serves, against thousandths of figures found.

Neighbouring forms share most of their rows, and a report may use the form of the year before.
"""

LONGEST = 500
"""Most characters of a figure with its notes."""

SHOWN = 80
"""How many characters of a text a message quotes."""

_NUMBER = expression(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)

CHECKS: tuple[Check, ...] = (unreadable, out_of_range, normalised, unfilled)
"""Checks of a published report besides the rules: of its figures, not of its texts.

Nor of the lines about the agency that only a workbook has.
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """The figures of a report: the check and the content of the figures file, None without any."""

    checked: Checked
    content: FiguresFile | None

    @property
    def figures(self) -> bytes | None:
        """Return the figures file as JSON, None if no table was found."""
        return None if self.content is None else json_file.write(self.content, sealed=True)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An edition compared with the document."""

    edition: Edition
    named: OtherNames
    year: int | None
    name: str

    @property
    def found(self) -> InTables:
        """Return what was found in the tables."""
        return self.named.found

    @property
    def fit(self) -> int:
        """Return how many of a thousand figures were found, and more if the year agrees."""
        share = 1000 * len(self.found.texts) // len(self.edition.figures)
        serves = self.edition.first_year <= (self.year or 0) <= self.edition.last_year
        return share + YEAR_AGREES * serves


def refused_extraction(file: str, *findings: Finding) -> Imported:
    """Return the result for a document in which nothing can be read."""
    checked = Checked(file=file, edition=None, filing=None, findings=findings, tally=None)
    return Imported(checked, None)


def extract_figures(document: Document, editions: Sequence[Edition], origin: Origin) -> Imported:
    """Return the figures of `document` by the edition of `editions` that its tables agree with."""
    candidates = [_candidate(document, edition) for edition in editions]
    best = max(candidates, key=lambda candidate: candidate.fit)
    if not best.found.texts:
        newest = max(editions, key=lambda edition: edition.first_year)
        titles = tuple(table.title for table in newest.tables)
        missing = error("DOC03", table=titles, count=0)
        return refused_extraction(document.name, *omissions(document), missing)
    content, ambiguous = _content(best)
    extracted = _filing(best, content, origin)
    edition = _for_documents(best.edition, extracted)
    judged = judge_rules(edition, extracted)
    checked = Checked(
        file=document.name,
        edition=edition,
        filing=extracted,
        findings=(
            *omissions(document),
            *_extraction_findings(best, ambiguous),
            *_check_findings(judged, _uncertain_rows(best)),
        ),
        tally=judged.tally,
    )
    return Imported(checked, content)


def _for_documents(edition: Edition, extracted: Filing) -> Edition:
    """Return `edition` without the rules that the agency is exempt from, or may be.

    A published report does not answer the questions of the sheet 单位信息; the agency's name may.
    """
    return replace(
        edition,
        rules=tuple(
            rule
            for rule in edition.rules
            if all(
                extracted.answer(line) not in ("", exempt) for line, exempt in rule.exempt.items()
            )
        ),
    )


def _candidate(document: Document, edition: Edition) -> _Candidate:
    year, name = read_title_page(document.lines, edition.title)
    rows = {table.number: table.rows for table in document.tables}
    breaks = {table.number: table.breaks for table in document.tables}
    named = locate_in_published(figure_blocks(edition), rows, breaks)
    return _Candidate(edition, named, year, name)


def _content(best: _Candidate) -> tuple[FiguresFile, tuple[str, ...]]:
    """Return the content, and the keys of figures with different texts, or one too long."""
    figures: dict[str, Value] = {}
    ambiguous: list[str] = []
    for key in best.edition.figures:
        texts = dict.fromkeys(best.found.texts.get(key, ()))
        if len(texts) == 1 and len(next(iter(texts))) <= LONGEST:
            figures[key] = _value(next(iter(texts)))
        elif texts:
            ambiguous.append(key)
    content = FiguresFile(
        edition=best.edition.id,
        year=best.year,
        body={"name": best.name} if best.name else {},
        figures=figures,
        texts={},
    )
    return content, tuple(ambiguous)


def _value(text: str) -> Value:
    if len(text) > MAX_DIGITS or not _NUMBER.fullmatch(text):
        return text
    return Decimal(text) if "." in text else int(text)


def _filing(best: _Candidate, content: FiguresFile, origin: Origin) -> Filing:
    """Return the filing to be checked.

    What was not read is missing, not blank; rows that are counted in another one are 0.
    """
    edition = best.edition
    extracted = filing(content, edition, origin)
    counted = set(_counted_in_another(best.found))
    entries: dict[str, Entry] = {}
    for key, entry in extracted.entries.items():
        known = entry
        if key in counted and key not in content.figures:
            known = Entry(key=key, state=State.COMPUTED, amount=ZERO)
        elif key not in content.figures:
            known = Entry(key=key, state=State.MISSING)
        entries[key] = known._replace(sheet=edition.figures[key].table.sheet)
    return extracted._replace(entries=entries)


def _counted_in_another(found: InTables) -> Iterator[str]:
    """Yield the keys of rows that a report does not print, since it prints their group as one."""
    for block, group in found.undivided:
        for number in block.undivided[group][1]:
            yield from block.keys[number]


def _extraction_findings(best: _Candidate, ambiguous: Sequence[str]) -> Iterator[Finding]:
    """Yield findings about the title page and the names by which the figures were found."""
    edition, found = best.edition, best.found
    if best.year is None or not best.name:
        missing = NO_BODY if best.year else NO_YEAR if best.name else NEITHER
        yield warning("DOC10", missing=missing)
    for table in edition.tables:
        yield from _gaps(edition, table, found, ambiguous)
    for block, group in found.undivided:
        label = next(one.label for one in block.table.groups if bare_name(one.label) == group)
        row = _row(edition, block, block.undivided[group][0])
        place = Place(sheet=block.table.sheet, label=label)
        yield warning("DOC08", place, group=label, row=row)
    for block, number, shown in found.renamed:
        label = _row(edition, block, number)
        place = Place(sheet=block.table.sheet, label=label, typed=shown)
        yield warning("DOC09", place, found=shown, label=label)
    for block, column, shown in best.named.columns:
        label = block.column_labels[column]
        place = Place(sheet=block.table.sheet, label=label, typed=shown)
        yield warning("DOC58", place, found=shown, label=label)
    for block, shown, numbers in found.left_out:
        place = Place(sheet=block.table.sheet, label=shown)
        yield note("DOC59", place, row=shown, numbers=numbers)


def _row(edition: Edition, block: FigureBlock, number: int) -> str:
    return edition.figures[block.keys[number][0]].row.label


def _gaps(
    edition: Edition, table: Table, found: InTables, ambiguous: Sequence[str]
) -> Iterator[Finding]:
    keys = [key for key, figure in edition.figures.items() if figure.table is table]
    read = {*found.texts, *_counted_in_another(found)} - {*ambiguous}
    gone = [key for key in keys if key not in read]
    if len(gone) == len(keys):
        at = Place(sheet=table.sheet)
        yield error("DOC03", at, table=table.title, count=len(gone))
    elif gone:
        places = [_place(edition, key, found.texts) for key in gone]
        cells = abridge([_shown(place) for place in places])
        yield error("DOC04", *places, table=table.title, count=len(gone), cells=cells)


def _place(edition: Edition, key: str, texts: Mapping[str, Sequence[str]]) -> Place:
    figure = edition.figures[key]
    typed = " | ".join(dict.fromkeys(texts.get(key, ())))[:SHOWN]
    return Place(key=key, sheet=figure.table.sheet, label=figure.label, typed=typed)


def _shown(place: Place) -> str:
    return f"{place.label} “{place.typed}”" if place.typed else place.label


def _uncertain_rows(best: _Candidate) -> Mapping[str, str]:
    """Return the keys of figures in rows put together over a page break or named otherwise.

    The values are the names of their rows.
    """
    rows = [*best.found.rejoined, *((block, number) for block, number, _ in best.found.renamed)]
    return {
        key: _row(best.edition, block, number)
        for block, number in rows
        for key in block.keys[number]
    }


def _of_document(found: Finding) -> Finding:
    """Return a finding about a document, which nobody fills in: its blanks are to be verified."""
    severity = Severity.WARNING if found.code == "CELL01" else found.severity
    return found._replace(in_document=True, severity=severity)


def _check_findings(judged: JudgedFiling, uncertain: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the findings of the checks; before them, that the figures contradict each other.

    Where a failed rule has a figure of an `uncertain` row, our reading is doubted first.
    """
    found = list(map(_of_document, check(judged, CHECKS)))
    # A title page without year or name has a finding of its own.
    if judged.filing.year is not None and judged.filing.name:
        years = report_year(judged.edition, judged.filing)
        found += [each._replace(places=(), in_document=True) for each in years]
    rules = {rule.code for rule in judged.edition.rules}
    failed = [
        finding for finding in found if finding.code in rules and finding.severity is Severity.ERROR
    ]
    codes = tuple(dict.fromkeys(finding.code for finding in failed))
    doubted = {
        (row := uncertain[place.key]): Place(sheet=place.sheet, label=row)
        for finding in failed
        for place in finding.places
        if place.key in uncertain
    }
    if doubted:
        labels = abridge([*doubted])
        yield error("DOC57", *doubted.values(), count=len(failed), codes=codes, rows=labels)
    elif failed:
        yield error("DOC05", count=len(failed), codes=codes)
    yield from found
