"""Structures of reports of many agencies, in words of our own: nothing is found in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose import api
from disclose.documents.read.reader import read
from disclose.documents.structure.checks import structure
from tests.support.editions import vocabularies

HEADINGS = {
    "county, headings of the notice's text": (
        "一、总体情况",
        "二、行政机关主动公开政府信息情况",
        "三、行政机关收到和处理政府信息公开申请情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ),
    "street, joined by 及 and 和": (
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议及行政诉讼情况",
        "五、存在的主要问题和改进情况",
        "六、其他需要报告的事项",
    ),
    "bureau, spaces and other marks": (
        "一 、总体情况",
        "二． 主动公开政府信息情况",
        "三,收到和处理政府信息公开申请情况",
        "四、 政府信息公开行政复议、行政诉讼情况：",
        "五、存在的主要问题及改进情况。",
        "六、其它需要报告的事项",
    ),
}
BODY = (
    "2024年，本机关按照条例要求做好公开工作。\n\n（一）主动公开\n\n2024年公开信息若干。\n\n（二）依申请公开。"
    "2024年，收到的申请均已答复，2023年结转的也已办结。\n\n（三）政府信息管理\n\n一是健全制度。二是加强审查。\n\n"
    "（四）政府信息公开平台建设\n\n1.网站。运行平稳。\n\n2.新媒体。定期检查。\n\n（五）监督保障\n\n组织培训。"
)
PROBLEMS = (
    "（一）存在的主要问题\n\n2023年指出的问题已经整改。一是形式单一；二是解读不够。\n\n（二）改进情况\n\n"
    "一是丰富形式；二是加强解读；三是组织培训。2025年，本机关将继续努力。"
)
OPENING = (
    "# 南溪区某机关2024年政府信息公开工作年度报告\n\n发布时间：2025-01-20 浏览次数：12\n\n"
    "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国"
    "政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制本报告。"
    "所列数据的统计期限自2024年1月1日起至2024年12月31日止。\n\n"
)
SIGNED = "\n\n南溪区某机关\n\n2025年1月18日\n"


EDITIONS, WORDS = api.editions(api.library()), vocabularies()


def _codes(text: str) -> list[str]:
    found = structure(read(text.encode(), "报告.md"), EDITIONS, WORDS)
    return [each.code for each in found]


def _report(headings: tuple[str, ...]) -> str:
    texts = (BODY, "见表。", "见表。", "没有发生。", PROBLEMS, "没有收取信息处理费。")
    parts = zip(headings, texts, strict=True)
    return OPENING + "\n\n".join(f"{heading}\n\n{text}" for heading, text in parts) + SIGNED


@pytest.mark.parametrize("headings", HEADINGS.values(), ids=HEADINGS)
def test_nothing_is_found_in_a_sound_report(headings: tuple[str, ...]) -> None:
    assert _codes(_report(headings)) == []


def test_a_report_on_one_line_is_left_alone() -> None:
    headings = next(iter(HEADINGS.values()))
    assert _codes(_report(headings).replace("\n\n", " ").replace("# ", "")) == []


def test_a_report_whose_headings_are_in_cells_is_complete() -> None:
    headings = HEADINGS["street, joined by 及 and 和"]
    rows = "".join(f"<tr><td>{each}</td><td>见附件。</td></tr>" for each in headings[3:])
    text = _report(headings)
    head = text[: text.index(headings[3])]
    assert "DOC80" not in _codes(f"{head}\n\n<table>{rows}</table>\n")


def test_narratives_before_2019_may_have_parts_of_their_own() -> None:
    text = (
        "# 南溪区水务局2016年政府信息公开年度报告\n\n"
        "统计期限为2016年1月1日至2016年12月31日。\n\n一、概述\n\n平稳。\n\n"
        "二、主动公开情况\n\n见表。\n\n三、收费及减免情况\n\n没有收费。\n\n四、需要说明的事项与附表\n\n没有。\n\n"
        "政府信息公开情况统计表\n\n（2016年度）\n\n一、主动公开情况\n\n二、回应解读情况\n\n三、依申请公开情况\n"
    )
    assert _codes(text) == []


def test_headings_that_word_numbers_itself_are_headings() -> None:
    headings = HEADINGS["street, joined by 及 and 和"]
    official = (*headings[:3], "四、政府信息公开行政复议、行政诉讼情况", *headings[4:])
    without = tuple(each.split("、", 1)[1] if n % 2 else each for n, each in enumerate(official))
    assert _codes(_report(without)) == []


def test_a_period_may_have_a_comma() -> None:
    text = _report(HEADINGS["street, joined by 及 and 和"])
    assert _codes(text.replace("自2024年1月1日起至", "自2024年1月1日起，至")) == []


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
    assert isinstance(_codes("".join(pieces)), list)
