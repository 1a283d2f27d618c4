"""The locked totals: overwritten, rewritten, deleted, out of date, never calculated."""

from collections.abc import Iterator, Sequence

from disclose.checks.places import listed, place
from disclose.core.finding import Finding, Place, note, warning
from disclose.core.numbers import format_plain, parse_stored
from disclose.form.edition.interpret import Holds, references, verdict
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Seal, State


def totals(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield at most one finding of each kind for all locked totals together."""
    sealed = [filing.entries[key] for key in edition.fills]
    if typed := [entry for entry in sealed if _rightly_typed(edition, filing, entry)]:
        places, cells = _listed(edition, typed)
        yield note("FORM01", *places, cells=cells)
    if changed := [entry for entry in sealed if entry.seal is Seal.CHANGED]:
        places, cells = _listed(edition, changed)
        yield warning("FORM02", *places, cells=cells)
    if removed := [entry for entry in sealed if entry.seal is Seal.REMOVED]:
        places, cells = _listed(edition, removed)
        yield note("FORM05", *places, cells=cells)
    if stale := [entry for entry in sealed if _stale(edition, filing, entry)]:
        places, cells = _listed(edition, stale)
        yield warning("FORM03", *places, cells=cells)
    if unknown := [e for e in sealed if e.seal is Seal.INTACT and e.cached is None]:
        places = [place(edition, entry) for entry in unknown]
        yield note("FORM04", *places, count=len(unknown))


def _rightly_typed(edition: Edition, filing: Filing, entry: Entry) -> bool:
    """Return whether a number was typed over a total and agrees; a wrong one breaks its rule."""
    if entry.seal is not Seal.OVERWRITTEN or entry.state is not State.AMOUNT:
        return False
    return isinstance(verdict(edition.fills[entry.key].relation, filing.amount), Holds)


def _stale(edition: Edition, filing: Filing, entry: Entry) -> bool:
    """Return whether the stored result differs, other than by texts that a spreadsheet skips."""
    if entry.seal is not Seal.INTACT or entry.cached is None or entry.amount is None:
        return False
    parts = references(edition.fills[entry.key].relation.right)
    if any(_skipped(edition, filing, key) for key in parts):
        return False
    return parse_stored(entry.cached) != entry.amount


def _skipped(edition: Edition, filing: Filing, key: str) -> bool:
    """Return whether a text stands at `key` or below it, which a spreadsheet adds as zero."""
    if filing.entries[key].normalised:
        return True
    constraint = edition.fills.get(key)
    if constraint is None or filing.entries[key].state is not State.COMPUTED:
        return False
    return any(_skipped(edition, filing, part) for part in references(constraint.relation.right))


def _listed(edition: Edition, entries: Sequence[Entry]) -> tuple[Sequence[Place], tuple[str, ...]]:
    """Return the places of `entries`, and the list of cells that a message shows."""
    places = [place(edition, entry) for entry in entries]
    return places, listed(places, [_said(entry) for entry in entries])


def _said(entry: Entry) -> str:
    amount = "" if entry.amount is None else format_plain(entry.amount)
    if entry.seal is Seal.INTACT:
        return f"{entry.cached} → {amount}"
    return f"{entry.formula} → {amount}" if entry.formula else amount
