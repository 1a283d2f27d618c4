"""The workbook's list of sheets: one put in front, ours taken out, what counts sheets corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from lxml.etree import _Element as Element

from disclose.core.errors import UnmarkableError
from disclose.core.finding import Place
from disclose.excel.mark.edited_package import (
    WORKBOOK,
    WORKSHEET,
    EditedPackage,
    child_or_new,
    children,
    first_child,
    namespace_of,
    new_element,
    remove_element,
)

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
PART = "xl/worksheets/problems.xml"
"""Name of the part of the list: any program that saves the workbook names its sheets anew."""


@dataclass(frozen=True, slots=True)
class SheetTab:
    """A sheet of the workbook: its name as written, its part, its entry in the list."""

    name: str
    part: str
    entry: Element

    @property
    def usual(self) -> str:
        """Return the name as findings give it."""
        return normalize("NFC", self.name).strip()


class WorkbookPart:
    """The workbook part of a package."""

    def __init__(self, package: EditedPackage) -> None:
        """Find the workbook part of `package`.

        Raises:
            UnmarkableError: there is none.
        """
        self.package = package
        self.part = package.linked("", "officeDocument") or package.named("xl/workbook.xml")
        self.root = package.tree(self.part)

    @property
    def links(self) -> str:
        """Return the namespace of links between parts, as this file's dialect has it."""
        return _STRICT_LINKS if namespace_of(self.root) == STRICT else _LINKS

    @property
    def _entries(self) -> list[Element]:
        return list(children(first_child(self.root, "sheets"), "sheet"))

    @property
    def tabs(self) -> tuple[SheetTab, ...]:
        """Return the sheets that are worksheets, in the order of the tabs."""
        targets = {
            each.id: each.target
            for each in self.package.links(self.part)
            if each.kind == "worksheet"
        }
        linked = ((each.get(f"{{{self.links}}}id", ""), each) for each in self._entries)
        return tuple(
            SheetTab(entry.get("name", ""), targets[link], entry)
            for link, entry in linked
            if link in targets
        )

    def put_in_front(self, wanted: str, data: bytes, titles: str) -> str:
        """Put a worksheet before all others, shown first, and return its name.

        The name is `wanted`, with a number if a sheet is called so; `titles` are the rows repeated
        in print, e.g. `$4:$4`.
        """
        sheets = first_child(self.root, "sheets")
        if sheets is None:
            raise UnmarkableError(self.part)
        name = self._free(wanted)
        part = self.package.add(PART, data, WORKSHEET_TYPE)
        link = self.package.link(self.part, f"{self.links}/worksheet", part, "rIdProblems")
        numbers = (each.get("sheetId", "") for each in self._entries)
        number = 1 + max((int(each) for each in numbers if each.isdigit()), default=0)
        entry = new_element(self.root, "sheet", {"name": name, "sheetId": number})
        entry.set(f"{{{self.links}}}id", link)
        sheets.insert(0, entry)
        self._shift(-1, 1)
        names = child_or_new(self.root, "definedNames", WORKBOOK)
        print_titles = {"name": "_xlnm.Print_Titles", "localSheetId": 0}
        names.insert(0, new_element(self.root, "definedName", print_titles, f"'{name}'!{titles}"))
        self.show_first()
        return name

    def remove(self, tab: SheetTab) -> None:
        """Remove a worksheet with what only it has: its part, its links, its names."""
        number = self._entries.index(tab.entry)
        link_id = tab.entry.get(f"{{{self.links}}}id", "")
        remove_element(tab.entry)
        for link in list(self.package.links(self.part)):
            if link.id == link_id:
                self.package.unlink(link, self.part)
        for own in list(self.package.links(tab.part)):
            if own.kind in {"comments", "vmlDrawing", "printerSettings"}:
                self.package.drop(own.target)
        self.package.drop(tab.part)
        self._drop_names(number, tab.name)
        self._shift(number, -1)

    def _free(self, wanted: str) -> str:
        taken = {each.get("name", "").casefold() for each in self._entries}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted} ({number})"
        return name

    def _names(self) -> list[Element]:
        return list(children(first_child(self.root, "definedNames"), "definedName"))

    def _drop_names(self, number: int, sheet: str) -> None:
        for each in self._names():
            text = (each.text or "").replace("'", "")
            if each.get("localSheetId") == str(number) or text.startswith(f"{sheet}!"):
                remove_element(each)
        names = first_child(self.root, "definedNames")
        if names is not None and not len(names):
            remove_element(names)

    def _shift(self, after: int, by: int) -> None:
        """Correct the numbers of sheets above `after` in the names that belong to one sheet."""
        for each in self._names():
            number = each.get("localSheetId", "")
            if number.isdigit() and int(number) > after:
                each.set("localSheetId", str(int(number) + by))

    def show_first(self) -> None:
        """Make the first sheet the one that is shown, and no other selected along with it.

        Sheets that are selected together are typed into together.
        """
        for view in children(first_child(self.root, "bookViews"), "workbookView"):
            for number in ("activeTab", "firstSheet"):
                view.attrib.pop(number, None)
        for place, tab in enumerate(self.tabs):
            views = first_child(self.package.tree(tab.part), "sheetViews")
            for view in children(views, "sheetView"):
                if place:
                    view.attrib.pop("tabSelected", None)
                else:
                    view.set("tabSelected", "1")


# Links within the workbook, from a cell to the cell that a finding is about.


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """The sheets that a link can lead to: their names as the workbook writes them."""

    sheets: Mapping[str, str]

    @classmethod
    def of(cls, book: WorkbookPart) -> "LinkTargets":
        """Return the worksheets of `book`, by their usual names."""
        return cls({tab.usual: tab.name for tab in book.tabs})

    def location(self, place: Place) -> str:
        """Return where a link to `place` leads, empty if it is no place of this workbook."""
        if place.file or place.sheet not in self.sheets:
            return ""
        name = self.sheets[place.sheet].replace("'", "''")
        return f"'{name}'!{place.cell or 'A1'}"


def add_links(sheet: Element, places: Mapping[str, Place], targets: LinkTargets) -> None:
    """Make cells of a sheet lead to `places`, as far as these are in the workbook."""
    locations = {cell: targets.location(place) for cell, place in places.items()}
    there = {cell: location for cell, location in locations.items() if location}
    if not there:
        return
    listed = child_or_new(sheet, "hyperlinks", WORKSHEET)
    for cell, location in there.items():
        listed.append(new_element(sheet, "hyperlink", {"ref": cell, "location": location}))
