import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

import pytest

from disclose.form.filing import Filing, complete, typed_text
from disclose.form.templating import TemplateFaultError
from disclose.report.blocks import Heading, Line, NarrativeError, Paragraph, TextOrigin, plain_text
from disclose.report.narrative import compose, runs
from tests.support.report_filings import BODY, TEXTS, edition, filing, published, zeros
from tests.support.reports import compile_report, finished

DENIED = re.compile(r"requests\.denied\..*\[total\]")


def _lines(filed: Filing, *, draft: bool = False) -> list[str]:
    blocks = compose(edition(), filed, draft=draft).blocks
    return [plain_text(runs(block)) for block in blocks if isinstance(block, Heading | Paragraph)]


def _headed(filed: Filing, heading: str, *, draft: bool = False) -> list[str]:
    """The paragraphs below a heading, gaps left out."""
    blocks = iter(compose(edition(), filed, draft=draft).blocks)
    for block in blocks:
        if isinstance(block, Heading) and heading in plain_text(block.runs):
            break
    found = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        found += [plain_text(block.runs)] if block.runs[0].origin is not TextOrigin.GAP else []
    return found


def test_what_was_made_public() -> None:
    assert _headed(filing(), "主动公开") == [
        (
            "2022年制发行政规范性文件88件，废止55件，截至年底现行有效698件；"
            "作出行政许可决定10690件、行政处罚决定2113件；收取行政事业性收费9116.36万元。"
        )
    ]


def test_requests_by_applicant_and_by_outcome() -> None:
    # not granted 13+30+11+51+104+85+286+150 = 730; unavailable 3222+180+19 = 3421;
    # not processed 203+148+0+101+5 = 457; other 318+203+965 = 1486; all = 13810
    assert _headed(filing("hangzhou_style_2025"), "依申请公开") == [
        (
            "2025年新收政府信息公开申请14069件，上年结转560件。新收申请中，"
            "自然人申请13612件（占96.8%）、商业企业申请252件（占1.8%）、"
            "社会公益组织申请45件（占0.3%）、法律服务机构申请128件（占0.9%）、其他组织申请32件（占0.2%）。"
        ),
        (
            "全年办结申请13810件，其中予以公开5548件（占40.2%）、部分公开2168件（占15.7%）、"
            "不予公开730件（占5.3%）、无法提供3421件（占24.8%）、不予处理457件（占3.3%）、"
            "其他处理1486件（占10.8%）。结转下年度继续办理819件。"
        ),
    ]


def test_reviews_and_suits_by_result() -> None:
    # upheld 16+74 = 90, corrected 1+1 = 2, other 12+30 = 42, pending 27+51 = 78, all 56+156 = 212
    assert _headed(filing("hangzhou_style_2025"), "监督保障") == [
        (
            "2025年因政府信息公开工作被申请行政复议790件，其中结果维持376件、纠正97件、"
            "其他结果196件、尚未审结121件；被提起行政诉讼212件"
            "（未经复议直接起诉56件、复议后起诉156件），"
            "其中结果维持90件、纠正2件、其他结果42件、尚未审结78件。"
        )
    ]
    assert _headed(filing(), "监督保障") == [
        (
            "2022年因政府信息公开工作被申请行政复议2件，其中结果纠正1件、其他结果1件；"
            "被提起行政诉讼1件（未经复议直接起诉），诉讼结果为维持。"
        )
    ]


def _all(table: str, row: str, column: str, number: str) -> Mapping[str, str]:
    return {f"{table}.{row}[{column}]": number, f"{table}.{row}[total]": number}


def _requests(**rows: str) -> Filing:
    changes: dict[str, str] = {}
    for row, number in rows.items():
        changes |= _all("requests", row.replace("__", "."), "natural", number)
    return zeros(changes)


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        (_requests(), ["2022年未收到政府信息公开申请，也无上年结转的申请。"]),
        (
            _requests(received="1", granted="1", total="1"),
            [
                "2022年新收政府信息公开申请1件，无上年结转申请。新收申请由自然人提出。",
                "全年办结申请1件，予以公开。无结转下年度继续办理的申请。",
            ],
        ),
        (
            _requests(carried_in="2", other__other="2", total="2"),
            [
                "2022年未新收政府信息公开申请，上年结转2件。",
                "全年办结申请2件，均作其他处理。无结转下年度继续办理的申请。",
            ],
        ),
        (
            _requests(received="3", carried_out="3"),
            [
                "2022年新收政府信息公开申请3件，无上年结转申请。新收申请均由自然人提出。",
                "全年未办结申请，结转下年度继续办理3件。",
            ],
        ),
    ],
)
def test_few_requests_are_told_without_zeros(filed: Filing, expected: list[str]) -> None:
    assert _headed(filed, "依申请公开") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, "2022年未发生因政府信息公开工作引起的行政复议、行政诉讼。"),
        (
            {"reconsideration": "1"},
            "2022年因政府信息公开工作被申请行政复议1件，尚未审结；未发生行政诉讼。",
        ),
        (
            {"litigation_after_reconsideration": "2"},
            "2022年因政府信息公开工作被提起行政诉讼2件（复议后起诉），均尚未审结；未发生行政复议。",
        ),
    ],
)
def test_few_disputes_are_told_without_zeros(rows: Mapping[str, str], expected: str) -> None:
    changes: dict[str, str] = {}
    for row, number in rows.items():
        changes |= _all("disputes", row, "pending", number)
    assert _headed(zeros(changes), "监督保障") == [expected]


