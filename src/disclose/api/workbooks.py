"""Workbooks: written blank or filled, checked, exported, compiled into a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from disclose.api.forms import CURRENT
from disclose.api.inputs import verb
from disclose.api.rendering import rendering
from disclose.core.errors import NoFilingError, WrongYearError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from disclose.api.prior_input import Previous
    from disclose.checks.outcome import Checked
    from disclose.checks.prior_year import PriorYearMatch, PriorYearSource
    from disclose.core.finding import Finding
    from disclose.excel.read.reader import Reading
    from disclose.form.edition.load import Library
    from disclose.form.edition.model import Edition
    from disclose.form.filing import Filing
    from disclose.form.prior_year import PriorYear

ExportFormat: TypeAlias = Literal["json", "csv"]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What `compile_report` came to: the check, and a document per format (none if it failed)."""

    checked: Checked
    documents: Mapping[str, bytes]


@verb
def template(
    edition: Edition, year: int, body: Mapping[str, str], prior_year: PriorYear | None = None
) -> bytes:
    """Return the blank workbook of `edition` for `year`; equal arguments give equal bytes.

    With `prior_year` the figures carried forward are filled in and locked, and the workbook shows
    the figures of both years.

    Raises:
        WrongYearError: the edition does not serve `year`.
    """
    from disclose.excel.write.writer import write
    from disclose.form.filing import empty
    from disclose.form.layout.book import plan
    from disclose.form.prior_year import prefilled_filing

    if not edition.first_year <= year <= edition.last_year:
        raise WrongYearError(edition.id, year)
    if prior_year is None:
        return workbook_of(edition, empty(edition, year, body))
    return write(
        plan(edition, years=True), prefilled_filing(edition, year, body, prior_year), prior_year
    )


def match_prior_year(
    edition: Edition, year: int, body: Mapping[str, str], previous: Previous
) -> PriorYearMatch:
    """Return what a workbook of `edition` for `year` and `body` continues: for `template`.

    Without a name in `body` one file that is given is taken to be of the same body.
    """
    from disclose.form.filing import empty

    return previous.match_prior_year(edition, empty(edition, year, body))


@verb
def fill(figures: Path, library: Library) -> bytes:
    """Return the workbook that holds the figures file `figures`, as typed.

    Raises:
        FiguresError: the file cannot be taken.
        EditionError: its edition is unknown.
        FileError: it cannot be opened.
    """
    from hashlib import sha256

    from disclose.api.prior_input import content as read
    from disclose.form.figures.content import MAX_BYTES, filing
    from disclose.form.filing import Origin

    data = bounded(figures, MAX_BYTES)
    content = read(figures, data)
    edition = library.get(content.edition or CURRENT)
    origin = Origin(name=figures.name, sha256=sha256(data).hexdigest())
    return workbook_of(edition, filing(content, edition, origin))


def workbook_of(edition: Edition, filing: Filing, prior_year: PriorYear | None = None) -> bytes:
    """Return the workbook of `edition` that holds `filing`, beside last year's figures if given."""
    from disclose.excel.write.writer import write
    from disclose.form.layout.book import plan

    return write(plan(edition, years=prior_year is not None), filing, prior_year)


@verb
def previous(path: Path, library: Library) -> Previous:
    """Return last year's file at `path`, or those of a folder, to compare filings with.

    A file is a filled workbook or a figures file (.json, .csv). What is wrong with it is told
    where a filing is checked against it.

    Raises:
        FileError: it cannot be opened.
    """
    from disclose.api.prior_input import previous as read

    return read(path, library)


@verb
def check(
    workbook: Path, library: Library, previous: Previous | None = None, *, strict: bool = False
) -> Checked:
    """Return everything that is to be said about a filled workbook; never raises for its content.

    The filing is compared with last year's where `previous` is given, else with the figures on the
    sheet 上年数 if its workbook has one. `strict` makes what is to be verified block as well,
    unless the filler has explained it on the sheet 出错说明.

    Raises:
        FileError: the file cannot be opened.
    """
    from disclose.excel.read.refused import MAX_FILE

    data = bounded(workbook, MAX_FILE)
    return check_data(data, workbook, library, previous, strict=strict)


