"""Formulas as lists of tokens, so that they are equal however a program writes them."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from disclose.core.expressions import expression
from disclose.core.numbers import parse_number
from disclose.form.layout.address import Address, letters, parse_a1

MAX_FORMULA = 8192
"""Longest formula that a spreadsheet takes."""

Token: TypeAlias = str | Decimal | Address
Moves: TypeAlias = Callable[[Address], Address]

_TOKENS = r"""
      (?P<string>"(?:[^"]|"")*+")
    | (?P<sheet>'(?:[^']|''){1,80}+'!|[^\s'"!(),:;+\-*/^&=<>%{}#~]{1,80}+!)
    | (?P<cell>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}(?![\w.(!]))
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<name>[^\W\d][\w.]*)
    | (?P<other><=|>=|<>|\S)
    """
_TOKEN = expression(_TOKENS, re.VERBOSE)
_MOVED = expression(
    rf"""
      (?P<lines>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}(?![\w.(!])
              |\$?[1-9][0-9]{{0,6}}:\$?[1-9][0-9]{{0,6}}(?![\w.(!]))
    | (?P<named>\[(?:[^\[\]]|\[[^\[\]]*\])*+\])
    | {_TOKENS}
    """,
    re.VERBOSE,
)
"""Tokens, with whole columns and rows as one, and names of columns of a table (`表1[A1]`)."""

_REFERENCE = expression(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})")
_PREFIXES = ("_XLFN.", "_XLWS.")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


def stays(address: Address) -> Address:
    """Return `address`: nothing moved."""
    return address


def same_formula(found: str, expected: str, sheet: str, moves: Moves = stays, at: str = "") -> bool:
    """Return whether `found` is `expected` after the cells have moved by `moves`.

    Both are formulas without the equals sign, `expected` for a cell of the template's `sheet`,
    `found` on the sheet `at` (the same one if empty). White space, case, `$`, needless quotes and
    ways to write a number or a truth value are no differences.
    """
    if found == expected and moves is stays:
        return True
    if len(found) > MAX_FORMULA:
        return False
    return _moved(tokens(found, at or sheet), stays) == _moved(tokens(expected, sheet), moves)


def _moved(found: tuple[Token, ...], moves: Moves) -> list[Token]:
    return [_folded(moves(token)) if isinstance(token, Address) else token for token in found]


def _folded(address: Address) -> Address:
    return Address(address.sheet.casefold(), address.row, address.column)


@lru_cache(maxsize=1024)
def tokens(formula: str, sheet: str) -> tuple[Token, ...]:
    """Return the canonical tokens of `formula`; cells without a sheet are those of `sheet`."""
    return tuple(_without_calls(_tokens(formula, sheet)))


def _tokens(formula: str, sheet: str) -> Iterator[Token]:
    named, after_cell, ranged = "", "", ""
    for match in _TOKEN.finditer(formula):
        kind, text = match.lastgroup, match[0]
        if kind == "sheet":
            named = text[:-1].strip("'").replace("''", "'")
            continue
        if kind == "cell":
            after_cell = named or ranged or sheet
            yield _address(text, after_cell)
        else:
            yield _canonical(kind, text)
        ranged = after_cell if text == ":" else ""
        named = ""


def _canonical(kind: str | None, text: str) -> Token:
    if kind == "number":
        amount = parse_number(text)
        return text if amount is None else amount
    if kind == "name":
        name = text.upper()
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        return name
    return text


def _without_calls(found: Iterator[Token]) -> list[Token]:
    """Return the tokens with `TRUE()` and `FALSE()` as plain truth values."""
    done: list[Token] = []
    for token in found:
        done.append(token)
        if done[-3:] in (["TRUE", "(", ")"], ["FALSE", "(", ")"]):
            del done[-2:]
    return done


def _address(text: str, sheet: str) -> Address:
    row, column = parse_a1(text.replace("$", "").upper()) or (0, 0)
    return Address(sheet, row, column)


def shift_formula(formula: str, rows: int, columns: int) -> str:
    """Return `formula` with its relative references moved so many rows and columns on."""

    def moved(match: re.Match[str]) -> str:
        match match.lastgroup:
            case "cell":
                return _shift(match[0], rows, columns)
            case "lines":
                return _shift_lines(match[0], rows, columns)
        return match[0]

    return _MOVED.sub(moved, formula)


def _shift(text: str, rows: int, columns: int) -> str:
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return text
    column, row = _column(match[1], match[2], columns), _line(match[3], match[4], rows)
    return f"{column}{row}" if column and row else "#REF!"


def _shift_lines(text: str, rows: int, columns: int) -> str:
    """Return whole columns (`A:$C`) or rows (`1:3`), moved."""
    ends = [(end.strip("$"), end[: end.startswith("$")]) for end in text.split(":")]
    moved = [
        _line(fixed, name, rows) if name.isdigit() else _column(fixed, name, columns)
        for name, fixed in ends
    ]
    return ":".join(moved) if all(moved) else "#REF!"


def _column(fixed: str, name: str, by: int) -> str:
    """Return the letters of the column so many further on, empty beyond the sheet."""
    at = parse_a1(f"{name.upper()}1")
    if at is None or fixed:
        return f"{fixed}{name}"
    column = at[1] + by
    return letters(column) if 0 <= column <= _LAST_COLUMN else ""


def _line(fixed: str, name: str, by: int) -> str:
    """Return the number of the row so many further on, empty beyond the sheet."""
    row = int(name) + (0 if fixed else by)
    return f"{fixed}{row}" if 1 <= row <= _LAST_ROW + 1 else ""
