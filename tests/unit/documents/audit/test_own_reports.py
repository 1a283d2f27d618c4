"""Our own reports are sound, and every number in their sentences is understood."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from disclose import api
from disclose.form.filing import Filing
from disclose.form.prior_year import PriorYear
from tests.support.editions import packaged
from tests.support.filings import FORMS, as_read, balanced
from tests.support.reports import compile_report

NAME = "广州市青禾区民政局"
FEW: Mapping[str, tuple[str, ...]] = {
    "requests": (
        *("requests.received[natural]", "requests.granted[natural]"),
        *("disputes.reconsideration[upheld]", "disputes.litigation_direct[pending]"),
    ),
    "statistics": (
        *("statistics.requests", "statistics.requests.online"),
        *("statistics.concluded", "statistics.concluded.on_time"),
        *("statistics.replies", "statistics.replies.granted"),
        *("statistics.reconsideration", "statistics.reconsideration.upheld"),
    ),
}
"""Figures that are 1 where there are few requests; all others are 0."""


def _filing(form: str, kind: str) -> Filing:
    """Return the filing of an agency in Guangzhou, whose own words are those of gz-2017."""
    content = balanced(form)
    if kind != "many":
        ones = FEW["requests" if "requests.received[natural]" in content.figures else "statistics"]
        figures = dict.fromkeys(content.figures.keys() - packaged(form).fills.keys(), 0)
        if kind == "few":
            figures |= dict.fromkeys(ones, 1)
        content = replace(content, figures=figures)
    return as_read(replace(content, body={**content.body, "name": NAME}))


def _prior_year(form: str) -> PriorYear:
    return PriorYear(name="", amounts=dict.fromkeys(packaged(form).figures, Decimal(2)))


@pytest.mark.parametrize("to", ["docx", "html", "md"])
@pytest.mark.parametrize("compared", [False, True], ids=["alone", "compared"])
@pytest.mark.parametrize("kind", ["none", "few", "many"])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_found_in_a_report_of_our_own(
    form: str, kind: str, compared: bool, to: str
) -> None:
    report = compile_report(
        packaged(form),
        _filing(form, kind),
        to,
        draft=False,
        prior_year=_prior_year(form) if compared else None,
    )
    audited = api.audit(api.InputFile(report, f"报告.{to}"))
    assert [(each.code, each.args, each.places) for each in audited.findings] == []