def check_data(
    data: bytes,
    workbook: Path,
    library: Library,
    previous: PriorYearSource | None = None,
    *,
    strict: bool = False,
    localised: bool = True,
) -> Checked:
    """Return the check of the bytes of a workbook; it is called `workbook`, nothing is opened.

    Without `localised` no suspects are sought, which takes most of the time for a file with errors,
    and rules that hold are not counted: a roll-up needs neither.
    """
    from disclose.checks.outcome import Checked, Compared, Localised
    from disclose.checks.pairing import explained
    from disclose.checks.rules import judge_rules
    from disclose.checks.run import check as run
    from disclose.excel.read.reader import read

    reading = read(data, workbook.name, library)
    if reading.filing is None or reading.edition is None:
        return Checked(
            file=str(workbook), edition=None, filing=None, findings=reading.findings, tally=None
        )
    edition, filing = reading.edition, reading.filing
    followed = _matched_prior_year(reading, filing, edition, previous)
    prior_year = followed.prior_year
    judged = judge_rules(edition, filing, prior_year)
    found = (*reading.findings, *followed.findings, *run(judged))
    sought = Localised()
    if localised and any(each.equation for each in found):
        from disclose.checks.localise.run import localise

        sought = localise(judged)
    return Checked(
        file=str(workbook),
        edition=edition,
        filing=filing,
        findings=explained(found, filing.explanations),
        tally=judged.tally if localised else None,
        compared=Compared(prior_year, judged.comparison) if prior_year else None,
        suspects=sought.suspects,
        searched=sought.searched,
        strict=strict,
    )


def _matched_prior_year(
    reading: Reading, filing: Filing, edition: Edition, previous: PriorYearSource | None
) -> PriorYearMatch:
    """Return last year's figures: those given, else those that the workbook itself carries."""
    from disclose.checks.prior_year import PriorYearMatch, own

    if previous:
        return previous.match_prior_year(edition, filing)
    if last := reading.last:
        return own(filing, last.year, last.amounts, intact=last.intact)
    return PriorYearMatch(None, ())


@verb
def mark(workbook: Path, checked: Checked) -> bytes | None:
    """Return the marked copy of a workbook that `checked` is about, None if it was unreadable.

    Raises:
        FileError: the file cannot be opened.
        UnmarkableError: a part of it that reading passes over is damaged.
    """
    from disclose.excel.mark.marker import mark as write_marks
    from disclose.excel.read.refused import MAX_FILE

    if checked.filing is None:
        return None
    return write_marks(bounded(workbook, MAX_FILE), checked)


def bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a file, one more than admitted if it is larger: the reader refuses it."""
    with path.open("rb") as file:
        return file.read(most + 1)


@verb
def compile_report(
    workbook: Path,
    library: Library,
    formats: Sequence[str],
    *,
    draft: bool = False,
    previous: Previous | None = None,
    templates: Path | None = None,
    fonts_dir: Path | None = None,
    strict: bool = False,
    annex: bool = False,
    charts: bool = False,
) -> Compiled:
    """Check `workbook` and return its report in `formats`; errors block it unless `draft`.

    Where `previous` is given the report tells changes on last year. `templates` is a folder with
    a narrative that takes the place of the edition's. A PDF takes fonts from `fonts_dir` first,
    then those installed, then those that the program brings along. `strict` is as in `check`;
    `annex` adds what the filler has explained, `charts` draws those that the narrative places.

    Raises:
        FileError: a file cannot be opened.
        EditionError: the narrative is faulty.
        UnknownFormatError: a format that the report is not written in.
        PdfError: a PDF cannot be made: no typesetter, no fonts, or characters that no font has.
    """
    from disclose.checks.outcome import Judgement
    from disclose.report.compile import write
    from disclose.report.narrative import compose
    from disclose.report.template_sources import overridden, packaged

    checked = check(workbook, library, previous, strict=strict)
    edition, filing = checked.edition, checked.filing
    blocked = checked.judgement is Judgement.FAIL and not draft
    if edition is None or filing is None or blocked:
        return Compiled(checked, {})
    narrative = overridden(edition, templates) if templates else packaged(edition)
    explained = tuple(each for each in checked.findings if annex and each.explained)
    with rendering(narrative):
        report = compose(
            edition,
            filing,
            draft=draft,
            prior_year=checked.compared.prior_year if checked.compared else None,
            narrative=narrative,
            explained=explained,
            charts=charts,
        )
        return Compiled(checked, {to: write(report, to, fonts_dir) for to in formats})


@verb
def check_templates(folder: Path, edition: Edition) -> tuple[Finding, ...]:
    """Return what is wrong with the narrative in `folder`, laid over that of `edition`.

    Raises:
        EditionError: there is no narrative in it, or a file cannot be taken.
        FileError: it cannot be read.
    """
    from disclose.report.template_check import faults
    from disclose.report.template_sources import overridden

    return faults(edition, overridden(edition, folder))


def export(checked: Checked, to: ExportFormat) -> bytes:
    """Return the figures file of a workbook that could be read, as typed, totals computed.

    Raises:
        NoFilingError: the workbook could not be read.
    """
    from disclose.form.figures import csv_file, json_file
    from disclose.form.figures.content import content

    if checked.filing is None or checked.edition is None:
        raise NoFilingError(checked.file)
    if to == "csv":
        return csv_file.write(content(checked.filing), checked.edition)
    return json_file.write(content(checked.filing))
