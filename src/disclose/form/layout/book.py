"""The plan of a workbook: its sheets, and the cell of every figure, text and check."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from disclose.core.finding import Severity
from disclose.form.edition.interpret import awaited, formula, touches, typed_keys
from disclose.form.edition.model import Constraint, Edition, Per, Print, Rule, Table
from disclose.form.edition.rule_ast import PRIOR_YEAR, Compare
from disclose.form.edition.sheet_names import (
    BLANK_AS_ZERO,
    BODY,
    CHARTS,
    EXPLANATIONS,
    GUIDE,
    META,
    PRIOR_YEAR_SHEET,
    REVIEW,
    TEXTS,
    YEAR,
    YES,
)
from disclose.form.layout.address import Address, Area, areas
from disclose.form.layout.chart_places import PlacedChart, placed
from disclose.form.layout.draw import Grid, draw

TABLE_TOP = 2
"""First row of a table's grid on its sheet, below the title and the line with agency and unit."""

BODY_TOP, BODY_COLUMN = 2, 1
TEXTS_TOP = 2
PREVIEWS_TOP, PREVIEW_PARTS = 10, 2
"""First row on the hidden sheet, and the number of formulas in front of each preview."""
TESTS_COLUMN = PREVIEW_PARTS + 1
"""Column on the hidden sheet that tests the typed numbers, from the same row on."""
FEES_GAP = 2
"""Rows between the last text and the first figure of the fee: an empty one and a heading."""

REVIEW_TOP = 4
EXPLANATIONS_TOP = 3
PRIOR_YEAR_TOP = 4

PASS, FAIL, UNREADABLE, UNJUDGED = "✓", "✗", "？", "—"
"""Results of a live check: holds, fails, text in place of a number, nothing to be judged."""


class ReviewColumn:
    """Columns of the sheet 审核."""

    CODE, RULE, AT, LEFT, RIGHT, DIFFERENCE, RESULT, WEIGHT = range(8)


class TextColumn:
    """Columns of the sheet 文字部分."""

    LABEL, TEXT, FIGURES, PREVIEW, HELP = range(5)


class ExplanationColumn:
    """Columns of the sheet 出错说明 and their headings.

    The first holds a code, or a line chosen from a list, which has the place and the figures as
    well. Workbooks of earlier versions call it `CODE_ALONE`.
    """

    CODE, PLACE, FIGURES, TEXT = range(4)
    HEADINGS = ("需要说明的问题", "位置", "数值", "说明")
    CODE_ALONE = "代码"


class PriorYearColumn:
    """Columns of the sheet 上年数."""

    KEY, TABLE, ROW, COLUMN, THEN, NOW, CHANGE = range(7)


class ReviewLine(NamedTuple):
    """One live check: a rule at one row or column, and its line on the sheet 审核.

    A check with `prior_year` uses prior-year figures; it is not repeated beside its table.
    `earlier` is the result in workbooks of version 0.1, which showed `✓` for empty cells.
    """

    constraint: Constraint
    severity: Severity
    row: int
    left: str
    right: str
    difference: str
    result: str
    earlier: str
    prior_year: bool = False

    def at(self, column: int) -> Address:
        """Return the cell of this line in `column`."""
        return Address(REVIEW, self.row, column)


