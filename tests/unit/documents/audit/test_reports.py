"""Whole reports of our own wording: exactly what is wrong in them is found."""

import pytest

from disclose.core.finding import Finding, Severity
from tests.support.audited import GUANGZHOU, NEW, OLD, audited, codes, only

BUREAU = """\
# 广州市临江区教育局
# 2016年政府信息公开年度报告

本报告全文包括概述、主动公开情况、依申请公开情况、收费情况、行政复议和行政诉讼情况、投诉举报情况、存在的主要问题，并附情况统计表。如有疑问，请致电87654321，邮编510000。

## 一、概述

教育局按照《条例》第4条和〔2016〕12号文件的部署，由8名干部负责公开事务，其中办公室3名。

## 二、主动公开情况

局机关一年来主动公开政府信息１２０条，分类如下：1.组织机构类信息8条；2.部门文件类信息20条；3.动态类信息70条；4.行政职权类信息12条；5.财政预决算信息5条；6.建议提案办理结果类信息3条；7.其他信息4条。

发布途径：政府网站公开信息120条，微博微信公开信息66条，政府公报公开信息2条。

## 三、依申请公开情况

收到申请 6 件，其中当面申请2宗，占33%；网上申请3宗，占50%；信函申请1宗，占17%；传真申请0宗，占0%。

## 四、收费情况

依申请公开收取的费用为0元。

## 五、行政复议和行政诉讼情况

行政复议案0宗；维持具体行政行为的0宗；确认违法的0宗；其他情形4宗，占100%。行政诉讼案2宗，其中维持具体行政行为的2宗，占8%；确认违法的0宗，占0%；其他情形23宗，占92%。

## 六、存在的主要问题

更新不够及时，将专人负责。
"""


def _sides(found: Finding) -> tuple[int, int] | None:
    equation = found.equation
    return (int(equation.left_sum), int(equation.right_sum)) if equation else None


def test_a_bureaus_report_with_the_customary_faults() -> None:
    """Categories 8+20+70+12+5+3+4 = 122; 0+0+4 against 0; 2+0+23 = 25 against 2; 2/25 = 8 %."""
    found = audited(BUREAU).findings
    assert [(each.code, each.places[0].line if each.places else 0) for each in found] == [
        ("DOC20", 12),
        ("DOC20", 26),
        ("DOC20", 26),
        ("DOC22", 26),
        ("DOC22", 26),
        ("DOC25", 4),
        ("DOC25", 4),
        ("DOC26", 0),
    ]
    assert [_sides(each) for each in found[:3]] == [(122, 120), (4, 0), (25, 2)]
    assert [each.args["fits"] for each in found[3:5]] == [("4",), ("25",)]
    assert [each.args["part"] for each in found[5:7]] == ["投诉举报情况", "指标统计表"]


