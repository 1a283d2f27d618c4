"""The form as data: tables, rows, columns, figures, sections and rules of one edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from disclose.core.finding import Severity
from disclose.core.language import Wording
from disclose.form.edition.rule_ast import Compare

# Report years that editions serve.

OPEN_YEAR = 9999
"""Last report year of an edition that is still in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """Report years that an edition serves, both included."""

    first: int
    last: int = OPEN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another edition, by id, and the report years it serves, both included."""

    id: str
    first: int
    last: int = OPEN_YEAR


# What a form says of last year apart from its rules: comparisons, and the forms before it.


class YearRuleKind(StrEnum):
    """What a year rule looks at."""

    JUMP = "jump"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRule:
    """A comparison with last year that is no relation between two amounts.

    `jump`: a figure of `measure` is `factor` times last year's, or less than or equal to its
    `factor`-th part, or 0 where last year it was `floor` or more.
    """

    code: str
    kind: YearRuleKind
    measure: str
    factor: int
    floor: int
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Rows of this form that an earlier one printed as a single row: patterns, and that row."""

    rows: tuple[str, ...]
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PredecessorForm:
    """An earlier form, and which of its figures this form carries on.

    `same` are patterns of rows, as `table.row`, that mean the same in both forms wherever both
    have the column.
    """

    id: str
    same: tuple[str, ...]
    merged: tuple[Merged, ...] = ()


# Demands on the texts of a report.


class TextRuleKind(StrEnum):
    """What a text rule asks of a section."""

    REPORTED = "reported"
    WRITTEN = "written"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """A demand on the texts of the report."""

    code: str
    kind: TextRuleKind
    sections: tuple[str, ...]
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    words: tuple[str, ...] = ()
    when_positive: tuple[str, ...] = ()
    limit: int = 0


# Which charts a form has: bars, and the figures that each stands for.


class Order(StrEnum):
    """How the bars of a chart stand in a document: the longest first, or as they are stated."""

    LONGEST = "longest"
    STATED = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: its name, and the keys of the figures that it adds up.

    In a definition these may be patterns with one `*`; a loaded edition has the keys themselves.
    """

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar chart; with `years` every bar has last year's beside it."""

    id: str
    title: str
    bars: tuple[Bar, ...]
    order: Order = Order.LONGEST
    years: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all figures drawn."""
        return tuple(key for bar in self.bars for key in bar.figures)


def fitting(pattern: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of `keys` that fit `pattern`, in which one `*` stands for any part."""
    start, star, end = pattern.partition("*")
    if not star:
        return tuple(key for key in keys if key == pattern)
    least = len(start) + len(end)
    return tuple(
        key for key in keys if len(key) >= least and key.startswith(start) and key.endswith(end)
    )


def resolved(chart: Chart, keys: Iterable[str]) -> Chart:
    """Return `chart` with the keys that its patterns stand for."""
    known = tuple(keys)
    bars = tuple(
        replace(bar, figures=tuple(key for each in bar.figures for key in fitting(each, known)))
        for bar in chart.bars
    )
    return replace(chart, bars=bars)


class Print(StrEnum):
    """How a table is printed: stacked blocks, a matrix, one row across, or a list with units."""

    BLOCKS = "blocks"
    MATRIX = "matrix"
    ACROSS = "across"
    LIST = "list"


