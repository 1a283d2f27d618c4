"""The prior year's figures: a workbook or a figures file, or a folder of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import fspath
from pathlib import Path

from disclose.api.forms import packaged
from disclose.api.inputs import PRIOR_YEAR, Input, InputFile, path_of, read_input, verb
from disclose.checks.outcome import Checked, is_gap
from disclose.checks.prior_year import (
    FilingIndexEntry,
    PriorFiling,
    PriorYearFolder,
    PriorYearMatch,
    match_prior_year,
    same_body,
)
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.errors import EditionError, FiguresError
from disclose.core.finding import Finding, Severity
from disclose.excel.read.reader import read as read_workbook
from disclose.excel.read.refused import MAX_FILE
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.form.figures import csv_file, json_file
from disclose.form.figures.content import FiguresFile, filing
from disclose.form.filing import Filing
from disclose.form.prior_year import carried_lines

FIGURES = (".json", ".csv")
SUFFIXES = (".xlsx", *FIGURES)


@dataclass(frozen=True, slots=True)
class PriorYearInput:
    """The file given for the prior year, or the files of a folder; `name` is for messages."""

    name: str
    files: tuple[PriorFiling, ...]
    folder: PriorYearFolder | None = None

    @property
    def only(self) -> Filing | None:
        """Return the filing of a single file, None if it is unreadable or there is a folder."""
        return None if self.folder else self.files[0].filing

    def carried_lines(self, edition: Edition, filing: Filing) -> Mapping[str, str]:
        """Return what the prior year's file says of the agency of `filing`, by line.

        Empty if there is no such file, or if it is another agency's.
        """
        at = self.folder.chosen(filing) if self.folder else 0
        last = None if isinstance(at, Finding) else self.files[at].filing
        if last is None or (filing.name and not same_body(filing, last)):
            return {}
        return carried_lines(edition, last)

    def match_prior_year(self, edition: Edition, filing: Filing) -> PriorYearMatch:
        """Return what `filing` is compared with, and what is to be said about that."""
        at = self.folder.chosen(filing) if self.folder else 0
        if isinstance(at, Finding):
            return PriorYearMatch(None, (at,))
        return match_prior_year(edition, filing, self.files[at])


@verb
def read_prior_year(given: Input, library: Library | None = None) -> PriorYearInput:
    """Return the prior year's file, or the files of a folder, to compare filings with.

    A file is a filled workbook or a figures file (.json, .csv). Problems of a file are reported
    when a filing is compared with it.

    Raises:
        FileError: it cannot be opened.
    """
    library = library or packaged()
    if isinstance(given, InputFile | bytes) or not path_of(given).is_dir():
        file = read_input(given, MAX_FILE, PRIOR_YEAR)
        return PriorYearInput(file.name, (_last(file, library),))
    folder = Path(given)
    inside = sorted(each for each in folder.iterdir() if is_filing(each))
    files = tuple(_last_in_folder(each, library) for each in inside)
    filed = PriorYearFolder(folder.name or str(folder), [_filed(each) for each in files])
    return PriorYearInput(fspath(given), files, filed)


def is_filing(path: Path) -> bool:
    """Return whether a path may be that of a filled workbook or of a figures file."""
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")


def _last_in_folder(path: Path, library: Library) -> PriorFiling:
    """Return the filing at `path`; a file that cannot be opened costs no other."""
    try:
        return _last(read_input(path, MAX_FILE, PRIOR_YEAR), library)
    except OSError:
        return PriorFiling(file=path.name, filing=None)


def _last(file: InputFile, library: Library) -> PriorFiling:
    found = check_prior_year(file, library)
    edition = found.edition if found.filing else None
    codes = tuple(
        each.code
        for each in found.findings
        if edition is None or (each.severity is Severity.ERROR and not is_gap(each.code, edition))
    )
    return PriorFiling(file=found.file, filing=found.filing, codes=codes)


def _filed(last: PriorFiling) -> FilingIndexEntry:
    filing = last.filing
    if filing is None:
        return FilingIndexEntry(file=last.file, readable=False)
    return FilingIndexEntry(file=last.file, year=filing.year, code=filing.code, name=filing.name)


def check_prior_year(file: InputFile, library: Library) -> Checked:
    """Return the filing of a prior year's file and its findings; it is compared with no other."""
    try:
        edition, found, findings = _read(file, library)
    except (EditionError, FiguresError) as error:
        edition, found, findings = None, None, error.findings
    if edition is not None and found is not None:
        findings = (*findings, *check(judge_rules(edition, found)))
    name = file.path.name
    return Checked(file=name, edition=edition, filing=found, findings=findings, tally=None)


def _read(
    file: InputFile, library: Library
) -> tuple[Edition | None, Filing | None, tuple[Finding, ...]]:
    if file.path.suffix.lower() not in FIGURES:
        reading = read_workbook(file.data, file.path.name, library)
        return reading.edition, reading.filing, reading.findings
    figures = read_figures(file)
    edition = library.get(figures.edition)
    return edition, filing(figures, edition, file.origin()), ()


def read_figures(file: InputFile) -> FiguresFile:
    """Return the content of a figures file.

    Raises:
        FiguresError: it is not one.
    """
    is_csv = file.path.suffix.lower() == ".csv"
    return csv_file.read(file.data) if is_csv else json_file.read(file.data)
