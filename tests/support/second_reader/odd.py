"""Odd cells, written as markup: each workbook with the reasons for which the readers differ."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

from tests.support.second_reader.package import DATE, FORMATS, STRUCK, TIME, workbook

Odd: TypeAlias = tuple[bytes, frozenset[str]]


def column(*cells: str) -> str:
    """Return a row for each cell, given as attributes and what is inside: `t="n"|<v>1</v>`."""
    rows = []
    for number, cell in enumerate(cells, 1):
        attributes, _, inside = cell.partition("|")
        rows.append(f'<row r="{number}"><c r="A{number}" {attributes}>{inside}</c></row>')
    return "".join(rows)


def numbers(*texts: str, style: int = 0) -> str:
    """Return a row for each number, as it is stored."""
    return column(*(f's="{style}"|<v>{escape(text)}</v>' for text in texts))


def styled(*styles: int) -> str:
    """Return a row with a number for each style."""
    return column(*(f's="{style}"|<v>46037.5</v>' for style in styles))


def shared_texts(*places: int) -> str:
    """Return a row for each shared text."""
    return column(*(f't="s"|<v>{place}</v>' for place in places))


def sharing(formula: str, others: Sequence[str], at: str = "D20") -> str:
    """Return a formula at one cell that others share, each in a row of its own."""
    cells = {at: f'<f t="shared" si="0" ref="A1:Z99">{escape(formula)}</f><v>1</v>'}
    cells |= dict.fromkeys(others, '<f t="shared" si="0"/><v>2</v>')
    return "".join(
        f'<row r="{each.lstrip("ABCDEFG")}"><c r="{each}">{cell}</c></row>'
        for each, cell in cells.items()
    )


SHARED = (
    "SUM(B10:C19)",
    "$A$1+A$1+$A1+A15",
    "SUM(A:B)+SUM($A:B)+SUM(5:6)+SUM($5:6)",
    "表!A8+'表 二'!B8+'it''s'!$C3",
    'IF(A9="A1","B2 ""C3""",LOG10(A8))&"表!A1"',
    "A1_x+x.A1+ABCD1+1E3+1.5E-3*E9",
    "SUM(表!A10:B12,表!C:C,'表 二'!8:9)",
    "{1,2;3,4}+A9%^2-(A8:A9 A9)",
    "IF(TRUE,#N/A,#REF!)+[1]表!A9",
    "表1[A1]+表1[[#This Row],[B2]]",
)
"""Formulas that cells share, with references of every kind and what only looks like one."""

ISO = ("2025-12-31", "2025-12-31T08:30:00", "08:30:00")
PLAIN = (
    *("0", "-0", "12", "1E3", "1e-7", "1.0", "+5", "0.30000000000000004", "12345678901234567890"),
    *("-1.50", ".5", "5.", "1E+20", "1.7976931348623157E308", "007"),
)
HIDDEN_COLUMNS = (
    '<cols><col min="2" max="4" hidden="1"/><col min="6" max="6" width="0" customWidth="1"/>'
    '<col min="11" max="11" width="0.00"/>'
    '<col min="7" max="9" width="8" hidden="0"/></cols>'
)
OTHER_MERGES = '<mergeCells count="1"><mergeCell ref="A5:A6"/></mergeCells>'
MERGES = (
    '<mergeCells count="3"><mergeCell ref="A1:B2"/><mergeCell ref="C1:C3"/><mergeCell ref="E5"/>'
    '<mergeCell ref="$G$1:$H$2"/>'
    "</mergeCells>"
)


def _odd(rows: str, *reasons: str) -> Odd:
    return workbook(rows), frozenset(reasons)


TEXTS: Mapping[str, Odd] = {
    "texts": _odd(shared_texts(0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 15)),
    "escapes": _odd(shared_texts(11, 12), "escaped characters"),
    "escapes inline": _odd(
        column('t="inlineStr"|<is><t>a_x005F_x000D__x0041_</t></is>'), "escaped characters"
    ),
    "escapes in a result": _odd(column('t="str"|<f>A9</f><v>_x000D_</v>'), "escaped characters"),
    "runs": _odd(shared_texts(8, 9), "runs whose look matters"),
    "comments": _odd(shared_texts(13, 0) + "<row><c><v>1<!-- 1 -->2</v></c></row>"),
    "inline": _odd(
        column(
            't="inlineStr"|<is><t xml:space="preserve">  a　</t></is>',
            't="inlineStr"|<is><r><t>1</t></r><r><rPr><b/></rPr><t>2</t></r></is>',
            't="inlineStr"|<is><t>汉</t><rPh sb="0" eb="1"><t>かん</t></rPh></is>',
            't="inlineStr"|<is/>',
            't="inlineStr"|<is><t/></is>',
            't="inlineStr"|<is><t><![CDATA[<v>1</v>]]></t></is>',
            't="inlineStr"|',
        )
    ),
    "a text in a value": _odd(column('t="inlineStr"|<v>甲</v>'), "a text beside its type"),
}