class Per(StrEnum):
    """What a rule is repeated over; one over the form holds once and names figures by full key."""

    COLUMN = "column"
    ROW = "row"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a figure counts in: printed unit, decimals admitted, whether it may be negative."""

    id: str
    unit: str
    places: int
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading over neighbouring rows or columns; `under` names the group it stands in.

    `undivided` is the row that takes the figures of a report that prints the group as one row.
    """

    id: str
    label: str
    under: str = ""
    vertical: bool = False
    undivided: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSet:
    """Rows or columns that rules add up: ids or patterns, and the printed name of the sum."""

    id: str
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of figures; `short` is its name in equations.

    `measure` is what its figures count in where that is not the measure of their rows.
    """

    id: str
    label: str
    short: str = ""
    measure: str = ""
    group: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of figures; `short` is its name in equations.

    `level` is how deep it is indented in a list: 1 is outermost, 0 means one below its group.
    """

    id: str
    label: str
    measure: str
    short: str = ""
    group: str = ""
    level: int = 0
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that share their columns; a table has one or more."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the form; `widths` are millimetres of the printed columns.

    `heading` stands over the columns of a matrix or the units of a list; `dash` is printed as the
    unit of a list's group; `below` names the lines about the body printed below the table.
    """

    id: str
    sheet: str
    title: str
    short: str
    print: Print
    widths: tuple[Decimal, ...]
    blocks: tuple[Block, ...]
    corner: str = ""
    heading: str = ""
    dash: str = ""
    below: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    sets: tuple[FigureSet, ...] = ()

    def group(self, group_id: str) -> Group:
        """Return the group called `group_id`."""
        return next(group for group in self.groups if group.id == group_id)

    def path(self, group_id: str) -> tuple[Group, ...]:
        """Return the groups from the outermost down to `group_id`; empty for no group."""
        if not group_id:
            return ()
        group = self.group(group_id)
        return (*self.path(group.under), group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the form, found by its key `table.row[column]`."""

    table: Table
    row: Row
    column: Column
    measure: Measure

    @property
    def key(self) -> str:
        """Return the permanent name of the figure."""
        return figure_key(self.table.id, self.row.id, self.column.id)

    @property
    def label(self) -> str:
        """Return the printed row, and the column except in a list, for messages."""
        if self.table.print is Print.LIST:
            return self.row.label
        return f"{self.row.label} · {self.column.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyField:
    """One line about the reporting body, typed on the sheet 单位信息."""

    id: str
    label: str
    required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One text of the report, typed on the sheet 文字部分."""

    id: str
    heading: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as the edition states it; `constraints` apply it to each of its rows or columns."""

    code: str
    says: str
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    exempt: Mapping[str, str]
    constraints: tuple["Constraint", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A rule at one row or column: an arithmetic relation between figures.

    `at` is the printed row or column it holds for, `fills` the key of the figure whose cell it
    computes in the workbook (empty: it only checks).
    """

    code: str
    table: str
    per: Per
    at: str
    relation: Compare
    fills: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """One official form in one version, with everything that is known of it.

    `deadline` says in Chinese who hands the report in by when, in the year after the report year.
    `rules` speak of one year, `prior_year_rules` and `year_rules` of last year's filing as well.
    `neighbours` serve other years, where this one must not be used. `narrative` may include one of
    `extended_narratives`, by its name `<id>/report.md.j2`.
    Two editions are the same only if they are the same object, so that plans can be kept by it.
    """

    id: str
    title: str
    label: Wording
    authority: str
    document: str
    deadline: str
    first_year: int
    last_year: int
    measures: tuple[Measure, ...]
    body: tuple[BodyField, ...]
    tables: tuple[Table, ...]
    texts: tuple[Section, ...]
    rules: tuple[Rule, ...]
    text_rules: tuple[TextRule, ...]
    prior_year_rules: tuple[Rule, ...]
    year_rules: tuple[YearRule, ...]
    forerunners: tuple[PredecessorForm, ...]
    figures: Mapping[str, Figure]
    fills: Mapping[str, Constraint]
    narrative: str
    extended_narratives: Mapping[str, str]
    fingerprint: str
    neighbours: tuple[Neighbour, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def years(self) -> str:
        """Return the report years served, e.g. `2019–2020`; open-ended for the form in force."""
        return f"{self.first_year}–{self.last_year if self.last_year < OPEN_YEAR else ''}"

    def serving(self, year: int) -> str:
        """Return the id of the edition for the report year `year`, empty if none is known."""
        own = Neighbour(id=self.id, first=self.first_year, last=self.last_year)
        served = (each.id for each in (own, *self.neighbours) if each.first <= year <= each.last)
        return next(served, "")

    def table(self, table_id: str) -> Table:
        """Return the table called `table_id`."""
        return next(table for table in self.tables if table.id == table_id)

    def constraints(self) -> tuple[Constraint, ...]:
        """Return every rule of one year at every row or column, in the order of the file."""
        return tuple(constraint for rule in self.rules for constraint in rule.constraints)

    def name(self, key: str, per: Per) -> str:
        """Return the short name of a figure in a rule repeated over `per`."""
        figure = self.figures[key]
        line = figure.column if per is Per.ROW else figure.row
        name = line.short or line.label
        return f"{figure.table.short}·{name}" if per is Per.FORM else name

    def rule(self, code: str) -> Rule:
        """Return the rule called `code`."""
        return next(rule for rule in (*self.rules, *self.prior_year_rules) if rule.code == code)


def figure_key(table: str, row: str, column: str) -> str:
    """Return the permanent name of the figure at `row` and `column` of `table`."""
    return f"{table}.{row}[{column}]" if column else f"{table}.{row}"


def row_of(key: str) -> str:
    """Return the row of the figure `key`, its table before it: `requests.denied.state_secret`."""
    return key.partition("[")[0]


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Return whether the id of a row or column is one of `patterns`, `*` standing for any part."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
