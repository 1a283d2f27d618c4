"""The sheets of the workbook that is marked: one inserted, ours removed, links between cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from lxml.etree import _Element as Element

from disclose.core.errors import UnmarkableError
from disclose.core.finding import Place
from disclose.core.text import unified
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
from disclose.excel.mark.pristine import LIST_PART

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class SheetTab:
    """A worksheet: its name as the workbook writes it, its part, its entry among the sheets."""

    name: str
    part: str
    entry: Element

    @property
    def sheet(self) -> str:
        """Return the name by which findings call the sheet."""
        return unified(normalize("NFC", self.name)).strip()


class WorkbookPart:
    """The part of a package that lists the sheets and the defined names."""

    def __init__(self, package: EditedPackage) -> None:
        """Find the workbook part of `package`.

        Raises:
            UnmarkableError: there is none.
        """
        self.package = package
        linked = package.linked_part("", "officeDocument")
        self.part = linked or package.find_part("xl/workbook.xml")
        self.root = package.tree(self.part)

    @property
    def links(self) -> str:
        """Return the namespace of links between parts, in the strict or transitional dialect."""
        return _STRICT_LINKS if namespace_of(self.root) == STRICT else _LINKS

    @property
    def link_id(self) -> str:
        """Return the name of the attribute that holds the id of a link."""
        return f"{{{self.links}}}id"

    @property
    def _entries(self) -> list[Element]:
        return list(children(first_child(self.root, "sheets"), "sheet"))

    @property
    def tabs(self) -> tuple[SheetTab, ...]:
        """Return the worksheets in the order of the tabs; sheets of other kinds are left out."""
        targets = {
            link.id: link.target
            for link in self.package.links_of(self.part)
            if link.kind == "worksheet"
        }
        linked = ((entry.get(self.link_id, ""), entry) for entry in self._entries)
        return tuple(
            SheetTab(entry.get("name", ""), targets[link], entry)
            for link, entry in linked
            if link in targets
        )

    def insert_first(self, wanted: str, data: bytes, area: str, titles: str) -> None:
        """Insert the worksheet `data` before all others and show it first.

        It is called `wanted`, with a number if another sheet has that name. `area` is printed, e.g.
        `$A$1:$G$9`, the rows `titles` of it on every page, e.g. `$4:$4`.

        Raises:
            UnmarkableError: the workbook part has no list of sheets.
        """
        sheets = first_child(self.root, "sheets")
        if sheets is None:
            raise UnmarkableError(self.part)
        name = self._unused_name(wanted)
        part = self.package.add_part(LIST_PART, data, WORKSHEET_TYPE)
        link = self.package.add_link(self.part, f"{self.links}/worksheet", part, "rIdProblems")
        numbers = (entry.get("sheetId", "") for entry in self._entries)
        number = 1 + max((int(text) for text in numbers if text.isdigit()), default=0)
        entry = new_element(self.root, "sheet", {"name": name, "sheetId": number})
        entry.set(self.link_id, link)
        sheets.insert(0, entry)
        self._renumber_local_names(-1, 1)
        names = child_or_new(self.root, "definedNames", WORKBOOK)
        for place, (kind, cells) in enumerate((("Area", area), ("Titles", titles))):
            printed = {"name": f"_xlnm.Print_{kind}", "localSheetId": 0}
            names.insert(place, new_element(self.root, "definedName", printed, f"'{name}'!{cells}"))
        self.show_first()

    def remove(self, tab: SheetTab) -> None:
        """Remove a worksheet with its part, its comments, its links and its defined names."""
        number = self._entries.index(tab.entry)
        link_id = tab.entry.get(self.link_id, "")
        remove_element(tab.entry)
        for link in list(self.package.links_of(self.part)):
            if link.id == link_id:
                self.package.remove_link(link, self.part)
        for link in list(self.package.links_of(tab.part)):
            # Parts of other kinds, such as pictures, may belong to other sheets, too.
            if link.kind in {"comments", "vmlDrawing", "printerSettings"}:
                self.package.remove_part(link.target)
        self.package.remove_part(tab.part)
        self._remove_names(number, tab.name)
        self._renumber_local_names(number, -1)

    def _unused_name(self, wanted: str) -> str:
        taken = {entry.get("name", "").casefold() for entry in self._entries}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted} ({number})"
        return name

    def _names(self) -> list[Element]:
        return list(children(first_child(self.root, "definedNames"), "definedName"))

    def _remove_names(self, number: int, sheet: str) -> None:
        for name in self._names():
            text = (name.text or "").replace("'", "")
            if name.get("localSheetId") == str(number) or text.startswith(f"{sheet}!"):
                remove_element(name)
        names = first_child(self.root, "definedNames")
        if names is not None and not len(names):
            remove_element(names)

    def _renumber_local_names(self, after: int, by: int) -> None:
        """Add `by` to the sheet numbers above `after` in the names that belong to one sheet.

        Such a name, e.g. a print area, gives the position of its sheet among the tabs, and an
        inserted or removed sheet moves all that follow.
        """
        for name in self._names():
            number = name.get("localSheetId", "")
            if number.isdigit() and int(number) > after:
                name.set("localSheetId", str(int(number) + by))

    def show_first(self) -> None:
        """Show the first sheet when the workbook is opened, and select no other sheet.

        Whatever is typed into one of several selected sheets goes into all of them.
        """
        for view in children(first_child(self.root, "bookViews"), "workbookView"):
            for attribute in ("activeTab", "firstSheet"):
                view.attrib.pop(attribute, None)
        for number, tab in enumerate(self.tabs):
            views = first_child(self.package.tree(tab.part), "sheetViews")
            for view in children(views, "sheetView"):
                if number:
                    view.attrib.pop("tabSelected", None)
                else:
                    view.set("tabSelected", "1")


def add_links(book: WorkbookPart, sheet: Element, places: Mapping[str, Place]) -> None:
    """Make cells of a worksheet, by their A1 names, lead to `places`.

    A place outside the workbook, such as a cell of another file, gets no link.
    """
    names = {tab.sheet: tab.name for tab in book.tabs}
    linked = {
        cell: place for cell, place in places.items() if place.sheet in names and not place.file
    }
    if not linked:
        return
    listed = child_or_new(sheet, "hyperlinks", WORKSHEET)
    for cell, place in linked.items():
        name = names[place.sheet].replace("'", "''")
        location = f"'{name}'!{place.cell or 'A1'}"
        listed.append(new_element(sheet, "hyperlink", {"ref": cell, "location": location}))
