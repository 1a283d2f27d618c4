"""Text: the forms in which texts are compared, characters that are shown escaped, short lists."""

import re
import unicodedata
from collections.abc import Sequence

STROKE = "\u0336"
"""Follows each character that is struck through, as Unicode writes such text."""

_SPACE = re.compile(r"\s+")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
"""Characters of no width, which programs leave in copied text."""

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


def escape_control_chars(text: str) -> str:
    r"""Return `text` with what would steer a terminal or turn the reading round as `\u202e`.

    These are control characters except tab and line feed, marks of direction, and what XML forbids.
    In a JSON text they stand inside strings only, which stay the same.
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def squeeze(text: str) -> str:
    """Return `text` in NFKC form without any white space: the form in which texts are compared."""
    return _SPACE.sub("", INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


LISTED = 10
"""How many items of a list a message names; a finding's places hold all of them."""


def abridge(items: Sequence[str], most: int = LISTED) -> tuple[str, ...]:
    """Return the first `most` of `items`, and how many more there are, e.g. `… (+3)`."""
    rest = (f"… (+{len(items) - most})",) if len(items) > most else ()
    return (*items[:most], *rest)
