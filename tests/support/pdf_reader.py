"""Readers of PDF, pdfplumber and pypdf, that know nothing of how the files were made."""

import re
from io import BytesIO
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.support.report_readers import Rows

_FOLIO = re.compile(r"—\d+—")


def pages(pdf: bytes) -> list[Page]:
    """The pages as pdfplumber sees them."""
    return list(pdfplumber.open(BytesIO(pdf)).pages)


def reader(pdf: bytes) -> PdfReader:
    """The file as pypdf sees it."""
    return PdfReader(BytesIO(pdf), strict=True)


def catalog(pdf: bytes) -> Any:
    """The root of the file's objects."""
    return reader(pdf).trailer["/Root"]


def information(pdf: bytes) -> dict[str, str]:
    """What the file says of itself."""
    return {name: str(value) for name, value in (reader(pdf).metadata or {}).items()}


def squeezed(text: str) -> str:
    """`text` without white space: a PDF does not tell a line's end from a paragraph's."""
    return re.sub(r"\s", "", text)


def pdf_text(pdf: bytes) -> str:
    """All text as pypdf reads it, without white space and page numbers."""
    return "".join(_FOLIO.sub("", squeezed(page.extract_text())) for page in reader(pdf).pages)


def pdf_tables(pdf: bytes, head: int = 1) -> list[Rows]:
    """Each table by its ruling, a merged cell in its upper left corner.

    One that opens a page with the `head` rows of the table before it goes on with that.
    """
    tables: list[Rows] = []
    for page in pages(pdf):
        for found in page.extract_tables():
            rows = [[squeezed(text or "") for text in row] for row in found]
            if tables and tables[-1][:head] == rows[:head]:
                tables[-1] += rows[head:]
            else:
                tables.append(rows)
    return tables


def tags(pdf: bytes) -> list[str]:
    """The roles of the structure tree in reading order."""
    found: list[str] = []
    waiting = [catalog(pdf)["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        found.append(str(node.get("/S", "")).removeprefix("/"))
        children = node.get("/K", [])
        several = children if isinstance(children, list) else [children]
        nodes = [each.get_object() for each in several]
        waiting += reversed([each for each in nodes if isinstance(each, DictionaryObject)])
    return [role for role in found if role]
