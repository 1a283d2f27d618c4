"""Which edition serves which report year: what they say of each other, and what is chosen."""

import pytest

from disclose import api
from disclose.core.errors import WrongYearError
from tests.support.filings import FORMS, edition

NATIONAL = ("cn-2014", "cn-2019", "cn-2021")

YEARS = {
    2013: "",
    2014: "cn-2014",
    2018: "cn-2014",
    2019: "cn-2019",
    2020: "cn-2019",
    2021: "cn-2021",
    2030: "cn-2021",
}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("form", NATIONAL)
def test_each_national_form_knows_the_one_for_the_year(form: str, year: int) -> None:
    assert edition(form).serving(year) == YEARS[year]


@pytest.mark.parametrize("form", FORMS)
def test_what_forms_say_of_each_other_is_what_these_say(form: str) -> None:
    for other in edition(form).neighbours:
        theirs = edition(other.id)
        assert (other.first, other.last) == (theirs.first_year, theirs.last_year)


def test_a_regional_form_serves_its_years_and_is_never_chosen() -> None:
    assert edition("gz-2017").serving(2017) == "gz-2017"
    assert edition("gz-2017").serving(2020) == "cn-2019"
    chosen = {api.edition_for(year).id for year in range(2010, 2031)}
    assert chosen == set(NATIONAL)


@pytest.mark.parametrize("year", YEARS)
def test_the_blank_is_that_of_the_year(year: int) -> None:
    chosen = api.edition_for(year)
    assert chosen.id == (YEARS[year] or "cn-2021")
    if not YEARS[year]:
        with pytest.raises(WrongYearError):
            api.template(chosen, year, {})
