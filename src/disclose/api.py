"""The verbs of `disclose` as functions: what each command does, without a terminal.

Heavy libraries are imported where they are used, so that a verb pays for its own only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from disclose.checks.outcome import Checked
    from disclose.edition.library import Library
    from disclose.edition.model import Edition
    from disclose.edition.source import EditionError
    from disclose.figures.content import Content
    from disclose.filing import Filing
    from disclose.finding import Kind

CURRENT = "cn-2021"
"""Edition in force, used where none is named."""

ExportFormat: TypeAlias = Literal["json", "csv"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What `compile_report` came to: the check, and a document per format (none if it failed)."""

    checked: Checked
    documents: Mapping[str, bytes]


def library(folders: Sequence[Path] = ()) -> Library:
    """Return the editions in `folders`, which win, and the packaged ones."""
    from disclose.edition.library import Library
    from disclose.resources import templates

    return Library([*folders, templates() / "editions"])


def editions(library: Library) -> tuple[Edition, ...]:
    """Return every edition at hand.

    Raises:
        EditionError: one of them does not load.
    """
    return tuple(library.get(each) for each in library.ids)


def edition_for(library: Library, year: int) -> Edition:
    """Return the national edition that serves `year`; the one in force if none does.

    Raises:
        EditionError: the edition does not load.
    """
    current = library.get(CURRENT)
    right = current.serving(year)
    return library.get(right) if right in library.ids else current


def template(edition: Edition, year: int, body: Mapping[str, str]) -> bytes:
    """Return the blank workbook of `edition` for `year`; equal arguments give equal bytes.

    Raises:
        WrongYearError: the edition does not serve `year`.
    """
    from disclose.filing import empty

    if not edition.first_year <= year <= edition.last_year:
        raise WrongYearError(edition, year)
    return _workbook(edition, empty(edition, year, body))


class WrongYearError(Exception):
    """An edition that does not serve a report year."""

    def __init__(self, edition: Edition, year: int) -> None:
        """Keep both."""
        super().__init__(f"{edition.id} {year}")
        self.edition = edition
        self.year = year


def fill(figures: Path, library: Library) -> bytes:
    """Return the workbook that holds the figures file `figures`, as typed.

    Raises:
        FiguresError: the file cannot be taken.
        EditionError: its edition is unknown.
        OSError: it cannot be opened.
    """
    from hashlib import sha256

    from disclose.figures.content import filing
    from disclose.filing import Origin

    data = figures.read_bytes()
    content = _content(figures, data)
    edition = library.get(content.edition or CURRENT)
    origin = Origin(name=figures.name, sha256=sha256(data).hexdigest())
    return _workbook(edition, filing(content, edition, origin))


def _content(figures: Path, data: bytes) -> Content:
    if figures.suffix.lower() == ".csv":
        from disclose.figures import csv_file

        return csv_file.read(data)
    from disclose.figures import json_file

    return json_file.read(data)


def _workbook(edition: Edition, filing: Filing) -> bytes:
    from disclose.layout.book import plan
    from disclose.workbook.write import write

    return write(plan(edition), filing)


def check(workbook: Path, library: Library) -> Checked:
    """Return everything that is to be said about a filled workbook; never raises for its content.

    Raises:
        OSError: the file cannot be opened.
    """
    from disclose.checks.outcome import Checked
    from disclose.checks.rules import tally
    from disclose.checks.run import check as run
    from disclose.intake.read import read

    reading = read(_bounded(workbook), workbook.name, library)
    if reading.filing is None or reading.edition is None:
        return Checked(
            file=str(workbook), edition=None, filing=None, findings=reading.findings, tally=None
        )
    return Checked(
        file=str(workbook),
        edition=reading.edition,
        filing=reading.filing,
        findings=(*reading.findings, *run(reading.edition, reading.filing)),
        tally=tally(reading.edition, reading.filing),
    )


def _bounded(path: Path) -> bytes:
    """Return the bytes of a file, one more than admitted if it is larger: the reader refuses it."""
    from disclose.intake.preflight import MAX_FILE

    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def compile_report(
    workbook: Path, library: Library, formats: Sequence[str], *, draft: bool = False
) -> Compiled:
    """Check `workbook` and return its report in `formats`; errors block it unless `draft`.

    Raises:
        OSError: the file cannot be opened.
        EditionError: the edition's narrative is faulty.
        UnknownFormatError: a format that the report is not written in.
    """
    from disclose.checks.outcome import Judgement
    from disclose.report.blocks import NarrativeError
    from disclose.report.compile import compile_report as write_report
    from disclose.templating import TemplateFaultError

    checked = check(workbook, library)
    edition, filing = checked.edition, checked.filing
    blocked = checked.judgement is Judgement.FAIL and not draft
    if edition is None or filing is None or blocked:
        return Compiled(checked, {})
    try:
        documents = {to: write_report(edition, filing, to, draft=draft) for to in formats}
    except (TemplateFaultError, NarrativeError) as error:
        raise _faulty_narrative(edition, error) from error
    return Compiled(checked, documents)


def _faulty_narrative(edition: Edition, error: Exception) -> EditionError:
    from disclose.edition.kinds import FAULTY_NARRATIVE
    from disclose.edition.load import NARRATIVE
    from disclose.edition.source import EditionError
    from disclose.finding import Place, finding

    place = Place(file=f"{edition.id}/{NARRATIVE}", line=getattr(error, "line", 1) or 1)
    reason = getattr(error, "reason", str(error))
    return EditionError([finding(FAULTY_NARRATIVE, place, reason=reason)])


def export(checked: Checked, to: ExportFormat) -> bytes:
    """Return the figures file of a workbook that could be read, as typed, totals computed.

    Raises:
        ValueError: the workbook could not be read.
    """
    from disclose.figures import csv_file, json_file
    from disclose.figures.content import content

    if checked.filing is None or checked.edition is None:
        raise ValueError(checked.file)
    if to == "csv":
        return csv_file.write(content(checked.filing), checked.edition)
    return json_file.write(content(checked.filing))


def explain(code: str, library: Library) -> Kind | None:
    """Return the kind called `code`, built in or of any edition, or None if there is none.

    A code that several editions state is that of the one in force.
    """
    from disclose.present.registry import BUILT_IN, kinds

    wanted = code.upper()
    if wanted in BUILT_IN:
        return BUILT_IN[wanted]
    first = sorted(editions(library), key=lambda edition: edition.id != CURRENT)
    found = (kinds(edition).get(wanted) for edition in first)
    return next((kind for kind in found if kind is not None), None)


def nearest(code: str, library: Library) -> tuple[str, ...]:
    """Return the known codes that look most like `code`, best first."""
    from difflib import get_close_matches

    from disclose.present.registry import kinds

    known = dict.fromkeys(each for edition in editions(library) for each in kinds(edition))
    return tuple(get_close_matches(code.upper(), list(known), n=3, cutoff=0.0))
