"""The second reader: every figure of a workbook is read once more, with openpyxl, and compared.

It takes from the first reader only which cell holds which figure. openpyxl finds the parts, the
sheets, the shared texts and the types of cells itself, so that no mistake is made twice. Both
readers share the meaning of a typed number or text (`core.numbers`).

It compares every amount, blank cell and placeholder that the first reader took. Texts, error values
and figures that were not found have no amount, and errors of their own keep them out of a report.
A total has no typed amount either: it is computed from other figures, so that both readers need
only agree that its formula is there. The result that a file stores beside a formula is compared
only in the cell of an input, because there the report prints it.
"""

import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Context, Decimal
from io import BytesIO
from typing import Any, NamedTuple
from unicodedata import normalize
from zipfile import ZipFile, ZipInfo

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook
from openpyxl.xml.constants import ARC_CORE, ARC_CUSTOM, ARC_STYLE, ARC_THEME

from disclose.checks.places import listed, place
from disclose.core.expressions import expression
from disclose.core.finding import Finding, error
from disclose.core.numbers import InputKind, interpret
from disclose.core.text import unified
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, State
from disclose.form.layout.address import Position, parse_a1

MAX_MARKUP = 500_000
"""Most marks of markup (`<`) in all parts that openpyxl is given, as it keeps some as trees.

A filled workbook has about 9000; the first reader takes as many, in the parts it reads."""

MAX_AREA = 1_000_000
"""Most cells between the first and the last figure of a sheet; a template has about 500."""

QUOTED = 60
"""Most characters of a cell that a message shows."""

LONGEST_CAUSE = 120
"""Most characters of an error of openpyxl that a message shows."""

_FLOAT_DIGITS = Context(prec=15)
"""A binary fraction keeps 15 digits of a number for certain, and a spreadsheet shows no more."""

_LONG_PROTECTION = expression(rb"sheetProtection[^<]{2000}")
"""openpyxl hashes the password of a sheet in a time that grows with the square of its length."""

_STRICT_NAMES = tuple(
    (strict.encode(encoding), usual.encode(encoding))
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    for strict, usual in (
        (
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        ),
        (
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ),
    )
)
"""Namespaces of the strict dialect (ISO/IEC 29500-1), which openpyxl does not know, and the usual
ones for the same elements."""

_LOOKS = frozenset({ARC_CORE, ARC_CUSTOM, ARC_STYLE, ARC_THEME})
"""Parts that openpyxl reads by their names and that hold no figures; honest programs write some
that it refuses, above all styles. Without styles it gives a stored number as a number, also where
its format is that of a date or a percentage; the first reader judges formats."""

_KINDS = {
    State.AMOUNT: InputKind.NUMBER,
    State.FORMULA: InputKind.NUMBER,
    State.BLANK: InputKind.BLANK,
    State.COMPUTED: InputKind.BLANK,
    State.PLACEHOLDER: InputKind.PLACEHOLDER,
}
"""What the second reader has to find in the cell of an entry; `COMPUTED` is that of a total whose
formula was removed, which is computed all the same."""


class SecondCell(NamedTuple):
    """A cell as openpyxl gives it; `formula` is `=` alone if the file states no text for it."""

    value: object = None
    formula: str = ""
    error: bool = False


def read_again(data: bytes, edition: Edition, filing: Filing) -> tuple[Finding, ...]:
    """Return a finding for each sheet on which openpyxl reads other figures than `filing` has.

    `data` are the bytes that `filing` was read from. Sheets that openpyxl cannot read are one
    finding, an error too: a figure that only one reader has seen is not published.
    """
    entries = _entries(filing)
    found: list[Finding] = []
    unread: dict[str, str] = {}
    try:
        book = _Book(data)
    except Exception as stopped:  # noqa: BLE001 - openpyxl raises whatever a file makes it stumble on
        return (error("BOOK51", sheets=(), cause=_cause(stopped)),)
    for sheet, located in entries.items():
        try:
            differing = list(_differing(book, edition, sheet, located))
        except Exception as stopped:  # noqa: BLE001 - as above
            unread[sheet] = _cause(stopped)
            continue
        if differing:
            found.append(_difference(edition, differing))
    if unread:
        cause = next(iter(unread.values()))
        found.append(error("BOOK51", sheets=tuple(unread), cause=cause))
    return tuple(found)


