"""What checking one file came to."""

from dataclasses import dataclass
from enum import StrEnum

from disclose.checks.rules import Tally
from disclose.edition.model import Edition
from disclose.filing import Filing
from disclose.finding import Finding, Severity


class Judgement(StrEnum):
    """The verdict on a file, in one word."""

    PASS = "pass"  # noqa: S105 - a verdict, not a secret
    FAIL = "fail"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file with everything found in it; edition, filing and tally are None if unreadable."""

    file: str
    edition: Edition | None
    filing: Filing | None
    findings: tuple[Finding, ...]
    tally: Tally | None

    @property
    def judgement(self) -> Judgement:
        """Return whether the file passes, fails, or could not be read."""
        if self.filing is None:
            return Judgement.UNREADABLE
        return Judgement.FAIL if self.count(Severity.ERROR) else Judgement.PASS

    def count(self, severity: Severity) -> int:
        """Return how many findings have `severity`."""
        return sum(found.severity is severity for found in self.findings)
