"""Filings of plain entries are recognised in one pass: the same findings as check by check."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from random import Random
from typing import Any

import pytest

from disclose import api
from disclose.checks.plain_entries import SILENT_IF_PLAIN, all_plain
from disclose.checks.rules import failed_constraints, judge_rules
from disclose.checks.run import CHECKS, check
from disclose.core.finding import Finding
from disclose.core.numbers import TOO_LARGE, ZERO
from disclose.core.rich_text import struck
from disclose.excel.read.reader import read
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, Seal, State
from tests.support.filings import FORMS, as_read, balanced, changed, edition
from tests.support.fillings import fillings_of
from tests.support.second_reader.books import books, of_forms

SMALL = map(Decimal, ("0", "-0.00", "1E+2", "1.50", "2.0", "0.005", "-1", "-0.5", "1E-9"))
LARGE = (TOO_LARGE, -TOO_LARGE, Decimal("1E+12"), TOO_LARGE - 1, TOO_LARGE - Decimal("0.01"))
CHANGES: Mapping[str, tuple[Any, ...]] = {
    "state": tuple(State),
    "amount": (None, *SMALL, *LARGE),
    "typed": ("", "7", "约7", struck("7")),
    "numeric": (True, False),
    "seal": tuple(Seal),
    "formula": ("", "=1+1"),
    "cached": (None, "", "0", "7", "007", "7.0", "1E2", "七", "9116.3600000000006", "9" * 40),
    "shown": (None, "", "7"),
}
"""Every attribute of an entry that a check judges, each with values of every kind."""


def _one_by_one(form: Edition, filing: Filing) -> tuple[Finding, ...]:
    found = (each(form, filing) for each in CHECKS)
    failed = failed_constraints(judge_rules(form, filing))
    return (*failed, *chain.from_iterable(found))


def _assert_silent_if_plain(form: Edition, filing: Filing) -> bool:
    """Assert the same for the checks of entries alone, which is quicker."""
    plain = all_plain(form, filing)
    if plain:
        assert [found for each in SILENT_IF_PLAIN for found in each(form, filing)] == []
    return plain


def test_the_checks_are_among_all() -> None:
    assert set(CHECKS) > SILENT_IF_PLAIN


@pytest.mark.parametrize("form", FORMS)
def test_filings(form: str) -> None:
    usual = as_read(changed(form=form))
    assert all_plain(edition(form), usual)
    bare = usual._replace(body={}, texts={}, year=None)
    for filing in (usual, bare, *map(as_read, (balanced(form), *fillings_of(form, 60)))):
        assert check(judge_rules(edition(form), filing)) == _one_by_one(edition(form), filing)


def test_a_workbook_of_each_form() -> None:
    assert _agree(of_forms())[True] > 0


@pytest.mark.exhaustive
def test_every_workbook_of_the_suite() -> None:
    plain = _agree(books())
    assert min(plain[True], plain[False]) > 50


def _agree(makers: Mapping[str, Callable[[], bytes]]) -> Counter[bool]:
    """Compare the findings about workbooks; return how many are plain, and how many are not."""
    plain = Counter[bool]()
    for name, make in makers.items():
        reading = read(make(), "filled.xlsx", api.library())
        if reading.edition is None or reading.filing is None:
            continue
        found = check(judge_rules(reading.edition, reading.filing))
        assert found == _one_by_one(reading.edition, reading.filing), name
        plain[all_plain(reading.edition, reading.filing)] += 1
    return plain


@pytest.mark.parametrize("form", FORMS)
def test_every_attribute(form: str) -> None:
    plain = Counter[bool]()
    for filing in _with_one_changed(edition(form), as_read(changed(form=form))):
        plain[_assert_silent_if_plain(edition(form), filing)] += 1
    assert min(plain[True], plain[False]) > 0


def _with_one_changed(form: Edition, filing: Filing) -> Iterator[Filing]:
    """Yield `filing` with one attribute of one entry changed, and with several at a time."""
    chance = Random(form.id)  # noqa: S311 - the same each time
    for entry in _samples(form, filing):
        for name, values in CHANGES.items():
            for value in values:
                one: dict[str, Any] = {name: value}
                yield _with(filing, entry._replace(**one))
        for _ in range(250):
            names = chance.sample([*CHANGES], chance.choice([2, 2, 3, 4]))
            drawn: dict[str, Any] = {name: chance.choice(CHANGES[name]) for name in names}
            yield _with(filing, entry._replace(**drawn))


def _samples(form: Edition, filing: Filing) -> Iterator[Entry]:
    """Yield an input and a total of each measure, a fee left blank and the same filled in."""
    found: dict[tuple[str, bool], Entry] = {}
    for key, figure in form.figures.items():
        found.setdefault((figure.measure.id, key in form.fills), filing.entries[key])
    yield from found.values()
    for fee in list(filing.fees.values())[:1]:
        yield fee
        yield fee._replace(state=State.AMOUNT, amount=Decimal(7), typed="7", numeric=True)


def _with(filing: Filing, entry: Entry) -> Filing:
    if entry.key in filing.fees:
        return filing._replace(fees={**filing.fees, entry.key: entry})
    return filing._replace(entries={**filing.entries, entry.key: entry})


def test_blank_cells_that_are_zeros() -> None:
    for form in map(edition, FORMS):
        filing = as_read(changed(form=form.id))
        entries = {
            key: Entry(key, State.BLANK) if entry.seal is Seal.NONE else entry
            for key, entry in filing.entries.items()
        }
        assert not _assert_silent_if_plain(form, filing._replace(entries=entries))
        agreed = {
            key: entry._replace(amount=ZERO) if entry.state is State.BLANK else entry
            for key, entry in entries.items()
        }
        assert _assert_silent_if_plain(form, filing._replace(entries=agreed))
