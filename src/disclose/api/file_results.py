"""Files read into the database of a roll-up: this year's, and last year's to compare them with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from disclose.api.executors import Engine, FileCheck, PriorFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from disclose.form.edition.load import Library
    from disclose.rollup.database import Database
    from disclose.rollup.roster import Roster
    from disclose.rollup.selection import File, Options
    from disclose.rollup.sources import Listed, Listing

    Progress: TypeAlias = Callable[[int, int], None]

PRIOR_YEAR = "previous.sqlite"
"""What keeps last year's files, beside `rollup.sqlite`, where they were not rolled up before."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """The editions at hand (in `folders`, and packaged), where the work is done, who is told."""

    forms: Library
    folders: Sequence[Path]
    engine: Engine
    progress: Progress | None = None

    def check(self, last: PriorFile | None = None, *, alone: bool = False) -> FileCheck:
        """Return what is done with a file; `last` holds last year's.

        Raises:
            OSError, UnusableDatabaseError: last year's file cannot be read.
        """
        folders = tuple(each.resolve() for each in self.folders)
        return FileCheck(folders, last, _settings(self.forms, last), alone=alone)

    def files(self, database: Database, found: Listing, check: FileCheck) -> list[File]:
        """Return the result of every file; `database` keeps it as long as nothing changes.

        Raises:
            UnusableDatabaseError: it cannot be written.
            EngineError: the cluster cannot do the work, or not any more.
        """
        from disclose.rollup.selection import File

        self._work(database, found.files, check)
        results = database.results()
        return [File(each.source.name, results[each.sha256]) for each in found.files]

    def _work(self, database: Database, files: Sequence[Listed], check: FileCheck) -> None:
        """FileCheck what is new, each content once; batches are kept as they are done."""
        from disclose.api import executors
        from disclose.rollup.work import results

        kept = database.keep(check.settings)
        new = [each for each in _each_content(files) if each.sha256 not in kept]
        database.begin(len(files), len(new))
        done = 0
        self._tell(done, len(new))
        if not new:
            return
        with executors.running(self.engine, check, len(new)) as (executor, work):
            for batch in results(new, work, executor):
                database.add(batch, check.settings)
                done += len(batch)
                self._tell(done, len(new))

    def _tell(self, done: int, files: int) -> None:
        if self.progress:
            self.progress(done, files)


def last_year(
    gathering: Gathering, previous: Path, output: Path, known: Roster | None, options: Options
) -> PriorFile:
    """Return where last year's figures are found: in `previous`, unless it is a folder of files.

    A folder that a roll-up was written to has them in its database. The files of any other are
    read once, rolled up as this year's are, and kept in the folder `output`.

    Raises:
        OSError: there is nothing at `previous`, or it cannot be opened.
        UnusableDatabaseError, EngineError: as `Gathering.files`.
    """
    from disclose.rollup.database import Database
    from disclose.rollup.prior_filings import kept
    from disclose.rollup.result_set import WORKBOOK
    from disclose.rollup.selection import concluded
    from disclose.rollup.sources import WORKBOOKS, listing
    from disclose.rollup.sums import added_up

    if not previous.is_dir():
        return PriorFile(previous.resolve(), previous.name)
    name = previous.resolve().name
    if rolled_up := kept(previous):
        return PriorFile(rolled_up.resolve(), name)
    own = frozenset({(previous / WORKBOOK).resolve()})
    found = listing([previous], own, is_copy, (*WORKBOOKS, ".json", ".csv"))
    year = options.year - 1 if options.year is not None else None
    with Database(output / PRIOR_YEAR) as database:
        files = gathering.files(database, found, gathering.check(alone=True))
        done = concluded(files, known, replace(options, year=year, use=()))
        edition = gathering.forms.get(done.form.edition) if done.form else None
        sums = added_up(done, edition, database.amounts()) if edition else None
        database.conclude(done, sums, ())
        database.end()
    return PriorFile((output / PRIOR_YEAR).resolve(), name)


def is_copy(name: str, data: bytes) -> bool:
    """Return whether a file is a marked copy that nobody has worked on: nobody has filed it."""
    from pathlib import PurePath

    from disclose.excel.mark.marker import is_pristine
    from disclose.form.layout.stamp import COPY

    return bool(COPY.search(PurePath(name).stem)) and is_pristine(data)


def _each_content(files: Sequence[Listed]) -> Iterator[Listed]:
    seen: set[str] = set()
    for each in files:
        if each.sha256 not in seen:
            seen.add(each.sha256)
            yield each


def _settings(forms: Library, last: PriorFile | None) -> str:
    """Return the hash of everything but its content on which the result of a file depends."""
    from hashlib import sha256
    from importlib.metadata import version

    from disclose.api.forms import editions
    from disclose.rollup.prior_filings import state

    parts = [version("disclose-cn"), *(each.fingerprint for each in editions(forms))]
    if last is not None:
        parts += [last.name, state(last.path) if last.many else _hash(last.path)]
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def _hash(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()
