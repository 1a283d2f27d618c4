"""A sheet in one streaming pass: text, type, formula and style of each cell."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import LocalNames, parse
from disclose.core.numbers import parse_number
from disclose.core.rich_text import Look, look_of_run, written
from disclose.core.text import unified
from disclose.excel.read.formulas import shift_formula
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.form.layout.address import Position, parse_a1

TOO_MANY_AREAS = Wording(
    "合并的格或隐藏的列超过 {most} 处", "more than {most} merged or hidden areas"
)
TOO_MANY_ROWS = Wording("一张表超过 {most} 行", "more than {most} rows on a sheet")
TOO_MANY_CELLS = Wording("一张表超过 {most} 格", "more than {most} cells on a sheet")
TOO_MANY_FILLED = Wording("填了内容的格超过 {most} 个", "more than {most} filled cells")
TOO_LONG_TEXT = Wording("一格的内容超过 {most} 个字符", "more than {most} characters in a cell")
TOO_LONG_FORMULAS = Wording("公式合计超过 {most} 个字符", "more than {most} characters in formulas")
"""Why a sheet is unsafe; `most` is the limit."""

MAX_CELLS = 200_000
MAX_ROWS = 50_000
"""A filled template has about 300 cells on a sheet; careless formatting makes thousands."""

MAX_FILLED = 25_000
"""Most cells that hold something, of a workbook too; a filled template has about 1500."""

MAX_TEXT = 32_767
"""Longest text that a spreadsheet keeps in a cell."""

MAX_EXPANDED = 100_000
"""Most characters that the shared formulas of a sheet may grow to."""

MAX_MERGES = 5000
"""Most merged areas and hidden columns of a sheet; a template has about 50."""

LOWEST, NARROWEST = Decimal(2), Decimal("0.5")
"""Rows lower than this (in points) and columns narrower (in digits) show no digit."""

OR = " / "
"""Stands behind the content of a cell that a program shows only if it knows an extension."""

INDEX_DIGITS = 9
"""Most digits of a row number or an index; more is damage."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)


class Content(StrEnum):
    """The kind of a cell's content, or of the result of its formula."""

    NUMBER = "n"
    TEXT = "str"
    BOOLEAN = "b"
    ERROR = "e"


class RawCell(NamedTuple):
    """A cell as it is stored; `text` is None without a value, `formula` empty without one.

    `style` is the number of its style as the file gives it, empty for none.
    """

    content: Content
    text: str | None
    formula: str
    style: str


Box: TypeAlias = tuple[Position, Position]
"""First and last cell of a rectangle."""


class RawSheet(NamedTuple):
    """A sheet: the cells that hold something, merged areas, hidden rows and columns.

    Everything is zero-based; columns are ranges, both ends included. `shown_columns` are those of a
    sheet that hides all others, None if it hides none by default.
    """

    cells: Mapping[Position, RawCell]
    merged: Sequence[Box]
    hidden_rows: frozenset[int]
    hidden_columns: Sequence[tuple[int, int]]
    shown_columns: Sequence[tuple[int, int]] | None = None

    @property
    def hides_any(self) -> bool:
        """Return whether some row or column is hidden."""
        return bool(self.hidden_rows or self.hidden_columns) or self.shown_columns is not None

    def hides(self, at: Position) -> bool:
        """Return whether the row or the column of a cell is hidden."""
        row, column = at
        shown = self.shown_columns
        return (
            row in self.hidden_rows
            or _within(column, self.hidden_columns)
            or (shown is not None and not _within(column, shown))
        )


def _within(column: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in ranges)


_CONTENTS = {
    "n": Content.NUMBER,
    "s": Content.TEXT,
    "str": Content.TEXT,
    "inlineStr": Content.TEXT,
    "d": Content.TEXT,
    "b": Content.BOOLEAN,
    "e": Content.ERROR,
}


def parse_sheet(data: bytes, part: str, strings: Sequence[str]) -> RawSheet:
    """Return the cells of a sheet, its merged areas, its hidden rows and columns.

    Raises:
        RefusedWorkbookError: the part is damaged, or has more rows or cells than anyone fills in.
    """
    reader = _SheetParser(strings)
    parse(data, part, reader.start, reader.end, reader.characters)
    return RawSheet(
        reader.cells,
        tuple(reader.merged),
        frozenset(reader.hidden_rows),
        tuple(reader.hidden_columns),
        None if reader.shown_columns is None else tuple(reader.shown_columns),
    )


