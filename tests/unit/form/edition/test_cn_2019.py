"""The packaged form `cn-2019` says what the official form says."""

import re

import pytest

from disclose.core.finding import Severity
from disclose.form.edition.interpret import references
from disclose.form.edition.model import Figure
from tests.support.editions import packaged, report, reports
from tests.support.form_sheets import listing, sheet_codes, sheet_listing, sheet_text

FACTS = """\
table proactive 二、主动公开政府信息情况
block 第二十条第（一）项 信息内容
column created 本年新制作数量
column newly_published 本年新公开数量
column published_total 对外公开总数量
row rules 件 integer 规章
row normative_documents 件 integer 规范性文件
table proactive 二、主动公开政府信息情况
block 第二十条第（五）项 信息内容
column items_last_year 上一年项目数量
column items_change 本年增/减
column decisions 处理决定数量
row licensing 项 integer 行政许可
row other_services 项 integer 其他对外管理服务事项
table proactive 二、主动公开政府信息情况
block 第二十条第（六）项 信息内容
column items_last_year 上一年项目数量
column items_change 本年增/减
column decisions 处理决定数量
row penalties 项 integer 行政处罚
row coercion 项 integer 行政强制
table proactive 二、主动公开政府信息情况
block 第二十条第（八）项 信息内容
column items_last_year 上一年项目数量
column items_change 本年增/减
row fees 项 integer 行政事业性收费
table proactive 二、主动公开政府信息情况
block 第二十条第（九）项 信息内容
column projects 采购项目数量
column amount 采购总金额
row procurement 项 integer 政府集中采购
table requests 三、收到和处理政府信息公开申请情况
column natural 自然人
column business 法人或其他组织 / 商业企业
column research 法人或其他组织 / 科研机构
column welfare 法人或其他组织 / 社会公益组织
column legal 法人或其他组织 / 法律服务机构
column other 法人或其他组织 / 其他
column total 总计
row received 件 integer 一、本年新收政府信息公开申请数量
row carried_in 件 integer 二、上年结转政府信息公开申请数量
row granted 件 integer 三、本年度办理结果 / （一）予以公开
row partly_granted 件 integer 三、本年度办理结果 / （二）部分公开（区分处理的，只计这一情形，不计其他情形）
row denied.state_secret 件 integer 三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密
row denied.prohibited_by_law 件 integer 三、本年度办理结果 / （三）不予公开 / 2.其他法律行政法规禁止公开
row denied.security_stability 件 integer 三、本年度办理结果 / （三）不予公开 / 3.危及“三安全一稳定”
row denied.third_party 件 integer 三、本年度办理结果 / （三）不予公开 / 4.保护第三方合法权益
row denied.internal_affairs 件 integer 三、本年度办理结果 / （三）不予公开 / 5.属于三类内部事务信息
row denied.process_records 件 integer 三、本年度办理结果 / （三）不予公开 / 6.属于四类过程性信息
row denied.enforcement_files 件 integer 三、本年度办理结果 / （三）不予公开 / 7.属于行政执法案卷
row denied.administrative_query 件 integer 三、本年度办理结果 / （三）不予公开 / 8.属于行政查询事项
row unavailable.not_held 件 integer 三、本年度办理结果 / （四）无法提供 / 1.本机关不掌握相关政府信息
row unavailable.needs_creation 件 integer 三、本年度办理结果 / （四）无法提供 / 2.没有现成信息需要另行制作
row unavailable.still_unclear 件 integer 三、本年度办理结果 / （四）无法提供 / 3.补正后申请内容仍不明确
row not_processed.petition 件 integer 三、本年度办理结果 / （五）不予处理 / 1.信访举报投诉类申请
row not_processed.repeated 件 integer 三、本年度办理结果 / （五）不予处理 / 2.重复申请
row not_processed.published_material 件 integer 三、本年度办理结果 / （五）不予处理 / 3.要求提供公开出版物
row not_processed.excessive 件 integer 三、本年度办理结果 / （五）不予处理 / 4.无正当理由大量反复申请
row not_processed.reconfirmation 件 integer 三、本年度办理结果 / （五）不予处理 / 5.要求行政机关确认或重新出具已获取信息
row other 件 integer 三、本年度办理结果 / （六）其他处理
row total 件 integer 三、本年度办理结果 / （七）总计
row carried_out 件 integer 四、结转下年度继续办理
table disputes 四、政府信息公开行政复议、行政诉讼情况
column upheld 结果维持
column corrected 结果纠正
column other 其他结果
column pending 尚未审结
column total 总计
row reconsideration 件 integer 行政复议
row litigation_direct 件 integer 行政诉讼 / 未经复议直接起诉
row litigation_after_reconsideration 件 integer 行政诉讼 / 复议后起诉
"""  # noqa: E501 - labels as long as the form's

