"""A workbook file whose parts are edited in place; every other part keeps its bytes.

A library that loads and saves workbooks would drop what it does not know: extended validations,
threaded comments, custom parts of other programs. Here a part is parsed when it is asked for, and
written again only if its tree has changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, relpath, splitext
from typing import TypeAlias, cast

from lxml import etree
from lxml.etree import _Element as Element

from disclose.core.errors import UnmarkableError
from disclose.core.markup import MarkupMeter
from disclose.core.package import (
    CONTENT_TYPES,
    PackageError,
    relationships_part,
    target_part,
    write_package,
)
from disclose.core.text import escape_control_chars
from disclose.excel.read.refused import unpack

# Parts as trees. Elements are found by their names without namespace: programs write the
# transitional and the strict one, with any prefix. A new element takes those of its root.

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Order: TypeAlias = Sequence[str]
"""Names of children in the order that the schema of their parent prescribes."""

WORKBOOK: Order = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
WORKSHEET: Order = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
STYLES: Order = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)
"""ECMA-376 part 1, 18.2.27 (workbook), 18.3.1.99 (worksheet), 18.8.39 (styleSheet)."""


def parse_part(data: bytes, part: str, *, forgiving: bool = False) -> Element:
    """Return the root of a part.

    A `forgiving` parse repairs what is not well-formed: older programs write drawings (VML) with
    elements that are never closed, such as `<br>`.

    Raises:
        UnmarkableError: the part is not well-formed, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=forgiving
    )
    try:
        # lxml returns None, against its type, if a forgiving parse finds nothing to repair.
        root = cast("Element | None", etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise UnmarkableError(part) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnmarkableError(part)
    return root


def serialise(root: Element) -> bytes:
    """Return the part whose tree has the root `root`."""
    return etree.tostring(
        root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True
    )


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def namespace_of(element: Element) -> str:
    """Return the namespace of an element."""
    return etree.QName(element).namespace or ""


def children(parent: Element | None, name: str) -> Iterator[Element]:
    """Yield the children called `name`; none if there is no parent."""
    if parent is not None:
        # A list, since callers remove the children that they are given.
        yield from list(parent.iterchildren(f"{{*}}{name}"))


def first_child(parent: Element | None, name: str) -> Element | None:
    """Return the first child called `name`, None if there is no such child or no parent."""
    return None if parent is None else next(parent.iterchildren(f"{{*}}{name}"), None)


def new_element(
    root: Element, name: str, attributes: Mapping[str, object] | None = None, text: str = ""
) -> Element:
    """Return a new element with the namespace and prefix of `root`."""
    made = etree.Element(
        f"{{{namespace_of(root)}}}{name}" if namespace_of(root) else name, nsmap=root.nsmap
    )
    for key, value in (attributes or {}).items():
        made.set(key, str(value))
    if text:
        # A finding quotes cells, and a cell may hold, as `_x0007_`, a character that XML cannot.
        made.text = escape_control_chars(text)
        if text != text.strip() or "\n" in text:
            made.set(XML_SPACE, "preserve")
    return made


def insert_in_order(parent: Element, new: Element, order: Order) -> Element:
    """Insert `new` before the first child that `order` puts beside or behind it; return `new`.

    Excel refuses a part whose elements stand in another order than the schema prescribes.
    """
    later = set(order[order.index(local_name(new)) :])
    at = next((n for n, child in enumerate(parent) if local_name(child) in later), len(parent))
    parent.insert(at, new)
    return new


def child_or_new(parent: Element, name: str, order: Order) -> Element:
    """Return the first child called `name`, inserted if there is none."""
    found = first_child(parent, name)
    return insert_in_order(parent, new_element(parent, name), order) if found is None else found


def remove_element(element: Element) -> None:
    """Remove an element but keep the text behind it, which lxml holds in the element itself."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


ElementKey: TypeAlias = tuple[object, ...]


def element_key(element: Element) -> ElementKey:
    """Return the content of an element as a key: equal elements have equal keys.

    The canonical form (C14N) would serve as well, but libxml2 2.14 crashes while it writes that of
    an element with tens of thousands of children.
    """
    attributes = tuple(sorted(element.attrib.items()))
    return element.tag, attributes, (element.text or "").strip(), *map(element_key, element)


PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

_EMPTY_LINKS = f'<Relationships xmlns="{PACKAGE_LINKS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class PartLink:
    """A relationship of a part: its id, its kind (the last word of its type) and its target."""

    id: str
    kind: str
    target: str
    element: Element


class EditedPackage:
    """The parts of a workbook file, which may be edited; an untouched part keeps its bytes."""

    def __init__(self, data: bytes) -> None:
        """Open the workbook file `data`.

        Raises:
            RefusedWorkbookError: it is not a workbook.
            UnmarkableError: a part is damaged, perhaps one that the reader of workbooks skips.
        """
        archive = unpack(data)
        try:
            self._parts = archive.parts()
        except PackageError as error:
            raise UnmarkableError(error.part) from error
        self._markup = MarkupMeter()
        self._trees: dict[str, tuple[Element, bytes]] = {}

    def find_part(self, name: str) -> str:
        """Return `name` as the package writes it, empty if there is no such part."""
        folded = name.casefold()
        return next((part for part in self._parts if part.casefold() == folded), "")

    def part_names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._parts)

    def tree(self, name: str, *, forgiving: bool = False) -> Element:
        """Return the root of a part; changes below it are written by `to_bytes`.

        Raises:
            UnmarkableError: the part is missing, damaged, or has too much markup.
        """
        if name not in self._trees:
            if name not in self._parts:
                raise UnmarkableError(name)
            try:
                self._markup.add(name, self._parts[name])
            except PackageError as error:
                raise UnmarkableError(name) from error
            root = parse_part(self._parts[name], name, forgiving=forgiving)
            # Serialised now, to be compared later: lxml writes quotes, declarations and empty
            # elements in its own way, so that the bytes of the file would not do.
            self._trees[name] = root, serialise(root)
        return self._trees[name][0]

    def add_part(self, wanted: str, data: bytes, content_type: str) -> str:
        """Add a part and return its name: `wanted`, with a number if there is such a part."""
        stem, suffix = splitext(wanted)
        name, number = wanted, 1
        while self.find_part(name):
            number += 1
            name = f"{stem}{number}{suffix}"
        self._parts[name] = data
        self._add_content_type(name, content_type)
        return name

    def remove_part(self, name: str) -> None:
        """Remove a part, its links and its content type."""
        for part in (name, self._links_part(name)):
            self._parts.pop(part, None)
            self._trees.pop(part, None)
        for override in children(self.tree(self._content_types), "Override"):
            if override.get("PartName", "").lstrip("/").casefold() == name.casefold():
                remove_element(override)

    def links_of(self, source: str) -> Iterator[PartLink]:
        """Yield the relationships of a part to other parts of the package."""
        rels = self._links_part(source)
        if rels not in self._parts:
            return
        for link in children(self.tree(rels), "Relationship"):
            if link.get("TargetMode") != "External":
                target = self._target_part(source, link.get("Target", ""))
                yield PartLink(link.get("Id", ""), basename(link.get("Type", "")), target, link)

    def linked_part(self, source: str, kind: str) -> str:
        """Return the first part of the kind `kind` that `source` refers to, empty if none."""
        return next((link.target for link in self.links_of(source) if link.kind == kind), "")

    def add_link(self, source: str, link_type: str, target: str, wanted: str) -> str:
        """Make `source` refer to `target`; return the id: `wanted`, with a number if taken."""
        rels = self._links_part(source)
        self._parts.setdefault(rels, _EMPTY_LINKS)
        root = self.tree(rels)
        taken = {link.get("Id") for link in children(root, "Relationship")}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}{number}"
        path = relpath(target, dirname(source) or ".")
        root.append(
            new_element(root, "Relationship", {"Id": name, "Type": link_type, "Target": path})
        )
        return name

    def remove_link(self, link: PartLink, source: str) -> None:
        """Remove a relationship of `source`, and the list of them if it was the last."""
        remove_element(link.element)
        rels = self._links_part(source)
        if not len(self.tree(rels)):
            self._parts.pop(rels)
            self._trees.pop(rels)

    def to_bytes(self) -> bytes:
        """Return the file; the same parts give the same bytes."""
        return write_package(
            {name: self._part_bytes(name, data) for name, data in self._parts.items()}
        )

    def _part_bytes(self, name: str, data: bytes) -> bytes:
        if name not in self._trees:
            return data
        root, before = self._trees[name]
        after = serialise(root)
        return data if after == before else after

    @property
    def _content_types(self) -> str:
        return self.find_part(CONTENT_TYPES) or CONTENT_TYPES

    def _add_content_type(self, name: str, content_type: str) -> None:
        root, suffix = self.tree(self._content_types), splitext(name)[1].lstrip(".")
        defaults = {
            default.get("Extension", "").casefold(): default.get("ContentType")
            for default in children(root, "Default")
        }
        if suffix == "xml":
            entry = {"PartName": f"/{name}", "ContentType": content_type}
            root.append(new_element(root, "Override", entry))
        elif suffix not in defaults:
            entry = {"Extension": suffix, "ContentType": content_type}
            root.insert(0, new_element(root, "Default", entry))

    def _links_part(self, source: str) -> str:
        name = relationships_part(source)
        return self.find_part(name) or name

    def _target_part(self, source: str, target: str) -> str:
        name = target_part(source, target)
        return self.find_part(name) or name
