"""What is said of findings in a workbook, which is always Chinese: in comments and in the list."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import groupby

from disclose.checks.outcome import Checked
from disclose.checks.pairing import spot
from disclose.finding import Finding, Kind, Language, Severity, Suspect
from disclose.present import text
from disclose.present.registry import kinds
from disclose.present.wording import WEIGHTS, say
from disclose.quantity import written

ZH = Language.ZH

SETS = 3
"""How many alternatives are named."""

ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Told:
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


def told(checked: Checked) -> tuple[Told, ...]:
    """Return the findings in words, in order of weight."""
    known = kinds(checked.edition)
    ordered = sorted(checked.findings, key=lambda each: ORDER.index(each.severity))
    return tuple(
        _told(each, known[each.code], number, checked.suspects)
        for number, each in enumerate(ordered, 1)
    )


def _told(found: Finding, kind: Kind, number: int, suspects: Sequence[Suspect]) -> Told:
    said = say(found, kind, ZH)
    detail = said.equation or said.message
    wrong = detail if detail.startswith(said.title) else f"{said.title}\n{detail}"
    return Told(found, number, spot(found), wrong, said.hint, _likely(found, suspects))


def verdict(checked: Checked) -> str:
    """Return the verdict in words."""
    *_, last = text.render(checked, ZH)
    return last.segments[-1].text


def proposal(suspect: Suspect) -> str:
    """Return what a suspect may have to be, e.g. `43 应为 34（数字颠倒）`."""
    args = {"typed": suspect.place.typed, "proposed": suspect.proposed, **suspect.args}
    reason = f"（{suspect.reason.wording.zh.format_map(args)}）" if suspect.reason else ""
    return f"{suspect.place.typed or '空'} 应为 {written(suspect.proposed)}{reason}"


def _likely(found: Finding, suspects: Sequence[Suspect]) -> str:
    """Return which cells would settle a finding if they were changed, the best set first."""
    keys = {each.key for each in found.places if each.key}
    sets = [tuple(members) for _, members in groupby(suspects, key=lambda each: each.number)]
    fitting = [each for each in sets if any(_settles(one, found, keys) for one in each)]
    lines = ("；".join(map(_named, each)) for each in fitting[:SETS])
    return "\n".join(
        f"{'也可能' if number else '最可能'}：{line}" for number, line in enumerate(lines)
    )


def _settles(suspect: Suspect, found: Finding, keys: Container[str]) -> bool:
    return found.code in suspect.settles and suspect.place.key in keys


def _named(suspect: Suspect) -> str:
    return f"{text.where(suspect.place)} {suspect.place.label} {proposal(suspect)}"
