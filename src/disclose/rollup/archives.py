"""Zip archives of workbooks: read where they lie, never unpacked to a disk."""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self
from zipfile import BadZipFile, ZipFile, ZipInfo

from disclose.core.errors import InternalError
from disclose.core.language import Wording

MAX_MEMBERS = 50_000
"""Entries of an archive that are looked at; a province has 15,000 bodies."""

_UTF8 = 0x800
"""The flag of an entry whose name is UTF-8 (APPNOTE 4.4.4)."""

_ENCRYPTED = 0x1
"""The flag of an entry with a password."""

_BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, OverflowError, RuntimeError)

NO_ARCHIVE = Wording("不是 ZIP 压缩包，或已损坏", "no ZIP archive, or damaged")
DAMAGED = Wording("已损坏", "damaged")
PASSWORD = Wording("有密码", "it has a password")
METHOD = Wording("压缩方法不是 ZIP 通用的", "compressed in a way that is not common to ZIP")
TOO_MANY = Wording(f"文件多于 {MAX_MEMBERS} 个", f"more than {MAX_MEMBERS} files")
NESTED = Wording("压缩包里又有压缩包", "an archive inside an archive")


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of an archive: its place in the directory and its name as people see it."""

    number: int
    name: str


class UnreadableMemberError(InternalError, OSError):
    """An archive, or an entry of one, that cannot be read; `reason` says why."""

    def __init__(self, reason: Wording) -> None:
        """Keep the reason."""
        super().__init__(reason.en)
        self.reason = reason

    def __reduce__(self) -> tuple[type[Self], tuple[Wording]]:
        """Return what makes it anew: it is raised by workers."""
        return type(self), (self.reason,)


def members(path: Path) -> list[Member]:
    """Return the files in the archive at `path`, in the order of its directory.

    Raises:
        UnreadableMemberError: it is no archive, a damaged one, or one of too many entries.
    """
    with _opened(path) as package:
        entries = package.infolist()
        if len(entries) > MAX_MEMBERS:
            raise UnreadableMemberError(TOO_MANY)
        return [
            Member(number, _name(entry))
            for number, entry in enumerate(entries)
            if not entry.is_dir()
        ]


def contained(path: Path, number: int, most: int) -> bytes:
    """Return at most `most` bytes of an entry of the archive at `path`.

    Raises:
        UnreadableMemberError: it is damaged or has a password.
    """
    package = _kept(path, path.stat().st_mtime_ns)
    try:
        entry = package.infolist()[number]
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableMemberError(PASSWORD)
        with package.open(entry) as stream:
            return stream.read(most)
    except NotImplementedError as error:
        raise UnreadableMemberError(METHOD) from error
    except (*_BROKEN, IndexError) as error:
        raise UnreadableMemberError(DAMAGED) from error


@lru_cache(maxsize=1)
def _kept(path: Path, _changed: int) -> ZipFile:
    return _opened(path)


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except (*_BROKEN, NotImplementedError) as error:
        raise UnreadableMemberError(NO_ARCHIVE) from error


def _name(entry: ZipInfo) -> str:
    """Return the name of an entry; Chinese Windows programs write GBK without saying so."""
    if not entry.flag_bits & _UTF8:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename
