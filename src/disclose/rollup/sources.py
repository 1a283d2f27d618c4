"""The files of a roll-up: named, in folders, in zip archives (which are never unpacked)."""

import errno
import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from glob import glob, has_magic
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Self, TypeAlias
from zipfile import BadZipFile, ZipFile, ZipInfo

from disclose.core.errors import InternalError
from disclose.core.finding import Finding, error
from disclose.core.folders import (
    COPY,
    OWN,
    REPEATED,
    SPECIAL,
    Cause,
    Concern,
    PassedOver,
    by_mode,
    by_name,
    cause_of,
    is_archive,
    look_into,
    shown,
)
from disclose.core.language import Wording
from disclose.excel.mark.pristine import is_pristine
from disclose.excel.read.refused import MAX_FILE


class FileSource(NamedTuple):
    """One file: its name for messages, its path, and its number if `path` is an archive.

    `data` are its bytes if it was given as bytes or goes to another machine (or the error there).
    `size` is that of the file when it was listed.
    """

    name: str
    path: Path
    member: int | None = None
    data: bytes | OSError | None = None
    size: int = 0

    def read(self) -> bytes:
        """Return its bytes, of a larger file than is admitted one more, so that it is refused.

        Raises:
            OSError: it cannot be read (an entry of an archive: `UnreadableMemberError`).
        """
        if isinstance(self.data, OSError):
            raise self.data
        if self.data is not None:
            return self.data
        # It may have become a pipe since it was listed: to open one may take for ever.
        if by_mode(self.path.stat().st_mode) is SPECIAL:
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        if self.member is not None:
            return contained(self.path, self.member, MAX_FILE + 1)
        with self.path.open("rb") as file:
            return file.read(MAX_FILE + 1)


