"""What a cell style says about a figure: its number format, and whether it is struck through."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclose.core.finding import error
from disclose.core.markup import LocalNames, parse
from disclose.core.messages.workbook_refused import TOO_MANY_STYLES
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.rich_text import mark
from disclose.excel.read.sheet import INDEX_DIGITS

_DATES = (14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58)
_TIMES = (18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56)

BUILT_IN_FORMATS: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys(_DATES, "y/m/d"),
    **dict.fromkeys(_TIMES, "h:mm:ss"),
    22: "y/m/d h:mm",
}
"""Codes of the number formats that a file may name by number only (ECMA-376 part 1, 18.8.30).

Only what they come to: 27 to 36 and 50 to 58 are dates and times in Chinese.
"""


class Style(NamedTuple):
    """A cell style: the code of its number format, and whether its font is struck through."""

    format: str = ""
    struck: bool = False


PLAIN = Style()

MAX_STYLES = 65_490
"""Most styles of cells, fonts or formats in a workbook (Excel specifications and limits)."""


@lru_cache(maxsize=8)
def styles(data: bytes, part: str) -> Sequence[Style]:
    """Return the cell styles in their order; named styles have a list of their own.

    Remembered: what one program saves of one form has the same styles in every file.

    Raises:
        RefusedWorkbookError: the part is damaged, or there are more of them than any program keeps.
    """
    reader = _Reader()
    parse(data, part, reader.start, reader.end, _pass)
    return tuple(
        Style(reader.codes.get(code, ""), font < len(reader.fonts) and reader.fonts[font])
        for code, font in reader.styles
    )


class _Reader:
    """Fonts (struck through or not), format codes, and a pair of their numbers for each style."""

    def __init__(self) -> None:
        self.codes = dict(BUILT_IN_FORMATS)
        self.fonts: list[bool] = []
        self.styles: list[tuple[int, int]] = []
        self._in_fonts = False
        self._names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        match self._names[name]:
            case "fonts":
                self._in_fonts = True
            case "font" if self._in_fonts:
                self.fonts.append(False)
            case "strike" if self._in_fonts and self.fonts:
                self.fonts[-1] = mark("strike", attributes) is not None
            case "xf":
                code, font = (index(attributes.get(each, "")) for each in ("numFmtId", "fontId"))
                self.styles.append((code, font))
            case "numFmt":
                self.codes[index(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
            case "cellXfs":
                self.styles.clear()
        if max(len(self.fonts), len(self.styles), len(self.codes)) > MAX_STYLES:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_STYLES, most=MAX_STYLES))

    def end(self, name: str) -> None:
        """Close an element; the styles of `dxfs` have fonts, too."""
        if self._names[name] == "fonts":
            self._in_fonts = False


def _pass(_: str) -> None:
    """Take what is not needed."""


def index(text: str) -> int:
    """Return a number in the file, 0 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= INDEX_DIGITS else 0
