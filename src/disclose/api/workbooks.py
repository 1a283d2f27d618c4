"""Workbooks: written blank or filled, checked, marked, exported."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from disclose.api.forms import CURRENT, packaged
from disclose.api.inputs import (
    FIGURES,
    WORKBOOK,
    FolderPath,
    Input,
    InputFile,
    naming,
    path_of,
    read_input,
    verb,
)
from disclose.core.errors import FileError, NoFilingError, RefusedInputError, WrongYearError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from disclose.api.prior_input import PriorYearInput
    from disclose.checks.localise.witnesses import Witness
    from disclose.checks.outcome import Checked
    from disclose.checks.prior_year import PriorYearMatch, PriorYearSource
    from disclose.checks.run import Check
    from disclose.checks.texts import FilingTexts
    from disclose.core.finding import Finding
    from disclose.core.folders import PassedOver
    from disclose.excel.read.reader import Reading
    from disclose.form.edition.library import Library
    from disclose.form.edition.model import Edition
    from disclose.form.filing import Filing
    from disclose.form.prior_year import PriorYear
    from disclose.prose.own_words import OwnWords


ExportFormat: TypeAlias = Literal["json", "csv"]


@verb
def template(
    edition: Edition,
    year: int,
    body: Mapping[str, str],
    prior_year: PriorYear | None = None,
    *,
    carried: Collection[str] = (),
) -> bytes:
    """Return the blank workbook of `edition` for `year`; equal arguments give equal bytes.

    With `prior_year` (from `match_prior_year`) the figures carried forward are filled in and
    locked, and the workbook shows the figures of both years. `carried` are the lines of `body` that
    are last year's (from `carried_lines`): the sheet 单位信息 asks to verify them.

    Raises:
        WrongYearError: the edition does not serve `year`.
    """
    from disclose.form.filing import empty
    from disclose.form.prior_year import prefilled_filing

    if not edition.first_year <= year <= edition.last_year:
        raise WrongYearError(edition.id, year, edition.years, edition.serving(year))
    if prior_year is None:
        filing = empty(edition, year, body)
    else:
        filing = prefilled_filing(edition, year, body, prior_year)
    return workbook_of(edition, filing, prior_year, blank=True, carried=carried)


def carried_lines(
    edition: Edition, year: int, body: Mapping[str, str], prior_year: PriorYearInput
) -> Mapping[str, str]:
    """Return what last year's file says of the agency, for `template`; `body` may name it.

    The date is left out, and what is agreed anew each year.
    """
    from disclose.form.filing import empty

    return prior_year.carried_lines(edition, empty(edition, year, body))


def match_prior_year(
    edition: Edition, year: int, body: Mapping[str, str], prior_year: PriorYearInput
) -> PriorYearMatch:
    """Return the prior year's figures for a workbook of `edition`, `year` and `body`: `template`.

    Without a name in `body` a single file is taken to be of the same agency.
    """
    from disclose.form.filing import empty

    return prior_year.match_prior_year(edition, empty(edition, year, body))


OTHER_FORM = "PAST05"
"""Last year's form is none that this year's continues: only the agency stays the same."""


class ContinuedWorkbook(NamedTuple):
    """A blank workbook made from last year's file, and the findings about that file."""

    data: bytes
    findings: tuple[Finding, ...]


def continue_workbook(
    edition: Edition, year: int, body: Mapping[str, str], prior_year: PriorYearInput
) -> ContinuedWorkbook:
    """Return the blank workbook of an agency that filed `prior_year`: see `template`.

    It takes over what `body` does not say of the agency, but no figures if they belong to a form
    that this one does not continue.

    Raises:
        RefusedInputError: last year's file cannot be used for any other reason.
        WrongYearError: the edition does not serve `year`.
    """
    carried = carried_lines(edition, year, body, prior_year)
    about = {**carried, **body}
    match = match_prior_year(edition, year, about, prior_year)
    if match.prior_year is None and any(each.code != OTHER_FORM for each in match.findings):
        raise RefusedInputError(*match.findings, file=prior_year.name)
    left = carried.keys() - body.keys()
    data = template(edition, year, about, match.prior_year, carried=left)
    return ContinuedWorkbook(data, match.findings)


@verb
def fill(figures: Input, library: Library | None = None) -> bytes:
    """Return the workbook that holds the figures file `figures` (JSON or CSV), as typed.

    Raises:
        FiguresError: the file cannot be used.
        EditionError: its edition is unknown.
        FileError: it cannot be opened.
    """
    from disclose.api.prior_input import read_figures
    from disclose.form.figures.content import MAX_BYTES, filing

    file = read_input(figures, MAX_BYTES, FIGURES)
    with naming(file):
        content = read_figures(file)
        edition = (library or packaged()).get(content.edition or CURRENT)
        return workbook_of(edition, filing(content, edition, file.origin()))


