"""The results of the files of a roll-up, kept in its database, this year's and the prior year's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from disclose.api.executors import Engine, FileCheck, PriorFile
from disclose.api.inputs import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from disclose.api.inputs import FolderPath
    from disclose.core.finding import Finding
    from disclose.core.folders import PassedOver
    from disclose.form.edition.library import Library
    from disclose.rollup.database import Database
    from disclose.rollup.roster import Roster
    from disclose.rollup.selection import File, Options
    from disclose.rollup.sources import FileList, FileSource

    Progress: TypeAlias = Callable[[int, int], None]
    Content: TypeAlias = tuple[FileSource, str | PassedOver]

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

    def results(
        self, found: FileList, check: FileCheck, database: Database
    ) -> tuple[list[File], FileList]:
        """Return the result of every file, and the list with those that were passed over.

        `database` keeps the results until a setting changes. A result belongs to the bytes that
        were read, whatever becomes of the file meanwhile.

        Raises:
            UnusableDatabaseError: it cannot be written.
            EngineError: the cluster cannot do the work, or not any more.
        """
        from disclose.core.folders import PassedOver
        from disclose.rollup.selection import File
        from disclose.rollup.sources import place, told_apart

        known, new = _known(found.files, database.keep(check.settings))
        database.begin(len(found.files), len(new))
        checked = self._checked(new, check, database)
        read = [(file, each) for file, each in (*known, *checked) if isinstance(each, str)]
        passed = [each for _, each in (*known, *checked) if isinstance(each, PassedOver)]
        anew = {each for _, each in checked if isinstance(each, str)}
        database.count(len(read), len(anew))
        results = database.results()
        read.sort(key=lambda each: place(each[0]))
        names = told_apart(file.name for file, _ in read)
        files = [File(name, results[sha256]) for name, (_, sha256) in zip(names, read, strict=True)]
        return files, found.passing_over(passed)

    def _checked(
        self, files: Sequence[FileSource], check: FileCheck, database: Database
    ) -> Sequence[Content]:
        """Check files; every batch is kept when it is done."""
        from disclose.api import executors
        from disclose.core.folders import PassedOver
        from disclose.rollup.work import checked_batches

        found: list[Content] = []
        self._tell(0, len(files))
        if not files:
            return found
        with executors.running(self.engine, check, len(files)) as (executor, work):
            for batch in checked_batches(files, work, executor):
                results = [each for _, each in batch if not isinstance(each, PassedOver)]
                database.add(results, check.settings)
                found += [
                    (file, each if isinstance(each, PassedOver) else each.sha256)
                    for file, each in batch
                ]
                self._tell(len(found), len(files))
        return found

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
    found = list_files([given], (given / WORKBOOK,), is_sum, (".json", ".csv"))
    year = options.year - 1 if options.year is not None else None
    with Database(output / PRIOR_YEAR) as database:
        files, found = checker.results(found, checker.check(alone=True), database)
        selection = select(files, known, replace(options, year=year, use=()), by_figures=False)
        edition = checker.forms.get(selection.form.edition) if selection.form else None
        sums = add_up(selection, edition, database.amounts()) if edition else None
        database.keep_selection(selection, sums, ())
        database.end()
    unread = tuple(each._replace(severity=Severity.WARNING) for each in found.findings)
    renewed = (output / PRIOR_YEAR,) if database.is_renewed else ()
    return PriorInput(PriorFile((output / PRIOR_YEAR).resolve(), name), unread, renewed)


def is_sum(name: str) -> bool:
    """Return whether a file is the workbook of a roll-up: it lies beside the database."""
    from disclose.rollup.outcome import WORKBOOK
    from disclose.rollup.schema import NAME

    path = Path(name)
    return path.name == WORKBOOK and path.with_name(NAME).is_file()


def _known(
    files: Sequence[FileSource], kept: frozenset[str]
) -> tuple[Sequence[Content], Sequence[FileSource]]:
    """Return the files whose results are `kept`, or that are passed over, and all others.

    If nothing is kept, no file is read here: the workers do that, and hash what they read. Else
    each file is: whether its content is known is told by nothing but its bytes.
    """
    from hashlib import sha256

    from disclose.core.folders import PassedOver
    from disclose.rollup.sources import read

    known: list[Content] = []
    new: list[FileSource] = []
    for file in files if kept else ():
        data = read(file)
        content = data if isinstance(data, PassedOver) else sha256(data).hexdigest()
        if isinstance(content, PassedOver) or content in kept:
            known.append((file, content))
        else:
            new.append(file)
    return known, new if kept else files


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
