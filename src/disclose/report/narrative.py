"""Composes the report of a filing: gives its data to the template, returns the blocks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from importlib.metadata import version

from disclose.core.dates import day
from disclose.core.finding import Finding
from disclose.core.numbers import format_plain
from disclose.documents.read.provenance import Provenance
from disclose.form.agency_lines import read_line
from disclose.form.edition.interpret import references
from disclose.form.edition.model import BodyField, Edition, Print, Section, fitting
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.form.filing import UNKNOWN, Entry, Explanation, Filing, State, says_nothing
from disclose.form.prior_year import PriorYear
from disclose.form.templating import (
    STAFF,
    Marked,
    MarkedText,
    Num,
    constant,
    gap,
    narrate,
    printable,
    staff,
)
from disclose.form.text_figures import pieces
from disclose.report.annex import annex
from disclose.report.blocks import (
    Block,
    ChartPlaceholder,
    Heading,
    Line,
    NarrativeError,
    Paragraph,
    Run,
    Signature,
    TablePlaceholder,
    Title,
    WrongTablesError,
    parse,
    plain_text,
)
from disclose.report.charts import Drawing, drawings, numbered, sketches
from disclose.report.open_points import OpenPoint, doubts, gaps
from disclose.report.template_sources import Narrative, official_tables, packaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The input of every writer: form, filing, narrative as blocks, and whether it is a draft.

    `prior_year` holds the figures for statements on changes, None if there are no such statements;
    `annex` is true if the blocks include an annex. `charts` holds the charts by id. A draft has its
    open `points` and the figures that they are about.
    """

    edition: Edition
    filing: Filing
    narrative: Narrative
    blocks: tuple[Block, ...]
    draft: bool
    prior_year: PriorYear | None = None
    annex: bool = False
    charts: Mapping[str, Drawing] = field(default_factory=dict)
    points: tuple[OpenPoint, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the agency on one line."""
        return one_line(self.filing.name)

    @property
    def title(self) -> str:
        """Return the title on one line."""
        return next(
            "".join(map(plain_text, block.lines))
            for block in self.blocks
            if isinstance(block, Title)
        )

    @property
    def day(self) -> date | None:
        """Return the date below the report; None if it is missing or not readable."""
        return day(self.filing.body.get("date", ""))


def compose(
    edition: Edition,
    filing: Filing,
    *,
    draft: bool,
    prior_year: PriorYear | None = None,
    narrative: Narrative | None = None,
    explained: Sequence[Finding] = (),
    pending: Sequence[Explanation] = (),
    charts: bool = False,
    sketched: bool = False,
    points: Sequence[OpenPoint] = (),
) -> Report:
    """Compose the report of `filing`; it states changes if there is a `prior_year`.

    The default narrative is that of the edition. `explained` findings go into an annex, and the
    explanations `pending` of findings that could not be sought. A draft lists the open `points`.
    Charts are left out without `charts`; a chart with nothing to show is always left out. With
    `sketched` those that compare years are there without a prior year, too, whose numbers are
    unknown.

    Raises:
        TemplateFaultError: the narrative cannot be rendered.
        NarrativeError: the text holds a number of unknown origin, the form does not define one
            of its tables or charts, or an official table does not come once.
    """
    template = narrative or packaged(edition)
    filing = _with_open_totals(edition, filing)
    text = narrate(template.sources, template.name, _context(edition, filing, prior_year, draft))
    drawn: dict[str, Drawing] = {}
    if charts:
        drawn |= drawings(edition, filing.year, _figures(filing), _previous(prior_year))
    if sketched and prior_year is None:
        drawn |= sketches(edition, filing.year, _figures(filing))
    blocks = tuple(_placed(parse(text), edition, drawn))
    placed = (block.chart for block in blocks if isinstance(block, ChartPlaceholder))
    _require_tables(blocks, edition)
    return Report(
        edition=edition,
        filing=filing,
        narrative=template,
        blocks=(*blocks, *annex(edition, filing, explained, pending)),
        draft=draft,
        prior_year=prior_year,
        annex=bool(explained or pending),
        charts=numbered(drawn, dict.fromkeys(placed)),
        points=(*points, *gaps(map(runs, blocks))) if draft else (),
        doubts=doubts(points) if draft else {},
    )


def _require_tables(blocks: Iterable[Block], edition: Edition) -> None:
    """Raise unless each official table comes once, and no other."""
    placed = [block.table for block in blocks if isinstance(block, TablePlaceholder)]
    tables = [table.id for table in edition.tables]
    required = official_tables(edition)
    counts = {
        table: placed.count(table)
        for table in tables
        if placed.count(table) > 1 or (table in required and table not in placed)
    }
    unknown = [table for table in dict.fromkeys(placed) if table not in tables]
    if counts or unknown:
        raise WrongTablesError(counts, unknown)


def _placed(
    blocks: Iterable[Block], edition: Edition, drawn: Mapping[str, Drawing]
) -> Iterator[Block]:
    """Yield `blocks` without the placeholders of charts that are not drawn."""
    known = {chart.id for chart in edition.charts}
    for block in blocks:
        if isinstance(block, ChartPlaceholder) and block.chart not in known:
            fault = f":::chart {block.chart}"
            raise NarrativeError(fault)
        if not isinstance(block, ChartPlaceholder) or block.chart in drawn:
            yield block


def runs(block: Block) -> Line:
    """Return the runs of `block` in reading order."""
    match block:
        case Heading() | Paragraph():
            return block.runs
        case Title() | Signature():
            return tuple(run for line in block.lines for run in line)
        case _:
            return ()


_SPACE = "　"


def printed(entry: Entry) -> str:
    """Return the text of `entry` in a table: its number, or what a draft has instead of one.

    That is a space to be filled in, or the text typed instead of a number, in the marks of a gap.
    """
    if entry.amount is not None:
        return format_plain(entry.amount)
    return f"【{one_line(entry.typed) or _SPACE}】"


def is_open(text: str) -> bool:
    """Return whether a figure is printed as a gap: it is to be filled in or verified."""
    return UNKNOWN in text or (text.startswith("【") and text.endswith("】"))


def one_line(text: str) -> str:
    """Return `text` on one line, without characters that cannot be printed."""
    return printable(" ".join(text.split()))


def bare(run: Run) -> str:
    """Return the number in the text of a figure without its unit; empty if it has no number."""
    return "".join(char for char in run.text if char in "-.0123456789")


def units(edition: Edition, table: str) -> str:
    """Return the line with the unit above a table, e.g. `单位：件`.

    If a table has several units, the line names the most frequent one, provided that the labels of
    the other figures name theirs; else it names all. A list prints the unit in each row and has no
    such line.
    """
    if edition.table(table).print is Print.LIST:
        return ""
    figures = [figure for figure in edition.figures.values() if figure.table.id == table]
    names = [figure.measure.unit for figure in figures]
    common = max(names, key=names.count)
    others = [figure for figure in figures if figure.measure.unit != common]
    if not others:
        return f"单位：{common}"
    if all(figure.measure.unit in figure.label for figure in others):
        return f"单位：{common}（另有注明的除外）"
    return f"单位：{'、'.join(dict.fromkeys(names))}"


def _context(
    edition: Edition,
    filing: Filing,
    prior_year: PriorYear | None,
    draft: bool,  # noqa: FBT001
) -> Mapping[str, object]:
    """Return the names that a template may use, with their values."""
    figures = _figures(filing)
    fees = {key: Num(key, amount) for key in filing.fees if (amount := filing.fee(key)) is not None}
    return {
        "edition": {
            "title": edition.title,
            "authority": edition.authority,
            "document": constant(edition.document),
        },
        "year": gap("年度") if filing.year is None else constant(filing.year),
        "body": {each.id: staff(_body_line(filing, each)) for each in edition.body},
        "texts": {each.id: _text(edition, filing, each, figures) for each in edition.texts},
        "labels": {each.id: each.label for each in edition.texts},
        "figure": {**figures, **fees},
        "total": _totals(figures),
        "previous": _previous(prior_year),
        "draft": draft,
    }


def _text(
    edition: Edition, filing: Filing, section: Section, figures: Mapping[str, Num]
) -> MarkedText:
    """Return the staff's text of `section` with numbers for the names of figures in it.

    A `无` in a section that must be written is no text: a draft asks for one.
    """
    words = staff(filing.texts.get(section.id, "")).text
    if section.required and says_nothing(words):
        return MarkedText(())
    known = {**figures, **{key: Num(key, filing.fee(key)) for key in edition.fees}}
    return MarkedText(
        tuple(
            Marked(STAFF, piece) if isinstance(piece, str) else _sum(piece.keys, known)
            for piece in pieces(edition, words)
        )
    )


def _body_line(filing: Filing, line: BodyField) -> str:
    return read_line(line, one_line(filing.body.get(line.id, ""))).value


def _with_open_totals(edition: Edition, filing: Filing) -> Filing:
    """Return `filing` with no amount for a total of cells none of which was filled in."""
    entries = dict(filing.entries)
    for key, constraint in edition.fills.items():
        parts = references(constraint.relation.right)
        if entries[key].state is State.COMPUTED and all(
            entries[each].amount is None for each in parts
        ):
            entries[key] = entries[key]._replace(amount=None)
    return filing._replace(entries=entries)


def _figures(filing: Filing) -> Mapping[str, Num]:
    return {key: Num(key, entry.amount) for key, entry in filing.entries.items()}


def _previous(prior_year: PriorYear | None) -> Mapping[str, Num]:
    """Return the known prior-year figures by the keys of this form."""
    amounts = prior_year.amounts if prior_year else {}
    return {
        key: Num(PRIOR_YEAR + key, amount) for key, amount in amounts.items() if amount is not None
    }


def _totals(figures: Mapping[str, Num]) -> Callable[[str], Num]:
    def total(pattern: str) -> Num:
        """Return the sum of the figures whose keys match `pattern`, which holds one `*`."""
        found = fitting(pattern, figures)
        if not found:
            raise LookupError(f"no figure is called {pattern}")
        return _sum(found, figures)

    return total


def _sum(keys: Sequence[str], figures: Mapping[str, Num]) -> Num:
    return sum((figures[key] for key in keys[1:]), figures[keys[0]])


def making(report: Report) -> Provenance:
    """Return the sources of `report`: workbook, prior year, template, version of the program."""
    filing, prior_year = report.filing, report.prior_year
    return Provenance(
        edition=filing.edition,
        year="" if filing.year is None else str(filing.year),
        body=report.name,
        workbook=one_line(filing.origin.name),
        sha256=filing.origin.sha256,
        previous=one_line(prior_year.name) if prior_year else "",
        previous_sha256=prior_year.sha256 if prior_year else "",
        draft="yes" if report.draft else "",
        annex="yes" if report.annex else "",
        template=report.narrative.name,
        template_sha256=sha256(report.narrative.text.encode()).hexdigest(),
        tool=version("disclose-cn"),
    )
