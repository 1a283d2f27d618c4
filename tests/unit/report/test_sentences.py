"""Zero years, single cases, rich years: the sentences of the narrative, each written by hand."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from disclose import api
from disclose.form.filing import Filing
from disclose.form.prior_year import PriorYear
from disclose.report.blocks import Heading, Paragraph, plain_text
from disclose.report.narrative import compose, runs
from tests.support.report_filings import edition, zeros
from tests.support.reports import compile_report

NOTHING_PUBLIC = (
    "2022年未制发、废止规章和行政规范性文件，未作出行政许可、行政处罚、行政强制决定，"
    "未收取行政事业性收费。"
)
NO_REQUESTS = "2022年未收到政府信息公开申请，也无上年结转的申请。"
NO_DISPUTES = "2022年未发生因政府信息公开工作引起的行政复议、行政诉讼。"


DRAFT = {"DOC50"}
"""Found in drafts alone. The tables of these filings need not add up: what is tried is the text."""


def filed(figures: Mapping[str, int]) -> Filing:
    return zeros({key: str(amount) for key, amount in figures.items()})


def prior_year(last: Mapping[str, int]) -> PriorYear | None:
    amounts = {key: Decimal(amount) for key, amount in last.items()}
    return PriorYear(name="上年.json", amounts=amounts) if last else None


def told(figures: Mapping[str, int], last: Mapping[str, int]) -> tuple[str, ...]:
    """Return the paragraphs of part one."""
    blocks = compose(edition(), filed(figures), draft=False, prior_year=prior_year(last)).blocks
    _, *lines = (plain_text(runs(each)) for each in blocks if isinstance(each, Heading | Paragraph))
    end = next(number for number, line in enumerate(lines) if line.startswith("二、"))
    return tuple(line for line in lines[:end] if line.endswith("。"))


def requests(
    received: Mapping[str, int], outcomes: Mapping[str, int], carried_in: int = 0, left: int = 0
) -> dict[str, int]:
    """Return the figures of requests; all outcomes are of natural persons."""
    done = sum(outcomes.values())
    rows = {**outcomes, "total": done, "carried_in": carried_in, "carried_out": left}
    return {
        **{f"requests.received[{column}]": number for column, number in received.items()},
        "requests.received[total]": sum(received.values()),
        **{f"requests.{row}[{column}]": number
           for row, number in rows.items() for column in ("natural", "total")},
    }  # fmt: skip


def disputes(row: str, **results: int) -> dict[str, int]:
    figures = {f"disputes.{row}[{result}]": number for result, number in results.items()}
    return {**figures, f"disputes.{row}[total]": sum(results.values())}


ISSUED, RECEIVED = "proactive.normative_documents[issued]", "requests.received[total]"
DONE = "requests.total[total]"
ONE = requests({"natural": 1}, {"granted": 1})

CASES: dict[str, tuple[Mapping[str, int], Mapping[str, int], tuple[str, ...]]] = {
    "zero": ({}, {}, (NOTHING_PUBLIC, NO_REQUESTS, NO_DISPUTES)),
    "zero-again": ({}, {RECEIVED: 0, DONE: 0, ISSUED: 0},
        (NOTHING_PUBLIC, NO_REQUESTS, NO_DISPUTES)),
    "one": (ONE, {}, (
        NOTHING_PUBLIC,
        "2022年新收政府信息公开申请1件，无上年结转申请。新收申请由自然人提出。",
        "全年办结申请1件，予以公开。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
    "one-of-each": (
        {
            **requests({"natural": 1, "business": 1, "legal": 1},
                       {"granted": 1, "partly_granted": 1, "denied.state_secret": 1}, 1, 1),
            "proactive.rules[issued]": 1, "proactive.rules[in_force]": 1,
            ISSUED: 1, "proactive.normative_documents[repealed]": 1,
            "proactive.licensing[decisions]": 1, "proactive.fees[amount]": 1,
            **disputes("reconsideration", upheld=1, corrected=1, other=1, pending=1),
            **disputes("litigation_direct", upheld=1),
            **disputes("litigation_after_reconsideration", pending=1),
        },
        {ISSUED: 0, RECEIVED: 4, DONE: 3},
        (
            ("2022年制发规章1件，截至年底现行有效1件；制发行政规范性文件1件（比上年增加1件），"
            "废止1件；作出行政许可决定1件；收取行政事业性收费1万元。"),
            ("2022年新收政府信息公开申请3件（比上年减少1件），上年结转1件。新收申请中，"
            "自然人申请1件、商业企业申请1件、法律服务机构申请1件。"),
            ("全年办结申请3件（与上年持平），其中予以公开1件、部分公开1件、不予公开1件。"
            "结转下年度继续办理1件。"),
            ("2022年因政府信息公开工作被申请行政复议4件，其中结果维持1件、纠正1件、其他结果1件、"
            "尚未审结1件；被提起行政诉讼2件（未经复议直接起诉1件、复议后起诉1件），"
            "其中结果维持1件、尚未审结1件。"),
        ),
    ),
    "29": (requests({"natural": 28, "other": 1}, {"granted": 28, "partly_granted": 1}), {}, (
        NOTHING_PUBLIC,
        "2022年新收政府信息公开申请29件，无上年结转申请。新收申请中，自然人申请28件、其他组织申请1件。",
        "全年办结申请29件，其中予以公开28件、部分公开1件。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
    # 24 of 30 are 80 per cent, 6 are 20
    "30": (requests({"natural": 24, "other": 6}, {"granted": 30}), {RECEIVED: 30, DONE: 29}, (
        NOTHING_PUBLIC,
        ("2022年新收政府信息公开申请30件（与上年持平），无上年结转申请。新收申请中，"
        "自然人申请24件（占80%）、其他组织申请6件（占20%）。"),
        "全年办结申请30件（比上年增加1件），均予以公开。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
    # 30 of 31 are 96.77 per cent, 1 is 3.23
    "31": (requests({"natural": 31}, {"granted": 30, "other.other": 1}), {}, (
        NOTHING_PUBLIC,
        "2022年新收政府信息公开申请31件，无上年结转申请。新收申请均由自然人提出。",
        ("全年办结申请31件，其中予以公开30件（占96.8%）、其他处理1件（占3.2%）。"
        "无结转下年度继续办理的申请。"),
        NO_DISPUTES,
    )),
    # from 49 to 50 one more; from 50 to 51 2 per cent more
    "49-50-51": (
        requests({"natural": 50}, {"partly_granted": 51}, 1), {RECEIVED: 49, DONE: 50}, (
        NOTHING_PUBLIC,
        "2022年新收政府信息公开申请50件（比上年增加1件），上年结转1件。新收申请均由自然人提出。",
        "全年办结申请51件（比上年增长2%），均为部分公开。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
    # 4500 for 100 would be 4400 per cent; 300 for 100 is 200; one more of 10000 rounds to nothing
    "growth": (
        {ISSUED: 4500, **requests({"natural": 300}, {"other.other": 10001}, 9701)},
        {ISSUED: 100, RECEIVED: 100, DONE: 10000}, (
        "2022年制发行政规范性文件4500件（比上年增加4400件）。",
        "2022年新收政府信息公开申请300件（比上年增长200%），上年结转9701件。新收申请均由自然人提出。",
        "全年办结申请10001件（比上年增加1件），均作其他处理。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
    "last-year-only": (requests({}, {"denied.third_party": 2}, 2), {RECEIVED: 0, DONE: 0}, (
        NOTHING_PUBLIC,
        "2022年未新收政府信息公开申请，上年结转2件。",
        "全年办结申请2件（比上年增加2件），均不予公开。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
    "all-left": (requests({"research": 1}, {}, left=1), {}, (
        NOTHING_PUBLIC,
        "2022年新收政府信息公开申请1件，无上年结转申请。新收申请由科研机构提出。",
        "全年未办结申请，结转下年度继续办理1件。",
        NO_DISPUTES,
    )),
    "lawsuits": (disputes("litigation_after_reconsideration", corrected=2), {}, (
        NOTHING_PUBLIC,
        NO_REQUESTS,
        "2022年因政府信息公开工作被提起行政诉讼2件（复议后起诉），诉讼结果均为纠正；未发生行政复议。",
    )),
    "reviews": (disputes("reconsideration", other=1), {}, (
        NOTHING_PUBLIC,
        NO_REQUESTS,
        "2022年因政府信息公开工作被申请行政复议1件，复议结果为其他结果；未发生行政诉讼。",
    )),
    # 1 of 10000 is 0.01 per cent, 9999 are 99.99
    "tiny": (requests({"natural": 9999, "welfare": 1}, {"granted": 10000}), {}, (
        NOTHING_PUBLIC,
        ("2022年新收政府信息公开申请10000件，无上年结转申请。新收申请中，"
        "自然人申请9999件（占99.9%以上）、社会公益组织申请1件（占不足0.1%）。"),
        "全年办结申请10000件，均予以公开。无结转下年度继续办理的申请。",
        NO_DISPUTES,
    )),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_sentences_of_a_year(case: str) -> None:
    figures, last, expected = CASES[case]
    assert told(figures, last) == expected


@pytest.mark.no_cover  # many reports
def test_our_own_audit_understands_them() -> None:
    for case, (figures, last, _) in CASES.items():
        report = compile_report(
            edition(), filed(figures), "md", draft=True, prior_year=prior_year(last)
        )
        found = api.audit(api.InputFile(report, "报告.md")).findings
        codes = {each.code for each in found if each.code.startswith("DOC")}
        assert codes <= DRAFT, case
