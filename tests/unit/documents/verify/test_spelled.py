"""A numeral in characters is a count before a unit, and not in a manner of speaking."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.documents.verify.spelled import spelled_counts
from disclose.documents.verify.tokens import in_characters
from tests.support.edited_reports import anew, made, replaced, summary, verified
from tests.support.filings import balanced
from tests.support.numerals import spelled

_MANNERS = """
    第一批 一是加强领导 二是规范程序 一批重点项目 一系列举措 一方面抓落实
    学习贯彻党的十九大精神 二十大报告 三公经费公开 一级预算单位 五公开 全国两会 一网通办
    三级联动 一次性告知 四个方面 培养了一支队伍 一年来 做到两个维护 三、主要问题
    根据条例第三十三条 一定程度 统一平台 高效办成一件事 一件一策 每一件申请 逐件登记 每件答复
    一件件落实 第一次会议 首次公开 再次强调 多次召开会议 一次办好 最多跑一次 一次告知
    两次征求意见后办结 三审三校 三定方案 一人一档 一事一议 一户一策 一条龙服务 一条主线
    三条底线 十条措施 二十条意见 实行双随机一公开 一窗受理 一份力量 两法衔接 万元以上的采购项目
    百姓关心 千方百计 百分之百 一公里 最后一公里 一体化 十四五规划 第十四个五年规划 二季度
    三年行动 三年行动计划 八项规定 六稳六保 一千零一夜 三会一课 一岗双责 一问三答 一图读懂
    三次产业 第三次全国国土调查 第五次全国经济普查 第七次全国人口普查 第三条规定
    条例第二十条第一项 第二十条第（一）项 十项重点任务 六项机制 一项重要工作 一项系统工程
    二十项目录 一宗旨 万人评议 两个以上 三个以上行政机关 一个平台 三个转变 一名分管领导
    一期工程 二期项目 三期培训 一起推进 一起学习 一并公开 双公示 二十四节气 七五普法 八五普法
    九三学社 十几件 数十件 几件 若干件 三四件 五六次 一两次 百余件 一元化 二元结构 多元 万一
    零距离 零容忍 零报告 零投诉 零跑腿 一份一份 一条一条 一次次 一份满意答卷 一件小事 一例一策
    一篇文章 一人 两人以上 三人合议 一人多岗 专人 一份合格的答卷 一次会议 一月一次 每季度一次
    每年两次 每月至少一次 半年一次 逐条 一揽子 二次创业 二次供水 二次审核 三次审核 一次审核
    一件不漏 一件也没有漏办 没有一件超期 没有一件被纠错 未发生一起复议 无一例投诉 无一件超期
    一件都不能少 再核对一次 会议开了一次又一次 连续三年位居全国前十 全省前三 排名前进三名
    平台二期建设 网站一期 完成平台二期 与业务工作一起 一方一策 一键直达 一表通 公开内容一目了然
    条例第五十四条 按照第二十条第十五项 受理一件、答复一件、办结一件 受理一件，办结一件
    一年两次 一月一会 全年两会一报告 三级书记 二十一世纪 两不愁三保障 六大类 十大举措 七大专栏
    二十余家 两千多年 八小时外 一线窗口 一人一码 百件好事 万件好事 一张图 一张清单 四张清单
    一本账 一把手 千万工程 一千万工程 五级书记 二次分配 一票否决 三公一金 二〇二五年
    二〇二五年一月一日 二○二六年一月 二〇二五年度
"""

_COUNTS = """
    另有五十二件正在办理 共收到五十二件 收到申请一百二十件 培训十二次 两件申请正在办理
    发布信息一万二千条 受理五件 接待咨询三百人次 开展培训三次 编发简报八期 召开会议五次
    公开信息一百零五条 主动公开文件三十五份 发布解读二十篇 更新栏目十七个 另有三宗案件
    收取费用五十元 罚款二十万元 收费三百四十元 提出建议六项 办理提案十五件 接听电话二百余件
    发布稿件四百一十二篇 行政处罚三十六项 行政许可四十一项 收到来信九封 组织培训班两期
    培训两百人 回应留言七十八条 公开三千条信息 发生行政复议三起 行政诉讼一起 行政诉讼一件
    行政复议两宗 制发规范性文件四件 废止两件 解读十三场 发布会四场 信息壹佰贰拾条
    满意率百分之九十九 增长百分之十二点五 全年共公开二〇三四条 依申请公开⑧件 新收廿三件
    受理申请一件 其中个人三件 主动公开信息一条 召开新闻发布会一场 举办培训一次 制作图解两个
    通报三次以来的问题，培训四次 办结申请十二件 其中两件 收到依申请公开三份申请
    引发两起行政诉讼 一件申请正在办理 报送信息二百余条 编印简报十二期
"""

SENTENCES = (
    "另收到来信{}封",
    "发布信息{}条。",
    "{}件申请正在办理",
    "召开会议{}次，",
    "举办培训{}期",
    "行政诉讼{}起；",
    "办理提案{}份",
    "收取费用{}元",
    "推送稿件{}篇",
    "接待{}人次",
    "开展宣传活动{}场次",
    "公开行政许可{}项",
    "新增栏目{}个、",
    "受理复议案件{}宗",
    "印发政策解读{}则",
    "其中{}件属于企业",
)

SILENT, COUNTS = _MANNERS.split(), _COUNTS.split()


def counts(text: str) -> list[str]:
    """The counts in a text that have an amount."""
    return [each.text for each in spelled_counts(text) if in_characters(each.text) is not None]


@pytest.mark.parametrize("text", SILENT)
def test_these_count_nothing(text: str) -> None:
    assert counts(f"今年以来，{text}，持续推进。") == []
    assert counts(text) == []


@pytest.mark.parametrize("text", COUNTS)
def test_these_are_counts(text: str) -> None:
    assert len(counts(text)) == 1
    assert len(counts(f"今年以来，{text}；持续推进。")) == 1


@given(st.integers(1, 9999), st.sampled_from(SENTENCES))
def test_every_count_is_heard(amount: int, sentence: str) -> None:
    for said in {spelled(amount), spelled(amount).removeprefix("一") if 9 < amount < 20 else ""}:
        text = sentence.format(said)
        found = [in_characters(each.text) for each in spelled_counts(text)]
        assert [each.amount for each in found if each] == ([amount] if said else [])


def test_the_text_of_a_count_is_its_numeral() -> None:
    text = "另有五十二件正在办理，满意率百分之九十九，⑤件未答复，接听电话二百余件"
    found = list(spelled_counts(text))
    assert [each.text for each in found] == ["五十二", "百分之九十九", "⑤", "二百"]
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]


def told(*added: str) -> list[str]:
    """What is found in a report whose own text says more."""
    old = "县政府网站改版上线"
    return summary(verified(replaced(made("md"), "md", {old: "，".join((old, *added))}), "md"))


def test_a_report_with_every_manner_of_speaking_is_silent() -> None:
    assert told(*SILENT) == []


def test_counts_added_to_a_report_are_one_warning_for_a_line() -> None:
    assert told(*COUNTS) == ["DOC43"]


@pytest.mark.parametrize(
    ("typed", "edited"), [("四场新闻发布会", "4场新闻发布会"), ("4场新闻发布会", "四场新闻发布会")]
)
def test_a_number_of_the_filler_may_be_written_otherwise(typed: str, edited: str) -> None:
    content = balanced()
    texts = {name: text.replace("县政府网站", typed) for name, text in content.texts.items()}
    report = anew(replace(content, texts=texts))
    data = replaced(made("md"), "md", {"县政府网站": edited})
    assert summary(verified(data, "md", report)) == []
