"""The annex 出错说明: every figure in it comes from the filing, or from the staff."""

from collections.abc import Mapping

import pytest

from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.form.figures.content import Value
from disclose.report.annex import annex
from disclose.report.blocks import (
    Block,
    Heading,
    NarrativeError,
    Paragraph,
    Run,
    TextOrigin,
    Title,
    plain_text,
    require_traceable_digits,
)
from disclose.report.narrative import runs
from tests.support.filings import as_read, changed, edition


def explained(code: str, figures: Mapping[str, Value]) -> tuple[Block, ...]:
    filing = as_read(changed(figures))
    found = [each for each in check(judge_rules(edition(), filing)) if each.code == code]
    assert found
    return annex(edition(), filing, [each._replace(explanation="属实 3 次") for each in found])


def figures(blocks: tuple[Block, ...]) -> list[Run]:
    return [run for block in blocks for run in runs(block) if run.origin is TextOrigin.FIGURE]


def test_no_explanation_no_annex() -> None:
    assert annex(edition(), as_read(changed()), []) == ()


def test_the_sides_of_a_relation_are_traced_to_their_figures() -> None:
    """总计 7 against 3 + 1 + 1 + 1: explained here as if it were to be verified."""
    keys = [each for each in edition().figures if each.startswith("disputes.reconsideration[")]
    total = next(each for each in keys if "total" in each)
    parts = [each for each in keys if each != total]
    blocks = explained("DSP01", {total: 7})
    assert [(each.text, each.key) for each in figures(blocks)] == [
        ("7", total),
        ("6", f"({'+'.join(parts)})"),
    ]
    title, heading, about, reason = blocks
    assert isinstance(title, Title)
    assert isinstance(heading, Heading)
    assert isinstance(about, Paragraph)
    assert plain_text(runs(heading)) == "1.关于行政复议“总计不等于各种结果之和”的说明"
    assert plain_text(runs(about)) == "核对的两个数分别为7和6。"
    assert runs(reason) == (Run(TextOrigin.STAFF, "属实 3 次"),)


def test_a_constant_side_has_no_key() -> None:
    """填了规章而无规章制定权: made, abolished and in force are to be 0."""
    [total, zero] = [
        run
        for block in explained("PRO02", {"proactive.rules[in_force]": 1})
        for run in runs(block)
        if run.text in {"1", "0"}
    ]
    assert total.origin is TextOrigin.FIGURE
    assert total.key.count("+") == 2
    assert (zero.origin, zero.key) == (TextOrigin.CONSTANT, "")


def test_cells_as_typed_are_the_staffs_words_and_figures_are_traced() -> None:
    blocks = explained("CELL05", {"requests.granted[natural]": "１２件"})
    said = [run for block in blocks for run in runs(block)]
    assert Run(TextOrigin.STAFF, "１２件") in said
    assert figures(blocks) == []


def test_a_long_list_is_cut() -> None:
    rows = [each for each in edition().figures if each.startswith("requests.denied.")]
    typed = {each: "０件" for each in rows if each not in edition().fills}
    text = "".join(run.text for block in explained("CELL05", {**typed}) for run in runs(block))
    assert f"等{len(typed)}项，填写内容依次为“０件”、" in text
    assert "”等。" in text
    assert text.count("０件") == 6


def test_blank_cells_are_counted() -> None:
    blocks = explained("CELL01", {"requests.granted[natural]": ""})
    text = "".join(run.text for block in blocks for run in runs(block))
    assert "涉及（一）予以公开（自然人）。" in text


def test_several_lines_of_a_reason_are_paragraphs() -> None:
    filing = as_read(changed({"requests.granted[natural]": ""}))
    [found] = [each for each in check(judge_rules(edition(), filing)) if each.code == "CELL01"]
    blocks = annex(edition(), filing, [found._replace(explanation="一是甲。\n\n二是乙。")])
    assert [runs(each)[-1].text for each in blocks[-2:]] == ["一是甲。", "二是乙。"]


def test_a_digit_of_unknown_origin_stops_it() -> None:
    with pytest.raises(NarrativeError):
        require_traceable_digits((Run(TextOrigin.PLAIN, "第 3 项"),))
