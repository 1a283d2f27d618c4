"""Attacks inside the parts: entities, depth, width, names, styles, links."""

import random
import re
from collections.abc import Callable, Mapping
from functools import partial

from disclose.excel.read.refused import MAX_PART
from tests.support.workbooks import balanced_workbook, packed, parts, stamp_lost

FULL = MAX_PART - (1 << 20)
"""What an attack may fill without being refused for its size."""
BOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
PROPERTIES = "docProps/custom.xml"
LINKS, SHEET = "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet4.xml"


def replaced(name: str, pattern: str, new: str, *, count: int = 1) -> bytes:
    """Return the balanced workbook with `pattern` in a part replaced; it must be there."""
    contents = parts(balanced_workbook())
    text, hits = re.subn(pattern, lambda _: new, contents[name].decode(), count=count)
    assert hits, f"{pattern} is not in {name}"
    return packed({**contents, name: text.encode()})


def _part(name: str, data: str | bytes) -> bytes:
    whole = data.encode() if isinstance(data, str) else data
    contents = parts(balanced_workbook())
    if name == PROPERTIES:
        stamp_lost(contents)  # it is looked at only if the sheet _meta says nothing
    return packed({**contents, name: whole})


def noise(size: int = 200_000) -> str:
    """Return a comment that does not shrink, so that what stands beside it is no bomb by ratio."""
    return f"<!--{random.Random(1).randbytes(size // 2).hex()}-->"  # noqa: S311 - repeatable


def _many(name: str, piece: str, size: int = FULL) -> bytes:
    """The part `name` filled with `piece` up to just below what a part may hold."""
    return _part(name, f"<a>{noise()}{piece * (size // len(piece))}</a>")


def _nested(name: str, size: int = FULL) -> bytes:
    depth = size // 7
    return _part(name, noise() + "<a>" * depth + "</a>" * depth)


