"""Many workbooks added up: each checked by a worker, the parent only adds and writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from disclose.api.inputs import (
    ROSTER,
    FolderPath,
    Input,
    InputFile,
    naming,
    path_of,
    read_input,
    verb,
)
from disclose.api.workbooks import workbook_of
from disclose.core.errors import InputAsOutputError, NoFilingError
from disclose.core.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from disclose.api.executors import PriorFile
    from disclose.api.file_results import PriorInput, Progress
    from disclose.api.reports import Compiled
    from disclose.checks.outcome import Checked
    from disclose.core.finding import Finding
    from disclose.form.edition.library import Library
    from disclose.form.edition.model import Edition
    from disclose.form.prior_year import PriorYear
    from disclose.rollup.database import Contribution, Database
    from disclose.rollup.outcome import RollUpOutcome
    from disclose.rollup.roster import Roster
    from disclose.rollup.selection import Options
    from disclose.rollup.sources import FileSource
    from disclose.rollup.sums import Sums

REGION = "汇总"
"""What the whole is called where neither an option nor the roster says."""


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What a roll-up came to, and the files to write beside its database, by name."""

    outcome: RollUpOutcome
    documents: Mapping[str, bytes]


@verb
def roll_up(
    files: Sequence[Input],
    output: FolderPath,
    folders: Sequence[FolderPath] = (),
    *,
    roster: Input | None = None,
    prior_year: FolderPath | None = None,
    options: Options | None = None,
    body: str = "",
    language: Language = Language.ZH,
    executor: Executor | None = None,
    jobs: int | None = None,
    dask: str = "",
    progress: Progress | None = None,
    force: bool = False,
) -> RolledUp:
    """Add up workbooks; `rollup.sqlite` in the folder `output` keeps the results.

    `files` are workbooks, and paths of folders with all below them, of zip archives, or patterns.
    `folders` hold further editions, `prior_year` the prior year's files; `body` names the whole.
    Work is submitted to `executor`, else to the Dask cluster whose scheduler is at the address
    `dask`, else to `jobs` processes (by default one for each processor) that survive any file.
    `progress` is called with the number of files that are done and the number of all. The same
    files and options give the same documents, in any order and on any number of workers.
    Documents of an earlier run in `output` may not be replaced if somebody has changed them, unless
    `force`.

    Raises:
        InputAsOutputError: the database, or a document, is an input.
        ExistingOutputError: a document in `output` is none of ours, or was changed.
        FileError: a path cannot be opened.
        EditionError: an edition is faulty.
        RosterError, UnreadableDocumentError: the roster cannot be used.
        UnusableDatabaseError: `rollup.sqlite` in `output` is none of ours.
        EngineError: the cluster cannot do the work, or not any more.
    """
    from hashlib import sha256

    from disclose.api.executors import Engine
    from disclose.api.file_results import FileChecker, is_sum, prior_file
    from disclose.api.forms import library
    from disclose.rollup.database import Database
    from disclose.rollup.highlights import highlights
    from disclose.rollup.outcome import RollUpOutcome, messages
    from disclose.rollup.schema import NAME
    from disclose.rollup.selection import Options, select
    from disclose.rollup.sources import list_files

    output = path_of(output)
    _refuse_outputs(output, files, (roster, prior_year, *folders), force=force)
    forms = library(folders)
    known = None if roster is None else _roster(roster)
    chosen = options or Options()
    own = (*_written_documents(output), *_databases(output))
    found = list_files([_source(each) for each in files], own, is_sum)
    output.mkdir(parents=True, exist_ok=True)
    checker = FileChecker(forms, tuple(map(Path, folders)), Engine(executor, dask, jobs), progress)
    prior = prior_file(checker, prior_year, output, known, chosen)
    with Database(output / NAME) as database:
        filed, found = checker.results(found, checker.check(prior.file), database)
        selection = select(filed, known, chosen)
        told = (*_renewed(database, prior), *found.findings, *prior.findings)
        outcome = RollUpOutcome(
            region=body or _region(selection.known),
            selection=selection,
            findings=(*told, *selection.findings),
            passed=found.passed,
        )
        outcome = _concluded(outcome, database, prior.file, forms)
        database.keep_selection(selection, outcome.sums, messages(outcome, Language.ZH))
        if outcome.sums is not None:
            # the conclusion is in the database: now it can be asked who contributed to a sum
            shown = highlights(outcome.sums, database.who, len(selection.counted))
            outcome = replace(outcome, highlights=tuple(shown))
        documents = _documents(outcome, language)
        database.keep_written(sha256(each).hexdigest() for each in documents.values())
        database.end()
    return RolledUp(outcome, documents)