def test_a_total_of_nothing_does_not_hide_its_parts() -> None:
    # as published: 10+1+0+0 with the total 0, and 5+0+0+0 with the total 0
    [sentence] = _headed(filing("hongze_2023"), "监督保障", draft=True)
    assert sentence == (
        "2023年因政府信息公开工作被申请行政复议0件，其中结果维持10件、纠正1件；"
        "被提起行政诉讼0件，其中结果维持5件。"
    )


def test_documents_in_force_are_told_although_none_was_issued() -> None:
    filed = zeros({"proactive.normative_documents[in_force]": "7"})
    assert _headed(filed, "主动公开") == ["2022年未制发、废止行政规范性文件，截至年底现行有效7件。"]
    only_repealed = zeros({"proactive.rules[repealed]": "1"})
    assert _headed(only_repealed, "主动公开") == ["2022年未制发规章，废止1件。"]


def test_nothing_at_all_is_one_sentence_without_a_number() -> None:
    [sentence] = _headed(zeros(), "主动公开")
    assert sentence.startswith("2022年未制发")
    assert not any(char.isdigit() for char in sentence.removeprefix("2022年"))


def test_a_blank_is_nothing_only_if_that_was_agreed() -> None:
    blank = filing(changes=dict.fromkeys(published("pingtan_2022"), ""))
    open_, agreed = (
        "".join(_headed(each, "依申请公开")) for each in (blank, finished(edition(), blank))
    )
    assert "新收政府信息公开申请【待核实】件" in open_
    assert "未收到政府信息公开申请" in agreed


def test_the_preface_names_what_is_known() -> None:
    preface = _lines(filing(body=BODY))[0]
    assert "《中华人民共和国政府信息公开条例》第五十条" in preface
    assert "国办公开办函〔2021〕30号" in preface
    assert "2022年1月1日至12月31日" in preface
    assert preface.endswith(
        "本报告的电子版可在政府网站（www.example.gov.cn）查阅和下载。如对本报告有疑问，"
        "请与平潭综合实验区管理委员会（全区汇总）联系（地址：示例路1号，邮政编码：350400，"
        "电话：0591-12345678，电子邮箱：zwgk@example.gov.cn）。"
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            {"website": "http://a.cn/zwgk/", "website_name": "青禾县人民政府门户网站"},
            "本报告的电子版可在青禾县人民政府门户网站（http://a.cn/zwgk/）查阅和下载。",
        ),
        ({"website_name": "青禾县人民政府门户网站"}, "可在青禾县人民政府门户网站查阅和下载。"),
        ({"website": "http://a.cn/"}, "可在政府网站（http://a.cn/）查阅和下载。"),
    ],
)
def test_the_preface_names_the_website(body: Mapping[str, str], said: str) -> None:
    assert said in _lines(filing(body=body))[0]


def test_a_lead_is_a_paragraph_after_the_preface_if_written() -> None:
    led = filing(texts={**TEXTS, "lead": "本单位重视政务公开。"})
    without, lines = _lines(filing(texts=TEXTS)), _lines(led)
    assert lines[1] == "本单位重视政务公开。"
    assert [lines[0], *lines[2:]] == without


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ({}, "至12月31日。"),
        ({"telephone": "1"}, "联系（电话：1）。"),
        ({"address": " ", "email": "a@b"}, "联系（电子邮箱：a@b）。"),
    ],
)
def test_what_is_not_known_of_the_body_leaves_no_gap(body: Mapping[str, str], end: str) -> None:
    preface = _lines(filing(body=body))[0]
    assert preface.endswith(end)
    assert not any(slot in preface for slot in ("：，", "：）", "（）", "在查阅", "，）"))


