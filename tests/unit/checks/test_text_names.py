"""Names in the texts of the workbook: what blocks, what is a note, what is silent."""

import pytest

from disclose.checks.text_names import text_names
from tests.support.editions import packaged
from tests.support.written_workbooks import filed

SECTION = "overview.on_request"

FOUND = {
    "【新收】件": [],
    "【受理】件": ["BOOK60"],
    "【受理】 万元": ["BOOK60"],
    "占【办结比例】%": ["BOOK60"],
    "【受理】工作": ["BOOK63"],
    "【政务公开】人员": ["BOOK63"],
    "【你问我答】次数": ["BOOK63"],
    "【学习】条例": ["BOOK63"],
    "【培训】人次": ["BOOK60"],
    "【收费】元": ["BOOK60"],
    "【新收】【受理】件【总计 其他】件【待补充】【政策】[新收]": [
        "BOOK60",
        "BOOK61",
        "BOOK62",
        "BOOK64",
        "BOOK63",
    ],
    "【行政复仪】的": ["BOOK60"],
    "【行政许可公示】栏": ["BOOK63"],
    "【表三】": ["BOOK60"],
    "【2021】": [],
    "【二〇二五】年": [],
    "【待办事项】": ["BOOK63"],
    "【待核实】": ["BOOK62"],
    "【请填写】": ["BOOK62"],
    "【  】": ["BOOK62"],
    "【＿＿】件": ["BOOK62"],
    "无括号": [],
    "": [],
    "（新收）": [],
    "［新收］": ["BOOK64"],
    "[新收数]": [],
    "〔2025〕": [],
    "【新收": ["BOOK64"],
    "新收】": ["BOOK64"],
}


@pytest.mark.parametrize("typed", FOUND)
def test_each_kind_of_name_in_a_text(typed: str) -> None:
    found = text_names(packaged(), filed(sections={SECTION: typed}))
    assert [each.code for each in found] == FOUND[typed]


def test_a_kind_of_fault_is_told_once_for_each_text() -> None:
    sections = {SECTION: "【甲】件【乙】件【甲】件", "problems": "【甲】件"}
    found = list(text_names(packaged(), filed(sections=sections)))
    assert [(each.code, each.places[0].cell) for each in found] == [
        ("BOOK60", "B4"),
        ("BOOK60", "B8"),
    ]
    assert found[0].args["names"] == (
        "【甲】 → 【新收】？【上年结转】？【办结】？",
        "【乙】 → 【新收】？【上年结转】？【办结】？",
    )
    assert found[1].args["names"] == ("【甲】",)