def workbook_of(
    edition: Edition,
    filing: Filing,
    prior_year: PriorYear | None = None,
    *,
    blank: bool = False,
    carried: Collection[str] = (),
) -> bytes:
    """Return the workbook of `edition` that holds `filing` and the prior year's figures."""
    from disclose.excel.write.writer import write
    from disclose.form.layout.book import plan

    book = plan(edition, years=prior_year is not None)
    return write(book, filing, prior_year, blank=blank, carried=carried)


@verb
def open_workbook(path: str | PathLike[str]) -> InputFile:
    """Return the workbook at `path`, read once to be handed to several verbs.

    Raises:
        FileError: it cannot be opened.
    """
    from disclose.excel.read.refused import MAX_FILE

    return read_input(path, MAX_FILE, WORKBOOK)


def workbooks_in(folder: FolderPath) -> Iterator[InputFile | PassedOver]:
    """Yield the workbooks in `folder`, and every other file in it with the cause.

    Folders in it are passed over, and so are archives, files that cannot be read, and marked
    copies that nobody has saved since. Never raises because of what lies in the folder.
    """
    from disclose.core.folders import PassedOver, look_into

    for each in look_into(path_of(folder), deep=False):
        yield each if isinstance(each, PassedOver) else _opened(each)


def _opened(path: Path) -> InputFile | PassedOver:
    from disclose.core.folders import COPY, ZIP, PassedOver, cause_of, is_archive, shown
    from disclose.excel.mark.pristine import is_pristine

    name = shown(str(path))
    if is_archive(path.name):
        return PassedOver(name, ZIP)
    try:
        file = open_workbook(path)
    except FileError as error:
        return PassedOver(name, cause_of(error, path))
    return PassedOver(name, COPY) if is_pristine(file.data) else file


@verb
def check(
    workbook: Input,
    library: Library | None = None,
    prior_year: PriorYearSource | Input | None = None,
    *,
    strict: bool = False,
    second_reader: bool = False,
    localised: bool = True,
    lexicon: Input | None = None,
    search: bool = True,
) -> Checked:
    """Return all findings of a filled workbook. Never raises because of its content.

    The filing is compared with `prior_year` if given. Else, with `search`, with the file that its
    workbook was made from, if that lies beside the workbook, known by its hash; else with the
    figures on the sheet 上年数 if the workbook has one. With `strict`, findings that are to be
    verified block as well, unless the filler has explained them on the sheet 出错说明. With
    `second_reader` another library reads every figure once more, and one that differs is an error.
    Without `localised` no suspects are sought, which takes most of the time for a file with
    errors, and rules that hold are not counted. The texts are compared with the tables; `lexicon`
    is a file with the agency's own names of figures.

    Raises:
        FileError: a file cannot be opened.
        EditionError: a lexicon is faulty.
    """
    from disclose.api.vocabularies import own_words
    from disclose.checks.outcome import Checked, Compared, Localised
    from disclose.checks.pairing import explained, open_suspects, pending
    from disclose.checks.rules import judge_rules
    from disclose.checks.run import check as run
    from disclose.checks.run import unchecked
    from disclose.excel.read.reader import read
    from disclose.excel.read.refused import MAX_FILE

    library = library or packaged()
    own = own_words(lexicon, library) if lexicon is not None else None
    file = read_input(workbook, MAX_FILE, WORKBOOK)
    reading = read(file.data, file.path.name, library)
    if reading.filing is None or reading.edition is None:
        return Checked(
            file=file.name, edition=None, filing=None, findings=reading.findings, tally=None
        )
    beside = _prior_file_beside(workbook, reading, library) if search and not prior_year else None
    followed = beside or _matched_prior_year(reading, prior_year, library)
    remembered = reading.prior_year.file if reading.prior_year else None
    judged = judge_rules(reading.edition, reading.filing, followed.prior_year)
    again: tuple[Finding, ...] = ()
    if second_reader:
        from disclose.excel.read.second_reader import read_again

        again = read_again(file.data, reading.edition, reading.filing)
    texts = _texts(reading.edition, reading.filing, library, own)
    found = (*reading.findings, *again, *followed.findings, *run(judged, _checks(texts)))
    sought = Localised()
    if localised and any(each.equation for each in found):
        from disclose.checks.localise.run import localise

        sought = localise(judged, witnesses=_witnesses(texts, found))
    lines = reading.filing.explanations
    open_codes = unchecked(judged) if lines else frozenset[str]()
    findings = explained(found, lines, open_codes)
    return Checked(
        file=file.name,
        edition=reading.edition,
        filing=reading.filing,
        findings=findings,
        pending=pending(found, lines, open_codes),
        found_beside=followed.found_beside,
        missing_file=remembered.name if remembered and not (beside or prior_year) else "",
        tally=judged.tally if localised else None,
        compared=Compared(followed.prior_year, judged.comparison) if followed.prior_year else None,
        suspects=open_suspects(sought.suspects, findings),
        searched=sought.searched,
        strict=strict,
    )


