"""Which files are outcome up: those named, those in folders, those in zip archives."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from disclose.core.finding import Finding, error
from disclose.excel.read.refused import MAX_FILE
from disclose.rollup.archives import NESTED, UnreadableMemberError, contained, members

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")
"""What people hand in as a workbook; all but the first are then told to be the wrong format."""

ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its shown name, where it lies, and its number in the archive it lies in.

    On its way to a machine that has no access to `path` it carries its `data`, or why they could
    not be read.
    """

    name: str
    path: Path
    member: int | None = None
    data: bytes | OSError | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return its bytes, one more than admitted if it is larger.

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
    """A file with the hash and the size of its content as it was when the run began."""

    source: Source
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of a run in the order of their names, and what could not be read."""

    files: tuple[ListedFile, ...]
    findings: tuple[Finding, ...]


IsSkipped: TypeAlias = Callable[[str, bytes], bool]


def list_files(
    paths: Sequence[Path],
    own: frozenset[Path],
    passed_over: IsSkipped,
    suffixes: tuple[str, ...] = WORKBOOKS,
) -> FileList:
    """Return the files at `paths` (files, folders, patterns, archives), each once.

    `own` are files the run itself writes; `passed_over` says by name and content what nobody has
    filed; names of files end in one of `suffixes` unless they are named themselves.

    Raises:
        OSError: a path that is named is not there, or a file cannot be read.
    """
    files: list[ListedFile] = []
    findings: list[Finding] = []
    for path in _without_repeats(paths, own, suffixes):
        for each in _listed(path, passed_over, suffixes):
            if isinstance(each, ListedFile):
                files.append(each)
            else:
                findings.append(each)
    files.sort(key=lambda each: (each.source.name, each.source.member or 0))
    return FileList(tuple(_with_unique_names(files)), tuple(findings))


def _with_unique_names(files: Sequence[ListedFile]) -> Iterator[ListedFile]:
    """Yield `files` under names of their own: an archive may hold one name several times."""
    taken: set[str] = set()
    for each in files:
        name, number = each.source.name, 1
        while name in taken:
            number += 1
            name = f"{each.source.name} ({number})"
        taken.add(name)
        yield replace(each, source=replace(each.source, name=name))


def _shown(name: str) -> str:
    """Return a name as Unicode: on Linux one may be any bytes."""
    return name.encode(errors="backslashreplace").decode()


def _without_repeats(
    paths: Sequence[Path], own: frozenset[Path], suffixes: tuple[str, ...]
) -> Iterator[Path]:
    """Yield every file once, by the first of its names, however it was named."""
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
    """Return whether a file may be a filing: not the lock of an open program, not of macOS."""
    own = PurePosixPath(name).name
    foreign = own.startswith(("~$", "._", ".~")) or "__MACOSX" in name
    return own.lower().endswith(suffixes) and not foreign


def _listed(
    path: Path, passed_over: IsSkipped, suffixes: tuple[str, ...]
) -> Iterator[ListedFile | Finding]:
    if path.suffix.lower() != ARCHIVE:
        yield from _hashed(Source(name=_shown(str(path)), path=path), passed_over)
        return
    try:
        inside = members(path)
    except UnreadableMemberError as cause:
        yield error("ROLL11", file=_shown(str(path)), reason=cause.reason)
        return
    for each in inside:
        source = Source(name=_shown(f"{path}/{each.name}"), path=path, member=each.number)
        if _is_wanted(each.name, (ARCHIVE,)):
            yield error("ROLL11", file=source.name, reason=NESTED)
        elif _is_wanted(each.name, suffixes):
            yield from _hashed(source, passed_over)


def _hashed(source: Source, passed_over: IsSkipped) -> Iterator[ListedFile | Finding]:
    try:
        data = source.read()
    except UnreadableMemberError as cause:
        yield error("ROLL11", file=source.name, reason=cause.reason)
        return
    if not passed_over(source.name, data):
        yield ListedFile(source, sha256(data).hexdigest(), len(data))
