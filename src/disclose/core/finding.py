"""What there is to tell someone: findings hold facts, kinds hold the wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from disclose.core.language import Wording


class Severity(StrEnum):
    """Weight of a finding: 强制性, 核实性, 提示性."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: a cell of a workbook, a line of a file or of a document.

    `text` is what stands on the line of a document.
    """

    key: str = ""
    sheet: str = ""
    cell: str = ""
    typed: str = ""
    label: str = ""
    file: str = ""
    line: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of an equation: its sign and factor, its printed name, its amount.

    One that is `counted` only as some or none stands alone on its side, which is 1 or 0.
    """

    factor: Decimal
    label: str
    amount: Decimal
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A failed rule with its actual numbers; `difference` is left minus right."""

    left: tuple[Term, ...]
    operator: str
    right: tuple[Term, ...]
    left_sum: Decimal
    right_sum: Decimal

    @property
    def difference(self) -> Decimal:
        """Return left minus right."""
        return self.left_sum - self.right_sum


Argument: TypeAlias = str | int | Decimal | tuple[str, ...] | Wording
"""What a message is filled with: a list is joined as the language does it, words filled in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to tell someone. No text inside: the wording lives with the kind.

    `explanation` is the filler's own reason for what is to be verified, empty if there is none.
    """

    code: str
    severity: Severity
    places: tuple[Place, ...] = ()
    args: Mapping[str, Argument] = field(default_factory=dict)
    equation: Equation | None = None
    explanation: str = ""

    @property
    def explained(self) -> bool:
        """Return whether the filler gave a reason that holds for the figures as they are."""
        return bool(self.explanation)


def error(code: str, /, *places: Place, **args: Argument) -> Finding:
    """Return a finding at error level; the message `code` takes `args`."""
    return Finding(code=code, severity=Severity.ERROR, places=places, args=args)


def warning(code: str, /, *places: Place, **args: Argument) -> Finding:
    """Return a finding to be verified; the message `code` takes `args`."""
    return Finding(code=code, severity=Severity.WARNING, places=places, args=args)


def note(code: str, /, *places: Place, **args: Argument) -> Finding:
    """Return a finding for information; the message `code` takes `args`."""
    return Finding(code=code, severity=Severity.NOTE, places=places, args=args)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell may have come to hold a wrong number: a name and its wording.

    The wording is a `str.format` template over the arguments of the suspect. One that is `weak`
    fits too many numbers to single out a cell.
    """

    name: str
    wording: Wording
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A cell that, changed to `proposed`, would settle findings; never changed by the program.

    Suspects of one `number` are one set: all of them together settle the findings `settles`
    (codes, once each). Sets of one `fault` are alternatives, best first; different faults have
    nothing to do with each other. Both count from 1 through a file. `ties` is how many sets the
    fault has in all, of which the best are told; a change that is `shared` is part of all of them.
    """

    place: Place
    proposed: Decimal
    settles: tuple[str, ...]
    number: int
    fault: int
    ties: int = 1
    shared: bool = False
    reason: Reason | None = None
    args: Mapping[str, Argument] = field(default_factory=dict)
