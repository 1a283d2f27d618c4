"""Parts of a package as trees that can be changed and written back.

Elements are known by their names without namespace: programs write the transitional and the strict
one, with any prefix. What is added takes the namespace and prefix of its root.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from lxml import etree
from lxml.etree import _Element as Element

from disclose.core.errors import UnmarkableError
from disclose.core.text import escape_control_chars

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
