"""Lines of 出错说明: what they are about, and when they hold no longer."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from disclose.checks.outcome import Checked, Judgement
from disclose.checks.pairing import (
    explained,
    figures,
    meaningful,
    open_suspects,
    pairs,
    pending,
    place_name,
)
from disclose.core.finding import Argument, Equation, Finding, Place, Severity, Term
from disclose.core.numbers import format_plain
from disclose.form.filing import Explanation, empty
from tests.support import checked_filings
from tests.support.filings import edition

FIRST, SECOND = Decimal(470), Decimal(643)


def equation(*left: Decimal, right: Decimal = SECOND) -> Equation:
    one = Decimal(1)
    return Equation(
        left=tuple(Term(one, f"第{n}项", each) for n, each in enumerate(left)),
        operator="==",
        right=(Term(one, "现行有效", right),),
        left_sum=sum(left, Decimal(0)),
        right_sum=right,
    )


def found(
    *, code: str = "PRO02", cell: str = "D12", severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        places=(Place(sheet="表三", cell=cell, label="一、新收 · 自然人"),),
        equation=equation(FIRST),
        args={"at": "自然人", "table": "依申请公开"},
    )


def line(
    code: str = "PRO02", place: str = "表三!D12", said: str = "470；643", text: str = "情况属实"
) -> Explanation:
    return Explanation(
        code=code, place=place, figures=said, text=text, sheet="出错说明", cell="D4", row=3
    )


def notes(findings: list[Finding], *lines: Explanation) -> list[str]:
    return [each.code for each in explained(findings, lines)[len(findings) :]]


def test_an_explanation_that_holds() -> None:
    [told] = explained([found()], [line()])
    assert told.explanation == "情况属实"
    assert told.explained
    assert told._replace(explanation="") == found()


@pytest.mark.parametrize(
    "place",
    [
        "表三!D12",
        " 表三！Ｄ１２ ",
        "表三 d12",
        "'表三'!$D$12",
        "表三!D12 等 3 格",
        "表三!D12  一、新收 · 自然人",
        "表三 依申请公开 · 自然人",
        "",
    ],
)
def test_a_place_as_people_write_it(place: str) -> None:
    [pair] = pairs([found()], [line(place=place)])
    assert (pair.numbers, pair.current) == ((0,), True)


@pytest.mark.parametrize(
    "said",
    [
        "470；643",
        "470;643",
        "４７０；６４３",
        "643、470",
        "470 643",
        "470,643",
        "470.0 = 643.00",
        "第0项 470；现行有效 643；相差 173",
    ],
)
def test_figures_as_people_write_them(said: str) -> None:
    [pair] = pairs([found()], [line(said=said)])
    assert pair.current


@pytest.mark.parametrize("said", ["", "470", "470；644", "470；643；5", "见表", "4；7；0；6；4；3"])
def test_other_figures_are_not_those(said: str) -> None:
    [pair] = pairs([found()], [line(said=said)])
    assert (pair.numbers, pair.current) == ((0,), False)


def test_numbers_with_and_without_grouping() -> None:
    large = found()._replace(equation=equation(Decimal(1234), Decimal(5), right=Decimal(1300)))
    for said in ("1,239；1,300", "1239；1300", "1239,1300", "1,234 + 5 = 1,239；1,300"):
        assert pairs([large], [line(said=said)])[0].current, said
    assert not pairs([large], [line(said="1,234；1,300")])[0].current


def test_all_addends_stand_for_their_sum() -> None:
    sums = found()._replace(
        equation=equation(Decimal(400), Decimal(70), Decimal(0), right=Decimal(643))
    )
    assert pairs([sums], [line(said="400；70；643")])[0].current
    assert not pairs([sums], [line(said="400；71；643")])[0].current


def test_a_finding_whose_line_has_moved_is_known_by_its_figures() -> None:
    [pair] = pairs([found(cell="D13")], [line(place="表三!D12")])
    assert pair.current
    assert notes([found(cell="D13")], line(place="表三!D12", said="1；2")) == ["BOOK19"]


def test_a_cell_is_not_the_beginning_of_another() -> None:
    findings = [found(cell="D1"), found()._replace(equation=equation(Decimal(1)))]
    assert [
        each.explained for each in explained(findings, [line(place="表三!D12", said="1；643")])
    ][:2] == [False, True]


def test_equal_findings_are_explained_by_one_line() -> None:
    assert [each.explained for each in explained([found(), found()], [line()])] == [True, True]


def test_several_reasons_are_kept_once_each() -> None:
    lines = [line(), line(text="另见附件"), line()]
    assert explained([found()], lines)[0].explanation == "情况属实\n另见附件"


@pytest.mark.parametrize("text", ["", "无", "—", "/", " 无。 ", "不适用", "没有"])
def test_what_is_no_explanation(text: str) -> None:
    assert not meaningful(text)
    assert not explained([found()], [line(text=text)])[0].explained


def test_what_is_said_of_lines_that_do_not_count() -> None:
    assert notes([found()], line(said="470；600")) == ["BOOK17"]
    assert notes([found()], line(said="470；600"), line(text="现在也属实")) == []
    assert notes([found(severity=Severity.ERROR)], line()) == ["BOOK18"]
    assert notes([], line()) == ["BOOK19"]
    assert notes([found()], line(code="")) == ["BOOK19"]
    assert notes([found()], line(text="无")) == ["BOOK25"]
    assert notes([], line(text="无")) == []
    assert notes([], line(text="")) == []


def test_what_could_not_be_checked_may_still_hold() -> None:
    for lines in ([line()], [line(text="无")], [line(code="PRO01")]):
        told = explained([], lines, {"PRO02"})
        kept = pending([], lines, {"PRO02"})
        assert (len(kept), [each.code for each in told]) == (
            (1, []) if lines == [line()] else (0, ["BOOK19"] if lines[0].code == "PRO01" else [])
        )
    assert pending([found()], [line()], {"PRO02"}) == ()


def test_an_expired_explanation_tells_both_figures() -> None:
    *_, note = explained([found()], [line(said="470；600")])
    assert (note.args["before"], note.args["after"]) == ("470；600", "470；643")
    assert note.places == (Place(sheet="出错说明", cell="D4"),)


def test_an_error_stays_unexplained() -> None:
    told = explained([found(severity=Severity.ERROR)], [line()])
    assert not told[0].explained


def test_strict_blocks_what_is_not_explained() -> None:
    def judged(*findings: Finding, strict: bool) -> Judgement:
        filing = empty(edition(), 2025, {})
        return Checked(
            file="", edition=edition(), filing=filing, findings=findings, tally=None, strict=strict
        ).judgement

    told = explained([found()], [line()])
    assert judged(found(), strict=False) is Judgement.PASS
    assert judged(found(), strict=True) is Judgement.FAIL
    assert judged(*told, strict=True) is Judgement.PASS


# ------------------------------------------------------------------ figures of a finding


def listed(*typed: str, **args: Argument) -> Finding:
    places = tuple(Place(sheet="表三", cell=f"D{n}", typed=each) for n, each in enumerate(typed, 8))
    return Finding(code="CELL05", severity=Severity.WARNING, places=places, args=args)


def test_where_a_finding_is() -> None:
    assert place_name(found()) == "表三!D12"
    assert place_name(listed("1", "2")) == "表三!D8 等 2 格"
    assert place_name(found()._replace(places=())) == ""
    assert place_name(found()._replace(places=(Place(sheet="表四"),))) == "表四"


def test_the_figures_of_a_finding() -> None:
    assert figures(found()) == "470；643"
    assert figures(listed("３件", "")) == "３件；空"
    assert figures(listed("", "", count=2)) == "2 格"
    assert figures(listed("", length=120, limit=3000)) == "120；3000"
    assert figures(listed("", figures=("表三!D5 3",))) == "表三!D5 3"
    assert figures(listed("", reason="x")) == ""


def test_a_long_list_is_shortened_and_no_change_in_it_passes_unseen() -> None:
    long = listed(*map(str, range(20)))
    other = listed(*map(str, range(19)), "99")
    assert figures(long).startswith("0；1；2；3；4；5；……共 20 格（校验 ")
    assert figures(long) != figures(other)
    assert pairs([other], [line(code="CELL05", place="表三!D8", said=figures(other))])[0].current
    assert not pairs([other], [line(code="CELL05", place="表三!D8", said=figures(long))])[0].current


amounts = st.decimals(0, 10**9, places=2).map(lambda each: each.normalize() + 0)


@given(left=amounts, right=amounts, now_left=amounts, now_right=amounts)
def test_it_holds_exactly_as_long_as_both_sides_stay(
    left: Decimal, right: Decimal, now_left: Decimal, now_right: Decimal
) -> None:
    assume(left != right and now_left != now_right)  # else nothing is found
    then = found()._replace(equation=equation(left, right=right))
    now = found()._replace(equation=equation(now_left, right=now_right))
    said = line(said=figures(then))
    assert pairs([then], [said])[0].current
    assert pairs([now], [said])[0].current is ({left, right} == {now_left, now_right})


@given(st.lists(st.text(max_size=8), min_size=1, max_size=12))
def test_what_is_filled_in_for_a_finding_pairs_with_it(typed: list[str]) -> None:
    some = listed(*typed, count=len(typed))
    assert pairs([some], [line(code="CELL05", place=place_name(some), said=figures(some))])[
        0
    ].current


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_no_line_is_too_strange(code: str, place: str, said: str, text: str) -> None:
    told = explained([found(), listed("1")], [line(code, place, said, text)])
    assert len(told) in {2, 3}


def test_amounts_are_written_in_full() -> None:
    many = found()._replace(equation=equation(Decimal("1E+6"), right=Decimal("0.10")))
    assert figures(many) == f"{format_plain(Decimal(1000000))}；0.10"


def test_a_fault_whose_rules_are_all_explained_has_no_suspects() -> None:
    checked = checked_filings.one_likely()
    assert open_suspects(checked.suspects, checked.findings) == checked.suspects
    told = checked_filings.explained(checked, "REQ01", "属实").findings
    assert open_suspects(checked.suspects, told) == ()
