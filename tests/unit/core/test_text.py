"""Text: the forms in which texts are compared, and characters that are shown escaped."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.text import (
    LISTED,
    abridge,
    bare_name,
    close_gaps,
    escape_control_chars,
    squeeze,
    unified,
    words_only,
)


def test_texts_are_compared_without_white_space_and_width() -> None:
    assert squeeze(" １.（一） 予以\n公开\u200b") == "1.(一)予以公开"


RADICALS = [
    chr(code)
    for code in range(0x2E80, 0x2FE0)
    if unicodedata.name(chr(code), "") and code != 0x2E80
]
"""All of both blocks; U+2E80, a sign of repetition, is like no Chinese character."""


def test_every_radical_is_read_as_a_chinese_character() -> None:
    assert len(RADICALS) == 114 + 214
    for radical in RADICALS:
        assert unicodedata.name(unified(radical)).startswith("CJK UNIFIED IDEOGRAPH"), radical
        assert squeeze(radical) == unified(radical)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("\u2ed8岛市", "青岛市"),
        ("江\u2ec4省\u2ea0政局", "江西省民政局"),
        ("\u2ed3沙市开\u2f42区", "长沙市开文区"),
        ("\u2ed4头沟区", "门头沟区"),
        ("\u2ee2鞍\u2f2d市", "马鞍山市"),
        ("\u2ef0岩市\u2ecb站镇", "龙岩市车站镇"),
        ("\u2f3e县", "户县"),
        ("\u3b35州市", "胶州市"),
        ("鹿泉区\uf9dc尧", "鹿泉区隆尧"),
        ("\u2e95", "彐"),
        ("青岛市　２０２５年①", "青岛市　２０２５年①"),
    ],
)
def test_a_name_as_programs_print_it_is_the_name(printed: str, meant: str) -> None:
    assert unified(printed) == meant
    assert unified(meant) == meant


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收到\t49\n件", "收到\t49\n件"),
        ("\x1b[31m红", r"\u001b[31m红"),
        ("\u202e件94", r"\u202e件94"),
        ("\ud800", r"\ud800"),
        ("\r", r"\u000d"),
    ],
    ids=["plain", "escape", "direction", "surrogate", "carriage return"],
)
def test_what_would_steer_a_terminal_is_escaped(text: str, shown: str) -> None:
    assert escape_control_chars(text) == shown


def test_a_long_list_is_abridged_and_says_how_many_more_there_are() -> None:
    assert abridge(["a", "b"], 2) == ("a", "b")
    assert abridge(["a", "b", "c", "d"], 2) == ("a", "b", "… (+2)")
    assert len(abridge([str(number) for number in range(100)])) == LISTED + 1


@pytest.mark.parametrize(
    "typed",
    [
        "一、本年新收（申请）数量",
        "一. 本年新收(申请)\n数量",
        "一、本年新收 申请 数量\u200b",
        "一、本年新收“申请”数̶量",
    ],
    ids=["printed", "narrow", "spaced", "quoted and struck"],
)
def test_a_name_is_known_whatever_its_marks_and_spaces(typed: str) -> None:
    assert bare_name(typed) == "一本年新收申请数量"


def test_names_that_differ_in_a_digit_are_two_and_case_is_none() -> None:
    assert bare_name("１.网站") != bare_name("2.网站")
    assert bare_name("WeChat 公众号") == bare_name("wechat公众号")
    assert bare_name("长" * 300) == "长" * 300


@given(st.text(), st.text())
def test_the_words_of_a_text_are_those_of_its_pieces(first: str, second: str) -> None:
    assert words_only("收到 #件，占 10%。") == "收到#件占10%"
    if (first + second).lower() == first.lower() + second.lower():
        assert words_only(first + second) == words_only(first) + words_only(second)


def test_gaps_are_closed_where_they_separate_nothing() -> None:
    assert close_gaps("收到 49 件 ， V 2 3.5") == "收到49件，V 2 3.5"
