"""Characters of a workbook's texts: those that nobody sees, and the cells of given ones."""

import re
from collections.abc import Collection
from functools import partial

from disclose.excel.read.package import open_package
from disclose.excel.read.sheet import Content
from disclose.form.edition.sheet_names import BODY, EXPLANATIONS, TEXTS
from disclose.form.layout.address import Address

UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
"""Characters without a look that programs leave in copied text.

Joiners (U+200C, U+200D) are none of them: they change how letters of Uyghur and Mongolian look.
"""

AROUND = 4
"""How many characters before and behind an unseen one a message quotes."""


def seen(text: str) -> str:
    """Return `text` without the characters that nobody sees."""
    return UNSEEN.sub("", text)


def unseen(text: str) -> list[str]:
    """Return each unseen character of `text` with its neighbours, `▯` in its place."""
    quote = partial(_quote, text)
    return [quote(match.start()) for match in UNSEEN.finditer(text)]


def _quote(text: str, at: int) -> str:
    before, after = (
        seen(part).replace("\n", " ")
        for part in (text[max(0, at - AROUND) : at], text[at + 1 : at + 1 + AROUND])
    )
    return f"“{before}▯{after}” U+{ord(text[at]):04X}"


def cells_with(data: bytes, characters: Collection[str]) -> dict[str, tuple[str, int]]:
    """Return the first cell whose text has each of the characters, and its place there, from 1.

    Looked at are the sheets of a workbook whose texts a report prints.

    Raises:
        RefusedWorkbookError: `data` is no workbook that can be read.
    """
    package = open_package(data)
    found: dict[str, tuple[str, int]] = {}
    for sheet in (BODY, TEXTS, EXPLANATIONS):
        if sheet not in package.sheets:
            continue
        for at, cell in sorted(package.cells(sheet).items()):
            if cell.content is Content.TEXT and cell.text:
                for character in characters:
                    if character in cell.text:
                        place = f"{sheet}!{Address(sheet, *at).a1}"
                        found.setdefault(character, (place, cell.text.index(character) + 1))
    return found
