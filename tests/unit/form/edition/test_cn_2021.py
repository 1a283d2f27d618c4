"""The packaged form `cn-2021` says what the official form says."""

import pytest

from disclose.core.finding import Severity
from disclose.form.edition.interpret import prose
from disclose.form.edition.model import Per
from tests.support.editions import packaged, report, reports
from tests.support.form_sheets import listing, sheet_codes, sheet_listing, sheet_text

FACTS = """\
table proactive 二、主动公开政府信息情况
block 第二十条第（一）项 信息内容
column issued 本年制发件数
column repealed 本年废止件数
column in_force 现行有效件数
row rules 件 integer 规章
row normative_documents 件 integer 行政规范性文件
table proactive 二、主动公开政府信息情况
block 第二十条第（五）项 信息内容
column decisions 本年处理决定数量
row licensing 件 integer 行政许可
table proactive 二、主动公开政府信息情况
block 第二十条第（六）项 信息内容
column decisions 本年处理决定数量
row penalties 件 integer 行政处罚
row coercion 件 integer 行政强制
table proactive 二、主动公开政府信息情况
block 第二十条第（八）项 信息内容
column amount 本年收费金额（单位：万元）
row fees 万元 行政事业性收费
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
row other.not_supplemented 件 integer 三、本年度办理结果 / （六）其他处理 / 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
row other.fee_unpaid 件 integer 三、本年度办理结果 / （六）其他处理 / 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
row other.other 件 integer 三、本年度办理结果 / （六）其他处理 / 3.其他
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

NEXT_TO_LAST_YEAR = {"REQ11", "REQ12", "PRO11", "DSP11", "PRO12"}
"""Checks across two years; the form does not state them as arithmetic of one filing."""


def test_tables_columns_rows_units_and_groups_are_those_of_the_official_form() -> None:
    assert listing(packaged()) == FACTS.splitlines()


def test_the_form_sheet_says_the_same() -> None:
    text = sheet_text("cn-2021")
    assert listing(packaged()) == sheet_listing(text)
    codes = {rule.code for rule in packaged().rules}
    codes |= {rule.code for rule in packaged().text_rules} - {"TXT08", "TXT09", "TXT10"}
    assert codes == sheet_codes(text).keys() - NEXT_TO_LAST_YEAR


def test_there_are_two_hundred_figures_of_which_thirty_four_are_computed() -> None:
    # 2 rows of 3, 4 rows of 1; 25 rows of 7; 3 rows of 5
    assert len(packaged().figures) == 2 * 3 + 4 * 1 + 25 * 7 + 3 * 5 == 200
    # one total of outcomes per column, one total of applicants per other row, 3 of disputes
    assert len(packaged().fills) == 7 + 24 + 3 == 34


UNDIVIDED = "hongze_2023"
"""This report prints （六）其他处理 as one row, as forms before 2021 did."""


@pytest.mark.parametrize("name", reports())
def test_the_figures_of_real_reports_are_those_of_the_form_in_its_order(name: str) -> None:
    merged = ("requests.other.not_supplemented[", "requests.other.fee_unpaid[")
    printed = [key for key in packaged().figures if name != UNDIVIDED or not key.startswith(merged)]
    assert list(report(name)["figures"]) == printed


def test_six_real_reports_are_read() -> None:
    assert len(reports()) == 6


RULES = """\
REQ01 error   column 7 -
REQ02 error   column 7 requests.total[*]
REQ03 error   row 25 requests.*[total]
DSP01 error   row 3 disputes.*[total]
PRO01 error   row 2 -
PRO02 warning row 1 -
"""


def _rule_line(code: str) -> str:
    rule = packaged().rule(code)
    per = rule.constraints[0].per
    fills = {each.fills for each in rule.constraints} - {""}
    stars = {_star(key, per) for key in fills} or {"-"}
    return f"{code} {rule.severity.value:7} {per.value} {len(rule.constraints)} {' '.join(stars)}"


def _star(key: str, per: Per) -> str:
    if per is Per.COLUMN:
        return key.partition("[")[0] + "[*]"
    return key.partition(".")[0] + ".*[" + key.partition("[")[2]


def test_the_identities_hold_where_and_as_strictly_as_the_form_says() -> None:
    assert [_rule_line(rule.code) for rule in packaged().rules] == RULES.splitlines()


SENTENCES = {
    "REQ01": "received ＋ carried_in ＝ total ＋ carried_out",
    "PRO01": "issued － repealed ≤ in_force",
    "PRO02": "issued ＋ repealed ＋ in_force ＝ 0",
    "REQ02": "total ＝ 各项办理结果之和",
    "REQ03": "total ＝ 各类申请人之和",
    "DSP01": "total ＝ 各种结果之和",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_each_identity_is_the_stated_one(code: str) -> None:
    edition = packaged()
    for constraint in edition.rule(code).constraints:
        across = constraint.per is Per.ROW

        def name(key: str, *, column: bool = across) -> str:
            figure = edition.figures[key]
            return figure.column.id if column else figure.row.id

        assert prose(constraint.relation, name) == SENTENCES[code]


def test_the_crossing_of_both_totals_is_filled_once_and_checked_once() -> None:
    edition = packaged()
    assert edition.fills["requests.total[total]"].code == "REQ02"
    crossing = next(each for each in edition.rule("REQ03").constraints if each.at == "（七）总计")
    assert crossing.fills == ""


def test_the_years_served_are_open_at_the_end() -> None:
    assert (packaged().first_year, packaged().years) == (2021, "2021–")


def test_a_text_that_is_missing_is_an_error_and_one_to_be_explained_a_warning() -> None:
    weights = {each.code: each.severity for each in packaged().text_rules}
    assert weights == {
        **dict.fromkeys(("TXT02", "TXT03", "TXT10"), Severity.ERROR),
        **dict.fromkeys(("TXT01", "TXT08", "TXT09"), Severity.WARNING),
    }


def test_figures_are_named_in_messages_as_printed_and_in_equations_shortly() -> None:
    edition = packaged()
    key = "requests.denied.third_party[business]"
    assert edition.figures[key].label == "4.保护第三方合法权益 · 商业企业"
    assert edition.name(key, Per.COLUMN) == "第三方权益"
    # the column has no short name
    assert edition.name(key, Per.ROW) == "商业企业"
