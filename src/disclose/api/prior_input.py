"""Files given as last year's: a workbook or a figures file, or a folder of them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from disclose.checks.outcome import Checked
from disclose.checks.prior_year import (
    CODE,
    Filed,
    Folder,
    PriorFiling,
    PriorYearMatch,
    match_prior_year,
)
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.errors import EditionError, FiguresError
from disclose.core.finding import Finding, Severity
from disclose.excel.read.reader import read as read_workbook
from disclose.excel.read.refused import MAX_FILE
from disclose.form.edition.load import Library
from disclose.form.edition.model import Edition
from disclose.form.figures import csv_file, json_file
from disclose.form.figures.content import FiguresFile, filing
from disclose.form.filing import Filing, Origin

FIGURES = (".json", ".csv")
SUFFIXES = (".xlsx", *FIGURES)


@dataclass(frozen=True, slots=True)
class Previous:
    """What stands at the path given as last year's: one file, or the files of a folder."""

    path: Path
    files: tuple[PriorFiling, ...]
    folder: Folder | None = None

    def match_prior_year(self, edition: Edition, filing: Filing) -> PriorYearMatch:
        """Return what `filing` is compared with, and what is to be said about that."""
        at = self.folder.chosen(filing) if self.folder else 0
        if isinstance(at, Finding):
            return PriorYearMatch(None, (at,))
        return match_prior_year(edition, filing, self.files[at])


def previous(path: Path, library: Library) -> Previous:
    """Return what stands at `path`; files that cannot be read are among it, without a filing.

    Raises:
        OSError: it cannot be opened.
    """
    if not path.is_dir():
        return Previous(path, (_last(path, library),))
    inside = sorted(each for each in path.iterdir() if _is_filing(each))
    files = tuple(_last(each, library) for each in inside)
    return Previous(path, files, Folder(path.name, [_filed(each) for each in files]))


def _filed(last: PriorFiling) -> Filed:
    filing = last.filing
    if filing is None:
        return Filed(file=last.file, readable=False)
    code = filing.body.get(CODE, "")
    return Filed(file=last.file, year=filing.year, code=code, name=filing.name)


def content(path: Path, data: bytes) -> FiguresFile:
    """Return what the figures file `data` at `path` says.

    Raises:
        FiguresError: it is not one.
    """
    return csv_file.read(data) if path.suffix.lower() == ".csv" else json_file.read(data)


def _is_filing(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")


def _last(path: Path, library: Library) -> PriorFiling:
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    found = read(path, data, library)
    every = found.filing is None
    codes = [each.code for each in found.findings if every or each.severity is Severity.ERROR]
    return PriorFiling(file=path.name, filing=found.filing, codes=tuple(codes))


def read(path: Path, data: bytes, library: Library) -> Checked:
    """Return a file of last year's, `data` at `path`: its filing, and what is wrong with it.

    It is not compared with the year before.
    """
    try:
        edition, found, findings = _read(path, data, library)
    except (EditionError, FiguresError) as error:
        edition, found, findings = None, None, error.findings
    if edition is not None and found is not None:
        findings = (*findings, *check(judge_rules(edition, found)))
    return Checked(file=path.name, edition=edition, filing=found, findings=findings, tally=None)


def _read(
    path: Path, data: bytes, library: Library
) -> tuple[Edition | None, Filing | None, tuple[Finding, ...]]:
    if path.suffix.lower() not in FIGURES:
        reading = read_workbook(data, path.name, library)
        return reading.edition, reading.filing, reading.findings
    said = content(path, data)
    edition = library.get(said.edition)
    origin = Origin(name=path.name, sha256=sha256(data).hexdigest())
    return edition, filing(said, edition, origin), ()
