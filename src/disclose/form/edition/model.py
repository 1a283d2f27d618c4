"""The form as data: tables, rows, columns, figures, sections and rules of one edition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import NamedTuple

from disclose.core.finding import Severity
from disclose.core.language import Wording
from disclose.form.edition.rule_ast import Compare

# Report years that editions serve.

OPEN_YEAR = 9999
"""Last report year of an edition that is still in force."""


class Years(NamedTuple):
    """Report years that an edition serves, both included."""

    first: int
    last: int = OPEN_YEAR


class Neighbour(NamedTuple):
    """Another edition, by id, and the report years it serves, both included."""

    id: str
    first: int
    last: int = OPEN_YEAR


# Comparisons with the prior year that are not rules, and the earlier forms.


class YearRuleKind(StrEnum):
    """The kinds of year rules."""

    JUMP = "jump"


class YearRule(NamedTuple):
    """A comparison with the prior year that is not a relation between two amounts.

    `jump`: a figure of `measure` is at least `factor` times the prior year's, or at most its
    `factor`-th part, or 0 although the prior year's was `floor` or more.
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


class Merged(NamedTuple):
    """Rows of this form that an earlier form printed as one: patterns, and the earlier row."""

    rows: tuple[str, ...]
    previous: str


class PredecessorForm(NamedTuple):
    """An earlier form, and its rows that this form continues.

    `same` are patterns of rows, as `table.row`, that mean the same in both forms in every column
    that both have.
    """

    id: str
    same: tuple[str, ...]
    merged: tuple[Merged, ...] = ()


# Requirements for the texts of a report.


class ConditionKind(StrEnum):
    """The only kind of condition; it names the words for it."""

    CONDITION = "condition"


class Condition(NamedTuple):
    """A relation that is to hold from `first_year` on if all of `when` hold; fees may be in it.

    It applies to agencies whose names end in one of `agencies`, to all if there are none. Unlike a
    rule it is not shown in workbooks and not counted as a relation of the form.
    """

    code: str
    relation: Compare
    when: tuple[Compare, ...]
    agencies: tuple[str, ...]
    first_year: int
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    kind: ConditionKind = ConditionKind.CONDITION


class TextRuleKind(StrEnum):
    """The kinds of text rules."""

    REPORTED = "reported"
    WRITTEN = "written"
    LIMITED = "limited"
    DISTINCT = "distinct"


class TextRule(NamedTuple):
    """A requirement for the texts of the report.

    The program itself writes what one of the kind `reported` asks for if the `fees` of one of its
    sections are filled in.
    """

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


# Charts: bars, and the figures that each of them adds up.


class Order(StrEnum):
    """Order of the bars of a chart in a document: longest first, or as in the definition."""

    LONGEST = "longest"
    STATED = "stated"


class NamedSum(NamedTuple):
    """A name, and the keys of the figures that it adds up: a bar of a chart, or a sum for texts.

    In a definition these may be patterns with one `*`; a loaded edition has the keys themselves.
    """

    label: str
    figures: tuple[str, ...]


class Chart(NamedTuple):
    """A bar chart; with `years` it shows a second bar for the prior year beside each bar."""

    id: str
    title: str
    bars: tuple[NamedSum, ...]
    order: Order = Order.LONGEST
    years: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all figures drawn."""
        return tuple(key for bar in self.bars for key in bar.figures)


def fitting(pattern: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of `keys` that match `pattern`; one `*` in it matches any text."""
    start, star, end = pattern.partition("*")
    if not star:
        return tuple(key for key in keys if key == pattern)
    least = len(start) + len(end)
    return tuple(
        key for key in keys if len(key) >= least and key.startswith(start) and key.endswith(end)
    )


def resolved(sums: Iterable[NamedSum], keys: Iterable[str]) -> tuple[NamedSum, ...]:
    """Return `sums` with their patterns replaced by those of `keys` that match them."""
    known = tuple(keys)
    return tuple(
        each._replace(
            figures=tuple(key for pattern in each.figures for key in fitting(pattern, known))
        )
        for each in sums
    )


class Print(StrEnum):
    """How a table is printed: stacked blocks, a matrix, one row across, or a list with units."""

    BLOCKS = "blocks"
    MATRIX = "matrix"
    ACROSS = "across"
    LIST = "list"


class Per(StrEnum):
    """The lines that a rule applies to; a rule per form applies once and uses full keys."""

    COLUMN = "column"
    ROW = "row"
    FORM = "form"


class Measure(NamedTuple):
    """The unit of a figure: printed unit, decimal places allowed, whether it may be negative."""

    id: str
    unit: str
    places: int
    signed: bool = False


class Group(NamedTuple):
    """A heading over neighbouring rows or columns; `under` is the id of its parent group.

    If a report prints the whole group as one row, its figures go to the row `undivided`.
    """

    id: str
    label: str
    under: str = ""
    vertical: bool = False
    undivided: str = ""


class FigureSet(NamedTuple):
    """Rows or columns that rules add up: ids or patterns, and the printed name of the sum."""

    id: str
    label: str
    members: tuple[str, ...]


class Column(NamedTuple):
    """A column of figures; `short` is its name in equations.

    `measure` overrides the measure of the rows.
    """

    id: str
    label: str
    short: str = ""
    measure: str = ""
    group: str = ""
    help: str = ""


