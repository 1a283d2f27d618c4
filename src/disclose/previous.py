"""Files given as last year's: a workbook or a figures file, or a folder of them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from disclose.checks.past import Followed, Last, chosen, follow
from disclose.checks.run import check
from disclose.edition.library import Library
from disclose.edition.model import Edition
from disclose.edition.source import EditionError
from disclose.figures import csv_file, json_file
from disclose.figures.content import Content, FiguresError, filing
from disclose.filing import Filing, Origin
from disclose.finding import Finding, Severity
from disclose.intake.preflight import MAX_FILE
from disclose.intake.read import read as read_workbook

FIGURES = (".json", ".csv")
SUFFIXES = (".xlsx", *FIGURES)


@dataclass(frozen=True, slots=True)
class Previous:
    """What stands at the path given as last year's: one file, or the files of a folder."""

    path: Path
    files: tuple[Last, ...]
    folder: bool = False

    def follow(self, edition: Edition, filing: Filing) -> Followed:
        """Return what `filing` is compared with, and what is to be said about that."""
        if not self.folder:
            return follow(edition, filing, self.files[0])
        last = chosen(filing, self.path.name, self.files)
        return (
            Followed(None, (last,)) if isinstance(last, Finding) else follow(edition, filing, last)
        )


def previous(path: Path, library: Library) -> Previous:
    """Return what stands at `path`; files that cannot be read are among it, without a filing.

    Raises:
        OSError: it cannot be opened.
    """
    if not path.is_dir():
        return Previous(path, (_last(path, library),))
    inside = sorted(each for each in path.iterdir() if _is_filing(each))
    return Previous(path, tuple(_last(each, library) for each in inside), folder=True)


def content(path: Path, data: bytes) -> Content:
    """Return what the figures file `data` at `path` says.

    Raises:
        FiguresError: it is not one.
    """
    return csv_file.read(data) if path.suffix.lower() == ".csv" else json_file.read(data)


def _is_filing(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")


def _last(path: Path, library: Library) -> Last:
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    try:
        edition, found, findings = _read(path, data, library)
    except (EditionError, FiguresError) as error:
        return Last(file=path.name, filing=None, codes=_codes(error.findings))
    if edition is None or found is None:
        return Last(file=path.name, filing=None, codes=_codes(findings))
    errors = [
        each for each in (*findings, *check(edition, found)) if each.severity is Severity.ERROR
    ]
    return Last(file=path.name, filing=found, codes=_codes(tuple(errors)))


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


def _codes(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(each.code for each in findings)
