"""What one body put into its workbook: an entry per figure, texts, and the body itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from disclose.core.numbers import ZERO, InputKind, format_plain, interpret, parse_stored, trim_zeros
from disclose.form.edition.interpret import evaluate, references
from disclose.form.edition.model import Edition, Figure


class State(StrEnum):
    """What stands in a figure's cell; exactly one of these."""

    AMOUNT = "amount"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    TEXT = "text"
    ERROR = "error"
    FORMULA = "formula"
    COMPUTED = "computed"
    MISSING = "missing"


class Seal(StrEnum):
    """What became of the locked formula of a figure's cell; inputs have none."""

    NONE = "none"
    INTACT = "intact"
    CHANGED = "changed"
    OVERWRITTEN = "overwritten"
    REMOVED = "removed"


class Entry(NamedTuple):
    """One figure of a filing.

    `typed` is what stood in the cell, to the letter; `numeric` says that it was a number there,
    not text. `amount` is what it means: None where it means nothing. `cached` is the result a
    spreadsheet stored beside a formula, None if it stored none. `shown` is what the cell shows
    where its format makes another number of the one that is stored, or none.
    """

    key: str
    state: State
    amount: Decimal | None = None
    typed: str = ""
    numeric: bool = False
    sheet: str = ""
    cell: str = ""
    seal: Seal = Seal.NONE
    formula: str = ""
    cached: str | None = None
    shown: str | None = None

    @property
    def value(self) -> Decimal | None:
        """Return the amount for arithmetic: not filled counts as zero, unreadable as None."""
        if self.amount is None and self.state in {State.BLANK, State.PLACEHOLDER}:
            return ZERO
        return self.amount

    @property
    def filled(self) -> bool:
        """Return whether anything but a placeholder stands there."""
        return self.state not in {State.BLANK, State.PLACEHOLDER, State.MISSING}

    @property
    def normalised(self) -> bool:
        """Return whether text was read as a number."""
        return self.state is State.AMOUNT and not self.numeric


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file a filing came from: its shown name and the SHA-256 of its bytes."""

    name: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One line of the sheet 出错说明 as it is filled in; `cell` is that of the text.

    `row` is zero-based; `place` and `figures` are as people write them.
    """

    code: str
    place: str
    figures: str
    text: str
    sheet: str
    cell: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Figures, texts and body data of one report, complete: one entry for every figure.

    `unread` are the sections of the texts whose line was not found.
    """

    edition: str
    year: int | None
    body: Mapping[str, str]
    entries: Mapping[str, Entry]
    texts: Mapping[str, str] = field(default_factory=dict)
    explanations: tuple[Explanation, ...] = ()
    origin: Origin = field(default_factory=Origin)
    unread: frozenset[str] = frozenset()

    def amount(self, key: str) -> Decimal | None:
        """Return the amount of a figure for arithmetic."""
        return self.entries[key].value

    @property
    def name(self) -> str:
        """Return the name of the reporting body, empty if it is not given."""
        return self.body.get("name", "")


def typed_text(figure: Figure, text: str) -> Entry:
    """Return the entry for `text` typed as text into the cell of `figure`."""
    meaning = interpret(text, figure.measure.unit)
    state = {
        InputKind.NUMBER: State.AMOUNT,
        InputKind.PLACEHOLDER: State.PLACEHOLDER,
        InputKind.BLANK: State.BLANK,
        InputKind.UNREADABLE: State.TEXT,
    }[meaning.kind]
    return Entry(key=figure.key, state=state, amount=meaning.amount, typed=text)


def typed_number(figure: Figure, text: str) -> Entry:
    """Return the entry for a number cell of `figure` that the file stores as `text`."""
    amount = parse_stored(text)
    if amount is None:
        return Entry(key=figure.key, state=State.TEXT, typed=text)
    return Entry(
        key=figure.key, state=State.AMOUNT, amount=amount, typed=format_plain(amount), numeric=True
    )


def blank(key: str) -> Entry:
    """Return the entry for an empty cell."""
    return Entry(key=key, state=State.BLANK)


def complete(edition: Edition, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Return `entries` with every computed total recomputed in Decimal.

    A total that keeps its formula, or was left blank, gets the amount of its rule; a typed total
    stays as typed. Where an operand is unreadable the total has no amount.
    """
    done = {key: entries.get(key, blank(key)) for key in edition.figures}
    for key, constraint in edition.fills.items():
        entry = done[key]
        if entry.state not in {State.COMPUTED, State.BLANK}:
            continue
        operands = references(constraint.relation.right)
        known = all(done[each].value is not None for each in operands)
        amount = (
            evaluate(constraint.relation.right, lambda each: done[each].value) if known else None
        )
        amount = amount and trim_zeros(amount, edition.figures[key].measure.places)
        done[key] = entry._replace(state=State.COMPUTED, amount=amount)
    return done


def keep_formulas(edition: Edition, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Return `entries` with each total that equals the recomputed one left to its formula.

    A total that differs stays as typed, so that the checks report it.
    """
    kept = dict(entries)
    for key in edition.fills:
        entry = kept.get(key)
        if entry is None or not entry.numeric:
            continue
        computed = complete(edition, {**kept, key: blank(key)})[key]
        if computed.amount == entry.amount:
            kept[key] = blank(key)
    return kept


def empty(edition: Edition, year: int | None, body: Mapping[str, str]) -> Filing:
    """Return a filing with nothing filled in: what a blank workbook holds."""
    return Filing(edition=edition.id, year=year, body=body, entries=complete(edition, {}))
