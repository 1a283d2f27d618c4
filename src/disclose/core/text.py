"""Text: the forms in which texts are compared, characters that are shown escaped, short lists."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

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


LONGEST_NAME = 200
"""Longer texts are none of the printed names, and not worth remembering."""

_PUNCTUATION = re.compile(r"[\W_]+")


def bare_name(text: str) -> str:
    """Return `text` in the form in which printed names are compared.

    Width, spaces, punctuation, struck-through marks and case are nothing: names are retyped with
    other brackets, quotes and commas, and no form has two that differ in those alone. The same
    names come in every workbook, so they are remembered.
    """
    return _remembered(text) if len(text) <= LONGEST_NAME else _bare(text)


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", squeeze(text)).lower()


_remembered = lru_cache(maxsize=4096)(_bare)


def words_only(text: str) -> str:
    """Return the words of a running text in small letters, with `#` and `%`.

    Unlike `bare_name` it leaves each character as it is, so that a text may be taken in pieces:
    the words of the whole are those of its pieces.
    """
    return _NO_WORDS.sub("", text.lower())


_NO_WORDS = re.compile(r"[^\w#%]+")

GAP = re.compile(r"(?<![0-9A-Za-z.])\s+|\s+(?![0-9A-Za-z.])")
"""White space that separates nothing: Chinese has none, and programs add it around digits."""


def close_gaps(text: str) -> str:
    """Return `text` without white space, but between digits or letters, where it separates."""
    return GAP.sub("", text)


LISTED = 10
"""How many items of a list a message names; a finding's places hold all of them."""


def abridge(items: Sequence[str], most: int = LISTED) -> tuple[str, ...]:
    """Return the first `most` of `items`, and how many more there are, e.g. `… (+3)`."""
    rest = (f"… (+{len(items) - most})",) if len(items) > most else ()
    return (*items[:most], *rest)
