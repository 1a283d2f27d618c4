"""What is to be said about the numbers of an edited report: one finding for a fault."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.core.finding import Finding, Place, error, note, warning
from disclose.core.text import abridge
from disclose.documents.read.anchors import Level
from disclose.documents.read.manifest import Manifest
from disclose.documents.verify.alignment import Paired
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.tables import Tabled, TableFigure, cell_in_characters, same_cell
from disclose.documents.verify.tokens import NumberToken, Stream, said_in_characters, same
from disclose.form.edition.model import row_of
from disclose.form.edition.rule_ast import PRIOR_YEAR

# What a key or an expression is called in print, and where its figures stand in the workbook.

_KEY = re.compile(rf"(?P<last>{re.escape(PRIOR_YEAR)})?(?P<key>[a-z_]\w*(?:\.\w+)+(?:\[\w+\])?)")
_SHARE = re.compile(r"share\((?P<part>.+),(?P<whole>[^,]+)\)")
_CHANGE = re.compile(r"change\((?P<now>.+),(?P<then>[^,]+)\)")

SHOWN = 3
"""More figures of one expression than this are not all named."""


def printed_name(report: ExpectedReport, key: str) -> str:
    """Return the printed names of `key`, or of the figures that an expression is made of."""
    for pattern, sign in ((_SHARE, " ÷ "), (_CHANGE, " ↔ ")):
        if found := pattern.fullmatch(key):
            return sign.join(printed_name(report, part) for part in found.groups())
    names = [_named(report, match) for match in _KEY.finditer(key)]
    if len(names) > SHOWN:
        return f"{' + '.join(names[:SHOWN])} + …"
    return _KEY.sub(lambda match: _named(report, match), key.strip("()")) if names else key


def places(report: ExpectedReport, key: str) -> tuple[Place, ...]:
    """Return the cells of the workbook that the number called `key` is made of."""
    keys = dict.fromkeys(match["key"] for match in _KEY.finditer(key) if not match["last"])
    return tuple(_place(report, each) for each in keys if each in report.edition.figures)


def cells(found: tuple[Place, ...]) -> str:
    """Return cells as people write them, not more than a few."""
    shown = [f"{each.sheet}!{each.cell}" for each in found[:SHOWN]]
    return "、".join((*shown, "…") if len(found) > SHOWN else shown)


def _place(report: ExpectedReport, key: str) -> Place:
    entry, figure = report.filing.entries[key], report.edition.figures[key]
    return Place(key=key, sheet=entry.sheet, cell=entry.cell, typed=entry.typed, label=figure.label)


def _named(report: ExpectedReport, match: re.Match[str]) -> str:
    figure = report.edition.figures.get(match["key"])
    name = f"{figure.table.short}·{figure.label}" if figure else match["key"]
    return f"上年 {name}" if match["last"] else name


# Numbers of an edited report that are not the workbook's, wherever they stand.

QUOTED = 60
"""How many characters of a sentence are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number as the workbook has it and as the report has it, and where that is.

    `copy` says that the report has the right number as well; `characters` that it is the same
    number, written in characters.
    """

    key: str
    was: str
    now: str
    place: Place
    copy: bool = False
    characters: bool = False


def in_text(report: ExpectedReport, now: Stream, paired: Paired) -> Iterator[Difference]:
    """Yield the differences of the numbers in the text that are a figure's."""
    for pair in paired.pairs:
        if pair.was.key:
            yield from _differing(pair.was.key, pair.was.text, pair.now, now)
    for pair in paired.copies:
        yield from _differing(pair.was.key, pair.was.text, pair.now, now, copy=True)
    for number in paired.new:
        if number.key in report.printed:
            yield from _differing(number.key, report.printed[number.key], number, now, copy=True)


def _differing(
    key: str, was: str, number: NumberToken, now: Stream, *, copy: bool = False
) -> Iterator[Difference]:
    if not same(was, number.text):
        characters = said_in_characters(number.text, was)
        yield Difference(key, was, number.text, quoted(now, number), copy, characters)


def quoted(stream: Stream, number: NumberToken) -> Place:
    """Return the place of a number: its line and its sentence."""
    return Place(line=number.line, text=stream.said(number)[:QUOTED] or "…")