class Row(NamedTuple):
    """A row of figures; `short` is its name in equations.

    `level` is its indentation in a list: 1 is outermost, 0 means one deeper than its group.
    """

    id: str
    label: str
    measure: str
    short: str = ""
    group: str = ""
    level: int = 0
    help: str = ""


class Block(NamedTuple):
    """Rows that share their columns; a table has one or more."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    heading: str = ""


class Table(NamedTuple):
    """One table of the form; `widths` are millimetres of the printed columns.

    `heading` is printed over the columns of a matrix or the units of a list, `dash` in place of a
    unit in the line of a list's group; `below` are the ids of the agency fields printed below.
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
        """Return the group with the id `group_id`."""
        return next(group for group in self.groups if group.id == group_id)

    def path(self, group_id: str) -> tuple[Group, ...]:
        """Return the groups from the outermost down to `group_id`; empty for no group."""
        if not group_id:
            return ()
        group = self.group(group_id)
        return (*self.path(group.under), group)


class Figure(NamedTuple):
    """One number of the form; its key is `table.row[column]`."""

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
        """Return the label for messages: the printed row, and the column except in a list."""
        if self.table.print is Print.LIST:
            return self.row.label
        return f"{self.row.label} · {self.column.label}"


class FieldKind(StrEnum):
    """The kinds of fields about the agency: what a text must be to be one."""

    TEXT = "text"
    NAME = "name"
    CREDIT_CODE = "credit_code"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    EMAIL = "email"
    WEB_ADDRESS = "web_address"
    DATE = "date"


class BodyField(NamedTuple):
    """One field about the agency, typed on the sheet 单位信息; one of `choices` if it has any."""

    id: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""


class Deadline(NamedTuple):
    """The last day for agencies of one level, in the year after the report year.

    `level` is a choice of the field `level`, `by` a month and a day in Chinese, such as 1月31日.
    """

    level: str
    by: str


class Section(NamedTuple):
    """One text of the report, typed on the sheet 文字部分; `figures` are shown beside it.

    A report without a `required` text is not complete. If all its `fees` are filled in, the program
    writes the text from them and none need be typed.
    """

    id: str
    heading: str
    label: str
    help: str = ""
    required: bool = False
    fees: tuple[str, ...] = ()
    figures: tuple[NamedSum, ...] = ()


class Rule(NamedTuple):
    """A rule of the edition; `constraints` apply it to each of its rows or columns."""

    code: str
    says: str
    severity: Severity
    name: Wording
    source: Wording
    hint: Wording
    exempt: Mapping[str, str]
    constraints: tuple["Constraint", ...]


class Constraint(NamedTuple):
    """A rule at one row or column: an arithmetic relation between figures.

    `at` is the label of that row or column, `fills` the key of the figure whose cell it computes
    in the workbook (empty if it only checks).
    """

    code: str
    table: str
    per: Per
    at: str
    relation: Compare
    fills: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edition:
    """One version of an official form: its tables, figures, texts, rules and narrative.

    `deadline` says in Chinese who submits the report by when, in the year after the report year;
    it is empty if `deadlines` say so for each level.
    `fees` are figures that the notice asks for in a text: outside the official tables, and in no
    rule of `rules`.
    `rules` concern one year; `prior_year_rules` and `year_rules` need the prior-year filing too.
    `neighbours` serve the years that this edition does not. `narrative` may include one of
    `extended_narratives`, by its name `<id>/report.md.j2`.
    `fingerprint` hashes all that the cells of a workbook depend on, `definition_hash` every word.
    Editions compare and hash by identity, so they can be keys of a cache.
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
    definition_hash: str
    neighbours: tuple[Neighbour, ...] = ()
    charts: tuple[Chart, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    fees: Mapping[str, Figure] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()

    @property
    def years(self) -> str:
        """Return the report years served, e.g. `2019–2020`; open-ended for the form in force."""
        return f"{self.first_year}–{self.last_year if self.last_year < OPEN_YEAR else ''}"

    def serving(self, year: int) -> str:
        """Return the id of the edition for the report year `year`, empty if none is known."""
        own = Neighbour(id=self.id, first=self.first_year, last=self.last_year)
        editions = (own, *self.neighbours)
        return next((one.id for one in editions if one.first <= year <= one.last), "")

    def table(self, table_id: str) -> Table:
        """Return the table with the id `table_id`."""
        return next(table for table in self.tables if table.id == table_id)

    def figure(self, key: str) -> Figure:
        """Return the figure `key` of the tables or of the fees."""
        return self.figures.get(key) or self.fees[key]

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
        """Return the rule with the code `code`."""
        return next(rule for rule in (*self.rules, *self.prior_year_rules) if rule.code == code)


def figure_key(table: str, row: str, column: str) -> str:
    """Return the permanent name of the figure at `row` and `column` of `table`."""
    return f"{table}.{row}[{column}]" if column else f"{table}.{row}"


def row_of(key: str) -> str:
    """Return the row of the figure `key` with its table: `requests.denied.state_secret`."""
    return key.partition("[")[0]


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Return whether the id of a row or column matches one of `patterns`, as in a shell."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