def _texts(
    edition: Edition, filing: Filing, library: Library, own: OwnWords | None
) -> FilingTexts | None:
    """Return the texts of `filing` that may state figures, None if there are none."""
    from disclose.checks.telling_texts import telling_texts

    telling = telling_texts(filing)
    if not telling:
        return None
    from disclose.api.vocabularies import vocabulary_of
    from disclose.checks.texts import FilingTexts

    vocabulary = vocabulary_of(edition, library, own)
    return FilingTexts(edition, filing, telling, vocabulary) if vocabulary else None


def _checks(texts: FilingTexts | None) -> tuple[Check, ...]:
    """Return the checks of a filing with these texts."""
    from disclose.checks.run import CHECKS

    if texts is None:
        return CHECKS
    from disclose.checks.texts import text_check

    return (*CHECKS, text_check(texts))


def _witnesses(texts: FilingTexts | None, found: Sequence[Finding]) -> Sequence[Witness]:
    """Return the numbers in `texts`, none if a check of `found` broke down."""
    if texts is None or any(each.code == "TOOL01" for each in found):
        return ()
    from disclose.checks.texts import witnesses

    return witnesses(texts)


def _prior_file_beside(
    workbook: Input, reading: Reading, library: Library
) -> PriorYearMatch | None:
    """Return the prior year from the file that the workbook remembers, if that is beside it."""
    last, edition, filing = reading.prior_year, reading.edition, reading.filing
    if edition is None or filing is None or last is None or last.file is None or not last.intact:
        return None
    from disclose.api.files_beside import file_beside
    from disclose.api.prior_input import read_prior_year

    file = file_beside((workbook,), last.file.name, last.file.sha256)
    if file is None:
        return None
    match = read_prior_year(file, library).match_prior_year(edition, filing)
    return match._replace(found_beside=file.path.name) if match.prior_year else None


def _matched_prior_year(
    reading: Reading, prior_year: PriorYearSource | Input | None, library: Library
) -> PriorYearMatch:
    """Return the prior year's figures: those given, else those that the workbook itself holds."""
    from disclose.checks.prior_year import PriorYearMatch, from_sheet

    edition, filing = reading.edition, reading.filing
    if edition is None or filing is None:
        return PriorYearMatch(None, ())
    if prior_year is not None:
        if isinstance(prior_year, InputFile | bytes | str | PathLike):
            from disclose.api.prior_input import read_prior_year

            prior_year = read_prior_year(prior_year, library)
        return prior_year.match_prior_year(edition, filing)
    if last := reading.prior_year:
        return from_sheet(filing, last.year, last.amounts, intact=last.intact)
    return PriorYearMatch(None, ())


@verb
def mark(workbook: Input, checked: Checked) -> bytes | None:
    """Return the marked copy of a workbook that `checked` is about, None if it was unreadable.

    Raises:
        FileError: the file cannot be opened.
        RefusedInputError: it is no workbook.
        UnmarkableError: a part of it that reading passes over is damaged.
    """
    from disclose.excel.mark.marker import mark as write_marks
    from disclose.excel.read.refused import MAX_FILE, RefusedWorkbookError

    if checked.filing is None:
        return None
    try:
        return write_marks(read_input(workbook, MAX_FILE, WORKBOOK).data, checked)
    except RefusedWorkbookError as refused:
        raise RefusedInputError(refused.finding) from refused


@verb
def agree_blanks(workbook: Input, library: Library | None = None) -> bytes | None:
    """Return a filled workbook whose line 空白的格按0上报 says 是; nothing else is changed.

    Results of formulas are worked out anew by the spreadsheet that opens it. None if the workbook
    has no such line. It counts as the work of whoever fills it in, so that nothing is written over
    it, and it is no marked copy, even if `workbook` is one.

    Raises:
        FileError: the file cannot be opened.
        RefusedInputError: it cannot be read.
        UnmarkableError: a part of it that reading passes over is damaged.
    """
    from disclose.excel.mark.agreement import agree_blanks as write_agreement
    from disclose.excel.read.reader import read
    from disclose.excel.read.refused import MAX_FILE

    file = read_input(workbook, MAX_FILE, WORKBOOK)
    reading = read(file.data, file.path.name, library or packaged())
    if reading.edition is None:
        raise RefusedInputError(*reading.findings)
    return write_agreement(file.data, reading.edition)


def export(checked: Checked, to: ExportFormat) -> bytes:
    """Return the figures file of a workbook that could be read, as typed, totals computed.

    Raises:
        NoFilingError: the workbook could not be read.
        RefusedInputError: its form is not installed, so some of its figures were not read.
    """
    from disclose.form.figures import csv_file, json_file
    from disclose.form.figures.content import content

    if checked.filing is None or checked.edition is None:
        raise NoFilingError(checked.file)
    if incomplete := [each for each in checked.findings if each.code == "BOOK55"]:
        raise RefusedInputError(*incomplete, file=checked.file)
    if to == "csv":
        return csv_file.write(content(checked.filing), checked.edition, sealed=True)
    return json_file.write(content(checked.filing), sealed=True)
