"""Findings in words and as data; every code's own words stand in `tests/cases`."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
import simplejson

from disclose.checks.outcome import Checked
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.finding import Equation, Finding, Place, Severity, Term
from disclose.core.language import Language, Wording
from disclose.core.messages import BUILT_IN, MessageType
from disclose.output import json_report, text
from disclose.output.message_catalog import message_types
from disclose.output.message_format import equation_text, render_message, where
from tests.support.filings import as_read, changed, edition

ZH, EN = Language.ZH, Language.EN
ONE = Decimal(1)

FIELDS = {
    "code",
    "name",
    "severity",
    "message",
    "hint",
    "places",
    "left",
    "right",
    "difference",
    "explained",
    "explanation",
    "faults",
}
"""Of a finding, in the schema."""


def _checked(**figures: Any) -> Checked:
    filing = as_read(changed(figures["figures"] if figures else None))
    found = check(judge_rules(edition(), filing))
    counts = judge_rules(edition(), filing).tally
    return Checked(file="表.xlsx", edition=edition(), filing=filing, findings=found, tally=counts)


UNREADABLE = Checked(
    file="坏.xlsx",
    edition=None,
    filing=None,
    findings=(Finding(code="BOOK02", severity=Severity.ERROR),),
    tally=None,
)
FEES = {
    "figures": {
        "proactive.fees[amount]": Decimal("1.5000001"),
        "disputes.reconsideration[total]": 7,
    }
}


def _terms(*terms: tuple[int, str, int]) -> tuple[Term, ...]:
    return tuple(Term(Decimal(factor), label, Decimal(amount)) for factor, label, amount in terms)


def _equation(
    left: Sequence[tuple[int, str, int]], operator: str, right: Sequence[tuple[int, str, int]]
) -> Equation:
    def total(terms: Sequence[tuple[int, str, int]]) -> Decimal:
        return Decimal(sum(factor * amount if label else amount for factor, label, amount in terms))

    return Equation(
        left=_terms(*left),
        operator=operator,
        right=_terms(*right),
        left_sum=total(left),
        right_sum=total(right),
    )


@pytest.mark.parametrize(
    ("equation", "zh", "en"),
    [
        (
            _equation([(1, "甲", 2)], "==", [(1, "乙", 3), (1, "丙", 4)]),
            "甲 2；乙 3 + 丙 4 = 7；相差 5",
            "甲 2; 乙 3 + 丙 4 = 7; difference 5",
        ),
        (
            _equation([(1, "甲", 5), (-1, "乙", 1)], "<=", [(1, "丙", 3)]),
            "甲 5 - 乙 1 = 4；丙 3；前者应不大于后者；相差 1",
            "甲 5 - 乙 1 = 4; 丙 3; the first must not exceed the second; difference 1",
        ),
        (
            _equation([(-2, "甲", 3)], ">=", [(7, "", 7)]),
            "-2 × 甲 3 = -6；应不小于 7；相差 13",
            "-2 × 甲 3 = -6; should be at least 7; difference 13",
        ),
        (
            _equation([(1, "甲", 3), (2, "乙", 3), (-4, "", -4)], "==", [(0, "", 0)]),
            "甲 3 + 2 × 乙 3 - 4 = 5；应为 0；相差 5",
            "甲 3 + 2 × 乙 3 - 4 = 5; should be 0; difference 5",
        ),
    ],
    ids=["sum", "at most", "at least", "constant"],
)
def test_an_equation_in_words(equation: Equation, zh: str, en: str) -> None:
    assert equation_text(equation, ZH) == zh
    assert equation_text(equation, EN) == en


def test_many_addends_leave_out_the_zeros() -> None:
    many = [(1, str(n), 0) for n in range(5)]
    some = _equation([(1, "甲", 1)], "==", [(1, "乙", 2), *many, (1, "丙", 1)])
    assert equation_text(some, ZH) == "甲 1；乙 2 + 丙 1（其余 5 项为 0） = 3；相差 2"
    assert equation_text(some, EN) == "甲 1; 乙 2 + 丙 1 (5 more are 0) = 3; difference 2"
    none = _equation([(1, "甲", 1)], "==", [*many, (1, "乙", 0), (1, "丙", 0)])
    assert equation_text(none, ZH) == "甲 1；0（其余 7 项为 0） = 0；相差 1"
    six = _equation([(1, "甲", 1)], "==", many)
    assert equation_text(six, ZH) == "甲 1；0 0 + 1 0 + 2 0 + 3 0 + 4 0 = 0；相差 1"


def test_a_list_is_joined_as_the_language_does_it() -> None:
    message_type = MessageType(
        code="X",
        name="x",
        severity=Severity.NOTE,
        title=Wording("题", "title"),
        message=Wording("{title}：{all}", "{title}: {all}"),
        hint=Wording("看 {all}", "see {all}"),
        page=Wording("", ""),
    )
    found = Finding(code="X", severity=Severity.NOTE, args={"all": ("a", "b")})
    assert (
        render_message(found, message_type, ZH).message,
        render_message(found, message_type, ZH).hint,
    ) == (
        "题：a、b",
        "看 a、b",
    )
    assert (
        render_message(found, message_type, EN).message,
        render_message(found, message_type, EN).hint,
    ) == (
        "title: a, b",
        "see a, b",
    )


def test_the_worst_stands_first_and_the_verdict_last() -> None:
    filing = as_read(
        changed({"proactive.rules[in_force]": 1, "disputes.reconsideration[other]": -1})
    )
    read = replace(
        _checked(),
        filing=filing,
        findings=check(judge_rules(edition(), filing)),
        tally=judge_rules(edition(), filing).tally,
    )
    lines = [line.plain for line in text.render(read, ZH)]
    codes = [line.split()[1] for line in lines if line.startswith(("错误", "核实"))]
    assert codes == ["CELL07", "PRO02"]
    assert lines[-1] == "表.xlsx  未通过：强制性错误 1 项（CELL07），须改正后再上报。"


def test_styles_add_up_to_the_plain_line() -> None:
    lines = list(text.render(_checked(**FEES), ZH))
    styled = [[(part.text, part.style) for part in line.segments] for line in lines]
    assert styled[2] == [("表.xlsx  表四!E6  行政复议 · 总计", "place")]
    assert styled[3] == [("错误 DSP01", "error"), ("  总计不等于各种结果之和", "")]
    assert [("查询代码含义：disclose explain DSP01", "faint")] in styled
    assert lines[3].plain == "错误 DSP01  总计不等于各种结果之和"
    assert lines[-1].segments[-1].style == "error"
    assert list(text.render(_checked(), ZH))[-1].segments[-1].style == "pass"


def test_several_files_are_summed_up() -> None:
    files = [_checked(), _checked(**FEES), UNREADABLE]
    zh = [line.plain for line in text.render_all(files, ZH)]
    assert zh[-1] == "共 3 个文件：通过 1，未通过 1，无法读取 1。"
    assert zh[-2] == ""
    assert "坏.xlsx  无法读取，没有审核。" in zh
    assert zh[-5:-2] == [
        "无法读取                  坏.xlsx  BOOK02",
        "未通过    错误 2  核实 0  表.xlsx  DSP01 CELL08",
        "通过      错误 0  核实 0  表.xlsx",
    ]
    en = [line.plain for line in text.render_all(files, EN)]
    assert en[-1] == "3 files: 1 passed, 1 failed, 1 unreadable."
    assert [line.plain for line in text.render_all([UNREADABLE], EN)][-1] == (
        "坏.xlsx  could not be read; nothing was checked."
    )


def test_where_a_place_is() -> None:
    assert where(Place(sheet="表三", cell="D6")) == "表三!D6"
    assert where(Place(sheet="表三")) == "表三"
    assert where(Place(file="a.toml", line=3)) == "a.toml:3"


def _data(files: Sequence[Checked], language: Language = ZH) -> dict[str, Any]:
    return dict(simplejson.loads(json_report.render(files, language), use_decimal=True))


def test_json_has_exactly_the_stated_fields() -> None:
    data = _data([_checked(**FEES), UNREADABLE])
    assert data.keys() == {"schema", "files"}
    assert data["schema"] == "disclose-findings/1"
    for file in data["files"]:
        assert list(file) == [
            "file",
            "edition",
            "year",
            "body",
            "previous",
            "verdict",
            "strict",
            "counts",
            "rules",
            "findings",
            "suspects",
            "searched",
        ]
        for found in file["findings"]:
            assert found.keys() == FIELDS
            assert all(
                place.keys() == {"key", "sheet", "cell", "typed"} for place in found["places"]
            )
    read, unreadable = data["files"]
    assert (read["edition"], read["year"], read["body"]) == (
        "cn-2021",
        2025,
        "青禾县人民政府办公室",
    )
    assert (read["verdict"], unreadable["verdict"]) == ("fail", "unreadable")
    assert (unreadable["edition"], unreadable["year"], unreadable["body"]) == (None, None, None)
    assert _data([_checked()])["files"][0]["verdict"] == "pass"


def test_json_numbers_are_exact() -> None:
    raw = json_report.render([_checked(**FEES)], ZH)
    [wrong, fine] = _data([_checked(**FEES)])["files"][0]["findings"]
    assert (wrong["left"], wrong["right"], wrong["difference"]) == (7, 6, 1)
    assert wrong["explained"] is False
    assert wrong["places"][0] == {
        "key": "disputes.reconsideration[total]",
        "sheet": "表四",
        "cell": "E6",
        "typed": "7",
    }
    assert fine["places"][0]["typed"] == "1.5000001"
    assert '"left": 7,' in raw
    assert (fine["left"], fine["right"], fine["difference"]) == (None, None, None)


def test_json_speaks_the_language_asked_for() -> None:
    zh, en = (_data([UNREADABLE], each)["files"][0]["findings"][0] for each in (ZH, EN))
    assert zh["message"] == "文件加了打开密码，无法读取"
    assert en["message"] == "the file needs a password to open, so it cannot be read"
    assert (zh["code"], zh["name"], zh["severity"]) == ("BOOK02", "password-protected", "error")


def test_a_place_in_a_definition_is_file_and_line() -> None:
    fault = Finding(
        code="DEF09",
        severity=Severity.ERROR,
        places=(Place(file="a.toml", line=3),),
        args={"edition": "x", "known": ()},
    )
    [found] = _data([replace(UNREADABLE, findings=(fault,))])["files"][0]["findings"]
    assert found["places"] == [{"file": "a.toml", "line": 3}]


def test_without_an_edition_there_are_the_built_in_kinds() -> None:
    assert message_types(None) is BUILT_IN
    assert message_types(edition()).keys() - BUILT_IN.keys() == {
        *(rule.code for rule in edition().rules),
        *(rule.code for rule in edition().prior_year_rules),
        *(rule.code for rule in edition().year_rules),
        *(condition.code for condition in edition().conditions),
        *(rule.code for rule in edition().text_rules),
    }