def _entries(filing: Filing) -> dict[str, dict[Position, Entry]]:
    """Return the entries to compare by sheet and position."""
    found: dict[str, dict[Position, Entry]] = {}
    for entry in filing.all_entries:
        at = parse_a1(entry.cell)
        without_amount = entry.state is State.FORMULA and entry.amount is None
        if at and entry.state in _KINDS and not without_amount:
            found.setdefault(entry.sheet, {})[at] = entry
    return found


def _cause(stopped: Exception) -> str:
    # openpyxl wraps the errors of a part into a long sentence about invalid XML.
    first = stopped.__cause__ or stopped
    text = f"{type(first).__name__}: {first}"
    return text if len(text) <= LONGEST_CAUSE else f"{text[:LONGEST_CAUSE]}…"


def _difference(edition: Edition, differing: Sequence[tuple[Entry, SecondCell]]) -> Finding:
    """Return the finding of one sheet; each cell is shown as the first and the second read it."""
    places = [place(edition, entry) for entry, _ in differing]
    shown = [
        f"{_quoted(_first(entry, at.typed))} / {_quoted(_second(cell))}"
        for at, (entry, cell) in zip(places, differing, strict=True)
    ]
    return error(
        "BOOK50",
        *places,
        sheet=places[0].sheet,
        count=len(places),
        cells=listed(places, shown),
    )


def _first(entry: Entry, typed: str) -> str:
    return (
        f"{entry.formula} → {entry.amount}"
        if entry.state is State.FORMULA
        else entry.formula or typed
    )


def _second(cell: SecondCell) -> str:
    value = "" if cell.value is None else str(cell.value)
    return f"{cell.formula} → {value}" if cell.formula and value else cell.formula or value


def _quoted(text: str) -> str:
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


# ---------------------------------------------------------------------------------- comparison


def _differing(
    book: "_Book", edition: Edition, sheet: str, entries: Mapping[Position, Entry]
) -> Iterator[tuple[Entry, SecondCell]]:
    """Yield the entries of a sheet that openpyxl reads differently, with its cells.

    Raises:
        Exception: openpyxl cannot read the sheet, or finds none of that name.
    """
    for cells in book.cells(sheet, entries):
        for at, entry in entries.items():
            cell = cells[at]
            if not _agrees(entry, cell, edition.figure(entry.key).measure.unit):
                yield entry, cell


def _agrees(entry: Entry, cell: SecondCell, unit: str) -> bool:
    if entry.state is State.COMPUTED and entry.formula:
        return bool(cell.formula)
    # A formula without a text calculates nothing: the value was typed. The first reader takes it
    # for a formula only if it shares that of another cell, for openpyxl it always is one.
    if not cell.formula if entry.formula else cell.formula not in {"", "="}:
        return False
    kind = _KINDS[entry.state]
    return _says(cell, kind, entry.amount if kind is InputKind.NUMBER else None, unit)


def _says(cell: SecondCell, kind: InputKind, amount: Decimal | None, unit: str) -> bool:
    """Return whether the value of a cell has this meaning."""
    match cell.value:
        case None | bool():
            return kind is InputKind.BLANK and cell.value is None
        case str(text):
            meaning = interpret(unescape(text), unit)
            return not cell.error and (meaning.kind, meaning.amount) == (kind, amount)
        case int() | float():
            return amount is not None and _same(amount, cell.value)
    return False


def _same(amount: Decimal, value: float) -> bool:
    """Return whether openpyxl made `value` of a stored number; it keeps whole numbers exact."""
    if isinstance(value, int):
        return amount == value
    return _FLOAT_DIGITS.plus(amount) == _FLOAT_DIGITS.plus(Decimal(repr(value)))


# ------------------------------------------------------------------------------------ openpyxl


