from collections.abc import Mapping
from decimal import Decimal

import pytest

from disclose.form.templating import (
    Num,
    TemplateFaultError,
    constant,
    gap,
    narrate,
    page,
    paragraph,
    shares,
    staff,
)

A, B, C = Num("a", Decimal(3)), Num("b", Decimal("1.50")), Num("c", Decimal(0))
UNKNOWN = Num("u", None)
SIGNS = ("[", "|", "]", "S[", "C[", "G[")


def said(template: str, **context: object) -> str:
    """The template rendered, marks shown as `[key|text]`, `S[text]` and so on."""
    text = narrate(
        {"case.j2": template}, "case.j2", {"a": A, "b": B, "c": C, "u": UNKNOWN, **context}
    )
    for mark, sign in zip("\ue000\ue001\ue002\ue003\ue004\ue005", SIGNS, strict=True):
        text = text.replace(mark, sign)
    return text


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ a }}件", "[a|3]件"),
        ("{{ b }}", "[b|1.50]"),
        ("{{ a + b }}", "[(a+b)|4.50]"),
        ("{{ a + b + c }}", "[(a+b+c)|4.50]"),
        ("{{ a - (b + c) }}", "[(a-(b+c))|1.50]"),
        ("{{ a - b - c }}", "[(a-b-c)|1.50]"),
        ("{{ [a, b]|sum }}", "[(a+b)|4.50]"),
        ("{{ a ~ '件' }}", "[a|3]件"),
        ("{{ a|change(b) }}", "[change(a,b)|100%]"),  # 1.50 more than 1.50
        ("{{ b|change(a) }}", "[change(b,a)|50%]"),  # 1.50 less than 3
        ("{{ a|change(a) }}", "[change(a,a)|0%]"),
        ("{{ c|change(a) }}", "[change(c,a)|100%]"),
        ("{{ a|change(c) }}", "[change(a,c)|【待核实】]"),
        ("{{ a|change(u) }}{{ u|change(a) }}", "[change(a,u)|【待核实】][change(u,a)|【待核实】]"),
        ("{{ [a, b]|join('、') }}", "[a|3]、[b|1.50]"),
        ("{{ a|string }}", "[a|3]"),
        ("{{ 'x' if a > 2 and b < 2 and c == 0 and not c and a }}", "x"),
        ("{{ [b, a]|sort|last }}", "[a|3]"),
        ("{{ u }}{{ 'x' if u > 0 }}{{ 'y' if u == 0 }}", "[u|【待核实】]x"),
        ("{{ a + u }}", "[(a+u)|【待核实】]"),
        ("{{ '1月1日'|constant }}", "C[1月1日]"),
        ("{{ '五'|gap }}", "G[【待填写：五】]"),
        ("{% for n, x in [('甲', a), ('乙', c)]|positive %}{{ n }}{{ x }}{% endfor %}", "甲[a|3]"),
    ],
)
def test_numbers_keep_where_they_come_from(template: str, expected: str) -> None:
    assert said(template) == expected


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ a|int }}", "int"),
        ("{{ a|float }}", "float"),
        ("{{ a|round }}", "round"),
        ("{{ '%d'|format(3) }}", "format"),
        ("{{ 'x'|center(1000000000) }}", "center"),
        ("{{ 'x' * 1000000000 }}", "*"),
        ("{{ '%0999999999d' % 1 }}", "%"),
        ("{{ 2 ** 9 }}", "**"),
        ("{{ a / b }}", "/"),
        ("{{ a + 1 }}", "unsupported operand"),
        ("{{ missing }}", "missing"),
        ("{{ keys.absent }}", "absent"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% do %}", "do"),
        ("{{ keys.update({}) }}", "unsafe"),
    ],
)
def test_what_a_template_may_not_do_is_refused_with_its_line(template: str, reason: str) -> None:
    with pytest.raises(TemplateFaultError) as caught:
        said("line one\n" + template, keys={})
    assert (caught.value.name, caught.value.line) == ("case.j2", 2)
    assert reason in caught.value.reason


def _shares(values: Mapping[str, str | None], whole: str) -> list[str]:
    pairs = [
        (name, Num(name, None if value is None else Decimal(value)))
        for name, value in values.items()
    ]
    return [share.text for _, _, share in shares(pairs, Num("w", Decimal(whole)))]


@pytest.mark.parametrize(
    ("values", "whole", "expected"),
    [
        # together 99.9: each is what a division gives
        ({"x": "1", "y": "1", "z": "1"}, "3", ["33.3%", "33.3%", "33.3%"]),
        ({"x": "21", "y": "9", "z": "4", "v": "37", "w": "4"}, "75",
         ["28%", "12%", "5.3%", "49.3%", "5.3%"]),
        # together 100.2
        ({"x": "1", "y": "1", "z": "1", "v": "3"}, "6", ["16.7%", "16.7%", "16.7%", "50%"]),
        ({"x": "71", "y": "3"}, "74", ["95.9%", "4.1%"]),
        # 0.05 % is rounded up
        ({"x": "1", "y": "1"}, "2000", ["0.1%", "0.1%"]),
        ({"x": "19999", "y": "1", "z": "1"}, "20001", ["99.9%以上", "不足0.1%", "不足0.1%"]),
        ({"x": "1", "y": "9999"}, "10000", ["不足0.1%", "99.9%以上"]),
        ({"x": "1"}, "0", ["【待核实】"]),
        ({"x": "1", "y": None}, "4", ["25%", "【待核实】"]),
    ],
)  # fmt: skip
def test_shares(values: Mapping[str, str | None], whole: str, expected: list[str]) -> None:
    assert _shares(values, whole) == expected


def test_a_share_says_of_what() -> None:
    [(_, _, share)] = shares([("x", A)], B)
    assert share.key == "share(a,b)"


def test_text_of_the_staff_is_marked_and_holds_no_marks_of_its_own() -> None:
    assert str(staff("a\ue000b\x00\r\nc ")) == "\ue003ab\nc\ue002"
    assert str(staff(" ")) == ""
    assert not staff("\n")


def test_marked_texts_are_true_if_they_hold_something() -> None:
    assert said("{{ x or '无' }}", x=staff("")) == "无"
    assert bool(constant(2022))
    assert str(gap("名称")) == "\ue005【待填写：名称】\ue002"


def test_a_paragraph_is_one_line() -> None:
    assert paragraph("  甲\n\n  乙 \n") == "甲乙"


def test_pages_are_escaped() -> None:
    with pytest.raises(TemplateFaultError) as caught:
        page("report/page.html.j2", {})
    assert caught.value.name == "report/page.html.j2"
