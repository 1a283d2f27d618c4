"""Demands on the texts of a report."""

from dataclasses import dataclass
from enum import StrEnum

from disclose.core.finding import Severity
from disclose.core.language import Wording


class TextRuleKind(StrEnum):
    """What a text rule asks of a section."""

    REPORTED = "reported"
    WRITTEN = "written"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """A demand on the texts of the report."""

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