MEASURES = {
    "proactive.licensing[items_last_year]": ("项", 0, False),
    "proactive.licensing[items_change]": ("项", 0, True),
    "proactive.licensing[decisions]": ("件", 0, False),
    "proactive.coercion[items_change]": ("项", 0, True),
    "proactive.fees[items_change]": ("项", 0, True),
    "proactive.procurement[projects]": ("项", 0, False),
    "proactive.procurement[amount]": ("元", 2, False),
    "requests.other[natural]": ("件", 0, False),
}

NEXT_TO_LAST_YEAR = {"REQ11", "REQ12", "DSP11", "PRO24"}
"""Checks across two years; the form does not state them as arithmetic of one filing."""


def test_tables_columns_rows_units_and_groups_are_those_of_the_official_form() -> None:
    assert listing(packaged("cn-2019")) == FACTS.splitlines()


@pytest.mark.parametrize("key", MEASURES)
def test_a_column_may_count_in_something_else_than_its_rows(key: str) -> None:
    measure = packaged("cn-2019").figures[key].measure
    assert (measure.unit, measure.places, measure.signed) == MEASURES[key]


def test_only_the_change_of_the_year_is_signed() -> None:
    def signed(figure: Figure) -> bool:
        return figure.measure.signed

    changes = {each.column.id for each in packaged("cn-2019").figures.values() if signed(each)}
    assert changes == {"items_change"}


def test_the_form_sheet_says_the_same() -> None:
    """Units of single columns stand there in prose; they are in the table above."""
    text = sheet_text("cn-2019")
    ours = [_unitless(line) for line in listing(packaged("cn-2019"))]
    assert ours == [_unitless(line) for line in sheet_listing(text)]
    assert sheet_codes(text).keys() == {"PRO21", "PRO22", "PRO23", "PRO24"}
    codes = {rule.code for rule in packaged("cn-2019").rules}
    named = {"REQ01", "REQ02", "REQ03", "DSP01", *sheet_codes(text)}
    assert codes == named - NEXT_TO_LAST_YEAR


def _unitless(line: str) -> str:
    """Return a row without its unit: kind, id, and the labels, which hold no spaces."""
    if not line.startswith("row "):
        return line
    kind, name, rest = line.split(" ", 2)
    labels = re.search(r"\S+(?: / \S+)*$", rest)
    assert labels
    return f"{kind} {name} {labels[0]}"


def test_figures_and_computed_ones_are_counted() -> None:
    form = packaged("cn-2019")
    # 2 rows of 3, 4 of 3, 1 of 2, 1 of 2; 23 rows of 7; 3 rows of 5
    assert len(form.figures) == 2 * 3 + 4 * 3 + 2 + 2 + 23 * 7 + 3 * 5 == 198
    assert len(form.fills) == 7 + 22 + 3
    # received, carried in, 19 outcomes, total, carried out
    [natural, *_] = form.rule("REQ02").constraints
    outcomes = references(natural.relation.right)
    assert outcomes == tuple(
        key
        for key in form.figures
        if key.endswith("[natural]") and key.split("[")[0] not in NO_OUTCOMES
    )
    assert len(outcomes) == 19


NO_OUTCOMES = {f"requests.{row}" for row in ("received", "carried_in", "total", "carried_out")}


@pytest.mark.parametrize("name", reports("cn-2019"))
def test_the_figures_of_real_reports_are_those_of_the_form_in_its_order(name: str) -> None:
    assert list(report(name)["figures"]) == list(packaged("cn-2019").figures)


def test_two_real_reports_are_read() -> None:
    assert reports("cn-2019") == ("pingtan_2019", "pingtan_2020")


WEIGHTS = {
    "REQ01": Severity.ERROR,
    "REQ02": Severity.ERROR,
    "REQ03": Severity.ERROR,
    "DSP01": Severity.ERROR,
    "PRO21": Severity.ERROR,
    "PRO22": Severity.WARNING,
    "PRO23": Severity.WARNING,
}


def test_the_identities_are_as_strict_as_the_sheet_says() -> None:
    assert {rule.code: rule.severity for rule in packaged("cn-2019").rules} == WEIGHTS


def test_the_years_served() -> None:
    assert packaged("cn-2019").years == "2019–2020"
