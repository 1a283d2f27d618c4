"""Clauses without numbers: another name, a negation more or less, another period."""

import re
from dataclasses import replace

import pytest

from disclose.documents.verify.expected_report import ExpectedReport
from tests.support.edited_reports import anew, filed, summary, verified
from tests.support.filings import CURRENT, FORMS, balanced, changed, edition
from tests.support.reports import compile_report

POSITIVE = {
    "未发生": "发生",
    "未收到": "收到",
    "未新收": "新收",
    "未制发": "制发",
    "无上年": "有上年",
    "无结转": "有结转",
    "未作出": "作出",
    "未收取": "收取",
    "未实施": "实施",
    "未主动": "主动",
    "年无": "年有",
}


def nothing(form: str) -> tuple[str, ExpectedReport]:
    """The report of a body that had nothing to report, as text, and what it must say."""
    content = balanced(form)
    content = replace(content, figures=dict.fromkeys(content.figures, 0))
    data = compile_report(edition(form), filed(content), "md", draft=False)
    return data.decode(), anew(content)


@pytest.mark.parametrize("form", FORMS)
def test_every_negation_taken_out_is_heard(form: str) -> None:
    text, report = nothing(form)
    assert summary(verified(text.encode(), "md", report)) == []
    found = list(re.finditer("|".join(POSITIVE), text))
    assert found
    for match in found:
        edited = text[: match.start()] + POSITIVE[match[0]] + text[match.end() :]
        codes = {each.code for each in verified(edited.encode(), "md", report).findings}
        assert codes == {"DOC64"}, text[match.start() - 20 : match.end() + 20]


ONE = changed(
    figures={
        "disputes.litigation_direct[upheld]": 3,
        "disputes.litigation_direct[corrected]": 0,
        "disputes.litigation_direct[other]": 0,
        "disputes.litigation_direct[pending]": 0,
        "disputes.litigation_after_reconsideration[upheld]": 0,
        "disputes.litigation_after_reconsideration[corrected]": 0,
        "disputes.litigation_after_reconsideration[other]": 0,
        "disputes.litigation_after_reconsideration[pending]": 0,
    }
)
"""A filing whose lawsuits all came to one result, which the report says without a number."""


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("结果均为维持", "结果均为纠正", ["DOC64"]),
        ("结果均为维持", "结果均不为维持", ["DOC64"]),
        ("结果均为维持", "法院均予以维持", []),
        ("结果均为维持", "法院均驳回原告诉讼请求", []),
        ("，诉讼结果均为维持", "", []),
        ("（未经复议直接起诉）", "（复议后起诉）", ["DOC64"]),
        ("（未经复议直接起诉）", "（均未经复议直接起诉）", []),
        ("（未经复议直接起诉）", "", []),
        ("统计期限为2025年1月1日", "统计期限为2024年1月1日", ["DOC65"]),
        ("2025年1月1日至12月31日", "2025年1月1日至12月30日", ["DOC65"]),
        ("期限为2025年1月1日至12月31日", "时限自2024年1月1日起至12月31日止", ["DOC65"]),
        ("期限为2025年1月1日至12月31日", "时限自2025年1月1日起，至2025年12月31日止", []),
        ("〔2021〕30号", "〔2021〕31号", ["DOC65"]),
        ("2025年新收", "与上年不同，2025年新收", []),
        ("2025年新收", "比上年更多，2025年新收", []),
        ("2025年新收", "2024年新收", ["DOC63"]),
        ("2025年新收", "上半年新收", ["DOC63"]),
        ("2025年新收", "2025年不包括新收", ["DOC63"]),
        ("申请行政复议", "提起行政诉讼", ["DOC62"]),
        ("申请行政复议", "提出行政复议", []),
        ("其中结果维持", "其中结果撤销", ["DOC63"]),
    ],
)
def test_clauses_and_dates(old: str, new: str, codes: list[str]) -> None:
    data = compile_report(edition(CURRENT), filed(ONE), "md", draft=False).decode()
    assert data.count(old) == 1
    done = verified(data.replace(old, new).encode(), "md", anew(ONE))
    assert [each.code for each in done.findings] == codes
