"""Workbooks made by earlier versions of the program stay valid."""

from disclose import api
from tests.support.places import DATA

EARLIER = DATA / "earlier"
"""`qinghe-2025.xlsx` is `examples/qinghe-2025/filled.xlsx` of November 2026."""


def test_a_workbook_of_an_earlier_version_alarms_nobody() -> None:
    checked = api.check(EARLIER / "qinghe-2025.xlsx", api.library())
    assert checked.findings == ()
