"""The outcome of a check."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from disclose.checks.rules import Tally
from disclose.core.finding import Finding, Severity, Suspect
from disclose.form.edition.model import Edition
from disclose.form.filing import Explanation, Filing
from disclose.form.prior_year import PriorYear

PRIOR_FILE = "PAST"
"""First letters of the codes of findings about the prior-year file."""

_INCOMPLETE = frozenset({"CELL01", "CELL12", "CELL31"})


def is_gap(code: str, edition: Edition) -> bool:
    """Return whether an error with this code says that the report lacks something.

    A text, the date, the number in a cell: the figures that there are can be added up all the same.
    """
    return code in _INCOMPLETE or any(rule.code == code for rule in edition.text_rules)


class Judgement(StrEnum):
    """The verdict on a file, in one word."""

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    FAIL = "fail"
    UNREADABLE = "unreadable"


class Compared(NamedTuple):
    """The prior year that a filing was compared with, and the counts of the comparisons."""

    prior_year: PriorYear
    tally: Tally


class Localised(NamedTuple):
    """The suspects of a filing; `searched` is false if the search ended before its end."""

    suspects: tuple[Suspect, ...] = ()
    searched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A file with all findings about it; `edition` is None if the file is unreadable."""

    file: str
    edition: Edition | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def readable(self) -> bool:
        """Return whether the file could be read."""
        return self.edition is not None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings that make the file fail."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    @property
    def judgement(self) -> Judgement:
        """Return whether the file passes, fails, or could not be read."""
        if not self.readable:
            return Judgement.UNREADABLE
        return Judgement.FAIL if self.blocking else Judgement.PASS

    def count(self, severity: Severity) -> int:
        """Return how many findings have `severity`."""
        return sum(found.severity is severity for found in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Outcome):
    """The check of a workbook; edition, filing and tally are None if it is unreadable.

    `compared` is None without a comparison with the prior year; `pending` are the explanations of
    findings that could not be sought this time. `found_beside` is the name of the prior year's file
    that was found by the name and hash in the workbook, `missing_file` its name if it was not
    found. `suspects` are the changes of cells that would make failed rules hold, best first;
    `searched` says that the search for them was complete. With `strict`, warnings without an
    explanation block as well.
    """

    filing: Filing | None
    tally: Tally | None
    compared: Compared | None = None
    pending: tuple[Explanation, ...] = ()
    found_beside: str = ""
    missing_file: str = ""
    suspects: tuple[Suspect, ...] = ()
    searched: bool = True
    strict: bool = False

    @property
    def prior_year(self) -> PriorYear | None:
        """Return the prior year that the filing was compared with, or None."""
        return self.compared.prior_year if self.compared else None

    @property
    def without_prior_year(self) -> bool:
        """Return whether no prior-year file was given: none was used and none was refused."""
        refused = any(found.code.startswith(PRIOR_FILE) for found in self.findings)
        return self.compared is None and not refused

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings that must be dealt with before the filing is submitted."""
        return tuple(
            found
            for found in self.findings
            if found.severity is Severity.ERROR
            or (self.strict and found.severity is Severity.WARNING and not found.explained)
        )
