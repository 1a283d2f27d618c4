"""Workbooks for tests: the balanced filing as a spreadsheet saves it, and what befalls such files.

Changes are made in the parts of the package themselves: a library that reads and writes workbooks
would lose what it does not know, and with it what is to be tested.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from string import ascii_uppercase
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook

from disclose.excel.write.writer import write
from disclose.form.figures.content import FiguresFile, filing
from disclose.form.filing import Origin
from disclose.form.layout.book import plan
from tests.support.filings import as_read, changed, edition

Cell: TypeAlias = int | str | Mapping[str, str]
"""What a cell is made to hold: a number, a text, or a `formula` with its stored `value` or `error`;
an empty text empties it."""

Parts: TypeAlias = dict[str, bytes]


def workbook(content: FiguresFile) -> bytes:
    """Return the workbook that holds `content`."""
    form = edition(content.edition)
    return write(plan(form), filing(content, form, Origin()))


@cache
def balanced_workbook() -> bytes:
    """Return the balanced filing as a spreadsheet saves it."""
    return workbook(changed())


@cache
def without_zeros() -> bytes:
    """Return the balanced filing with blank cells where its figures are 0."""
    zeros = {key: "" for key, entry in as_read(changed()).entries.items() if entry.amount == 0}
    return workbook(changed(zeros))


def apply(data: bytes, maker: str, cells: Mapping[str, Cell]) -> bytes:
    """Return the workbook `data` with `cells` changed, then as the maker of that name leaves it."""
    changed = edited(data, cells) if cells else data
    return MAKERS[maker](changed) if maker else changed


def parts(data: bytes) -> Parts:
    """Return the parts of a package by name."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: Parts) -> bytes:
    """Return a package of these parts; the same parts give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, part in contents.items():
            package.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return out.getvalue()


GUIDANCE = re.compile(
    r"<dataValidations.*</dataValidations>|<headerFooter>.*?</headerFooter>"
    r"|<(?:printOptions|pageMargins|pageSetup|rowBreaks)\b[^>]*/>",
    re.DOTALL,
)
"""What helps to fill in and to print; no reader looks at it."""


def bare(data: bytes) -> bytes:
    """Return the workbook `data` without what helps to fill in and to print it: a fifth less."""
    contents = parts(data)
    for name, part in contents.items():
        if name.startswith("xl/worksheets/"):
            contents[name] = GUIDANCE.sub("", part.decode()).encode()
    return packed(contents)


def sheet_part(contents: Parts, sheet: str) -> str:
    """Return the name of the part that holds the sheet called `sheet`."""
    book = contents["xl/workbook.xml"].decode()
    [link] = re.findall(rf'<sheet name="{re.escape(sheet)}"[^>]* r:id="([^"]*)"', book)
    rels = re.findall(r"<Relationship [^>]*>", contents["xl/_rels/workbook.xml.rels"].decode())
    [target] = (re.findall(r'Target="([^"]*)"', each)[0] for each in rels if f'Id="{link}"' in each)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def edited(data: bytes, cells: Mapping[str, Cell]) -> bytes:
    """Return `data` with cells, named `sheet!A1`, made to hold something else."""
    contents = parts(data)
    for name, wanted in cells.items():
        sheet, _, a1 = name.partition("!")
        part = sheet_part(contents, sheet)
        contents[part] = _with_cell(contents[part].decode(), a1, wanted).encode()
    return packed(contents)


def _with_cell(xml: str, a1: str, wanted: Cell) -> str:
    kind, inside = _holding(wanted)
    found = re.search(rf'<c r="{a1}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', xml, re.DOTALL)
    if found:
        return xml.replace(found[0], f'<c r="{a1}"{found[1]}{kind}>{inside}</c>')
    cell, number = f'<c r="{a1}"{kind}>{inside}</c>', a1.lstrip(ascii_uppercase)
    row = re.search(rf'<row r="{number}".*?(?=</row>)', xml, re.DOTALL)
    if row:
        return xml.replace(row[0], row[0] + cell)
    return xml.replace("</sheetData>", f'<row r="{number}">{cell}</row></sheetData>')


def _holding(wanted: Cell) -> tuple[str, str]:
    match wanted:
        case "":
            return "", ""
        case int():
            return "", f"<v>{wanted}</v>"
        case str():
            return ' t="inlineStr"', f"<is><t>{escape(wanted)}</t></is>"
    formula = f"<f>{escape(wanted['formula'])}</f>" if "formula" in wanted else ""
    if "error" in wanted:
        return ' t="e"', f"{formula}<v>{wanted['error']}</v>"
    return "", formula + (f"<v>{wanted['value']}</v>" if "value" in wanted else "")


def _by_parts(change: Callable[[Parts], None]) -> Callable[[bytes], bytes]:
    def made(data: bytes) -> bytes:
        contents = parts(data)
        change(contents)
        return packed(contents)

    return made


def _replace(contents: Parts, name: str, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, contents[name].decode(), flags=re.DOTALL)
    assert count, f"{pattern} is not in {name}"
    contents[name] = text.encode()


def never_calculated(contents: Parts) -> None:
    """Drop the stored result of every formula, as programs do that write without calculating."""
    for name in contents:
        if name.startswith("xl/worksheets/"):
            text = contents[name].decode()
            contents[name] = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text).encode()


def sheet_deleted(contents: Parts) -> None:
    _replace(contents, "xl/workbook.xml", r'<sheet name="表四"[^>]*/>', "")


def sheet_renamed(contents: Parts) -> None:
    """Rename a sheet as a spreadsheet does: every formula follows."""
    for name in contents:
        if name.endswith(".xml"):
            text = contents[name].decode().replace("表四!", "复议诉讼!")
            contents[name] = text.replace('<sheet name="表四"', '<sheet name="复议诉讼"').encode()


def sheet_copied(contents: Parts) -> None:
    original = sheet_part(contents, "表四")
    contents["xl/worksheets/copy.xml"] = contents[original]
    links = "xl/_rels/workbook.xml.rels"
    [link] = re.findall(
        rf'<Relationship [^>]*{original.removeprefix("xl/")}"/>', contents[links].decode()
    )
    copy = re.sub(r'Id="[^"]*"', 'Id="rIdCopy"', link).replace(
        original.removeprefix("xl/"), "worksheets/copy.xml"
    )
    _replace(contents, links, "</Relationships>", f"{copy}</Relationships>")
    sheet = '<sheet name="表四 (2)" sheetId="99" r:id="rIdCopy"/>'
    _replace(contents, "xl/workbook.xml", "</sheets>", f"{sheet}</sheets>")


def row_inserted(contents: Parts) -> None:
    """Insert an empty row before row 10 of 表三; every formula follows."""
    part = sheet_part(contents, "表三")
    for name in contents:
        if name.startswith("xl/worksheets/"):
            mine = r"(?<![!\w$])" if name == part else r"(?<=表三!)"
            contents[name] = _matched_prior_year(contents[name].decode(), mine).encode()
    text = re.sub(r'(<row r=")(\d+)', _later, contents[part].decode())
    contents[part] = re.sub(r'(<c r="[A-Z]+)(\d+)', _later, text).encode()


def _later(found: re.Match[str]) -> str:
    number = int(found[2])
    return f"{found[1]}{number + (number >= 10)}"


def _matched_prior_year(xml: str, mine: str) -> str:
    reference = re.compile(mine + r"[A-Z]{1,2}\d+(:[A-Z]{1,2}\d+)?")

    def shifted(formula: re.Match[str]) -> str:
        return reference.sub(lambda found: re.sub(r"([A-Z]+)(\d+)", _later, found[0]), formula[0])

    return re.sub(r"<f>[^<]*", shifted, xml)


def stamp_lost(contents: Parts) -> None:
    _replace(contents, sheet_part(contents, "_meta"), r"<sheetData>.*</sheetData>", "<sheetData/>")
    del contents["docProps/custom.xml"]


def other_template(contents: Parts) -> None:
    """Make the stamp that of another version of the layout of the same form."""
    for name in ("xl/sharedStrings.xml", "docProps/custom.xml"):
        _replace(contents, name, r"disclose/1 (cn-2021 [0-9a-f]{16})", r"disclose/7 \1")


def row_hidden(contents: Parts) -> None:
    _replace(contents, sheet_part(contents, "表三"), r'<row r="6"', '<row r="6" hidden="1"')


def zeros_filtered(contents: Parts) -> None:
    """Hide a row of zeros, as a filter does."""
    _replace(contents, sheet_part(contents, "表二"), r'<row r="5"', '<row r="5" hidden="1"')


def figures_merged(contents: Parts) -> None:
    part = sheet_part(contents, "表三")
    merged = added(contents[part].decode(), "mergeCells", '<mergeCell ref="D6:E6"/>')
    contents[part] = merged.encode()


def figure_covered(contents: Parts) -> None:
    """Merge a figure with the name at its left, as a program does that keeps what is covered."""
    _replace(contents, sheet_part(contents, "表三"), r'ref="A6:C6"', 'ref="A6:D6"')


def columns_hidden_by_default(contents: Parts) -> None:
    """Show no column but the first five, as one without a width of its own is hidden."""
    part = sheet_part(contents, "表三")
    columns = '<cols><col min="1" max="5" width="12" customWidth="1"/></cols>'
    _replace(contents, part, r"<cols>.*?</cols>", columns)
    _replace(contents, part, r"<sheetFormatPr ", '<sheetFormatPr defaultColWidth="0" ')


def row_of_no_height(contents: Parts) -> None:
    _replace(
        contents, sheet_part(contents, "表三"), r'(<row r="6"[^>]*?)ht="[^"]*"', r'\1ht="0.25"'
    )


def unused_rows_hidden(contents: Parts) -> None:
    _replace(
        contents, sheet_part(contents, "表三"), r"<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '
    )


def pasted_below(contents: Parts) -> None:
    """Paste the printed table of 表四 as values once more below itself."""
    part = sheet_part(contents, "表四")
    rows = "".join(_row_of(contents[part].decode(), number) for number in range(3, 7))
    copied = re.sub(r"<f>[^<]*</f>", "", rows)
    copied = re.sub(r'(r="[A-Z]*)(\d+)', lambda found: f"{found[1]}{int(found[2]) + 20}", copied)
    _replace(contents, part, "</sheetData>", f"{copied}</sheetData>")


def pasted_below_changed(contents: Parts) -> None:
    pasted_below(contents)
    _replace(contents, sheet_part(contents, "表四"), r'(<c r="A26"[^>]*><v>)\d+', r"\g<1>99")


def transposed(contents: Parts) -> None:
    """Make the rows of 表四 its columns, values only."""
    part = sheet_part(contents, "表四")
    cells: dict[int, list[str]] = {}
    for number in range(3, 7):
        for found in re.finditer(
            r'<c r="([A-O])\d+"( [^>]*?)?(?:/>|>(.*?)</c>)',
            _row_of(contents[part].decode(), number),
        ):
            down = ord(found[1]) - 64
            inside = re.sub(r"<f>[^<]*</f>", "", found[3] or "")
            at = f"{ascii_uppercase[number - 3]}{down}"
            cells.setdefault(down, []).append(f'<c r="{at}"{found[2] or ""}>{inside}</c>')
    rows = "".join(f'<row r="{row}">{"".join(cells[row])}</row>' for row in sorted(cells))
    _replace(contents, part, r"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>")
    _replace(contents, part, r"<mergeCells .*</mergeCells>", "")


def _row_of(xml: str, number: int) -> str:
    found = re.search(rf'<row r="{number}".*?</row>', xml, re.DOTALL)
    assert found, number
    return found[0]


def in_ten_thousands(contents: Parts) -> None:
    """Show the fees of 表二 divided by ten thousand."""
    _restyle(contents, added_style(contents, '0!.0,"万"'))


def struck_through(contents: Parts) -> None:
    """Strike the fees of 表二 through."""
    _restyle(contents, added_style(contents, struck=True))


def in_yuan_sign(contents: Parts) -> None:
    """Show the fees of 表二 with a sign of currency."""
    _restyle(contents, added_style(contents, '"¥"#,##0.00'))


def _restyle(contents: Parts, style: str) -> None:
    _replace(contents, sheet_part(contents, "表二"), r'(<c r="B16") s="\d+"', rf"\1{style}")


def added_style(contents: Parts, code: str = "", *, struck: bool = False) -> str:
    """Add a cell style and return the attribute that names it."""
    xml = contents["xl/styles.xml"].decode()
    if code:
        xml = added(xml, "numFmts", f'<numFmt numFmtId="199" formatCode={quoteattr(code)}/>')
    if struck:
        xml = added(xml, "fonts", '<font><strike/><sz val="11"/><name val="宋体"/></font>')
    font = _count(xml, "fonts") - 1 if struck else 0
    style = (
        f'<xf numFmtId="{199 if code else 0}" fontId="{font}" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1" applyFont="1"/>'
    )
    xml = added(xml, "cellXfs", style)
    contents["xl/styles.xml"] = xml.encode()
    return f' s="{_count(xml, "cellXfs") - 1}"'


def added(xml: str, name: str, element: str) -> str:
    """Return `xml` with an element added to a list that counts its elements."""
    if f"<{name} " not in xml:
        return xml.replace("<fonts ", f'<{name} count="1">{element}</{name}><fonts ', 1)
    count = _count(xml, name)
    xml = xml.replace(f'<{name} count="{count}"', f'<{name} count="{count + 1}"')
    return xml.replace(f"</{name}>", f"{element}</{name}>")


def _count(xml: str, name: str) -> int:
    found = re.search(rf'<{name} count="(\d+)"', xml)
    assert found, name
    return int(found[1])


def swollen(contents: Parts) -> None:
    contents["xl/media/image1.bmp"] = bytes(20 * 1024 * 1024)


def foreign(_: bytes) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
        book.add_worksheet("工资表").write_row("A1", ["姓名", "金额"])
    return out.getvalue()


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def cell_repeated(contents: Parts) -> None:
    """Write the cell of a figure twice, the second time blank; openpyxl takes the second."""
    _replace(contents, sheet_part(contents, "表二"), '(<c r="B9".*?</c>)', r'\1<c r="B9"/>')


def strict_dialect(contents: Parts) -> None:
    """Write in the strict dialect of ISO/IEC 29500, as spreadsheets do if they are asked to."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    main = b"spreadsheetml/2006/main", b"spreadsheetml/main"
    links = b"officeDocument/2006/relationships", b"officeDocument/relationships"
    for one, other in (main, links):
        for name, part in contents.items():
            contents[name] = part.replace(old + one, new + other)


