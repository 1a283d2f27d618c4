"""Slips of the pen: doubled words, half sentences, half-width punctuation between Chinese."""

import re
from collections.abc import Iterator

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, note
from disclose.core.language import Wording
from disclose.core.text import abridge
from disclose.documents.structure.outline import ReportOutline
from disclose.prose.passages import LONG_LINE, Passage

_CJK = "\u4e00-\u9fff"

# ---------------------------------------------------------------- doubled words

_DOUBLED = expression(rf"(?P<word>[{_CJK}]{{2,10}}|20\d\d年度?)(?P=word)", re.ASCII)
_PARTICLES = expression(
    r"(?<![目标有端])的的(?!确)|(?<![不罢])了了(?![之解然结却])|(?<![存现所实自潜内外正])在在"
)
_BOTH = frozenset(
    re.findall(
        r"\w+",
        """
    公开 报告 服务 管理 工作 建设 通知 研究 学习 讨论 商量 交流 宣传 检查 考虑 了解
    介绍 活动 整理 比较 申请 处理 答复 规定 要求 指导 组织 领导 编制 负责 机关 单位
    信息 保障 监督 培训 考核 审查 审核 发布 更新 登记 受理 办理 调查 统计 评估 评价
    监测 监管 执法 收费 解读 回应 咨询 投诉 举报 复议 诉讼 裁决 决定 许可 处罚 采购
    规划 计划 教育 健康 保护 安全 发展 改革 创新 治理 会议 制度 决策 执行 结果 政策
    政府 文件 事项 部门 项目 平台 社会 企业 公共 行政 网站 热线 窗口 街道 社区 稳步
    逐步 大家 中心 机构 系统 领域 人员 网络 数据 政务 法律 法规 卫生 环境 文化 经济
    民生 农业 技术 质量 标准 非常 很多 许多
    """,
    )
)
"""Words that rightly follow themselves: as the end of a name and then as a verb (年度报告报告如下),
or for stress (非常非常)."""


def doubled(report: ReportOutline) -> Iterator[Finding]:
    """Yield one note for all words that are written twice."""
    found = [
        (passage.place(match.start(), match[0]), match[0])
        for passage in _prose(report)
        for pattern in (_DOUBLED, _PARTICLES)
        for match in pattern.finditer(passage.text)
        if not _is_lawful(match) and not _is_repeated_line(passage, match)
    ]
    if found:
        words = abridge([word for _, word in found])
        yield note("DOC87", *(place for place, _ in found), words=words, count=len(found))


def _is_lawful(match: re.Match[str]) -> bool:
    word = match[0][: len(match[0]) // 2]
    return len(word) > 1 and (word in _BOTH or word[0] == "一" or word[0] == word[1])


def _is_repeated_line(passage: Passage, match: re.Match[str]) -> bool:
    """Return whether a line begins within a match: web pages print titles and menus twice."""
    return any(match.start() < start < match.end() for start in passage.starts)


def _prose(report: ReportOutline) -> Iterator[Passage]:
    """Yield the paragraphs with sentences, but not headings, titles, menus."""
    for passage in report.passages:
        if not passage.heading and re.search("[。;]", passage.text):
            yield passage


# --------------------------------------------------------------- half sentences

_CLOSED = frozenset("。！？!?:”』」)》】…>%")
_NO_SENTENCE = expression(
    r"勾稽|电话|邮编|邮政编码|地址|邮箱|传真|https?|www|附件|来源|作者|编辑|版权|ICP|备案|打印|关闭|浏览|上一篇|下一篇"
    r"|主办|承办|技术支持|扫码|二维码|\d{4}年\d{1,2}月(?:\d{1,2}日)?$|单位负责人|填报人|审核人"
)
_PAIRS = {"(": ")", "《": "》", "“": "”", "「": "」"}
"""The marks of sentences; square and black brackets are also the buttons of web pages."""
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_ALONE = 40
"""A paragraph of fewer characters without a full stop is a heading or an item of a list."""

_UNFINISHED = Wording("没有写完，或者缺少句号", "not finished, or without a full stop")
_UNCLOSED = Wording("括号、引号没有配对", "a bracket or quotation mark that is not closed")
_SHOWN = 20


def half_sentences(report: ReportOutline) -> Iterator[Finding]:
    """Yield one note for all paragraphs without an end, one for all marks that nothing closes."""
    yield from _noted(_unfinished(report), _UNFINISHED)
    yield from _noted(_unclosed(report), _UNCLOSED)


def _noted(places: Iterator[Place], fault: Wording) -> Iterator[Finding]:
    found = tuple(places)
    if found:
        said = abridge([f"“{place.text}”" for place in found], 3)
        yield note("DOC88", *found, fault=fault, said=said, count=len(found))


def _unfinished(report: ReportOutline) -> Iterator[Place]:
    first = min((each.line for each in report.headings), default=None)
    for passage in report.passages:
        inside = first is not None and passage.numbers[0] > first
        if inside and not passage.heading and _is_half(passage.text):
            yield passage.place(len(passage.text) - 1, passage.text[-_SHOWN:])


def _is_half(text: str) -> bool:
    if text[-1].isdigit() or text[-1] in _CLOSED or _NO_SENTENCE.search(text):
        return False
    if text[-1] in "，、":
        return True
    long = len(text) >= LONG_LINE
    return long and ("。" in text or ("，" in text and (text[-1] == ";" or len(text) >= _ALONE)))


def _unclosed(report: ReportOutline) -> Iterator[Place]:
    """Yield the place of each opening mark that nothing closes before the next heading."""
    open_: dict[str, list[tuple[Passage, int]]] = {mark: [] for mark in _PAIRS}
    for passage in (*report.passages, None):
        if passage is None or passage.heading:
            left = [each for places in open_.values() for each in places]
            for one, at in left:
                if "。" in one.text:
                    yield one.place(at, one.text[at : at + _SHOWN])
            open_ = {mark: [] for mark in _PAIRS}
            continue
        for at, mark in enumerate(passage.text):
            if mark in _PAIRS:
                open_[mark].append((passage, at))
            elif mark in _CLOSING and open_[_CLOSING[mark]]:
                open_[_CLOSING[mark]].pop()


# ------------------------------------------------------- half-width punctuation

_HALF_WIDTH = expression(
    rf"(?<=[{_CJK}])[,;:!?](?=[{_CJK}])|\((?![一二三四五六七八九十]{{1,3}}\))[^()]{{0,40}}[{_CJK}][^()]{{0,40}}\)"
)
_AROUND = 4


def half_width(report: ReportOutline) -> Iterator[Finding]:
    """Yield one note for all half-width punctuation marks between Chinese characters."""
    found: list[tuple[Place, str]] = []
    for line in report.lines:
        if "。" in line.text:
            for match in _HALF_WIDTH.finditer(line.text):
                begin, end = max(match.start() - _AROUND, 0), match.end() + _AROUND
                sample = line.text[begin:end]
                found.append((Place(line=line.number, text=sample), sample))
    if found:
        samples = abridge([f"“{sample}”" for _, sample in found], 3)
        yield note("DOC89", *(place for place, _ in found), count=len(found), samples=samples)
