"""Zip packages (.xlsx, .docx): their parts, read within limits, and the writing of new ones.

Both formats are zip files of named parts that refer to each other by relationships (ECMA-376,
part 2). Nothing here is worded for users: a fault is a `PackageError`, and the reader of each
format reports it with its own messages.
"""

import zlib
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from itertools import count
from posixpath import basename, dirname, join, normpath, relpath, splitext
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from disclose.core.errors import InternalError
from disclose.core.plain_parts import ends, unpacked

CONTENT_TYPES = "[Content_Types].xml"
"""The part that says of every other part what it is."""

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""A locked .xlsx or .docx is an OLE2 file with a stream of this name (MS-OFFCRYPTO 2.3.4.4)."""

XML_TYPE = "application/xml"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_PASSWORD_FLAG = 1
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip directory can hold."""

_MEGABYTE = 1 << 20

_UNPACKING_ERRORS = (
    *(BadZipFile, zlib.error, OSError, EOFError, ValueError, OverflowError, RuntimeError),
)


class Container(StrEnum):
    """The outer format of a file, by its first bytes."""

    ZIP = "zip"
    OLE2 = "ole2"
    LOCKED = "locked"
    OTHER = "other"


class PackageFault(StrEnum):
    """Why a package or one of its parts is not read."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    FILE_TOO_LARGE = "file-too-large"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_LARGE_UNPACKED = "too-large-unpacked"
    PART_TOO_LARGE = "part-too-large"
    METHOD = "method"
    PART_NAME = "part-name"
    DOCTYPE = "doctype"
    LONG_TAG = "long-tag"
    TOO_MANY_NAMES = "too-many-names"
    TOO_MANY_ELEMENTS = "too-many-elements"
    TOO_MUCH_MARKUP = "too-much-markup"


class PackageError(InternalError):
    """A package cannot be read.

    `part` names the part at fault, empty for the file as a whole; `amount` is the limit that is
    exceeded, in megabytes for sizes, but for `PART_TOO_LARGE` the size of the part in megabytes.
    """

    def __init__(self, fault: PackageFault, part: str = "", amount: int = 0) -> None:
        """Keep the facts."""
        super().__init__(fault, part, amount)
        self.fault = fault
        self.part = part
        self.amount = amount


class PackageLimits(NamedTuple):
    """What a package may have at most: bytes of the file, of a part, of all parts; parts; ratio.

    `ratio` is how many times a part above 1 MB may shrink by packing: more is a zip bomb.
    """

    file: int
    part: int
    unpacked: int
    parts: int
    ratio: int


def container(data: bytes) -> Container:
    """Return the outer format of the file `data`."""
    if data.startswith(_ZIP):
        return Container.ZIP
    if data.startswith(_OLE2):
        return Container.LOCKED if _ENCRYPTED_STREAM in data else Container.OLE2
    return Container.OTHER


class ZipPackage:
    """The parts of a package by name; the case of names and the kind of slash do not matter."""

    def __init__(self, data: bytes, limits: PackageLimits | None = None) -> None:
        """Open the package in `data` and check the names of its parts, and `limits` if given.

        Raises:
            PackageError: it is damaged, exceeds a limit, or its directory is unsafe.
        """
        if limits and len(data) > limits.file:
            raise PackageError(PackageFault.FILE_TOO_LARGE, amount=limits.file // _MEGABYTE)
        self._data = data
        try:
            self._zip = ZipFile(BytesIO(data))
        except _UNPACKING_ERRORS as error:
            raise PackageError(PackageFault.DAMAGED) from error
        self._ends = ends(self._zip)
        entries = self._zip.infolist()
        self._listed = [entry for entry in entries if not entry.filename.endswith("/")]
        if limits:
            self._check_sizes(limits)
        self._check_names()
        self._entries = {_part_name(entry).casefold(): entry for entry in self._listed}

    def _check_sizes(self, limits: PackageLimits) -> None:
        if len(self._listed) > limits.parts:
            raise PackageError(PackageFault.TOO_MANY_PARTS, amount=limits.parts)
        for entry in self._listed:
            _check_entry(entry, limits.part, limits.ratio)
        if sum(entry.file_size for entry in self._listed) > limits.unpacked:
            raise PackageError(PackageFault.TOO_LARGE_UNPACKED, amount=limits.unpacked // _MEGABYTE)

    def _check_names(self) -> None:
        seen: set[str] = set()
        for entry in self._listed:
            name = _part_name(entry).casefold()
            # Of two parts of one name Excel or Word may read the other one than we do.
            if name in seen or name.startswith("/") or ":" in name or ".." in name.split("/"):
                raise PackageError(PackageFault.PART_NAME, entry.filename)
            seen.add(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts as written, with forward slashes, in their order."""
        return tuple(map(_part_name, self._listed))

    def has(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return name.casefold() in self._entries

    def read(self, name: str, most: int | None = None) -> bytes | None:
        """Return the bytes of a part, None if there is no such part.

        Raises:
            PackageError: it is damaged, locked, packed in an unusual way, or has over `most` bytes.
        """
        entry = self._entries.get(name.casefold())
        if entry is None:
            return None
        _check_entry(entry, most)
        found = unpacked(self._data, entry, self._ends.get(entry.header_offset, 0))
        if found is not None:
            return found
        try:
            with self._zip.open(entry) as stream:
                # Never `read()` without a size: that unpacks a whole block before it cuts it to
                # the size that the directory states, and a lying directory hides a gigabyte.
                return stream.read(entry.file_size + 1)
        except _UNPACKING_ERRORS as error:
            raise PackageError(PackageFault.DAMAGED, name) from error

    def parts(self) -> dict[str, bytes]:
        """Return all parts, in their order.

        Raises:
            PackageError: as `read`.
        """
        return {name: self.read(name) or b"" for name in self.names}


def _part_name(entry: ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _check_entry(entry: ZipInfo, most: int | None, ratio: int | None = None) -> None:
    if entry.flag_bits & _PASSWORD_FLAG:
        raise PackageError(PackageFault.LOCKED, entry.filename)
    swells = (
        ratio is not None
        and entry.file_size > _MEGABYTE
        and entry.file_size > ratio * max(1, entry.compress_size)
    )
    if swells or (most is not None and entry.file_size > most):
        size = entry.file_size // _MEGABYTE
        raise PackageError(PackageFault.PART_TOO_LARGE, entry.filename, size)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise PackageError(PackageFault.METHOD, entry.filename)


def relationships_part(source: str) -> str:
    """Return the name of the part that lists the relationships of the part `source`.

    Those of the package itself, whose `source` is empty, are listed in `_rels/.rels`.
    """
    return join(dirname(source), "_rels", f"{basename(source)}.rels")


def target_part(source: str, target: str) -> str:
    """Return the name of the part that a relationship of the part `source` leads to."""
    path = target.replace("\\", "/")
    return path.lstrip("/") if path.startswith("/") else normpath(join(dirname(source), path))


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of `parts` in their order; the same parts give the same bytes.

    Dates and the operating system, which zip files record, are fixed.
    """
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, data in parts.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, data)
    return target.getvalue()


class NewPackage:
    """A package that is written from nothing: its parts, their content types and relationships."""

    def __init__(self) -> None:
        """Start without parts."""
        self._parts: dict[str, tuple[str, bytes]] = {}
        self._links: dict[str, dict[str, tuple[str, str]]] = {}

    def add(self, name: str, content_type: str, data: bytes) -> None:
        """Add the part `name`, which has letters, digits, dots and slashes only."""
        self._parts[name] = content_type, data

    def relate(self, source: str, target: str, relationship: str, wanted: str = "") -> str:
        """Make the part `source` refer to the part `target`; the package, if `source` is empty.

        `relationship` is the type, a URI. Returns the id: `wanted`, else the first unused `rId1`.
        """
        links = self._links.setdefault(source, {})
        unused = (name for number in count(1) if (name := f"rId{number}") not in links)
        name = wanted or next(unused)
        links[name] = relationship, target
        return name

    def to_bytes(self) -> bytes:
        """Return the package; the same parts and relationships give the same bytes.

        Each part is written where the first relationship leads to it, followed by its own ones.
        """
        parts = {CONTENT_TYPES: self._content_types(), relationships_part(""): self._list_of("")}
        self._collect("", parts)
        return write_package(parts)

    def _collect(self, source: str, parts: dict[str, bytes]) -> None:
        for _, name in self._links[source].values():
            if name in parts:
                continue
            parts[name] = self._parts[name][1]
            if name in self._links:
                parts[relationships_part(name)] = self._list_of(name)
                self._collect(name, parts)

    def _list_of(self, source: str) -> bytes:
        folder = dirname(source) or "."
        links = (
            f'<Relationship Id="{name}" Type="{relationship}" Target="{relpath(target, folder)}"/>'
            for name, (relationship, target) in self._links[source].items()
        )
        listed = "".join(links)
        head = f"{_DECLARATION}<Relationships {_xmlns('relationships')}>"
        return f"{head}{listed}</Relationships>".encode()

    def _content_types(self) -> bytes:
        """Return the content types: of parts in XML one by one, of others by their extensions."""
        defaults = {"rels": _RELATIONSHIPS_TYPE, "xml": XML_TYPE}
        overrides: dict[str, str] = {}
        for name, (content_type, _) in self._parts.items():
            extension = splitext(name)[1].lstrip(".")
            if extension != "xml":
                defaults[extension] = content_type
            elif content_type != XML_TYPE:
                overrides[f"/{name}"] = content_type
        by_extension = (
            f'<Default Extension="{extension}" ContentType="{content_type}"/>'
            for extension, content_type in sorted(defaults.items())
        )
        by_part = (
            f'<Override PartName="{name}" ContentType="{content_type}"/>'
            for name, content_type in sorted(overrides.items())
        )
        types = "".join((*by_extension, *by_part))
        return f"{_DECLARATION}<Types {_xmlns('content-types')}>{types}</Types>".encode()


def _xmlns(name: str) -> str:
    return f'xmlns="http://schemas.openxmlformats.org/package/2006/{name}"'
