"""Numbers of an edited report that are not the workbook's, wherever they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclose.core.finding import Place
from disclose.documents.read.anchors import Level
from disclose.documents.verify.alignment import Paired
from disclose.documents.verify.expected_report import Told
from disclose.documents.verify.numerals import said_in_characters, same
from disclose.documents.verify.tables import Cell, Tabled, cell_in_characters, same_cell
from disclose.documents.verify.tokens import Number, Stream

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


def in_text(report: Told, now: Stream, paired: Paired) -> Iterator[Difference]:
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
    key: str, was: str, number: Number, now: Stream, *, copy: bool = False
) -> Iterator[Difference]:
    if not same(was, number.text):
        characters = said_in_characters(number.text, was)
        yield Difference(key, was, number.text, quoted(now, number), copy, characters)


def quoted(stream: Stream, number: Number) -> Place:
    """Return the place of a number: its line and its sentence."""
    return Place(line=number.line, text=stream.said(number)[:QUOTED] or "…")


def in_tables(report: Told, tabled: Tabled) -> Iterator[Difference]:
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


def tabled_at(report: Told, cell: Cell) -> Place:
    """Return the place of a cell: the line above the table, and its printed names."""
    figure = report.edition.figures[cell.key]
    return Place(line=cell.line, text=f"{figure.table.title} · {figure.label}")


def levels(paired: Paired, tabled: Tabled) -> dict[Level, int]:
    """Return how many figures were found by what."""
    found = [pair.level for pair in paired.pairs if pair.was.key]
    found += [cells[0].level for cells in tabled.cells.values() if cells]
    return {level: found.count(level) for level in Level}
