"""Workbooks that openpyxl gives up on and ours reads: why, and what is then read, by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from disclose.excel.read.sheet import Content, RawCell
from tests.support.second_reader.odd import column, sharing
from tests.support.second_reader.package import workbook
from tests.support.workbooks import apply


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A workbook, how openpyxl's error begins, why ours is right, and its cells by address."""

    data: bytes
    error: str
    why: str
    cells: Mapping[str, RawCell]


number = partial(RawCell, Content.NUMBER, style="")


GIVEN_UP: Mapping[str, GivenUp] = {
    "true in words": GivenUp(
        workbook(column('t="b"|<v>true</v>')),
        "ValueError: invalid literal",
        "XML Schema writes truth values as 1 or true",
        {"A1": RawCell(Content.BOOLEAN, "true", "", "")},
    ),
    "no number": GivenUp(
        workbook(column("|<v>NaN</v>", "|<v>5</v>")),
        "ValueError: invalid literal",
        "one cell that is no number does not make the others unreadable",
        {"A1": number("NaN", ""), "A2": number("5", "")},
    ),
    "no date": GivenUp(
        workbook(column('t="d"|<v>年底</v>', "|<v>5</v>")),
        "ValueError: Invalid datetime",
        "the same of dates",
        {"A1": RawCell(Content.TEXT, "年底", "", ""), "A2": number("5", "")},
    ),
    "a number without end": GivenUp(
        workbook(column(f"|<v>{'9' * 5000}</v>")),
        "ValueError: Exceeds the limit",
        "it is kept as it is stored and told",
        {"A1": number("9" * 5000, "")},
    ),
    "an area of nothing": GivenUp(
        workbook(column("|<v>1</v>"), after='<mergeCells><mergeCell ref="nonsense"/></mergeCells>'),
        "ValueError: nonsense is not a valid",
        "an area that says nothing takes no value away",
        {"A1": number("1", "")},
    ),
    "beyond the last column": GivenUp(
        workbook('<row><c r="ZZZ1"><v>1</v></c><c><v>2</v></c></row>'),
        "ValueError: Invalid column index",
        "a figure without an address is not passed over",
        {"ZZZ1": number("1", ""), "AAAA1": number("2", "")},
    ),
    "an unknown style": GivenUp(
        workbook(column('s="999"|<v>1</v>')),
        "IndexError",
        "the value does not depend on its look",
        {"A1": RawCell(Content.NUMBER, "1", "", "999")},
    ),
    "shared beyond the sheet": GivenUp(
        workbook(sharing("A1+B$1", ["C19"])),
        "TranslatorError: Formula out of range",
        "a spreadsheet shows #REF! in one formula, not everywhere",
        {"D20": number("1", "A1+B$1"), "C19": number("2", "#REF!+A$1")},
    ),
    "shared without addresses": GivenUp(
        workbook(
            '<row><c><f t="shared" si="0">B1</f><v>1</v></c></row>'
            '<row><c><f t="shared" si="0"/><v>2</v></c></row>'
        ),
        "TypeError: 'NoneType'",
        "a cell without an address has a place all the same",
        {"A1": number("1", "B1"), "A2": number("2", "B2")},
    ),
    "an area from its end": GivenUp(
        workbook(column("|<v>1</v>"), after='<mergeCells><mergeCell ref="B2:A1"/></mergeCells>'),
        "ValueError: 1 must be greater than 2",
        "its corners are two cells all the same",
        {"A1": number("1", "")},
    ),
    "a data table without its area": GivenUp(
        workbook(column('|<f t="dataTable"/><v>1</v>')),
        "TypeError: DataTableFormula",
        "what it fills does not matter: it is none of the form's formulas",
        {"A1": number("1", "{TABLE}")},
    ),
    "the strict dialect": GivenUp(
        apply(workbook(column("|<v>1</v>")), "strict dialect", {}),
        "LookupError: no sheets",
        "spreadsheets save it when they are asked to",
        {"A1": number("1", "")},
    ),
}
"""By name."""
