"""The packaged form `cn-2014` says what the statistics table says."""

from disclose.core.finding import Severity
from disclose.form.edition.interpret import prose
from disclose.form.edition.rule_ast import Sum
from tests.support.editions import packaged
from tests.support.form_sheets import printed_list, sheet_codes, sheet_list, sheet_text

FACTS = """\
1 一、主动公开情况 —— -
2 （一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） 条 disclosed
3 其中：主动公开规范性文件数 条 disclosed.normative_documents
3 制发规范性文件总数 件 normative_documents_issued
2 （二）通过不同渠道和方式公开政府信息的情况 —— -
3 1.政府公报公开政府信息数 条 channel.gazette
3 2.政府网站公开政府信息数 条 channel.website
3 3.政务微博公开政府信息数 条 channel.weibo
3 4.政务微信公开政府信息数 条 channel.wechat
3 5.其他方式公开政府信息数 条 channel.other
1 二、回应解读情况 —— -
2 （一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） 次 responses
2 （二）通过不同渠道和方式回应解读的情况 —— -
3 1.参加或举办新闻发布会总次数 次 response.press_conferences
4 其中：主要负责同志参加新闻发布会次数 次 response.press_conferences.by_principal
3 2.政府网站在线访谈次数 次 response.online_interviews
4 其中：主要负责同志参加政府网站在线访谈次数 次 response.online_interviews.by_principal
3 3.政策解读稿件发布数 篇 response.policy_explanations
3 4.微博微信回应事件数 次 response.social_media
3 5.其他方式回应事件数 次 response.other
1 三、依申请公开情况 —— -
2 （一）收到申请数 件 requests
3 1.当面申请数 件 requests.in_person
3 2.传真申请数 件 requests.fax
3 3.网络申请数 件 requests.online
3 4.信函申请数 件 requests.letter
2 （二）申请办结数 件 concluded
3 1.按时办结数 件 concluded.on_time
3 2.延期办结数 件 concluded.extended
2 （三）申请答复数 件 replies
3 1.属于已主动公开范围数 件 replies.already_public
3 2.同意公开答复数 件 replies.granted
3 3.同意部分公开答复数 件 replies.partly_granted
3 4.不同意公开答复数 件 replies.denied
4 其中：涉及国家秘密 件 replies.denied.state_secret
4 涉及商业秘密 件 replies.denied.trade_secret
4 涉及个人隐私 件 replies.denied.privacy
4 危及国家安全、公共安全、经济安全和社会稳定 件 replies.denied.security_stability
4 不是《条例》所指政府信息 件 replies.denied.not_government_information
4 法律法规规定的其他情形 件 replies.denied.other_law
3 5.不属于本行政机关公开数 件 replies.other_agency
3 6.申请信息不存在数 件 replies.not_existing
3 7.告知作出更改补充数 件 replies.supplement_told
3 8.告知通过其他途径办理数 件 replies.other_channel
1 四、行政复议数量 件 reconsideration
2 （一）维持具体行政行为数 件 reconsideration.upheld
2 （二）被依法纠错数 件 reconsideration.corrected
2 （三）其他情形数 件 reconsideration.other
1 五、行政诉讼数量 件 litigation
2 （一）维持具体行政行为或者驳回原告诉讼请求数 件 litigation.upheld
2 （二）被依法纠错数 件 litigation.corrected
2 （三）其他情形数 件 litigation.other
1 六、举报投诉数量 件 complaints
1 七、依申请公开信息收取的费用 万元 request_fees
1 八、机构建设和保障经费情况 —— -
2 （一）政府信息公开工作专门机构数 个 offices
2 （二）设置政府信息公开查阅点数 个 reading_points
2 （三）从事政府信息公开工作人员数 人 staff
3 1.专职人员数（不包括政府公报及政府网站工作人员数） 人 staff.full_time
3 2.兼职人员数 人 staff.part_time
2 （四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） 万元 budget
1 九、政府信息公开会议和培训情况 —— -
2 （一）召开政府信息公开工作会议或专题会议数 次 meetings
2 （二）举办各类培训班数 次 training_courses
2 （三）接受培训人员数 人次 trained_people
"""


