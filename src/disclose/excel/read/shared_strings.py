"""The texts that the cells of a workbook share: most cells hold the number of one.

Most of the texts are those of the form, the same in every workbook. So each `<si>` that was seen
before is not parsed again. That is safe because it stands for itself: the part is well-formed, and
its texts are those of its items, if each item is well-formed by itself between the tags of the
usual list, and declares no vocabulary for those behind it. Whatever is not of this kind, and every
error, is left to the parser, which reads the part as a whole.
"""

import re
from collections.abc import Sequence
from sys import getsizeof

from disclose.core.bounded_cache import BoundedCache
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import PIECE, LocalNames, feed, new_parser, parse
from disclose.core.package import PackageError
from disclose.core.rich_text import Look, written
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.sheet import OR, Branches, as_shown, look_behind

TOO_MANY_STRINGS = Wording("文字超过 {most} 条", "more than {most} texts")

MAX_STRINGS = 200_000
"""Most shared strings of a workbook; a filled template has about 200."""

_PART = "sharedStrings"

_BEFORE = re.compile(
    rb"""(?:<\?xml[ ]version="1\.0"[ ]encoding="(?:UTF|utf)-8"(?:[ ]standalone="yes")?\?>[\r\n]*)?
    <sst[ ]xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"
    (?:[ ]count="[0-9]*")?(?:[ ]uniqueCount="[0-9]*")?>""",
    re.VERBOSE,
)
_BEHIND = re.compile(rb"</sst>[\r\n]*")
_PLAIN = re.compile(
    r"""<si><t(?:[ ]xml:space="preserve")?>([^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*)</t>
    (?:<phoneticPr[ ]fontId="[0-9]+"(?:[ ]type="noConversion")?/>)?""",
    re.VERBOSE,
)
"""An item of one run, whose text expat would give as it is."""

_NAMES = frozenset(
    (
        *("sst", "si", "t", "xml:space", "r", "rPr", "rPh", "sb", "eb", "phoneticPr", "fontId"),
        *("type", "rFont", "charset", "family", "scheme", "sz", "b", "i", "u", "strike"),
        *("vertAlign", "color", "val", "rgb", "theme", "tint", "indexed"),
    )
)
"""Names of elements and attributes of items; a part that has others is parsed as a whole."""

_KNOWN = BoundedCache[bytes, str](2 << 20)
"""Texts by their items, without the last tag: those of a form take 130 kB."""

_ENTRY = 300
"""Bytes of an entry of the cache besides item and text."""

_MOST_PARSED = 100
"""Most items of a part that are parsed by themselves, each of which costs more than in one pass."""


def read_shared_strings(data: bytes) -> Sequence[str]:
    """Return what `parse_shared_strings` does; raises as it."""
    return _by_items(data) or parse_shared_strings(data)


def _by_items(data: bytes) -> Sequence[str] | None:
    """Return the texts of a part if each item stands for itself, else None."""
    before = _BEFORE.match(data)
    if not before or len(data) > PIECE:
        return None
    *items, behind = data[before.end() :].split(b"</si>")
    if len(items) > MAX_STRINGS or not _BEHIND.fullmatch(behind):
        return None
    texts: list[str] = []
    parsed = 0
    try:
        for item in items:
            text = _KNOWN.get(item)
            if text is None:
                plain = _PLAIN.fullmatch(item.decode())
                parsed += not plain
                text = as_shown(plain[1]) if plain else _parsed(item)
                if text is None or parsed > _MOST_PARSED:
                    return None
                _KNOWN.put(item, text, _ENTRY + len(item) + getsizeof(text))
            texts.append(text)
    except (PackageError, ValueError):
        return None
    return texts


def _parsed(item: bytes) -> str | None:
    """Return the text of an item, None if it has unusual elements.

    Raises:
        PackageError: it is not well-formed.
    """
    parser, reader = new_parser(), _StringsParser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    feed(parser, b"<sst>%b</si></sst>" % item, _PART)
    usual = parser.intern.keys() <= _NAMES and len(reader.strings) == 1
    return reader.strings[0] if usual else None


def parse_shared_strings(data: bytes) -> Sequence[str]:
    """Return the texts, runs joined, phonetic guides left out.

    Raises:
        RefusedWorkbookError: the part is damaged, or there are more of them than anyone needs.
    """
    reader = _StringsParser()
    parse(data, _PART, reader.start, reader.end, reader.text)
    return reader.strings


class _StringsParser:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._guide = False
        self._look: Look | None = None
        self._names = LocalNames()
        self._branches = Branches()
        self._skipped = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        tag = self._names[name]
        if self._skipped:
            self._skipped += 1
        elif (":" in name or "xmlns" in attributes) and self._branches.skips(name, tag, attributes):
            self._skipped = 1
        elif tag == "t":
            self._inside = True
        elif tag == "rPh":
            self._guide = True
        else:
            self._look = look_behind(self._look, tag, attributes)

    def end(self, name: str) -> None:
        """Close an element."""
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._names[name]
        if tag == "t":
            self._inside = False
        elif tag == "Choice":
            self._pieces.append(OR)
        elif tag == "rPh":
            self._guide = False
        elif tag in {"r", "si"}:
            self._look = None
        if tag == "si":
            self._close()

    def _close(self) -> None:
        self.strings.append(as_shown("".join(self._pieces)))
        self._pieces.clear()
        if len(self.strings) > MAX_STRINGS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_STRINGS, most=MAX_STRINGS))

    def text(self, data: str) -> None:
        """Take text of a run."""
        if self._inside and not self._guide:
            self._pieces.append(written(data, self._look))
