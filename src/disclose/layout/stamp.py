"""The stamp in a workbook: which edition it was made from. It names a template, it proves nothing.

It stands as text in a cell of the hidden sheet, to which a defined name points, and once more as a
custom property of the document, since some programs drop the one and some the other.
"""

import re
from dataclasses import dataclass

from disclose.edition.model import Edition
from disclose.layout.address import Address
from disclose.layout.book import META

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


def parse(text: str) -> Stamp | None:
    """Return what the stamp `text` says, or None if it is not one."""
    match = _STAMP.fullmatch(text.strip())
    return Stamp(int(match[1]), match[2], match[3]) if match else None
