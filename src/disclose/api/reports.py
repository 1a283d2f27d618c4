"""Reports: compiled from a workbook, verified against it, audited or imported without one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from disclose.api.forms import editions, packaged
from disclose.api.inputs import (
    DOCUMENT,
    WORKBOOK,
    FolderPath,
    Input,
    naming,
    path_of,
    read_input,
    verb,
)
from disclose.api.workbooks import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from disclose.checks.outcome import Checked
    from disclose.checks.prior_year import PriorYearSource
    from disclose.core.errors import PdfError
    from disclose.core.finding import Finding
    from disclose.core.language import Language
    from disclose.documents.audit.auditor import Audited
    from disclose.documents.extract.extraction import Imported
    from disclose.documents.read.model import Document
    from disclose.documents.verify.expected_report import ExpectedReport
    from disclose.documents.verify.verifier import Verified
    from disclose.form.edition.library import Library
    from disclose.form.edition.model import Edition
    from disclose.form.filing import Filing
    from disclose.prose.statements import Tables
    from disclose.report.template_sources import Narrative


@dataclass(frozen=True, slots=True)
class Compiled:
    """A checked workbook, and its report by format (none if errors blocked it), maybe a draft.

    `unwritten` says of a format why the report could not be written in it.
    """

    checked: Checked
    documents: Mapping[str, bytes]
    draft: bool = False
    unwritten: Mapping[str, PdfError] = field(default_factory=dict)


@verb
def compile_report(
    workbook: Input,
    library: Library | None = None,
    formats: Sequence[str] | None = None,
    *,
    draft: bool = False,
    prior_year: PriorYearSource | Input | None = None,
    templates: FolderPath | None = None,
    fonts_dir: FolderPath | None = None,
    strict: bool = False,
    annex: bool = False,
    charts: bool = False,
    lexicon: Input | None = None,
) -> Compiled:
    """Check `workbook` and return its report in `formats`, by default in all of this machine.

    Errors block it unless `draft`. For a final report the figures are read twice, see
    `second_reader` of `check`. With `prior_year` the report states changes on that year.
    `templates` is a folder with a narrative that replaces that of the edition. A PDF takes fonts
    from `fonts_dir` first, then those installed, then those that the program brings along.
    `strict` and `lexicon` are as in `check`; `annex` adds what the filler has explained, `charts`
    draws those that the narrative places.

    Raises:
        FileError: a file cannot be opened.
        EditionError: the narrative is faulty.
        UnfinishedFilingError: the workbook passes, but lacks a line, a text or a figure.
        UnknownFormatError: a format that the report is not written in.
        PdfError: a PDF cannot be made: no fonts, or no typesetter though `formats` ask for a PDF.
            Characters that no font has keep a report from that format only, as a typesetter that
            is missing does by default, see `Compiled.unwritten`.
    """
    from disclose.excel.read.refused import MAX_FILE

    file = read_input(workbook, MAX_FILE, WORKBOOK)
    compiled = compile_checked(
        check(file, library, prior_year, strict=strict, second_reader=not draft, lexicon=lexicon),
        formats,
        draft=draft,
        templates=templates,
        fonts_dir=fonts_dir,
        annex=annex,
        charts=charts,
    )
    return replace(
        compiled,
        unwritten={to: _with_cells(each, file.data) for to, each in compiled.unwritten.items()},
    )


def _with_cells(error: PdfError, workbook: bytes) -> PdfError:
    """Return `error`, with the cells of the workbook that have the characters it names."""
    from disclose.core.errors import UnprintableError
    from disclose.excel.read.characters import cells_with

    if not isinstance(error, UnprintableError):
        return error
    cells = cells_with(workbook, [each.character for each in error.missing])
    placed = (
        each._replace(cell=cell, position=position)
        for each in error.missing
        for cell, position in [cells.get(each.character, ("", 0))]
    )
    return UnprintableError(tuple(placed))


def compile_checked(
    checked: Checked,
    formats: Sequence[str] | None,
    *,
    draft: bool,
    templates: FolderPath | None = None,
    fonts_dir: FolderPath | None = None,
    annex: bool = False,
    charts: bool = False,
) -> Compiled:
    """Return the report of a filing that is checked; otherwise as `compile_report`."""
    from disclose.checks.outcome import Judgement
    from disclose.core.errors import NoTypesetterError, TypesettingError, UnprintableError
    from disclose.report.compile import FORMATS, write
    from disclose.report.narrative import compose
    from disclose.report.open_points import open_points

    edition, filing = checked.edition, checked.filing
    blocked = checked.judgement is Judgement.FAIL and not draft
    if edition is None or filing is None or blocked:
        return Compiled(checked, {}, draft)
    narrative = _narrative(edition, templates)
    explained = tuple(each for each in checked.findings if annex and each.explained)
    with _rendering(narrative, edition):
        report = compose(
            edition,
            filing,
            draft=draft,
            prior_year=checked.prior_year,
            narrative=narrative,
            explained=explained,
            pending=checked.pending if annex else (),
            charts=charts,
            points=open_points(checked) if draft else (),
        )
        fonts = path_of(fonts_dir) if fonts_dir else None
        documents: dict[str, bytes] = {}
        unwritten: dict[str, PdfError] = {}
        for to in FORMATS if formats is None else formats:
            try:
                documents[to] = write(report, to, fonts)
            except (UnprintableError, TypesettingError) as error:
                unwritten[to] = error
            except NoTypesetterError as error:
                if formats is not None:
                    raise
                unwritten[to] = error
    return Compiled(checked, documents, draft, unwritten)


@verb
def verify(
    report: Input,
    workbook: Input,
    library: Library | None = None,
    prior_year: PriorYearSource | Input | None = None,
    templates: FolderPath | None = None,
    *,
    lexicon: Input | None = None,
) -> Verified:
    """Return whether every number of an edited report is still the workbook's.

    `prior_year` and `templates` are as they were given to `compile_report`, `lexicon` is as in
    `check`. Without `prior_year` the file that the report names is sought beside the workbook, then
    beside the report, and known by its hash. Never raises because of the content of the workbook.

    Raises:
        UnreadableDocumentError: the report is no document that can be read.
        EditionError: the edition's narrative is faulty.
        FileError: a file cannot be opened.
    """
    from disclose.api.files_beside import file_beside
    from disclose.api.vocabularies import own_words, vocabularies
    from disclose.core.finding import Severity
    from disclose.documents.read.manifest import manifest
    from disclose.documents.read.model import PartKind
    from disclose.documents.read.reader import MAX_FILE, read
    from disclose.documents.structure.sections import with_sections
    from disclose.documents.verify.structure import with_structure, without_marks
    from disclose.documents.verify.verifier import Verified, marks
    from disclose.documents.verify.verifier import verify as run
    from disclose.excel.read.refused import MAX_FILE as MAX_WORKBOOK

    file = read_input(report, MAX_FILE, DOCUMENT)
    with naming(file):
        document = read(file.data, file.path.name, anchored=True)
        made = manifest(file.data, document.kind)
        drafts = marks(document.lines, document.beside(PartKind.HEADER))
    book = read_input(workbook, MAX_WORKBOOK, WORKBOOK)
    beside = None
    if prior_year is None and made.making.previous:
        making = made.making
        beside = file_beside((workbook, report), making.previous, making.previous_sha256)
    checked = check(book, library, beside or prior_year, lexicon=lexicon)
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        return Verified(file=file.name, workbook=book.name, findings=checked.findings)
    compared = bool(made.making.previous or not made.making.edition)
    expected = _made_anew(
        checked,
        edition,
        filing,
        document,
        narrative=_narrative(edition, templates),
        draft=bool(drafts),
        compared=compared,
        with_annex=bool(made.making.annex),
    )
    library = library or packaged()
    own = own_words(lexicon, library) if lexicon is not None else None
    words, forms = vocabularies(library, own), editions(library)
    verified = run(expected, document, made, drafts, words)
    verified = with_structure(verified, expected, document, forms, words)
    errors = checked.count(Severity.ERROR)
    located = with_sections(verified.findings, without_marks(document), forms)
    return replace(
        verified,
        findings=located,
        file=file.name,
        workbook=book.name,
        faults=errors,
        found_beside=beside.path.name if beside else checked.found_beside if compared else "",
    )


def _made_anew(
    checked: Checked,
    edition: Edition,
    filing: Filing,
    document: Document,
    *,
    narrative: Narrative,
    draft: bool,
    compared: bool,
    with_annex: bool,
) -> ExpectedReport:
    """Return the report of a workbook, with the options that the edited one was made with."""
    from disclose.report.annex import annexed
    from disclose.report.as_text import expected_report, with_charts_present
    from disclose.report.narrative import compose

    annex = with_annex or annexed(document.lines)
    with _rendering(narrative, edition):
        anew = compose(
            edition,
            filing,
            draft=draft,
            prior_year=checked.prior_year if compared else None,
            narrative=narrative,
            explained=tuple(each for each in checked.findings if annex and each.explained),
            pending=checked.pending if annex else (),
            charts=True,
            sketched=True,
        )
        return expected_report(with_charts_present(anew, document.lines))


@verb
def mark_report(report: Input, verified: Verified, language: Language) -> bytes:
    """Return a Word report with comments at the places of its findings.

    Every part but the text and its comments keeps its bytes; comments of an earlier run are
    replaced.

    Raises:
        UnreadableDocumentError: it is no Word document that can be read.
        FileError: it cannot be opened.
    """
    from disclose.documents.mark.word_comments import with_comments
    from disclose.documents.read.reader import MAX_FILE
    from disclose.documents.verify.remarks import remarks

    file = read_input(report, MAX_FILE, DOCUMENT)
    with naming(file):
        return with_comments(file.data, tuple(remarks(verified, language)))


@verb
def check_templates(folder: FolderPath, edition: Edition) -> tuple[Finding, ...]:
    """Return the faults of the narrative in `folder`, which replaces that of `edition`.

    Raises:
        EditionError: there is no narrative in it, or a file cannot be used.
        FileError: it cannot be read.
    """
    from disclose.report.template_check import faults
    from disclose.report.template_sources import overridden

    return faults(edition, overridden(edition, path_of(folder)))


def _narrative(edition: Edition, folder: FolderPath | None) -> Narrative:
    from disclose.report.template_sources import overridden, packaged

    return overridden(edition, path_of(folder)) if folder else packaged(edition)


@contextmanager
def _rendering(narrative: Narrative, edition: Edition) -> Iterator[None]:
    """Raise a fault of `narrative` while it is rendered as an EditionError."""
    from disclose.core.errors import EditionError
    from disclose.form.templating import TemplateFaultError
    from disclose.report.blocks import NarrativeError
    from disclose.report.template_sources import faulty

    try:
        yield
    except (TemplateFaultError, NarrativeError) as error:
        raise EditionError(*faulty(narrative, edition, error)) from error


@verb
def audit(
    report: Input,
    library: Library | None = None,
    *,
    lexicon: Input | None = None,
    numbers: bool = False,
) -> Audited:
    """Return all findings of a hand-written or published report, checked without a workbook.

    `lexicon` is a file with the agency's own names of figures. With `numbers` a note lists the
    numbers that are not understood.

    Raises:
        UnreadableDocumentError: it is no document that can be read.
        EditionError: a lexicon is faulty.
        FileError: it cannot be opened.
    """
    from disclose.api.vocabularies import own_words, vocabularies
    from disclose.documents.audit.auditor import audit as run
    from disclose.documents.read.reader import MAX_FILE, read
    from disclose.documents.structure.sections import with_sections

    library = library or packaged()
    file = read_input(report, MAX_FILE, DOCUMENT)
    with naming(file):
        document = read(file.data, file.path.name)
    own = own_words(lexicon, library) if lexicon is not None else None
    forms = editions(library)
    words = vocabularies(library, own)
    audited = run(
        document,
        words,
        lambda each: _official_tables(each, forms),
        forms,
        listed=numbers,
    )
    located = with_sections(audited.findings, document, forms)
    return replace(audited, file=file.name, findings=located)


def _official_tables(document: Document, forms: Sequence[Edition]) -> Tables | None:
    """Return the figures of the official tables in `document`, None if it has none."""
    from disclose.documents.extract.extraction import extract_figures
    from disclose.form.filing import Origin
    from disclose.prose.statements import Tables

    checked = extract_figures(document, forms, Origin()).checked
    if checked.edition is None or checked.filing is None:
        return None
    amounts = ((key, entry.amount) for key, entry in checked.filing.entries.items())
    lines = {
        table.id: line.number
        for table in checked.edition.tables
        for line in document.lines
        if table.title in line.text
    }
    figures = {key: amount for key, amount in amounts if amount is not None}
    return Tables(checked.edition, figures, lines)


@verb
def import_report(report: Input, library: Library | None = None, edition: str = "") -> Imported:
    """Return the official tables of a published report as figures, with all findings.

    The edition is the one that the tables agree with, or the one called `edition`. Never raises
    because of the content of the report.

    Raises:
        FileError: the file cannot be opened.
        EditionError: an edition is unknown or faulty.
    """
    from disclose.core.errors import UnreadableDocumentError
    from disclose.documents.extract.extraction import extract_figures, refused_extraction
    from disclose.documents.read.reader import MAX_FILE, read

    file = read_input(report, MAX_FILE, DOCUMENT)
    forms = ((library or packaged()).get(edition),) if edition else editions(library)
    try:
        document = read(file.data, file.path.name)
    except UnreadableDocumentError as error:
        return refused_extraction(file.name, *error.findings)
    taken = extract_figures(document, forms, file.origin())
    return replace(taken, checked=replace(taken.checked, file=file.name))
