"""The stamp of a workbook names the edition that it was made from; it is not a proof.

It is the text of a cell on the hidden sheet, with a defined name, and also a custom property of
the document, because some programs drop one of them and some the other.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.numbers import EXACT
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import META, PROBLEMS
from disclose.form.layout.address import Address

VERSION = 1
"""Version of the layout of sheets and cells."""

STAMP_CELL = Address(META, 0, 0)
STAMP_NAME = "DISCLOSE_TEMPLATE"
STAMP_PROPERTY = "DiscloseTemplate"

_STAMP = expression(r"disclose/(\d{1,9}) (\S{1,80}) ([0-9a-f]{16})", re.ASCII)


class Stamp(NamedTuple):
    """A parsed stamp: version of the layout, id and fingerprint of the edition."""

    version: int
    edition: str
    fingerprint: str


def stamp(edition: Edition) -> str:
    """Return the stamp of a workbook made from `edition`."""
    return f"disclose/{VERSION} {edition.id} {edition.fingerprint}"


PRIOR_YEAR_SEAL = Address(META, 3, 0)
"""The cell with the seal of the prior-year figures on the sheet 上年数."""

PRIOR_FILE = Address(META, 4, 0)
"""The cell with the name and the SHA-256 of the file that the sheet 上年数 was made from."""

_FILE = expression(r"last-file ([0-9a-f]{64}) (\S.{0,254})", re.ASCII)


class RememberedFile(NamedTuple):
    """The file of the prior year: its name and the SHA-256 of its bytes."""

    name: str
    sha256: str

    def __str__(self) -> str:
        """Return the text by which a workbook remembers the file."""
        return f"last-file {self.sha256} {self.name}"


def prior_file(text: str) -> RememberedFile | None:
    """Return the file that a text remembers, None if it is no such text."""
    match = _FILE.fullmatch(text.strip())
    return RememberedFile(match[2], match[1]) if match else None


_LAST = expression(r"last (\d{1,4}) [0-9a-f]{16}", re.ASCII)


def seal(year: int, amounts: Mapping[str, Decimal | None]) -> str:
    """Return the seal of the prior-year figures: their year and a digest of all amounts."""
    lines = (f"{key}={'' if one is None else _plain(one)}" for key, one in amounts.items())
    digest = sha256("\n".join((str(year), *lines)).encode()).hexdigest()
    return f"last {year} {digest[:16]}"


def sealed_year(text: str) -> int | None:
    """Return the year of a seal, or None if `text` is not one."""
    match = _LAST.fullmatch(text.strip())
    return int(match[1]) if match else None


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(EXACT), "f")


def parse(text: str) -> Stamp | None:
    """Return the stamp in `text`, or None if it is not one."""
    match = _STAMP.fullmatch(text.strip())
    return Stamp(int(match[1]), match[2], match[3]) if match else None


# How we recognise our own marks after another program has saved the file: by texts in cells and
# comments, the only thing that every program keeps.

SIGN = "【审核】"
"""The beginning of our list and of each of our comments."""

CONDITION_WORD = "disclose"
"""The word that our conditional formats hold."""

ALWAYS = f'"{CONDITION_WORD}"<>""'
"""The condition of our conditional formats: always true, and unlikely in any other program."""


def lists_problems(sheet: str, first: str) -> bool:
    """Return whether a sheet of this name, with `first` in its first cell, is our list."""
    return sheet.startswith(PROBLEMS) and first.startswith(SIGN)
