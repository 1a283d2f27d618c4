"""Sheets read by their skeletons: a row that differs from another in its values only is not parsed.

The *skeleton* of a row is its markup without the values: `<v>17</v>` becomes `<v></v>`. Workbooks
of one template have the same skeletons, thousands of times, and most of the time of `parse_sheet`
goes into them. Here it parses each once, and what it makes of it is filled with the values of every
other row. The same holds for the *frame*, all that stands around the rows: columns, merged cells,
validations.

This is safe, because `parse_sheet` says what a skeleton means, and takes all that is unusual:

- A skeleton has one form, `_ROW`. In it rows and cells say where they are, all names are known, and
  a cell holds a formula, a value, or both. So nothing depends on the rows before, and a sheet is
  well-formed if each of its rows is, and its frame.
- A value has no markup, and a cell has one. `parse_sheet` reads a skeleton with samples as values,
  and returns each cell that is written, in the order of the values.
- Formulas that several rows share depend on the rows before: all rows of such a sheet are one
  skeleton.
- Attributes of the frame that differ from file to file (`_LOOSE`) are read by nobody.
- If any of this is not so, if a row comes twice or out of order, a text is missing or a limit
  exceeded, `parse_sheet` reads the whole sheet: its answer counts, or its error.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, islice, starmap
from typing import NamedTuple, TypeAlias, cast

from disclose.core.bounded_cache import BoundedCache
from disclose.core.errors import InternalError
from disclose.core.expressions import expression
from disclose.core.markup import PIECE, parse
from disclose.excel.read.sheet import (
    MAX_CELLS,
    MAX_FILLED,
    MAX_ROWS,
    MAX_TEXT,
    Content,
    RawCell,
    RawSheet,
    as_shown,
    digits,
    parse_sheet,
)
from disclose.form.layout.address import Position

MOST_ROWS = 12 << 20
"""Most bytes of memory that skeletons of rows take; those of one template take about 600 kB."""

MOST_SHEETS = 4 << 20
"""Most bytes of the skeletons of whole sheets, of one template about 300 kB."""

MOST_FRAMES = 4 << 20
"""Most bytes of frames, of one template about 150 kB."""

ENTRY, SLOT, LINK = 500, 300, 8
"""Bytes, by estimate, of a skeleton without cells, of a cell of one, and of one that is shared."""

FIRST = 16
"""Sheets of a process that are read without skeletons: most processes read one workbook."""

_HOLE = b"<v></v>"
_VALUE = expression(rb"<v>([^<>\x00-\x08\x0b-\x1f]*)</v>")
"""A value without markup, and without characters that a parser changes, but for entities."""

_START = expression(
    rb'(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb"<worksheet[ >]"
)
"""The start of a part in UTF-8 whose root has no prefix."""

_LOOSE = expression(rb'( (?:xr:uid|activeCell|sqref|topLeftCell)=")[A-Z0-9:$ {}-]+"')
"""Attributes that nobody reads: where the filler stopped, and numbers that Excel draws by lot.