class WorkbookPlan(NamedTuple):
    """Coordinates of everything in the workbook of an edition; no other module computes them.

    `previews` are the cells of the formulas that lead to the preview of each text, the last of them
    shown beside it. `fees` are the cells of the figures of the fee, below the texts. `tests` are
    the cells that test whether the form admits the number typed for a figure. `last` are the cells
    of the prior-year figures, by keys with the prefix `previous.`; it is empty if the workbook has
    none.
    """

    edition: Edition
    sheets: tuple[str, ...]
    grids: Mapping[str, Grid]
    cells: Mapping[str, Address]
    body: Mapping[str, Address]
    texts: Mapping[str, Address]
    previews: Mapping[str, tuple[Address, ...]]
    fees: Mapping[str, Address]
    tests: Mapping[str, Address]
    totals: Mapping[str, str]
    review: tuple[ReviewLine, ...]
    last: Mapping[str, Address]
    charts: tuple[PlacedChart, ...]

    def inputs(self, table: str) -> tuple[str, ...]:
        """Return the keys of the inputs of `table`, in printed order."""
        return _inputs(self.edition, table)

    @property
    def blanks_are_zeros(self) -> str:
        """Return the formula that says whether blank cells are agreed zeros; empty if none asks."""
        at = self.body.get(BLANK_AS_ZERO)
        return f'{at.absolute()}="{YES}"' if at else ""

    def cell(self, key: str) -> Address:
        """Return the cell of a figure: of the tables, of the fee, or of the prior year."""
        return self.cells.get(key) or self.fees.get(key) or self.last[key]

    def areas(self, keys: Iterable[str]) -> tuple[Area, ...]:
        """Return the cells of the figures `keys`, joined into few ranges."""
        return areas(map(self.cell, keys))

    def beside(self, constraint: Constraint) -> Address:
        """Return the cell beside the table that repeats the result of `constraint`.

        A rule over columns has a line below the table, a rule over rows a column to the right, or a
        line below if the rows are printed across. In a list, each result goes into the row of its
        first figure, after a cell for its code.
        """
        table = self.edition.table(constraint.table)
        grid = self.grids[table.id]
        if table.print is Print.LIST:
            return self._in_row(constraint, table, grid)
        cells = [self.cells[key] for key in touches(constraint.relation)]
        lowest, rightmost = max(cells), max(cells, key=lambda cell: cell.column)
        # One line or column serves a rule, however many constraints it has: the constraints of
        # a rule over columns differ in their column, so their results share the line without
        # meeting. A second block of the table repeats rows, hence needs a line of its own.
        others = [other for other in self.edition.constraints() if other.table == table.id]
        if self._below(constraint, table):
            lines = [self._line(other) for other in others if self._below(other, table)]
            number = list(dict.fromkeys(lines)).index(self._line(constraint))
            return Address(table.sheet, TABLE_TOP + grid.rows + number, rightmost.column)
        codes = [other.code for other in others if not self._below(other, table)]
        number = list(dict.fromkeys(codes)).index(constraint.code)
        return Address(table.sheet, lowest.row, grid.columns + number)

    def _in_row(self, constraint: Constraint, table: Table, grid: Grid) -> Address:
        others = [other for other in self.edition.constraints() if other.table == table.id]
        row = self._row(constraint)
        number = [other for other in others if self._row(other) == row].index(constraint)
        # Two columns a check: its code, then its result.
        return Address(table.sheet, row, grid.columns + 2 * number + 1)

    def _row(self, constraint: Constraint) -> int:
        """Return the row of the first figure of `constraint` in its own table."""
        own = (
            key for key in touches(constraint.relation) if key.startswith(f"{constraint.table}.")
        )
        return self.cells[next(own)].row

    @staticmethod
    def _below(constraint: Constraint, table: Table) -> bool:
        return table.print is Print.ACROSS or constraint.per is Per.COLUMN

    def _line(self, constraint: Constraint) -> tuple[str, int]:
        """Return the rule and the block of `constraint`, which share a line below the table."""
        return constraint.code, min(self.cells[key].row for key in touches(constraint.relation))


@cache
def _inputs(edition: Edition, table: str) -> tuple[str, ...]:
    return tuple(
        key
        for key, figure in edition.figures.items()
        if figure.table.id == table and key not in edition.fills
    )


@cache
def plan(edition: Edition, *, years: bool = False) -> WorkbookPlan:
    """Return the plan of the workbook of `edition`, with prior-year figures if `years`.

    Those add a separate sheet and lines at the end of 审核; every other cell stays in place.
    """
    units = {measure.id: measure.unit for measure in edition.measures}
    grids = {table.id: draw(table, units) for table in edition.tables}
    cells = {
        cell.key: Address(edition.table(name).sheet, TABLE_TOP + cell.row, cell.column)
        for name, grid in grids.items()
        for cell in grid.figures()
    }
    last = _prior_year_cells(edition) if years else {}
    charts = placed(edition, years=years)
    typed = (key for key in edition.figures if key not in edition.fills)
    body = _column(BODY, BODY_TOP, BODY_COLUMN, [YEAR, *(each.id for each in edition.body)])
    return WorkbookPlan(
        edition=edition,
        sheets=(
            GUIDE,
            BODY,
            *(table.sheet for table in edition.tables),
            TEXTS,
            *((PRIOR_YEAR_SHEET,) if years else ()),
            REVIEW,
            EXPLANATIONS,
            *((CHARTS,) if charts else ()),
            META,
        ),
        grids=grids,
        cells=cells,
        body=body,
        texts=_column(TEXTS, TEXTS_TOP, TextColumn.TEXT, [each.id for each in edition.texts]),
        previews={each.id: _preview(row) for row, each in enumerate(edition.texts)},
        fees=_column(
            TEXTS, TEXTS_TOP + len(edition.texts) + FEES_GAP, TextColumn.TEXT, edition.fees
        ),
        tests=_column(META, PREVIEWS_TOP, TESTS_COLUMN, [*typed, *edition.fees]),
        totals={key: _total(constraint, cells) for key, constraint in edition.fills.items()},
        review=_Reviewer(edition, body, _ranges_in({**cells, **last})).lines(years=years),
        last=last,
        charts=charts,
    )


def _prior_year_cells(edition: Edition) -> Mapping[str, Address]:
    return {
        PRIOR_YEAR + key: Address(PRIOR_YEAR_SHEET, PRIOR_YEAR_TOP + number, PriorYearColumn.THEN)
        for number, key in enumerate(edition.figures)
    }


def _column(sheet: str, top: int, column: int, names: Iterable[str]) -> Mapping[str, Address]:
    return {name: Address(sheet, top + number, column) for number, name in enumerate(names)}


