"""A workbook file and its parts: list of sheets, sheets, shared texts, styles, properties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from disclose.core.bounded_cache import remembered
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import MarkupMeter, Relationship, elements, relationships
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


# The small parts, most of which are the same in many workbooks of a form.


class _ListedSheet(NamedTuple):
    """A sheet as the workbook part lists it; `link` is the id of the relationship to its part."""

    name: str
    link: str
    hidden: bool


class _WorkbookPart(NamedTuple):
    """The content of the workbook part."""

    tabs: tuple[_ListedSheet, ...]
    counts_from_1904: bool


_remembered = partial(remembered, most=4 << 20, times=20)
"""For small parts: what is kept of an element takes less than 20 times its bytes."""


@_remembered()
def _book(data: bytes, part: str) -> _WorkbookPart:
    found = elements(data, part)
    tabs = (
        _ListedSheet(
            attributes.get("name", ""),
            attributes.get("id", ""),
            attributes.get("state") in {"hidden", "veryHidden"},
        )
        for tag, attributes, _ in found
        if tag == "sheet"
    )
    return _WorkbookPart(
        tuple(tabs),
        any(
            attributes.get("date1904") in {"1", "true"}
            for tag, attributes, _ in found
            if tag == "workbookPr"
        ),
    )


@_remembered()
def _relationships(data: bytes, source: str) -> Sequence[Relationship]:
    """Return the relationships of the part `source`; `data` is the list of them."""
    return tuple(relationships(data, relationships_part(source), source))


@_remembered()
def _properties(data: bytes, part: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    value = ""
    for tag, attributes, text in elements(data, part):
        if tag == "property":
            found[attributes.get("name", "")] = value
        value = text
    return MappingProxyType(found)


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

    @cached_property
    @refusing()
    def _workbook(self) -> str:
        root = self.part(relationships_part("")) or b"<none/>"
        for link in _relationships(root, ""):
            if link.kind == "officeDocument":
                return link.target
        return WORKBOOK

    @cached_property
    @refusing()
    def _links(self) -> Mapping[str, Relationship]:
        """Relationships of the workbook part by their ids."""
        part = self._workbook
        data = self.needed(relationships_part(part))
        return {link.id: link for link in _relationships(data, part)}

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """Part of each sheet by its usual name, in the order of the tabs."""
        tabs = self._book.tabs
        if len(tabs) > MAX_SHEETS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_SHEETS, most=MAX_SHEETS))
        written = {tab.name: tab.link for tab in tabs}
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
    @refusing()
    def _book(self) -> _WorkbookPart:
        return _book(self.needed(self._workbook), self._workbook)

    @property
    def counts_from_1904(self) -> bool:
        """Whether dates are counted from 1904 instead of 1900."""
        return self._book.counts_from_1904

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
        return frozenset(usual_name(tab.name) for tab in self._book.tabs if tab.hidden)

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

    @refusing()
    def properties(self) -> Mapping[str, str]:
        """Return the custom properties of the document; values as text."""
        data = self.part(PROPERTIES)
        return _properties(data, PROPERTIES) if data else {}


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
