"""Where the work of a roll-up is done, and what is done with each file there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from disclose.checks.prior_year import PriorYearSource
    from disclose.form.edition.load import Library
    from disclose.rollup.result import Result
    from disclose.rollup.sources import Listed


DATABASE = ".sqlite"
"""The ending of the database of a roll-up; any other file is one filing."""


@dataclass(frozen=True, slots=True)
class PriorFile:
    """The prior year's figures: a filing or the database of a roll-up, and its name."""

    path: Path
    name: str

    @property
    def many(self) -> bool:
        """Return whether it is the database of a roll-up."""
        return self.path.suffix == DATABASE


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor that is given, else the address of a Dask scheduler, else processes here."""

    executor: Executor | None = None
    dask: str = ""
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The check of one file by a worker, which loads editions and prior-year files once.

    `settings` is a hash of both. With `alone`, a file is compared with no other and may be a
    figures file: so the prior year's files are read.
    """

    folders: tuple[Path, ...]
    prior_year: PriorFile | None
    settings: str
    alone: bool = False

    def __call__(self, file: Listed) -> Result:
        """Return the result of `file`.

        Raises:
            OSError: it cannot be read any more, or is not what it was when the run began.
        """
        from disclose.api.inputs import InputFile
        from disclose.api.prior_input import check_prior_year
        from disclose.api.workbooks import check
        from disclose.rollup.result import summed_up

        forms, prior_year = _loaded_once(self.folders, self.prior_year, self.settings)
        given = InputFile(_content(file), file.source.name)
        if self.alone:
            checked = check_prior_year(given, forms)
        else:
            checked = check(given, forms, prior_year, localised=False)
        return summed_up(checked, file.sha256)

    def packed(self) -> tuple[Check, dict[str, bytes]]:
        """Return the same for a machine that has none of the files, and the files by name there."""
        files: dict[str, bytes] = {}
        folders = [_packed(each, f"editions/{at}", files) for at, each in enumerate(self.folders)]
        prior_year = self.prior_year
        if prior_year:
            prior_year = replace(prior_year, path=_packed(prior_year.path, "previous", files))
        return replace(self, folders=tuple(folders), prior_year=prior_year), files


@contextmanager
def running(engine: Engine, work: Check, files: int) -> Iterator[tuple[Executor, Check]]:
    """Give the executor for `files` files, and `work` as it is submitted to it.

    What is not given is ended whatever happens.

    Raises:
        EngineError: the cluster cannot do the work.
    """
    if engine.executor is not None:
        yield engine.executor, work
        return
    if engine.dask:
        from disclose.rollup.cluster import Cluster

        work, kit = work.packed()
        own: Executor = Cluster(engine.dask, kit)
    else:
        own = _processes(engine.jobs, files)
    try:
        yield own, work
    finally:
        own.shutdown(cancel_futures=True)


def _processes(jobs: int | None, files: int) -> Executor:
    import os

    from disclose.rollup.processes import Processes
    from disclose.rollup.work import CHUNK

    return Processes(min(jobs or os.cpu_count() or 1, files // CHUNK + 1))


def _content(file: Listed) -> bytes:
    from hashlib import sha256

    data = file.source.read()
    if sha256(data).hexdigest() != file.sha256:
        raise OSError("changed")
    return data


@cache
def _loaded_once(
    folders: tuple[Path, ...], given: PriorFile | None, _settings: str
) -> tuple[Library, PriorYearSource | None]:
    import gc

    from disclose.api.forms import editions, library

    forms = library(folders)
    editions(forms)
    found = forms, _preceding(given, forms) if given else None
    gc.freeze()
    return found


def _preceding(given: PriorFile, forms: Library) -> PriorYearSource:
    from disclose.api.prior_input import read_prior_year
    from disclose.rollup.prior_filings import PriorRollup

    if given.many:
        return PriorRollup(given.path, given.name, forms)
    return read_prior_year(given.path, forms)


def _packed(path: Path, name: str, files: dict[str, bytes]) -> Path:
    """Put what stands at `path` into `files`, and return where it will be."""
    if path.is_file():
        files[f"{name}/{path.name}"] = path.read_bytes()
        return Path(name, path.name)
    files[f"{name}/"] = b""
    for each in path.rglob("*"):
        if each.is_file():
            files[f"{name}/{each.relative_to(path).as_posix()}"] = each.read_bytes()
    return Path(name)
