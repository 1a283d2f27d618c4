"""Findings about the numbers of an edited report: one finding for each error."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, error, note, warning
from disclose.core.text import abridge
from disclose.documents.read.anchors import Level
from disclose.documents.read.model import Document
from disclose.documents.read.provenance import Manifest
from disclose.documents.verify.alignment import Alignment, unnumbered
from disclose.documents.verify.beside import findings_beside
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.names import FigureNames, last_clause, lead_name
from disclose.documents.verify.statements import changed_dates, changed_statements
from disclose.documents.verify.tables import (
    TableFigure,
    TableFigures,
    cell_in_characters,
    same_cell,
)
from disclose.documents.verify.tokens import (
    QUOTED,
    NumberToken,
    Stream,
    Worth,
    agrees,
    in_characters,
    said_in_characters,
    same,
    worth,
)
from disclose.documents.verify.wording import OtherName, WordingComparison, says_as_much
from disclose.form.edition.model import row_of
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.filing import UNKNOWN
from disclose.form.printed_names import spaced

# The printed name of a key or an expression, and the cells of its figures.

_KEY = expression(rf"(?P<last>{re.escape(PRIOR_YEAR)})?(?P<key>[a-z_]\w*(?:\.\w+)+(?:\[\w+\])?)")
_SHARE = expression(r"share\((?P<part>.+),(?P<whole>[^,]+)\)")
_CHANGE = expression(r"change\((?P<now>.+),(?P<then>[^,]+)\)")

_COMPARING = expression(r"[比较]上年|[比较]上一年|[比较]去年|同比")
"""Words that compare with the prior year."""

LABEL = 20
"""Most characters of the words that lead up to a number."""

SHOWN = 3
"""Most figures of one expression that a message names."""


def printed_name(report: ExpectedReport, key: str) -> str:
    """Return the printed name of `key`, or of all figures in an expression."""
    for pattern, sign in ((_SHARE, " ÷ "), (_CHANGE, " ↔ ")):
        if found := pattern.fullmatch(key):
            return sign.join(printed_name(report, part) for part in found.groups())
    names = [_named(report, match) for match in _KEY.finditer(key)]
    if len(names) > SHOWN:
        return f"{' + '.join(names[:SHOWN])} + …"
    return _KEY.sub(lambda match: _named(report, match), spaced(key)) if names else key


def places(report: ExpectedReport, key: str) -> tuple[Place, ...]:
    """Return the cells of the workbook that the number `key` is computed from."""
    keys = dict.fromkeys(match["key"] for match in _KEY.finditer(key) if not match["last"])
    known = (*report.edition.figures, *report.edition.fees)
    return tuple(_place(report, each) for each in keys if each in known)


def cells(found: tuple[Place, ...]) -> str:
    """Return cells as people write them, at most `SHOWN`."""
    shown = [f"{each.sheet}!{each.cell}" for each in found[:SHOWN]]
    return "、".join((*shown, "…") if len(found) > SHOWN else shown)


def _place(report: ExpectedReport, key: str) -> Place:
    figure = report.edition.figure(key)
    entry = report.filing.entries.get(key) or report.filing.fees[key]
    return Place(key=key, sheet=entry.sheet, cell=entry.cell, typed=entry.typed, label=figure.label)


def _named(report: ExpectedReport, match: re.Match[str]) -> str:
    edition, key = report.edition, match["key"]
    known = key in edition.figures or key in edition.fees
    figure = edition.figure(key) if known else None
    name = f"{figure.table.short}·{figure.label}" if figure else key
    return f"上年 {name}" if match["last"] else name


# Numbers of an edited report that differ from the workbook, in text and in tables.


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of the workbook, the different one in the report, and its place there.

    `copy` says whether the report has the right number elsewhere too, `characters` whether it is
    the same number in Chinese characters.
    """

    key: str
    expected: str
    actual: str
    place: Place
    copy: bool = False
    characters: bool = False


