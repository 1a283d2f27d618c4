"""Where the files of a roll-up are checked, and the check of one file there."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from pathlib import Path

    from disclose.checks.prior_year import PriorYearSource
    from disclose.form.edition.library import Library
    from disclose.rollup.sources import FileSource
    from disclose.rollup.work import Answer


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
class FileCheck:
    """The check of one file by a worker, which loads editions and prior-year files once.

    `settings` is a hash of both. With `alone`, a file is compared with no other and may be a
    figures file: so the prior year's files are read.
    """

    folders: tuple[Path, ...]
    prior_year: PriorFile | None
    settings: str
    alone: bool = False

    def __call__(self, file: FileSource) -> Answer:
        """Return the result of `file`, which is read once, or why it is passed over."""
        from hashlib import sha256

        from disclose.api.inputs import InputFile
        from disclose.api.prior_input import check_prior_year
        from disclose.api.workbooks import check
        from disclose.core.folders import PassedOver
        from disclose.rollup.result import result_of
        from disclose.rollup.sources import read

        data = read(file)
        if isinstance(data, PassedOver):
            return data
        forms, prior_year = _loaded_once(self.folders, self.prior_year, self.settings)
        given = InputFile(data, file.name)
        if self.alone:
            checked = check_prior_year(given, forms)
        else:
            checked = check(given, forms, prior_year, localised=False, search=False)
        known = checked.filing.origin.sha256 if checked.filing else ""
        return result_of(checked, known or sha256(data).hexdigest())

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the folders and files that every check reads."""
        return (*self.folders, self.prior_year.path) if self.prior_year else self.folders

    def moved(self, place: Callable[[Path], Path]) -> FileCheck:
        """Return the same check where each of `paths` is at its `place`."""
        prior_year = self.prior_year
        if prior_year:
            prior_year = replace(prior_year, path=place(prior_year.path))
        return replace(self, folders=tuple(map(place, self.folders)), prior_year=prior_year)


@cache
def _loaded_once(
    folders: tuple[Path, ...], prior_year: PriorFile | None, _settings: str
) -> tuple[Library, PriorYearSource | None]:
    import gc

    from disclose.api.forms import editions, library

    forms = library(folders)
    editions(forms)
    loaded = forms, _prior_year(prior_year, forms) if prior_year else None
    gc.freeze()  # editions live as long as the worker: no collection need look at them again
    return loaded


def _prior_year(file: PriorFile, forms: Library) -> PriorYearSource:
    from disclose.api.prior_input import read_prior_year
    from disclose.rollup.prior_filings import PriorRollup

    if file.many:
        return PriorRollup(file.path, file.name, forms)
    return read_prior_year(file.path, forms)


@dataclass(frozen=True, slots=True)
class Engine:
    """An executor that is given, else the address of a Dask scheduler, else processes here."""

    executor: Executor | None = None
    dask: str = ""
    jobs: int | None = None


@contextmanager
def running(engine: Engine, check: FileCheck, files: int) -> Iterator[tuple[Executor, FileCheck]]:
    """Give the executor for `files` files, and `check` as it is to be submitted to it.

    An executor that was not given is shut down at the end, whatever happens.

    Raises:
        EngineError: the cluster cannot do the work.
    """
    if engine.executor is not None:
        yield engine.executor, check
        return
    own: Executor
    if engine.dask:
        from disclose.rollup.cluster import Cluster

        own = cluster = Cluster(engine.dask, check.paths)
        check = check.moved(cluster.place)
    else:
        own = _processes(engine.jobs, files)
    try:
        yield own, check
    finally:
        own.shutdown(cancel_futures=True)


def _processes(jobs: int | None, files: int) -> Executor:
    import os

    from disclose.rollup.processes import Processes
    from disclose.rollup.work import CHUNK

    return Processes(min(jobs or os.cpu_count() or 1, files // CHUNK + 1))
