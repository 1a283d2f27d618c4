"""The files that are written: none over an input, none over somebody's work, each as a whole."""

from __future__ import annotations

import os
import stat
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from disclose.core import folders
from disclose.core.errors import (
    ExistingOutputError,
    InputAsOutputError,
    Obstacle,
    RefusedOutput,
    UnwritableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

WORKBOOKS = (*folders.WORKBOOKS, folders.ARCHIVE)
"""The endings of the files that are read in a folder of workbooks."""

OTHERS = (*WORKBOOKS, ".json", ".csv", ".sqlite", ".toml", ".j2", ".ttf", ".ttc", ".otf")
"""The endings of the files that are read in a folder of any other kind."""

Identity: TypeAlias = tuple[int, int] | str

_MOST = 64 << 20
"""Bytes that are read of a file that is there; none of ours is larger."""


def refuse_places(
    outputs: Collection[Path],
    inputs: Iterable[Path | None],
    workbooks: Iterable[Path] = (),
    *,
    force: bool,
) -> None:
    """Refuse, before anything is read, to write to an input or over somebody's work.

    Raises:
        InputAsOutputError: as `refuse_inputs`.
        ExistingOutputError: as `refuse_existing`.
    """
    refuse_inputs(outputs, inputs, workbooks)
    refuse_existing(dict.fromkeys(outputs), force=force)


def refuse_inputs(
    outputs: Iterable[Path],
    inputs: Iterable[Path | None],
    workbooks: Iterable[Path] = (),
    own: Collection[Path] = (),
) -> None:
    """Refuse to write to an input.

    `inputs` and `workbooks` are files and folders; of a folder every file that may be read counts.
    `own` are files in folders that the command does not read, because it writes them itself.

    Raises:
        InputAsOutputError: an output is an input, under this name or another one.
    """
    existing = {key: path for path in outputs if (key := identity(path))}
    if not existing:
        return
    others = _files((each for each in inputs if each), OTHERS, own)
    for path in (*others, *_files(workbooks, WORKBOOKS, own)):
        if (key := identity(path)) in existing and key is not None:
            raise InputAsOutputError(existing[key], path)


def refuse_existing(
    documents: Mapping[Path, bytes | None], *, force: bool, known: Collection[str] = ()
) -> None:
    """Refuse to replace a file that may hold somebody's work, unless `force`.

    Also a path is refused that is a folder or a device, or would lie inside a file. Of a document
    that is not made yet the bytes are None.

    Only a file that is as we wrote it may be replaced: it has the bytes that are to be written, or
    its seal holds, or it is a list of findings for programs, or its SHA-256 is one of `known`. A
    workbook with figures is not replaced by anything without.

    Raises:
        ExistingOutputError: it names every such path.
    """
    refused: list[RefusedOutput] = []
    for path, data in documents.items():
        misplaced = _misplaced(path)
        if misplaced:
            refused.append(misplaced)
        elif not force and (obstacle := _obstacle(path, data, known)):
            refused.append(RefusedOutput(path, obstacle))
    if refused:
        others = len(refused) < len(documents)
        raise ExistingOutputError(tuple(dict.fromkeys(refused)), others=others)


def write_files(
    documents: Mapping[Path, bytes], *, force: bool = False, known: Collection[str] = ()
) -> None:
    """Write files and create their folders: all of them, or none if one is refused.

    Raises:
        ExistingOutputError: as `refuse_existing`.
        UnwritableFileError: a file cannot be written; it is as it was before.
    """
    refuse_existing(documents, force=force, known=known)
    for path, data in documents.items():
        try:
            _save(path, data)
        except OSError as error:
            windows = getattr(error, "winerror", None)
            raise UnwritableFileError(
                error.errno, error.strerror, os.fspath(path), windows
            ) from error


def _save(path: Path, data: bytes) -> None:
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def identity(path: Path) -> Identity | None:
    """Return what all names of a file or folder have in common, None if nothing is there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    if found.st_ino:
        return found.st_dev, found.st_ino
    return os.path.normcase(os.path.realpath(path))  # some network drives number no files


def _files(
    paths: Iterable[Path], endings: tuple[str, ...], own: Collection[Path]
) -> Iterator[Path]:
    """Yield the files among `paths`, those in the folders and those that the patterns match."""
    ours = set(map(os.path.realpath, own))
    names = {each.name for each in own}
    for path in paths:
        if _is_folder(path):
            for root, _, found in os.walk(path):
                inside = (Path(root) / name for name in found if name.lower().endswith(endings))
                yield from (
                    each
                    for each in inside
                    if each.name not in names or os.path.realpath(each) not in ours
                )
        elif has_magic(str(path)) and identity(path) is None:
            matching = glob(str(path), recursive=True)  # noqa: PTH207 - a pattern may be absolute
            yield from _files(map(Path, matching), endings, own)
        else:
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # no permission: its reader says so
        return False


def _misplaced(path: Path) -> RefusedOutput | None:
    """Return why there can be no file at `path`, None if there can."""
    if path.is_dir():
        return RefusedOutput(path, Obstacle.FOLDER)
    if path.exists():
        return None if path.is_file() else RefusedOutput(path, Obstacle.DEVICE)
    above = next((each for each in path.parents if each.exists()), path.parent)
    return None if above.is_dir() else RefusedOutput(above, Obstacle.NO_FOLDER)


def _obstacle(path: Path, data: bytes | None, known: Collection[str]) -> Obstacle | None:
    """Return why the file at `path` may not be replaced, None if it may or there is none."""
    if not path.exists():
        return None
    if not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        return Obstacle.READ_ONLY
    try:
        with path.open("rb") as file:
            present = file.read(_MOST + 1)
    except OSError:
        return Obstacle.OTHER
    if not present or present == data or _is_ours(present, data):
        return None
    return None if known and sha256(present).hexdigest() in known else _kind(present)


def _is_ours(present: bytes, data: bytes | None) -> bool:
    """Return whether the file `present` is as we wrote it, and `data` may replace it."""
    from disclose.core.seal import holds_figures, is_sealed

    if _lists_findings(present):
        return True
    loses_figures = data is not None and holds_figures(present) and not holds_figures(data)
    return is_sealed(present) and not loses_figures


def _lists_findings(data: bytes) -> bool:
    """Return whether `data` is JSON of findings for programs: nobody edits these."""
    if not data.startswith(b"{"):
        return False
    sarif = b"sarif-schema" in data[:300] and b'"name": "disclose"' in data[:1000]
    return sarif or b'"schema": "disclose-findings/' in data[:100]


def _kind(data: bytes) -> Obstacle:
    if data.startswith(b"PK"):
        if b"xl/workbook" in data:
            return Obstacle.WORKBOOK
        if b"word/document" in data:
            return Obstacle.WORD
    head = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    is_figures = head.startswith(b"key,value") or (head.startswith(b"{") and b'"edition"' in head)
    return Obstacle.FIGURES if is_figures else Obstacle.OTHER
