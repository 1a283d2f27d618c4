"""The results of the files of a roll-up, kept in its database, this year's and the prior year's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from disclose.api.executors import Engine, FileCheck, PriorFile
from disclose.api.inputs import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from disclose.api.inputs import FolderPath
    from disclose.core.finding import Finding
    from disclose.core.folders import Cause
    from disclose.form.edition.library import Library
    from disclose.rollup.database import Database
    from disclose.rollup.roster import Roster
    from disclose.rollup.selection import File, Options
    from disclose.rollup.sources import FileList, ListedFile

    Progress: TypeAlias = Callable[[int, int], None]

PRIOR_YEAR = "previous.sqlite"
"""The database of the prior year's files, beside `rollup.sqlite`, if they were not rolled up."""


@dataclass(frozen=True, slots=True)
class FileChecker:
    """How files are checked: by which editions (in `folders`, and packaged) and which engine.

    `progress` is called with the number of files that are done and of all.
    """

    forms: Library
    folders: Sequence[Path]
    engine: Engine
    progress: Progress | None = None

    def check(self, prior_year: PriorFile | None = None, *, alone: bool = False) -> FileCheck:
        """Return the check of a file, as `FileCheck` takes its arguments.

        Raises:
            OSError, UnusableDatabaseError: the prior year's file cannot be read.
        """
        folders = tuple(each.resolve() for each in self.folders)
        return FileCheck(folders, prior_year, _settings(self.forms, prior_year), alone=alone)

    def results(self, found: FileList, check: FileCheck, database: Database) -> list[File]:
        """Return the result of every file; `database` keeps it until a setting changes.

        Raises:
            UnusableDatabaseError: it cannot be written.
            EngineError: the cluster cannot do the work, or not any more.
        """
        from disclose.rollup.selection import File

        self._check_new(found.files, check, database)
        results = database.results()
        return [File(each.source.name, results[each.sha256]) for each in found.files]

    def _check_new(self, files: Sequence[ListedFile], check: FileCheck, database: Database) -> None:
        """Check new files, each content once; every batch is kept when it is done."""
        from disclose.api import executors
        from disclose.rollup.work import checked_batches

        kept = database.keep(check.settings)
        new = [each for each in _each_content(files) if each.sha256 not in kept]
        database.begin(len(files), len(new))
        done = 0
        self._tell(done, len(new))
        if not new:
            return
        with executors.running(self.engine, check, len(new)) as (executor, work):
            for batch in checked_batches(new, work, executor):
                database.add(batch, check.settings)
                done += len(batch)
                self._tell(done, len(new))

    def _tell(self, done: int, files: int) -> None:
        if self.progress:
            self.progress(done, files)


class PriorInput(NamedTuple):
    """The file of the prior year's figures, and the findings of the files of which it was made.

    `renewed` is the database of an earlier version that was renewed to hold them.
    """

    file: PriorFile | None = None
    findings: tuple[Finding, ...] = ()
    renewed: tuple[Path, ...] = ()


def prior_file(
    checker: FileChecker,
    given: FolderPath | None,
    output: Path,
    known: Roster | None,
    options: Options,
) -> PriorInput:
    """Return the file of the prior year's figures: `given`, unless it is a folder.

    The folder of a roll-up has them in its database. The files of any other folder are read once,
    rolled up as this year's are, and kept in a database in the folder `output`; there are warnings
    of those that cannot be looked at.

    Raises:
        OSError: there is nothing at `given`, or it cannot be opened.
        UnusableDatabaseError, EngineError: as `FileChecker.results`.
    """
    from disclose.core.finding import Severity
    from disclose.rollup.database import Database
    from disclose.rollup.outcome import WORKBOOK
    from disclose.rollup.prior_filings import kept
    from disclose.rollup.selection import select
    from disclose.rollup.sources import list_files
    from disclose.rollup.sums import add_up

    if given is None:
        return PriorInput()
    given = path_of(given)
    if not given.is_dir():
        return PriorInput(PriorFile(given.resolve(), given.name))
    name = given.resolve().name
    if rolled_up := kept(given):
        return PriorInput(PriorFile(rolled_up.resolve(), name))
    found = list_files([given], (given / WORKBOOK,), not_filed, (".json", ".csv"))
    year = options.year - 1 if options.year is not None else None
    with Database(output / PRIOR_YEAR) as database:
        files = checker.results(found, checker.check(alone=True), database)
        selection = select(files, known, replace(options, year=year, use=()), by_figures=False)
        edition = checker.forms.get(selection.form.edition) if selection.form else None
        sums = add_up(selection, edition, database.amounts()) if edition else None
        database.keep_selection(selection, sums, ())
        database.end()
    unread = tuple(replace(each, severity=Severity.WARNING) for each in found.findings)
    renewed = (output / PRIOR_YEAR,) if database.is_renewed else ()
    return PriorInput(PriorFile((output / PRIOR_YEAR).resolve(), name), unread, renewed)


def not_filed(name: str, data: bytes) -> Cause | None:
    """Return why nobody has filed a file: it is our sums, or a marked copy that nobody has saved.

    Sums lie beside the database of their roll-up.
    """
    from disclose.core.folders import COPY, OWN
    from disclose.excel.mark.pristine import is_pristine
    from disclose.rollup.outcome import WORKBOOK
    from disclose.rollup.schema import NAME

    path = Path(name)
    if path.name == WORKBOOK and path.with_name(NAME).is_file():
        return OWN
    return COPY if is_pristine(data) else None


def _each_content(files: Sequence[ListedFile]) -> Iterator[ListedFile]:
    seen: set[str] = set()
    for each in files:
        if each.sha256 not in seen:
            seen.add(each.sha256)
            yield each


def _settings(forms: Library, prior_year: PriorFile | None) -> str:
    """Return the hash of everything on which the result of a file depends, but its content."""
    from hashlib import sha256
    from importlib.metadata import version

    from disclose.api.forms import editions
    from disclose.rollup.prior_filings import state

    parts = [
        version("disclose-cn"),
        "texts and fees",
        *(each.definition_hash for each in editions(forms)),
    ]
    if prior_year is not None:
        path = prior_year.path
        parts += [prior_year.name, state(path) if prior_year.many else _hash(path)]
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def _hash(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()
