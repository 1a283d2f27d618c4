"""The content of one workbook: an entry for each figure, the texts, and the agency's data."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from disclose.core.numbers import (
    LONGEST_PLACEHOLDER,
    ZERO,
    InputKind,
    format_plain,
    interpret,
    parse_stored,
    trim_zeros,
)
from disclose.core.text import squeeze
from disclose.form.agency_lines import CODE, agency_name, credit_code
from disclose.form.edition.interpret import evaluate, references
from disclose.form.edition.model import Edition, Figure, Section, TextRuleKind
from disclose.form.edition.rule_ast import Binary, Expression, NumberNode
from disclose.form.edition.sheet_names import BLANK_AS_ZERO, YES
from disclose.form.edition.whole_numbers import Slot, Value, value
from disclose.form.rule_makers import may_make_rules

_RULEMAKING = "rulemaking"
_LONGEST_MARK = 10
"""So often one letter is repeated at most in place of a text: `XXX`."""
_NO_TEXT = ("同上", "略", "待补充", "待填写", "待填", "待写", "待定")
_NO_PROBLEM = re.compile(
    r"(?:[本我]?(?:单位|机关|部门|局|委|办|镇|乡|街道|县|区|市)|目前|暂时?|今年|本年度|\d{4}年度?|，|,)*"
    r"(?:不存在|没有|无|未发现|没有发现)(?:存在)?(?:主要|突出|明显|重大|任何|什么)?的?"
    r"(?:问题|不足|问题和不足)"
)
"""A denial of problems and nothing else: 本单位不存在问题. Part five must name some."""
_ERROR_VALUE = re.compile(r"#[A-Z/0]+[!?]?")
UNKNOWN = "【待核实】"
"""Shown in a draft for a figure that has no amount."""


class State(StrEnum):
    """The content of a figure's cell; exactly one of these."""

    AMOUNT = "amount"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    TEXT = "text"
    ERROR = "error"
    FORMULA = "formula"
    COMPUTED = "computed"
    MISSING = "missing"


class Seal(StrEnum):
    """The state of the locked formula in a figure's cell; inputs have none."""

    NONE = "none"
    INTACT = "intact"
    CHANGED = "changed"
    OVERWRITTEN = "overwritten"
    REMOVED = "removed"


class Entry(NamedTuple):
    """One figure of a filing.

    `typed` is the exact content of the cell; `numeric` says that the cell holds a number, not text.
    `amount` is its meaning, None if it has none: that of a blank cell is 0 if the agency agreed.
    `cached` is the result that the spreadsheet program stored with a formula, None if it stored
    none. `shown` is the text on screen if the number format displays a number other than the stored
    one, or no number at all.
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
        """Return the amount for arithmetic: zero if not filled in, None if unreadable."""
        if self.amount is None and self.state in {State.BLANK, State.PLACEHOLDER}:
            return ZERO
        return self.amount

    @property
    def filled(self) -> bool:
        """Return whether the cell holds anything but a placeholder, or is an agreed zero."""
        if self.amount is not None:
            return True
        return self.state not in {State.BLANK, State.PLACEHOLDER, State.MISSING}

    @property
    def normalised(self) -> bool:
        """Return whether text was read as a number."""
        return self.state is State.AMOUNT and not self.numeric


class Origin(NamedTuple):
    """The source file of a filing: its displayed name and the SHA-256 of its bytes."""

    name: str = ""
    sha256: str = ""


class Explanation(NamedTuple):
    """One line of the sheet 出错说明; `cell` holds its text.

    `row` is zero-based; `place` and `figures` are as typed.
    """

    code: str
    place: str
    figures: str
    text: str
    sheet: str
    cell: str
    row: int


class Filing(NamedTuple):
    """Figures, texts and agency data of one report, with an entry for every figure.

    `unread` are the sections whose line was not found on the sheet 文字部分; `moved` are the cells
    of those found elsewhere than in the form: sheet and A1 name by section. `fees` has an entry for
    each figure of the fee that there is a line for: workbooks of earlier versions have none.
    `typed_year` is the text in the line of the year if it is no year.
    """

    edition: str
    year: int | None
    body: Mapping[str, str]
    entries: Mapping[str, Entry]
    texts: Mapping[str, str] = {}
    explanations: tuple[Explanation, ...] = ()
    origin: Origin = Origin()
    unread: frozenset[str] = frozenset()
    moved: Mapping[str, tuple[str, str]] = {}
    fees: Mapping[str, Entry] = {}
    typed_year: str = ""

    def amount(self, key: str) -> Decimal | None:
        """Return the amount of a figure for arithmetic."""
        return self.entries[key].value

    def fee(self, key: str) -> Decimal | None:
        """Return the amount of a figure of the fee, None if it was left blank: no zero is meant.

        Unless the agency agreed that blanks are zeros.
        """
        entry = self.fees.get(key)
        return entry.amount if entry else None

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """Return the entries of all figures, those of the fee at the end."""
        return (*self.entries.values(), *self.fees.values())

    @property
    def name(self) -> str:
        """Return the name of the agency without `（盖章）`, empty if it is not given."""
        return agency_name(self.body.get("name", ""))

    @property
    def code(self) -> str:
        """Return the code of the agency as codes are compared, empty if it is not given."""
        return credit_code(self.body.get(CODE, ""))

    def is_written(self, section: Section) -> bool:
        """Return whether `section` has a text, or the figures of which the program makes one."""
        by_program = bool(section.fees) and all(self.fee(key) is not None for key in section.fees)
        return by_program or not says_nothing(self.texts.get(section.id, ""))

    def answer(self, line: str) -> str:
        """Return the agency's answer to a line of the sheet 单位信息, empty if it is not known.

        If the line about 规章 was left blank, the name of the agency may answer it.
        """
        given = self.body.get(line, "")
        return may_make_rules(self.name) if line == _RULEMAKING and not given else given


def says_nothing(text: str) -> bool:
    """Return whether a text of the report is empty or says no more than `无`, `/` or `同上`.

    Nor does a denial of problems, a bare number, one letter again and again, or an error value say
    anything.
    """
    bare = squeeze(text).strip("。.;；")
    letters = filter(str.isalpha, bare)
    first = next(letters, "")
    alike = all(each == first for each in letters)
    marks = alike and sum(map(str.isalpha, bare)) <= _LONGEST_MARK
    if marks or bare in _NO_TEXT or _NO_PROBLEM.fullmatch(bare) or _ERROR_VALUE.fullmatch(bare):
        return True
    short = len(bare) <= LONGEST_PLACEHOLDER
    return short and interpret(bare, "").kind is InputKind.PLACEHOLDER


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

    A total that keeps its formula, or is blank, gets the amount of its rule; a typed total stays
    as typed. If an operand is unreadable, the total has no amount.
    """
    done = _of_all(edition, entries)
    numbers, unknown = _whole_amounts(done)
    # `fills` is ordered so that each total comes after the totals that it adds up.
    for total in _totals(edition):
        key = total.key
        if done[key].state not in _FORMULA:
            continue
        if total.added is not None and unknown.isdisjoint(total.addends):
            numbers[total.at] = number = total.added(numbers)
            entry = done[key]
            done[key] = Entry(key, State.COMPUTED, Decimal(number), *entry[3:])
            unknown.discard(key)
        else:
            done[key] = _computed(edition, key, done)
            unknown.add(key)
    return done


