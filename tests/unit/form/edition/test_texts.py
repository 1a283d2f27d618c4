"""The figures that an edition shows beside each text: keys that exist, and one name for one sum."""

from pathlib import Path

import pytest

from disclose.core.errors import EditionError
from disclose.form.edition.load import load
from tests.support.editions import edited, line_of, packaged

FORM = "edition.toml"

BESIDE = {
    "overview.proactive": "规章制发 规章废止 规章现行有效 规范性文件制发 规范性文件废止 "
    "规范性文件现行有效 行政许可 行政处罚 行政强制 行政事业性收费",
    "overview.on_request": "新收 上年结转 办结 结转下年度 予以公开 部分公开 不予公开 无法提供 "
    "不予处理 其他处理",
    "overview.management": "",
    "overview.platform": "",
    "overview.supervision": "行政复议 行政诉讼 直接起诉 复议后起诉",
    "problems": "",
    "other_matters": "逾期未缴费",
}
"""The main figures that the official form has for each of its parts."""


def test_each_text_has_the_main_figures_of_its_part() -> None:
    found = {each.id: " ".join(named.label for named in each.figures) for each in packaged().texts}
    assert found == {**BESIDE, "lead": ""}


def test_a_pattern_stands_for_the_figures_that_it_adds_up() -> None:
    sums = {named.label: named.figures for each in packaged().texts for named in each.figures}
    assert sums["行政诉讼"] == (
        "disputes.litigation_direct[total]",
        "disputes.litigation_after_reconsideration[total]",
    )
    assert len(sums["不予公开"]) == 8


REFUSED = {
    "an unknown figure": (
        '"disputes.reconsideration[total]"',
        '"disputes.reconsiderations[total]"',
        "DEF05",
    ),
    "a pattern for nothing": (
        '"disputes.litigation_*[total]"',
        '"disputes.suit_*[total]"',
        "DEF11",
    ),
    "a name with a digit": ('label = "规章废止"', 'label = "规章2"', "DEF02"),
    "a name for two sums": ('label = "规章废止"', 'label = "规章制发"', "DEF03"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_fault_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    old, new, code = REFUSED[name]
    folder = edited(tmp_path, (FORM, old, new))
    with pytest.raises(EditionError) as refusal:
        load(folder)
    [found] = refusal.value.findings
    at = new if name != "a name for two sums" else "proactive.rules[repealed]"
    assert (found.code, found.places[0].line) == (code, line_of(folder / FORM, at))