Their values are cut, the attributes stay. A frame that is well-formed without the values is so with
them, as their characters may stand everywhere but in a comment.
"""

_NAMES = {
    "row": "spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop|thickBot|ph"
    "|x14ac:dyDescent",
    "c": "s|t|cm|vm|ph",
    "f": "t|ref|si|ca|aca|bx|dt2D|dtr|del1|del2|r1|r2|xml:space",
}
"""The attributes in a skeleton, but for those that say where a row or cell is: they come first."""

_OF_ROW, _OF_CELL, _OF_FORMULA = (rf'(?: (?:{names})="[^<>&"]*")*+' for names in _NAMES.values())
_ROW = expression(
    rf"""<row r="([1-9][0-9]{{0,6}})"{_OF_ROW}(?:/>|>(?:<c r="[A-Z]{{1,3}}\1"{_OF_CELL}(?:/>|>"""
    rf"""(?:<f{_OF_FORMULA}(?:/>|>[^<>]*</f>)(?:<v></v>)?|<v></v>)</c>))*+</row>)""".encode()
)
"""A row of a skeleton; `parse_sheet` judges what its attributes and formulas say."""

_raw_cell = cast(
    "Callable[[tuple[Content, str | None, str, str]], RawCell]", partial(tuple.__new__, RawCell)
)
"""Makes a `RawCell` of a tuple in a third of the time that its class takes."""


class UnusualSheetError(InternalError):
    """The sheet is left to `parse_sheet`."""


_NONE, _NUMBER, _SHARED, _TEXT = range(4)
"""How the value of a cell becomes its text; a cell with a formula alone has none."""

_SAMPLE, _SHARED_SAMPLE = b"<v>0</v>", "s"
"""What `parse_sheet` is given as a value of a skeleton, and as the only shared text."""

_Slot: TypeAlias = tuple[Position, int, Content, str, str]
"""A cell of a skeleton: its place, the kind of its value, its content, formula and style."""


class _Skeleton(NamedTuple):
    """What `parse_sheet` makes of the skeleton of a row, or of several.

    `last` is the number of the last row, as it is written, `hidden` are zero-based. Rows above the
    last one are empty, unless the skeleton is that of all rows of a sheet.
    """

    last: int
    rows: int
    cells: int
    hidden: frozenset[int]
    slots: Sequence[_Slot]


class SheetReader:
    """Reads sheets as `parse_sheet` does, and remembers their skeletons and frames."""

    def __init__(self, first: int = FIRST) -> None:
        """Start without skeletons; the `first` sheets are read without them."""
        self._unread = first
        self._rows = BoundedCache[bytes, _Skeleton](MOST_ROWS)
        self._sheets = BoundedCache[bytes, _Skeleton](MOST_SHEETS)
        self._frames = BoundedCache[tuple[bytes, bytes], RawSheet](MOST_FRAMES)

    def read(self, data: bytes, part: str, strings: Sequence[str]) -> RawSheet:
        """Return what `parse_sheet` returns, raise what it raises."""
        if self._unread > 0:
            self._unread -= 1
        elif (found := self.by_skeletons(data, strings)) is not None:
            return found
        return parse_sheet(data, part, strings)

    def by_skeletons(self, data: bytes, strings: Sequence[str]) -> RawSheet | None:
        """Return what `parse_sheet` returns, None for a sheet that is left to it."""
        try:
            return self._read(data, strings)
        except (ValueError, LookupError, InternalError):
            return None

    def _read(self, data: bytes, strings: Sequence[str]) -> RawSheet:
        head, _, rest = data.partition(b"<sheetData>")
        rows, end, tail = rest.partition(b"</sheetData>")
        # The parser looks at longer parts piece by piece, and refuses some tags.
        if not end or len(data) > PIECE:
            raise UnusualSheetError
        pieces = _VALUE.split(rows)
        skeleton = self._skeleton(_HOLE.join(pieces[::2]))
        cells = _filled(skeleton.slots, _texts(pieces[1::2]), strings)
        return self._frame(head, tail)._replace(cells=cells, hidden_rows=skeleton.hidden)

    def _skeleton(self, markup: bytes) -> _Skeleton:
        """Return the skeleton of all rows of a sheet, of which `markup` has all but the values."""
        known = self._sheets.get(markup)
        if known is None:
            units = [markup] if b'"shared"' in markup else _rows(markup)
            known = _joined(self._skeletons(units))
            self._sheets.put(markup, known, ENTRY + len(markup) + LINK * len(known.slots))
        return known

    def _skeletons(self, units: Sequence[bytes]) -> Sequence[_Skeleton]:
        """Return the skeletons of rows; those that are new are parsed together."""
        found = {unit: self._rows.get(unit) for unit in units}
        unseen = [unit for unit, known in found.items() if known is None]
        for unit, made in zip(unseen, _parsed(unseen), strict=True):
            size = ENTRY + len(unit) + SLOT * len(made.slots)
            found[unit] = self._rows.put(unit, made, size)
        return [known for unit in units if (known := found[unit])]

    def _frame(self, head: bytes, tail: bytes) -> RawSheet:
        """Return a sheet with these around its rows, of which it has none."""
        head = _LOOSE.sub(rb'\1"', head)
        if b" xr:uid=" in tail:
            tail = _LOOSE.sub(rb'\1"', tail)
        known = self._frames.get((head, tail))
        return known or self._frames.put((head, tail), _parsed_frame(head, tail), len(head + tail))


def read_sheet(data: bytes, part: str, strings: Sequence[str]) -> RawSheet:
    """Return what `parse_sheet` returns, raise what it raises."""
    return _READER.read(data, part, strings)


_READER = SheetReader()


def _rows(markup: bytes) -> Sequence[bytes]:
    """Return `markup` cut behind the end of each row."""
    *rows, rest = (row + b"</row>" for row in markup.split(b"</row>"))
    rest = rest.removesuffix(b"</row>")
    return [*rows, rest] if rest else rows


def _parsed(units: Sequence[bytes]) -> Iterator[_Skeleton]:
    """Yield what `parse_sheet` makes of skeletons that have samples as values.

    Raises:
        UnusualSheetError: they are no skeletons, or a row of them comes twice.
    """
    numbers = [_row_numbers(unit) for unit in units]
    markup = b"".join(units)
    sampled = b"<a><sheetData>%b</sheetData></a>" % markup.replace(_HOLE, _SAMPLE)
    found = parse_sheet(sampled, "", (_SHARED_SAMPLE,))
    rows = list(chain.from_iterable(numbers))
    # As many cells as are written, and no row twice: so they are here in the order of the markup.
    if len(found.cells) != markup.count(b"</c>") or len({*rows}) != len(rows):
        raise UnusualSheetError
    cells = starmap(_slot, found.cells.items())
    for unit, within in zip(units, numbers, strict=True):
        yield _Skeleton(
            last=within[-1],
            rows=len(within),
            cells=unit.count(b"<c "),
            hidden=found.hidden_rows & {number - 1 for number in within},
            slots=[*islice(cells, unit.count(b"</c>"))],
        )


def _row_numbers(unit: bytes) -> Sequence[int]:
    """Return the numbers of the rows of a skeleton; raises `UnusualSheetError` if it is none."""
    numbers: list[int] = []
    at = 0
    while at < len(unit):
        row = _ROW.match(unit, at)
        if row is None:
            raise UnusualSheetError
        numbers.append(int(row[1]))
        at = row.end()
    return numbers


def _slot(at: Position, cell: RawCell) -> _Slot:
    """Return the slot of a cell whose value is a sample."""
    if cell.text is None:
        kind = _NONE
    elif cell.text == _SHARED_SAMPLE:
        kind = _SHARED
    else:
        kind = _TEXT if cell.content is Content.TEXT else _NUMBER
    return at, kind, cell.content, cell.formula, cell.style


def _joined(skeletons: Sequence[_Skeleton]) -> _Skeleton:
    """Return several skeletons as one.

    Raises:
        UnusualSheetError: a row is not below the one before, or there are too many rows or cells.
    """
    last = 0
    for each in skeletons:
        if each.last <= last:
            raise UnusualSheetError
        last = each.last
    rows, cells = sum(each.rows for each in skeletons), sum(each.cells for each in skeletons)
    if rows > MAX_ROWS or cells > MAX_CELLS:
        raise UnusualSheetError
    hidden = frozenset[int]().union(*(each.hidden for each in skeletons))
    slots = [*chain.from_iterable(each.slots for each in skeletons)]
    return _Skeleton(last, rows, cells, hidden, slots)


def _parsed_frame(head: bytes, tail: bytes) -> RawSheet:
    """Return what `parse_sheet` finds around rows.

    Raises:
        UnusualSheetError: rows between `head` and `tail` would not be read as they are elsewhere.
    """
    if not _START.match(head) or b"sheetData" in head + tail or b"<!" in head + tail:
        raise UnusualSheetError
    alone, found = _sample(b"<a>", b"</a>"), _sample(head, tail)
    if (found.cells, found.hidden_rows) != (alone.cells, alone.hidden_rows):
        raise UnusualSheetError
    return found._replace(cells={}, hidden_rows=frozenset())


def _sample(head: bytes, tail: bytes) -> RawSheet:
    """Return what `parse_sheet` makes of two rows between `head` and `tail`.

    The first has each attribute that a skeleton may have, for the parser limits how many different
    names a sheet has, the second has none, for the frame may hide such rows.
    """
    row, cell, formula = (
        "".join(f' {name}="n"' for name in names.split("|")) for names in _NAMES.values()
    )
    rows = (
        f'<row r="1"{row}><c r="A1"{cell}><f{formula}>A2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c></row>'
    )
    return parse_sheet(b"%b<sheetData>%b</sheetData>%b" % (head, rows.encode(), tail), "", ())


def _texts(values: Sequence[bytes]) -> Sequence[str]:
    """Return values as a parser does.

    Raises:
        UnusualSheetError: a character is not allowed.
        UnicodeDecodeError: the bytes are no UTF-8.
        PackageError: an entity is not allowed.
    """
    if not values:
        return ()
    text = b"\0".join(values).decode()
    if "\ufffe" in text or "\uffff" in text:
        raise UnusualSheetError
    texts = text.split("\0")
    return [_resolved(each) for each in texts] if "&" in text else texts


def _resolved(text: str) -> str:
    """Return a text with its entities resolved, by the parser itself."""
    if "&" not in text:
        return text
    pieces: list[str] = []
    parse(f"<v>{text}</v>".encode(), "", _ignore, _ignore, pieces.append)
    return "".join(pieces)


def _ignore(*_: object) -> None:
    """Take the start or the end of an element."""


def _filled(
    slots: Sequence[_Slot], texts: Sequence[str], strings: Sequence[str]
) -> dict[Position, RawCell]:
    """Return the cells of a skeleton with values, as `_SheetParser` makes them.

    Raises:
        UnusualSheetError: there are too many cells or characters.
        ValueError: a shared text has no number.
        LookupError: a shared text is not there.
    """
    cells: dict[Position, RawCell] = {}
    take = iter(texts).__next__
    for at, kind, content, formula, style in slots:
        text = take() if kind else None
        if text:
            if kind == _SHARED:
                text = strings[_index(text)]
            elif kind == _NUMBER:
                text = text.strip(" \t\r\n")
            else:
                text = as_shown(text)
            if len(text) > MAX_TEXT:
                raise UnusualSheetError
        if formula or text:
            cells[at] = _raw_cell((content, text, formula, style))
    if len(cells) > MAX_FILLED:
        raise UnusualSheetError
    return cells


@lru_cache(maxsize=4096)
def _index(text: str) -> int:
    return digits(text.strip())
