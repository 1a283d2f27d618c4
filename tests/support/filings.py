"""Filings for tests: a balanced one of each form, `cases/balanced*.toml`, and changes to it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from disclose import api
from disclose.api.vocabularies import vocabulary_of
from disclose.checks.texts import FilingTexts
from disclose.core.numbers import format_plain, trim_zeros
from disclose.form.edition.interpret import evaluate
from disclose.form.edition.model import Edition, figure_key
from disclose.form.figures.content import FiguresFile, Value, filing
from disclose.form.filing import Entry, Filing, Origin, Seal, State, blank, with_agreed_zeros
from disclose.form.layout.book import plan
from tests.support.places import CASES

CURRENT = "cn-2021"
FORMS = api.library().ids
"""Every packaged form."""


@cache
def edition(name: str = CURRENT) -> Edition:
    """Return a packaged edition, loaded once for all tests."""
    return api.library().get(name)


@cache
def balanced(form: str = CURRENT) -> FiguresFile:
    """Return the filing of a form in which nothing is to be found."""
    path = CASES / ("balanced.toml" if form == CURRENT else f"balanced-{form}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    figures = {
        key: value for table, text in data["figures"].items() for key, value in _cells(table, text)
    }
    return FiguresFile(
        edition=data["edition"],
        year=data["year"],
        body=data["body"],
        figures=figures,
        texts=data["texts"],
    )


def _cells(table: str, text: str) -> Iterator[tuple[str, Value]]:
    """Yield keys and values of an aligned table; a line `row …` names the columns, `-` none."""
    columns: list[str] = []
    for line in filter(None, map(str.split, text.splitlines())):
        name, *values = line
        if name == "row":
            columns = values
            continue
        for column, value in zip(columns, values, strict=True):
            amount = Decimal(value)
            key = figure_key(table, name, column.strip("-"))
            yield key, amount if "." in value else int(amount)


def changed(
    figures: Mapping[str, Value] | None = None,
    body: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    form: str = CURRENT,
) -> FiguresFile:
    """Return the balanced filing with inputs changed; totals not named keep their formulas."""
    base, given = balanced(form), figures or {}
    kept = {key: value for key, value in base.figures.items() if key not in edition(form).fills}
    return replace(
        base,
        figures={**kept, **given},
        body={**base.body, **(body or {})},
        texts={**base.texts, **(texts or {})},
    )


def as_read(content: FiguresFile) -> Filing:
    """Return `content` as the reader gives it from a workbook that a spreadsheet has saved."""
    form = edition(content.edition)
    taken = filing(content, form, Origin(name="青禾县.xlsx"))
    entries = taken.entries
    fees = {
        key: taken.fees.get(key, blank(key))._replace(sheet=at.sheet, cell=at.a1)
        for key, at in plan(form).fees.items()
    }
    placed = {key: _placed(form, entries, each) for key, each in entries.items()}
    return with_agreed_zeros(form, taken._replace(entries=placed, fees=fees))


def _placed(form: Edition, entries: Mapping[str, Entry], entry: Entry) -> Entry:
    address = plan(form).cells[entry.key]
    placed = entry._replace(sheet=address.sheet, cell=address.a1)
    if entry.key not in form.fills:
        return placed
    if entry.state is not State.COMPUTED:
        return placed._replace(seal=Seal.OVERWRITTEN)
    cached = _calculated(form, entries, entry.key)
    return placed._replace(seal=Seal.INTACT, cached=format_plain(trim_zeros(cached, 0)))


def _calculated(form: Edition, entries: Mapping[str, Entry], key: str) -> Decimal:
    """Return what a spreadsheet calculates: only numbers are added, text is passed over."""
    entry = entries[key]
    if entry.state is State.COMPUTED:
        right = form.fills[key].relation.right
        return evaluate(right, lambda part: _calculated(form, entries, part))
    return entry.amount if entry.numeric and entry.amount is not None else Decimal(0)


def understood(form: Edition, taken: Filing) -> FilingTexts:
    """Return the texts of a filing, to be understood as `check` does."""
    vocabulary = vocabulary_of(form, api.library())
    assert vocabulary is not None
    return FilingTexts(form, taken, tuple(taken.texts), vocabulary)
