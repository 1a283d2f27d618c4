"""Last year's figures for a blank workbook, or why there are none."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from disclose import api
from disclose.cli.language import LANGUAGE
from disclose.cli.output import fail_with, note

if TYPE_CHECKING:
    from disclose.api.prior_input import Previous
    from disclose.form.edition.model import Edition
    from disclose.form.prior_year import Past


def past_of(form: "Edition", year: int, body: Mapping[str, str], previous: "Previous") -> "Past":
    """Return what a blank workbook continues, after saying what is wrong with it; else stop."""
    from disclose.output.text import findings

    followed = api.follow(form, year, body, previous)
    if followed.past is None:
        fail_with(str(previous.path), followed.findings)
    for line in findings(str(previous.path), followed.findings, None, LANGUAGE):
        note(line.plain)
    return followed.past
