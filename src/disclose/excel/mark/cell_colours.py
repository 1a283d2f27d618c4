"""Cells coloured by conditional formats that always hold and come before all others.

The style of a cell stays as it is, and the colour disappears with the conditional format. Excel,
WPS and LibreOffice keep conditional formats, and apply the first that holds.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from disclose.core.edits import Edits, element, new_element
from disclose.core.tree import Node, parse_tree, whole
from disclose.excel.mark.sheet_markup import STYLES, WORKSHEET, insert_in_order, new_text
from disclose.excel.mark.workbook_part import WorkbookPart
from disclose.excel.write.styles import (
    DARK_ORANGE,
    DARK_RED,
    DASHED,
    DEEP_RED,
    INK,
    ORANGE,
    RED,
    THIN,
    Style,
)
from disclose.form.layout.stamp import ALWAYS

# Styles are numbered by their position in the list of them. Ours are appended, so that every cell
# of the filler keeps its style.

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_BASE = {
    "fonts": "<font/>",
    "fills": '<fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border/>",
    "cellStyleXfs": "<xf/>",
    "cellXfs": "<xf/>",
}
"""The default styles, which a workbook without a list of styles implies: the first font, border and
cell style, and the first two fills, have a fixed meaning."""


ElementKey: TypeAlias = tuple[object, ...]


def _element_key(node: Node) -> ElementKey:
    """Return the content of an element as a key: equal elements have equal keys."""
    attributes = tuple(sorted(node.attributes.items()))
    children = map(_element_key, node.children)
    return node.local, node.namespace, attributes, node.text.strip(), *children


class _StyleEntries:
    """The entries of a list of styles by their content, and the markup of new ones."""

    def __init__(self, listed: Node | None) -> None:
        self.count = 0 if listed is None else len(listed.children)
        self.new: list[str] = []
        self._places: dict[ElementKey, int] = {}
        for place, node in enumerate(() if listed is None else listed.children):
            self._places.setdefault(_element_key(node), place)

    def place(self, markup: str, root: Node) -> int:
        """Return the place of the entry with that markup, below `root`; it is added if missing."""
        declaration = f"xmlns:{root.prefix}" if root.prefix else "xmlns"
        alone = element("entry", {declaration: root.namespace}, markup)
        key = _element_key(parse_tree(alone.encode(), "").root.children[0])
        # Equal entries are reused: otherwise every marking of a marked copy would add all of our
        # styles once more.
        if key not in self._places:
            self._places[key] = self.count + len(self.new)
            self.new.append(markup)
        return self._places[key]


class StyleList:
    """The styles part of a workbook. New styles are kept here until `write` adds them."""

    def __init__(self, book: WorkbookPart) -> None:
        """Find the styles of `book`, created if it has none."""
        self._package = book.package
        part = book.package.linked_part(book.part, "styles")
        self._part = part if book.package.find_part(part) else _create_styles(book)
        self._root = book.package.root(self._part)
        self._cells: dict[tuple[tuple[str, object], ...], int] = {}
        self._lists: dict[str, _StyleEntries] = {}

    def write(self) -> None:
        """Add the new styles to the part."""
        with self._package.edit(self._part) as edits:
            root = edits.tree.root
            for name in (each for each in STYLES if each in self._lists):
                listed, entries = root.find(name), self._lists[name]
                if not entries.new:
                    continue
                markup, count = "".join(entries.new), entries.count + len(entries.new)
                if listed is None:
                    markup = new_element(root, name, {"count": count}, markup)
                    insert_in_order(edits, root, name, markup, STYLES)
                else:
                    edits.append(listed, markup)
                    edits.set_attribute(listed, "count", count)

    def conditional(self, style: Style) -> int:
        """Return the number of the differential format (dxf) of a conditional format."""
        border = self._border(style) if style.get("border") else ""
        markup = self._font(style) + self._dxf_fill(style) + border
        return self._number("dxfs", self._new("dxf", {}, markup))

    def cell(self, style: Style) -> int:
        """Return the number of a cell style."""
        key = tuple(sorted(style.items()))
        if key not in self._cells:
            self._cells[key] = self._cell(style)
        return self._cells[key]

    def _cell(self, style: Style) -> int:
        parts = {
            "fontId": self._number("fonts", self._font(style)),
            "fillId": self._number("fills", self._fill(style)),
            "borderId": self._number("borders", self._border(style)),
        }
        applied = ("applyFont", "applyFill", "applyBorder", "applyAlignment")
        attributes = {"numFmtId": 0, **parts, "xfId": 0, **dict.fromkeys(applied, 1)}
        alignment = self._new("alignment", _alignment(style))
        return self._number("cellXfs", self._new("xf", attributes, alignment))

    def _number(self, name: str, markup: str) -> int:
        """Return the place of a style in the list `name`, added if it is missing."""
        if name not in self._lists:
            self._lists[name] = _StyleEntries(self._root.find(name))
        return self._lists[name].place(markup, self._root)

    def _new(
        self, name: str, attributes: Mapping[str, object] | None = None, content: str = ""
    ) -> str:
        return new_element(self._root, name, attributes, content)

    def _font(self, style: Style) -> str:
        parts: dict[str, Mapping[str, object]] = {}
        if style.get("bold"):
            parts["b"] = {}
        if style.get("underline"):
            parts["u"] = {}
        if "font_size" in style:
            parts["sz"] = {"val": style["font_size"]}
        parts["color"] = {"rgb": _argb(style.get("font_color", "#000000"))}
        if "font_name" in style:
            parts["name"] = {"val": style["font_name"]}
        return self._new("font", {}, "".join(self._new(*each) for each in parts.items()))

    def _fill(self, style: Style) -> str:
        if "bg_color" not in style:
            return self._pattern("none", "")
        front = self._new("fgColor", {"rgb": _argb(style["bg_color"])})
        return self._pattern("solid", front + self._new("bgColor", {"indexed": 64}))

    def _dxf_fill(self, style: Style) -> str:
        """Return the fill of a conditional format.

        There the background holds the colour of a solid fill, in a cell style the foreground.
        """
        colour = {"rgb": _argb(style["bg_color"])}
        return self._pattern("solid", self._new("fgColor", colour) + self._new("bgColor", colour))

    def _pattern(self, kind: str, colours: str) -> str:
        return self._new("fill", {}, self._new("patternFill", {"patternType": kind}, colours))

    def _border(self, style: Style) -> str:
        sides = ("left", "right", "top", "bottom", "diagonal")
        return self._new("border", {}, "".join(self._side(side, style) for side in sides))

    def _side(self, side: str, style: Style) -> str:
        if not style.get("border") or side == "diagonal":
            return self._new(side)
        line = "dashed" if style["border"] == DASHED else "thin"
        colour = self._new("color", {"rgb": _argb(style["border_color"])})
        return self._new(side, {"style": line}, colour)


def _create_styles(book: WorkbookPart) -> str:
    lists = "".join(f"<{name}>{entries}</{name}>" for name, entries in _BASE.items())
    data = f'<styleSheet xmlns="{book.namespace}">{lists}</styleSheet>'.encode()
    part = book.package.add_part("xl/styles.xml", data, _TYPE)
    book.package.add_link(book.part, f"{book.links}/styles", part, "rIdStyles")
    return part


def _alignment(style: Style) -> Mapping[str, object]:
    vertical = {"vcenter": "center"}.get(str(style.get("valign", "")), style.get("valign", "top"))
    given = {"horizontal": style.get("align", "left"), "vertical": vertical}
    if style.get("text_wrap"):
        given["wrapText"] = 1
    if style.get("indent"):
        given["indent"] = style["indent"]
    return given


def _argb(colour: object) -> str:
    return "FF" + str(colour).removeprefix("#")


class Tone(StrEnum):
    """Why a cell is marked, the most important reason first."""

    SUSPECT = "suspect"
    ERROR = "error"
    WARNING = "warning"
    INVOLVED = "involved"


LOOKS: Mapping[Tone, Style] = {
    Tone.SUSPECT: {
        "bold": True,
        "underline": 1,
        "font_color": "#FFFFFF",
        "bg_color": DARK_RED,
    },
    Tone.ERROR: {
        "bold": True,
        "font_color": DARK_RED,
        "bg_color": DEEP_RED,
        "border": THIN,
        "border_color": DARK_RED,
    },
    Tone.WARNING: {
        "font_color": DARK_ORANGE,
        "bg_color": ORANGE,
        "border": DASHED,
        "border_color": DARK_ORANGE,
    },
    Tone.INVOLVED: {"font_color": INK, "bg_color": RED},
}
"""The colours of the live checks. In a grey print they differ in brightness, and in a print without
fills (tables are printed in black and white) by an underline, bold type and a dashed frame."""


def colour_cells(edits: Edits, cells: Mapping[str, Tone], styles: StyleList) -> None:
    """Colour the cells of a sheet whose A1 names `cells` gives."""
    root = edits.tree.root
    tones = [tone for tone in Tone if tone in cells.values()]
    _renumber_from(edits, _rules(root), len(tones) + 1)
    for number, tone in enumerate(tones, 1):
        names = " ".join(name for name, wanted in cells.items() if wanted is tone)
        shown = {"type": "expression", "dxfId": styles.conditional(LOOKS[tone])}
        order = {"priority": number, "stopIfTrue": 1}
        rule = new_element(root, "cfRule", {**shown, **order}, new_text(root, "formula", ALWAYS))
        place = new_element(root, "conditionalFormatting", {"sqref": names}, rule)
        insert_in_order(edits, root, "conditionalFormatting", place, WORKSHEET)


def remove_colours(edits: Edits) -> None:
    """Remove our colours from a sheet."""
    rules = _rules(edits.tree.root)
    ours = {rule for rule in rules if _is_ours(rule)}
    if not ours:
        return
    # All that a place holds are rules, and perhaps extensions of them.
    for place in dict.fromkeys(rule.parent for rule in rules if rule in ours):
        if place and ours.issuperset(place.named("cfRule")):
            edits.remove(place)
        elif place:
            for rule in ours.intersection(place.children):
                edits.remove(rule)
    _renumber_from(edits, [rule for rule in rules if rule not in ours], 1)


def _is_ours(rule: Node) -> bool:
    condition = rule.find("formula")
    # A program that saves the workbook may add spaces or brackets.
    return condition is not None and condition.text.replace(" ", "").strip("()") == ALWAYS


def _renumber_from(edits: Edits, rules: Sequence[Node], first: int) -> None:
    """Give conditional formats of a sheet the priorities from `first` on, in their order.

    The lowest number wins; rules of equal priority keep a common number.
    """
    distinct = sorted({_priority(rule) for rule in rules})
    ranks = {priority: rank for rank, priority in enumerate(distinct, first)}
    for rule in rules:
        edits.set_attribute(rule, "priority", ranks[_priority(rule)])


def _rules(sheet: Node) -> Sequence[Node]:
    """Return the rules of all conditional formats, also of those in extensions."""
    return [rule for rule in sheet.iter("cfRule") if "priority" in rule.attributes]


def _priority(rule: Node) -> int:
    text = rule.get("priority") or ""
    size = whole(text.removeprefix("-")) or 0
    return -size if text.startswith("-") else size