def _preview(row: int) -> tuple[Address, ...]:
    """Return the cells of the preview of the text in `row`, those of its parts hidden."""
    parts = (Address(META, PREVIEWS_TOP + row, column) for column in range(PREVIEW_PARTS))
    return (*parts, Address(TEXTS, TEXTS_TOP + row, TextColumn.PREVIEW))


def _total(constraint: Constraint, cells: Mapping[str, Address]) -> str:
    sheet = cells[constraint.fills].sheet
    return "=" + formula(constraint.relation.right, lambda keys: _ranges(keys, cells, sheet))


def _ranges(keys: Iterable[str], cells: Mapping[str, Address], sheet: str) -> str:
    return ",".join(area.seen_from(sheet) for area in areas(cells[key] for key in keys))


def _ranges_in(cells: Mapping[str, Address]) -> Callable[[tuple[str, ...]], str]:
    """Return the function that writes figures as ranges on 审核, and finds each list once only."""
    return cache(lambda keys: _ranges(keys, cells, REVIEW))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


class _Reviewer(NamedTuple):
    """Writes the lines of the sheet 审核."""

    edition: Edition
    body: Mapping[str, Address]
    ranges: Callable[[tuple[str, ...]], str]

    def lines(self, *, years: bool) -> tuple[ReviewLine, ...]:
        """Return every live check, severe rules first, those with the prior year at the end."""
        weights = list(Severity)
        rules = sorted(self.edition.rules, key=lambda rule: weights.index(rule.severity))
        prior_year = sorted(
            self.edition.prior_year_rules, key=lambda rule: weights.index(rule.severity)
        )
        all_rules = (*rules, *prior_year) if years else rules
        pairs = ((rule, constraint) for rule in all_rules for constraint in rule.constraints)
        return tuple(
            self._line(rule, constraint, row)
            for row, (rule, constraint) in enumerate(pairs, REVIEW_TOP)
        )

    def _line(self, rule: Rule, constraint: Constraint, row: int) -> ReviewLine:
        relation = constraint.relation
        keys = touches(relation)
        figures = [self.edition.figures[key.removeprefix(PRIOR_YEAR)] for key in keys]
        places = max(figure.measure.places for figure in figures)
        prior_year = tuple(key for key in keys if key.startswith(PRIOR_YEAR))
        left = Address(REVIEW, row, ReviewColumn.LEFT).a1
        right = Address(REVIEW, row, ReviewColumn.RIGHT).a1
        return ReviewLine(
            constraint=constraint,
            severity=rule.severity,
            row=row,
            left="=" + formula(relation.left, self.ranges),
            right="=" + formula(relation.right, self.ranges),
            difference=f"=ROUND({left}-{right},{places})",
            result="=" + self._known(prior_year, self._result(rule, relation, row)),
            earlier="=" + self._known(prior_year, self._wrapped(rule, relation, row, f'"{PASS}"')),
            prior_year=bool(prior_year),
        )

    def _known(self, prior_year: tuple[str, ...], result: str) -> str:
        """Return `result`, or `—` unless all prior-year figures are numbers."""
        if not prior_year:
            return result
        return f'IF(COUNT({self.ranges(prior_year)})<{len(prior_year)},"{UNJUDGED}",{result})'

    def _result(self, rule: Rule, relation: Compare, row: int) -> str:
        empty = f"COUNTA({self.ranges(typed_keys(relation, self.edition.fills))})=0"
        if BLANK_AS_ZERO in self.body:
            empty = f'AND({empty},{self.body[BLANK_AS_ZERO].absolute()}<>"{YES}")'
        result = self._wrapped(rule, relation, row, f'IF({empty},"{UNJUDGED}","{PASS}")')
        needed = awaited(relation, self.edition)
        if needed is None:
            return result
        nothing = f"COUNTA({self.ranges(needed.inputs)})=0"
        if needed.totals:
            nothing += f",SUM({self.ranges(needed.totals)})=0"
        if BLANK_AS_ZERO in self.body:
            nothing += f',{self.body[BLANK_AS_ZERO].absolute()}<>"{YES}"'
        return f'IF(AND({nothing}),"{UNJUDGED}",{result})'

    def _wrapped(self, rule: Rule, relation: Compare, row: int, holds: str) -> str:
        # Built from the inside out: each step wraps the result in a test that takes precedence.
        # COUNTA counts filled cells and COUNT only numbers, so a surplus is text in a cell.
        ranges = self.ranges(touches(relation))
        difference = Address(REVIEW, row, ReviewColumn.DIFFERENCE).a1
        sign = "=" if relation.operator == "==" else relation.operator
        result = f'IF({difference}{sign}0,{holds},"{FAIL}")'
        result = f'IF(COUNTA({ranges})>COUNT({ranges}),"{UNREADABLE}",{result})'
        for name, answer in rule.exempt.items():
            result = f'IF({self.body[name].absolute()}={_quoted(answer)},"{UNJUDGED}",{result})'
        return result
