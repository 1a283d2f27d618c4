"""The locked totals: overwritten, rewritten, deleted, out of date, never calculated."""

from collections.abc import Iterator, Sequence

from disclose.checks.places import listed, place
from disclose.core.finding import Finding, Kind, finding
from disclose.core.messages import totals as kinds
from disclose.core.numbers import format_plain, stored
from disclose.form.edition.interpret import Holds, references, verdict
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Seal, State


def totals(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield at most one finding of each kind for all locked totals together."""
    sealed = [filing.entries[key] for key in edition.fills]
    groups = (
        (kinds.TOTAL_OVERWRITTEN, [e for e in sealed if _rightly_typed(edition, filing, e)]),
        (kinds.FORMULA_CHANGED, [e for e in sealed if e.seal is Seal.CHANGED]),
        (kinds.TOTAL_REMOVED, [e for e in sealed if e.seal is Seal.REMOVED]),
        (kinds.CACHED_DIFFERS, [e for e in sealed if _stale(edition, filing, e)]),
    )
    for kind, entries in groups:
        if entries:
            yield _listing(edition, kind, entries)
    unknown = [e for e in sealed if e.seal is Seal.INTACT and e.cached is None]
    if unknown:
        places = (place(edition, entry) for entry in unknown)
        yield finding(kinds.NEVER_CALCULATED, *places, count=len(unknown))


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
    return stored(entry.cached) != entry.amount


def _skipped(edition: Edition, filing: Filing, key: str) -> bool:
    """Return whether a text stands at `key` or below it, which a spreadsheet adds as zero."""
    if filing.entries[key].normalised:
        return True
    instance = edition.fills.get(key)
    if instance is None or filing.entries[key].state is not State.COMPUTED:
        return False
    return any(_skipped(edition, filing, part) for part in references(instance.relation.right))


def _listing(edition: Edition, kind: Kind, entries: Sequence[Entry]) -> Finding:
    places = [place(edition, entry) for entry in entries]
    return finding(kind, *places, cells=listed(places, [_said(entry) for entry in entries]))


def _said(entry: Entry) -> str:
    amount = "" if entry.amount is None else format_plain(entry.amount)
    if entry.seal is Seal.INTACT:
        return f"{entry.cached} → {amount}"
    return f"{entry.formula} → {amount}" if entry.formula else amount
