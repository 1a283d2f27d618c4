"""Workbooks for the reader's tests: cells as a listing in, bytes of an .xlsx out, no writer used.

A sheet is a mapping of cell to content: text, number, or `Raw` for XML as a program wrote it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from disclose.core.resources import templates
from disclose.excel.read.reader import Reading, read
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import META, REVIEW, YEAR
from disclose.form.layout.address import letters, parse_a1
from disclose.form.layout.book import TABLE_TOP, ReviewColumn, WorkbookPlan, plan
from disclose.form.layout.stamp import stamp

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


@dataclass(frozen=True)
class Raw:
    """A cell as XML: its attributes besides `r`, and what stands inside."""

    attributes: str
    inside: str

    def __str__(self) -> str:
        """Return the element as a test run names it."""
        return f"<c {self.attributes}>{self.inside}"


Content: TypeAlias = str | int | Raw
Sheets: TypeAlias = dict[str, dict[str, Content]]


def formula(text: str, cached: str | None = "0") -> Raw:
    """A formula with its stored result; `cached` None if it was never calculated."""
    value = "" if cached is None else f"<v>{cached}</v>"
    return Raw("", f"<f>{escape(text.removeprefix('='))}</f>{value}")


@cache
def library() -> Library:
    return Library([templates() / "editions"])


def edition(name: str = "cn-2021") -> Edition:
    return library().get(name)


def blank(form: str = "cn-2021") -> Sheets:
    """The cells of the blank workbook of `form`, as the plan of the edition places them."""
    book = plan(edition(form))
    sheets: Sheets = {name: {} for name in book.sheets}
    for table in edition(form).tables:
        for cell in book.grids[table.id].cells:
            if cell.text:
                at = f"{letters(cell.column)}{TABLE_TOP + cell.row + 1}"
                sheets[table.sheet][at] = cell.text
    for key, text in book.totals.items():
        sheets[book.cells[key].sheet][book.cells[key].a1] = formula(text)
    _add_lines(sheets, book)
    _add_review(sheets, book)
    sheets[META]["A1"] = stamp(edition(form))
    return sheets


def filled(form: str = "cn-2021") -> Sheets:
    """The blank workbook with another number in each input cell: 1, 2, 3 ... in printed order."""
    sheets, cells = blank(form), plan(edition(form)).cells
    for number, key in enumerate(inputs(form), 1):
        sheets[cells[key].sheet][cells[key].a1] = number
    return sheets


def inputs(form: str = "cn-2021") -> tuple[str, ...]:
    """The figures that are typed, in printed order."""
    return tuple(key for key in edition(form).figures if key not in edition(form).fills)


def _add_lines(sheets: Sheets, book: WorkbookPlan) -> None:
    form = book.edition
    labels = {each.id: each.label for each in form.body}
    labels |= {each.id: each.label for each in form.texts}
    for name, at in (*book.body.items(), *book.texts.items()):
        label = "报告年度" if name == YEAR else labels[name]
        sheets[at.sheet][f"{letters(at.column - 1)}{at.row + 1}"] = label
    sheets[book.body[YEAR].sheet][book.body[YEAR].a1] = min(form.last_year, 2025)


def _add_review(sheets: Sheets, book: WorkbookPlan) -> None:
    for line in book.review:
        cells = {
            ReviewColumn.LEFT: line.left,
            ReviewColumn.RIGHT: line.right,
            ReviewColumn.DIFFERENCE: line.difference,
            ReviewColumn.RESULT: line.result,
        }
        for column, text in cells.items():
            sheets[REVIEW][line.at(column).a1] = formula(text)
        beside = book.beside(line.constraint)
        result = line.at(ReviewColumn.RESULT).absolute()
        sheets[beside.sheet][beside.a1] = formula(result)


def insert_row(sheets: Sheets, sheet: str, before: int) -> None:
    """Insert a row before row `before` (one-based), formulas rewritten as spreadsheets do."""
    _move(sheets, sheet, lambda row, column: (row + (row + 1 >= before), column))


def delete_row(sheets: Sheets, sheet: str, number: int) -> None:
    sheets[sheet] = {at: each for at, each in sheets[sheet].items() if _row(at) != number - 1}
    _move(sheets, sheet, lambda row, column: (row - (row >= number), column))


def insert_column(sheets: Sheets, sheet: str, before: str) -> None:
    at = (parse_a1(f"{before}1") or (0, 0))[1]
    _move(sheets, sheet, lambda row, column: (row, column + (column >= at)))


def delete_columns(sheets: Sheets, sheet: str, first: str, last: str) -> None:
    start, end = ((parse_a1(f"{each}1") or (0, 0))[1] for each in (first, last))
    sheets[sheet] = {
        at: each for at, each in sheets[sheet].items() if not start <= _column(at) <= end
    }
    width = end - start + 1
    _move(sheets, sheet, lambda row, column: (row, column - width * (column > end)))


def swap_rows(sheets: Sheets, sheet: str, one: int, other: int) -> None:
    """Exchange the contents of two rows, formulas left as they are."""
    rows = {one - 1: other - 1, other - 1: one - 1}
    sheets[sheet] = {
        f"{letters(_column(at))}{rows.get(_row(at), _row(at)) + 1}": each
        for at, each in sheets[sheet].items()
    }


def cut_cells(sheets: Sheets, sheet: str, row: int, columns: range, by: int) -> None:
    """Cut some columns of row `row` (one-based) and paste them `by` rows down."""
    _move(
        sheets,
        sheet,
        lambda at, column: (at + by * (at + 1 == row and column in columns), column),
    )


def _row(a1: str) -> int:
    return (parse_a1(a1) or (0, 0))[0]


def _column(a1: str) -> int:
    return (parse_a1(a1) or (0, 0))[1]


def _move(sheets: Sheets, sheet: str, to: Callable[[int, int], tuple[int, int]]) -> None:
    def moved(a1: str) -> str:
        row, column = to(_row(a1), _column(a1))
        return f"{letters(column)}{row + 1}"

    sheets[sheet] = {moved(at): each for at, each in sheets[sheet].items()}
    for name, cells in sheets.items():
        for at, each in cells.items():
            if isinstance(each, Raw):
                cells[at] = Raw(each.attributes, _rewritten(each.inside, name, sheet, moved))


def _rewritten(inside: str, own: str, sheet: str, moved: Callable[[str], str]) -> str:
    named = rf"(?<={sheet}!)" if own != sheet else r"(?<![\w!$])"
    pattern = rf"{named}([A-Z]+[0-9]+)(:[A-Z]+[0-9]+)?"

    def one(match: re.Match[str]) -> str:
        last = f":{moved(match[2][1:])}" if match[2] else ""
        return moved(match[1]) + last

    return re.sub(pattern, one, inside)


def pack(
    sheets: Sheets,
    *,
    strings: str | None = None,
    styles: str | None = None,
    properties: Mapping[str, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """The bytes of a workbook with `sheets`."""
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _rels({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _workbook_rels(sheets, strings, styles),
    }
    for number, cells in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(cells)
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if properties is not None:
        parts["docProps/custom.xml"] = _properties(properties)
    return zipped({**{name: text.encode() for name, text in parts.items()}, **(extra or {})})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A package with every part passed through `change`."""
    return zipped({name: change(name, part) for name, part in unzipped(data).items()})


