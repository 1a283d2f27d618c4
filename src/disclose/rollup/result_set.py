"""What a roll-up came to."""

from dataclasses import dataclass

from disclose.checks.rules import Tally
from disclose.core.finding import Finding, Severity
from disclose.form.edition.model import Edition
from disclose.form.prior_year import PriorYear
from disclose.rollup.highlights import Headline
from disclose.rollup.selection import Conclusion, Status
from disclose.rollup.sums import Sums

WORKBOOK = "汇总.xlsx"
"""What the region's own workbook is called."""


@dataclass(frozen=True, slots=True)
class Rolled:
    """The decision on every file, the sums (None if nothing could be added up), their proof.

    `findings` are those of the files and of the roster; `broken` are the rules of the form that
    the sums break, `prior_year` are last year's sums. `region` is what the whole is called.
    """

    region: str
    conclusion: Conclusion
    findings: tuple[Finding, ...]
    edition: Edition | None = None
    sums: Sums | None = None
    broken: tuple[Finding, ...] = ()
    proof: Tally | None = None
    headlines: tuple[Headline, ...] = ()
    prior_year: PriorYear | None = None

    @property
    def fails(self) -> bool:
        """Return whether there is anything at error level."""
        found = (*self.findings, *self.broken)
        return any(each.severity is Severity.ERROR for each in found)

    def count(self, *status: Status) -> int:
        """Return how many files came to `status`."""
        return sum(each.status in status for each in self.conclusion.placed)
