"""Which findings come from one fault, and how many faults there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from disclose.checks.outcome import Checked
from disclose.core.finding import Finding, Severity, Suspect
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.form.edition.interpret import references
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, State
from disclose.output.message_catalog import message_types
from disclose.output.message_format import Said, say

Cause: TypeAlias = tuple[str, int]
"""What findings share: a fault by its number (without a code), or a code (explained or not)."""

Repair: TypeAlias = tuple[Suspect, ...]
"""One set of suspects: all of them changed together settle what they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootCause:
    """One fault with the repairs that would settle it, best first, and the findings it caused.

    `ties` is how many repairs there are, those that were left out included.
    """

    number: int
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    ties: int

    @property
    def shared(self) -> Repair:
        """Return the changes that are part of every repair, those left out included."""
        return tuple(each for each in self.repairs[0] if each.shared)

    def settled(self, repair: Repair) -> tuple[Finding, ...]:
        """Return the findings that `repair` settles."""
        codes = {code for suspect in repair for code in suspect.settles}
        return tuple(each for each in self.findings if each.code in codes)


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults behind the findings of one file; findings without a fault stand for themselves."""

    all: tuple[RootCause, ...] = ()

    def of(self, found: Finding) -> tuple[RootCause, ...]:
        """Return the faults that `found` comes from, none where no cell is suspected."""
        return tuple(each for each in self.all if any(one is found for one in each.findings))

    def causes(self, found: Finding) -> tuple[Cause, ...]:
        """Return what `found` comes from: its faults, else its code."""
        own = tuple(("", each.number) for each in self.of(found))
        return own or ((found.code, found.explained),)

    def count(self, findings: Iterable[Finding]) -> int:
        """Return how many faults `findings` come from; those of one rule count as one."""
        return len({cause for each in findings for cause in self.causes(each)})


NO_FAULTS = Faults()


def faults(checked: Checked) -> Faults:
    """Return the faults that the suspects of `checked` stand for, in their order."""
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None:
        return NO_FAULTS
    reach = {
        id(each): frozenset(_reach(edition, filing, [place.key for place in each.places]))
        for each in checked.findings
        if checked.suspects and each.equation
    }
    by_fault = groupby(sorted(checked.suspects, key=_fault), key=_fault)
    return Faults(
        tuple(_read(number, list(some), checked.findings, reach) for number, some in by_fault)
    )


def _fault(suspect: Suspect) -> int:
    return suspect.fault


def _read(
    number: int,
    suspects: Sequence[Suspect],
    findings: Sequence[Finding],
    reach: Mapping[int, frozenset[str]],
) -> RootCause:
    sets: dict[int, list[Suspect]] = {}
    for suspect in suspects:
        sets.setdefault(suspect.number, []).append(suspect)
    caused = tuple(
        each
        for each in findings
        if any(_touches(reach.get(id(each), frozenset()), each, suspect) for suspect in suspects)
    )
    return RootCause(
        number=number,
        repairs=tuple(map(tuple, sets.values())),
        findings=caused,
        ties=max(len(sets), suspects[0].ties),
    )


def _touches(reach: frozenset[str], found: Finding, suspect: Suspect) -> bool:
    return found.code in suspect.settles and suspect.place.key in reach


def _reach(edition: Edition, filing: Filing, keys: Iterable[str]) -> Iterator[str]:
    """Yield `keys`, and of the computed ones what they are computed from."""
    for key in keys:
        yield key
        entry = filing.entries.get(key)
        if entry is not None and entry.state is State.COMPUTED and key in edition.fills:
            yield from _reach(edition, filing, references(edition.fills[key].relation.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many faults of one weight there are, at how many places, by which codes.

    `explained` of the faults have been explained by the filler.
    """

    faults: int
    places: int
    explained: int
    codes: Mapping[str, int] = field(default_factory=dict)


def count(checked: Checked, severity: Severity, known: Faults) -> Count:
    """Return the count of the findings of `severity`."""
    return counted([each for each in checked.findings if each.severity is severity], known)


def counted(findings: Sequence[Finding], known: Faults = NO_FAULTS) -> Count:
    """Return the count of `findings`; each of them is one place."""
    return Count(
        faults=known.count(findings),
        places=len(findings),
        explained=known.count(each for each in findings if each.explained),
        codes=Counter(each.code for each in findings),
    )


# Findings grouped as people read them: repeats together, worst first.

ORDER = tuple(Severity)

_SEPARATORS = "：: "
"""What stands between the title and the rest of a message that begins with it."""


@dataclass(frozen=True, slots=True)
class RenderedFinding:
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
class FindingGroup:
    """Findings of one code and weight that are all explained or all not, with one hint."""

    message_type: MessageType
    severity: Severity
    explained: bool
    hint: str
    told: tuple[RenderedFinding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings without their words."""
        return tuple(each.finding for each in self.told)


def groups(
    found: Iterable[Finding], edition: Edition | None, language: Language
) -> tuple[FindingGroup, ...]:
    """Return `found` in groups, worst first, what is explained after what is not."""
    words = message_types(edition)
    gathered: dict[tuple[str, Severity, bool, str], list[RenderedFinding]] = {}
    for each in found:
        said = say(each, words[each.code], language)
        key = each.code, each.severity, each.explained, said.hint
        gathered.setdefault(key, []).append(RenderedFinding(each, said))
    made = [
        FindingGroup(
            message_type=words[code],
            severity=severity,
            explained=explained,
            hint=hint,
            told=tuple(told),
        )
        for (code, severity, explained, hint), told in gathered.items()
    ]
    return tuple(sorted(made, key=lambda one: (ORDER.index(one.severity), one.explained)))
