"""The marks of findings on the cells of the official tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from disclose.core.finding import Finding, Severity
from disclose.core.language import Language
from disclose.core.numbers import format_plain
from disclose.output.root_causes import RootCause
from disclose.output.suggestions import advice


class CellRelation(StrEnum):
    """The part of a cell in a finding, the strongest first."""

    SUSPECT = "suspect"
    WRONG = "wrong"
    EQUATION = "equation"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding and its number on the page, from 1 in each file."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMark:
    """The mark of one cell: its parts, its findings, its proposed amounts."""

    findings: tuple[Numbered, ...] = ()
    proposed: tuple[str, ...] = ()
    parts: frozenset[CellRelation] = field(default_factory=frozenset)

    @property
    def part(self) -> CellRelation:
        """Return the strongest part."""
        return next(each for each in CellRelation if each in self.parts)

    @property
    def severity(self) -> Severity:
        """Return the highest severity of its findings; an explained finding is a note."""
        weights = {
            Severity.NOTE if each.finding.explained else each.finding.severity
            for each in self.findings
        }
        return next(each for each in Severity if each in weights)


def marks(
    numbered: Sequence[Numbered], faults: Iterable[RootCause], language: Language
) -> Mapping[str, CellMark]:
    """Return the marks by key for every figure of a finding or of a listed repair."""
    found: dict[str, list[Numbered]] = {}
    parts: dict[str, set[CellRelation]] = {}
    proposed: dict[str, dict[str, None]] = {}
    for each in numbered:
        part = CellRelation.EQUATION if each.finding.equation else CellRelation.WRONG
        for key in (place.key for place in each.finding.places if place.key):
            found.setdefault(key, []).append(each)
            parts.setdefault(key, set()).add(part)
    for fault in faults:
        caused = [each for each in numbered if any(each.finding is one for one in fault.findings)]
        for suspect in (one for line in advice(fault, language) for one in line.repair):
            key = suspect.place.key
            found.setdefault(key, []).extend(
                each for each in caused if each not in found.get(key, ())
            )
            parts.setdefault(key, set()).add(CellRelation.SUSPECT)
            proposed.setdefault(key, {})[format_plain(suspect.proposed)] = None
    return {
        key: CellMark(
            findings=tuple(found[key]),
            proposed=tuple(proposed.get(key, ())),
            parts=frozenset(parts[key]),
        )
        for key in found
        if found[key]
    }
