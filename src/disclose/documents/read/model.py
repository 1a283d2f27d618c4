"""The text lines and tables of a document, in one form for all file formats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file, else one paragraph; text within tables is no line.

    `number` is the line of a text file (from 1), else the running number of the paragraph (from
    1). `heading` is the level of a marked heading, 0 where the file marks none. `text` has no
    line breaks and no white space at its ends; blank lines and paragraphs are left out.
    """

    number: int
    text: str
    heading: int = 0


@dataclass(frozen=True, slots=True)
class TableText:
    """One table as a grid: every row has as many cells, merged cells repeat their text.

    `number` counts the tables of the document from 1. `after_line` is the number of the last line
    before the table, 0 if there is none. `page` is the page where it begins, 0 where a file has no
    pages.
    """

    number: int
    rows: tuple[tuple[str, ...], ...]
    after_line: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a document; `kind` is `txt`, `md`, `html`, `docx` or `pdf`."""

    name: str
    lines: tuple[Line, ...]
    tables: tuple[TableText, ...]
    kind: str