def unescape(text: str) -> str:
    """Return `text` with `_x000D_` and its like turned into the characters they stand for."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def as_shown(text: str) -> str:
    """Return a stored text as programs show it."""
    return unified(unescape(text))


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)


class _SheetParser:
    """The handlers of the XML parser, from `<sheetData>` to the last `<mergeCell>`.

    A cell is `<c r="B3" t="s" s="4"><f>…</f><v>17</v></c>`. Its parts are collected between its two
    tags, and only a cell that holds something is kept: programs write thousands of empty ones.
    """

    def __init__(self, strings: Sequence[str]) -> None:
        self.cells: dict[Position, RawCell] = {}
        self.merged: list[Box] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.shown_columns: list[tuple[int, int]] | None = None
        self._hides_rows = False
        self._strings = strings
        self._names = LocalNames()
        self._branches = Branches()
        # Shared formulas by their number: the text, and the row and column of the cell that has it.
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._count = self._rows = self._expanded = 0
        # Rows and cells need not say where they are: then they follow the one before. A cell that
        # does say so may be in another row than `_line`, the one whose element is open.
        self._line = self._row = self._column = -1
        self._inside = False
        # How deep the parser is inside an element that is no content of the cell.
        self._skipped = 0
        self._cell: dict[str, str] = {}
        self._formula_attributes: dict[str, str] | None = None
        self._value: list[str] | None = None
        self._others: list[str] = []
        self._formula: list[str] = []
        # The list that takes the text of the open element, None for text that is no content.
        self._into: list[str] | None = None
        self._look: Look | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        tag = self._names[name]
        if self._skipped:
            self._skipped += 1
        elif (":" in name or "xmlns" in attributes) and self._branches.skips(name, tag, attributes):
            self._into, self._skipped = None, 1
        elif not self._inside:
            self._outside_cells(tag, attributes)
        elif tag == "c":
            self._open_cell(attributes)
        elif tag in {"t", "v"}:
            # An inline text may have several runs `<t>`, which are joined. Of two values `<v>` one
            # program shows the first and another the last, so both count.
            if tag == "v" and self._value is not None and not self._branches.doubtful:
                self._others.append("".join(self._value))
                self._value = None
            self._into = self._value = [] if self._value is None else self._value
        elif tag == "f":
            self._formula_attributes, self._into = attributes, self._formula
        elif tag == "row":
            self._open_row(attributes)
        elif tag in {"rPh", "extLst"}:
            # A phonetic guide repeats the text in another script, an extension is no content.
            self._into, self._skipped = None, 1
        else:
            self._look = look_behind(self._look, tag, attributes)

    def _outside_cells(self, tag: str, attributes: dict[str, str]) -> None:
        """Read where the cells begin, merged areas and hidden columns."""
        if tag == "sheetData":
            self._inside = True
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").replace("$", "").partition(":")
            corners = parse_a1(first), parse_a1(last or first)
            if corners[0] and corners[1]:
                self.merged.append((corners[0], corners[1]))
        elif tag == "sheetFormatPr":
            self._hides_rows = _thin(attributes, "defaultRowHeight") and "1" in (
                attributes.get("customHeight"),
                attributes.get("zeroHeight"),
            )
            self.shown_columns = [] if _thin(attributes, "defaultColWidth") else None
        elif tag == "col":
            self._columns(attributes)
        areas = len(self.merged) + len(self.hidden_columns) + len(self.shown_columns or ())
        if areas > MAX_MERGES:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_AREAS, most=MAX_MERGES))

    def _columns(self, attributes: dict[str, str]) -> None:
        first, last = (attributes.get(name, "") for name in ("min", "max"))
        columns = digits(first) - 1, digits(last) - 1
        if _hidden(attributes, "width"):
            self.hidden_columns.append(columns)
        elif self.shown_columns is not None:
            self.shown_columns.append(columns)

    def end(self, name: str) -> None:
        """Close an element."""
        if self._skipped:
            self._skipped -= 1
            return
        if not self._inside:
            return
        tag = self._names[name]
        self._into = None
        if tag == "c":
            if self._value is not None or self._formula_attributes is not None:
                self._close_cell()
        elif tag == "r":
            self._look = None
        elif tag == "Choice" and self._value is not None:
            self._value.append(OR)
        elif tag == "sheetData":
            self._inside = False

    def characters(self, data: str) -> None:
        """Keep the text of a value or a formula."""
        if self._into is not None:
            self._into.append(written(data, self._look))

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._line = self._row = _row(number) if number else self._line + 1
        self._column = -1
        self._rows += 1
        # `zeroHeight` hides unused rows alone: one that is written down is seen.
        if _hidden(attributes, "ht") or (self._hides_rows and "ht" not in attributes):
            self.hidden_rows.add(self._row)
        if self._rows > MAX_ROWS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_ROWS, most=MAX_ROWS))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_CELLS, most=MAX_CELLS))
        at = attributes.get("r")
        self._row, self._column = _position(at) if at else (self._line, self._column + 1)
        self._cell = attributes
        self._value = self._formula_attributes = self._look = None
        self._others.clear()
        self._formula.clear()
        self._branches.doubtful = False

    def _close_cell(self) -> None:
        content = _CONTENTS[self._cell.get("t", "n")]
        text = None if self._value is None else _either([*self._others, "".join(self._value)])
        if text and content is Content.TEXT:
            kind = self._cell["t"]
            text = self._strings[digits(text.strip())] if kind == "s" else as_shown(text)
        elif text:
            # Spaces and lines around a number are no part of it (XML Schema part 2, 4.3.6).
            text = text.strip(" \t\r\n")
        formula = self._formula_text() if self._formula_attributes is not None else ""
        if text and len(text) > MAX_TEXT:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_LONG_TEXT, most=MAX_TEXT))
        if formula or text:
            place, style = (self._row, self._column), self._cell.get("s", "")
            # A cell that is there twice shows one of both, which one depends on the program.
            known = self.cells[place].text if place in self.cells else ""
            text = _either([known, text]) if known and text else text
            self.cells[place] = RawCell(content, text, formula, style)
            if len(self.cells) > MAX_FILLED:
                raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_FILLED, most=MAX_FILLED))

    def _formula_text(self) -> str:
        attributes, text = self._formula_attributes or {}, "".join(self._formula)
        match attributes.get("t"):
            case "shared":
                return self._shared_formula(attributes.get("si", ""), text)
            # These are no formulas of the cell alone, and no formula of a form: braces keep them
            # from being equal to one.
            case "array" if ":" in attributes.get("ref", ""):
                return f"{{{text}}}"
            case "dataTable":
                return "{TABLE}"
        return text

    def _shared_formula(self, number: str, text: str) -> str:
        """Return the formula of a cell that shares the one of the first cell of that number.

        Its own text, if any, does not count then. Each copy is as long as the first: a file of few
        bytes could fill the memory, so their sum is limited.
        """
        if text and number not in self._shared:
            self._shared[number] = (text, self._row, self._column)
            return text
        first, row, column = self._shared.get(number, ("#REF!", 0, 0))
        self._expanded += len(first)
        if self._expanded > MAX_EXPANDED:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_LONG_FORMULAS, most=MAX_EXPANDED))
        return shift_formula(first, self._row - row, self._column - column)


def _either(texts: Sequence[str]) -> str:
    """Return what different programs show of `texts`: the one text, or all that there are."""
    return OR.join(dict.fromkeys(texts))


def _hidden(attributes: Mapping[str, str], size: str) -> bool:
    """Return whether a row or column is hidden, or so thin that nobody sees its digits."""
    return _thin(attributes, size) or attributes.get("hidden") in {"1", "true"}


def _thin(attributes: Mapping[str, str], size: str) -> bool:
    """Return whether a height (points) or width (digits) is stated and too small for a digit."""
    least = LOWEST if size in {"ht", "defaultRowHeight"} else NARROWEST
    return size in attributes and _too_thin(attributes[size], least)


@lru_cache(maxsize=256)
def _too_thin(size: str, least: Decimal) -> bool:
    stated = parse_number(size)
    return stated is not None and stated < least


@lru_cache(maxsize=4096)
def _position(a1: str) -> Position:
    """Return row and column of a cell; remembered, as all workbooks have the same cells."""
    letters = a1.rstrip("0123456789")
    position = parse_a1(f"{letters}1")
    if position is None:
        raise ValueError(a1)
    return _row(a1[len(letters) :]), position[1]


def _row(text: str) -> int:
    """Return the row of that number, zero-based; a row 0 is damage."""
    if text == "0":
        raise ValueError(text)
    return digits(text) - 1


def digits(text: str) -> int:
    """Return a number of plain ASCII digits; `int` would also take `1_0` and `１`."""
    if not (text.isascii() and text.isdigit() and len(text) <= INDEX_DIGITS):
        raise ValueError(text)
    return int(text)


# Elements that do not count: foreign ones, and alternatives for other programs.

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_EXTENSIONS = "http://schemas.microsoft.com/office/"
"""Beginning of the names of extensions that some version of Excel knows, other programs do not."""


class Branches:
    """Decides which elements of a part count (ECMA-376 part 3).

    Of alternatives the fallback counts, which every program takes that does not know an extension.
    A choice for an extension of Excel counts as well: what the cell shows depends on the program
    then, which makes it `doubtful`.
    """

    def __init__(self) -> None:
        """Start in a part that declares the vocabulary of workbooks, without a prefix."""
        self.doubtful = False
        # Prefixes that an element declares without having one are not noted. They are foreign.
        self._spaces = {"": _MAIN[0]}

    def skips(self, name: str, tag: str, attributes: Mapping[str, str]) -> bool:
        """Return whether an element does not count, with all that it holds.

        Not asked for an element without a prefix that declares no vocabulary: it is as its parent.
        """
        for key, uri in attributes.items():
            if key.startswith("xmlns"):
                self._spaces[key[6:]] = uri
        if tag == "Choice":
            return not self._known(attributes.get("Requires", ""))
        if tag in {"AlternateContent", "Fallback"}:
            return False
        return self._spaces.get(name.rpartition(":")[0]) not in _MAIN

    def _known(self, prefixes: str) -> bool:
        spaces = [self._spaces.get(prefix, _EXTENSIONS) for prefix in prefixes.split()]
        known = bool(spaces) and all(uri.startswith(_EXTENSIONS) for uri in spaces)
        self.doubtful |= known
        return known


def look_behind(before: Look | None, tag: str, attributes: Mapping[str, str]) -> Look | None:
    """Return the look of the text behind an element: a run begins without one."""
    if tag in {"strike", "vertAlign"}:
        return look_of_run(tag, attributes.get("val")) or before
    return None if tag == "r" else before
