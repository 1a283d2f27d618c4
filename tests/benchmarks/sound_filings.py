"""Filings of any form in which every linear rule holds, sparse and dense, from a `Random`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from disclose.checks.localise.system import LinearConstraint, System, system
from disclose.checks.rules import judge_rules
from disclose.core.numbers import format_plain
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing, complete, empty, typed_number
from disclose.form.prior_year import PriorYear, carried_forward
from tests.support.real_reports import NAMES, given

Figures = Mapping[str, Decimal]
"""The amounts of all figures of a form, totals included."""

YEAR = 2025
ROUNDS = 30
"""Times that a filing is mended before another one is drawn."""

LARGEST = {"natural": 400, "business": 80, "research": 8, "welfare": 5, "legal": 30, "other": 12}
"""Largest figure of each kind of applicant in an outcome; of any other column `ANY_LARGEST`."""

ANY_LARGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The share of figures that are 0, and the factor of the largest ones."""

    zeros: float
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sound filing: its figures, the answers of its agency, and the prior year if known."""

    edition: Edition
    figures: Figures
    body: Mapping[str, str]
    prior_year: PriorYear | None


def sound(edition: Edition, random: Random) -> Sound:
    """Return a sound filing, half of them sparse, half with the prior year."""
    body = _body(edition, random)
    size = Size(zeros=random.choice((0.25, 0.75)), times=random.choice((1, 1, 10)))
    prior_year = None
    if edition.prior_year_rules and random.random() < 0.5:
        before = _balanced(edition, random, body, size)
        prior_year = PriorYear(name="上年.json", amounts=dict(before))
    figures = _balanced(edition, random, body, size, prior_year)
    return Sound(edition=edition, figures=figures, body=body, prior_year=prior_year)


def published(edition: Edition) -> list[Sound]:
    """Return the published reports of a form with numbers only, in which every rule holds."""
    found: list[Sound] = []
    for name in NAMES:
        report = given(name)
        amounts = report["figures"]
        numbers = not any(isinstance(each, str) for each in amounts.values())
        if report["edition"] == edition.id and numbers:
            figures = {key: Decimal(amounts.get(key, 0)) for key in edition.figures}
            read = filing(edition, figures, {}, {}, typed=True)
            if not system(judge_rules(edition, read)).failed:
                found.append(Sound(edition=edition, figures=figures, body={}, prior_year=None))
    return found


def filing(
    edition: Edition,
    figures: Figures,
    body: Mapping[str, str],
    wrong: Mapping[str, str],
    *,
    typed: bool,
) -> Filing:
    """Return figures as a filing with what is `wrong`, totals `typed` or left to their formulas."""
    start = empty(edition, YEAR, body)
    entries = dict(start.entries)
    for key, amount in figures.items():
        text = wrong.get(key, format_plain(amount))
        if text and (typed or key not in edition.fills or key in wrong):
            entries[key] = typed_number(edition.figures[key], text)
    return start._replace(entries=complete(edition, entries))


def _body(edition: Edition, random: Random) -> Mapping[str, str]:
    """Return answers that exempt the agency from rules, or none."""
    exempt = {name: answer for rule in edition.rules for name, answer in rule.exempt.items()}
    return exempt if random.random() < 0.5 else {}


def _balanced(
    edition: Edition,
    random: Random,
    body: Mapping[str, str],
    size: Size,
    prior_year: PriorYear | None = None,
) -> Figures:
    forward = carried_forward(edition, prior_year) if prior_year else {}
    while True:
        drawn = {key: _drawn(edition, key, random, size) for key in edition.figures}
        figures = drawn | dict(forward)
        for _ in range(ROUNDS):
            read = filing(edition, figures, body, {}, typed=False)
            form = system(judge_rules(edition, read, prior_year))
            if not form.failed:
                return _amounts(edition, read)
            touched: set[str] = set()
            for failed in form.failed:
                if touched.isdisjoint(failed.keys - forward.keys()):
                    figures |= _mended(form, failed, frozenset(forward))
                    touched |= failed.keys


def _amounts(edition: Edition, given: Filing) -> Figures:
    return {key: given.amount(key) or Decimal(0) for key in edition.figures}


def _drawn(edition: Edition, key: str, random: Random, size: Size) -> Decimal:
    """Return an amount; among others that are not 0 small ones prevail, as in reports."""
    figure = edition.figures[key]
    if random.random() < size.zeros:
        return Decimal(0)
    largest = LARGEST.get(figure.column.id, ANY_LARGEST) * size.times
    amount = Decimal(int(largest ** random.random()))
    places = random.randint(0, min(figure.measure.places, 4))
    return amount + Decimal(random.randint(0, 10**places - 1)).scaleb(-places)


def _mended(form: System, failed: LinearConstraint, frozen: frozenset[str]) -> Figures:
    """Return figures changed so that `failed` holds: the largest is raised, else all are 0."""
    row = failed.row
    free = sorted(row.factors.keys() - frozen, key=lambda key: -form.cells[key].value)
    up = [key for key in free if (row.factors[key] < 0) == (row.rest > 0)]
    if not up:
        return dict.fromkeys(free, Decimal(0))
    by = -(-abs(row.rest) // abs(row.factors[up[0]]))
    return {up[0]: form.amount(form.cells[up[0]].value + by)}
