"""Names of the files that are written: no text of a user leads to another folder in them.

A name is one that Windows, macOS and Linux take, and that a network drive keeps whole.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import PurePath

from disclose.core.expressions import expression
from disclose.core.text import INVISIBLE, STEERING

DRAFT, MARKED = "草稿", "审核"
"""What brackets at the end of a name say: of a report, of a copy of a workbook or a report."""

PAGE = "disclose.html"
"""The offline page, which offices give out together with the workbooks."""

_FULL_WIDTH = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
"""The characters that Windows allows in no name, and those that read alike."""

_RESERVED = expression(
    r"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?= *(?:\.|$))", re.IGNORECASE
)
"""The devices of Windows: no file may have their name, with whatever ending."""

_LEADING_DOTS = expression(r"^[. ]+")
_MOST_BYTES, _MOST_UNITS = 255, 240
"""Most bytes of a name in UTF-8 on Linux; most UTF-16 units on Windows (255, less a backup's)."""

_OWN_COPY = expression(rf"(?:（{MARKED}\d*）|\.marked\d*)$")
"""The end of the name of a marked copy; `.marked` is that of earlier versions."""


def plain_name(text: str) -> str:
    """Return `text` as a part of a file name, on one line; it may be empty.

    Full-width characters take the place of those that are forbidden, so the text reads as before.
    """
    line = " ".join(INVISIBLE.sub("", text).split())
    shown = STEERING.sub("", line).translate(_FULL_WIDTH)
    return _LEADING_DOTS.sub(lambda dots: "．" * dots[0].count("."), shown).rstrip()


def file_name(stem: str, ending: str) -> str:
    """Return `stem` and `ending` as one name; the stem is cut where the name would be too long."""
    while stem and not _fits(stem + ending):
        stem = stem[:-1].rstrip(" .")
    return _RESERVED.sub(r"\1_", stem + ending)


def _fits(name: str) -> bool:
    units = len(name.encode("utf-16-le", errors="surrogatepass")) // 2
    return units <= _MOST_UNITS and len(name.encode(errors="surrogatepass")) <= _MOST_BYTES


def workbook_name(agency: str, year: int) -> str:
    """Return the name of a new workbook: 青禾县人民政府办公室-2025.xlsx."""
    return file_name(plain_name(agency) or "政府信息公开年报", f"-{year}.xlsx")


def original_stem(name: str) -> str:
    """Return the name of a file without its ending and without that of a marked copy."""
    return _OWN_COPY.sub("", PurePath(name).stem)


def copy_names(name: str, ending: str = ".xlsx") -> Iterator[str]:
    """Yield the names for a marked copy of the file `name`, without end: 甲（审核）.xlsx, …."""
    stem = original_stem(name)
    yield file_name(stem, f"（{MARKED}）{ending}")
    yield from (file_name(stem, f"（{MARKED}{number}）{ending}") for number in count(2))
