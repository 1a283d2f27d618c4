"""The markup of the parts of a workbook: new elements, each where the schema wants it.

Elements are found by their names without namespace: programs write the transitional and the strict
one, with any prefix. A new element takes the prefix of its root.
"""

from collections.abc import Sequence
from typing import TypeAlias

from disclose.core.edits import Edits, escaped, new_element
from disclose.core.tree import Node

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


def new_text(root: Node | None, name: str, text: str) -> str:
    """Return the markup of an element that holds a text."""
    # Without the attribute, programs drop the spaces and line feeds at both ends.
    kept = {"xml:space": "preserve"} if text != text.strip() or "\n" in text else {}
    return new_element(root, name, kept, escaped(text))


def insert_in_order(edits: Edits, parent: Node, name: str, markup: str, order: Order) -> None:
    """Insert the markup of a child `name` before the first that `order` puts beside or behind it.

    Excel refuses a part whose elements stand in another order than the schema prescribes.
    """
    later = set(order[order.index(name) :])
    following = next((child for child in parent.children if child.local in later), None)
    if following is None:
        edits.append(parent, markup)
    else:
        edits.insert_before(following, markup)


def append_to_list(edits: Edits, parent: Node, name: str, markup: str, order: Order) -> None:
    """Insert markup as the last entry of the child `name`, which is added if there is none."""
    listed = parent.find(name)
    if listed is None:
        insert_in_order(edits, parent, name, new_element(parent, name, {}, markup), order)
    else:
        edits.append(listed, markup)
