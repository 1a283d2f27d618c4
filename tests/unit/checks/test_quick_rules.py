"""Constraints that hold and totals are found in whole numbers: the same as step by step."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from disclose.checks.rules import RuleResult, applicable, judge_constraint, judge_rules
from disclose.core.numbers import trim_zeros
from disclose.form.edition.interpret import Amounts, Holds, Unfilled, evaluate, references
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition, Rule
from disclose.form.filing import Entry, Filing, State, blank, complete, typed_number, typed_text
from disclose.form.prior_year import PriorYear, map_to_form
from tests.support.editions import edited
from tests.support.filings import FORMS, as_read, edition
from tests.support.fillings import fillings_of

TYPED = ("0", "1", "3", "12", "1.50", "2.0", "1E2", "0.0000001", "-4", "９", "/", "", "约3", "7.25")


def _typed(form: Edition, chance: Random, odd: int) -> dict[str, Entry]:
    """Return entries of every kind; one in `odd` is unusual, and totals are sometimes typed."""
    entries: dict[str, Entry] = {}
    for key, figure in form.figures.items():
        if key in form.fills and chance.random() < 0.8:
            entries[key] = Entry(key, chance.choice([State.COMPUTED, State.BLANK]))
        elif chance.randrange(odd):
            entries[key] = typed_number(figure, str(chance.randint(0, 3)))
        else:
            text = chance.choice(TYPED)
            number = text and text.isascii() and text != "/"
            entries[key] = typed_number(figure, text) if number else typed_text(figure, text)
            if chance.random() < 0.2:
                entries[key] = Entry(key, chance.choice([State.MISSING, State.ERROR]))
    return entries


def _filing(form: Edition, entries: Mapping[str, Entry], year: int = 2025) -> Filing:
    return Filing(edition=form.id, year=year, body={}, entries=entries)


def _step_by_step(
    form: Edition, filing: Filing, rules: tuple[Rule, ...], amounts: Amounts
) -> tuple[RuleResult, ...]:
    return tuple(
        RuleResult(rule, constraint, judge_constraint(form, filing, constraint, amounts))
        for rule in rules
        for constraint in rule.constraints
    )


@pytest.mark.parametrize("form", FORMS)
def test_results(form: str) -> None:
    chance, kinds = Random(form), set[type]()  # noqa: S311 - the same each time
    each = edition(form)
    for odd in (10_000, 40, 5, 2) * 3:
        filing = _filing(each, complete(each, _typed(each, chance, odd)))
        last = map_to_form(each, _filing(each, complete(each, _typed(each, chance, odd)), 2024))
        assert last is not None
        unknown = {key: None for key in each.figures if chance.randrange(odd) == 0}
        last = last._replace(amounts={**last.amounts, **unknown})
        kinds |= _assert_judged_the_same(each, filing, last)
    assert {Holds} < kinds


def test_results_of_blank_forms() -> None:
    for form in map(edition, FORMS):
        empty = _filing(form, complete(form, {}))
        kinds = _assert_judged_the_same(form, empty, map_to_form(form, empty))
        assert Unfilled in kinds
        agreed = {key: entry._replace(amount=Decimal(0)) for key, entry in empty.entries.items()}
        _assert_judged_the_same(form, _filing(form, agreed), map_to_form(form, empty))


@pytest.mark.parametrize("form", FORMS)
def test_results_of_filings(form: str) -> None:
    for content in fillings_of(form, 25):
        filing = as_read(content)
        _assert_judged_the_same(edition(form), filing, None)
        exempt = filing._replace(body={**filing.body, "rulemaking": "否"})
        _assert_judged_the_same(edition(form), exempt, None)


def _assert_judged_the_same(
    form: Edition, filing: Filing, prior_year: PriorYear | None
) -> set[type]:
    judged = judge_rules(form, filing, prior_year)
    rules = applicable(form, filing)
    assert judged.results == _step_by_step(form, filing, rules, filing.amount)
    if prior_year is not None:
        amounts = prior_year.beside(filing)
        expected = _step_by_step(form, filing, form.prior_year_rules, amounts)
        assert judged.prior_year_results == expected
    return {type(each.verdict) for each in (*judged.results, *judged.prior_year_results)}


OWN = """
[[rules]]
code = "{code}"
table = "requests"
per = "column"
says = "{says}"
fills = "{fills}"
severity = "warning"
name = {{ zh = "例", en = "example" }}
source = {{ zh = "例", en = "example" }}
hint = {{ zh = "例", en = "example" }}
"""
SAYS = {
    "OWN01": "2 * received - 0.5 * carried_in + 3 >= carried_out - previous.received",
    "OWN02": "some(received) <= some(carried_out)",
    "OWN03": "received * 0.25 == carried_out * (1 - 0.75)",
    "OWN04": "carried_out == carried_in - received",
    "OWN05": "denied.state_secret == 0 * carried_out",
}
FILLS = {"OWN04": "carried_out", "OWN05": "denied.state_secret"}


def _own(folder: Path) -> Edition:
    """Return an edition with every operator, and with a negative total and its product with 0."""
    copy = edited(folder)
    with (copy / "rules.toml").open("a", encoding="utf-8") as file:
        for code, says in SAYS.items():
            file.write(OWN.format(code=code, says=says, fills=FILLS.get(code, "")))
    form = Library([folder]).get("cn-2021")
    assert {rule.code for rule in (*form.rules, *form.prior_year_rules)} > {*SAYS}
    return form


def test_rules_in_a_folder(tmp_path: Path) -> None:
    form, chance = _own(tmp_path), Random(1)  # noqa: S311 - the same each time
    for odd in (10_000, 5) * 4:
        entries = _typed(form, chance, odd)
        done = complete(form, entries)
        assert repr(done) == repr(_completed(form, entries))
        last = _filing(form, complete(form, _typed(form, chance, odd)), 2024)
        _assert_judged_the_same(form, _filing(form, done), map_to_form(form, last))


@pytest.mark.parametrize("form", FORMS)
def test_totals(form: str) -> None:
    chance, each = Random(form), edition(form)  # noqa: S311 - the same each time
    for odd in (10_000, 40, 5, 2) * 5:
        entries = _typed(each, chance, odd)
        done = complete(each, entries)
        assert [*done] == [*each.figures]
        assert repr(done) == repr(_completed(each, entries))


def _completed(form: Edition, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    done = {key: entries.get(key, blank(key)) for key in form.figures}
    for key, fill in form.fills.items():
        if done[key].state not in {State.COMPUTED, State.BLANK}:
            continue
        right = fill.relation.right
        amount = None
        if all(done[part].value is not None for part in references(right)):
            amount = evaluate(right, lambda part: done[part].value)
        amount = amount and trim_zeros(amount, form.figures[key].measure.places)
        done[key] = done[key]._replace(state=State.COMPUTED, amount=amount)
    return done
