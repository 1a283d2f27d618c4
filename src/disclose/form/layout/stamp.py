"""The stamp in a workbook: which edition it was made from. It names a template, it proves nothing.

It stands as text in a cell of the hidden sheet, to which a defined name points, and once more as a
custom property of the document, since some programs drop the one and some the other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from disclose.core.numbers import EXACT
from disclose.form.edition import reserved
from disclose.form.edition.model import Edition
from disclose.form.layout.address import Address
from disclose.form.layout.book import META

VERSION = 1
"""Version of the arrangement of sheets and cells; another one is read by another reader."""

STAMP_CELL = Address(META, 0, 0)
STAMP_NAME = "DISCLOSE_TEMPLATE"
STAMP_PROPERTY = "DiscloseTemplate"

_STAMP = re.compile(r"disclose/(\d{1,9}) (\S{1,80}) ([0-9a-f]{16})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says: version of the arrangement, id and fingerprint of the edition."""

    version: int
    edition: str
    fingerprint: str


def stamp(edition: Edition) -> str:
    """Return the stamp of a workbook made from `edition`."""
    return f"disclose/{VERSION} {edition.id} {edition.fingerprint}"


PRIOR_YEAR_SEAL = Address(META, 3, 0)
"""The cell that seals last year's figures on the sheet 上年数."""

_LAST = re.compile(r"last (\d{1,4}) [0-9a-f]{16}", re.ASCII)


def seal(year: int, amounts: Mapping[str, Decimal | None]) -> str:
    """Return what seals last year's figures: their year and a digest of them all."""
    lines = (f"{key}={'' if each is None else _plain(each)}" for key, each in amounts.items())
    digest = sha256("\n".join((str(year), *lines)).encode()).hexdigest()
    return f"last {year} {digest[:16]}"


def sealed_year(text: str) -> int | None:
    """Return the year of a seal, or None if `text` is not one."""
    match = _LAST.fullmatch(text.strip())
    return int(match[1]) if match else None


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(EXACT), "f")


def parse(text: str) -> Stamp | None:
    """Return what the stamp `text` says, or None if it is not one."""
    match = _STAMP.fullmatch(text.strip())
    return Stamp(int(match[1]), match[2], match[3]) if match else None


# By what the marks of a marked copy are known again, whatever program has saved it since.
#
# Texts in cells and comments are the one thing that every program keeps.

PROBLEMS = reserved.PROBLEMS
"""Name of the sheet that lists what was found; a copy of it is called `问题清单 (2)`."""

SIGN = "【审核】"
"""What the list and every comment of ours begin with."""

ALWAYS = '"disclose"<>""'
"""The condition of our colours: it always holds, and nobody else writes it."""


def lists_problems(sheet: str, first: str) -> bool:
    """Return whether a sheet of this name with `first` in its first cell is a list of ours."""
    return sheet.startswith(PROBLEMS) and first.startswith(SIGN)
