"""Workbooks in which the two readers find different figures; no spreadsheet writes any of them.

Each is the balanced filing with something planted, in most of them at `FIGURE` on 表二, which
holds the number 120.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from tests.support.hostile.sheets import FIGURE, cell
from tests.support.workbooks import balanced_workbook, packed, parts, sheet_part

SHEET = "表二"
STRANGE = 'xmlns:o="urn:other"'
BOOK, STRINGS, TYPES = "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"


class Planted(NamedTuple):
    """A workbook, the first cell at fault, and what the first and the second reader find there."""

    make: Callable[[], bytes]
    at: str
    first: str
    second: str


def _replaced(old: str, new: str, sheet: str = SHEET) -> bytes:
    """Return the balanced workbook with a pattern replaced once on a sheet."""
    contents = parts(balanced_workbook())
    name = sheet_part(contents, sheet)
    text, hits = re.subn(old, new, contents[name].decode(), count=1, flags=re.DOTALL)
    assert hits, old
    return packed({**contents, name: text.encode()})


def _two_sheets_of_one_name() -> bytes:
    """The second one holds another number."""
    contents = parts(balanced_workbook())
    name = sheet_part(contents, SHEET)
    other = re.sub(rf'(<c r="{FIGURE}"[^>]*><v>)\d+', r"\g<1>77", contents[name].decode())
    links, book = "xl/_rels/workbook.xml.rels", contents[BOOK].decode()
    link = re.search(r'<Relationship Id="(rId\d+)"[^>]*worksheet"[^>]*/>', contents[links].decode())
    assert link
    copy = re.sub('Target="[^"]*"', 'Target="worksheets/other.xml"', link[0])
    copy = copy.replace(link[1], "rIdOther")
    sheet = f'<sheet name="{SHEET}" sheetId="99" r:id="rIdOther"/></sheets>'
    types = contents[TYPES].decode()
    kind = re.search(r'<Override PartName="/xl/worksheets/sheet1.xml"[^>]*/>', types)
    assert kind
    override = kind[0].replace("sheet1.xml", "other.xml")
    return packed(
        {
            **contents,
            "xl/worksheets/other.xml": other.encode(),
            links: contents[links].replace(b"</Rel", copy.encode() + b"</Rel"),
            BOOK: book.replace("</sheets>", sheet).encode(),
            TYPES: types.replace("</Types>", f"{override}</Types>").encode(),
        }
    )


def _two_workbook_parts() -> bytes:
    """The types name another workbook part than the relationships: two sheets are swapped."""
    contents = parts(balanced_workbook())
    ids = {
        name: re.findall(rf'<sheet name="{name}"[^>]* r:id="([^"]*)"', contents[BOOK].decode())[0]
        for name in (SHEET, "表三")
    }
    other = contents[BOOK].decode()
    for name, link in zip(ids, reversed(ids.values()), strict=True):
        other = re.sub(rf'(<sheet name="{name}"[^>]* r:id=")[^"]*', rf"\g<1>{link}", other)
    types = contents[TYPES].replace(b'"/xl/workbook.xml"', b'"/xl/other.xml"')
    return packed(
        {
            **contents,
            "xl/other.xml": other.encode(),
            "xl/_rels/other.xml.rels": contents["xl/_rels/workbook.xml.rels"],
            TYPES: types,
        }
    )


def _two_parts_of_shared_texts() -> bytes:
    """The types name another part of shared texts than the relationships."""
    contents = parts(cell('t="s"', "<v>0</v>"))
    texts = contents[STRINGS].decode()
    first = re.sub("<si>.*?</si>", "<si><t>12</t></si>", texts, count=1)
    return packed(
        {
            **contents,
            STRINGS: first.encode(),
            "xl/other.xml": first.replace("<t>12<", "<t>21<").encode(),
            TYPES: contents[TYPES].replace(b"/xl/sharedStrings.xml", b"/xl/other.xml"),
        }
    )


HERE = f"{SHEET}!{FIGURE}"

PLANTED: Mapping[str, Planted] = {
    "two sheets of one name": Planted(_two_sheets_of_one_name, HERE, "77", "120"),
    "two workbook parts": Planted(_two_workbook_parts, f"{SHEET}!B5", "0", ""),
    "two parts of shared texts": Planted(_two_parts_of_shared_texts, HERE, "12", "21"),
    "the cell again, blank": Planted(
        lambda: _replaced(f'(<c r="{FIGURE}".*?</c>)', rf'\1<c r="{FIGURE}"/>'), HERE, "120", ""
    ),
    "an inline text and a value": Planted(
        lambda: cell('t="inlineStr"', "<v>1</v><is><t>2</t></is>"), HERE, "12", "2"
    ),
    "a value of an inline text": Planted(lambda: cell('t="inlineStr"', "<v>5</v>"), HERE, "5", ""),
}
"""By name."""


ELSEWHERE: Mapping[str, Callable[[], bytes]] = {
    "a value": lambda: cell(STRANGE, "<o:v>5</o:v>"),
    "a value before the value": lambda: cell("", f"<o:v {STRANGE}>5</o:v><v>7</v>"),
    "all of a cell": lambda: _replaced(
        f'<c r="{FIGURE}".*?</c>', rf"<o:all {STRANGE}>\g<0></o:all>"
    ),
}
"""Workbooks in which something is in another vocabulary, which no program shows."""