def in_tables(report: ExpectedReport, tabled: Tabled) -> Iterator[Difference]:
    """Yield the differences of the figures in tables, of one figure each text once."""
    for key, cells in tabled.cells.items():
        was = report.printed[key]
        wrong = [cell for cell in cells if not same_cell(report.edition, key, was, cell.text)]
        for cell in wrong:
            unit = report.edition.figures[key].measure.unit
            yield Difference(
                key,
                was,
                cell.text,
                tabled_at(report, cell),
                copy=len(wrong) < len(cells),
                characters=cell_in_characters(cell.text, was, unit),
            )


def tabled_at(report: ExpectedReport, cell: TableFigure) -> Place:
    """Return the place of a cell: the line above the table, and its printed names."""
    figure = report.edition.figures[cell.key]
    return Place(line=cell.line, text=f"{figure.table.title} · {figure.label}")


def levels(paired: Paired, tabled: Tabled) -> dict[Level, int]:
    """Return how many figures were found by what."""
    found = [pair.level for pair in paired.pairs if pair.was.key]
    found += [cells[0].level for cells in tabled.cells.values() if cells]
    return {level: found.count(level) for level in Level}


MANY = 10
"""More numbers than this that differ were not changed one by one by hand."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A report made anew, the edited one, and how their numbers were paired."""

    report: ExpectedReport
    manifest: Manifest
    was: Stream
    now: Stream
    paired: Paired
    tabled: Tabled

    def findings(self) -> Iterator[Finding]:
        """Yield everything that is to be said, numbers of the workbook first."""
        differing = [
            *in_text(self.report, self.now, self.paired),
            *in_tables(self.report, self.tabled),
        ]
        if self._other_prior_year and self._compares(differing):
            yield warning("DOC52", previous=self.manifest.making.previous)
            differing = [each for each in differing if PRIOR_YEAR not in each.key]
        wrong = [each for each in differing if not each.characters]
        old = [each for each in wrong if self._older(each, len(wrong))]
        yield from self._stale(old)
        yield from self._changed([each for each in wrong if each not in old])
        yield from self._in_characters([each for each in differing if each.characters])
        yield from self._gone()
        yield from self._tables()
        yield from self._new()

    @property
    def _other_prior_year(self) -> bool:
        """Return whether the report was made with other figures of last year than are given."""
        making = self.manifest.making
        return bool(making.previous) and making.previous_sha256 != self.report.previous_sha256

    def _compares(self, differing: Sequence[Difference]) -> bool:
        """Return whether a number that is not in order compares with last year."""
        numbers = (*self.paired.gone, *self.paired.new)
        keys = (*(each.key for each in differing), *(each.key for each in numbers))
        return any(PRIOR_YEAR in key for key in keys)

    @property
    def _other_workbook(self) -> bool:
        made, own = self.manifest.making.sha256, self.report.filing.origin.sha256
        return bool(made and own) and made != own

    @property
    def _made(self) -> Mapping[str, list[str]]:
        """Return what was printed for each expression when the report was made."""
        found: dict[str, list[str]] = {}
        for each in self.manifest.figures:
            found.setdefault(each.expression, []).append(each.text)
        return found

    def _older(self, each: Difference, count: int) -> bool:
        """Return whether a number is as the report was made, so that the workbook was changed."""
        if not self.manifest.making.sha256:
            return count > MANY
        made = self._made
        printed = made.get(each.key, ()) if made else (each.now,)
        return self._other_workbook and any(same(text, each.now) for text in printed)

    def _stale(self, old: Sequence[Difference]) -> Iterator[Finding]:
        rest = [each.key for each in self.paired.gone if self._unknown_then(each)]
        rest += [each.key for each in self.paired.new if self._unknown_now(each)]
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
        return f"{name} {each.now} → {each.was}" if each else name

    def _unknown_then(self, gone: NumberToken) -> bool:
        """Return whether the report of that time did not print such a number, or less often."""
        made = self._made
        if not (gone.key and made and self._other_workbook):
            return False
        wanted = sum(each.key == gone.key for each in self.was.numbers)
        wanted += bool(self.tabled.cells) and gone.key in self.report.printed
        return len(made.get(gone.key, ())) < wanted

    def _unknown_now(self, new: NumberToken) -> bool:
        """Return whether the report was made with a number that the workbook no longer gives."""
        if PRIOR_YEAR in new.key and self._other_prior_year:
            return False
        return bool(new.key) and self._other_workbook and new.key not in self.report.printed

    def _changed(self, wrong: Sequence[Difference]) -> Iterator[Finding]:
        groups: dict[tuple[str, str, bool], list[Difference]] = {}
        for each in wrong:
            groups.setdefault((each.key, each.now, each.copy), []).append(each)
        for (key, now, copy), same_fault in groups.items():
            own = places(self.report, key)
            yield error(
                "DOC42" if copy else "DOC40",
                *(each.place for each in same_fault),
                *own,
                figure=printed_name(self.report, key),
                now=now or "“”",
                was=same_fault[0].was or "“”",
                said=same_fault[0].place.text,
                cells=cells(own),
            )

    def _in_characters(self, found: Sequence[Difference]) -> Iterator[Finding]:
        if found:
            shown = [f"{each.now}（{each.was}）" for each in found]
            yield note("DOC46", *(each.place for each in found), numbers=abridge(shown))

    def _gone(self) -> Iterator[Finding]:
        at = {pair.was.order: pair.now.line for pair in self.paired.pairs}
        sentences: dict[int, list[NumberToken]] = {}
        for each in self.paired.gone:
            if each.key and not self._unknown_then(each):
                sentences.setdefault(each.sentence, []).append(each)
        for numbers in sentences.values():
            line = max((order for order in at if order < numbers[0].order), default=-1)
            place = Place(line=at.get(line, 0), text=self.was.said(numbers[0])[:QUOTED])
            shown = [f"{printed_name(self.report, each.key)} {each.text}" for each in numbers]
            own = [one for each in numbers for one in places(self.report, each.key)]
            yield warning("DOC41", place, *own, figures=abridge(shown), said=place.text)

    def _tables(self) -> Iterator[Finding]:
        for table in self.report.edition.tables:
            keys = [
                key for key in self.tabled.cells if self.report.edition.figures[key].table is table
            ]
            gone = [key for key in keys if not self.tabled.cells[key]]
            if gone:
                what = (table.title,) if len(gone) == len(keys) else self._lines(keys, gone)
                place = Place(line=self._line_of(keys), text=table.title)
                own = [one for key in gone for one in places(self.report, key)]
                yield error("DOC47", place, *own, what=abridge(what), count=len(gone))
        for extra in self.tabled.extras:
            place = Place(line=extra.line, text=extra.what[:QUOTED] or "…")
            numbers = abridge(extra.texts)
            if extra.official:
                yield warning("DOC48", place, what=extra.what, numbers=numbers)
            else:
                yield warning("DOC43", place, numbers=numbers)

    def _line_of(self, keys: Sequence[str]) -> int:
        lines = (cell.line for key in keys for cell in self.tabled.cells[key])
        return next(lines, 0)

    def _lines(self, keys: Sequence[str], gone: Sequence[str]) -> Sequence[str]:
        """Return the names of the rows and columns that are gone whole, and of other figures."""
        figures = self.report.edition.figures
        left = [key for key in keys if key not in gone]
        rows = {row_of(key) for key in gone} - {row_of(key) for key in left}
        shown = dict.fromkeys(figures[key].row.label for key in gone if row_of(key) in rows)
        others = [key for key in gone if row_of(key) not in rows]
        columns = {figures[key].column.id for key in others}
        columns -= {figures[key].column.id for key in left}
        shown |= dict.fromkeys(
            figures[key].column.label if figures[key].column.id in columns else figures[key].label
            for key in others
        )
        return tuple(shown)

    def _new(self) -> Iterator[Finding]:
        edited = [
            pair.now
            for pair in self.paired.pairs
            if not pair.was.key and not same(pair.was.text, pair.now.text)
        ]
        lines: dict[int, list[NumberToken]] = {}
        for each in (*self.paired.new, *edited):
            if each.text and not self._explained(each):
                lines.setdefault(each.line, []).append(each)
        for line in sorted(lines):
            first, *_ = numbers = sorted(lines[line], key=lambda each: each.order)
            yield warning(
                "DOC43",
                quoted(self.now, first),
                numbers=abridge([each.text for each in numbers]),
            )

    def _explained(self, new: NumberToken) -> bool:
        """Return whether something else is said of a number that is not expected."""
        if PRIOR_YEAR in new.key and self._other_prior_year:
            return True
        return new.key in self.report.printed or self._unknown_now(new)