class _Book:
    """A workbook as openpyxl loads it: its formulas, and their stored results if they are needed.

    In read-only mode openpyxl reads a sheet when its cells are asked for, and no drawings, charts,
    comments, validations or styles of areas, which cause most of its refusals.
    """

    def __init__(self, data: bytes) -> None:
        """Load the workbook in `data`.

        Raises:
            Exception: openpyxl cannot load it, or it has more markup than any that is filled in.
        """
        self._copy = _bounded_copy(data)
        self._formulas = self._loaded(results=False)
        self._results: Workbook | None = None

    def _loaded(self, *, results: bool) -> Workbook:
        with _silence():
            return load_workbook(
                BytesIO(self._copy), read_only=True, data_only=results, keep_links=False
            )

    def cells(
        self, sheet: str, entries: Mapping[Position, Entry]
    ) -> Sequence[Mapping[Position, SecondCell]]:
        """Return the cells of `entries` on every sheet of that name; usually there is one.

        Raises:
            Exception: openpyxl cannot read the sheet, or finds none of that name.
        """
        pages = [_cells(each, entries) for each in _named(self._formulas, sheet)]
        if not any(
            _needs_result(entries[at], cell) for cells in pages for at, cell in cells.items()
        ):
            return pages
        if self._results is None:
            self._results = self._loaded(results=True)
        results = [_cells(each, entries) for each in _named(self._results, sheet)]
        return [
            {at: result[at]._replace(formula=cell.formula) for at, cell in cells.items()}
            for cells, result in zip(pages, results, strict=True)
        ]


def _needs_result(entry: Entry, cell: SecondCell) -> bool:
    return bool(cell.formula) and entry.state is not State.COMPUTED


def _named(book: Workbook, name: str) -> list[Any]:
    """Return the sheets called `name`, as written or else without spaces at its ends.

    No spreadsheet writes two sheets of one name; if a file has them each is compared, because the
    first reader may have read either.
    """
    sheets = book.worksheets
    found = [each for each in sheets if each.title == name] or [
        each for each in sheets if unified(normalize("NFC", each.title)).strip() == name
    ]
    if not found:
        raise LookupError(f"no sheet {name}")
    return found


def _cells(sheet: Any, wanted: Collection[Position]) -> dict[Position, SecondCell]:
    """Return the cells at the positions that are `wanted`."""
    rows, columns = ([at[axis] for at in wanted] for axis in (0, 1))
    top, bottom, left, right = min(rows), max(rows), min(columns), max(columns)
    if (bottom - top + 1) * (right - left + 1) > MAX_AREA:
        raise ValueError(f"{sheet.title} {bottom - top + 1} x {right - left + 1}")
    found = dict.fromkeys(wanted, SecondCell())
    with _silence():
        # Without these ends openpyxl believes the size that the sheet declares for itself.
        lines = sheet.iter_rows(top + 1, bottom + 1, left + 1, right + 1)
        for row, line in enumerate(lines, top):
            for column, cell in enumerate(line, left):
                if (row, column) in found:
                    found[row, column] = _cell(cell)
            # openpyxl would go on and judge what follows the cells: validations, protection, views.
            if row == bottom:
                break
    return found


def _cell(cell: Any) -> SecondCell:
    if cell.data_type != "f":
        return SecondCell(cell.value, error=cell.data_type == "e")
    # Formulas of areas and data tables are objects; only a plain one can be without a text.
    formula = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None)
    return SecondCell(formula=formula or "={}")


@contextmanager
def _silence() -> Iterator[None]:
    """Suppress the warnings of openpyxl about parts that it leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _bounded_copy(data: bytes) -> bytes:
    """Return the package `data` packed anew, so that openpyxl can unpack no more than it declares.

    The first reader has checked the sizes that the directory of the zip declares, but openpyxl
    unpacks a part whole before it looks at its size. Pictures and the like are left out, and the
    strict dialect gets the names of the usual one.

    Raises:
        ValueError: there is more markup than in any workbook that is filled in, or some that makes
            openpyxl expand entities or take very long.
    """
    target, marks = BytesIO(), 0
    with ZipFile(BytesIO(data)) as package, ZipFile(target, "w") as copy:
        for entry in package.infolist():
            if entry.filename in _LOOKS or not entry.filename.lower().endswith((".xml", ".rels")):
                continue
            with package.open(entry) as stream:
                part = stream.read(entry.file_size + 1)
            # In UTF-16 a zero byte is beside each of the characters that are looked for.
            plain = part.replace(b"\0", b"")
            marks += plain.count(b"<")
            if marks > MAX_MARKUP:
                raise ValueError(f"more than {MAX_MARKUP} marks")
            if b"<!DOCTYPE" in plain or _LONG_PROTECTION.search(plain):
                raise ValueError(f"unsafe markup in {entry.filename}")
            for strict, usual in _STRICT_NAMES:
                part = part.replace(strict, usual)
            copy.writestr(ZipInfo(entry.filename), part)
    return target.getvalue()
