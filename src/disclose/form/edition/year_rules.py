"""What a form says of last year apart from its rules: comparisons, and the forms before it."""

from dataclasses import dataclass
from enum import StrEnum

from disclose.core.finding import Severity
from disclose.core.language import Wording


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
class Forerunner:
    """An earlier form, and which of its figures this form carries on.

    `same` are patterns of rows, as `table.row`, that mean the same in both forms wherever both
    have the column.
    """

    id: str
    same: tuple[str, ...]
    merged: tuple[Merged, ...] = ()
