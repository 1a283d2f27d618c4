"""The report of a roll-up: the same bytes as the report of its workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from disclose import Options, api
from disclose.core.errors import NoFilingError
from disclose.rollup.outcome import WORKBOOK
from tests.support.executors import Here
from tests.support.rolled import write_filed

FORMATS = ("docx", "html", "md")
TWO = {"甲.xlsx": {"name": "甲局"}, "乙.xlsx": {"name": "乙局"}}
HALVES = {
    "甲.xlsx": {"name": "甲局", "figures": {"proactive.fees[amount]": 1.5}},
    "乙.xlsx": {"name": "乙局", "figures": {"proactive.fees[amount]": 34.5}},
}
WRONG = {"甲.xlsx": {"name": "甲局", "figures": {"requests.received[natural]": 5}}}
BEFORE = {"甲.xlsx": {"name": "甲局", "year": 2024}, "乙.xlsx": {"name": "乙局", "year": 2024}}


@pytest.mark.parametrize(
    ("now", "before", "region", "draft"),
    [
        pytest.param(TWO, {}, "青禾县", False, id="final"),
        pytest.param(WRONG, {}, "青禾县", True, id="draft"),
        pytest.param(HALVES, {}, "青禾县", False, id="decimals-that-add-up-to-a-whole-number"),
        pytest.param(TWO, BEFORE, "青禾县", False, id="prior-year"),
        pytest.param(TWO, {}, " 青禾县\r\n甲区 ", False, id="space-around-the-name"),
    ],
)
def test_the_report_is_that_of_the_workbook(
    now: Mapping[str, Any], before: Mapping[str, Any], region: str, draft: bool, tmp_path: Path
) -> None:
    write_filed(tmp_path / "now", now)
    if before:
        write_filed(tmp_path / "before", before)
    done = api.roll_up(
        [tmp_path / "now"],
        tmp_path / "out",
        prior_year=tmp_path / "before" if before else None,
        options=Options(with_errors=True),
        body=region,
        executor=Here(),
    )
    compiled = api.compile_rollup(done, FORMATS)
    book = api.InputFile(done.documents[WORKBOOK], WORKBOOK)
    again = api.compile_report(book, formats=FORMATS, draft=draft)
    assert compiled.draft is draft
    assert compiled.checked.judgement is again.checked.judgement
    assert compiled.documents == again.documents
    assert list(compiled.documents) == list(FORMATS)


def test_nothing_added_up_has_no_report(tmp_path: Path) -> None:
    write_filed(tmp_path / "now", WRONG)
    done = api.roll_up([tmp_path / "now"], tmp_path / "out", executor=Here())
    with pytest.raises(NoFilingError):
        api.compile_rollup(done)
