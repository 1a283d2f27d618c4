"""How the workbook looks: palette, fonts and the styles of cells.

Fonts are those that Windows and WPS have under these names; elsewhere a program takes its own.
"""

from collections.abc import Mapping
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format

Style: TypeAlias = Mapping[str, str | int | float | bool]
"""Properties of a cell as xlsxwriter names them."""

NAVY, SLATE, INK, MUTED, RULE = "#1F3A5F", "#E8EDF4", "#262626", "#6B7280", "#8A97A8"
CREAM, AMBER, GREY = "#FFFCF3", "#FFF0C7", "#F1F2F4"
RED, DEEP_RED, DARK_RED, GREEN, DARK_GREEN = "#FBD9D7", "#F0B4AD", "#9C1C12", "#E3F1E5", "#1E6B33"
ORANGE, DARK_ORANGE = "#FDE7CF", "#9A4B00"
HAIR = "#D5DBE3"

SONG, HEI = "宋体", "黑体"
BODY_SIZE, LABEL_SIZE, CHECK_SIZE = 11, 10.5, 9

DEFAULT: Style = {"font_name": SONG, "font_size": BODY_SIZE}
"""The workbook's default format: column widths are measured in its digits."""

BASE: Style = {**DEFAULT, "font_color": INK, "valign": "vcenter", "text_wrap": True}
CENTRED: Style = {**BASE, "align": "center"}
LEFT: Style = {**BASE, "align": "left", "indent": 1}
THIN, DASHED = 1, 3
"""Numbers of lines, as xlsxwriter has them."""

FRAMED: Style = {"border": 1, "border_color": RULE}
LIGHT: Style = {"border": 1, "border_color": HAIR}

INDENT = 12
"""Pixels that an indent of one takes."""

TITLE: Style = {**CENTRED, "font_name": HEI, "font_size": 18, "font_color": NAVY}
CAPTION: Style = {**BASE, "font_size": LABEL_SIZE, "text_wrap": False, "shrink": True}
CAPTION_RIGHT: Style = {**CAPTION, "align": "right"}
HEADING: Style = {
    **CENTRED,
    **FRAMED,
    "font_name": HEI,
    "font_size": LABEL_SIZE,
    "font_color": NAVY,
    "bg_color": SLATE,
}
LABEL: Style = {**LEFT, **FRAMED, "font_size": LABEL_SIZE}
LABEL_CENTRED: Style = {**CENTRED, **FRAMED, "font_size": LABEL_SIZE}
INPUT: Style = {**CENTRED, **FRAMED, "bg_color": CREAM, "locked": False}
CARRIED: Style = {**CENTRED, **FRAMED, "bg_color": GREY}
TOTAL: Style = {**CENTRED, **FRAMED, "bg_color": GREY, "bold": True}
CHECK: Style = {**CENTRED, "font_size": 10, **LIGHT}
CHECK_LABEL: Style = {**CENTRED, "font_size": CHECK_SIZE, "font_color": MUTED}
NOTE: Style = {**LEFT, "font_size": 10, "font_color": MUTED}
LISTED: Style = {**LEFT, **LIGHT, "font_size": LABEL_SIZE}
LISTED_CENTRED: Style = {**CENTRED, **LIGHT, "font_size": LABEL_SIZE}
LISTED_HEADING: Style = {**HEADING, "border_color": HAIR}
LISTED_INPUT: Style = {**LISTED, "bg_color": CREAM, "locked": False}
WRITING: Style = {**LISTED_INPUT, "font_size": BODY_SIZE, "valign": "top"}
LISTED_TOP: Style = {**LISTED, "valign": "top"}
NOTE_LISTED: Style = {**LISTED, "font_size": 10, "font_color": MUTED}
READING: Style = {**NOTE_LISTED, "valign": "top"}
SUMMARY: Style = {**LEFT, "font_name": HEI, "font_size": 12, "font_color": NAVY}
LINK: Style = {**LISTED, "font_color": NAVY, "underline": 1}

BANNER: Style = {**TITLE, "font_size": 22, "font_color": "#FFFFFF", "bg_color": NAVY}
BANNER_LINE: Style = {**CENTRED, "font_color": NAVY, "bg_color": SLATE}
CHART_CAPTION: Style = {**CENTRED, "font_size": LABEL_SIZE, "valign": "top"}
CAPTION_CENTRED: Style = {**CENTRED, "font_size": BODY_SIZE}
SECTION: Style = {
    **LEFT,
    "font_name": HEI,
    "font_size": 13,
    "font_color": NAVY,
    "indent": 0,
}
STATUS_LABEL: Style = {**HEADING, "border_color": HAIR, "font_size": 12}
STATUS: Style = {
    **CENTRED,
    **LIGHT,
    "font_name": HEI,
    "font_size": 14,
    "font_color": DARK_RED,
    "bg_color": RED,
}
STATUS_HINT: Style = {**NOTE, **LIGHT}
SUM: Style = {**LISTED_CENTRED, "bold": True, "bg_color": GREY}
NUMBER: Style = {**LISTED_CENTRED, "font_name": HEI, "font_size": 13, "font_color": NAVY}

LIT_BLANK: Style = {"bg_color": AMBER}
LIT_COUNT: Style = {"bg_color": AMBER, "bold": True}
LIT_TEXT: Style = {"bg_color": RED, "font_color": DARK_RED}
LIT_PASS: Style = {"bg_color": GREEN, "font_color": DARK_GREEN}
LIT_FAIL: Style = {"bg_color": RED, "font_color": DARK_RED, "bold": True}
LIT_DOUBT: Style = {"bg_color": ORANGE, "font_color": DARK_ORANGE, "bold": True}


class Formats:
    """The formats of one workbook, each style made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[frozenset[tuple[str, str | int | float | bool]], Format] = {}

    def of(self, style: Style) -> Format:
        """Return the workbook's format for `style`."""
        key = frozenset(style.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format(dict(style))
        return self._made[key]
