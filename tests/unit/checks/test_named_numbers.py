"""Numbers for names in texts: which they are, and that none of them is told to contradict."""

import json
from pathlib import Path

import pytest

from disclose import api
from disclose.checks.named_numbers import named_numbers
from tests.support.editions import packaged
from tests.support.places import EXAMPLES
from tests.support.written_workbooks import filed

SECTION = "overview.supervision"
FIGURES = EXAMPLES / "sentence" / "figures.json"

NAMED = {
    "新收【新收】件": {0},
    "2025年新收【新收】件，办结12件，上年结转【上年结转】件": {1, 3},
    "１２件、3.5万元、【办结】件": {2},
    "第一行5件\n\n第二行【新收】件": {1},
    "办结12件": set(),
    "第2【新收】件": set(),
    "【政策】【2021】【新收】": {1},
}


@pytest.mark.parametrize("typed", NAMED)
def test_the_numbers_for_names_are_known_by_their_order(typed: str) -> None:
    filing = filed(sections={SECTION: typed})
    assert named_numbers(packaged(), filing, SECTION) == NAMED[typed]


SENTENCES = {
    "针对【行政复议】件行政复议、【行政诉讼】件行政诉讼召开分析会。": [],
    "新收【新收】件申请，不予公开【不予公开】件。": [],
    "行政复议【行政复议】件，其中【行政复议 结果纠正】件被纠正的复议案件写入材料。": [],
    "全年新收政府信息公开申请【办结】件。": ["DOC24 warning"],
    "全年新收政府信息公开申请51件。": ["DOC24 error"],
}


@pytest.mark.parametrize("typed", SENTENCES)
def test_a_number_for_a_name_contradicts_nothing_but_the_words_around_it(
    typed: str, tmp_path: Path
) -> None:
    content = json.loads(FIGURES.read_text(encoding="utf-8"))
    content["texts"][SECTION] = typed
    path = tmp_path / "filled.xlsx"
    (tmp_path / "figures.json").write_text(json.dumps(content), encoding="utf-8")
    path.write_bytes(api.fill(tmp_path / "figures.json", api.library()))
    found = api.check(path, api.library()).findings
    assert [f"{each.code} {each.severity}" for each in found] == SENTENCES[typed]