VALUES: Mapping[str, Odd] = {
    "numbers": _odd(numbers(*PLAIN)),
    "exact numbers": _odd(
        numbers("0.123456789012345678901", "123456789012345678.5", "1E400", "4.9E-324"),
        "an exact number",
    ),
    "no plain numbers": _odd(numbers(" 12 ", "1_000", "１２", "٣"), "no plain number"),
    "blank": _odd(
        column("|<v/>", 't="n"|<v></v>', 't="s"|<v/>', 't="str"|<v/>', 't="b"|<v/>', "|", 's="1"|')
    ),
    "truth": _odd(column('t="b"|<v>1</v>', 't="b"|<v>0</v>', 't="b"|<f>A1</f><v>1</v>')),
    "errors": _odd(
        column('t="e"|<v>#DIV/0!</v>', 't="e"|<f>1/0</f><v>#N/A</v>', 't="str"|<v>#REF!</v>')
    ),
    "dates": _odd(
        "".join(
            numbers("1", "59", "60", "61", "46037", "46037.5", "0.25", "0", style=style)
            for style in (DATE, TIME)
        ),
        "a count of days",
    ),
    "no dates": _odd(numbers("2958466", "1E9", style=DATE), "a day outside the calendar"),
    "written dates": _odd(column(*(f't="d"|<v>{each}</v>' for each in ISO)), "a written date"),
    "formats": _odd(styled(*range(len(FORMATS))), "a count of days"),
    "built-in formats": _odd(
        styled(*range(len(FORMATS), STRUCK)),
        *("a built-in format", "a built-in format in Chinese", "a count of days"),
    ),
    "struck through": _odd(column(f's="{STRUCK}"|<v>12</v>', f't="s" s="{STRUCK}"|<v>0</v>')),
}

FORMULAS: Mapping[str, Odd] = {
    "formulas": _odd(
        column(
            "|<f>SUM(B1:B2)</f><v>3</v>",
            "|<f>SUM(B1:B2)</f>",
            '|<f ca="1">  A2 +\n1 </f><v>1</v>',
            '|<f xml:space="preserve"> A2 </f><v/>',
            't="str"|<f>"a"&amp;"b"</f><v>ab</v>',
            't="str"|<f>""</f><v></v>',
            "|<v>5</v><f>A9</f>",
            't="str"|<v>=1+1</v>',
            "|<f>_xlfn.CONCAT(A1)</f><v>0</v>",
        )
    ),
    "no text": _odd(column("|<f/><v>5</v>", "|<f></f>"), "a formula without a text"),
    "arrays": _odd(column('|<f t="array" ref="A1:A2">B1:B2*2</f><v>2</v>', "|<v>4</v>")),
    "an array of one": _odd(
        column('|<f t="array" ref="A1">SUM(B1:B2*2)</f><v>2</v>'), "an array of one cell"
    ),
    "a data table": _odd(
        column('|<f t="dataTable" ref="A1:A2" dt2D="0" dtr="0" r1="B1"/><v>2</v>', "|<v>4</v>")
    ),
    **{f"shared {formula}": _odd(sharing(formula, ("D21", "E20", "G27"))) for formula in SHARED},
    "shared upwards": _odd(sharing("E10:F12+D$20+$E9", ("D13", "C19", "B17"))),
    "shared with its own text": _odd(
        sharing("A1", ("D21",)) + '<row r="30"><c r="D30"><f t="shared" si="0">B7</f></c></row>'
    ),
    "shared without its first": _odd(
        column('|<f t="shared" si="7"/><v>5</v>'), "a shared formula without its first"
    ),
}

SHEETS: Mapping[str, Odd] = {
    "without addresses": _odd(
        '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c/><c><v>3</v></c>'
        '<c r="F5"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    ),
    "out of order": _odd(
        '<row r="5"><c r="C5"><v>1</v></c><c r="A5"><v>2</v></c></row>'
        '<row r="2"><c r="B2"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    ),
    "in another row": _odd(
        '<row r="2"><c r="B9"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    ),
    "far away": _odd('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "twice": _odd(
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'
        '<c r="B1"><v>3</v></c><c r="B1" s="0"/></row>',
        "a cell twice",
    ),
    "extensions": _odd(
        column("|<v>1</v><extLst><ext uri='a'><v>2</v><c><v>3</v></c></ext></extLst>")
    ),
    "merged": (
        workbook(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
            '<row r="2"><c r="B2" t="s"><f>A1</f><v>0</v></c><c r="C2" t="b"><v>1</v></c></row>',
            after=MERGES,
        ),
        frozenset({"beneath a merge"}),
    ),
    "merged in two lists": (
        workbook(column("|<v>1</v>", "|<v>2</v>"), after=MERGES + OTHER_MERGES),
        frozenset({"two lists of areas"}),
    ),
    "hidden": (
        workbook(
            '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"/>'
            '<row r="3" ht="0" customHeight="1"/><row r="9" ht="0.0"/><row r="10" ht="1.9"/>'
            '<row r="4" hidden="0" ht="15"/>'
            '<row hidden="1"><c><v>1</v></c></row>',
            before=HIDDEN_COLUMNS,
            names=("表", "表二", "表三"),
            states=("visible", "hidden", "veryHidden"),
        ),
        frozenset(),
    ),
    "names": (
        workbook(numbers("1"), names=(" 表", "Caf\u0065\u0301", "a&b's")),
        frozenset({"names of sheets"}),
    ),
    "from 1904": (
        workbook(
            numbers("0", "1", "60", "44575", style=DATE),
            properties='<workbookPr date1904="1"/>',
        ),
        frozenset({"a count of days"}),
    ),
}

ODD: Mapping[str, Odd] = {**TEXTS, **VALUES, **FORMULAS, **SHEETS}
"""By name: a workbook, and exactly the reasons that are needed for it."""
