"""The year, the period and the headings of a report."""

import pytest

from disclose.documents.read.reader import read
from disclose.documents.structure.outline import ReportOutline, count, official_parts, outline
from tests.support.editions import packaged

PERIOD = "所列数据的统计期限为2024年1月1日至2024年12月31日。\n"


def _outline(text: str) -> ReportOutline:
    forms = [packaged(each) for each in ("cn-2019", "cn-2021")]
    return outline(read(text.encode(), "报告.md"), forms)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("一", 1), ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("7", 7)],
)
def test_numerals_are_counted(numeral: str, number: int) -> None:
    assert count(numeral) == number


@pytest.mark.parametrize("form", ["cn-2019", "cn-2021"])
def test_the_official_parts_are_those_of_the_annex(form: str) -> None:
    assert official_parts(packaged(form)) == (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    )


@pytest.mark.parametrize("form", ["cn-2014", "gz-2017"])
def test_older_forms_prescribe_no_parts(form: str) -> None:
    assert official_parts(packaged(form)) == ()


@pytest.mark.parametrize(
    "title",
    [
        "南溪区水务局2024年政府信息公开工作年度报告",
        "2024 年度政府信息公开年度报告",
        "南溪区水务局\n\n二〇二四年政府信息\n\n公开工作年度报告",
        "关于2024年度信息公开工作年度报告的公告",
    ],
)
def test_the_title_gives_the_year(title: str) -> None:
    assert _outline(title).year == 2024


def test_of_several_titles_in_a_menu_the_period_chooses() -> None:
    menu = "".join(f"水务局{year}年政府信息公开年报\n\n" for year in (2022, 2024, 2023))
    assert _outline(menu).year is None
    assert _outline(menu.replace("\n\n", " ")).year is None
    assert _outline(menu + PERIOD).year == 2024


def test_a_sentence_is_no_title() -> None:
    assert _outline("现将2024年政府信息公开工作年度报告公布如下。").title_years == {}


def test_the_period_is_one_of_data() -> None:
    other = "自2021年1月1日至2022年12月31日，本局开展三年行动。\n\n"
    found = _outline(other + PERIOD).period
    assert found is not None
    assert (found.first, found.last, found.place.line) == (2024, 2024, 3)


def test_headings_are_found_however_they_are_written() -> None:
    text = (
        "## 一、总体情况\n\n二 主动公开政府信息情况\n\n第三部分 收到申请情况\n\n4、其他\n\n"
        "五.问题：今年仍有不足。\n"
    )
    assert [(each.number, each.text) for each in _outline(text).headings] == [
        (1, "总体情况"),
        (2, "主动公开政府信息情况"),
        (3, "收到申请情况"),
        (5, "问题"),
    ]


def test_rows_of_a_table_that_became_text_are_no_headings() -> None:
    text = (
        "一、本年新收政府信息公开申请数量 0 0\n\n二、上年结转政府信息\n\n"
        "三、本年度办理结果（一）予以公开\n\n三、本年（一）予以公开 3 0 0 0 0 0 3度办理结\n"
    )
    assert _outline(text).headings == ()