def _renewed(database: Database, prior: PriorInput) -> Iterator[Finding]:
    """Yield the note of the databases of an earlier version that were renewed, if there are any."""
    from disclose.core.finding import note

    paths = (*([database.path] if database.is_renewed else []), *prior.renewed)
    if renewed := tuple(map(str, paths)):
        yield note("ROLL20", files=renewed)


def _refuse_outputs(
    output: Path, files: Sequence[Input], others: Sequence[Input | None], *, force: bool
) -> None:
    """Refuse to write to `output` over an input, or over work that somebody did there."""
    from disclose.api.outputs import identity, refuse_existing, refuse_inputs
    from disclose.rollup.outcome import WORKBOOK

    inputs = [path_of(each) for each in others if isinstance(each, str | PathLike)]
    for each in inputs:
        if each.is_dir() and identity(each) == identity(output):
            raise InputAsOutputError(output, each)
    documents = _written_documents(output)
    paths = [path_of(each) for each in files if isinstance(each, str | PathLike)]
    refuse_inputs((*documents, *_databases(output)), inputs, paths, [output / WORKBOOK])
    refuse_existing(dict.fromkeys(documents), force=force, known=written(output))


def _written_documents(output: Path) -> tuple[Path, ...]:
    from disclose.rollup import csv_lists, page
    from disclose.rollup.outcome import WORKBOOK

    return tuple(output / name for name in (WORKBOOK, page.NAME, *csv_lists.NAMES))


def _databases(output: Path) -> tuple[Path, Path]:
    from disclose.api.file_results import PRIOR_YEAR
    from disclose.rollup.schema import NAME

    return output / NAME, output / PRIOR_YEAR


def written(output: FolderPath) -> frozenset[str]:
    """Return the SHA-256 of every document that roll-ups in the folder `output` have written."""
    from disclose.rollup.database import written as kept
    from disclose.rollup.schema import NAME

    return kept(path_of(output) / NAME)


@verb
def compile_rollup(
    rolled_up: RolledUp, formats: Sequence[str] | None = None, fonts_dir: FolderPath | None = None
) -> Compiled:
    """Return the report of the whole in `formats`, in all by default.

    It is a draft if the roll-up fails, or if errors in the sums block a final report.

    Raises:
        NoFilingError: nothing was added up.
        PdfError, UnknownFormatError: as `compile_report`.
    """
    from disclose.api.reports import compile_checked

    checked = _checked_sums(rolled_up)
    compiled = compile_checked(
        checked, formats, draft=bool(rolled_up.outcome.blocking), fonts_dir=fonts_dir
    )
    if compiled.documents or compiled.unwritten or compiled.draft:
        return compiled
    return compile_checked(checked, formats, draft=True, fonts_dir=fonts_dir)


def _checked_sums(rolled_up: RolledUp) -> Checked:
    """Return the same check of the sums as of the workbook that holds them."""
    from disclose.checks.outcome import Checked, Compared
    from disclose.checks.prior_year import from_sheet
    from disclose.checks.rules import judge_rules
    from disclose.checks.run import check
    from disclose.rollup.outcome import WORKBOOK

    outcome = rolled_up.outcome
    if outcome.edition is None or outcome.sums is None:
        raise NoFilingError(outcome.region)
    file = InputFile(rolled_up.documents[WORKBOOK], WORKBOOK)
    # a workbook that is read has its texts without space around them, and no CR
    name = outcome.region.replace("\r\n", "\n").replace("\r", "\n").strip()
    whole = outcome.sums.filing({"name": name} if name else {}, as_read=True)
    filing = whole._replace(origin=file.origin())
    prior_year = None
    if outcome.prior_year and filing.year:
        amounts = outcome.prior_year.amounts
        prior_year = from_sheet(filing, filing.year - 1, amounts, intact=True).prior_year
    judged = judge_rules(outcome.edition, filing, prior_year)
    return Checked(
        file=WORKBOOK,
        edition=outcome.edition,
        filing=filing,
        findings=check(judged),
        tally=judged.tally,
        compared=Compared(prior_year, judged.comparison) if prior_year else None,
    )