def capital_part_name(contents: Parts) -> None:
    """Write the name of a part with another capital, which means the same (ECMA-376 part 2)."""
    contents["xl/SharedStrings.xml"] = contents.pop("xl/sharedStrings.xml")


MAKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "CSV renamed": lambda _: "指标,数\n新收,50\n".encode("gb18030"),
    "password": lambda _: OLE2 + "EncryptedPackage".encode("utf-16-le"),
    "xls": lambda _: OLE2 + "Workbook".encode("utf-16-le"),
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "swollen": _by_parts(swollen),
    "foreign": foreign,
    "sheet deleted": _by_parts(sheet_deleted),
    "sheet renamed": _by_parts(sheet_renamed),
    "sheet copied": _by_parts(sheet_copied),
    "row inserted": _by_parts(row_inserted),
    "other template": _by_parts(other_template),
    "row hidden": _by_parts(row_hidden),
    "zeros filtered": _by_parts(zeros_filtered),
    "figures merged": _by_parts(figures_merged),
    "figure covered": _by_parts(figure_covered),
    "columns hidden by default": _by_parts(columns_hidden_by_default),
    "row of no height": _by_parts(row_of_no_height),
    "unused rows hidden": _by_parts(unused_rows_hidden),
    "pasted below": _by_parts(pasted_below),
    "pasted below, changed": _by_parts(pasted_below_changed),
    "transposed": _by_parts(transposed),
    "in ten thousands": _by_parts(in_ten_thousands),
    "in yuan sign": _by_parts(in_yuan_sign),
    "struck through": _by_parts(struck_through),
    "stamp lost": _by_parts(stamp_lost),
    "never calculated": _by_parts(never_calculated),
    "cell repeated, blank": _by_parts(cell_repeated),
    "strict dialect": _by_parts(strict_dialect),
    "capital part name": _by_parts(capital_part_name),
}
"""What befalls a file, by the name that cases use."""
