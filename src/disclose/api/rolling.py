"""Many workbooks added up: each checked by a worker, the parent only adds and writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from disclose.api.workbooks import bounded, workbook_of
from disclose.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from disclose.api.engines import Check, Engine
    from disclose.edition.library import Library
    from disclose.rollup.conclusion import Conclusion, Options
    from disclose.rollup.database import Contribution, Database
    from disclose.rollup.rolled import Rolled
    from disclose.rollup.roster import Roster
    from disclose.rollup.sources import Listed, Listing
    from disclose.rollup.sums import Sums

    Progress: TypeAlias = Callable[[int, int], None]

REGION = "汇总"
"""What the whole is called where neither an option nor the roster says."""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What a roll-up came to, and the files to write beside its database, by name."""

    rolled: Rolled
    documents: Mapping[str, bytes]


def rollup(
    paths: Sequence[Path],
    output: Path,
    folders: Sequence[Path] = (),
    *,
    roster: Path | None = None,
    previous: Path | None = None,
    options: Options | None = None,
    body: str = "",
    language: Language = Language.ZH,
    executor: Executor | None = None,
    jobs: int | None = None,
    dask: str = "",
    progress: Progress | None = None,
) -> RolledUp:
    """Add up the workbooks at `paths`; `rollup.sqlite` in the folder `output` keeps the results.

    `folders` hold further editions, `previous` last year's files, `body` names the whole. Work is
    submitted to `executor`, else to the Dask cluster whose scheduler is at the address `dask`, else
    to `jobs` processes (as many as the machine has processors) that survive any file. `progress` is
    told how many files are done, and of how many. The same files and options give the same
    documents, in whatever order and on however many workers.

    Raises:
        OSError: a path cannot be opened.
        EditionError: an edition is faulty.
        RosterError, UnreadableDocument: the roster cannot be used.
        UnusableDatabaseError: `rollup.sqlite` in `output` is none of ours.
        EngineError: the cluster cannot do the work, or not any more.
    """
    from disclose.api.engines import Check, Engine
    from disclose.api.forms import library
    from disclose.rollup.conclusion import File, Options, concluded
    from disclose.rollup.database import NAME, Database
    from disclose.rollup.rolled import WORKBOOK
    from disclose.rollup.sources import listing

    forms = library(folders)
    known = _roster(roster) if roster else None
    found = listing(paths, frozenset({(output / WORKBOOK).resolve()}), _is_copy)
    check = Check(tuple(each.resolve() for each in folders), previous and previous.resolve())
    output.mkdir(parents=True, exist_ok=True)
    with Database(output / NAME) as database:
        settings = _settings(forms, previous)
        work = Work(Engine(executor, dask, jobs), check, settings, progress or (lambda *_: None))
        _work(database, found.files, work)
        known_results = database.results()
        files = [File(each.source.name, known_results[each.sha256]) for each in found.files]
        done = concluded(files, known, options or Options())
        rolled = _rolled(database, found, done, forms, body)
        return _written(database, rolled, language)


def who(key: str, output: Path) -> tuple[str, tuple[Contribution, ...]] | None:
    """Return the printed name of a figure and who contributed to its sum in the roll-up `output`.

    None if nothing of that name was added up.

    Raises:
        OSError: there is no roll-up.
        UnusableDatabaseError: its database is none of ours.
    """
    from disclose.rollup.database import NAME, Database

    (output / NAME).open("rb").close()
    with Database(output / NAME) as database:
        labels = {each: label for each, label, _ in database.figures()}
        return (labels[key], database.who(key)) if key in labels else None


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with each file, where, and under what settings its result is kept."""

    engine: Engine
    check: Check
    settings: str
    tell: Progress


def _work(database: Database, files: Sequence[Listed], work: Work) -> None:
    """Check what is new, each content once; batches are kept as they are done."""
    from disclose.api.engines import running
    from disclose.rollup.work import results

    kept = database.keep(work.settings)
    new = [each for each in _each_content(files) if each.sha256 not in kept]
    database.begin(len(files), len(new))
    done = 0
    work.tell(done, len(new))
    if not new:
        return
    with running(work.engine, work.check, len(new)) as (executor, check):
        for batch in results(new, check, executor):
            database.add(batch, work.settings)
            done += len(batch)
            work.tell(done, len(new))


def _each_content(files: Sequence[Listed]) -> Iterator[Listed]:
    seen: set[str] = set()
    for each in files:
        if each.sha256 not in seen:
            seen.add(each.sha256)
            yield each


def _rolled(
    database: Database, found: Listing, done: Conclusion, forms: Library, body: str
) -> Rolled:
    """Return what the decision on every file comes to, and keep it in the database."""
    from disclose.present.rolled import said
    from disclose.rollup.rolled import Rolled
    from disclose.rollup.sums import added_up

    findings = (*found.findings, *done.findings)
    rolled = Rolled(region=body or _region(done.known), conclusion=done, findings=findings)
    if done.form is not None and done.counted:
        edition = forms.get(done.form.edition)
        sums = added_up(done, edition, database.amounts())
        broken, proof = sums.proof()
        rolled = replace(rolled, edition=edition, sums=sums, broken=broken, proof=proof)
    database.conclude(done, rolled.sums, said(rolled, Language.ZH))
    return rolled if rolled.sums is None else _looked_into(database, rolled, rolled.sums)


def _written(database: Database, rolled: Rolled, language: Language) -> RolledUp:
    """Return a roll-up with everything that is to be written, and note that the run is done."""
    from disclose.present import rolled_lists, rolled_page
    from disclose.rollup.rolled import WORKBOOK

    documents = {
        **rolled_lists.lists(rolled),
        rolled_page.NAME: rolled_page.render(rolled, language),
    }
    if rolled.edition is not None and rolled.sums is not None:
        filing = rolled.sums.filing({"name": rolled.region})
        documents[WORKBOOK] = workbook_of(rolled.edition, filing)
    database.end()
    return RolledUp(rolled, documents)


def _looked_into(database: Database, rolled: Rolled, sums: Sums) -> Rolled:
    """Return `rolled` with what stands out: known once the conclusion is in the database."""
    from disclose.rollup.notable import headlines

    bodies = len(rolled.conclusion.counted)
    found = headlines(sums.edition, sums, database.who, bodies)
    return replace(rolled, headlines=tuple(found))


def _region(known: Roster) -> str:
    """Return the name of the one body at the top of a roster of several levels."""
    tops = [body for body in known.levels if not body.parent]
    return tops[0].name if len(tops) == 1 else REGION


def _roster(path: Path) -> Roster:
    from disclose.documents.read import MAX_FILE
    from disclose.rollup.roster import roster

    return roster(bounded(path, MAX_FILE), path.name)


def _is_copy(name: str, data: bytes) -> bool:
    """Return whether a file is a marked copy that nobody has worked on: nobody has filed it."""
    from pathlib import PurePath

    from disclose.layout.marks import COPY
    from disclose.marking.mark import pristine

    return bool(COPY.search(PurePath(name).stem)) and pristine(data)


def _settings(forms: Library, previous: Path | None) -> str:
    """Return the hash of everything but its content on which the result of a file depends."""
    from hashlib import sha256
    from importlib.metadata import version

    from disclose.api.forms import editions

    parts = [version("disclose-cn"), *(each.fingerprint for each in editions(forms))]
    if previous is not None:
        inside = sorted(previous.iterdir()) if previous.is_dir() else [previous]
        parts += [
            sha256(each.read_bytes()).hexdigest() + each.name for each in inside if each.is_file()
        ]
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()
