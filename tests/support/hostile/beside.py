"""Attacks beside the figures: on what marking changes, in styles, sheets and printed names."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from disclose.form.layout.book import plan
from tests.support.filings import edition
from tests.support.hostile.markup import BOOK, STYLES, noise, replaced
from tests.support.workbooks import balanced_workbook, packed, parts, sheet_part

TABLE = "表三"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rIdC" Type="{LINKED}/comments" Target="../comments1.xml"/>'
    f'<Relationship Id="rIdV" Type="{LINKED}/vmlDrawing" Target="../drawings/v.vml"/>'
    "</Relationships>"
)
COMMENT = '<comment ref="A1" authorId="0"><text><t>{}</t></text></comment>'
SHAPE = '<v:shape id="_x0000_s1"/>'


def flipped_theme() -> bytes:
    """A damaged part at which reading never looks."""
    data = bytearray(balanced_workbook())
    data[data.index(b"xl/theme/theme1.xml") + 100] ^= 1
    return bytes(data)


def commented(comments: str = "", shapes: str = "") -> bytes:
    """A workbook with comments on the sheet of requests, and a total that is not the newest."""
    contents = parts(balanced_workbook())
    part = sheet_part(contents, TABLE)
    legacy = f'<legacyDrawing xmlns:r="{LINKED}" r:id="rIdV"/></worksheet>'
    sheet = contents[part].decode().replace("</worksheet>", legacy).replace("<v>7</v>", "<v>9</v>")
    listed = "<authors><author>a</author></authors>"
    return packed(
        {
            **contents,
            part: sheet.encode(),
            f"xl/worksheets/_rels/{part.rpartition('/')[2]}.rels": RELATIONS.encode(),
            "xl/comments1.xml": (
                f'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                f"{listed}<commentList>{comments}</commentList>{noise()}</comments>"
            ).encode(),
            "xl/drawings/v.vml": (
                '<xml xmlns:v="urn:schemas-microsoft-com:vml">' + shapes + noise() + "</xml>"
            ).encode(),
        }
    )


def styled(count: int) -> bytes:
    """As many styles of cells as a workbook may have, each another element."""
    return replaced(
        STYLES, "</cellXfs>", f"{'<xf><alignment/></xf>' * count}</cellXfs>{noise(900_000)}"
    )


def same_sheet(count: int) -> bytes:
    """One sheet that is listed again and again under one name."""
    listed = "".join(f'<sheet name="s" sheetId="{n}" r:id="rId4"/>' for n in range(count))
    return replaced(BOOK, "</sheets>", f"{listed}</sheets>{noise()}")


def names(*lines: tuple[int, list[str]]) -> bytes:
    """The sheet of requests holds names of the form only: of each line so many rows."""
    contents = parts(balanced_workbook())
    part = sheet_part(contents, TABLE)
    rows = "".join(f"<row>{''.join(map(_cell, texts))}</row>" * count for count, texts in lines)
    text = re.sub(
        "<sheetData>.*</sheetData>",
        lambda _: f"<sheetData>{rows}</sheetData>{noise()}",
        contents[part].decode(),
        flags=re.DOTALL,
    )
    return packed({**contents, part: text.encode()})


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _printed() -> list[str]:
    return [each.text for each in plan(edition()).grids["requests"].cells if each.text]


BESIDE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "flipped bit in the theme": (flipped_theme, ""),
    "60,000 comments": (lambda: commented(COMMENT.format("a") * 60_000), "FORM03"),
    "more comments than go": (lambda: commented(COMMENT.format("a") * 100_000), "FORM03"),
    "depth in the comments": (lambda: commented("<a>" * 1_000_000 + "</a>" * 1_000_000), "FORM03"),
    "200,000 shapes": (lambda: commented("", SHAPE * 200_000), "FORM03"),
    "20,000 comments of ours": (
        lambda: commented(COMMENT.format("disclose 审核") * 20_000, SHAPE * 20_000),
        "FORM03",
    ),
    "60,000 styles": (partial(styled, 60_000), ""),
    "one sheet 40,000 times": (partial(same_sheet, 40_000), "BOOK05"),
    "one heading in every row": (partial(names, (23_000, ["自然人"])), "BOOK07"),
    "all names in every row": (lambda: names((400, _printed())), "BOOK10"),
    "all names, then headings": (
        lambda: names((1, _printed()), (11_000, ["自然人", "总计"])),
        "BOOK10",
    ),
    "all names, then lines": (
        lambda: names((1, _printed()), (11_000, ["(一)予以公开", "1.属于国家秘密"])),
        "BOOK10",
    ),
    "all names, then one row of headings": (
        lambda: names((1, _printed()), (1, ["自然人"] * 16_000)),
        "BOOK10",
    ),
}
"""Maker of each file, and the code it leads to when it is checked."""