class FileList(NamedTuple):
    """The files of a run in the order of their names, and everything that is passed over."""

    files: tuple[FileSource, ...]
    passed: tuple[PassedOver, ...] = ()

    def passing_over(self, more: Iterable[PassedOver]) -> Self:
        """Return the list with those, too, that were passed over when they were read."""
        return self._replace(passed=_in_order((*self.passed, *more)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return a finding for each file that is passed over and may be a filing."""
        return tuple(
            _finding(each) for each in self.passed if each.cause.concern is not Concern.NONE
        )


def _in_order(passed: Iterable[PassedOver]) -> tuple[PassedOver, ...]:
    return tuple(sorted(passed, key=lambda each: each.name))


def _finding(passed: PassedOver) -> Finding:
    if passed.cause.concern is Concern.ARCHIVE:
        return error("ROLL11", file=passed.name, reason=passed.cause.words)
    return error("ROLL18", file=passed.name, reason=passed.cause.words)


IsOurs: TypeAlias = Callable[[str], bool]


def list_files(
    given: Sequence[Path | FileSource],
    own: Collection[Path],
    is_ours: IsOurs,
    more: tuple[str, ...] = (),
) -> FileList:
    """Return the files that are `given` (files, folders, patterns, archives), each once.

    They are not read. `own` are paths of files that the run itself writes; `is_ours` says by the
    name whether a roll-up has written a file. In folders and archives files with one of the endings
    `more` are taken besides workbooks. A file in them that cannot be looked at is passed over.

    Raises:
        OSError: a path that is named is not there, or a file that is named cannot be opened.
    """
    files: list[FileSource] = []
    passed: list[PassedOver] = []
    for each in _all(given, own, more):
        if isinstance(each, PassedOver):
            passed.append(each)
        elif is_ours(each.name):
            passed.append(PassedOver(each.name, OWN))
        else:
            files.append(each)
    files.sort(key=place)
    return FileList(tuple(files), _in_order(passed))


def place(file: FileSource) -> tuple[str, int]:
    """Return the place of a file among others: by name, in an archive by number."""
    return file.name, file.member or 0


Listed: TypeAlias = FileSource | PassedOver


def _all(
    given: Sequence[Path | FileSource], own: Collection[Path], more: tuple[str, ...]
) -> Iterator[Listed]:
    for source in given:
        if isinstance(source, FileSource):
            yield source
    named = {each: None for each in given if isinstance(each, Path)}
    for path in _without_repeats(_files(named, more, set()), own):
        if isinstance(path, PassedOver):
            yield path
            continue
        try:
            yield from _listed(path, more, is_named=path in named)
        except OSError as error:
            if path in named:
                raise
            yield PassedOver(shown(str(path)), cause_of(error, path))


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """Yield `names` with a number behind a repeated one: an archive may hold one several times."""
    taken: set[str] = set()
    for each in names:
        name, number = each, 1
        while name in taken:
            number += 1
            name = f"{each} ({number})"
        taken.add(name)
        yield name


def _without_repeats(
    found: Iterable[Path | PassedOver], own: Collection[Path]
) -> Iterator[Path | PassedOver]:
    """Yield every file once, by the first of its names."""
    seen = dict.fromkeys(map(os.path.realpath, own), OWN)
    paths: list[Path] = []
    for each in found:
        if not isinstance(each, PassedOver):
            paths.append(each)
        else:
            yield each._replace(cause=seen.get(os.path.realpath(each.name), each.cause))
    for path in sorted(dict.fromkeys(paths), key=str):
        where = os.path.realpath(path)  # unlike Path.resolve it bears a link to itself
        if where in seen:
            yield PassedOver(shown(str(path)), seen[where])
        else:
            seen[where] = REPEATED
            yield path


def _files(
    paths: Iterable[Path], more: tuple[str, ...], seen: set[str]
) -> Iterator[Path | PassedOver]:
    for path in paths:
        if path.is_dir():
            yield from look_into(path, deep=True, more=more, seen=seen)
        elif os.path.lexists(path) or not has_magic(str(path)):
            yield path
        else:
            matching = glob(str(path), recursive=True)  # noqa: PTH207 - a pattern may be absolute
            yield from _files([Path(each) for each in sorted(matching)], more, seen)


def _listed(path: Path, more: tuple[str, ...], *, is_named: bool) -> Iterator[Listed]:
    name, found = shown(str(path)), path.stat()
    cause = by_mode(found.st_mode)
    if cause is None:
        cause = by_name(path.name, lambda: path.open("rb"), more)
        if cause and cause.concern is Concern.NONE:
            cause = None  # whoever names a file wants it read, whatever its name
    if cause:
        yield PassedOver(name, cause)
    elif is_archive(path.name):
        yield from _in_archive(path, more)
    else:
        if is_named:
            path.open("rb").close()
        yield FileSource(name, path, size=found.st_size)


def _in_archive(path: Path, more: tuple[str, ...]) -> Iterator[Listed]:
    try:
        inside = members(path)
    except UnreadableMemberError as unreadable:
        yield PassedOver(shown(str(path)), unreadable.cause)
        return
    if not inside:
        yield PassedOver(shown(str(path)), EMPTY)
    for each in inside:
        source = FileSource(shown(f"{path}/{each.name}"), path, each.number, size=each.size)
        try:
            cause = _cause_in_archive(each.name, source, more)
        except UnreadableMemberError as unreadable:
            cause = unreadable.cause
        yield PassedOver(source.name, cause) if cause else source


def _cause_in_archive(name: str, source: FileSource, more: tuple[str, ...]) -> Cause | None:
    cause = by_name(name, lambda: BytesIO(source.read()), more)
    return NESTED if cause is None and is_archive(name) else cause


def read(source: FileSource) -> bytes | PassedOver:
    """Return the bytes of a file, or why it is passed over.

    It cannot be read, or it is a marked copy that nobody has saved.
    """
    try:
        data = source.read()
    except UnreadableMemberError as unreadable:
        return PassedOver(source.name, unreadable.cause)
    except OSError as error:
        return PassedOver(source.name, cause_of(error, source.path))
    return PassedOver(source.name, COPY) if is_pristine(data) else data


# Zip archives: their entries are read in place.

MAX_MEMBERS = 50_000
"""Most entries of an archive; a province has 15,000 agencies."""

_UTF8 = 0x800
"""The flag of an entry whose name is UTF-8 (APPNOTE 4.4.4)."""

_ENCRYPTED = 0x1
"""The flag of an entry with a password."""

_BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, OverflowError, RuntimeError)

NO_ARCHIVE = Wording("不是 ZIP 压缩包，或已损坏", "not a ZIP archive, or damaged")
DAMAGED = Wording("已损坏", "damaged")
PASSWORD = Wording("有密码", "protected by a password")
METHOD = Wording("压缩方法不是 ZIP 通用的", "unsupported compression method")
TOO_MANY = Wording(f"文件多于 {MAX_MEMBERS} 个", f"more than {MAX_MEMBERS} files")
NESTED = Cause(Wording("压缩包里又有压缩包", "an archive inside an archive"), Concern.ARCHIVE)
EMPTY = Cause(Wording("空的压缩包", "empty archive"))


class Member(NamedTuple):
    """An entry of an archive: its number in the directory, its name as people see it, its size."""

    number: int
    name: str
    size: int


class UnreadableMemberError(InternalError, OSError):
    """An archive, or an entry of one, that cannot be read; `reason` says why."""

    def __init__(self, reason: Wording) -> None:
        """Keep the reason."""
        super().__init__(reason.en)
        self.reason = reason

    @property
    def cause(self) -> Cause:
        """Return why it is passed over."""
        return Cause(self.reason, Concern.ARCHIVE)

    def __reduce__(self) -> tuple[type[Self], tuple[Wording]]:
        """Return how to make it again in the parent: workers raise it."""
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
            Member(number, _name(entry), entry.file_size)
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
    """Return the name of an entry; Chinese Windows programs write GBK without a flag."""
    if not entry.flag_bits & _UTF8:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename
