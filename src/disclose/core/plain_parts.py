"""Parts of a zip file that lie there as most programs write them, read with less work.

What `zipfile` makes of such a part is certain. None is returned for any other, for every fault and
for whatever is doubtful: `zipfile` is the judge of it.
"""

import zlib
from collections.abc import Mapping
from struct import Struct
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_HEADER = Struct("<4s22x2H")
"""What stands before a part (APPNOTE.TXT 4.3.7), at its end the lengths of name and more fields."""

_MARK = b"PK\x03\x04"

_UNUSUAL_FLAGS = 0x61
"""Locked, a patch, or strongly locked (4.4.4)."""


def ends(package: ZipFile) -> Mapping[int, int]:
    """Return where the next part begins, or the directory, by where each part does.

    None are told if two parts begin in one place: newer versions of `zipfile` refuse one of them.
    """
    starts = sorted(entry.header_offset for entry in package.infolist())
    found = dict(zip(starts, [*starts, package.start_dir][1:], strict=True))
    return found if len(found) == len(starts) else {}


def unpacked(data: bytes, entry: ZipInfo, end: int) -> bytes | None:
    """Return the bytes of a part of the file `data`; what follows it begins at `end`."""
    start = entry.header_offset
    at = start + _HEADER.size
    unusual = entry.compress_type != ZIP_DEFLATED or entry.flag_bits & _UNUSUAL_FLAGS
    if unusual or start < 0 or at > end:
        return None
    mark, length, more = _HEADER.unpack_from(data, start)
    name = data[at : at + length]
    begin = at + length + more
    last = begin + entry.compress_size
    if mark != _MARK or name != entry.orig_filename.encode() or not name.isascii() or last > end:
        return None
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = unpacker.decompress(data[begin:last], entry.file_size + 1)
    except zlib.error:
        return None
    whole = unpacker.eof and len(found) == entry.file_size
    return found if whole and zlib.crc32(found) == entry.CRC else None
