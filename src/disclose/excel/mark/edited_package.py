"""A workbook file as parts with links between them; only what is changed is written anew."""

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
    """Return the root of a part; a `forgiving` reading closes what was left open (old VML).

    Raises:
        UnmarkableError: it is not well-formed, or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=forgiving
    )
    try:
        root = cast("Element | None", etree.fromstring(data, parser))  # None: nothing to recover
    except etree.XMLSyntaxError as error:
        raise UnmarkableError(part) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnmarkableError(part)
    return root


def serialise(root: Element) -> bytes:
    """Return a part of the tree at `root`."""
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
    """Yield the children of that name; nothing has none."""
    if parent is not None:
        yield from list(parent.iterchildren(f"{{*}}{name}"))


def first_child(parent: Element | None, name: str) -> Element | None:
    """Return the first child of that name."""
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
        made.text = escape_control_chars(text)  # a cell can hold what XML cannot, as `_x0007_`
        if text != text.strip() or "\n" in text:
            made.set(XML_SPACE, "preserve")
    return made


def insert_in_order(parent: Element, new: Element, order: Order) -> Element:
    """Put `new` where `order` wants it: before its equals and all that come after; return it."""
    later = set(order[order.index(local_name(new)) :])
    at = next((n for n, each in enumerate(parent) if local_name(each) in later), len(parent))
    parent.insert(at, new)
    return new


def child_or_new(parent: Element, name: str, order: Order) -> Element:
    """Return the child of that name, put there if it was not."""
    found = first_child(parent, name)
    return insert_in_order(parent, new_element(parent, name), order) if found is None else found


def remove_element(element: Element) -> None:
    """Take an element out; the text behind it stays."""
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
    """Return what an element says, equal for elements that say the same.

    Not its canonical form: libxml2 2.14 crashes over one of tens of thousands of elements.
    """
    attributes = tuple(sorted(element.attrib.items()))
    return element.tag, attributes, (element.text or "").strip(), *map(element_key, element)


PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

_EMPTY_LINKS = f'<Relationships xmlns="{PACKAGE_LINKS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class PartLink:
    """A relationship of a part: its id, its kind (last word of its type) and its target."""

    id: str
    kind: str
    type: str
    target: str
    element: Element


class EditedPackage:
    """The parts of a workbook file, which may be changed; a part left alone keeps its bytes."""

    def __init__(self, data: bytes) -> None:
        """Open the file in `data`, which intake has accepted.

        Raises:
            RefusedWorkbookError: it is no workbook after all.
            UnmarkableError: a part is damaged, maybe one that reading passes over.
        """
        archive = unpack(data)
        try:
            self._parts = archive.parts()
        except PackageError as error:
            raise UnmarkableError(error.part) from error
        self._markup = MarkupMeter()
        self._trees: dict[str, tuple[Element, bytes]] = {}

    def named(self, name: str) -> str:
        """Return `name` as the package spells it, empty if there is no such part."""
        folded = name.casefold()
        return next((each for each in self._parts if each.casefold() == folded), "")

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._parts)

    def tree(self, name: str, *, forgiving: bool = False) -> Element:
        """Return the root of a part; what is changed in it will be written.

        Raises:
            UnmarkableError: the part is not there, cannot be parsed, or is one mark too many.
        """
        if name not in self._trees:
            if name not in self._parts:
                raise UnmarkableError(name)
            try:
                self._markup.add(name, self._parts[name])
            except PackageError as error:
                raise UnmarkableError(name) from error
            root = parse_part(self._parts[name], name, forgiving=forgiving)
            self._trees[name] = root, serialise(root)
        return self._trees[name][0]

    def add(self, wanted: str, data: bytes, content_type: str) -> str:
        """Add a part and return its name: `wanted`, with a number if that is taken."""
        stem, suffix = splitext(wanted)
        name, number = wanted, 1
        while self.named(name):
            number += 1
            name = f"{stem}{number}{suffix}"
        self._parts[name] = data
        self._describe(name, content_type)
        return name

    def drop(self, name: str) -> None:
        """Remove a part, its links and its content type."""
        for each in (name, self._links_of(name)):
            self._parts.pop(each, None)
            self._trees.pop(each, None)
        for override in children(self.tree(self._types), "Override"):
            if override.get("PartName", "").lstrip("/").casefold() == name.casefold():
                remove_element(override)

    def links(self, source: str) -> Iterator[PartLink]:
        """Yield the relationships of a part to other parts of the package."""
        rels = self._links_of(source)
        if rels not in self._parts:
            return
        for each in children(self.tree(rels), "Relationship"):
            if each.get("TargetMode") != "External":
                kind, target = each.get("Type", ""), self._target(source, each.get("Target", ""))
                yield PartLink(each.get("Id", ""), basename(kind), kind, target, each)

    def linked(self, source: str, kind: str) -> str:
        """Return the part of that kind that a part is linked with, empty if there is none."""
        return next((each.target for each in self.links(source) if each.kind == kind), "")

    def link(self, source: str, type_: str, target: str, wanted: str) -> str:
        """Link a part with another and return the id: `wanted`, with a number if it is taken."""
        rels = self._links_of(source)
        self._parts.setdefault(rels, _EMPTY_LINKS)
        root = self.tree(rels)
        taken = {each.get("Id") for each in children(root, "Relationship")}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}{number}"
        path = relpath(target, dirname(source) or ".")
        root.append(new_element(root, "Relationship", {"Id": name, "Type": type_, "Target": path}))
        return name

    def unlink(self, link: PartLink, source: str) -> None:
        """Remove a relationship, and the list of them if it was the last."""
        remove_element(link.element)
        rels = self._links_of(source)
        if not len(self.tree(rels)):
            self._parts.pop(rels)
            self._trees.pop(rels)

    def packed(self) -> bytes:
        """Return the file: the same parts, the same bytes."""
        return write_package(
            {name: self._written(name, data) for name, data in self._parts.items()}
        )

    def _written(self, name: str, data: bytes) -> bytes:
        if name not in self._trees:
            return data
        root, before = self._trees[name]
        after = serialise(root)
        return data if after == before else after

    @property
    def _types(self) -> str:
        return self.named(CONTENT_TYPES) or CONTENT_TYPES

    def _describe(self, name: str, content_type: str) -> None:
        root, suffix = self.tree(self._types), splitext(name)[1].lstrip(".")
        defaults = {
            each.get("Extension", "").casefold(): each.get("ContentType")
            for each in children(root, "Default")
        }
        if suffix == "xml":
            entry = {"PartName": f"/{name}", "ContentType": content_type}
            root.append(new_element(root, "Override", entry))
        elif suffix not in defaults:
            entry = {"Extension": suffix, "ContentType": content_type}
            root.insert(0, new_element(root, "Default", entry))

    def _links_of(self, source: str) -> str:
        name = relationships_part(source)
        return self.named(name) or name

    def _target(self, source: str, target: str) -> str:
        name = target_part(source, target)
        return self.named(name) or name
