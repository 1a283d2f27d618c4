"""What stands in the cells: unfilled, unreadable, read with a change, out of range."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from disclose.checks.guess import probable
from disclose.checks.places import body_place, listed, place, ranges
from disclose.core.finding import Finding, Place, error, warning
from disclose.core.numbers import EXACT, ZERO, decimal_places, format_plain
from disclose.core.text import STROKE
from disclose.form.edition.interpret import references, touches
from disclose.form.edition.model import OPEN_YEAR, Edition, Measure, Table
from disclose.form.filing import Entry, Filing, State
from disclose.form.layout.book import YEAR

QUOTED = 60
"""How much of a cell's content a message quotes."""

LONGEST = Decimal(1_000_000_000_000)
"""Counts run to 8 digits in published reports; so many 万元 are more than the country earns."""


def unfilled(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding per table for its unfilled cells, or for a table with no figure."""
    for table in edition.tables:
        inputs = _inputs(edition, filing, table)
        empty = [entry for entry in inputs if not entry.filled]
        if empty and len(empty) == len(inputs):
            at = replace(place(edition, inputs[0]), label="")
            yield error("CELL02", at, table=table.title)
        elif empty:
            yield _unfilled(edition, filing, table, empty)


def _inputs(edition: Edition, filing: Filing, table: Table) -> list[Entry]:
    """Return the input cells of `table` that were found; the reader tells of the others."""
    keys = (key for key, figure in edition.figures.items() if figure.table is table)
    entries = (filing.entries[key] for key in keys if key not in edition.fills)
    return [entry for entry in entries if entry.state is not State.MISSING]


def _unfilled(edition: Edition, filing: Filing, table: Table, empty: Sequence[Entry]) -> Finding:
    bare = {entry.key for entry in empty}
    totals = _totals_of(edition, filing, bare)
    places = [place(edition, entry) for entry in (*empty, *totals)]
    return warning(
        "CELL01",
        *places,
        table=table.title,
        cells=ranges(places),
        count=len(empty) + len(totals),
        blanks=sum(entry.state is State.BLANK for entry in empty),
        placeholders=sum(entry.state is State.PLACEHOLDER for entry in empty),
        totals=len(totals),
    )


def _totals_of(edition: Edition, filing: Filing, bare: set[str]) -> list[Entry]:
    """Return the computed totals whose every part is unfilled or itself such a total."""
    totals: list[Entry] = []
    for key, constraint in edition.fills.items():
        parts = set(references(constraint.relation.right))
        if parts <= bare and filing.entries[key].state is State.COMPUTED:
            totals.append(filing.entries[key])
    return totals


def unreadable(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding per table for texts, one for each other thing that is no number."""

    def supposed(entry: Entry) -> str:
        amount = probable(entry.typed, edition.figures[entry.key].measure.unit)
        return _quoted(entry) + (
            "" if amount is None else f" → {format_plain(amount.normalize(EXACT))}？"
        )

    for code, wanted, said in (
        ("CELL03", _is_text, supposed),
        ("CELL21", _is_struck, supposed),
        ("CELL20", _is_shown_differently, _shown_and_stored),
        ("CELL04", _is_error, _quoted),
    ):
        for entries in _by_table(edition, filing, wanted):
            places, cells = _listed(edition, entries, said)
            unchecked = _rules_touching(edition, entries)
            yield error(code, *places, cells=cells, unchecked=unchecked)


def normalised(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding per table for texts that were read as numbers, before and after."""
    for entries in _by_table(edition, filing, lambda entry: entry.normalised):
        places, cells = _listed(edition, entries, _before_and_after)
        yield warning("CELL05", *places, cells=cells)


def formulas_in_inputs(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding per table for formulas where a number is to be typed."""
    for entries in _by_table(edition, filing, _is_formula):
        places, cells = _listed(edition, entries, _before_and_after)
        yield warning("CELL06", *places, cells=cells)


def out_of_range(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield findings for negative figures and for more decimals than the measure admits."""

    def negative(entry: Entry) -> bool:
        signed = edition.figures[entry.key].measure.signed
        typed = entry.amount is not None and entry.state is not State.COMPUTED
        return typed and not signed and (entry.amount or ZERO) < ZERO

    for entries in _by_table(edition, filing, negative):
        places, cells = _listed(edition, entries, _said)
        yield error("CELL07", *places, cells=cells)
    for measure in edition.measures:
        entries = [
            entry
            for key, entry in filing.entries.items()
            if edition.figures[key].measure is measure and _finer(entry, measure)
        ]
        if entries:
            places, cells = _listed(edition, entries, _said)
            unit, money = measure.unit, measure.unit if measure.places else ""
            yield error(
                "CELL08", *places, cells=cells, unit=unit, places=measure.places, money=money
            )


def _finer(entry: Entry, measure: Measure) -> bool:
    """Return whether more decimals were typed than `measure` admits."""
    typed = entry.amount is not None and entry.state is not State.COMPUTED
    return typed and decimal_places(entry.amount or ZERO) > measure.places


def too_long(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding per table for figures longer than any that a body could report."""

    def long(entry: Entry) -> bool:
        typed = entry.amount is not None and entry.state is not State.COMPUTED
        return typed and abs(entry.amount or ZERO) >= LONGEST

    for entries in _by_table(edition, filing, long):
        places, cells = _listed(edition, entries, _said)
        yield error("CELL22", *places, cells=cells)


def body(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield findings for required lines of 单位信息 that are empty and for a wrong year."""
    for line in edition.body:
        if line.required and not filing.body.get(line.id, "").strip():
            at = body_place(edition, line.id, line.label)
            yield error("CELL09", at, label=line.label)
    if filing.year is None or not edition.first_year <= filing.year <= edition.last_year:
        at = body_place(edition, YEAR, "")
        yield error(
            "CELL10",
            at,
            typed=filing.year or 0,
            first=edition.first_year,
            last=edition.last_year if edition.last_year < OPEN_YEAR else 0,
            right=edition.serving(filing.year or 0) or "",
        )


def _by_table(
    edition: Edition, filing: Filing, wanted: Callable[[Entry], bool]
) -> Iterator[Sequence[Entry]]:
    """Yield the entries that are `wanted` of each table that has any."""
    found = [entry for entry in filing.entries.values() if wanted(entry)]
    for table in edition.tables if found else ():
        entries = [entry for entry in found if edition.figures[entry.key].table is table]
        if entries:
            yield entries


def _listed(
    edition: Edition, entries: Sequence[Entry], said: Callable[[Entry], str]
) -> tuple[Sequence[Place], tuple[str, ...]]:
    """Return the places of `entries`, and the list of cells that a message shows."""
    places = [place(edition, entry) for entry in entries]
    return places, listed(places, [said(entry) for entry in entries])


def _is_text(entry: Entry) -> bool:
    text = entry.state is State.TEXT
    return text and not _is_struck(entry) and not _is_shown_differently(entry)


def _is_struck(entry: Entry) -> bool:
    return entry.state is State.TEXT and STROKE in entry.typed


def _is_shown_differently(entry: Entry) -> bool:
    return entry.shown is not None


def _is_error(entry: Entry) -> bool:
    """Return whether no number is to be had: an error value, or a formula without a result."""
    formula = entry.state is State.FORMULA and not _is_shown_differently(entry)
    return entry.state is State.ERROR or (formula and entry.amount is None)


def _is_formula(entry: Entry) -> bool:
    return entry.state is State.FORMULA and entry.amount is not None


def _quoted(entry: Entry) -> str:
    text = entry.typed or entry.formula
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


def _shown_and_stored(entry: Entry) -> str:
    return f"“{entry.shown}” → {entry.typed}"


def _before_and_after(entry: Entry) -> str:
    return f"{_quoted(entry)} → {_said(entry)}"


def _said(entry: Entry) -> str:
    return "?" if entry.amount is None else format_plain(entry.amount)


def _rules_touching(edition: Edition, entries: Sequence[Entry]) -> tuple[str, ...]:
    keys = {entry.key for entry in entries}
    codes = (
        constraint.code
        for constraint in edition.constraints()
        if keys & set(touches(constraint.relation))
    )
    return tuple(dict.fromkeys(codes))