def keep_formulas(edition: Edition, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Return `entries` with each typed total that equals the recomputed one left to its formula.

    A total that differs stays as typed, so that the checks report it.
    """
    kept, done = dict(entries), _of_all(edition, entries)
    for key in edition.fills:
        entry, computed = done[key], _computed(edition, key, done)
        is_equal = entry.numeric and entry.amount == computed.amount
        if is_equal:
            kept[key] = blank(key)
        if is_equal or entry.state in _FORMULA:
            done[key] = computed
    return kept


# Totals in whole numbers: those that add and subtract figures that were typed as such.


class _Total(NamedTuple):
    """A total: its place among the numbers, what it adds up, and the function that does.

    `added` is None if the total multiplies, or has decimals: Decimal keeps more of a product than
    its value, such as its decimals and the sign of a zero.
    """

    key: str
    at: int
    addends: frozenset[str]
    added: Value | None


@cache
def _totals(edition: Edition) -> Sequence[_Total]:
    slots = {key: Slot(at, 0) for at, key in enumerate(edition.figures)}
    return [
        _Total(
            key,
            slots[key].at,
            frozenset(references(right)),
            value(right, slots) if _adds_whole_numbers(right) else None,
        )
        for key, right in ((key, fill.relation.right) for key, fill in edition.fills.items())
    ]


def _adds_whole_numbers(expression: Expression) -> bool:
    match expression:
        case NumberNode(amount):
            return str(amount).isdigit()
        case Binary(left, operator, right):
            return operator != "*" and all(map(_adds_whole_numbers, (left, right)))
        case _:
            return True


def _whole_amounts(entries: Mapping[str, Entry]) -> tuple[list[int], set[str]]:
    """Return the amounts of entries as whole numbers, and the keys of those that are none."""
    numbers: list[int] = []
    unknown: set[str] = set()
    for key, entry in entries.items():
        amount = entry.amount
        text = str(entry.value if amount is None else amount)
        if text.isdigit():
            numbers.append(int(text))
        else:
            numbers.append(0)
            unknown.add(key)
    return numbers, unknown


_FORMULA = frozenset({State.COMPUTED, State.BLANK})
"""The states of a total that its formula gives."""


def _of_all(edition: Edition, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    return {key: entries.get(key) or blank(key) for key in edition.figures}


def _computed(edition: Edition, key: str, entries: Mapping[str, Entry]) -> Entry:
    """Return the total `key` with the amount of its rule, none if an operand has none."""
    summed = edition.fills[key].relation.right
    known = all(entries[operand].value is not None for operand in references(summed))
    amount = evaluate(summed, lambda name: entries[name].value) if known else None
    amount = amount and trim_zeros(amount, edition.figures[key].measure.places)
    return entries[key]._replace(state=State.COMPUTED, amount=amount)


def with_agreed_zeros(edition: Edition, filing: Filing) -> Filing:
    """Return `filing` with the amount 0 in its blank cells if the agency agreed to that.

    A placeholder stays one: whoever types it does not leave the cell blank. Nor are figures of the
    fee zeros if a text states the fee.
    """
    if filing.body.get(BLANK_AS_ZERO) != YES:
        return filing
    stated = any(
        word in filing.texts.get(section, "")
        for rule in edition.text_rules
        if rule.kind is TextRuleKind.REPORTED
        for section in rule.sections
        for word in rule.words
    )
    fees = filing.fees if stated else _agreed(filing.fees)
    return filing._replace(entries=_agreed(filing.entries), fees=fees)


def _agreed(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    return {
        key: entry._replace(amount=ZERO) if entry.state is State.BLANK else entry
        for key, entry in entries.items()
    }


def empty(edition: Edition, year: int | None, body: Mapping[str, str]) -> Filing:
    """Return the filing of a blank workbook."""
    return Filing(edition=edition.id, year=year, body=body, entries=complete(edition, {}))
