"""Checks of single cells and texts: unfilled, unreadable, out of range, overwritten totals."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from disclose.checks.guess import probable
from disclose.checks.places import body_place, listed, place, ranges, text_place
from disclose.checks.repeated_texts import same_texts
from disclose.core.finding import Argument, Finding, Place, error, note, warning
from disclose.core.numbers import EXACT, TOO_LARGE, ZERO, decimal_places, format_plain, parse_stored
from disclose.core.rich_text import STROKE
from disclose.core.text import squeeze
from disclose.form.edition.interpret import Holds, references, touches, verdict
from disclose.form.edition.model import OPEN_YEAR, Edition, Section, TextRule, TextRuleKind
from disclose.form.edition.sheet_names import NAME, YEAR
from disclose.form.filing import Entry, Filing, Seal, State, says_nothing
from disclose.form.text_figures import filled_text

QUOTED = 60
"""Number of characters of a cell that a message quotes."""


# Input cells that hold no number, or a number that needs a second look.


def unfilled(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each table with unfilled input cells."""
    for table in edition.tables:
        keys = (key for key, figure in edition.figures.items() if figure.table is table)
        entries = (filing.entries[key] for key in keys if key not in edition.fills)
        # The reader has already reported the cells that it did not find.
        inputs = [entry for entry in entries if entry.state is not State.MISSING]
        empty = [entry for entry in inputs if not entry.filled]
        if not empty:
            continue
        if len(empty) == len(inputs):
            at = place(edition, inputs[0])._replace(label="")
            yield error("CELL02", at, table=table.title)
            continue
        totals = _totals_of(edition, filing, {entry.key for entry in empty})
        yield _without_number(edition, empty, totals)
    # A text may state the fee instead: then its cells are blank.
    if strokes := [each for each in filing.fees.values() if each.state is State.PLACEHOLDER]:
        yield _without_number(edition, strokes, ())


def _without_number(edition: Edition, empty: Sequence[Entry], totals: Sequence[Entry]) -> Finding:
    """Return the finding for `empty` cells of one table, and for the totals of such cells only."""
    places = [place(edition, entry) for entry in (*empty, *totals)]
    return error(
        "CELL01",
        *places,
        table=edition.figure(empty[0].key).table.title,
        cells=ranges(places),
        count=len(empty) + len(totals),
        blanks=sum(entry.state is State.BLANK for entry in empty),
        placeholders=sum(entry.state is State.PLACEHOLDER for entry in empty),
        totals=len(totals),
    )


def _totals_of(edition: Edition, filing: Filing, empty: set[str]) -> list[Entry]:
    """Return the computed totals that add up `empty` cells only."""
    totals: list[Entry] = []
    for key, constraint in edition.fills.items():
        parts = set(references(constraint.relation.right))
        if parts <= empty and filing.entries[key].state is State.COMPUTED:
            totals.append(filing.entries[key])
    return totals


