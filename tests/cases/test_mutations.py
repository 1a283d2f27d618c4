"""Every figure of every rule changed by one: its rules are reported, and no others.

`stated_rules.py` reads the rules a second time; the figures are those of the text table of the
balanced filing.
"""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.finding import Severity
from tests.support.filings import as_read, balanced, edition
from tests.support.places import EDITIONS
from tests.support.stated_rules import Amounts, all_lines

SIGNED = "[items_change]"
"""The only figures that may be negative: 本年增/减 in the form of 2019."""


def found(name: str, amounts: Amounts) -> Counter[tuple[str, str]]:
    """Return what `check` finds at error or warning level: codes, and where the rule stands."""
    figures = {key: int(each) if each == int(each) else each for key, each in amounts.items()}
    filing = as_read(replace(balanced(name), figures=figures))
    return Counter(
        (each.code, str(each.args.get("at", "")))
        for each in check(judge_rules(edition(name), filing))
        if each.severity is not Severity.NOTE or each.equation
    )


def expected(name: str, amounts: Amounts) -> Counter[tuple[str, str]]:
    """Return the rules that fail by the reading of this file, and the ban on negative figures."""
    broken = Counter((each.code, each.at) for each in all_lines(name) if not each.holds(amounts))
    negative = {
        key.split(".")[0]
        for key, amount in amounts.items()
        if amount < 0 and not key.endswith(SIGNED)
    }
    return broken + Counter({("CELL07", ""): len(negative)})


def base(name: str = "cn-2021") -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in balanced(name).figures.items()}


NAMES = sorted(each.name for each in EDITIONS.iterdir() if (each / "rules.toml").is_file())


@pytest.mark.parametrize("name", NAMES)
def test_the_balanced_filing_satisfies_every_rule(name: str) -> None:
    assert not expected(name, base(name))
    assert not found(name, base(name))


@pytest.mark.parametrize("name", NAMES)
def test_both_readings_see_the_same_rules(name: str) -> None:
    seen = Counter((each.code, each.at) for each in all_lines(name))
    assert seen == Counter((each.code, each.at) for each in edition(name).constraints())


@pytest.mark.exhaustive
@pytest.mark.no_cover  # the same lines, a thousand times
@pytest.mark.parametrize("name", NAMES)
def test_one_figure_off_by_one_breaks_its_rules_and_no_others(name: str) -> None:
    correct = base(name)
    touched = {key for line in all_lines(name) for key in line.figures()}
    broken: set[str] = set()
    for key, step in product(sorted(touched), (1, -1)):
        amounts = {**correct, key: correct[key] + step}
        wanted = expected(name, amounts)
        assert found(name, amounts) == wanted, f"{key} {step:+}"
        broken |= {code for code, _ in wanted}
    assert broken - {"CELL07"} == {line.code for line in all_lines(name)}


@pytest.mark.parametrize("step", [1, -1])
def test_a_bound_that_is_just_met_breaks_in_one_direction(step: int) -> None:
    row = "proactive.normative_documents"
    tight = {**base(), f"{row}[issued]": Decimal(24)}  # 24 - 1 <= 23
    assert not found("cn-2021", tight)
    directions = {"issued": 1, "repealed": -1, "in_force": -1}
    for column, bad in directions.items():
        amounts = {**tight, f"{row}[{column}]": tight[f"{row}[{column}]"] + step}
        wanted = Counter({("PRO01", "行政规范性文件"): 1} if step == bad else {})
        assert found("cn-2021", amounts) == wanted, column
        assert expected("cn-2021", amounts) == wanted, column