CLEAN = {
    "a bureau of 2017": GUANGZHOU
    + """\
全文包括概述、主动公开政府信息情况、收费情况、行政诉讼情况，并附统计表。

## 一、概述
## 二、主动公开
主动公开政府信息25条（其中：组织机构类1条，部门文件类4条，动态类20条）。门户网站公开25条、微信公开25条。
回应公众关注热点或重大舆情9次。发布政策解读稿4篇，微博微信回应事件4次。
## 三、收费
收取的费用0元。
## 四、行政诉讼
未发生行政诉讼，行政复议1件，维持1件。
## 附：统计表
""",
    "a county of 2024": NEW
    + """\
全年新收政府信息公开申请12件，上年结转1件。新收申请中自然人10件，法人或其他组织2件（商业企业1件、其他组织1件）。
办结申请11件，其中予以公开5件、部分公开2件、不予公开1件、无法提供3件；结转下年度继续办理2件。
行政复议2件，其中结果维持1件、尚未审结1件；行政诉讼3件（未经复议直接起诉2件，复议后起诉1件），其中结果维持3件。
""",
    "totals behind their parts": OLD
    + "当面申请3件、网上申请5件、信函申请0件、传真申请0件，共收到申请8件。",
    "a series": OLD + "收到申请15件，当面、网上、信函申请分别为3、5、7件，传真申请0件。",
    "a series with commas": OLD
    + "收到申请15件，当面、网上、信函申请分别为3件，5件和7件，传真申请0件。",
    "one number for several": OLD + "收到申请4件，其中当面申请4件，网上、信函、传真申请均为 0 件。",
    "none at all": NEW + "全年未收到政府信息公开申请，也无上年结转申请。未发生行政复议、行政诉讼。",
    "words between the total and its number": OLD
    + "本年度受理的信息公开事项不多。收到申请，共计2件，其中网上申请2件。",
    "changes on last year": NEW
    + "新收政府信息公开申请12件，比上年增加5件，增长71.4%；去年新收申请7件。",
    "an estimate": OLD + "主动公开政府信息约500条。\n\n主动公开政府信息512条。",
    "what went one way only": OLD + "主动公开政府信息512条。通过微博主动公开信息77条。",
    "quarters, and reasons of refusals": OLD
    + """\
主动公开政府信息90条，其中：政府网站公开80条，其他方式公开10条。第一季度主动公开政府信息40条。
答复申请9宗，其中同意公开答复5宗，不同意公开答复4宗（涉及商业秘密1宗，涉及个人隐私3宗）。
""",
    "cases of the year before": NEW + "行政复议3件，结果维持3件；上年结转行政复议案件1件。",
    "thousands": GUANGZHOU + "主动公开政府信息1,205条，组织机构类5条，动态类1200条。",
    "a paragraph broken by a page": OLD
    + "我局在这一年里认真办理每一件申请，一共收到申请\n\n**7件**，其中当面申请7件。",
    "a list of lines": OLD
    + "收到申请7件，其中：\n1.当面申请3件；\n2.网上申请4件；\n3.信函申请0件；\n4.传真申请0件。",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_nothing_is_found_in_a_sound_report(text: str) -> None:
    assert codes(text) == []
    assert audited(text).figures > 0


FAULTS = {
    "a total behind its parts": (
        OLD + "当面申请3件、网上申请5件、信函申请0件、传真申请0件，共收到申请9件。",
        ["DOC20"],
    ),
    "a series": (
        OLD + "收到申请15件，当面、网上、信函申请分别为3、5、8件，传真申请0件。",
        ["DOC20"],
    ),
    "one number for several": (
        OLD + "收到申请4件，其中当面申请4件，网上、信函、传真申请均为1件。",
        ["DOC20"],
    ),
    "organisations that come to less than they should": (
        NEW + "新收申请12件，其中自然人10件，法人或其他组织1件。",
        ["DOC20"],
    ),
    "origins of suits": (NEW + "行政诉讼3件（未经复议直接起诉2件，复议后起诉2件）。", ["DOC20"]),
    "none, and one upheld": (NEW + "未发生行政复议。行政复议结果维持1件。", ["DOC21"]),
    "reasons of refusals that are more than the refusals": (
        OLD + "答复申请5宗，其中不同意公开答复4宗（涉及商业秘密2宗，涉及个人隐私3宗）。",
        ["DOC20"],
    ),
    "a share of another figure is left alone": (
        NEW + "办结申请10件，其中予以公开4件（占新收申请的30%）、部分公开6件（占60%）。",
        [],
    ),
    "a list of lines": (
        OLD
        + "收到申请7件，其中：\n1.当面申请3件；\n2.网上申请5件；\n3.信函申请0件；\n4.传真申请0件。",
        ["DOC20"],
    ),
    "taken by neither meaning": (
        NEW + "收到政府信息公开申请35件。新收申请30件，上年结转2件。",
        ["DOC20"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_fault_by_itself(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_share_that_follows_from_no_total_has_no_hint() -> None:
    found = only(
        OLD + "行政诉讼10件，其中维持具体行政行为3件，占95%；确认违法7件，占4%；其他情形0件。"
    )
    assert (found.code, found.args["fits"]) == ("DOC22", ())


def test_parts_that_fall_short_are_to_be_verified() -> None:
    found = only(NEW + "办结申请10件，其中予以公开4件、部分公开3件。")
    assert (found.code, found.severity) == ("DOC20", Severity.WARNING)


def test_numbers_that_are_not_understood_are_listed_on_demand() -> None:
    text = OLD + "收到申请3件。整理规范性文件12件，调解9次。"
    assert codes(text) == []
    [found] = audited(text, listed=True).findings
    assert found.code == "DOC28"
    assert [each.text for each in found.places] == ["整理规范性文件12件"]


def test_every_number_is_counted() -> None:
    """Eight amounts; the dates and the year are none. The list is the one relation."""
    text = OLD + (
        "全年累计公开信息12条，其中动态类8条、季度通报3期、其他4条，点击1.2万次，"
        "办理依申请公开2件，占50%，计划培训余下的10余人。"
    )
    numbers = audited(text).numbers
    assert (numbers.read, numbers.relations) == (8, 0)


def test_the_words_are_those_of_the_year() -> None:
    assert audited(OLD + "收到申请3件。").vocabulary == "cn-2014"
    assert audited(NEW + "上年结转3件。").vocabulary == "cn-2021"
    assert audited("上年结转3件，结转下年度1件。").vocabulary == "cn-2021"


def test_a_region_has_its_words_only_in_its_own_reports() -> None:
    """Guangzhou's seven kinds of information are not looked for in a report of another city."""
    kinds = "主动公开政府信息9条，组织机构类3条、部门文件类0条、动态类7条。"
    elsewhere = audited(f"{OLD}{kinds}\n\n赴广州市学习1次。")
    assert (elsewhere.vocabulary, codes(OLD + kinds)) == ("cn-2014", [])
    assert audited(GUANGZHOU + kinds).vocabulary == "gz-2017"
    assert codes(GUANGZHOU + kinds) == ["DOC20"]


def test_a_text_without_any_figure_is_not_judged() -> None:
    result = audited("今天天气很好。\n")
    assert [each.code for each in result.findings] == ["DOC31"]
    assert result.judgement == "unreadable"


def test_a_unit_that_is_ten_thousand_times_too_large() -> None:
    """173769 万 by mistake: 75656 + 98113 = 173769. Another sum may be of other items."""
    wrong = "公开信息173769万条。门户网站75656条，政务新媒体98113条。"
    assert _sides(only(NEW + wrong)) == (173769, 1737690000)
    assert codes(NEW + wrong.replace("98113", "98000")) == []
