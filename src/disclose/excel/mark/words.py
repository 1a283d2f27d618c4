"""What is said of findings in a workbook, which is always Chinese: in comments and in the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclose.checks.outcome import Checked
from disclose.checks.pairing import spot
from disclose.core.finding import Finding, Kind, Severity, Suspect
from disclose.core.language import Language
from disclose.core.numbers import format_plain
from disclose.output.message_catalog import kinds
from disclose.output.message_format import WEIGHTS, say
from disclose.output.root_causes import RootCause, faults
from disclose.output.suggestions import advice, because
from disclose.output.verdict import verdict as said_verdict

ZH = Language.ZH

ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class RenderedFinding:
    """A finding with its words: what is wrong, what to do, which cell it may be, why it is so.

    `place` is what people call the place; `number` counts the findings, the heaviest first.
    """

    finding: Finding
    number: int
    place: str
    wrong: str
    advice: str
    likely: str

    @property
    def weight(self) -> str:
        """Return 错误, 核实 or 提示."""
        return WEIGHTS[self.finding.severity].zh

    @property
    def reason(self) -> str:
        """Return the filler's explanation with a word before it."""
        reason = self.finding.explanation
        return f"已说明：{reason}" if reason else ""

    @property
    def comment(self) -> str:
        """Return what a comment says of it."""
        head = f"{self.weight} {self.finding.code}"
        parts = (f"{head}  {self.wrong}", self.likely, self.reason, f"怎么办：{self.advice}")
        return "\n".join(filter(None, parts))


def render_findings(checked: Checked) -> tuple[RenderedFinding, ...]:
    """Return the findings in words, in order of weight."""
    kind, known = kinds(checked.edition), faults(checked)
    ordered = sorted(checked.findings, key=lambda each: ORDER.index(each.severity))
    return tuple(
        _told(each, kind[each.code], number, known.of(each))
        for number, each in enumerate(ordered, 1)
    )


def _told(found: Finding, kind: Kind, number: int, causes: Sequence[RootCause]) -> RenderedFinding:
    said = say(found, kind, ZH)
    detail = said.equation or said.message
    wrong = detail if detail.startswith(said.title) else f"{said.title}\n{detail}"
    lines = (each.lead + each.text for fault in causes for each in advice(fault, ZH))
    return RenderedFinding(found, number, spot(found), wrong, said.hint, "\n".join(lines))


def verdict_text(checked: Checked) -> str:
    """Return the verdict in words."""
    return said_verdict(checked, faults(checked), ZH)


def proposal_text(suspect: Suspect) -> str:
    """Return what a suspect may have to be, e.g. `43 应为 34（数字颠倒）`."""
    reason = because(suspect, ZH)
    said = f"{suspect.place.typed or '空白'} 应为 {format_plain(suspect.proposed)}"
    return f"{said}（{reason}）" if reason else said
