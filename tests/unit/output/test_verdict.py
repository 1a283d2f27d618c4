"""The verdict where last year's file cannot be used: the filing itself may be right."""

from dataclasses import replace

import pytest

from disclose.core.finding import Finding, error, warning
from disclose.core.language import Language
from disclose.output.root_causes import NO_FAULTS
from disclose.output.verdict import verdict
from tests.support.checked_filings import filed

REFUSED = error("PAST08", sheet="上年数")
_WORDS = "上年数据不能用（PAST08），没有与上年比较"


def _verdict(found: tuple[Finding, ...], language: Language = Language.ZH) -> str:
    checked = filed()
    return verdict(replace(checked, findings=found), NO_FAULTS, language)


def test_alone_it_says_nothing_against_the_filing() -> None:
    assert _verdict((REFUSED,)) == f"未通过：{_WORDS}；请换成可用的上年文件再审核。"
    assert _verdict((REFUSED,), Language.EN) == (
        "failed: last year's figures cannot be used (PAST08), so the years were not compared. "
        "Check again with a usable file."
    )


def test_beside_an_error_it_is_told_apart() -> None:
    checked = filed({"disputes.reconsideration[other]": -1})
    both = (*checked.findings, REFUSED)
    said = _verdict(both)
    assert said.startswith("未通过：强制性错误 1 项（CELL07），须改正后再上报。")
    assert said.endswith(f"{_WORDS}。")
    assert (
        _verdict(both, Language.EN).count(" Last year's figures cannot be used (PAST08), so") == 1
    )


@pytest.mark.parametrize("code", ["PAST03", "PAST04"])
def test_a_doubt_about_last_year_still_passes(code: str) -> None:
    doubt = warning(code, file="上年.json", body="甲", other="乙", count=1, codes=("REQ01",))
    assert _verdict((doubt,)).startswith("通过：")