@verb
def who(key: str, output: FolderPath) -> tuple[str, tuple[Contribution, ...]] | None:
    """Return the printed name of a figure and who contributed to its sum in the roll-up `output`.

    None if nothing of that name was added up.

    Raises:
        FileError: there is no roll-up.
        UnusableDatabaseError: its database is none of ours.
    """
    from disclose.rollup.database import Database
    from disclose.rollup.schema import NAME

    path = path_of(output) / NAME
    path.open("rb").close()
    with Database(path, only_read=True) as database:
        labels = {each: label for each, label, _ in database.figures()}
        return (labels[key], database.who(key)) if key in labels else None


def _concluded(
    outcome: RollUpOutcome, database: Database, prior: PriorFile | None, forms: Library
) -> RollUpOutcome:
    """Return `outcome` with the agencies that have the same texts, and with the sums."""
    from disclose.rollup.shared_texts import shared_texts

    selection = outcome.selection
    if selection.form is None:
        return outcome
    form = forms.get(selection.form.edition)
    shared = shared_texts(selection, form, database)
    found = (each.finding() for each in shared)
    told = replace(outcome, findings=(*outcome.findings, *found), shared=shared)
    return _with_sums(told, database, form, prior, forms) if selection.counted else told


def _with_sums(
    outcome: RollUpOutcome,
    database: Database,
    edition: Edition,
    prior: PriorFile | None,
    forms: Library,
) -> RollUpOutcome:
    """Return `outcome` with the sums of the files that count, and the rules that they break."""
    from disclose.checks.rules import failed_constraints
    from disclose.checks.run import compare_years
    from disclose.rollup.sums import add_up

    sums = add_up(outcome.selection, edition, database.amounts())
    prior_year = _prior_year(sums, prior, forms)
    judged = sums.judged(prior_year)
    broken = (*failed_constraints(judged), *compare_years(judged))
    return replace(
        outcome,
        edition=edition,
        sums=sums,
        findings=(*outcome.findings, *broken),
        broken=broken,
        proof=judged.tally,
        prior_year=prior_year,
    )


def _prior_year(sums: Sums, prior: PriorFile | None, forms: Library) -> PriorYear | None:
    """Return the prior year's sums, None unless many files were given for the year before."""
    from disclose.checks.prior_year import match_prior_year
    from disclose.rollup.prior_filings import PriorRollup

    if prior is None or not prior.many:
        return None
    region = PriorRollup(prior.path, prior.name, forms).region()
    return match_prior_year(sums.edition, sums.filing({}), region).prior_year if region else None


def _documents(outcome: RollUpOutcome, language: Language) -> Mapping[str, bytes]:
    from disclose.rollup import csv_lists, page
    from disclose.rollup.outcome import WORKBOOK

    documents = {**csv_lists.lists(outcome), page.NAME: page.render(outcome, language)}
    if outcome.edition is not None and outcome.sums is not None:
        filing = outcome.sums.filing({"name": outcome.region})
        documents[WORKBOOK] = workbook_of(outcome.edition, filing, outcome.prior_year)
    return documents


def _region(known: Roster) -> str:
    """Return the name of the one body at the top of a roster of several levels."""
    tops = [body for body in known.with_subunits if not body.parent]
    return tops[0].name if len(tops) == 1 else REGION


def _source(given: Input) -> Path | FileSource:
    """Return a path, or the source of a workbook that is given as bytes."""
    from disclose.rollup.sources import FileSource

    if isinstance(given, InputFile | bytes):
        file = given if isinstance(given, InputFile) else InputFile(given, "input.xlsx")
        return FileSource(name=file.name, path=file.path, data=file.data)
    return path_of(given)


def _roster(given: Input) -> Roster:
    from disclose.documents.read.reader import MAX_FILE
    from disclose.rollup.roster import roster

    file = read_input(given, MAX_FILE, ROSTER)
    with naming(file):
        return roster(file.data, file.path.name)
