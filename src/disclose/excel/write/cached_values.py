"""What a spreadsheet makes of a filing: the true result of every formula in the workbook."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal

from disclose.core.numbers import EXACT, ZERO, format_plain, trim_zeros
from disclose.form.edition.interpret import (
    awaited,
    compare,
    evaluate,
    touches,
    typed_keys,
)
from disclose.form.edition.rule_ast import PRIOR_YEAR, Compare
from disclose.form.edition.sheet_names import BLANK_AS_ZERO, YES
from disclose.form.filing import Entry, Filing, State
from disclose.form.layout.book import FAIL, PASS, UNJUDGED, UNREADABLE, ReviewLine, WorkbookPlan
from disclose.form.prior_year import PriorYear, carried_forward

DIGITS = 15
"""Significant digits that a binary fraction carries exactly."""

_ROUNDING = Context(prec=EXACT.prec, rounding=ROUND_HALF_UP)
"""As the function ROUND: halves away from zero."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the live check of one line shows."""

    left: Decimal
    right: Decimal
    difference: Decimal
    result: str


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """A filing as its workbook shows it.

    `cells` holds the content of each figure's cell: a number, a text, or None for nothing. Unlike
    the checks, a spreadsheet takes `12件` or `１２` for text and counts it as nothing. Last year's
    figures are there as well, if the workbook has them; `locked` are inputs taken from them,
    `carried` the lines about the agency.
    """

    book: WorkbookPlan
    filing: Filing
    cells: Mapping[str, Decimal | str | None]
    prior_year: PriorYear | None = None
    locked: frozenset[str] = frozenset()
    carried: Collection[str] = ()
    _verdicts: dict[int, Verdict] = field(default_factory=dict)

    @property
    def blanks_are_zeros(self) -> bool:
        """Return whether the agency agreed that blank cells are zeros."""
        return self.filing.body.get(BLANK_AS_ZERO) == YES

    def amount(self, key: str) -> Decimal:
        """Return what SUM takes the cell of a figure for."""
        shown = self.cells[key]
        return shown if isinstance(shown, Decimal) else ZERO

    def verdict(self, line: ReviewLine) -> Verdict:
        """Return what `line` of the sheet 审核 shows; each is judged once."""
        if line.row not in self._verdicts:
            self._verdicts[line.row] = self._judge(line)
        return self._verdicts[line.row]

    def _judge(self, line: ReviewLine) -> Verdict:
        relation = line.constraint.relation
        left, right = evaluate(relation.left, self.amount), evaluate(relation.right, self.amount)
        figures = self.book.edition.figures
        keys = [key.removeprefix(PRIOR_YEAR) for key in touches(relation)]
        places = max(figures[key].measure.places for key in keys)
        unit = Decimal(1).scaleb(-places)
        difference = EXACT.subtract(left, right).quantize(unit, context=_ROUNDING)
        return Verdict(left, right, difference, self._result(line, difference))

    def _result(self, line: ReviewLine, difference: Decimal) -> str:
        exempt = self.book.edition.rule(line.constraint.code).exempt
        if any(self.filing.body.get(name, "") == answer for name, answer in exempt.items()):
            return UNJUDGED
        relation = line.constraint.relation
        texts = [key for key in touches(relation) if isinstance(self.cells[key], str)]
        if any(key.startswith(PRIOR_YEAR) for key in texts):
            return UNJUDGED
        if self._awaits(relation):
            return UNJUDGED
        if texts:
            return UNREADABLE
        if not compare(difference, relation.operator, ZERO):
            return FAIL
        typed = typed_keys(relation, self.book.edition.fills)
        empty = not self.blanks_are_zeros and all(self.cells[key] is None for key in typed)
        return UNJUDGED if empty else PASS

    def _awaits(self, relation: Compare) -> bool:
        """Return whether only the prior year's figures are in the cells of `relation`."""
        needed = awaited(relation, self.book.edition)
        if needed is None or self.blanks_are_zeros:
            return False
        blank = all(self.cells[key] is None for key in needed.inputs)
        return blank and not any(self.amount(key) for key in needed.totals)


UNKNOWN = "无可比数"
"""Stands for a figure that last year's form did not have, or that could not be read."""


def live(
    book: WorkbookPlan,
    filing: Filing,
    prior_year: PriorYear | None = None,
    carried: Collection[str] = (),
) -> Live:
    """Return `filing` as its workbook shows it, totals computed from what the cells show."""
    cells = {key: shown(entry) for key, entry in filing.entries.items()}
    locked: frozenset[str] = frozenset()
    if prior_year is not None:
        cells |= {key: _last(prior_year.amount(key.removeprefix(PRIOR_YEAR))) for key in book.last}
        locked = frozenset(carried_forward(book.edition, prior_year))
    result = Live(book, filing, cells, prior_year, locked, carried)
    for key, constraint in book.edition.fills.items():
        if by_formula(book, filing.entries[key]):
            places = book.edition.figures[key].measure.places
            cells[key] = trim_zeros(evaluate(constraint.relation.right, result.amount), places)
    return result


def _last(amount: Decimal | None) -> Decimal | str:
    return amount if amount is not None and fits(amount) else UNKNOWN


def by_formula(book: WorkbookPlan, entry: Entry) -> bool:
    """Return whether the cell of `entry` holds the form's own formula."""
    left_alone = {State.COMPUTED, State.BLANK, State.MISSING}
    return entry.key in book.totals and entry.state in left_alone


def shown(entry: Entry) -> Decimal | str | None:
    """Return what to write for `entry`: a number, a text, or None for nothing.

    A number whose digits a spreadsheet cannot carry is written as text, so that none is lost.
    """
    if entry.amount is None or not (entry.numeric or entry.state is State.FORMULA):
        return entry.typed or entry.formula or None
    amount = Decimal(entry.typed) if entry.numeric else entry.amount
    return amount if fits(amount) else format_plain(amount)


def fits(amount: Decimal) -> bool:
    """Return whether a spreadsheet can hold every digit of `amount`."""
    return len(amount.normalize(EXACT).as_tuple().digits) <= DIGITS
