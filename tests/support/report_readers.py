"""Readers of docx and html that know nothing of how they were written."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree, html
from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Rows = list[list[str]]


def part(docx: bytes, name: str) -> Element:
    """One part of a docx file."""
    with ZipFile(BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def word_text(element: Element) -> str:
    """All text inside `element`, that of controls included."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def word_paragraphs(docx: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph outside tables."""
    body = part(docx, "word/document.xml")[0]
    return [
        (str(style.get(f"{W}val")), word_text(paragraph))
        for paragraph in body.findall(f"{W}p")
        for style in paragraph.iter(f"{W}pStyle")
    ]


def word_controls(element: Element) -> list[tuple[str, str, str, str]]:
    """Tag, alias, id and text of each control."""
    return [
        (
            _property(control, "tag"),
            _property(control, "alias"),
            _property(control, "id"),
            word_text(control),
        )
        for control in element.iter(f"{W}sdt")
    ]


def _property(control: Element, name: str) -> str:
    found = control.find(f"{W}sdtPr/{W}{name}")
    assert found is not None
    return str(found.get(f"{W}val"))


def word_tables(docx: bytes) -> list[Rows]:
    """Each table with its spans filled out."""
    document = part(docx, "word/document.xml")
    return [_word_rows(table) for table in document.iter(f"{W}tbl")]


def _word_rows(table: Element) -> Rows:
    rows: Rows = []
    for tr in table.findall(f"{W}tr"):
        row: list[str] = []
        for tc in tr.findall(f"{W}tc"):
            span = tc.find(f"{W}tcPr/{W}gridSpan")
            merge = tc.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and merge.get(f"{W}val") != "restart"
            text = rows[-1][len(row)] if continued else word_text(tc)
            row += [text] * (1 if span is None else int(str(span.get(f"{W}val"))))
        rows.append(row)
    return rows


def page(content: bytes) -> html.HtmlElement:
    """The parsed HTML page."""
    return html.document_fromstring(content.decode())


def page_tables(content: bytes) -> list[Rows]:
    """Each table with its spans filled out."""
    return [_page_rows(table) for table in page(content).iter("table")]


def _page_rows(table: html.HtmlElement) -> Rows:
    cells: dict[tuple[int, int], str] = {}
    lines = list(table.iter("tr"))
    for number, line in enumerate(lines):
        for cell in line:
            column = _free(cells, number)
            text = str(cell.text_content())
            for down in range(int(cell.get("rowspan", "1"))):
                for along in range(int(cell.get("colspan", "1"))):
                    assert (number + down, column + along) not in cells
                    cells[number + down, column + along] = text
    width = max(column for _, column in cells) + 1
    return [[cells[row, column] for column in range(width)] for row in range(len(lines))]


def _free(cells: dict[tuple[int, int], str], row: int) -> int:
    column = 0
    while (row, column) in cells:
        column += 1
    return column


def figures_by_place(tables: list[Rows]) -> Iterator[str]:
    """What stands where the form prints a figure, in the order of the form."""
    proactive, requests, disputes = tables
    yield from (*proactive[2][1:], *proactive[3][1:])
    yield from (proactive[row][1] for row in (6, 9, 10, 13))
    for line in requests[3:]:
        yield from line[3:]
    yield from disputes[3]
