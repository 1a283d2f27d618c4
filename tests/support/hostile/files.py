"""Every hostile workbook by name: how it is made, and what it leads to."""

from collections.abc import Callable, Mapping

from tests.support.hostile.beside import BESIDE
from tests.support.hostile.markup import MARKUP
from tests.support.hostile.packages import PACKAGES
from tests.support.hostile.sheets import SHEETS

FILES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    **PACKAGES,
    **MARKUP,
    **SHEETS,
    **BESIDE,
}

REFUSALS = ("BOOK01", "BOOK02", "BOOK03", "BOOK04", "BOOK05", "BOOK06")
"""Codes of files of which nothing is read."""

HEAVIEST = (
    "bomb, 1 GB of strings",
    "bomb, the directory says 1000 bytes",
    "billion laughs",
    "depth in a sheet",
    "depth in xl/workbook.xml",
    "attributes in xl/styles.xml",
    "names in xl/sharedStrings.xml",
    "a million styles",
    "full cells on all sheets",
    "blank cells on all sheets",
    "more blank cells on all sheets",
    "shared formula that swells",
)
"""Those that need most time and memory if nothing bounds them."""

MARKED = (
    "as many values as go",
    "blank cells on all sheets",
    "blank cells with a style",
    "ten thousand findings",
    "60,000 comments",
    "200,000 shapes",
)
"""Those that need most of them to be marked."""
