"""The form as data: tables, rows, columns, figures, sections and rules of one edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from disclose.core.finding import Severity
from disclose.core.language import Wording
from disclose.form.edition.charts import Chart
from disclose.form.edition.rule_ast import Compare
from disclose.form.edition.served import OPEN_YEAR, Neighbour
from disclose.form.edition.text_rules import TextRule
from disclose.form.edition.year_rules import Forerunner, YearRule


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
    """An identity as the edition states it; `instances` are its readings per row or column."""

    code: str
    says: str
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    exempt: Mapping[str, str]
    instances: tuple["Instance", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
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
    `rules` speak of one year, `past_rules` and `year_rules` of last year's filing as well.
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
    past_rules: tuple[Rule, ...]
    year_rules: tuple[YearRule, ...]
    forerunners: tuple[Forerunner, ...]
    figures: Mapping[str, Figure]
    fills: Mapping[str, Instance]
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

    def instances(self) -> tuple[Instance, ...]:
        """Return every rule of one year at every row or column, in the order of the file."""
        return tuple(instance for rule in self.rules for instance in rule.instances)

    def name(self, key: str, per: Per) -> str:
        """Return the short name of a figure in a rule repeated over `per`."""
        figure = self.figures[key]
        line = figure.column if per is Per.ROW else figure.row
        name = line.short or line.label
        return f"{figure.table.short}·{name}" if per is Per.FORM else name

    def rule(self, code: str) -> Rule:
        """Return the rule called `code`."""
        return next(rule for rule in (*self.rules, *self.past_rules) if rule.code == code)


def figure_key(table: str, row: str, column: str) -> str:
    """Return the permanent name of the figure at `row` and `column` of `table`."""
    return f"{table}.{row}[{column}]" if column else f"{table}.{row}"


def row_of(key: str) -> str:
    """Return the row of the figure `key`, its table before it: `requests.denied.state_secret`."""
    return key.partition("[")[0]


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Return whether the id of a row or column is one of `patterns`, `*` standing for any part."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
