"""Repairs of several cells that tie: what they have in common is told, else two of them."""

from dataclasses import replace

import pytest

from disclose.checks.outcome import Checked
from disclose.core.language import Language
from disclose.output.root_causes import faults
from disclose.output.suggestions import advice
from tests.support.checked_filings import (
    CARRIED_IN,
    CARRIED_OUT,
    RECEIVED,
    TRANSPOSED,
    filed,
    suspect,
)

ZH, EN = Language.ZH, Language.EN


def _sets(ties: int, *, shared: bool) -> Checked:
    """Return three sets of three cells each, all of which change 表三!D7 to 6."""
    checked = filed({CARRIED_IN: 7})
    sets = [
        (
            suspect(checked, CARRIED_IN, 6, "REQ01", number=number),
            suspect(checked, RECEIVED, 40 + number, "REQ01", number=number),
            suspect(checked, CARRIED_OUT, number, "REQ01", number=number),
        )
        for number in (1, 2, 3)
    ]
    cells = [each._replace(ties=ties) for one in sets for each in one]
    common = [each._replace(shared=shared and each.place.key == CARRIED_IN) for each in cells]
    return replace(checked, suspects=tuple(common))


def _said(checked: Checked, language: Language) -> list[str]:
    [fault] = faults(checked).all
    return [each.lead + each.text for each in advice(fault, language)]


@pytest.mark.parametrize(("ties", "zh", "en"), [(24, "有 24 种改法", "24 combinations fit")])
def test_what_every_set_changes_is_told_once(ties: int, zh: str, en: str) -> None:
    checked = _sets(ties, shared=True)
    assert _said(checked, ZH) == [
        "需要改：表三!D7“二、上年结转政府信息公开申请数量 · 自然人” 7 改为 6",
        f"此外还有别的格要改，不能确定是哪几格（{zh}），请核对有关各格。",
    ]
    assert _said(checked, EN) == [
        "to be changed: 表三!D7 二、上年结转政府信息公开申请数量 · 自然人: 7 → 6",
        (
            f"Other cells must change too, but it is not clear which ({en}). "
            "Review the cells involved."
        ),
    ]


def test_reasons_of_what_is_shared_are_given_and_many_ways_not_counted() -> None:
    checked = _sets(101, shared=True)
    reasoned = (
        each._replace(reason=TRANSPOSED) if each.shared else each for each in checked.suspects
    )
    said = _said(replace(checked, suspects=tuple(reasoned)), ZH)
    assert said[0].endswith("7 改为 6（数字颠倒）")
    assert "有多种改法" in said[1]


def test_of_large_sets_without_a_common_change_two_are_told() -> None:
    said = _said(_sets(24, shared=False), ZH)
    assert len(said) == 4
    assert said[1].count("同时") == said[2].count("同时") == 2
    assert said[3] == "另有 22 种改法也能使等式相符。"