def test_levels_labels_units_and_ids_are_those_of_the_table() -> None:
    assert printed_list(packaged("cn-2014"), "statistics") == FACTS.splitlines()


def test_the_form_sheet_says_the_same() -> None:
    text = sheet_text("cn-2014")
    assert printed_list(packaged("cn-2014"), "statistics") == sheet_list(text)
    assert sheet_codes(text).keys() == {rule.code for rule in packaged("cn-2014").rules}


def test_there_are_fifty_eight_figures_and_all_are_typed() -> None:
    form = packaged("cn-2014")
    assert len(form.figures) == 58
    assert not form.fills
    assert all(figure.label == figure.row.label for figure in form.figures.values())


def test_only_money_has_decimals() -> None:
    figures = packaged("cn-2014").figures
    money = [key for key, figure in figures.items() if figure.measure.places]
    assert money == ["statistics.request_fees", "statistics.budget"]
    assert {figures[key].measure.unit for key in money} == {"万元"}


SENTENCES = """\
STA01 error requests ＝ 各种方式申请之和
STA02 error concluded ＝ concluded.on_time ＋ concluded.extended
STA03 error replies ＝ 各类答复之和
STA04 error replies.denied ＝ 各种不同意公开情形之和
STA05 error reconsideration ＝ reconsideration.upheld ＋ reconsideration.corrected \
＋ reconsideration.other
STA06 error litigation ＝ litigation.upheld ＋ litigation.corrected ＋ litigation.other
STA07 error staff ＝ staff.full_time ＋ staff.part_time
STA08 error disclosed.normative_documents ≤ disclosed
STA08 error channel.gazette ≤ disclosed
STA08 error channel.website ≤ disclosed
STA08 error channel.weibo ≤ disclosed
STA08 error channel.wechat ≤ disclosed
STA08 error channel.other ≤ disclosed
STA08 error response.press_conferences.by_principal ≤ response.press_conferences
STA08 error response.online_interviews.by_principal ≤ response.online_interviews
STA09 warning disclosed ≤ 各渠道公开数之和
STA10 warning disclosed.normative_documents ≤ normative_documents_issued
STA11 warning response.social_media ≤ responses
STA11 warning response.other ≤ responses
STA12 warning replies ＝ concluded
STA13 warning 有无（trained_people） ≤ 有无（training_courses）
"""

SUMS = {
    "STA01": ["in_person", "fax", "online", "letter"],
    "STA03": [
        *("already_public", "granted", "partly_granted", "denied"),
        *("other_agency", "not_existing", "supplement_told", "other_channel"),
    ],
    "STA04": [
        *("state_secret", "trade_secret", "privacy", "security_stability"),
        *("not_government_information", "other_law"),
    ],
    "STA09": ["gazette", "website", "weibo", "wechat", "other"],
}


def test_the_identities_are_the_stated_ones() -> None:
    form = packaged("cn-2014")
    said = [
        f"{rule.code} {rule.severity} {prose(each.relation, lambda key: form.figures[key].row.id)}"
        for rule in form.rules
        for each in rule.constraints
    ]
    assert said == SENTENCES.splitlines()


def test_the_sums_are_of_these_rows() -> None:
    for code, names in SUMS.items():
        [constraint] = packaged("cn-2014").rule(code).constraints
        assert [key.rpartition(".")[2] for key in _keys(constraint.relation.right)] == names


def _keys(side: object) -> tuple[str, ...]:
    assert isinstance(side, Sum)
    return side.keys


def test_the_rows_of_a_rule_are_told_apart_by_the_first_figure() -> None:
    places = [each.at for each in packaged("cn-2014").rule("STA11").constraints]
    assert places == ["4.微博微信回应事件数", "5.其他方式回应事件数"]


def test_the_years_served() -> None:
    form = packaged("cn-2014")
    assert form.years == "2014–2018"
    severities = {rule.code: rule.severity for rule in form.text_rules}
    assert severities == {
        "TXT02": Severity.ERROR,
        "TXT03": Severity.ERROR,
        "TXT09": Severity.WARNING,
    }
