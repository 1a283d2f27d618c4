"""Verify an edited report: compare its numbers with those of the report that its workbook gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from disclose.checks.outcome import Outcome
from disclose.core.expressions import expression
from disclose.core.finding import Finding, error, warning
from disclose.core.text import squeeze
from disclose.documents.extract.title_page import read_title_page
from disclose.documents.read.anchors import Level, told
from disclose.documents.read.model import Document, Line
from disclose.documents.read.omissions import omissions
from disclose.documents.read.provenance import OPEN_POINTS, Manifest, Provenance
from disclose.documents.verify.alignment import align
from disclose.documents.verify.beside import lines_of_body
from disclose.documents.verify.differing import Comparison, count_levels
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.names import figure_names, figures_of
from disclose.documents.verify.tables import TableFigures, table_figures
from disclose.documents.verify.tokens import names_of, numbers_of_document, numbers_of_report
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.printed_names import expression_title
from disclose.prose.lexicon import Vocabulary

# The marks of a draft.

_GAP = expression(r"【待(?:填写：[^】]{1,40}|核实)】")
_DRAFT = expression(r"(?:>\s*)?\W*草稿(?:：供内部核对，不得对外公布。)?\W*|.{4,60}[（(]草稿[）)]")

SHOWN = 5
"""Most marks that a message names."""


def marks(lines: Sequence[Line], headers: Sequence[str]) -> tuple[str, ...]:
    """Return the words that say that a report is a draft: in its title, its headers, its gaps."""
    return tuple(dict.fromkeys(_marks(lines, headers)))[:SHOWN]


def _marks(lines: Sequence[Line], headers: Sequence[str]) -> Iterator[str]:
    texts = [told(line.text)[0] for line in lines]
    if any(_DRAFT.fullmatch(text) for text in (*texts, *headers)):
        yield "草稿"
    for text in texts:
        if text.lstrip("> ").strip("*") == OPEN_POINTS:
            yield OPEN_POINTS
        yield from _GAP.findall(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Outcome):
    """The comparison of an edited report with the report that its workbook gives now.

    `figures` counts the numbers of the expected report, `found` those of them that were found in
    the edited one, by level. `edition` is None if the workbook could not be read. `faults` counts
    the errors in the workbook itself. `previous` is the name of the prior year's file, if numbers
    were compared with it, `found_beside` the same if the name and hash in the report led to it.
    """

    workbook: str
    year: int | None = None
    body: str = ""
    figures: int = 0
    found: Mapping[Level, int] = field(default_factory=dict)
    faults: int = 0
    previous: str = ""
    found_beside: str = ""


def verify(
    report: ExpectedReport,
    document: Document,
    manifest: Manifest,
    marks: Sequence[str] = (),
    vocabularies: Sequence[Vocabulary] = (),
) -> Verified:
    """Compare `document`, an edited copy of `report`, with it. Never raises because of the content.

    `document` was read with its anchors; `marks` are the words that make it a draft, if any. Of
    `vocabularies` those of the report's year give more names to figures.
    """
    filing = report.filing
    bare = Verified(
        file=document.name,
        workbook=filing.origin.name,
        edition=report.edition,
        year=filing.year,
        body=filing.name,
        previous=report.previous,
    )
    other = tuple(_other_filing(report, document, manifest.making))
    if other and not _is_of_this_filing(report, manifest.making):
        return replace(bare, findings=other)
    draft = (warning("DOC50", marks=tuple(marks)),) if marks else ()
    before = (*other, *draft, *omissions(document))
    spoken = [each for each in vocabularies if each.serves(filing.year)]
    figures, found, findings = _compared(report, document, manifest, spoken)
    return replace(bare, figures=figures, found=found, findings=(*before, *findings))


def _compared(
    report: ExpectedReport,
    document: Document,
    manifest: Manifest,
    vocabularies: Sequence[Vocabulary],
) -> tuple[int, Mapping[Level, int], tuple[Finding, ...]]:
    """Return the count of expected numbers, of those found by level, and all findings."""
    made = (
        (name, each.expression) for each in manifest.figures for name in (each.tag, each.bookmark)
    )
    titled = _by_title(report, [each.expression for each in manifest.figures])
    names = {**_of_both_years(report, document), **titled, **dict(made), **names_of(report.keys)}
    lines = report.lines if document.tables else (*report.lines, *report.rows)
    expected = numbers_of_report(lines)
    actual = numbers_of_document(lines_of_body(document), names)
    alignment = align(expected, actual)
    cells = (
        table_figures(report, document.tables, names) if document.tables else TableFigures({}, ())
    )
    found = count_levels(alignment, cells)
    spoken = figure_names(report, expected, vocabularies)
    comparison = Comparison(report, manifest, expected, actual, alignment, cells, spoken, document)
    count = comparison.count
    if not sum(found.values()):
        return count, {}, (error("DOC51", count=count),)
    return count, found, tuple(comparison.findings())


def _by_title(report: ExpectedReport, expressions: Iterable[str]) -> Mapping[str, str]:
    """Return the keys and expressions by the titles of their controls without white space.

    A title of several is left out. LibreOffice 7.4 keeps the titles and drops the tags.
    """
    named: dict[str, set[str]] = {}
    for key in {*report.keys, *expressions}:
        named.setdefault(squeeze(expression_title(report.edition, key)), set()).add(key)
    return {title: keys.pop() for title, keys in named.items() if len(keys) == 1}


def _of_both_years(report: ExpectedReport, document: Document) -> Mapping[str, str]:
    """Return the expressions of `document` that the prior year is in, by themselves.

    The report made anew has none of them if that year is not given.
    """
    names = {each.name for line in document.lines for each in told(line.text)[1]}
    known = {*report.edition.figures, *report.edition.fees}
    return {
        name: name
        for name in names
        if PRIOR_YEAR in name and figures_of(name.replace(PRIOR_YEAR, "")) <= known
    }


def _is_of_this_filing(report: ExpectedReport, making: Provenance) -> bool:
    """Return whether, by its manifest, the report is of the same agency, year and form."""
    filing = report.filing
    return (making.edition, making.year, squeeze(making.body)) == (
        filing.edition,
        str(filing.year or ""),
        squeeze(filing.name),
    )


def _other_filing(
    report: ExpectedReport, document: Document, making: Provenance
) -> Iterator[Finding]:
    filing = report.filing
    if making.edition and not _is_of_this_filing(report, making):
        said = (making.body, making.year, making.edition)
    else:
        lines = [replace(line, text=told(line.text)[0]) for line in document.lines]
        year, name = read_title_page(lines, report.edition.title)
        alike = year in {None, filing.year} or filing.year is None
        if alike and _same_agency(name, filing.name):
            return
        said = (name, str(year or ""), "")
    own = (filing.name, str(filing.year or ""), filing.edition if said[2] else "")
    shown = [" ".join(filter(None, each)) for each in (said, own)]
    yield error("DOC49", report=shown[0], workbook=shown[1])


def _same_agency(name: str, own: str) -> bool:
    """Return whether a title names the agency; web pages may print more before it."""
    one, other = squeeze(name), squeeze(own)
    return not one or not other or one.endswith(other) or other.endswith(one)
