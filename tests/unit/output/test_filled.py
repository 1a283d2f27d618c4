"""Messages with their arguments, equations whose sides need words, places counted."""

from decimal import Decimal

import pytest

from disclose.core.finding import Argument, Equation, Place, Term
from disclose.core.language import Language, Wording
from disclose.output.message_format import equation_text, filled, spots

ZH, EN = Language.ZH, Language.EN


def _term(label: str, amount: str, factor: str = "1", *, counted: bool = True) -> Term:
    return Term(Decimal(factor), label, Decimal(amount), counted=counted)


def _equation(left: Term, operator: str, right: Term, sums: tuple[str, str]) -> Equation:
    first, second = map(Decimal, sums)
    return Equation(
        left=(left,), operator=operator, right=(right,), left_sum=first, right_sum=second
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"count": 1, "names": ("甲",), "most": 0}, "1 cell: 甲"),
        ({"count": 2, "names": ("甲", "乙"), "most": 3}, "2 cells: 甲, 乙 (at most 3)"),
        ({"count": 0, "names": (), "most": 0}, "0 cells, none named"),
    ],
)
def test_a_part_of_a_message_is_said_for_some_arguments_only(
    args: dict[str, Argument], said: str
) -> None:
    words = Wording("", "{count:cell/cells}[: {names}|, none named][ (at most {most})]")
    assert filled(words, args, EN) == said


def test_brackets_without_an_argument_stay_and_words_are_filled_in_turn() -> None:
    what = Wording("超过 {most} 格", "more than {most} cells")
    words = Wording("a[total]：{what}", "a[total]: {what}")
    assert filled(words, {"what": what, "most": 9}, ZH) == "a[total]：超过 9 格"
    assert filled(words, {"what": what, "most": 9}, EN) == "a[total]: more than 9 cells"
    assert filled(words, {"what": "[{x}]"}, ZH) == "a[total]：[{x}]"


@pytest.mark.parametrize(
    ("operator", "zh", "en"),
    [
        ("==", "两项应同时有或同时无", "either both or neither may be 0"),
        ("<=", "有前者就应有后者", "if the first is not 0, the second must not be 0"),
        (">=", "有后者就应有前者", "if the second is not 0, the first must not be 0"),
    ],
)
def test_sides_that_are_some_or_none_say_so(operator: str, zh: str, en: str) -> None:
    sides = _term("项目", "12", counted=False), _term("金额", "0", counted=False)
    equation = _equation(sides[0], operator, sides[1], ("1", "0"))
    assert equation_text(equation, ZH) == f"项目 12（有）；金额 0（无）；{zh}"
    assert equation_text(equation, EN) == f"项目 12 (some); 金额 0 (none); {en}"


@pytest.mark.parametrize(
    ("operator", "zh", "en"),
    [
        ("<=", "甲 -3；应不小于 0；相差 3", "甲 -3; should be at least 0; difference 3"),
        (">=", "甲 -3；应不大于 0；相差 3", "甲 -3; should be at most 0; difference 3"),
        ("==", "甲 -3；应为 0；相差 3", "甲 -3; should be 0; difference 3"),
    ],
)
def test_a_constant_is_what_the_other_side_should_be(operator: str, zh: str, en: str) -> None:
    equation = _equation(_term("", "0", "0"), operator, _term("甲", "-3"), ("0", "-3"))
    assert (equation_text(equation, ZH), equation_text(equation, EN)) == (zh, en)


def test_products_and_differences_have_no_zeros_that_nobody_typed() -> None:
    """15 yuan against 0.015 万元: 10000 × 0.015 = 150, and 150 - 15 = 135."""
    times = _term("乙", "0.015", "10000")
    equation = _equation(_term("甲", "15"), "==", times, ("15", "150.000"))
    assert equation_text(equation, ZH) == "甲 15；10000 × 乙 0.015 = 150；相差 135"


def test_a_sum_keeps_the_decimals_that_were_typed() -> None:
    left = (_term("甲", "1.50"), _term("乙", "2.0"))
    equation = Equation(
        left=left,
        operator="==",
        right=(_term("丙", "3"),),
        left_sum=Decimal("3.50"),
        right_sum=Decimal(3),
    )
    assert equation_text(equation, ZH) == "甲 1.50 + 乙 2.0 = 3.50；丙 3；相差 0.5"


def test_lines_are_counted_in_english() -> None:
    places = [Place(line=line, text="甲") for line in (3, 6, 3)]
    assert spots(places, EN) == "lines 3, 6"
    assert spots(places[::2], EN) == "line 3"
    assert spots(places, ZH) == "第 3、6 行"
