"""Suspects of filings with known errors; sets and their number were worked out by hand."""

from dataclasses import replace

import pytest

from disclose.checks.localise.run import Localised, localise
from disclose.finding import Language
from tests.filings import as_read, balanced, changed, edition
from tests.unit.checks.localise.told import best, suspects, told, typed
from tests.years import last_year, past_of

FORM = edition()
COLUMN = "requests.{}[natural]".format


@pytest.mark.parametrize("form", ["cn-2021", "cn-2019", "cn-2014", "gz-2017"])
def test_nobody_is_suspected_where_everything_holds(form: str) -> None:
    for content in (changed(form=form), balanced(form)):
        assert localise(edition(form), as_read(content)) == Localised()


def test_a_single_sum_has_ties_and_the_explained_one_is_first() -> None:
    """500 + 6 against 56: 21 outcomes and carried out may be 450 more, received 450 less."""
    found = suspects(changed({COLUMN("received"): 500}))
    assert told(found)[:2] == [
        "1.1 of 23 | requests.received[natural] 500 → 50 | REQ01 | power-of-ten",
        "1.2 of 23 | requests.granted[natural] 12 → 462 | REQ01 | -",
    ]
    assert [each.number for each in found] == list(range(1, 24))
    assert (found[0].place.sheet, found[0].place.cell) == ("表三", "D6")
    assert not any("carried_in" in each.place.key for each in found)


def test_where_totals_are_typed_a_row_and_a_column_cross_in_one_cell() -> None:
    found = localise(FORM, typed({COLUMN("received"): 5}))
    assert told(found.suspects) == [
        "1.1 of 1 | requests.received[natural] 5 → 50 | REQ01 REQ03 | power-of-ten"
    ]
    found = localise(FORM, typed({COLUMN("granted"): 21, "requests.carried_out[legal]": 7}))
    assert told(found.suspects) == [
        "1.1 of 1 | requests.granted[natural] 21 → 12 | REQ02 REQ03 | transposed",
        "2.2 of 1 | requests.carried_out[legal] 7 → 1 | REQ01 REQ03 | -",
    ] or told(found.suspects) == [
        "1.1 of 1 | requests.granted[natural] 21 → 12 | REQ02 REQ03 | transposed",
        "1.1 of 1 | requests.carried_out[legal] 7 → 1 | REQ01 REQ03 | -",
    ]
