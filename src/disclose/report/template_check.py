"""Checks a custom narrative template before a report is written with it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from disclose.core.finding import Finding, Place
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, complete, typed_number
from disclose.form.prior_year import PriorYear
from disclose.form.templating import NameUse, Outline, TemplateFaultError, outline
from disclose.report.blocks import NarrativeError, WrongTablesError
from disclose.report.narrative import compose
from disclose.report.template_sources import Narrative, fault, faulty, unknown_name

AMOUNTS = ("0", "1", "3")
"""The value of every figure in each sample filing: zero, one and several."""

WORDS = "示例文字。"


def faults(edition: Edition, narrative: Narrative) -> tuple[Finding, ...]:
    """Return the problems of the custom templates in `narrative`.

    The templates are parsed, then rendered with each of `AMOUNTS`, as a draft and as a final
    report, with and without prior-year figures.
    """
    read = tuple(_read(edition, narrative))
    known = any(each.code == "DEF12" for each in read)
    rendered = _rendered(edition, narrative, digits=not known)
    found: dict[tuple[str, int, str], Finding] = {}
    for each in (*read, *rendered):
        found.setdefault(_spot(each), each)
    return tuple(sorted(found.values(), key=lambda each: _spot(each)[:2]))


def _spot(found: Finding) -> tuple[str, int, str]:
    """Return what tells findings apart: rendering repeats them, tables share the first line."""
    table = str(found.args.get("id", ""))
    return found.places[0].file, found.places[0].line, table


def _read(edition: Edition, narrative: Narrative) -> Iterator[Finding]:
    for name in narrative.own:
        try:
            said = outline(name, narrative.sources[name])
        except TemplateFaultError as cause:
            yield from faulty(narrative, edition, cause)
            continue
        for each in said.digits:
            yield fault(name, each.line, each.name)
        yield from _unknown(name, said.figures, (*edition.figures, *edition.fees))
        yield from _unknown(name, said.outer, _blocks(said, narrative))


def _blocks(said: Outline, narrative: Narrative) -> Sequence[str]:
    """Return the blocks that a template may define: those of the templates that it extends."""
    names: list[str] = []
    seen: set[str] = set()
    extended = said.extends
    while extended and extended in narrative.sources and extended not in seen:
        seen.add(extended)
        try:
            below = outline(extended, narrative.sources[extended])
        except TemplateFaultError:  # reported by itself; what it defines is not known
            break
        names += [each.name for each in below.blocks]
        extended = below.extends
    return names or [each.name for each in said.blocks]


def _unknown(file: str, names: Sequence[NameUse], known: Sequence[str]) -> Iterator[Finding]:
    for each in names:
        if each.name not in known:
            yield unknown_name(Place(file=file, line=each.line), each.name, known)


def _rendered(edition: Edition, narrative: Narrative, *, digits: bool) -> Iterator[Finding]:
    """Yield the problems of rendering; typed digits only if `digits`.

    `_read` finds typed digits with exact lines; if it found some, rendering would repeat them.
    """
    prior_years = (None, PriorYear(name="", amounts=dict.fromkeys(edition.figures, Decimal(2))))
    for amount, draft, prior_year in product(AMOUNTS, (False, True), prior_years):
        filing = _filing(edition, amount)
        try:
            compose(edition, filing, draft=draft, prior_year=prior_year, narrative=narrative)
        except TemplateFaultError as cause:
            yield from faulty(narrative, edition, cause)
            return  # what runs on would do so every time
        except NarrativeError as cause:
            if digits or isinstance(cause, WrongTablesError):
                yield from faulty(narrative, edition, cause)


def _filing(edition: Edition, amount: str) -> Filing:
    """Return a filing in which every figure is `amount`; its texts are empty if that is zero."""
    typed = {key: typed_number(each, amount) for key, each in edition.figures.items()}
    inputs = {key: entry for key, entry in typed.items() if key not in edition.fills}
    words = WORDS if amount != AMOUNTS[0] else ""
    return Filing(
        edition=edition.id,
        year=edition.first_year,
        body={each.id: WORDS for each in edition.body if words or each.required},
        entries=complete(edition, inputs),
        texts={each.id: words for each in edition.texts if words},
        fees={key: typed_number(each, amount) for key, each in edition.fees.items()},
    )
