"""The sheets of the workbook that is marked: one inserted, ours removed, links between cells."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from disclose.core.edited_package import EditedPackage
from disclose.core.edits import Edits, escaped, new_element
from disclose.core.errors import UnmarkableError
from disclose.core.finding import Place
from disclose.core.package import PackageError
from disclose.core.text import unified
from disclose.core.tree import Node, whole
from disclose.excel.mark.pristine import LIST_PART
from disclose.excel.mark.sheet_markup import WORKBOOK, WORKSHEET, append_to_list, insert_in_order
from disclose.excel.read.refused import unpack

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class SheetTab:
    """A worksheet: its name as the workbook writes it, its part, the id of its link."""

    name: str
    part: str
    link: str

    @property
    def sheet(self) -> str:
        """Return the name by which findings call the sheet."""
        return unified(normalize("NFC", self.name)).strip()


def open_to_edit(data: bytes) -> EditedPackage:
    """Return the parts of the workbook file `data`.

    Raises:
        RefusedWorkbookError: it is not a workbook.
        UnmarkableError: a part is damaged, perhaps one that the reader of workbooks skips.
    """
    archive = unpack(data)
    try:
        return EditedPackage(archive.parts())
    except PackageError as error:
        raise UnmarkableError(error.part) from error


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
        self.namespace = self.root.namespace
        self.links = _STRICT_LINKS if self.namespace == STRICT else _LINKS
        """The namespace of links between parts, in the strict or transitional dialect."""

    @property
    def root(self) -> Node:
        """Return the root of the part as it is now."""
        return self.package.root(self.part)

    def linking(self, root: Node, link: str) -> Mapping[str, str]:
        """Return the attribute by which an element of a part, below `root`, holds a link."""
        prefix = root.prefix_of(self.links)
        return {f"{prefix}:id": link} if prefix else {"xmlns:r": self.links, "r:id": link}

    @property
    def tabs(self) -> tuple[SheetTab, ...]:
        """Return the worksheets in the order of the tabs; sheets of other kinds are left out."""
        links = self.package.links_of(self.part)
        targets = {link.id: link.target for link in links if link.kind == "worksheet"}
        linked = ((self._link(entry), entry) for entry in self.root.iterfind("sheets/sheet"))
        return tuple(
            SheetTab(entry.get("name") or "", targets[link], link)
            for link, entry in linked
            if link in targets
        )

    def _link(self, entry: Node) -> str:
        return entry.get("id", self.links) or ""

    def insert_first(self, wanted: str, data: bytes, area: str, titles: str) -> None:
        """Insert the worksheet `data` before all others and show it first.

        It is called `wanted`, with a number if another sheet has that name. `area` is printed, e.g.
        `$A$1:$G$9`, the rows `titles` of it on every page, e.g. `$4:$4`.

        Raises:
            UnmarkableError: the workbook part has no list of sheets.
        """
        sheets = self.root.find("sheets")
        if sheets is None:
            raise UnmarkableError(self.part)
        name = self._unused_name(wanted)
        part = self.package.add_part(LIST_PART, data, WORKSHEET_TYPE)
        link = self.package.add_link(self.part, f"{self.links}/worksheet", part, "rIdProblems")
        numbers = (whole(entry.get("sheetId")) for entry in self.root.iterfind("sheets/sheet"))
        number = 1 + max((number or 0 for number in numbers), default=0)
        with self.package.edit(self.part) as edits:
            root = edits.tree.root
            entry = {"name": name, "sheetId": number, **self.linking(root, link)}
            edits.prepend(sheets, new_element(root, "sheet", entry))
            _renumber(edits, -1, 1)
            self._add_names(edits, {"Area": f"'{name}'!{area}", "Titles": f"'{name}'!{titles}"})
        self.show_first()

    def _add_names(self, edits: Edits, printed: Mapping[str, str]) -> None:
        """Add the names that say of the first sheet what is printed."""
        root = edits.tree.root
        names = "".join(
            new_element(
                root,
                "definedName",
                {"name": f"_xlnm.Print_{kind}", "localSheetId": 0},
                escaped(cells),
            )
            for kind, cells in printed.items()
        )
        listed = root.find("definedNames")
        if listed is None:
            names = new_element(root, "definedNames", {}, names)
            insert_in_order(edits, root, "definedNames", names, WORKBOOK)
        else:
            edits.prepend(listed, names)

    def remove(self, tab: SheetTab) -> None:
        """Remove a worksheet with its part, its comments, its links and its defined names."""
        with self.package.edit(self.part) as edits:
            entries = list(edits.tree.root.iterfind("sheets/sheet"))
            number, entry = next(
                (number, entry)
                for number, entry in enumerate(entries)
                if entry.get("name") == tab.name and self._link(entry) == tab.link
            )
            edits.remove(entry)
            _remove_names(edits, number, tab.name)
        self.package.remove_links(self.part, {tab.link})
        for link in self.package.links_of(tab.part):
            # Parts of other kinds, such as pictures, may belong to other sheets, too.
            if link.kind in {"comments", "vmlDrawing", "printerSettings"}:
                self.package.remove_part(link.target)
        self.package.remove_part(tab.part)

    def _unused_name(self, wanted: str) -> str:
        entries = self.root.iterfind("sheets/sheet")
        taken = {(entry.get("name") or "").casefold() for entry in entries}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted} ({number})"
        return name

    def show_first(self) -> None:
        """Show the first sheet when the workbook is opened, and select no other sheet.

        Whatever is typed into one of several selected sheets goes into all of them.
        """
        with self.package.edit(self.part) as edits:
            for view in edits.tree.root.iterfind("bookViews/workbookView"):
                for attribute in ("activeTab", "firstSheet"):
                    edits.remove_attribute(view, attribute)
        for number, tab in enumerate(self.tabs):
            if number and not self.package.mentions(tab.part, "tabSelected"):
                continue
            with self.package.edit(tab.part) as edits:
                for view in edits.tree.root.iterfind("sheetViews/sheetView"):
                    if number:
                        edits.remove_attribute(view, "tabSelected")
                    else:
                        edits.set_attribute(view, "tabSelected", 1)


def _remove_names(edits: Edits, number: int, sheet: str) -> None:
    """Remove the defined names of the sheet in position `number`; the other names follow theirs."""
    names = list(edits.tree.root.iterfind("definedNames/definedName"))
    gone = [
        name
        for name in names
        if name.get("localSheetId") == str(number)
        or name.text.replace("'", "").startswith(f"{sheet}!")
    ]
    listed = edits.tree.root.find("definedNames")
    if listed is not None and len(gone) == len(names):
        edits.remove(listed)
        return
    for name in gone:
        edits.remove(name)
    _renumber(edits, number, -1, gone)


def _renumber(edits: Edits, after: int, by: int, gone: Collection[Node] = ()) -> None:
    """Add `by` to the sheet numbers above `after` in the names that belong to one sheet.

    Such a name, e.g. a print area, gives the position of its sheet among the tabs, and an inserted
    or removed sheet moves all that follow.
    """
    for name in edits.tree.root.iterfind("definedNames/definedName"):
        number = whole(name.get("localSheetId"))
        if number is not None and number > after and name not in gone:
            edits.set_attribute(name, "localSheetId", number + by)


def cell_links(book: WorkbookPart, places: Mapping[str, Place], root: Node | None = None) -> str:
    """Return the markup of links from cells of a worksheet, by their A1 names, to `places`.

    `root` is that of the sheet, None for a new one. A place outside the workbook, such as a cell of
    another file, gets no link.
    """
    names = {tab.sheet: tab.name.replace("'", "''") for tab in book.tabs}
    links = (
        {"ref": cell, "location": f"'{names[place.sheet]}'!{place.cell or 'A1'}"}
        for cell, place in places.items()
        if place.sheet in names and not place.file
    )
    return "".join(new_element(root, "hyperlink", link) for link in links)


def replace_links(edits: Edits, old: Collection[Node], new: str) -> None:
    """Put the markup of links in the place of the links `old` of a worksheet."""
    root = edits.tree.root
    listed = root.find("hyperlinks")
    if listed is not None and not new and len(old) == len(listed.children):
        edits.remove(listed)
        return
    for link in old:
        edits.remove(link)
    if new:
        append_to_list(edits, root, "hyperlinks", new, WORKSHEET)
