"""A number that may mean something else than the figure of the table does not alarm an audit.

The tables are those of the example 青禾县 2025: 新收 49, 上年结转 3, 办结 50, 行政许可 3216.
"""

import pytest

from disclose.form.figures import json_file
from disclose.form.figures.content import filing
from disclose.form.filing import Filing, Origin
from tests.benchmarks.reading import alarms
from tests.support.filings import edition
from tests.support.places import EXAMPLES

HEAD = "# 青禾县2025年政府信息公开工作年度报告\n\n统计期限为2025年1月1日至12月31日。\n\n"


@pytest.fixture(scope="module")
def tables() -> Filing:
    data = (EXAMPLES / "qinghe-2025" / "figures.json").read_bytes()
    return filing(json_file.read(data), edition(), Origin())


@pytest.mark.parametrize(
    "sentence",
    [
        "全年共处理依申请公开52件，其中本年新收49件、上年结转3件。",
        "行政许可事项286项全部网上可办，即办件占比62%。",
        "县自然资源和规划局全年收到申请15件，占全县申请总量的30.6%。",
        "县教育局、县科技局均没有收到政府信息公开申请。",
        "其中交通运输行政处罚85件、市场监管行政处罚102件。",
        "予以公开22件，其中18件为自然人申请、3件为商业企业申请、1件为法律服务机构申请。",
    ],
)
def test_another_meaning_is_let_go(sentence: str, tables: Filing) -> None:
    assert not alarms(HEAD + sentence, tables)


@pytest.mark.parametrize(
    "sentence",
    ["全年收到政府信息公开申请94件。", "作出行政许可决定3126件。", "全年未收到政府信息公开申请。"],
)
def test_a_contradiction_is_heard(sentence: str, tables: Filing) -> None:
    assert alarms(HEAD + sentence, tables)
