"""A prior year in the earlier form: only figures that mean the same are compared."""

from collections.abc import Mapping
from decimal import Decimal

from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.form.filing import Entry, Filing, State
from disclose.form.prior_year import map_to_form
from tests.support.filings import as_read, balanced, edition


def _old(figures: Mapping[str, int]) -> Filing:
    """Return a filing in the earlier form that holds these figures."""
    entries = {
        key: Entry(
            key=key, state=State.AMOUNT, amount=Decimal(value), typed=str(value), numeric=True
        )
        for key, value in figures.items()
    }
    return Filing(edition="cn-2019", year=2020, body={"name": "青禾县"}, entries=entries)


def test_across_the_forms_only_what_means_the_same_is_compared() -> None:
    old = _old(
        {
            "requests.carried_out[total]": 12,
            "requests.other[natural]": 3,
            "disputes.reconsideration[pending]": 1,
            "proactive.licensing[decisions]": 120,
            "proactive.licensing[items_last_year]": 7,
            "proactive.normative_documents[published_total]": 23,
            "proactive.rules[in_force]": 5,
        }
    )
    prior_year = map_to_form(edition(), old)
    assert prior_year is not None
    assert prior_year.amounts == {
        "requests.carried_out[total]": 12,
        "disputes.reconsideration[pending]": 1,
        "proactive.licensing[decisions]": 120,
    }
    [merged] = prior_year.merged
    assert merged.amount == 3
    assert merged.keys == (
        "requests.other.not_supplemented[natural]",
        "requests.other.fee_unpaid[natural]",
        "requests.other.other[natural]",
    )


def test_a_row_that_was_one_is_compared_with_the_sum_of_its_parts() -> None:
    """其他处理 of natural persons was 20; it is 1 + 1 + 1, so a fifth or less."""
    prior_year = map_to_form(edition(), _old({"requests.other[natural]": 20}))
    assert prior_year is not None
    [found] = check(judge_rules(edition(), as_read(balanced()), prior_year), ())
    assert found.code == "PRO12"
    assert found.args["cells"] == ("表三!D26 （六）其他处理 · 自然人 20 → 3",)
    tally = judge_rules(edition(), as_read(balanced()), prior_year).comparison
    assert (tally.holds, tally.fails) == (0, 1)


def test_a_form_that_nothing_is_said_of_is_not_followed() -> None:
    assert map_to_form(edition(), _old({})._replace(edition="cn-1999")) is None
