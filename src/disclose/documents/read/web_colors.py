"""Colours of a web page, as far as they tell whether a text has that of its background.

A colour that is not known for certain is `UNKNOWN`: no text is taken for unseen because of it.
"""

import re

from disclose.core.expressions import expression

UNKNOWN = "?"
WHITE, BLACK = "#ffffff", "#000000"
TRANSPARENT = "transparent"

_KEPT = frozenset(("", "inherit", "initial", "unset", "none"))
_NAMES = {
    "white": WHITE,
    "black": BLACK,
    "red": "#ff0000",
    "yellow": "#ffff00",
    "blue": "#0000ff",
    "green": "#008000",
    "gray": "#808080",
    "silver": "#c0c0c0",
}
_LONG, _SHORT = re.compile(r"#[0-9a-f]{6}"), re.compile(r"#[0-9a-f]{3}")
_RGB = expression(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)")


def color_of(value: str, around: str) -> str:
    """Return the colour that a declared value gives, `around` if it gives none of its own."""
    value = value.replace(" ", "")
    if value in _KEPT:
        return around
    if value in {TRANSPARENT, *_NAMES}:
        return _NAMES.get(value, TRANSPARENT)
    if _LONG.fullmatch(value):
        return value
    if _SHORT.fullmatch(value):
        return "#" + "".join(2 * each for each in value[1:])
    if found := _RGB.fullmatch(value):
        return "#" + "".join(f"{min(int(each), 255):02x}" for each in found.groups())
    return UNKNOWN


def background_of(value: str, around: str) -> str:
    """Return the colour behind the text of an element with this background."""
    color = color_of(value, around)
    return around if color == TRANSPARENT else color


def is_unseen(color: str, background: str) -> bool:
    """Return whether a text of this colour cannot be seen on its background."""
    return color == TRANSPARENT or color == background != UNKNOWN
