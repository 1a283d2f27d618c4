"""Findings: the facts of a problem; `core.messages` holds the words."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from disclose.core.language import Wording


class Severity(StrEnum):
    """Weight of a finding: 强制性, 核实性, 提示性."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """The place of a problem: a cell of a workbook, or a line of a file or a document.

    `typed` is the content of the cell, `text` that of the line of a document. A sentence in a cell
    has a cell and a text: `typed` are the words in question, which stand in `text` at `span`. In a
    document `part` is the number of a part of the report, `section` that of a section in it as
    written, `paragraph` counts the paragraphs of that from 1; `label` are the words that lead up to
    the number `typed`; `table` is the title of the table of the form that the place is in.
    """

    key: str = ""
    sheet: str = ""
    cell: str = ""
    typed: str = ""
    label: str = ""
    file: str = ""
    line: int = 0
    text: str = ""
    span: tuple[int, int] = (0, 0)
    part: int = 0
    section: str = ""
    paragraph: int = 0
    table: str = ""

    @property
    def in_document(self) -> bool:
        """Return whether this is a line of a document, which has no cells."""
        return bool(self.text and not self.cell)

    @property
    def in_sentence(self) -> bool:
        """Return whether this is a sentence in a cell."""
        return bool(self.text and self.cell)


class Term(NamedTuple):
    """One addend of an equation: its sign and factor, its printed name, its amount.

    A rule may ask only whether there is any amount at all: then `counted` is false, and the term is
    the only one on its side, which is 1 or 0.
    """

    factor: Decimal
    label: str
    amount: Decimal
    counted: bool = True


class Equation(NamedTuple):
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
"""A value that a message is filled with. A tuple is printed as a list in the reader's language; a
`Wording` is filled with the other arguments before it is printed."""


class Finding(NamedTuple):
    """One problem, or one fact that the reader should know. The message `code` holds its words.

    `explanation` is the reason that the filler gave for a warning, empty if there is none. With
    `in_document` the figures are those of a document, not of a workbook: see `core.messages`.
    """

    code: str
    severity: Severity
    places: tuple[Place, ...] = ()
    args: Mapping[str, Argument] = {}
    equation: Equation | None = None
    explanation: str = ""
    in_document: bool = False

    @property
    def explained(self) -> bool:
        """Return whether the filler gave a reason that is valid for the present figures."""
        return bool(self.explanation)

    @property
    def explainable(self) -> bool:
        """Return whether the filler may give a reason: for a warning, or an error in a sentence.

        Numbers follow rules, but a sentence may mean something else than the program understands.
        """
        in_sentence = any(each.in_sentence for each in self.places)
        return self.severity is Severity.WARNING or (
            self.severity is Severity.ERROR and in_sentence
        )


def error(code: str, /, *places: Place, **args: Argument) -> Finding:
    """Return a finding at error level; the message `code` takes `args`."""
    return Finding(code=code, severity=Severity.ERROR, places=places, args=args)


def warning(code: str, /, *places: Place, **args: Argument) -> Finding:
    """Return a finding to be verified; the message `code` takes `args`."""
    return Finding(code=code, severity=Severity.WARNING, places=places, args=args)


def note(code: str, /, *places: Place, **args: Argument) -> Finding:
    """Return a finding for information; the message `code` takes `args`."""
    return Finding(code=code, severity=Severity.NOTE, places=places, args=args)


class Reason(NamedTuple):
    """A way in which a wrong number gets into a cell: a name and its wording.

    The wording is a `str.format` template over the arguments of the suspect.
    """

    name: str
    wording: Wording


class Suspect(NamedTuple):
    """A cell that may be wrong: if it held `proposed`, findings would disappear.

    The program never changes it. Suspects with the same `number` are one set: together they settle
    the findings `settles` (codes, once each). Sets of the same `fault` are alternatives, best
    first; different faults are independent. Both count from 1 through a file. `ties` is the number
    of all sets of the fault, of which only the best are shown; a `shared` change is in all of them.
    A `likely` set is right at least nine times in ten (`checks/localise/confidence.py`); only the
    best set of a fault can be.
    """

    place: Place
    proposed: Decimal
    settles: tuple[str, ...]
    number: int
    fault: int
    ties: int = 1
    shared: bool = False
    likely: bool = False
    reason: Reason | None = None
    args: Mapping[str, Argument] = {}