def differences_in_text(
    report: ExpectedReport, actual: Stream, aligned: Alignment
) -> Iterator[Difference]:
    """Yield the differences of the numbers in the text that belong to a figure."""
    for pair in aligned.pairs:
        if pair.expected.key:
            yield from _difference(pair.expected.key, pair.expected.text, pair.actual, actual)
    for pair in aligned.copies:
        yield from _difference(
            pair.expected.key, pair.expected.text, pair.actual, actual, copy=True
        )
    for number in aligned.added:
        if number.key in report.printed:
            yield from _difference(
                number.key, report.printed[number.key], number, actual, copy=True
            )


def _difference(
    key: str, expected: str, number: NumberToken, actual: Stream, *, copy: bool = False
) -> Iterator[Difference]:
    if not same(expected, number.text):
        characters = said_in_characters(number.text, expected)
        yield Difference(
            key, expected, number.text, place_in_text(actual, number), copy, characters
        )


def place_in_text(stream: Stream, number: NumberToken) -> Place:
    """Return the place of a number: its line and its sentence."""
    text = stream.said(number)[:QUOTED] or "…"
    label = lead_name(stream.lead(number))[-LABEL:]
    return Place(line=number.line, text=text, typed=number.text, label=label)


def differences_in_tables(
    report: ExpectedReport, table_figures: TableFigures
) -> Iterator[Difference]:
    """Yield the differences of the figures in tables."""
    for key, cells in table_figures.cells.items():
        expected = report.printed[key]
        wrong = [cell for cell in cells if not same_cell(report.edition, key, expected, cell.text)]
        for cell in wrong:
            unit = report.edition.figures[key].measure.unit
            yield Difference(
                key,
                expected,
                cell.text,
                place_in_table(report, cell),
                copy=len(wrong) < len(cells),
                characters=cell_in_characters(cell.text, expected, unit),
            )


def place_in_table(report: ExpectedReport, cell: TableFigure) -> Place:
    """Return the place of a cell: the line above the table, and its printed names."""
    figure = report.edition.figures[cell.key]
    text = f"{figure.table.title} · {figure.label}"
    return Place(
        line=cell.line,
        text=text,
        key=cell.key,
        typed=cell.text,
        label=figure.label,
        table=figure.table.title,
    )


def is_checkable(expected: NumberToken) -> bool:
    """Return whether a number of the expected report is a figure, and known."""
    return bool(expected.key) and not _is_unknown(expected.key, expected.text)


def _is_unknown(key: str, expected: str) -> bool:
    """Return whether a number is one of the prior year, which is not given."""
    return PRIOR_YEAR in key and expected == UNKNOWN


def count_levels(aligned: Alignment, table_figures: TableFigures) -> dict[Level, int]:
    """Return how many figures were found by each kind of anchor."""
    found = [pair.level for pair in aligned.pairs if is_checkable(pair.expected)]
    found += [cells[0].level for cells in table_figures.cells.values() if cells]
    return {level: found.count(level) for level in Level}


def _texts_by_key(differing: Sequence[Difference]) -> Mapping[str, str]:
    return {each.key: each.actual for each in differing}


