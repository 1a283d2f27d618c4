"""Every figure of the prior year changed by one: its rules are reported, and no others."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.checks.rules import failed_prior_year_constraints, judge_rules
from disclose.form.prior_year import PriorYear, map_to_form
from tests.support.filings import as_read, balanced, edition
from tests.support.stated_rules import Line, lines
from tests.support.years import last_year

PAST_LINES = tuple(line for line in lines("cn-2021") if "previous." in line.says)


def _amounts(figures: Mapping[str, Decimal], last: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {**figures, **{f"previous.{key}": amount for key, amount in last.items()}}


def _this() -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in balanced().figures.items()}


def _prior_year(changes: Mapping[str, Decimal] | None = None) -> PriorYear:
    prior_year = map_to_form(edition(), as_read(last_year()))
    assert prior_year is not None
    return prior_year._replace(amounts={**prior_year.amounts, **(changes or {})})


def _last() -> dict[str, Decimal]:
    return {key: amount for key, amount in _prior_year().amounts.items() if amount is not None}


def _expected(amounts: Mapping[str, Decimal]) -> Counter[tuple[str, str]]:
    return Counter((line.code, line.at) for line in PAST_LINES if not line.holds(amounts))


def _found(prior_year: PriorYear) -> Counter[tuple[str, str]]:
    found = failed_prior_year_constraints(judge_rules(edition(), as_read(balanced()), prior_year))
    return Counter((each.code, str(each.args["at"])) for each in found)


def test_both_readings_see_the_same_rules_across_years() -> None:
    stated = (each for rule in edition().prior_year_rules for each in rule.constraints)
    assert Counter((line.code, line.at) for line in PAST_LINES) == Counter(
        (each.code, each.at) for each in stated
    )
    assert not _expected(_amounts(_this(), _last()))


@pytest.mark.parametrize("step", [1, -1])
def test_last_years_figure_off_by_one_breaks_its_rules_and_no_others(step: int) -> None:
    last = _last()
    seen: Counter[tuple[str, str]] = Counter()
    for key in sorted({each for line in PAST_LINES for each in line.figures()}):
        if not key.startswith("previous."):
            continue
        bare = key.removeprefix("previous.")
        changed = {**last, bare: last[bare] + step}
        wanted = _expected(_amounts(_this(), changed))
        assert _found(_prior_year({bare: changed[bare]})) == wanted, key
        seen += wanted
    equal = {(line.code, line.at) for line in PAST_LINES if "==" in line.says}
    assert set(seen) == equal


@given(st.sets(st.sampled_from(sorted(_last()))))
def test_what_last_year_does_not_say_is_never_counted_as_holding(missing: set[str]) -> None:
    prior_year = _prior_year()
    known = {key: amount for key, amount in prior_year.amounts.items() if key not in missing}
    tally = judge_rules(
        edition(), as_read(balanced()), prior_year._replace(amounts=known)
    ).comparison
    lost = [line for line in PAST_LINES if _reads(line) & missing]
    tables = {key.split(".")[0] for key in missing if edition().figures[key].measure.id == "count"}
    assert tally.fails == 0
    assert tally.undecided == len(lost) + len(tables)
    assert tally.holds == len(PAST_LINES) + len(edition().tables) - tally.undecided


def _reads(line: Line) -> set[str]:
    return {key.removeprefix("previous.") for key in line.figures() if key.startswith("previous.")}
