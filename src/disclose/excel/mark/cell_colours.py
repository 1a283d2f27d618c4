"""Cells coloured by conditional formats that always hold and come before all others.

The style of a cell stays as it is, and the colour disappears with the conditional format. Excel,
WPS and LibreOffice keep conditional formats, and apply the first that holds.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from lxml.etree import _Element as Element

from disclose.excel.mark.edited_package import (
    STYLES,
    WORKSHEET,
    ElementKey,
    child_or_new,
    element_key,
    first_child,
    insert_in_order,
    new_element,
    remove_element,
)
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


class StyleList:
    """The styles part of a workbook."""

    def __init__(self, book: WorkbookPart) -> None:
        """Find the styles of `book`, created if it has none."""
        part = book.package.linked_part(book.part, "styles")
        if not book.package.find_part(part):
            part = _create_styles(book)
        self._root = book.package.tree(part)
        self._cells: dict[tuple[tuple[str, object], ...], int] = {}
        self._places: dict[str, dict[ElementKey, int]] = {}

    def conditional(self, style: Style) -> int:
        """Return the number of the differential format (dxf) of a conditional format."""
        parts = [self._font(style), self._dxf_fill(style)]
        if style.get("border"):
            parts.append(self._border(style))
        return self._number("dxfs", self._element("dxf", parts))

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
        alignment = self._element("alignment", attributes=_alignment(style))
        return self._number("cellXfs", self._element("xf", (alignment,), attributes))

    def _number(self, name: str, wanted: Element) -> int:
        """Return the position of `wanted` in the list `name`, appended if it is missing."""
        listed = child_or_new(self._root, name, STYLES)
        if name not in self._places:
            # Reversed, so that of equal elements the first is found. Equal elements are reused:
            # otherwise every marking of a marked copy would add all of our styles once more.
            self._places[name] = {
                element_key(element): place for place, element in reversed([*enumerate(listed)])
            }
        places, key = self._places[name], element_key(wanted)
        if key not in places:
            places[key] = len(listed)
            listed.append(wanted)
            listed.set("count", str(len(listed)))
        return places[key]

    def _element(
        self,
        name: str,
        children: Sequence[Element] = (),
        attributes: Mapping[str, object] | None = None,
    ) -> Element:
        made = new_element(self._root, name, attributes)
        made.extend(children)
        return made

    def _font(self, style: Style) -> Element:
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
        made = (self._element(name, attributes=given) for name, given in parts.items())
        return self._element("font", tuple(made))

    def _fill(self, style: Style) -> Element:
        if "bg_color" not in style:
            return self._element(
                "fill", (self._element("patternFill", (), {"patternType": "none"}),)
            )
        colours = (
            self._element("fgColor", attributes={"rgb": _argb(style["bg_color"])}),
            self._element("bgColor", attributes={"indexed": 64}),
        )
        return self._element(
            "fill", (self._element("patternFill", colours, {"patternType": "solid"}),)
        )

    def _dxf_fill(self, style: Style) -> Element:
        """Return the fill of a conditional format.

        There the background holds the colour of a solid fill, in a cell style the foreground.
        """
        colour = {"rgb": _argb(style["bg_color"])}
        colours = tuple(self._element(name, attributes=colour) for name in ("fgColor", "bgColor"))
        return self._element(
            "fill", (self._element("patternFill", colours, {"patternType": "solid"}),)
        )

    def _border(self, style: Style) -> Element:
        sides = ("left", "right", "top", "bottom", "diagonal")
        return self._element("border", tuple(self._side(side, style) for side in sides))

    def _side(self, side: str, style: Style) -> Element:
        if not style.get("border") or side == "diagonal":
            return self._element(side)
        colour = self._element("color", attributes={"rgb": _argb(style["border_color"])})
        line = "dashed" if style["border"] == DASHED else "thin"
        return self._element(side, (colour,), {"style": line})


def _create_styles(book: WorkbookPart) -> str:
    lists = "".join(f"<{name}>{entries}</{name}>" for name, entries in _BASE.items())
    namespace = book.root.nsmap.get(book.root.prefix)
    data = f'<styleSheet xmlns="{namespace}">{lists}</styleSheet>'.encode()
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


def colour_cells(sheet: Element, cells: Mapping[str, Tone], styles: StyleList) -> None:
    """Colour the cells of a sheet whose A1 names `cells` gives."""
    tones = [tone for tone in Tone if tone in cells.values()]
    _renumber_from(sheet, len(tones) + 1)
    # Each is inserted before the others, hence in reverse order.
    for number, tone in reversed([*enumerate(tones, 1)]):
        names = " ".join(name for name, wanted in cells.items() if wanted is tone)
        shown = {"type": "expression", "dxfId": styles.conditional(LOOKS[tone])}
        rule = new_element(sheet, "cfRule", {**shown, "priority": number, "stopIfTrue": 1})
        rule.append(new_element(sheet, "formula", text=ALWAYS))
        place = insert_in_order(
            sheet, new_element(sheet, "conditionalFormatting", {"sqref": names}), WORKSHEET
        )
        place.append(rule)


def remove_colours(sheet: Element) -> None:
    """Remove our colours from a sheet."""
    ours = [rule for rule in _rules(sheet) if _is_ours(rule)]
    for rule in ours:
        place = rule.getparent()
        remove_element(rule)
        if place is not None and first_child(place, "cfRule") is None:
            remove_element(place)
    if ours:
        _renumber_from(sheet, 1)


def _is_ours(rule: Element) -> bool:
    condition = first_child(rule, "formula")
    text = "" if condition is None else condition.text or ""
    # A program that saves the workbook may add spaces or brackets.
    return text.replace(" ", "").strip("()") == ALWAYS


def _renumber_from(sheet: Element, first: int) -> None:
    """Give the conditional formats of a sheet the priorities from `first` on, in their order.

    The lowest number wins; rules of equal priority keep a common number.
    """
    rules = _rules(sheet)
    ranks = sorted({_priority(rule) for rule in rules})
    for rule in rules:
        rule.set("priority", str(first + ranks.index(_priority(rule))))


def _rules(sheet: Element) -> Sequence[Element]:
    """Return the rules of all conditional formats, also of those in extensions."""
    return [rule for rule in sheet.iter("{*}cfRule") if "priority" in rule.attrib]


def _priority(rule: Element) -> int:
    text = rule.get("priority", "")
    return int(text) if text.lstrip("-").isdigit() else 0
