"""The seal of a file that we write: a digest of its content, inside the file itself.

A file whose seal holds is as we wrote it; a program that saves the file drops the seal or breaks
it. So work that somebody did in a file of ours is known from a file that may be written anew. It
is no proof against people who want to deceive.
"""

from collections.abc import Mapping
from hashlib import sha256

from disclose.core.expressions import expression
from disclose.core.package import (
    Container,
    PackageError,
    PackageLimits,
    ZipPackage,
    container,
    write_package,
)

BLANK = "disclose-seal:0000000000000000"
"""A seal that is not yet filled in: 16 hexadecimal digits follow the name."""

FILLED = f"{BLANK} filled"
"""The seal of a workbook that holds figures: a blank one may not replace it."""

COMMENT = f"<!-- {BLANK} -->\n"
"""The last line of a page, a Markdown file or an XML file."""

_SEAL = expression(rb"disclose-seal:[0-9a-f]{16}")
_FILLED = expression(rb"disclose-seal:[0-9a-f]{16} filled")
_BLANK = BLANK.encode()
_DIGITS = 16
_MEGABYTE = 1 << 20
_LIMITS = PackageLimits(
    file=64 * _MEGABYTE, part=64 * _MEGABYTE, unpacked=256 * _MEGABYTE, parts=2000, ratio=500
)
_MOST_SEALS = 10
"""Most different seals that are tried: a marked copy also holds that of the workbook."""


def seal(data: bytes) -> bytes:
    """Return `data` with every blank seal in it filled in; the same bytes give the same seal."""
    pieces = _pieces(data, None)
    if "" not in pieces:
        return sealed_package(pieces)
    return pieces[""].replace(_BLANK, _digest(pieces))


def sealed_package(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of `parts` with every blank seal in them filled in."""
    digest = _digest(parts)
    return write_package({name: part.replace(_BLANK, digest) for name, part in parts.items()})


def is_sealed(data: bytes) -> bool:
    """Return whether `data` is a file as we wrote it, which nobody has changed since."""
    try:
        pieces = _pieces(data, _LIMITS)
    except PackageError:
        return False
    found = {each for piece in pieces.values() for each in _SEAL.findall(piece)}
    return any(
        _digest({name: piece.replace(each, _BLANK) for name, piece in pieces.items()}) == each
        for each in sorted(found)[:_MOST_SEALS]
    )


def has_seal(part: bytes) -> bool:
    """Return whether there is a seal in a text or a part, which may be broken."""
    return _SEAL.search(part) is not None


def holds_figures(data: bytes) -> bool:
    """Return whether the seal of a workbook says that it was written with figures."""
    try:
        pieces = _pieces(data, _LIMITS)
    except PackageError:
        return False
    return any(_FILLED.search(piece) for piece in pieces.values())


def is_seal_line(line: str) -> bool:
    """Return whether a line of a text is nothing but our seal."""
    bare = line.strip().removeprefix("<!-- ").removesuffix(" -->")
    return _SEAL.fullmatch(bare.encode(errors="replace")) is not None


def _pieces(data: bytes, limits: PackageLimits | None) -> Mapping[str, bytes]:
    """Return the parts of a package by name, any other file as one piece without a name."""
    if container(data) is Container.ZIP:
        return ZipPackage(data, limits).parts()
    return {"": data}


def _digest(pieces: Mapping[str, bytes]) -> bytes:
    """Return the seal of a file whose seals are blank."""
    whole = sha256()
    for name, piece in pieces.items():
        whole.update(f"{name}\0{len(piece)}\0".encode(errors="surrogatepass"))
        whole.update(piece)
    return f"disclose-seal:{whole.hexdigest()[:_DIGITS]}".encode()