MANY = 10
"""If more numbers than this differ, the workbook has changed: nobody edits that many by hand."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The expected report, the edited one, and their numbers in pairs."""

    report: ExpectedReport
    manifest: Manifest
    expected: Stream
    actual: Stream
    aligned: Alignment
    table_figures: TableFigures
    names: FigureNames
    document: Document

    def findings(self) -> Iterator[Finding]:
        """Yield all findings, those about the workbook's own numbers first."""
        differing = sorted(
            (
                *differences_in_text(self.report, self.actual, self.aligned),
                *differences_in_tables(self.report, self.table_figures),
            ),
            key=lambda each: each.place.line,
        )
        unchecked = [each for each in differing if self._is_unchecked(each)]
        yield from self._prior_year_not_compared(unchecked)
        differing = [each for each in differing if each not in unchecked]
        wrong = [each for each in differing if not each.characters]
        old = [each for each in wrong if self._is_as_printed_then(each, len(wrong))]
        yield from self._workbook_changed(old)
        yield from self._changed_numbers([each for each in wrong if each not in old])
        yield from self._in_characters([each for each in differing if each.characters])
        yield from self._other_wording()
        yield from self._other_statements()
        yield from self._missing_numbers()
        yield from self._table_findings()
        yield from self._added_numbers()
        yield from findings_beside(
            self.report, self.names, self.document, self._known(), _texts_by_key(differing)
        )

    @property
    def count(self) -> int:
        """Return the count of the numbers that the report should have."""
        in_text = sum(map(self._is_wanted, self.expected.numbers))
        return in_text + len(self.table_figures.cells)

    def _known(self) -> frozenset[Worth]:
        """Return all numbers of the expected report."""
        texts = (*self.report.printed.values(), *(each.text for each in self.expected.numbers))
        said = (worth(text) or in_characters(text) for text in texts)
        return frozenset(each for each in said if each is not None)

    @property
    def _other_prior_year(self) -> bool:
        """Return whether the report was made with another prior-year file than the one given."""
        making = self.manifest.making
        other = making.previous_sha256 != self.report.previous_sha256
        return bool(making.previous) and (other or not self.report.previous)

    def _is_unchecked(self, each: Difference) -> bool:
        """Return whether a number that differs may do so because of the prior year's file."""
        other = PRIOR_YEAR in each.key and self._other_prior_year
        return other or _is_unknown(each.key, each.expected)

    def _prior_year_not_compared(self, differing: Sequence[Difference]) -> Iterator[Finding]:
        """Yield a finding with the numbers that nothing was there to compare with."""
        numbers = [each for each in self.aligned.added if self._needs_prior_year(each)]
        found = [(each.place, each.actual) for each in differing]
        found += [(place_in_text(self.actual, each), each.text) for each in numbers]
        if found:
            found.sort(key=lambda each: each[0].line)
            yield error(
                "DOC52",
                *(place for place, _ in found),
                previous=self.manifest.making.previous,
                given=self.report.previous,
                count=len(found),
                numbers=abridge([text for _, text in found]),
            )

    def _needs_prior_year(self, new: NumberToken) -> bool:
        """Return whether an added number compares with a prior year that the report was made with.

        A file without a manifest does not say so; there a sentence about a figure of this year does
        that goes on about the year before.
        """
        if self._other_prior_year:
            return PRIOR_YEAR in new.key
        if self.manifest.making.edition or self.report.previous:
            return False
        compares = _COMPARING.search(last_clause(self.actual.lead(new)))
        return bool(compares) and new.sentence in self._sentences_of_figures

    @property
    def _sentences_of_figures(self) -> frozenset[int]:
        """Return the sentences of the edited report that have a figure of the expected one."""
        pairs = (pair.actual for pair in self.aligned.pairs if pair.expected.key)
        return frozenset(each.sentence for each in pairs if each.order >= 0)

    @property
    def _other_workbook(self) -> bool:
        made, own = self.manifest.making.sha256, self.report.filing.origin.sha256
        return bool(made and own) and made != own

    @property
    def _printed_then(self) -> Mapping[str, list[str]]:
        """Return the texts that the original report printed for each expression."""
        found: dict[str, list[str]] = {}
        for each in self.manifest.figures:
            found.setdefault(each.expression, []).append(each.text)
        return found

    def _is_as_printed_then(self, each: Difference, count: int) -> bool:
        """Return whether the original report printed this: then the workbook has changed since."""
        if not each.actual:
            return False
        if not self.manifest.making.sha256:
            return count > MANY
        made = self._printed_then
        printed = made.get(each.key, ()) if made else (each.actual,)
        return self._other_workbook and any(same(text, each.actual) for text in printed)

    def _workbook_changed(self, old: Sequence[Difference]) -> Iterator[Finding]:
        rest = [each.key for each in self.aligned.missing if self._was_not_printed_then(each)]
        rest += [each.key for each in self.aligned.added if self._is_not_printed_now(each)]
        first: dict[str, Difference] = {}
        for each in old:
            first.setdefault(each.key, each)
        named = sorted((*first, *rest), key=lambda key: key not in self.report.edition.figures)
        if named:
            shown = [self._shown(key, first.get(key)) for key in dict.fromkeys(named)]
            at = [place for each in old for place in (each.place, *places(self.report, each.key))]
            yield error("DOC44", *at, count=len(shown), numbers=abridge(shown))
        elif self._other_workbook:
            yield note("DOC45", workbook=self.manifest.making.workbook)

    def _shown(self, key: str, each: Difference | None) -> str:
        name = printed_name(self.report, key)
        return f"{name} {each.actual} → {each.expected}" if each else name

    def _was_not_printed_then(self, missing: NumberToken) -> bool:
        """Return whether the original report lacked this number, or printed it less often."""
        made = self._printed_then
        if not (missing.key and made and self._other_workbook):
            return False
        wanted = sum(each.key == missing.key for each in self.expected.numbers)
        wanted += bool(self.table_figures.cells) and missing.key in self.report.printed
        return len(made.get(missing.key, ())) < wanted

    def _is_not_printed_now(self, new: NumberToken) -> bool:
        """Return whether the original report had this number and the workbook gives it no more."""
        if PRIOR_YEAR in new.key and self._other_prior_year:
            return False
        return bool(new.key) and self._other_workbook and new.key not in self.report.printed

    def _changed_numbers(self, wrong: Sequence[Difference]) -> Iterator[Finding]:
        groups: dict[tuple[str, str, bool], list[Difference]] = {}
        for each in wrong:
            groups.setdefault((each.key, each.actual, each.copy), []).append(each)
        for (key, actual, copy), same_fault in groups.items():
            own = places(self.report, key)
            yield error(
                "DOC42" if copy else "DOC40",
                *(each.place for each in same_fault),
                *own,
                figure=printed_name(self.report, key),
                now=actual or "“”",
                was=same_fault[0].expected or "“”",
                said=same_fault[0].place.text,
                cells=cells(own),
            )

    def _in_characters(self, found: Sequence[Difference]) -> Iterator[Finding]:
        if found:
            shown = [f"{each.actual}（{each.expected}）" for each in found]
            yield note("DOC46", *(each.place for each in found), numbers=abridge(shown))

    def _other_wording(self) -> Iterator[Finding]:
        year = self.report.filing.year
        wording = WordingComparison(self.names, self.expected, self.actual, year)
        for each in wording.faults(self.aligned):
            at, own = place_in_text(self.actual, each.number), places(self.report, each.key)
            figure, number = printed_name(self.report, each.key), each.number.text
            if isinstance(each, OtherName):
                yield error(
                    "DOC62",
                    at,
                    *own,
                    figure=figure,
                    number=number,
                    name=each.said,
                    was=each.expected or figure,
                    said=at.text,
                    cells=cells(own),
                )
            else:
                yield error(
                    "DOC63", at, *own, figure=figure, number=number, word=each.word, said=at.text
                )

    def _other_statements(self) -> Iterator[Finding]:
        for each in changed_statements(self.report, self.names, self.expected, self.actual):
            place = Place(line=each.sentence.line, text=each.sentence.text[:QUOTED])
            yield error("DOC64", place, was=each.was, now=each.now)
        for each in changed_dates(self.report, self.expected, self.actual):
            place = Place(line=each.sentence.line, text=each.sentence.text[:QUOTED])
            yield error("DOC65", place, was=each.was, now=each.now)

    def _missing_numbers(self) -> Iterator[Finding]:
        at = {pair.expected.order: pair.actual.line for pair in self.aligned.pairs}
        sentences: dict[int, list[NumberToken]] = {}
        for each in self.aligned.missing:
            if self._is_wanted(each) and not self._was_not_printed_then(each):
                sentences.setdefault(each.sentence, []).append(each)
        for numbers in sentences.values():
            line = max((order for order in at if order < numbers[0].order), default=-1)
            place = Place(line=at.get(line, 0), text=self.expected.said(numbers[0])[:QUOTED])
            shown = [f"{printed_name(self.report, each.key)} {each.text}" for each in numbers]
            own = [one for each in numbers for one in places(self.report, each.key)]
            if self._is_left_out(numbers):
                yield error("DOC61", place, *own, figures=abridge(shown), said=place.text)
            else:
                yield warning("DOC41", place, *own, figures=abridge(shown), said=place.text)

    def _is_wanted(self, expected: NumberToken) -> bool:
        """Return whether the report should have a number: one that compares only if others do."""
        compares = PRIOR_YEAR in expected.key
        return is_checkable(expected) and (not compares or self._was_compared)

    @property
    def _was_compared(self) -> bool:
        """Return whether the report was compiled with a prior year.

        If no manifest says so, one number that compares with that year does.
        """
        known = self.manifest.making.edition
        return bool(known) or any(PRIOR_YEAR in each.expected.key for each in self.aligned.pairs)

    def _is_left_out(self, missing: Sequence[NumberToken]) -> bool:
        """Return whether all figures of a sentence are gone, and stand in no new sentence.

        A chart may be left out. Rows of tables are no sentences: in a document without tables they
        may have any layout.
        """
        first = missing[0]
        if first.line in self.report.drawn or first.line >= len(self.report.lines):
            return False
        whole = self.expected.sentences[first.sentence].numbers
        figures = sum(bool(self.expected.numbers[order].key) for order in whole)
        known = {unnumbered(each) for each in self.expected.sentences}
        new = [
            each.text
            for each in self.aligned.added
            if unnumbered(self.actual.sentences[each.sentence]) not in known
        ]
        elsewhere = all(any(agrees(each.text, text) for text in new) for each in missing)
        return figures == len(missing) and not elsewhere

    def _table_findings(self) -> Iterator[Finding]:
        for table in self.report.edition.tables:
            keys = [
                key
                for key in self.table_figures.cells
                if self.report.edition.figures[key].table is table
            ]
            missing = [key for key in keys if not self.table_figures.cells[key]]
            if missing:
                what = (table.title,) if len(missing) == len(keys) else self._lines(keys, missing)
                place = Place(line=self._line_of(keys), text=table.title)
                own = [one for key in missing for one in places(self.report, key)]
                yield error("DOC47", place, *own, what=abridge(what), count=len(missing))
        for extra in self.table_figures.extras:
            place = Place(line=extra.line, text=extra.what[:QUOTED] or "…")
            numbers = abridge(extra.texts)
            if extra.official:
                yield warning("DOC48", place, what=extra.what, numbers=numbers)
            else:
                yield warning("DOC43", place, numbers=numbers)

    def _line_of(self, keys: Sequence[str]) -> int:
        lines = (cell.line for key in keys for cell in self.table_figures.cells[key])
        return next(lines, 0)

    def _lines(self, keys: Sequence[str], missing: Sequence[str]) -> Sequence[str]:
        """Return the names of whole rows and columns that are missing, and of other figures."""
        figures = self.report.edition.figures
        left = [key for key in keys if key not in missing]
        rows = {row_of(key) for key in missing} - {row_of(key) for key in left}
        shown = dict.fromkeys(figures[key].row.label for key in missing if row_of(key) in rows)
        others = [key for key in missing if row_of(key) not in rows]
        columns = {figures[key].column.id for key in others}
        columns -= {figures[key].column.id for key in left}
        shown |= dict.fromkeys(
            figures[key].column.label if figures[key].column.id in columns else figures[key].label
            for key in others
        )
        return tuple(shown)

    def _added_numbers(self) -> Iterator[Finding]:
        edited = [
            pair.actual
            for pair in self.aligned.pairs
            if not pair.expected.key and not agrees(pair.expected.text, pair.actual.text)
        ]
        lines: dict[int, list[NumberToken]] = {}
        for each in (*self.aligned.added, *edited):
            if each.text and not self._is_explained(each):
                lines.setdefault(each.line, []).append(each)
        for line in sorted(lines):
            first, *_ = numbers = sorted(lines[line], key=lambda each: each.order)
            yield warning(
                "DOC43",
                place_in_text(self.actual, first),
                numbers=abridge([each.text for each in numbers]),
            )

    def _is_explained(self, new: NumberToken) -> bool:
        """Return whether another finding covers an added number, or its own name says it right."""
        if self._needs_prior_year(new):
            return True
        if new.key in self.report.printed or self._is_not_printed_now(new):
            return True
        return says_as_much(self.names, self.actual, new, self.report.filing.year)
