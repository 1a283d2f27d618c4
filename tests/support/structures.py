"""Sound reports: with headings as many agencies write them, and as the program compiles them."""

import re
from collections.abc import Mapping
from functools import cache

from disclose import api
from disclose.documents.read.reader import read
from disclose.documents.structure.checks import structure
from tests.support.editions import packaged, vocabularies
from tests.support.filings import as_read, balanced
from tests.support.reports import compile_report

HEADINGS: Mapping[str, tuple[str, ...]] = {
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


def found(text: str) -> list[str]:
    """Return the codes of what is found in the structure of a text in Markdown."""
    document = read(text.encode(), "报告.md")
    return [each.code for each in structure(document, EDITIONS, WORDS)]


def written(headings: tuple[str, ...]) -> str:
    """Return a sound report with these headings."""
    texts = (BODY, "见表。", "见表。", "没有发生。", PROBLEMS, "没有收取信息处理费。")
    parts = zip(headings, texts, strict=True)
    return OPENING + "\n\n".join(f"{heading}\n\n{text}" for heading, text in parts) + SIGNED


@cache
def compiled(form: str) -> str:
    """Return the report of the balanced filing in Markdown."""
    return compile_report(packaged(form), as_read(balanced(form)), "md", draft=False).decode()


def year_of_title(text: str) -> int:
    """Return the report year."""
    match = re.search(r"(20\d\d)年政府信息公开工作年度报告", text)
    assert match
    return int(match[1])