def unreadable(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each table and each kind of content that is not a number."""

    def with_guess(entry: Entry) -> str:
        amount = probable(entry.typed, edition.figure(entry.key).measure.unit)
        guess = "" if amount is None else f" → {format_plain(amount.normalize(EXACT))}？"
        return _quoted(entry) + guess

    texts, struck, shown, errors = list[Entry](), list[Entry](), list[Entry](), list[Entry]()
    for entry in filing.all_entries:
        if entry.state is State.TEXT and STROKE in entry.typed:
            struck.append(entry)
        if entry.shown is not None:
            shown.append(entry)
        elif entry.state is State.TEXT and STROKE not in entry.typed:
            texts.append(entry)
        elif entry.state is State.ERROR or (entry.state is State.FORMULA and entry.amount is None):
            errors.append(entry)
    for code, entries, show in (
        ("CELL03", texts, with_guess),
        ("CELL21", struck, with_guess),
        ("CELL20", shown, lambda entry: f"“{entry.shown}” → {entry.typed}"),
        ("CELL04", errors, _quoted),
    ):
        for table_entries in _by_table(edition, entries):
            places, cells = _listed(edition, table_entries, show)
            unchecked = _rules_touching(edition, table_entries)
            yield error(code, *places, cells=cells, unchecked=unchecked)


def normalised(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each table with texts that the reader took as numbers."""
    entries = [entry for entry in filing.all_entries if entry.normalised]
    for table_entries in _by_table(edition, entries):
        places, cells = _listed(edition, table_entries, _before_and_after)
        yield warning("CELL05", *places, cells=cells)


def formulas_in_inputs(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each table with formulas in input cells."""
    entries = [
        entry
        for entry in filing.all_entries
        if entry.state is State.FORMULA and entry.amount is not None
    ]
    for table_entries in _by_table(edition, entries):
        places, cells = _listed(edition, table_entries, _before_and_after)
        yield warning("CELL06", *places, cells=cells)


def out_of_range(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield findings for negative figures and for too many decimals."""
    negative: list[Entry] = []
    too_fine: dict[str, list[Entry]] = {measure.id: [] for measure in edition.measures}
    for entry in filing.all_entries:
        if entry.amount is None or entry.state is State.COMPUTED:
            continue
        measure = edition.figure(entry.key).measure
        if entry.amount < ZERO and not measure.signed:
            negative.append(entry)
        if decimal_places(entry.amount) > measure.places:
            too_fine[measure.id].append(entry)
    for table_entries in _by_table(edition, negative):
        places, cells = _listed(edition, table_entries, _amount)
        yield error("CELL07", *places, cells=cells)
    for measure in edition.measures:
        if entries := too_fine[measure.id]:
            places, cells = _listed(edition, entries, _amount)
            unit, money = measure.unit, measure.unit if measure.places else ""
            yield error(
                "CELL08", *places, cells=cells, unit=unit, places=measure.places, money=money
            )


def too_long(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each table with figures of at least `TOO_LARGE`."""
    entries = [
        entry
        for entry in filing.all_entries
        if entry.amount is not None
        and entry.state is not State.COMPUTED
        and abs(entry.amount) >= TOO_LARGE
    ]
    for table_entries in _by_table(edition, entries):
        places, cells = _listed(edition, table_entries, _amount)
        yield error("CELL22", *places, cells=cells)


def required_lines(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each empty required line of 单位信息.

    Without a name nobody knows whose figures these are; without another line the report lacks it.
    """
    for line in edition.body:
        if line.required and not filing.body.get(line.id, "").strip():
            at = body_place(edition, line.id, line.label)
            yield error("CELL09" if line.id == NAME else "CELL12", at, label=line.label)


def report_year(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding if the year is missing or outside the edition."""
    if filing.year is None or not edition.first_year <= filing.year <= edition.last_year:
        at = body_place(edition, YEAR, "")
        yield error(
            "CELL10",
            at,
            typed=filing.typed_year or str(filing.year or ""),
            first=edition.first_year,
            last=edition.last_year if edition.last_year < OPEN_YEAR else 0,
            right=edition.serving(filing.year or 0) or "",
        )


def _by_table(edition: Edition, entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield `entries` table by table; tables without any are left out."""
    tables: dict[str, list[Entry]] = {}
    for entry in entries:
        tables.setdefault(edition.figure(entry.key).table.id, []).append(entry)
    yield from tables.values()


def _listed(
    edition: Edition, entries: Sequence[Entry], show: Callable[[Entry], str]
) -> tuple[Sequence[Place], tuple[str, ...]]:
    """Return the places of `entries`, and the list of cells for the message."""
    places = [place(edition, entry) for entry in entries]
    return places, listed(places, [show(entry) for entry in entries])


def _quoted(entry: Entry) -> str:
    return _shortened(entry.typed or entry.formula)


def _shortened(text: str) -> str:
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


def _before_and_after(entry: Entry) -> str:
    return f"{_quoted(entry)} → {_amount(entry)}"


def _amount(entry: Entry) -> str:
    return "?" if entry.amount is None else format_plain(entry.amount)


def _rules_touching(edition: Edition, entries: Sequence[Entry]) -> tuple[str, ...]:
    keys = {entry.key for entry in entries}
    codes = (
        constraint.code
        for constraint in edition.constraints()
        if keys & set(touches(constraint.relation))
    )
    return tuple(dict.fromkeys(codes))


# Locked totals: overwritten, changed, deleted, out of date, never calculated.


def totals(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield at most one finding for each way in which the locked totals were altered."""
    locked = [filing.entries[key] for key in edition.fills]
    # A wrong number in place of a total breaks its rule, and that is finding enough.
    typed = [
        entry
        for entry in locked
        if entry.seal is Seal.OVERWRITTEN
        and entry.state is State.AMOUNT
        and isinstance(verdict(edition.fills[entry.key].relation, filing.amount), Holds)
    ]
    if typed:
        places, cells = _listed(edition, typed, _total_before_and_after)
        yield note("FORM01", *places, cells=cells)
    if changed := [entry for entry in locked if entry.seal is Seal.CHANGED]:
        places, cells = _listed(edition, changed, _total_before_and_after)
        yield warning("FORM02", *places, cells=cells)
    if removed := [entry for entry in locked if entry.seal is Seal.REMOVED]:
        places, cells = _listed(edition, removed, _total_before_and_after)
        yield note("FORM05", *places, cells=cells)
    if stale := [entry for entry in locked if _stale(edition, filing, entry)]:
        places, cells = _listed(edition, stale, _total_before_and_after)
        yield warning("FORM03", *places, cells=cells)
    if unknown := [e for e in locked if e.seal is Seal.INTACT and e.cached is None]:
        places = [place(edition, entry) for entry in unknown]
        yield note("FORM04", *places, count=len(unknown))


def _stale(edition: Edition, filing: Filing, entry: Entry) -> bool:
    """Return whether the stored result of a total differs from the sum of its parts.

    A spreadsheet adds a text as 0 where we read the number it holds. The results then differ
    although nothing is out of date, so a total above a text is never stale.
    """
    if entry.seal is not Seal.INTACT or entry.cached is None or entry.amount is None:
        return False
    return parse_stored(entry.cached) != entry.amount and not _adds_text(edition, filing, entry.key)


def _adds_text(edition: Edition, filing: Filing, key: str) -> bool:
    """Return whether the total at `key` adds a text, directly or through another total."""
    return any(
        filing.entries[part].normalised
        or (
            part in edition.fills
            and filing.entries[part].state is State.COMPUTED
            and _adds_text(edition, filing, part)
        )
        for part in references(edition.fills[key].relation.right)
    )


def _total_before_and_after(entry: Entry) -> str:
    amount = "" if entry.amount is None else format_plain(entry.amount)
    if entry.seal is Seal.INTACT:
        return f"{entry.cached} → {amount}"
    return f"{entry.formula} → {amount}" if entry.formula else amount


# The texts of the report, as far as a program can judge them.


def texts(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield the findings of every text rule."""
    for rule in edition.text_rules:
        yield from _TEXT_CHECKS[rule.kind](rule, edition, filing)


def _reported(rule: TextRule, edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding if none of the words appears in a text, and no fee was filled in.

    In a workbook without lines for the fee that is a finding only if figures are positive.
    """
    sections = _sections(rule, edition, filing)
    positive = [key for key in rule.when_positive if (filing.amount(key) or ZERO) > ZERO]
    said = [filing.texts.get(section.id, "") for section in sections]
    fees = [section.fees for section in sections]
    mentioned = any(word in text for word in rule.words for text in said)
    written = any(each and all(filing.fee(key) is not None for key in each) for each in fees)
    lacking = any(section.required and not filing.is_written(section) for section in sections)
    # A text that is required and not there is reported as such.
    if not sections or mentioned or written or lacking or not (positive or filing.fees):
        return
    places = [place(edition, filing.entries[key]) for key in positive]
    figures = listed(places, [at.typed for at in places])
    reported = tuple(_reported_as(edition, at) for at in places)
    yield _failed(
        rule, edition, filing, sections, words=rule.words, figures=figures, reported=reported
    )


def _reported_as(edition: Edition, at: Place) -> str:
    """Return a figure with its cell and its row: `表二!B16 行政事业性收费 1.50 万元`."""
    figure = edition.figures[at.key]
    return f"{at.sheet}!{at.cell} {figure.row.label} {at.typed} {figure.measure.unit}"


def _written(rule: TextRule, edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding if a section is empty or says no more than `无`."""
    missing = [
        each for each in edition.texts if each.id in rule.sections and not filing.is_written(each)
    ]
    if missing:
        said = {section: squeeze(filing.texts.get(section.id, "")) for section in missing}
        empty = tuple(section.label for section, text in said.items() if not text)
        idle = tuple(f"{section.label}“{text}”" for section, text in said.items() if text)
        yield _failed(rule, edition, filing, missing, lacking=empty, idle=idle)


def _limited(rule: TextRule, edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding if the sections together are longer than the limit."""
    sections = _sections(rule, edition, filing)
    length = sum(len(squeeze(filled_text(edition, filing, each.id))) for each in sections)
    if length > rule.limit:
        args = {"length": length, "limit": rule.limit, "excess": length - rule.limit}
        yield _failed(rule, edition, filing, sections[:1], **args)


def _distinct(rule: TextRule, edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding for every text that several sections have."""
    said = [
        (section, text)
        for section in _sections(rule, edition, filing)
        if not says_nothing(text := filing.texts.get(section.id, ""))
    ]
    for alike in same_texts([text for _, text in said]):
        sections = [said[number][0] for number in alike]
        labels = tuple(section.label for section in sections)
        sentence = _shortened(said[alike[0]][1])
        yield _failed(rule, edition, filing, sections, labels=labels, sentence=sentence)


def _sections(rule: TextRule, edition: Edition, filing: Filing) -> Sequence[Section]:
    """Return the sections of `rule` whose lines were found on the sheet."""
    return [
        section
        for section in edition.texts
        if section.id in rule.sections and section.id not in filing.unread
    ]


def _failed(
    rule: TextRule,
    edition: Edition,
    filing: Filing,
    sections: Iterable[Section],
    **args: Argument,
) -> Finding:
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=tuple(text_place(edition, filing, section.id) for section in sections),
        args=args,
    )


_TEXT_CHECKS: dict[TextRuleKind, Callable[[TextRule, Edition, Filing], Iterator[Finding]]] = {
    TextRuleKind.REPORTED: _reported,
    TextRuleKind.WRITTEN: _written,
    TextRuleKind.LIMITED: _limited,
    TextRuleKind.DISTINCT: _distinct,
}
