"""What checking one file came to."""

from dataclasses import dataclass
from enum import StrEnum

from disclose.checks.rules import Tally
from disclose.core.finding import Finding, Severity, Suspect
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from disclose.form.prior_year import PriorYear

PRIOR_FILE = "PAST"
"""How the codes of findings about last year's file begin."""


class Judgement(StrEnum):
    """The verdict on a file, in one word."""

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    FAIL = "fail"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Compared:
    """Last year's figures that a filing was compared with, and how the comparisons fared."""

    prior_year: PriorYear
    tally: Tally


@dataclass(frozen=True, slots=True)
class Localised:
    """The suspects of a filing; `searched` says that none of the smallest sets is missing."""

    suspects: tuple[Suspect, ...] = ()
    searched: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A file with all findings in it; their places are figures of `edition`, None if unreadable."""

    file: str
    edition: Edition | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def readable(self) -> bool:
        """Return whether the file could be read."""
        return self.edition is not None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings because of which the file fails."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

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

    `compared` is what it was compared with, None if with nothing. `suspects` are the cells that
    would settle failed rules, best first; `searched` says that the search for them was complete.
    `strict` makes what is to be verified block as well, unless the filler has explained it.
    """

    filing: Filing | None
    tally: Tally | None
    compared: Compared | None = None
    suspects: tuple[Suspect, ...] = ()
    searched: bool = True
    strict: bool = False

    @property
    def prior_year(self) -> PriorYear | None:
        """Return the prior year's figures, None if the filing was compared with none."""
        return self.compared.prior_year if self.compared else None

    @property
    def without_prior_year(self) -> bool:
        """Return whether no file was given as last year's: none was used, none was refused."""
        refused = any(each.code.startswith(PRIOR_FILE) for each in self.findings)
        return self.compared is None and not refused

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings that keep the filing from being handed in."""
        return tuple(
            each
            for each in self.findings
            if each.severity is Severity.ERROR
            or (self.strict and each.severity is Severity.WARNING and not each.explained)
        )
