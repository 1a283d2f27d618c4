"""JUnit XML: valid, a suite per file, a case per code, and what a build server counts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from disclose.checks.outcome import Checked
from disclose.core.language import Language
from disclose.output import junit
from tests.support.cases import CheckedCase, by_code, load
from tests.support.checked_filings import UNREADABLE, explained, filed, one_likely
from tests.support.places import SCHEMAS

SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
ZH, EN = Language.ZH, Language.EN


def _root(files: Sequence[Checked], language: Language = ZH) -> etree._Element:
    root = etree.fromstring(junit.render(files, language))
    SCHEMA.assertValid(root)
    return root


def _suite(done: Checked) -> etree._Element:
    [suite] = _root([done])
    return suite


def _case(done: Checked, code: str) -> etree._Element:
    cases = _suite(done).findall("testcase")
    [case] = [each for each in cases if str(each.get("name")).startswith(f"{code} ")]
    return case


CASES = by_code(case for case in load() if isinstance(case, CheckedCase))


@pytest.mark.parametrize("cases", CASES.values(), ids=CASES)
def test_every_finding_of_a_case_is_there(cases: list[CheckedCase], tmp_path: Path) -> None:
    for case in cases:
        done = case.checked(tmp_path)
        said = _suite(done).xpath("testcase[failure or error or system-out]/@name")
        assert {each.split()[0] for each in said} == {found.code for found in done.findings}


def test_a_code_that_blocks_fails_once_with_every_place() -> None:
    [failure] = _case(one_likely(), "REQ01")
    assert failure.tag == "failure"
    assert failure.get("message") == "第一项加第二项不等于第三项加第四项（2 处）"
    assert failure.text
    assert "表三!D6  自然人：" in failure.text
    assert "最可能：表三!D7" in failure.text


def test_the_counts_are_those_of_the_cases() -> None:
    root = _root([one_likely(), filed(), UNREADABLE])
    assert dict(root.attrib) == {
        "name": "disclose check",
        "tests": "49",
        "failures": "1",
        "errors": "1",
    }
    failed, passed, unreadable = root
    # 5 rules of two years are not judged without last year's figures
    assert [each.get("skipped") for each in root] == ["5", "5", "0"]
    assert [each.get("failures") for each in root] == ["1", "0", "0"]
    assert (
        int(failed.get("tests") or 0) == int(passed.get("tests") or 0) == 24
    )  # the codes of the form
    assert (unreadable.get("tests"), unreadable.get("errors")) == ("1", "1")
    assert unreadable.get("name") == "坏.xlsx"


def test_what_was_not_judged_is_skipped_with_the_reason() -> None:
    done = filed({"disputes.reconsideration[upheld]": "五件"})
    assert _case(done, "DSP01")[0].get("message") == "有的格读不出数，没有全部核对"
    assert _case(done, "REQ11")[0].get("message") == "没有给出上年数据"
    body = filed()
    assert body.filing
    exempt = replace(
        body, filing=body.filing._replace(body={**body.filing.body, "rulemaking": "是"})
    )
    assert _case(exempt, "PRO02")[0].get("message") == "本单位不适用"


def test_what_is_to_be_verified_is_output_and_fails_if_strict() -> None:
    done = filed(texts={"other_matters": "没有其他需要报告的事项。"})
    assert [each.tag for each in _case(done, "TXT01")] == ["system-out"]
    assert [each.tag for each in _case(replace(done, strict=True), "TXT01")] == ["failure"]
    said = explained(replace(done, strict=True), "TXT01", "属实")
    [output] = _case(said, "TXT01")
    assert (output.tag, "已说明：属实" in str(output.text)) == ("system-out", True)


def test_what_xml_forbids_is_shown_and_markup_is_text() -> None:
    done = explained(
        filed(texts={"other_matters": "没有其他需要报告的事项。"}),
        "TXT01",
        "<b>\x00\x1b[31m ]]> &amp; \ud800\ufffe",
    )
    [output] = _case(replace(done, file="a\x01<&>.xlsx"), "TXT01")
    assert "<b>\\u0000\\u001b[31m ]]> &amp; \\ud800\\ufffe" in str(output.text)
    assert _suite(replace(done, file="a\x01<&>.xlsx")).get("name") == "a\\u0001<&>.xlsx"


def test_the_suite_says_what_file_it_is_and_what_it_came_to() -> None:
    suite = _suite(one_likely())
    values = {each.get("name"): each.get("value") for each in suite.xpath("properties/property")}
    assert values == {
        "verdict": "fail",
        "edition": "cn-2021",
        "year": "2025",
        "body": "青禾县人民政府办公室",
    }
    assert str(suite.findtext("system-out")).endswith("须改正后再上报。")
