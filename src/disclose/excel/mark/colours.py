"""Cells coloured by a condition of our own that always holds and comes before all others.

The style of a cell stays as it is, and the colour is gone when the condition is. Excel, WPS and
LibreOffice keep conditions, and show the first that holds.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from lxml.etree import _Element as Element

from disclose.excel.mark.markup import (
    WORKSHEET,
    first_child,
    insert_in_order,
    new_element,
    remove_element,
)
from disclose.excel.mark.styles import StyleList
from disclose.excel.write.styles import Style
from disclose.form.layout.stamp import ALWAYS


class Tone(StrEnum):
    """Why a cell is marked, the most telling first."""

    SUSPECT = "suspect"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    INVOLVED = "involved"


LOOKS: Mapping[Tone, Style] = {
    Tone.SUSPECT: {"bold": True, "font_color": "#FFFFFF", "bg_color": "#7B3294"},
    Tone.ERROR: {"bold": True, "font_color": "#FFFFFF", "bg_color": "#C44E00"},
    Tone.WARNING: {"font_color": "#262626", "bg_color": "#F5D33A"},
    Tone.NOTE: {"font_color": "#262626", "bg_color": "#9FD3F0"},
    Tone.INVOLVED: {"font_color": "#262626", "bg_color": "#FBE3D2"},
}
"""Dark purple and vermilion, light yellow and blue: told apart without seeing red or green, and
by their darkness alone."""


def colour_cells(sheet: Element, cells: Mapping[str, Tone], styles: StyleList) -> None:
    """Colour `cells` of a sheet, given by their A1 names."""
    tones = [tone for tone in Tone if tone in cells.values()]
    _make_room(sheet, len(tones))
    for number, tone in reversed([*enumerate(tones, 1)]):
        names = " ".join(name for name, each in cells.items() if each is tone)
        shown = {"type": "expression", "dxfId": styles.conditional(LOOKS[tone])}
        rule = new_element(sheet, "cfRule", {**shown, "priority": number, "stopIfTrue": 1})
        rule.append(new_element(sheet, "formula", text=ALWAYS))
        place = insert_in_order(
            sheet, new_element(sheet, "conditionalFormatting", {"sqref": names}), WORKSHEET
        )
        place.append(rule)


def remove_colours(sheet: Element) -> None:
    """Take our colours from a sheet."""
    ours = [rule for rule in _rules(sheet) if _is_ours(rule)]
    for rule in ours:
        place = rule.getparent()
        remove_element(rule)
        if place is not None and first_child(place, "cfRule") is None:
            remove_element(place)
    if ours:
        _make_room(sheet, 0)


def _is_ours(rule: Element) -> bool:
    condition = first_child(rule, "formula")
    text = "" if condition is None else condition.text or ""
    return text.replace(" ", "").strip("()") == ALWAYS


def _make_room(sheet: Element, count: int) -> None:
    """Number the conditions of a sheet from `count` + 1, in the order they have."""
    rules = _rules(sheet)
    ranks = sorted({_priority(rule) for rule in rules})
    for rule in rules:
        rule.set("priority", str(ranks.index(_priority(rule)) + 1 + count))


def _rules(sheet: Element) -> Sequence[Element]:
    """Return the conditions of a sheet, also those that newer programs keep apart."""
    return [each for each in sheet.iter("{*}cfRule") if "priority" in each.attrib]


def _priority(rule: Element) -> int:
    text = rule.get("priority", "")
    return int(text) if text.lstrip("-").isdigit() else 0
