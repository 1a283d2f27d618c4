"""Findings grouped as people read them: repeats together, worst first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclose.core.finding import Finding, Kind, Severity
from disclose.core.language import Language
from disclose.form.edition.model import Edition
from disclose.output.message_catalog import kinds
from disclose.output.message_format import Said, say

ORDER = tuple(Severity)

_SEPARATORS = "：: "
"""What stands between the title and the rest of a message that begins with it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding and its words."""

    finding: Finding
    said: Said

    @property
    def title(self) -> str:
        """Return the title, or the message if it is the title spun out to a sentence."""
        return self.said.message if self._spun else self.said.title

    @property
    def detail(self) -> str:
        """Return the equation, else what the message says beyond the title."""
        if self.said.equation:
            return self.said.equation
        if self._spun:
            return ""
        return self.said.message.removeprefix(self.said.title).lstrip(_SEPARATORS)

    @property
    def _spun(self) -> bool:
        title, message = self.said.title, self.said.message
        rest = message.removeprefix(title)
        spun = rest and rest != message and rest[0] not in _SEPARATORS
        return bool(spun) and not self.said.equation


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings of one code and weight that are all explained or all not, with one hint."""

    kind: Kind
    severity: Severity
    explained: bool
    hint: str
    told: tuple[Told, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings without their words."""
        return tuple(each.finding for each in self.told)


def groups(
    found: Iterable[Finding], edition: Edition | None, language: Language
) -> tuple[Group, ...]:
    """Return `found` in groups, worst first, what is explained after what is not."""
    known = kinds(edition)
    gathered: dict[tuple[str, Severity, bool, str], list[Told]] = {}
    for each in found:
        said = say(each, known[each.code], language)
        key = each.code, each.severity, each.explained, said.hint
        gathered.setdefault(key, []).append(Told(each, said))
    made = [_group(known, key, told) for key, told in gathered.items()]
    return tuple(sorted(made, key=lambda one: (ORDER.index(one.severity), one.explained)))


def _group(
    known: Mapping[str, Kind], key: tuple[str, Severity, bool, str], told: list[Told]
) -> Group:
    code, severity, explained, hint = key
    return Group(
        kind=known[code], severity=severity, explained=explained, hint=hint, told=tuple(told)
    )
