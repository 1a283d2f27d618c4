"""Workbooks made by earlier versions of the program stay valid."""

from disclose import api
from tests.support.places import DATA

EARLIER = DATA / "earlier"
"""`qinghe-2025.xlsx` is `examples/qinghe-2025/filled.xlsx` of November 2026."""


def test_the_level_is_read_where_there_is_a_line_for_it() -> None:
    form = api.library().get("cn-2021")
    made = api.check(api.template(form, 2025, {"level": "县级汇总"}))
    earlier = api.check(EARLIER / "qinghe-2025.xlsx")
    assert made.filing
    assert earlier.filing
    assert made.filing.body == {"level": "县级汇总"}
    assert "level" not in earlier.filing.body


def test_a_workbook_of_an_earlier_version_alarms_nobody() -> None:
    checked = api.check(EARLIER / "qinghe-2025.xlsx", api.library())
    # Its code was invented, and has no right check digit.
    assert [each.code for each in checked.findings] == ["CELL33"]
