"""Text: the characters it shows, the forms in which it is compared, escapes, abridged lists."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from disclose.core.expressions import expression

_SPACE = re.compile(r"\s+")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
"""Characters of no width, which programs leave in copied text."""

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


def escape_control_chars(text: str) -> str:
    r"""Return `text` with characters that a terminal or XML would not show escaped, e.g. `\u202e`.

    These are control characters except tab and line feed, marks of the writing direction, and
    characters that XML forbids. A JSON text keeps its meaning: it has them in strings only, where
    the escape means the same character.
    """
    return STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def line_bytes(text: str) -> bytes:
    r"""Return a text and a line break as commands write them.

    A byte of a file name that is not UTF-8 is written as `\udcff`.
    """
    return f"{text}\n".encode(errors="backslashreplace")


_SUPPLEMENT = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭"
    "王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅"
    "長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The ideographs equivalent to U+2E81 to U+2EF3 (Unicode, EquivalentUnifiedIdeograph.txt; U+2E9A is
not assigned), but for U+2E95, see below."""

_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA1E))
"""Kangxi radicals and compatibility ideographs: NFKC gives the ideographs that they repeat."""


@cache
def _unified() -> Mapping[int, str]:
    """Return characters that look like a Chinese character and are none, and that character.

    A browser's PDF has them wherever a font draws both by one glyph: ⻘ (U+2ED8) for 青.
    """
    return {
        **dict(enumerate(_SUPPLEMENT, 0x2E81)),
        **{code: unicodedata.normalize("NFKC", chr(code)) for code in chain(*_COMPATIBLE)},
        # Simplified fonts draw these alike: with Noto CJK a browser prints 户, 彐 and 胶 as them.
        0x2F3E: "户",
        0x2E95: "彐",
        0x3B35: "胶",
    }


_ALIKE = re.compile("[\u2e81-\u2fd5\u3b35\uf900-\ufaff\U0002f800-\U0002fa1d]")


def unified(text: str) -> str:
    """Return `text` with the Chinese characters that it shows where it holds others for them."""
    return text.translate(_unified()) if _ALIKE.search(text) else text


LONGEST_TEXT = 2000
"""Most characters of a text whose squeezed form is remembered; sections have a few hundred."""


def squeeze(text: str) -> str:
    """Return `text` in NFKC form without white space and invisible characters, to be compared.

    The last results are remembered, because several checks ask for the same texts.
    """
    return _of_late(text) if len(text) <= LONGEST_TEXT else _squeeze(text)


def _squeeze(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unified(text))
    return _SPACE.sub("", INVISIBLE.sub("", plain))


_of_late = lru_cache(maxsize=64)(_squeeze)

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
    return _PUNCTUATION.sub("", _squeeze(text)).lower()


_remembered = lru_cache(maxsize=4096)(_bare)


def words_only(text: str) -> str:
    """Return a running text in small letters without white space and punctuation but `#` and `%`.

    Unlike `bare_name` it does not normalise characters: so the words of a text are those of its
    pieces, one after the other.
    """
    return _NO_WORDS.sub("", text.lower())


_NO_WORDS = expression(r"[^\w#%]+")

GAP = expression(r"(?<![0-9A-Za-z.])\s+|\s+(?![0-9A-Za-z.])")
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
