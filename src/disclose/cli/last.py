"""Last year's figures for a blank workbook, or why there are none."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from disclose import api
from disclose.cli.errors import fail_with
from disclose.cli.language import language
from disclose.cli.output import note

if TYPE_CHECKING:
    from disclose.api.prior_input import PriorYearInput
    from disclose.form.edition.model import Edition
    from disclose.form.prior_year import PriorYear


def prior_year_of(
    form: "Edition", year: int, body: Mapping[str, str], prior_year: "PriorYearInput"
) -> "PriorYear":
    """Return what a blank workbook continues, after saying what is wrong with it; else stop."""
    from disclose.output.text import findings

    followed = api.match_prior_year(form, year, body, prior_year)
    if followed.prior_year is None:
        fail_with(prior_year.name, followed.findings)
    for line in findings(prior_year.name, followed.findings, None, language()):
        note(line.plain)
    return followed.prior_year
