"""Text: repeats together, suspects behind what they settle, explanations, lines that fold."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.checks.outcome import Checked
from disclose.core.finding import Argument, Finding, Place, Severity
from disclose.core.language import Language
from disclose.core.text import escape_control_chars
from disclose.output import text
from disclose.output.console import WIDTH, folded, width
from disclose.output.message_format import places_text
from disclose.output.overview import overview
from disclose.output.root_causes import counted, faults
from disclose.output.verdict import ERRORS
from disclose.output.verdict import counts_text as told_counts
from tests.support.checked_filings import (
    CARRIED_IN,
    RECEIVED,
    TRANSPOSED,
    TYPED_TWICE,
    UNREADABLE,
    a_tie,
    explained,
    filed,
    one_likely,
    suspect,
)

ZH, EN = Language.ZH, Language.EN


def _lines(checked: Checked, language: Language = ZH) -> list[str]:
    return [line.plain for line in text.render(checked, language)]


def test_a_fault_in_two_columns_is_one_group_with_a_line_for_each_and_its_best_repair() -> None:
    assert _lines(one_likely())[:12] == [
        "表.xlsx  未通过：强制性错误 1 项（REQ01 2 处），须改正后再上报。",
        "",
        "表.xlsx  表三",
        "错误 REQ01  第一项加第二项不等于第三项加第四项（2 处）",
        "    表三!D6  自然人：新收 50 + 上年结转 7 = 57；总计 51 + 结转下年度 5 = 56；相差 1",
        "    表三!J6  总计：新收 72 + 上年结转 13 = 85；总计 74 + 结转下年度 10 = 84；相差 1",
        "    最可能：表三!D7“二、上年结转政府信息公开申请数量 · 自然人” 7 应为 6（数字颠倒；",
        "      改后 2 处都相符）",
        "    另有 1 种改法也能使等式相符。",
        "    先核对上年结转（应等于上年报告的结转下年度），再核对新收和各项办理结果。",
        "",
        "查询代码含义：disclose explain REQ01",
    ]
    assert (
        _lines(one_likely())[-1]
        == "表.xlsx  未通过：强制性错误 1 项（REQ01 2 处），须改正后再上报。"
    )


def test_a_tie_is_told_as_one_and_more_than_a_handful_is_counted() -> None:
    lines = _lines(a_tie(6, 7, 8, 9, 10))
    at = lines.index(
        "    不能确定是哪一格填错，照下列任何一种改正，这 2 个等式都能相符，请逐一核对："
    )
    assert lines[at + 1 : at + 4] == [
        "      表三!D6“一、本年新收政府信息公开申请数量 · 自然人” 50 改为 49",
        "      表三!D7“二、上年结转政府信息公开申请数量 · 自然人” 7 改为 6",
        "      表三!D30“四、结转下年度继续办理 · 自然人” 5 改为 6",
    ]
    assert lines[at + 6] == "    另有 2 种改法也能使等式相符。"  # 7 sets, 5 told
    assert not any("最可能" in line for line in lines)


def test_one_equation_that_ties_says_so() -> None:
    checked = a_tie()
    alone = replace(checked, findings=checked.findings[:1])
    assert any(line.startswith("    不能确定是哪一格填错") for line in _lines(alone))
    assert any(
        line.startswith("    It is not clear which cell is wrong.") for line in _lines(alone, EN)
    )


def test_a_set_of_several_cells_stands_together() -> None:
    checked = filed({CARRIED_IN: 9})
    both = replace(
        checked,
        suspects=(
            suspect(checked, CARRIED_IN, 7, "REQ01", likely=True, reason=TRANSPOSED),
            suspect(
                checked, RECEIVED, 49, "REQ01", likely=True, reason=TYPED_TWICE, other="表三!E6"
            ),
        ),
    )
    said = "".join(line.strip() for line in _lines(both))
    assert (
        "最可能：表三!D7“二、上年结转政府信息公开申请数量 · 自然人” 9 应为 7，同时 "
        "表三!D6“一、本年新收政府信息公开申请数量 · 自然人” 50 应为 49"
        "（数字颠倒；与表三!E6相同；改后 2 处都相符）" in said
    )


def test_an_explained_repair_that_is_not_likely_is_a_candidate_in_the_order_of_the_form() -> None:
    """The best one, 表三!D7, has a reason; it is listed behind 表三!D6, and not recommended."""
    checked = one_likely()
    [first, second] = checked.suspects
    lines = _lines(replace(checked, suspects=(first._replace(likely=False), second)))
    at = next(at for at, line in enumerate(lines) if line.startswith("    不能确定是哪一格填错"))
    assert lines[at + 1 : at + 3] == [
        "      表三!D6“一、本年新收政府信息公开申请数量 · 自然人” 50 改为 49",
        "      表三!D7“二、上年结转政府信息公开申请数量 · 自然人” 7 改为 6（数字颠倒）",
    ]
    assert not any("最可能" in line for line in lines)


def test_a_fault_of_two_rules_is_told_once() -> None:
    """The column of natural persons breaks REQ01, a typed total breaks the row as well."""
    checked = filed({CARRIED_IN: 7, "requests.carried_in[total]": 12})
    codes = {each.code for each in checked.findings}
    assert {"REQ01", "REQ03"} <= codes
    cell = suspect(checked, CARRIED_IN, 6, "REQ01", "REQ03", likely=True)
    lines = _lines(replace(checked, suspects=(cell,)))
    assert sum("最可能" in line for line in lines) == 1
    assert "    与上面 REQ01 是同一处错误，改正后本项即相符。" in lines
    assert lines[-1] == "表.xlsx  未通过：强制性错误 1 项（REQ01、REQ03），须改正后再上报。"


def test_findings_are_linked_to_faults_through_computed_totals_only() -> None:
    computed = replace(one_likely(), suspects=one_likely().suspects[:1])
    [fault] = faults(computed).all
    assert [each.places[0].cell for each in fault.findings] == ["D6", "J6"]
    typed = filed({CARRIED_IN: 7, "requests.carried_in[total]": 14})
    [alone] = faults(replace(typed, suspects=computed.suspects)).all
    assert [each.places[0].cell for each in alone.findings if each.code == "REQ01"] == ["D6"]


def test_explanations_stand_last_of_their_weight_and_are_counted() -> None:
    checked = explained(
        filed(
            texts={"other_matters": "没有其他需要报告的事项。"},
            figures={"proactive.rules[issued]": 1},
        ),
        "TXT01",
        "属实",
    )
    lines = _lines(checked)
    assert "核实 TXT01，已说明  第六部分没有报告收取信息处理费的情况" in lines
    assert "    已说明：属实" in lines
    assert lines.index("    已说明：属实") > next(
        number for number, line in enumerate(lines) if line.startswith("核实 PRO02")
    )
    assert "另有 2 项需核实（已说明 1 项）。" in lines[-2]


@pytest.mark.parametrize(
    ("strict", "reason", "verdict"),
    [
        (
            False,
            "",
            "通过：没有强制性错误；核实性问题请核对，情况属实的在“出错说明”写明原因后上报。",
        ),
        (False, "属实", "通过：没有强制性错误，核实性问题都已说明，可以上报。"),
        (True, "属实", "通过：没有强制性错误，核实性问题都已说明，可以上报。"),
        (
            True,
            "",
            "未通过：核实性问题 1 项（TXT01）没有说明，须改正或在“出错说明”写明原因后再上报。",
        ),
    ],
)
def test_the_verdict_of_what_is_to_be_verified(strict: bool, reason: str, verdict: str) -> None:
    checked = explained(filed(texts={"other_matters": "没有其他需要报告的事项。"}), "TXT01", reason)
    assert _lines(replace(checked, strict=strict))[-1] == f"表.xlsx  {verdict}"


def test_strict_names_both_kinds_of_obstacle() -> None:
    checked = filed({CARRIED_IN: 7}, texts={"other_matters": "没有其他需要报告的事项。"})
    assert _lines(replace(checked, strict=True))[-1] == (
        "表.xlsx  未通过：强制性错误 1 项（REQ01 2 处），须改正；核实性问题 1 项（TXT01）没有说明，"
        "须改正或在“出错说明”写明原因后再上报。"
    )


def test_a_search_cut_short_is_said() -> None:
    assert "可疑格的组合太多，没有全部查找，可能还有别的改法。" in _lines(
        replace(a_tie(), searched=False)
    )
    assert not any("没有全部查找" in line for line in _lines(a_tie()))


def test_many_codes_are_cut_in_the_overview_and_the_verdict() -> None:
    codes = [f"BOOK0{n}" for n in (2, 3, 5)] + ["CELL07", "CELL08", "CELL09", "CELL10", "REQ01"]
    blank: defaultdict[str, Argument] = defaultdict(str)
    many = tuple(
        Finding(code=code, severity=Severity.ERROR, args=blank) for code in [*codes, "REQ02"]
    )
    assert told_counts(counted(many), ERRORS, ZH) == (
        "9 项（BOOK02、BOOK03、BOOK05、CELL07、CELL08、CELL09、CELL10、REQ01、…）"
    )
    checked = replace(filed(), findings=many, file="多.xlsx")
    lines = [line.plain for line in overview([checked, UNREADABLE], ZH)]
    assert lines[1] == (
        "未通过    错误 9  核实 0  多.xlsx  BOOK02 BOOK03 BOOK05 CELL07 CELL08 CELL09 …"
    )


def test_several_files_name_only_those_with_findings_before_the_overview() -> None:
    files = [filed(file=f"{n}.xlsx") for n in range(3)] + [one_likely()]
    lines = [line.plain for line in text.render_all(files, ZH)]
    assert sum(line.startswith("0.xlsx") for line in lines) == 0
    assert lines[-6:] == [
        "未通过    错误 1  核实 0  表.xlsx  REQ01",
        "通过      错误 0  核实 0  0.xlsx",
        "通过      错误 0  核实 0  1.xlsx",
        "通过      错误 0  核实 0  2.xlsx",
        "",
        "共 4 个文件：通过 3，未通过 1，无法读取 0。",
    ]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ((), ""),
        ((Place(line=3, text="甲"),), "第 3 行  甲"),
        ((Place(line=3, text="甲"), Place(line=5, text="乙")), "第 3、5 行"),
        ((Place(text="甲"),), "甲"),
        ((Place(sheet="表三", cell="D6"), Place(sheet="表三", cell="D7")), "表三!D6 等 2 格"),
    ],
)
def test_places_in_words(places: tuple[Place, ...], said: str) -> None:
    assert places_text(places, ZH, first=False) == said


@given(st.text(max_size=300))
def test_folding_loses_nothing_but_white_space(said: str) -> None:
    lines = list(folded(said, 4, hang=2))
    assert "".join("".join(lines).split()) == "".join(escape_control_chars(said).split())


@given(st.text(alphabet="政府信息公开，；（）ab 1.!", max_size=300))
def test_lines_keep_to_the_width(said: str) -> None:
    for line in folded(said, 4):
        run = max(map(len, line.split()), default=0)
        assert width(line) <= WIDTH or run > WIDTH // 4  # a run of closing marks is not torn


def test_a_path_is_not_torn_and_a_cell_stays_whole() -> None:
    path = "C:/" + "a" * 120 + ".xlsx"
    assert path in list(folded(f"打不开 {path} 这个文件"))[1]
    cells = "、".join(f"表三!D{n}:J{n}" for n in range(10, 40))
    assert all(line.rstrip("、").split("、")[0].startswith("表三!D") for line in folded(cells))


def test_what_would_steer_a_terminal_is_shown() -> None:
    assert (
        escape_control_chars("甲\x1b[31m\u202e乙\ud800\t丙\n")
        == "甲\\u001b[31m\\u202e乙\\ud800\t丙\n"
    )
    checked = replace(filed(), file="a\x1b[2J.xlsx")
    assert all("\x1b" not in line for line in _lines(checked))
