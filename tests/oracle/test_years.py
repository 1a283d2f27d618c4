"""LibreOffice calculates the live checks that look at last year as `check` judges them."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from disclose import api
from disclose.excel.read.reader import read
from disclose.form.edition.interpret import Fails, Holds, verdict
from disclose.form.edition.sheet_names import REVIEW
from disclose.form.figures.content import Value
from disclose.form.layout.book import ReviewColumn, plan
from tests.support.filings import changed, edition
from tests.support.soffice import Soffice
from tests.support.years import continued_workbook, last_year

pytestmark = pytest.mark.soffice

FILLINGS: dict[str, tuple[dict[str, Value], dict[str, Value]]] = {
    "follows": ({}, {}),
    "carried": ({}, {"requests.carried_out[natural]": 5, "requests.received[natural]": 50}),
    "stock": ({"proactive.normative_documents[in_force]": 22}, {}),
    "pending": ({}, {"disputes.reconsideration[pending]": 7}),
    "unknown": (
        {"requests.carried_in[natural]": 9},
        {"requests.carried_out[natural]": "约6", "proactive.normative_documents[in_force]": "多件"},
    ),
    "blank": ({"requests.carried_in[natural]": ""}, {"requests.carried_out[business]": "/"}),
}
"""This year's changes and last year's."""


def test_the_live_checks_agree_with_check(soffice: Soffice, tmp_path: Path) -> None:
    paths = []
    for name, (now, then) in FILLINGS.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(continued_workbook(changed(now), last_year(then)))
        paths.append(path)
    seen: set[str] = set()
    for path in soffice.recalculate(paths, tmp_path / "out"):
        live, judged = _live(path.read_bytes()), _judged(path.read_bytes())
        assert live == judged, path.name
        seen |= set(live.values())
    assert seen == {"✓", "✗", "—"}


def _live(data: bytes) -> dict[tuple[str, str], str]:
    sheet = openpyxl.load_workbook(BytesIO(data), data_only=True)[REVIEW]
    return {
        (line.constraint.code, line.constraint.at): sheet[line.at(ReviewColumn.RESULT).a1].value
        for line in plan(edition(), years=True).review
        if line.prior_year
    }


def _judged(data: bytes) -> dict[tuple[str, str], str]:
    reading = read(data, "重算.xlsx", api.library())
    assert reading.filing is not None
    assert reading.prior_year is not None
    assert reading.prior_year.intact
    filing, last = reading.filing, reading.prior_year.amounts

    def amount(key: str) -> Decimal | None:
        prior_year = key.startswith("previous.")
        return last[key.removeprefix("previous.")] if prior_year else filing.amount(key)

    marks = {Holds: "✓", Fails: "✗"}
    return {
        (each.code, each.at): marks.get(type(verdict(each.relation, amount)), "—")
        for rule in edition().prior_year_rules
        for each in rule.constraints
    }
