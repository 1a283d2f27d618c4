"""The packaged form `gz-2017`: the national table and Guangzhou's classification, linked."""

import re
import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest

from disclose.core.errors import EditionError
from disclose.core.resources import templates
from disclose.form.edition.interpret import prose
from disclose.form.edition.library import Library
from tests.support.editions import line_of, packaged
from tests.support.form_sheets import printed_list, sheet_text

FACTS = """\
1 全年主动公开政府信息 条 disclosed
2 1.组织机构类信息 条 category.organisation
2 2.部门文件类（包括规章、规范性文件等）信息 条 category.documents
2 3.动态类信息 条 category.news
2 4.行政职权类信息（包括行政审批、执法等） 条 category.powers
2 5.财政预决算信息 条 category.budget
2 6.建议提案办理结果类信息 条 category.proposals
2 7.其他信息 条 category.other
2 政府网站公开信息 条 channel.website
2 微博微信公开信息 条 channel.social
2 新闻发布会公开信息 条 channel.press_conference
2 新闻媒体公开信息 条 channel.news_media
2 政府公报公开信息 条 channel.gazette
1 回应公众关注热点或重大舆情 次 responses
2 发布政策解读稿 篇 response.policy_explanations
2 通过微博微信回应事件 次 response.social_media
2 通过新闻媒体等其他方式回应事件 次 response.other
1 受理信息公开申请 件 requests
2 当面申请 件 requests.in_person
2 网上申请 件 requests.online
2 信函申请 件 requests.letter
2 传真申请 件 requests.fax
1 已经答复 件 replies
2 “已主动公开” 件 replies.already_public
2 “同意公开” 件 replies.granted
2 “同意部分公开” 件 replies.partly_granted
2 “不同意公开” 件 replies.denied
2 “非本机关政府信息” 件 replies.other_agency
2 “信息不存在” 件 replies.not_existing
2 “告知作出更改补充” 件 replies.supplement_told
2 “告知通过其他途径办理” 件 replies.other_channel
1 依申请公开收取的费用（检索费、邮寄费、复制费等） 元 fee
1 行政复议案 宗 reconsideration
2 撤销、变更或确认违法 宗 reconsideration.corrected
2 其他情形 宗 reconsideration.other
1 行政诉讼案 宗 litigation
2 维持具体行政行为 宗 litigation.upheld
2 确认违法 宗 litigation.corrected
2 其他情形 宗 litigation.other
"""

TYPED = {
    *("category.organisation", "category.documents", "category.news", "category.powers"),
    *("category.budget", "category.proposals", "category.other"),
    *("channel.press_conference", "channel.news_media"),
}
"""What the national table does not have; all else is typed there."""

RENAMED = {
    "channel.social": "channel.weibo ＋ channel.wechat",
    "fee": "request_fees × 10000",
}


def test_levels_labels_units_and_ids() -> None:
    assert printed_list(packaged("gz-2017"), "guangzhou") == FACTS.splitlines()


def test_the_form_sheet_names_the_same_figures() -> None:
    text = sheet_text("gz-2017")
    ours = {f"guangzhou.{line.split()[-1]}" for line in FACTS.splitlines()}
    assert set(re.findall(r"`(guangzhou\.[a-z_.]+)`", text)) <= ours
    own = {rule.code for rule in packaged("gz-2017").rules if rule.code.startswith("GZH")}
    assert own == set(re.findall(r"^\| (GZH\d\d) ", text, re.MULTILINE))


def test_the_national_table_is_that_of_the_national_edition() -> None:
    ours, theirs = packaged("gz-2017"), packaged("cn-2014")
    assert printed_list(ours, "statistics") == printed_list(theirs, "statistics")
    national = [rule for rule in ours.rules if rule.code.startswith("STA")]
    assert [rule.says for rule in national] == [rule.says for rule in theirs.rules]
    # What the city asks for in 概述 has parts of its own, in TXT03 and TXT09.
    assert ours.text_rules[0] == theirs.text_rules[0]
    assert [(rule.code, rule.kind, rule.severity) for rule in ours.text_rules] == [
        (rule.code, rule.kind, rule.severity) for rule in theirs.text_rules
    ]
    assert ours.years == theirs.years == "2014–2018"
    assert ours.document == theirs.document
    assert ours.fingerprint != theirs.fingerprint


def test_a_figure_of_both_is_typed_once() -> None:
    form = packaged("gz-2017")
    names = [line.split()[-1] for line in FACTS.splitlines()]
    computed = {f"guangzhou.{name}" for name in names if name not in TYPED}
    assert form.fills.keys() == computed | {"statistics.channel.other"}
    own = "GZH03"
    said = {
        each.fills: prose(each.relation, lambda key: key.partition(".")[2])
        for each in form.rule(own).constraints
    }
    other = said.pop("statistics.channel.other")
    assert other == "channel.other ＝ channel.press_conference ＋ channel.news_media"
    for key, text in said.items():
        name = key.partition(".")[2]
        assert text == f"{name} ＝ {RENAMED.get(name, name)}"


def _copies(folder: Path, old: str, new: str, file: str = "edition.toml") -> Path:
    """Copy both editions below `folder`, the extending one changed."""
    for name in ("cn-2014", "gz-2017"):
        with as_file(templates() / "editions" / name) as original:
            shutil.copytree(original, folder / name)
    path = folder / "gz-2017" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


WRONG = [
    ("edition.toml", 'extends = "cn-2014"', 'extends = "cn-2104"', "DEF05", "cn-2104"),
    ("edition.toml", 'extends = "cn-2014"', 'extends = "gz-2017"', "DEF05", 'extends = "gz-2017"'),
    (
        "edition.toml",
        'extends = "cn-2014"',
        'extends = "cn-2014"\nextend = 1',
        "DEF01",
        "extend = 1",
    ),
    ("edition.toml", 'members = ["category.*"]', 'members = ["x.*"]', "DEF11", '"x.*"'),
    ("edition.toml", 'sheet = "广州分类"', 'sheet = "统计表"', "DEF03", 'sheet = "统计表"'),
    (
        "rules.toml",
        'says = "disclosed == sum(categories)"',
        'says = "disclosed == sum(kinds_)"',
        "DEF05",
        'says = "disclosed == sum(kinds_)"',
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "at"),
    [pytest.param(*row, id=f"{row[3]} {row[2]!r}"[:60]) for row in WRONG],
)
def test_faults_of_an_extension_name_their_own_line(  # noqa: PLR0917 - a table
    tmp_path: Path, file: str, old: str, new: str, code: str, at: str
) -> None:
    path = _copies(tmp_path, old, new, file)
    with pytest.raises(EditionError) as refused:
        Library([tmp_path]).get("gz-2017")
    [found] = refused.value.findings
    assert found.code == code
    assert found.places[0].line == line_of(path, at)


def test_a_statement_that_fills_names_one_figure_at_its_left(tmp_path: Path) -> None:
    old = "guangzhou.disclosed == statistics.disclosed"
    _copies(tmp_path, old, "guangzhou.disclosed + 0 == statistics.disclosed", "rules.toml")
    with pytest.raises(EditionError) as refused:
        Library([tmp_path]).get("gz-2017")
    assert [found.code for found in refused.value.findings] == ["DEF04"]


def test_a_rule_of_the_same_code_takes_the_place_of_the_extended_one(tmp_path: Path) -> None:
    _copies(tmp_path, 'code = "GZH02"', 'code = "STA13"', "rules.toml")
    form = Library([tmp_path]).get("gz-2017")
    assert [rule.says for rule in form.rules if rule.code == "STA13"] == [
        "responses == sum(answers)"
    ]
