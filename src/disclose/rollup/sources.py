"""The files of a roll-up: named, in folders, in zip archives (which are never unpacked)."""

import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Self, TypeAlias
from zipfile import BadZipFile, ZipFile, ZipInfo

from disclose.core.errors import InternalError
from disclose.core.finding import Finding, error
from disclose.core.language import Wording
from disclose.excel.read.refused import MAX_FILE

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")
"""The endings of files that people hand in as workbooks; only the first is readable."""

ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSource:
    """One file: its name for messages, its path, and its number if `path` is an archive.

    `data` are its bytes if it was given as bytes or goes to another machine (or the error there).
    """

    name: str
    path: Path
    member: int | None = None
    data: bytes | OSError | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return its bytes, of a larger file than is admitted one more, so that it is refused.

        Raises:
            OSError: it cannot be read (an entry of an archive: `UnreadableMemberError`).
        """
        if isinstance(self.data, OSError):
            raise self.data
        if self.data is not None:
            return self.data
        if self.member is not None:
            return contained(self.path, self.member, MAX_FILE + 1)
        with self.path.open("rb") as file:
            return file.read(MAX_FILE + 1)


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file with the hash and the size of its content at the start of the run."""

    source: FileSource
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of a run in the order of their names, and findings of unreadable archives."""

    files: tuple[ListedFile, ...]
    findings: tuple[Finding, ...]


IsSkipped: TypeAlias = Callable[[str, bytes], bool]


def list_files(
    given: Sequence[Path | FileSource],
    own: frozenset[Path],
    is_skipped: IsSkipped,
    suffixes: tuple[str, ...] = WORKBOOKS,
) -> FileList:
    """Return the files that are `given` (files, folders, patterns, archives), each once.

    `own` are files that the run itself writes; `is_skipped` says by name and content which files
    nobody has filed. In folders and archives only files with one of `suffixes` are taken.

    Raises:
        OSError: a path that is named is not there, or a file cannot be read.
    """
    files: list[ListedFile] = []
    findings: list[Finding] = []
    for each in _all(given, own, is_skipped, suffixes):
        if isinstance(each, ListedFile):
            files.append(each)
        else:
            findings.append(each)
    files.sort(key=lambda each: (each.source.name, each.source.member or 0))
    return FileList(tuple(_with_unique_names(files)), tuple(findings))


def _all(
    given: Sequence[Path | FileSource],
    own: frozenset[Path],
    is_skipped: IsSkipped,
    suffixes: tuple[str, ...],
) -> Iterator[ListedFile | Finding]:
    for source in given:
        if isinstance(source, FileSource):
            yield from _hashed(source, is_skipped)
    paths = [each for each in given if isinstance(each, Path)]
    for path in _without_repeats(paths, own, suffixes):
        yield from _listed(path, is_skipped, suffixes)


def _with_unique_names(files: Sequence[ListedFile]) -> Iterator[ListedFile]:
    """Yield `files` with a number after a repeated name: an archive may hold one several times."""
    taken: set[str] = set()
    for each in files:
        name, number = each.source.name, 1
        while name in taken:
            number += 1
            name = f"{each.source.name} ({number})"
        taken.add(name)
        yield replace(each, source=replace(each.source, name=name))


def _shown(name: str) -> str:
    """Return a name as Unicode: on Linux a name may be any bytes."""
    return name.encode(errors="backslashreplace").decode()


def _without_repeats(
    paths: Sequence[Path], own: frozenset[Path], suffixes: tuple[str, ...]
) -> Iterator[Path]:
    """Yield every file once, by the first of its names."""
    seen = set(own)
    for path in sorted(_files(paths, suffixes), key=str):
        where = path.resolve()
        if where not in seen:
            seen.add(where)
            yield path


def _files(paths: Sequence[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _inside(path, suffixes)
        elif path.exists() or not has_magic(str(path)):
            yield path
        else:
            matching = glob(str(path), recursive=True)  # noqa: PTH207 - a pattern may be absolute
            yield from _files([Path(each) for each in sorted(matching)], suffixes)


def _inside(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        for name in names:
            if _is_wanted(name, (*suffixes, ARCHIVE)):
                yield Path(root) / name


def _is_wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    """Return whether a file may be a filing, and is no lock file and no metadata of macOS."""
    base = PurePosixPath(name).name
    foreign = base.startswith(("~$", "._", ".~")) or "__MACOSX" in name
    return base.lower().endswith(suffixes) and not foreign


def _listed(
    path: Path, is_skipped: IsSkipped, suffixes: tuple[str, ...]
) -> Iterator[ListedFile | Finding]:
    if path.suffix.lower() != ARCHIVE:
        yield from _hashed(FileSource(name=_shown(str(path)), path=path), is_skipped)
        return
    try:
        inside = members(path)
    except UnreadableMemberError as cause:
        yield error("ROLL11", file=_shown(str(path)), reason=cause.reason)
        return
    for each in inside:
        source = FileSource(name=_shown(f"{path}/{each.name}"), path=path, member=each.number)
        if _is_wanted(each.name, (ARCHIVE,)):
            yield error("ROLL11", file=source.name, reason=NESTED)
        elif _is_wanted(each.name, suffixes):
            yield from _hashed(source, is_skipped)


def _hashed(source: FileSource, is_skipped: IsSkipped) -> Iterator[ListedFile | Finding]:
    try:
        data = source.read()
    except UnreadableMemberError as cause:
        yield error("ROLL11", file=source.name, reason=cause.reason)
        return
    if not is_skipped(source.name, data):
        yield ListedFile(source, sha256(data).hexdigest(), len(data))


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
NESTED = Wording("压缩包里又有压缩包", "an archive inside an archive")


@dataclass(frozen=True, slots=True)
class Member:
    """An entry of an archive: its number in the directory, and its name as people see it."""

    number: int
    name: str


class UnreadableMemberError(InternalError, OSError):
    """An archive, or an entry of one, that cannot be read; `reason` says why."""

    def __init__(self, reason: Wording) -> None:
        """Keep the reason."""
        super().__init__(reason.en)
        self.reason = reason

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
    """Return the name of an entry; Chinese Windows programs write GBK without a flag."""
    if not entry.flag_bits & _UTF8:
        try:
            return entry.filename.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass
    return entry.filename
