"""Group findings by their root cause, and count faults instead of findings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from disclose.checks.outcome import Checked
from disclose.core.finding import Finding, Severity, Suspect
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.form.edition.interpret import references
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, State
from disclose.output.message_catalog import message_types
from disclose.output.message_format import RenderedMessage, render_message

Cause: TypeAlias = tuple[str, int]
"""The common cause of findings: a fault (`"", number`) or a code (`code, explained`)."""

Repair: TypeAlias = tuple[Suspect, ...]
"""A set of suspects: all of them must change together."""


class RootCause(NamedTuple):
    """One fault with its possible repairs, best first, and the findings that it caused.

    `ties` counts all repairs, including those that were left out. `printed` are the keys of the
    form in their order.
    """

    number: int
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    ties: int
    printed: Sequence[str]

    @property
    def likely(self) -> Repair:
        """Return the best repair if it is likely, else nothing."""
        return self.repairs[0] if self.repairs[0][0].likely else ()

    def in_printed_order(self, count: int) -> Sequence[Repair]:
        """Return the best `count` repairs in the order of their cells in the form."""
        place = {key: number for number, key in enumerate(self.printed)}
        return sorted(
            self.repairs[:count], key=lambda repair: [place[each.place.key] for each in repair]
        )

    @property
    def shared(self) -> Repair:
        """Return the changes that are part of every repair, also of those left out."""
        return tuple(suspect for suspect in self.repairs[0] if suspect.shared)

    def settled(self, repair: Repair) -> tuple[Finding, ...]:
        """Return the findings that disappear with `repair`."""
        codes = {code for suspect in repair for code in suspect.settles}
        return tuple(found for found in self.findings if found.code in codes)


class Faults(NamedTuple):
    """The faults behind the findings of one file; a finding need not belong to any."""

    all: tuple[RootCause, ...] = ()

    def of(self, found: Finding) -> tuple[RootCause, ...]:
        """Return the faults that caused `found`, none if it is explained or has no suspect."""
        if found.explained:
            return ()
        return tuple(fault for fault in self.all if any(one is found for one in fault.findings))

    def causes(self, found: Finding) -> tuple[Cause, ...]:
        """Return the causes of `found`: its faults, else its code."""
        own = tuple(("", fault.number) for fault in self.of(found))
        return own or ((found.code, found.explained),)

    def count(self, findings: Iterable[Finding]) -> int:
        """Return the number of faults behind `findings`.

        Findings of one code without a fault count as one: a clerk sees one problem in many cells.
        """
        return len({cause for found in findings for cause in self.causes(found)})


NO_FAULTS = Faults()


def faults(checked: Checked) -> Faults:
    """Return the faults behind the suspects of `checked`, in their order."""
    edition, filing = checked.edition, checked.filing
    if edition is None or filing is None or not checked.suspects:
        return NO_FAULTS
    reach = {
        id(found): frozenset(_reach(edition, filing, [place.key for place in found.places]))
        for found in checked.findings
        if found.equation
    }
    by_fault = groupby(sorted(checked.suspects, key=attrgetter("fault")), key=attrgetter("fault"))
    return Faults(
        tuple(
            _root_cause(edition, number, list(suspects), checked.findings, reach)
            for number, suspects in by_fault
        )
    )


def _root_cause(
    edition: Edition,
    number: int,
    suspects: Sequence[Suspect],
    findings: Sequence[Finding],
    reach: Mapping[int, frozenset[str]],
) -> RootCause:
    sets: dict[int, list[Suspect]] = {}
    for suspect in suspects:
        sets.setdefault(suspect.number, []).append(suspect)
    # A rule may fail in several places for different reasons, so the code alone does not tell: the
    # suspect must also be one of the cells that the finding depends on.
    caused = tuple(
        found
        for found in findings
        if any(
            found.code in suspect.settles and suspect.place.key in reach.get(id(found), ())
            for suspect in suspects
        )
    )
    return RootCause(
        number=number,
        repairs=tuple(map(tuple, sets.values())),
        findings=caused,
        ties=max(len(sets), suspects[0].ties),
        printed=tuple(edition.figures),
    )


def _reach(edition: Edition, filing: Filing, keys: Iterable[str]) -> Iterator[str]:
    """Yield `keys` and, below computed totals, the cells that they add up.

    Nobody types a computed total; the wrong cell is one of its parts.
    """
    for key in keys:
        yield key
        entry = filing.entries.get(key)
        if entry is not None and entry.state is State.COMPUTED and key in edition.fills:
            yield from _reach(edition, filing, references(edition.fills[key].relation.right))


class Count(NamedTuple):
    """The number of faults of one severity, of their places, and of findings by code.

    `explained` is the number of faults that the filler has explained.
    """

    faults: int
    places: int
    explained: int
    codes: Mapping[str, int] = {}


def count(checked: Checked, severity: Severity, known: Faults) -> Count:
    """Count the findings of `severity`."""
    return counted([found for found in checked.findings if found.severity is severity], known)


def counted(findings: Sequence[Finding], known: Faults = NO_FAULTS) -> Count:
    """Count `findings`; each of them is one place."""
    return Count(
        faults=known.count(findings),
        places=len(findings),
        explained=known.count(found for found in findings if found.explained),
        codes=Counter(found.code for found in findings),
    )


# Groups of findings for the reader: repeats together, worst first.

ORDER = tuple(Severity)

_SEPARATORS = "：: "
"""Separators between the title and the rest of a message."""


class RenderedFinding(NamedTuple):
    """A finding with its message."""

    finding: Finding
    said: RenderedMessage

    @property
    def title(self) -> str:
        """Return the title, or the message if that is a sentence starting with the title."""
        return self.said.message if self._spun else self.said.title

    @property
    def detail(self) -> str:
        """Return the equation, else the message without the title."""
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


class FindingGroup(NamedTuple):
    """Findings of one code, severity and hint, all explained or all not."""

    message_type: MessageType
    severity: Severity
    explained: bool
    hint: str
    told: tuple[RenderedFinding, ...]

    @property
    def filler_hint(self) -> str:
        """Return the hint for those who fill in: it names the offline page, not a command."""
        return self.told[0].said.filler_hint

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings without their messages."""
        return tuple(rendered.finding for rendered in self.told)


def groups(
    found: Iterable[Finding], edition: Edition | None, language: Language
) -> tuple[FindingGroup, ...]:
    """Return `found` in groups, worst first, explained findings after the others."""
    words = message_types(edition)
    gathered: dict[tuple[str, Severity, bool, str], list[RenderedFinding]] = {}
    for finding in found:
        said = render_message(finding, words[finding.code], language)
        key = finding.code, finding.severity, finding.explained, said.hint
        gathered.setdefault(key, []).append(RenderedFinding(finding, said))
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
    return tuple(sorted(made, key=lambda group: (ORDER.index(group.severity), group.explained)))
