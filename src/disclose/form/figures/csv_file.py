"""Figures files as CSV: one line for each name; any spreadsheet opens them, and nothing is lost.

Columns: key, value, type (number or text), label. Keys of agency fields begin with `body.`, those
of texts with `text.`. An apostrophe precedes a text that a spreadsheet would run as a formula.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

from disclose.core.errors import FiguresError
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.numbers import parse_number
from disclose.core.seal import BLANK, seal
from disclose.core.text import unified
from disclose.form.edition.model import Edition
from disclose.form.figures.content import (
    A_FIGURE,
    A_YEAR,
    FiguresFile,
    Value,
    unreadable,
    within_limits,
    wrong,
)

NO_COLUMNS = Wording(
    "第一行应有 key 和 value 两个列名", "its first line must name the columns key and value"
)

_FORM = "CSV"

HEADER = ("key", "value", "type", "label")
NUMBER, TEXT = "number", "text"
RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""First characters of a text that spreadsheets take for a formula, and the apostrophe itself."""

BODY, TEXTS = "body.", "text."


def write(content: FiguresFile, edition: Edition, *, sealed: bool = False) -> bytes:
    """Return `content` as a CSV figures file, UTF-8 with the byte order mark that Excel needs.

    If `sealed`, a seal is the label of its first line, where the reader does not look.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerow(("edition", content.edition, TEXT, BLANK if sealed else ""))
    writer.writerows(_lines(content, edition))
    data = out.getvalue().encode("utf-8-sig")
    return seal(data) if sealed else data


def _lines(content: FiguresFile, edition: Edition) -> Iterator[tuple[str, str, str, str]]:
    yield "year", "" if content.year is None else str(content.year), NUMBER, ""
    fields = {field.id: field.label for field in edition.body}
    sections = {section.id: section.label for section in edition.texts}
    for name, text in content.body.items():
        yield BODY + name, _guarded(text), TEXT, fields.get(name, "")
    for key, value in content.figures.items():
        label = edition.figure(key).label
        if isinstance(value, str):
            yield key, _guarded(value), TEXT, label
        else:
            yield key, format(Decimal(value), "f"), NUMBER, label
    for name, text in content.texts.items():
        yield TEXTS + name, _guarded(text), TEXT, sections.get(name, "")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def read(data: bytes) -> FiguresFile:
    """Return the content of a CSV figures file; a missing type is inferred from the value.

    Raises:
        FiguresError: neither UTF-8 nor GB 18030, no `key` and `value` columns, a repeated name,
            or a bad number.
    """
    values = _values(data)
    year = values.pop("year", "")
    if year != "" and not isinstance(year, int):
        raise FiguresError(wrong("year", year, A_YEAR))
    return FiguresFile(
        edition=str(values.pop("edition", "")),
        year=year if isinstance(year, int) else None,
        body=_named(values, BODY),
        figures={key: value for key, value in values.items() if not key.startswith((BODY, TEXTS))},
        texts=_named(values, TEXTS),
    )


def _values(data: bytes) -> dict[str, Value]:
    try:
        text = unified(_decoded(within_limits(data, _FORM)))
        return _keyed(csv.DictReader(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FiguresError(unreadable(_FORM, str(error))) from error


def _keyed(rows: "csv.DictReader[str]") -> dict[str, Value]:
    if not {"key", "value"} <= set(rows.fieldnames or ()):
        raise FiguresError(unreadable(_FORM, NO_COLUMNS))
    values: dict[str, Value] = {}
    for row in rows:
        key = row["key"] or ""
        if key in values:
            raise FiguresError(error("BOOK43", name=key))
        values[key] = _value(key, row["value"] or "", row.get("type") or "")
    if not values:
        raise FiguresError(unreadable(_FORM, NO_COLUMNS))
    return values


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8 or GB 18030, the encoding of CSV from a Chinese Excel."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _value(key: str, text: str, kind: str) -> Value:
    amount = None if kind == TEXT or key.startswith((BODY, TEXTS)) else parse_number(text)
    if amount is None:
        if kind == NUMBER and text:
            raise FiguresError(wrong(key, text, A_FIGURE))
        return text.removeprefix("'")
    return int(amount) if text.lstrip("+-").isdigit() else amount


def _named(values: Mapping[str, Value], prefix: str) -> Mapping[str, str]:
    return {
        key.removeprefix(prefix): str(value)
        for key, value in values.items()
        if key.startswith(prefix)
    }
