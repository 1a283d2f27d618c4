"""The lines about the body and the texts of the report, found by the names beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from disclose.core.finding import Finding, Place, warning
from disclose.core.numbers import format_plain, stored
from disclose.core.text import bare_name, squeeze
from disclose.excel.read.entries import TRUTH
from disclose.excel.read.package import Package
from disclose.excel.read.sheet import Cell, Content, Position
from disclose.form.edition.model import Edition
from disclose.form.layout.address import Address
from disclose.form.layout.book import BODY, TEXTS, YEAR, plan

_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_YEAR = re.compile(r"(\d{4})(?:\.0+)?年?度?", re.ASCII)
_LAST_DAY = 2_958_465
"""Serial number of 31 December 9999."""

_FIRST_DAY = 61
"""Serial number of 1 March 1900, before which spreadsheets count a day that never was."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Report year, lines about the body, texts and sections not found; which lines moved where."""

    year: int | None
    body: Mapping[str, str]
    texts: Mapping[str, str]
    unread: frozenset[str]
    moves: Mapping[Address, Address]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Reader:
    package: Package
    moves: dict[Address, Address] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def lines(
        self, sheet: str, homes: Mapping[str, Address], labels: Mapping[str, str]
    ) -> dict[str, str]:
        """Return the text of each line of `labels` by id; a line not found is left out."""
        cells = self.package.cells(sheet) if sheet in self.package.sheets else {}
        found = {
            name: _line(cells, homes[name], bare_name(label)) for name, label in labels.items()
        }
        self._report(sheet, {name: labels[name] for name, at in found.items() if at is None})
        there = {name: Address(sheet, *at) for name, at in found.items() if at is not None}
        self.moves |= {homes[name]: at for name, at in there.items() if homes[name] != at}
        return {name: self.text(cells.get((at.row, at.column))) for name, at in there.items()}

    def _report(self, sheet: str, lost: Mapping[str, str]) -> None:
        if lost:
            places = (Place(key=name, sheet=sheet, label=label) for name, label in lost.items())
            label = tuple(lost.values())
            self.findings.append(warning("BOOK15", *places, sheet=sheet, label=label))

    def text(self, cell: Cell | None) -> str:
        """Return what a cell shows, dates written out."""
        if cell is None or cell.text is None:
            return ""
        match cell.content:
            case Content.NUMBER:
                return self._number(cell.text, cell.style)
            case Content.BOOLEAN:
                return TRUTH.get(cell.text, cell.text)
        return cell.text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def _number(self, text: str, style: str) -> str:
        amount = stored(text)
        if amount is None:
            return text
        code = _QUOTED.sub("", self.package.style(style).format).lower()
        if "y" not in code or not _FIRST_DAY <= amount <= _LAST_DAY:
            return format_plain(amount)
        start = date(1904, 1, 1) if self.package.counts_from_1904 else date(1899, 12, 30)
        try:
            day = start + timedelta(days=int(amount))
        except OverflowError:
            return format_plain(amount)
        return f"{day.year}年{day.month}月{day.day}日"


def texts(package: Package, edition: Edition) -> Texts:
    """Return what stands on the sheets 单位信息 and 文字部分."""
    book, reader = plan(edition), _Reader(package)
    body = reader.lines(BODY, book.body, {each.id: each.label for each in edition.body})
    year = _year(reader, book.body, body)
    sections = reader.lines(TEXTS, book.texts, {each.id: each.label for each in edition.texts})
    return Texts(
        year=year,
        body={name: text for name, text in body.items() if text},
        texts={name: text for name, text in sections.items() if text},
        unread=frozenset(each.id for each in edition.texts if each.id not in sections),
        moves=reader.moves,
        findings=tuple(reader.findings),
    )


def _line(cells: Mapping[Position, Cell], home: Address, label: str) -> Position | None:
    """Return the cell right of `label`: in the home line if it is there, else where it is.

    What is printed may have a heading before the name, or a remark behind it.
    """
    if _names(cells.get((home.row, home.column - 1)), label):
        return home.row, home.column
    named = [at for at, cell in cells.items() if _names(cell, label)]
    exact = [at for at in named if _plain(cells[at]) == label]
    found = exact or named
    return (found[0][0], found[0][1] + 1) if len(found) == 1 else None


def _names(cell: Cell | None, label: str) -> bool:
    text = _plain(cell)
    return text.startswith(label) or text.endswith(label)


def _plain(cell: Cell | None) -> str:
    return bare_name(cell.text) if cell and cell.text and cell.content is Content.TEXT else ""


def _year(reader: _Reader, homes: Mapping[str, Address], body: Mapping[str, str]) -> int | None:
    """Return the report year: its line keeps its distance to the first line about the body."""
    home = homes[YEAR]
    if BODY not in reader.package.sheets:
        return None
    near = homes[next(iter(body), YEAR)]
    now = reader.moves.get(near, near)
    at = (home.row + now.row - near.row, home.column + now.column - near.column)
    cell = reader.package.cells(BODY).get(at)
    match = _YEAR.fullmatch(squeeze(cell.text or "")) if cell else None
    return int(match[1]) if match else None
