"""A workbook file and its parts: list of sheets, sheets, shared texts, styles, properties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import Element, MarkupMeter, Relationship, elements, relationships
from disclose.core.package import ZipPackage, relationships_part
from disclose.core.text import unified
from disclose.excel.read.formats import PLAIN, Style, index, parse_styles
from disclose.excel.read.refused import MAX_PART, RefusedWorkbookError, refusing, unpack
from disclose.excel.read.shared_strings import read_shared_strings
from disclose.excel.read.sheet import (
    MAX_FILLED,
    TOO_MANY_FILLED,
    RawCell,
    RawSheet,
)
from disclose.excel.read.skeletons import read_sheet
from disclose.form.layout.address import Position

TOO_MANY_SHEETS = Wording("工作表超过 {most} 张", "more than {most} sheets")

WORKBOOK = "xl/workbook.xml"
PROPERTIES = "docprops/custom.xml"

MAX_SHEETS = 255
"""Most sheets of a workbook; a template has about ten."""


@dataclass(frozen=True)
class WorkbookPackage:
    """An opened workbook file; its parts are read when they are asked for."""

    zip: ZipPackage

    @cached_property
    def _read(self) -> dict[str, RawSheet]:
        return {}

    @cached_property
    def _markup(self) -> MarkupMeter:
        return MarkupMeter()

    @refusing()
    def part(self, name: str) -> bytes | None:
        """Return the bytes of a part, None if there is none."""
        data = self.zip.read(name, MAX_PART)
        if data is not None:
            self._markup.add(name, data)
        return data

    def needed(self, name: str) -> bytes:
        """Return the bytes of a part that every workbook has."""
        data = self.part(name)
        if data is None:
            raise RefusedWorkbookError(error("BOOK04", what=name))
        return data

    @refusing()
    def _elements(self, name: str, data: bytes) -> Sequence[Element]:
        return elements(data, name)

    @refusing()
    def _relationships(self, source: str, data: bytes) -> Sequence[Relationship]:
        return tuple(relationships(data, relationships_part(source), source))

    @cached_property
    def _workbook(self) -> str:
        root = self.part(relationships_part("")) or b"<none/>"
        for link in self._relationships("", root):
            if link.kind == "officeDocument":
                return link.target
        return WORKBOOK

    @cached_property
    def _links(self) -> Mapping[str, Relationship]:
        """Relationships of the workbook part by their ids."""
        part = self._workbook
        data = self.needed(relationships_part(part))
        return {link.id: link for link in self._relationships(part, data)}

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """Part of each sheet by its usual name, in the order of the tabs."""
        entries = [attributes for tag, attributes, _ in self._book if tag == "sheet"]
        if len(entries) > MAX_SHEETS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_SHEETS, most=MAX_SHEETS))
        written = {attributes.get("name", ""): attributes.get("id", "") for attributes in entries}
        listed: dict[str, str] = {}
        for name, link in written.items():
            # Of two sheets whose names differ in such trifles the second keeps its written name.
            usual = usual_name(name)
            taken = usual in listed or (usual != name and usual in written)
            listed[name if taken else usual] = link
        missing = next((name for name, link in listed.items() if link not in self._links), None)
        if missing is not None:
            raise RefusedWorkbookError(error("BOOK04", what=missing))
        return {name: self._links[link].target for name, link in listed.items()}

    @cached_property
    def _book(self) -> Sequence[Element]:
        return self._elements(self._workbook, self.needed(self._workbook))

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether dates are counted from 1904 instead of 1900."""
        return any(
            attributes.get("date1904") in {"1", "true"}
            for tag, attributes, _ in self._book
            if tag == "workbookPr"
        )

    def cells(self, sheet: str) -> Mapping[Position, RawCell]:
        """Return the cells of a sheet that hold something, by zero-based row and column.

        Raises:
            RefusedWorkbookError: the sheet's part is missing, damaged or unsafe.
        """
        return self.sheet(sheet).cells

    def sheet(self, name: str) -> RawSheet:
        """Return the sheet `name`; raises as `cells`."""
        if name not in self._read:
            part = self.sheets[name]
            data, strings = self.needed(part), self._strings
            with refusing():
                self._read[name] = read_sheet(data, part, strings)
            if sum(len(sheet.cells) for sheet in self._read.values()) > MAX_FILLED:
                raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_FILLED, most=MAX_FILLED))
        return self._read[name]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Names of the sheets that are hidden."""
        hidden = {
            usual_name(attributes.get("name", ""))
            for tag, attributes, _ in self._book
            if tag == "sheet" and attributes.get("state") in {"hidden", "veryHidden"}
        }
        return frozenset(hidden)

    @cached_property
    @refusing()
    def _strings(self) -> Sequence[str]:
        data = self.part(self._linked("sharedStrings"))
        return read_shared_strings(data) if data else ()

    @cached_property
    @refusing()
    def _styles(self) -> Sequence[Style]:
        part = self._linked("styles")
        data = self.part(part)
        return parse_styles(data, part) if data else ()

    def style(self, number: str) -> Style:
        """Return a cell style by its number, the plain one if it is not known."""
        at = index(number)
        return self._styles[at] if at < len(self._styles) else PLAIN

    def _linked(self, kind: str) -> str:
        links = self._links.values()
        return next((link.target for link in links if link.kind == kind), "")

    def properties(self) -> Mapping[str, str]:
        """Return the custom properties of the document; values as text."""
        data = self.part(PROPERTIES)
        if not data:
            return {}
        found: dict[str, str] = {}
        value = ""
        for tag, attributes, text in self._elements(PROPERTIES, data):
            if tag == "property":
                found[attributes.get("name", "")] = value
            value = text
        return found


def usual_name(sheet: str) -> str:
    """Return the name of a sheet in the form in which sheets are looked up.

    People type spaces around it, and some programs decompose its characters (NFD).
    """
    return unified(normalize("NFC", sheet)).strip()


def open_package(data: bytes) -> WorkbookPackage:
    """Return the workbook file in `data`.

    Raises:
        RefusedWorkbookError: as `unpack`.
    """
    return WorkbookPackage(unpack(data))