def _names(name: str, *, attributes: bool, size: int = FULL) -> bytes:
    """A part in which every name is another one."""
    form = '<b {:x}_=""/>' if attributes else "<a{:x}/>"
    width = len(form.format(1 << 20))
    inside = "".join(form.format(n).replace(" ", " z") for n in range(size // width))
    return _part(name, f"<a>{noise()}{inside}</a>")


def _wide(name: str, size: int = FULL) -> bytes:
    """A part of one element with as many attributes as it has room for."""
    inside = "".join(f' a{n:x}=""' for n in range(size // 10))
    return _part(name, f"<a>{noise()}<b{inside}/></a>")


def _declared(subset: str, use: str) -> bytes:
    return replaced(SHEET, "<worksheet ", f'<!DOCTYPE worksheet [{subset}]><worksheet a="{use}" ')


def _laughs() -> str:
    first = '<!ENTITY a0 "ha">'
    return first + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))


def _style(pattern: str, new: str) -> bytes:
    return replaced(STYLES, pattern, new)


def _linked(target: str) -> bytes:
    """A workbook whose sheet of figures is said to be elsewhere."""
    return replaced(LINKS, 'Target="worksheets/sheet4.xml"', f'Target="{target}"')


EXTERNAL = (
    '<Relationship Id="rIdE" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/externalLink" Target="http://198.51.100.1/evil.xlsx" TargetMode="External"/>'
    "</Relationships>"
)
PARTS_KEPT = (BOOK, LINKS, "_rels/.rels", PROPERTIES)

MARKUP: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "billion laughs": (lambda: _declared(_laughs(), "&a29;"), "BOOK05"),
    "quadratic entity": (
        lambda: _declared(f'<!ENTITY a "{"h" * 100_000}">', "&a;" * 100_000),
        "BOOK05",
    ),
    "external entity": (
        lambda: _declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        "BOOK05",
    ),
    "external DTD": (
        lambda: replaced(
            SHEET, "<worksheet ", '<!DOCTYPE a SYSTEM "http://198.51.100.1/a.dtd"><worksheet '
        ),
        "BOOK05",
    ),
    "entity in the strings": (
        lambda: replaced(STRINGS, "<sst ", '<!DOCTYPE sst [<!ENTITY a "b">]><sst '),
        "BOOK05",
    ),
    "a million strings": (lambda: _many(STRINGS, "<si/>"), "BOOK05"),
    "one string of seven million letters": (
        lambda: _part(STRINGS, f"<sst>{noise()}<si><t>{'a' * FULL}</t></si></sst>"),
        "BOOK04",
    ),
    "a million styles": (lambda: _many(STYLES, "<xf/>"), "BOOK05"),
    "as many number formats": (
        lambda: _part(
            STYLES,
            "<a>"
            + noise()
            + "".join(f'<numFmt numFmtId="{n}" formatCode=""/>' for n in range(400_000))
            + "</a>",
        ),
        "BOOK05",
    ),
    "a million fonts": (
        lambda: _part(STYLES, f"<a><fonts>{noise()}{'<font/>' * (FULL // 7)}</fonts></a>"),
        "BOOK05",
    ),
    **{f"depth in {name}": (partial(_nested, name), "BOOK05") for name in PARTS_KEPT},
    "depth in the strings": (lambda: _nested(STRINGS), "BOOK05"),
    "depth in a sheet": (lambda: _nested(SHEET), "BOOK05"),
    **{f"width of {name}": (partial(_many, name, "<b/>"), "BOOK05") for name in PARTS_KEPT},
    **{
        f"attributes in {name}": (partial(_wide, name), "BOOK05")
        for name in (BOOK, STRINGS, STYLES, SHEET)
    },
    **{
        f"names in {name}": (partial(_names, name, attributes=False), "BOOK05")
        for name in (BOOK, STRINGS, STYLES, SHEET)
    },
    **{
        f"names of attributes in {name}": (partial(_names, name, attributes=True), "BOOK05")
        for name in (BOOK, STRINGS, STYLES, SHEET)
    },
    "GBK part": (
        lambda: _part(SHEET, '<?xml version="1.0" encoding="GBK"?><a>单位</a>'.encode("gbk")),
        "BOOK04",
    ),
    "control character": (lambda: replaced(SHEET, "<sheetData>", "<sheetData>\x01"), "BOOK04"),
    "cut in the middle of the XML": (lambda: replaced(SHEET, "</worksheet>", ""), "BOOK04"),
    "NUL after the XML": (lambda: replaced(SHEET, "</worksheet>", "</worksheet>\0"), "BOOK04"),
    "colour without a code": (lambda: _style('rgb="\\w+"', 'rgb="yellow"'), ""),
    "empty fill": (lambda: _style("<fill>.*?</fill>", "<fill/>"), ""),
    "font family 99": (lambda: _style('<family val="\\d+"/>', '<family val="99"/>'), ""),
    "size that is no number": (lambda: _style('<sz val="[^"]*"/>', '<sz val="big"/>'), ""),
    "unknown border": (lambda: _style('style="thin"', 'style="nonsense"'), ""),
    "style without a name": (lambda: _style(' name="Normal"', ""), ""),
    "format number out of range": (
        lambda: _style('numFmtId="\\d+" fontId="\\d+"', 'numFmtId="-7" fontId="99999999999"'),
        "",
    ),
    "sheet state unknown": (
        lambda: replaced(BOOK, "<sheet ", '<sheet state="nonsense" '),
        "",
    ),
    "sheet without a link": (lambda: replaced(BOOK, 'r:id="rId1"', 'r:id="none"'), "BOOK04"),
    "sheet is elsewhere": (lambda: _linked("http://198.51.100.1/sheet1.xml"), "BOOK04"),
    "sheet is outside": (lambda: _linked("../../../etc/passwd"), "BOOK04"),
    "sheet is the list of sheets": (lambda: _linked("workbook.xml"), "BOOK07"),
    "external link": (lambda: replaced(LINKS, "</Relationships>", EXTERNAL), ""),
    "ten thousand sheets": (
        lambda: replaced(
            BOOK,
            "</sheets>",
            "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(10_000))
            + "</sheets>",
        ),
        "BOOK05",
    ),
}
"""Maker of each file, and the code of what it is refused with; none if it is read as it stands."""
