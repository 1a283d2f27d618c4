"""Workbooks made of one that was written, with other numbers in place of its own.

Wherever a number of the pattern is found in a part, as a figure, a stored result, a point of a
chart or within a text, that of another agency takes its place, and so do its names. The parts are
then what they would be if the workbook had been written anew, but for the seal, which is broken as
in every workbook that somebody has saved. Parts that are the same for all are packed once.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from struct import pack
from typing import Self
from zipfile import ZipFile

LONG = re.compile(r"([0-9A-Z]{6,})")
"""What may be a number or a code that another takes the place of."""

Table = Mapping[str, Sequence[int]]
"""The amounts of each column, from the first row to the last; the table is balanced if the first
two rows are as much as the last but one and the last but two."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The amounts of a column from one row to before another, or how far it is out of balance."""

    column: str
    first: int = 0
    after: int = 0

    def of(self, running: Table) -> int:
        """Return the sum, from the running sums of each column."""
        sums = running[self.column]
        if self.after:
            return sums[self.after] - sums[self.first]
        return sums[2] - (sums[-1] - sums[-3])


Own = Sum | int
"""What each agency has of its own: a sum, or the name in that place among its names."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its pieces, and what each agency has between them. One piece is the same for all."""

    name: bytes
    pieces: Sequence[str]
    between: Sequence[Own]

    def of(self, own: Mapping[Own, str]) -> bytes:
        """Return the part of an agency."""
        made = [self.pieces[0]]
        for each, piece in zip(self.between, self.pieces[1:], strict=True):
            made += (own[each], piece)
        return "".join(made).encode()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an archive."""

    name: bytes
    crc: int
    size: int
    deflated: bytes

    @classmethod
    def of(cls, name: bytes, data: bytes) -> Self:
        """Deflate the content of an entry."""
        deflate = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(name, zlib.crc32(data), len(data), deflate.compress(data) + deflate.flush())

    @property
    def head(self) -> bytes:
        """Return what is said before the entry and in the directory: method, day, sizes."""
        sizes = (self.crc, len(self.deflated), self.size)
        return pack("<5H3L2H", 20, 0, 8, 0, 0x21, *sizes, len(self.name), 0)


def archive(entries: Sequence[Entry]) -> bytes:
    """Return a zip archive."""
    out, directory = BytesIO(), BytesIO()
    for each in entries:
        told = pack("<3HLL", 0, 0, 0, 0, out.tell())
        directory.write(b"PK\x01\x02\x14\0" + each.head + told + each.name)
        out.write(b"PK\x03\x04" + each.head + each.name + each.deflated)
    start, size = out.tell(), directory.tell()
    out.write(directory.getvalue())
    out.write(b"PK\x05\x06" + pack("<4HLLH", 0, 0, len(entries), len(entries), size, start, 0))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Pattern:
    """The parts of a workbook, in their order; those that are the same for all are packed."""

    parts: Sequence[Part | Entry]
    sums: frozenset[Sum]

    @classmethod
    def of(cls, written: bytes, names: Sequence[str], columns: Table) -> Self:
        """Take a workbook apart that was written for an agency with these names and figures."""
        running = _running(columns)
        known: dict[str, Own] = {str(each.of(running)): each for each in _sums(columns)}
        known |= {name: place for place, name in enumerate(names)}
        with ZipFile(BytesIO(written)) as package:
            contents = {name: package.read(name) for name in package.namelist()}
        parts = [_part(name, data.decode(), known) for name, data in contents.items()]
        sums = {each for part in parts for each in part.between if isinstance(each, Sum)}
        packed = [part if part.between else Entry.of(part.name, part.of({})) for part in parts]
        return cls(packed, frozenset(sums))

    def workbook(self, names: Sequence[str], columns: Table) -> bytes:
        """Return the workbook of another agency, with its names and figures."""
        running = _running(columns)
        own: dict[Own, str] = dict(enumerate(names))
        own |= {each: str(each.of(running)) for each in self.sums}
        entries = (
            each if isinstance(each, Entry) else Entry.of(each.name, each.of(own))
            for each in self.parts
        )
        return archive([*entries])


def _running(columns: Table) -> Table:
    return {column: [*accumulate(amounts, initial=0)] for column, amounts in columns.items()}


def _sums(columns: Table) -> Iterator[Sum]:
    """Yield all that may be found in a pattern: sums of neighbours, last the figures alone."""
    for column, amounts in columns.items():
        rows = range(len(amounts))
        yield Sum(column)
        for many in reversed(rows):
            yield from (Sum(column, first, first + many + 1) for first in rows[: len(rows) - many])


def _part(name: str, text: str, known: Mapping[str, Own]) -> Part:
    pieces: list[str] = [""]
    between: list[Own] = []
    for piece in LONG.split(text):
        if piece in known:
            between.append(known[piece])
            pieces.append("")
        else:
            pieces[-1] += piece
    return Part(name.encode(), pieces, between)