def test_texts_stand_below_the_sentences_of_their_aspect() -> None:
    filed = filing(texts=TEXTS)
    assert _headed(filed, "依申请公开")[-2:] == ["规范办理流程。", "加强与申请人沟通。"]
    assert _headed(filed, "平台建设") == ["设立专区12个。"]
    assert _headed(filed, "六、") == ["未收取信息处理费。"]


def test_the_prescribed_parts_and_aspects_keep_their_numbers() -> None:
    written = _lines(finished(edition(), filing(texts={"problems": "解读较少。"})))
    lines = [line for line in written if not line.endswith("。")]
    for each in (lines, _lines(filing(), draft=True)):
        assert [line for line in each if line.startswith("（")] == [
            "（一）主动公开",
            "（二）依申请公开",
            "（三）政府信息管理",
            "（四）政府信息公开平台建设",
            "（五）监督保障",
        ]
    assert not [line for line in lines if "【" in line]
    assert [line for line in lines if line[1] == "、"] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_a_draft_shows_every_gap() -> None:
    filed = filing()._replace(year=None, body={})
    lines = _lines(filed, draft=True)
    gaps = [line for line in lines if line.startswith("【待填写：") and line.endswith("】")]
    assert len(gaps) == 7
    assert len([line for line in lines if line.startswith("（")]) == 5
    title = compose(edition(), filed, draft=True).title
    assert title == "【待填写：填报单位（全称）】【待填写：年度】年政府信息公开工作年度报告（草稿）"


def test_an_unreadable_figure_is_shown_as_such_in_a_draft() -> None:
    filed = filing(changes={"requests.received[total]": "约七十"})
    [first, *_] = _headed(filed, "依申请公开", draft=True)
    assert first.startswith("2022年新收政府信息公开申请【待核实】件，上年结转1件。")
    assert "占" not in first


def test_unpaid_requests_are_reported_in_part_six() -> None:
    [sentence] = _headed(filing("hangzhou_style_2025"), "六、")
    assert sentence == "全年有203件申请因申请人逾期未按收费通知要求缴纳信息处理费，不再处理。"


@pytest.mark.parametrize("to", ["docx", "html", "md"])
def test_a_number_typed_into_the_template_is_refused(to: str) -> None:
    planted = replace(edition(), narrative=edition().narrative + "\n全年共5件。\n")
    with pytest.raises(NarrativeError, match="全年共5件"):
        compile_report(planted, filing(), to, draft=False)


def test_a_figure_stripped_of_its_origin_is_refused() -> None:
    stripped = replace(edition(), narrative='{{ figure["proactive.fees[amount]"].value }}')
    with pytest.raises(NarrativeError):
        compose(stripped, filing(), draft=False)


@pytest.mark.parametrize("wrong", ['figure["proactive.fee"]', 'total("requests.refused.*")'])
def test_an_unknown_figure_is_a_fault_of_the_template(wrong: str) -> None:
    planted = replace(edition(), narrative="# 甲\n{{ " + wrong + " }}")
    with pytest.raises(TemplateFaultError) as caught:
        compose(planted, filing(), draft=False)
    assert (caught.value.name, caught.value.line) == ("cn-2021/report.md.j2", 2)


def test_a_name_in_a_text_is_a_figure_of_the_report() -> None:
    text = "新收【新收】件，不予公开【不予公开】件，开设【政策解读】专栏。\n【行政事业性收费】万元"
    filed = filing()._replace(texts={**TEXTS, "problems": text})
    first, second = _problems(filed)
    assert plain_text(first) == "新收74件，不予公开4件，开设【政策解读】专栏。"
    assert plain_text(second) == "9116.36万元"
    assert [run.key for run in (*first, *second) if run.origin is TextOrigin.FIGURE] == [
        "requests.received[total]",
        f"({'+'.join(key for key in edition().figures if DENIED.fullmatch(key))})",
        "proactive.fees[amount]",
    ]


def _problems(filed: Filing) -> list[Line]:
    """Return the paragraphs of the part on problems."""
    blocks = compose(edition(), filed, draft=False).blocks
    start = next(
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Heading) and "存在的主要问题" in plain_text(block.runs)
    )
    following = takewhile(lambda block: isinstance(block, Paragraph), blocks[start + 1 :])
    return [runs(block) for block in following]


def test_a_draft_shows_an_unreadable_figure_in_a_text_as_open() -> None:
    figure = edition().figures["requests.received[natural]"]
    entries = complete(edition(), {**filing().entries, figure.key: typed_text(figure, "不详")})
    texts = {**TEXTS, "problems": "自然人【新收 自然人】件"}
    lines = _lines(filing()._replace(entries=entries, texts=texts), draft=True)
    assert "自然人【待核实】件" in lines
