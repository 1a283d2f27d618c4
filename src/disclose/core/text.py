"""Text: the forms in which texts are compared, escaped characters, abridged lists."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SPACE = re.compile(r"\s+")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
"""Characters of no width, which programs leave in copied text."""

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


def escape_control_chars(text: str) -> str:
    r"""Return `text` with characters that a terminal or XML would not show escaped, e.g. `\u202e`.

    These are control characters except tab and line feed, marks of the writing direction, and
    characters that XML forbids. A JSON text keeps its meaning: it has them in strings only, where
    the escape means the same character.
    """
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def squeeze(text: str) -> str:
    """Return `text` in NFKC form without white space and invisible characters, to be compared."""
    return _SPACE.sub("", INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


LONGEST_NAME = 200
"""Most characters of a printed name; longer texts are not worth remembering."""

_PUNCTUATION = re.compile(r"[\W_]+")


def bare_name(text: str) -> str:
    """Return `text` in the form in which printed names are compared.

    Width, spaces, punctuation, strokes and case do not count: fillers retype names with other
    brackets, quotes and commas, and no form has two names that differ in those alone. The results
    are remembered, since every workbook has the same names.
    """
    return _remembered(text) if len(text) <= LONGEST_NAME else _bare(text)


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", squeeze(text)).lower()


_remembered = lru_cache(maxsize=4096)(_bare)


def words_only(text: str) -> str:
    """Return a running text in small letters without white space and punctuation but `#` and `%`.

    Unlike `bare_name` it does not normalise characters: so the words of a text are those of its
    pieces, one after the other.
    """
    return _NO_WORDS.sub("", text.lower())


_NO_WORDS = re.compile(r"[^\w#%]+")

GAP = re.compile(r"(?<![0-9A-Za-z.])\s+|\s+(?![0-9A-Za-z.])")
"""White space beside a Chinese character: Chinese has none, but programs add it around digits."""


def close_gaps(text: str) -> str:
    """Return `text` without white space beside Chinese characters and punctuation."""
    return GAP.sub("", text)


LISTED = 10
"""How many items of a list a message names; a finding's places hold all of them."""


def abridge(items: Sequence[str], most: int = LISTED) -> tuple[str, ...]:
    """Return the first `most` items and the number of further ones, e.g. `… (+3)`."""
    rest = (f"… (+{len(items) - most})",) if len(items) > most else ()
    return (*items[:most], *rest)