def _rels(links: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def _types(sheets: int) -> str:
    parts = {"workbook": "sheet.main"}
    parts |= {f"worksheets/sheet{number}": "worksheet" for number in range(1, sheets + 1)}
    inside = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    rels = '<Default Extension="rels" ContentType="application/xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{TYPES}">{rels}{xml}{inside}</Types>'


def _workbook(sheets: Sheets) -> str:
    inside = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{inside}</sheets></workbook>'


def _workbook_rels(sheets: Sheets, strings: str | None, styles: str | None) -> str:
    links = {
        f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml")
        for number in range(1, len(sheets) + 1)
    }
    if strings is not None:
        links["strings"] = ("sharedStrings", "sharedStrings.xml")
    if styles is not None:
        links["styles"] = ("styles", "styles.xml")
    return _rels(links)


def _sheet(cells: Mapping[str, Content]) -> str:
    rows: dict[int, list[str]] = {}
    for at in sorted(cells, key=lambda a1: parse_a1(a1) or (0, 0)):
        rows.setdefault(_row(at), []).append(_cell(at, cells[at]))
    inside = "".join(f'<row r="{row + 1}">{"".join(each)}</row>' for row, each in rows.items())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def _cell(at: str, content: Content) -> str:
    match content:
        case Raw(attributes, inside):
            return f'<c r="{at}" {attributes}>{inside}</c>'
        case int():
            return f'<c r="{at}"><v>{content}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(content)}</t></is></c>'


def _properties(properties: Mapping[str, str]) -> str:
    inside = "".join(
        f'<property name="{name}" pid="{number}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'<Properties xmlns="{PROPERTIES}" xmlns:vt="x">{inside}</Properties>'


def reading(data: bytes) -> Reading:
    return read(data, "filled.xlsx", library())


def codes(found: Reading) -> list[str]:
    return [each.code for each in found.findings]
