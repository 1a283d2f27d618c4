"""Text documents: their lines and the levels of marked headings."""

import re

from disclose.documents.model import Document, Line

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")


def read(data: bytes, name: str) -> Document:
    """Return the lines of a text or Markdown document; HTML lines within it are left out."""
    texts = (each.strip() for each in data.decode("utf-8", "replace").splitlines())
    lines = tuple(
        _line(number, text)
        for number, text in enumerate(texts, start=1)
        if text and not text.startswith(("<t", "</t"))
    )
    return Document(name=name, lines=lines, tables=(), kind="md" if name.endswith(".md") else "txt")


def _line(number: int, text: str) -> Line:
    marked = _HEADING.fullmatch(text)
    return Line(number, marked[2], len(marked[1])) if marked else Line(number, text)
