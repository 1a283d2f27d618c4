"""Entries about which no check of cells has anything to say, found in one pass."""

from collections.abc import Callable, Iterator

from disclose.checks.cells import (
    formulas_in_inputs,
    normalised,
    out_of_range,
    too_long,
    totals,
    unfilled,
    unreadable,
)
from disclose.core.finding import Finding
from disclose.core.numbers import TOO_LARGE, ZERO, decimal_places, parse_stored
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Seal, State

SILENT_IF_PLAIN: frozenset[Callable[[Edition, Filing], Iterator[Finding]]] = frozenset(
    {formulas_in_inputs, normalised, out_of_range, too_long, totals, unfilled, unreadable}
)
"""The checks that yield nothing for a filing of plain entries: they judge nothing but entries."""


def all_plain(edition: Edition, filing: Filing) -> bool:
    """Return whether the checks `SILENT_IF_PLAIN` yield nothing, for certain.

    If not, they may still yield nothing: only they know.
    """
    # An unfilled cell is a finding in a table, but none on the lines of the fee: there a text may
    # state it. Only a placeholder would be one.
    return all(_is_plain(edition, entry) for entry in filing.entries.values()) and all(
        _is_blank(entry) or _is_plain(edition, entry) for entry in filing.fees.values()
    )


def _is_blank(entry: Entry) -> bool:
    return entry.state is State.BLANK and entry.amount is None and entry.shown is None


def _is_plain(edition: Edition, entry: Entry) -> bool:
    """Return whether an entry is a number as it should be, or a total that is up to date.

    That silences each check, as follows. An amount: `unfilled`. None of TEXT, ERROR, FORMULA and
    nothing else `shown`: `unreadable` and `formulas_in_inputs`. A cell that holds a number, not
    text: `normalised`. A fitting amount, which a total need not have: `out_of_range`, `too_long`.
    A number without a seal, so that it does not stand in place of a locked formula; else the intact
    formula and a stored result equal to the amount: `totals`.
    """
    amount, state, seal = entry.amount, entry.state, entry.seal
    if amount is None or entry.shown is not None:
        return False
    if state is State.COMPUTED:
        cached = entry.cached
        return seal is Seal.INTACT and cached is not None and parse_stored(cached) == amount
    # A blank cell has an amount if the agency agreed that it is a zero.
    holds_number = state is State.BLANK or (state is State.AMOUNT and entry.numeric)
    if not holds_number or seal is not Seal.NONE:
        return False
    if str(amount).isdigit():  # nearly every amount: not negative, and without decimals
        return amount < TOO_LARGE
    measure = edition.figure(entry.key).measure
    fits = (measure.signed or amount >= ZERO) and abs(amount) < TOO_LARGE
    return fits and decimal_places(amount) <= measure.places
