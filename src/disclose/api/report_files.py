"""The files of a report in a folder: their names, and our drafts that a final one replaces."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from disclose.core.errors import ExistingOutputError, Obstacle, RefusedOutput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from disclose.api.reports import Compiled

CARRIERS = ("docx", "html")
"""The formats that say which agency a report is of."""


def report_paths(compiled: Compiled, folder: Path, *, force: bool) -> Mapping[str, Path]:
    """Return the path of every document of `compiled` in `folder`, by format.

    Raises:
        ExistingOutputError: the report of another agency has this name, and `force` is not given.
    """
    from disclose.report.narrative import one_line

    filing = compiled.checked.filing
    if filing is None or not compiled.documents:
        return {}
    named = _named(compiled, folder, (*compiled.documents, *CARRIERS), draft=compiled.draft)
    if not force:
        _refuse_other_agency(one_line(filing.name), [named[to] for to in CARRIERS])
    return {to: named[to] for to in compiled.documents}


def remove_drafts(compiled: Compiled, folder: Path) -> tuple[Path, ...]:
    """Remove the drafts in `folder` that a final report replaces, and return their paths.

    A draft that somebody has changed stays.
    """
    if compiled.draft or not compiled.documents:
        return ()
    return tuple(_removed(_drafts(compiled, folder)))


def _drafts(compiled: Compiled, folder: Path) -> Iterable[Path]:
    from disclose.report.compile import FORMATS, FRAGMENT

    return _named(compiled, folder, (*FORMATS, FRAGMENT), draft=True).values()


def _removed(drafts: Iterable[Path]) -> Iterator[Path]:
    from disclose.core.seal import is_sealed

    for path in drafts:
        with suppress(OSError):  # open in Word, perhaps
            if path.is_file() and is_sealed(path.read_bytes()):
                path.unlink()
                yield path


def _named(
    compiled: Compiled, folder: Path, formats: Iterable[str], *, draft: bool
) -> Mapping[str, Path]:
    from disclose.report.compile import report_name

    edition, filing = compiled.checked.edition, compiled.checked.filing
    if edition is None or filing is None:
        return {}
    return {to: folder / report_name(edition, filing, to, draft=draft) for to in formats}


def _refuse_other_agency(agency: str, paths: Iterable[Path]) -> None:
    """Refuse to replace the report of an agency whose name differs in forbidden characters only."""
    for path in paths:
        if path.is_file():
            from disclose.documents.read.manifest import manifest

            body = manifest(path.read_bytes(), path.suffix.removeprefix(".")).making.body
            if body and body != agency:
                refused = RefusedOutput(path, Obstacle.OTHER_AGENCY)
                raise ExistingOutputError((refused,), others=False)
