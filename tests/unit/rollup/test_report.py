"""The report of a roll-up: the same bytes as that of its workbook, a draft without its texts."""

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
FEES = {
    "甲.xlsx": {
        "name": "甲局",
        "figures": {"fees.notices": 1, "fees.due": 20.5, "fees.received": 0},
    },
    "乙.xlsx": {
        "name": "乙局",
        "figures": {"fees.notices": 2, "fees.due": 39.5, "fees.received": 30},
    },
}
WRONG = {"甲.xlsx": {"name": "甲局", "figures": {"requests.received[natural]": 5}}}
BEFORE = {"甲.xlsx": {"name": "甲局", "year": 2024}, "乙.xlsx": {"name": "乙局", "year": 2024}}


@pytest.mark.parametrize(
    ("now", "before", "region"),
    [
        pytest.param(TWO, {}, "青禾县", id="sound"),
        pytest.param(WRONG, {}, "青禾县", id="with-errors"),
        pytest.param(HALVES, {}, "青禾县", id="decimals-that-add-up-to-a-whole-number"),
        pytest.param(FEES, {}, "青禾县", id="fees"),
        pytest.param(FEES | {"丙.xlsx": {"name": "丙局"}}, {}, "青禾县", id="a-blank-fee"),
        pytest.param(TWO, BEFORE, "青禾县", id="prior-year"),
        pytest.param(TWO, {}, " 青禾县\r\n甲区 ", id="space-around-the-name"),
    ],
)
def test_the_report_is_that_of_the_workbook(
    now: Mapping[str, Any], before: Mapping[str, Any], region: str, tmp_path: Path
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
    again = api.compile_report(book, formats=FORMATS, draft=True)
    assert compiled.draft
    assert compiled.checked.judgement is again.checked.judgement
    assert [each.code for each in compiled.checked.findings] == [
        each.code for each in again.checked.findings
    ]
    assert list(compiled.documents) == list(FORMATS)
    if now is WRONG:
        # The cells to suspect are in the files of the agencies: the sums name none.
        assert _without_open_points(compiled) == _without_open_points(again)
    else:
        assert compiled.documents == again.documents


def _without_open_points(compiled: api.Compiled) -> list[str]:
    lines = compiled.documents["md"].decode().splitlines()
    return [line for line in lines if not line.startswith(("> ", "<!-- disclose-seal"))]


def test_the_report_states_the_sum_of_the_fee(tmp_path: Path) -> None:
    write_filed(tmp_path / "now", FEES)
    done = api.roll_up([tmp_path / "now"], tmp_path / "out", executor=Here())
    report = api.compile_rollup(done, ("md",)).documents["md"].decode()
    assert "信息处理费收费通知3件，应收信息处理费60元，实际收取信息处理费30元。" in report


def test_nothing_added_up_has_no_report(tmp_path: Path) -> None:
    write_filed(tmp_path / "now", WRONG)
    done = api.roll_up([tmp_path / "now"], tmp_path / "out", executor=Here())
    with pytest.raises(NoFilingError):
        api.compile_rollup(done)
