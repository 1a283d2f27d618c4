"""The outcome of a roll-up."""

from dataclasses import dataclass

from disclose.checks.outcome import Outcome
from disclose.checks.rules import Tally
from disclose.core.finding import Finding
from disclose.form.prior_year import PriorYear
from disclose.rollup.highlights import Highlight
from disclose.rollup.selection import Selection, Status
from disclose.rollup.sums import Sums

WORKBOOK = "汇总.xlsx"
"""The name of the region's own workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpOutcome(Outcome):
    """The decision on every file, the sums (None if nothing could be added up), their proof.

    `findings` are those of the files and of the roster, then `broken`: those of the rules that the
    sums break. `prior_year` are the sums of the year before. `region` is the name of the whole.
    """

    file: str = WORKBOOK
    region: str
    selection: Selection
    sums: Sums | None = None
    broken: tuple[Finding, ...] = ()
    proof: Tally | None = None
    highlights: tuple[Highlight, ...] = ()
    prior_year: PriorYear | None = None

    @property
    def readable(self) -> bool:
        """Return whether anything was added up."""
        return self.sums is not None

    @property
    def file_findings(self) -> tuple[Finding, ...]:
        """Return the findings of the files and of the roster."""
        return self.findings[: len(self.findings) - len(self.broken)]

    def files(self, status: Status) -> int:
        """Return how many files came to `status`."""
        return sum(each.status is status for each in self.selection.decisions)
