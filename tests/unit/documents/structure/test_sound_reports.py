"""Structures of reports of many agencies, in words of our own: nothing is found in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.structures import HEADINGS, found, written


@pytest.mark.parametrize("headings", HEADINGS.values(), ids=HEADINGS)
def test_nothing_is_found_in_a_soundwritten(headings: tuple[str, ...]) -> None:
    assert found(written(headings)) == []


def test_a_report_on_one_line_is_left_alone() -> None:
    headings = next(iter(HEADINGS.values()))
    assert found(written(headings).replace("\n\n", " ").replace("# ", "")) == []


def test_a_report_whose_headings_are_in_cells_is_complete() -> None:
    headings = HEADINGS["street, joined by 及 and 和"]
    rows = "".join(f"<tr><td>{each}</td><td>见附件。</td></tr>" for each in headings[3:])
    text = written(headings)
    head = text[: text.index(headings[3])]
    assert "DOC80" not in found(f"{head}\n\n<table>{rows}</table>\n")


def test_narratives_before_2019_may_have_parts_of_their_own() -> None:
    text = (
        "# 南溪区水务局2016年政府信息公开年度报告\n\n"
        "统计期限为2016年1月1日至2016年12月31日。\n\n一、概述\n\n平稳。\n\n"
        "二、主动公开情况\n\n见表。\n\n三、收费及减免情况\n\n没有收费。\n\n四、需要说明的事项与附表\n\n没有。\n\n"
        "政府信息公开情况统计表\n\n（2016年度）\n\n一、主动公开情况\n\n二、回应解读情况\n\n三、依申请公开情况\n"
    )
    assert found(text) == []


def test_headings_that_word_numbers_itself_are_headings() -> None:
    headings = HEADINGS["street, joined by 及 and 和"]
    official = (*headings[:3], "四、政府信息公开行政复议、行政诉讼情况", *headings[4:])
    without = tuple(each.split("、", 1)[1] if n % 2 else each for n, each in enumerate(official))
    assert found(written(without)) == []


def test_a_period_may_have_a_comma() -> None:
    text = written(HEADINGS["street, joined by 及 and 和"])
    assert found(text.replace("自2024年1月1日起至", "自2024年1月1日起，至")) == []


PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "2024年政府信息公开工作年度报告",
                "一、总体情况",
                "三十二、其他",
                "十十、问题",
                "第九十九部分 复议",
            ),
            *(
                "（二）",
                "(99)",
                "7.",
                "一是",
                "九要",
                "。",
                "，",
                "“",
                "（",
                "《",
                "\n\n",
                "\n",
                " ",
                "的的",
            ),
            *(
                "2023年1月1日至2024年12月31日统计",
                "国办公开办函",
                "〔2021〕30号",
                "2024年13月45日",
                "二〇二四年",
            ),
            *(
                "十一月",
                "三十一日",
                "成文日期：2020-99-99",
                "统计表",
                "（2016年度）",
                "| 统计指标 | 2016 |",
                "改版改版",
            ),
            *("\u200b", "０", "²", "①", "㈠", "〇"),
        ]
    ),
    max_size=60,
)


@given(PIECES)
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it_down(pieces: list[str]) -> None:
    assert isinstance(found("".join(pieces)), list)
