"""A year or a name left from another report; sound sentences raise nothing."""

from itertools import product

import pytest

from disclose.checks import misplaced_sentences
from disclose.checks.misplaced_sentences import earlier_year, may_begin_with_place, other_agency

YEAR = 2025


def year_of(text: str) -> str:
    found = [earlier_year(each, text, YEAR) for each in text.split("。") if each]
    return " ".join(text[each.start : each.end] for each in found if each)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，本机关共受理政府信息公开申请35件。",
        "2024年度，我局认真贯彻落实条例。",
        "2023年全县公开信息120条。",
        "2024年共收到申请35件。",
        "2024年，青禾县民政局坚持以公开为常态。",
    ],
)
def test_a_sentence_of_an_earlier_year_as_this_years(text: str) -> None:
    assert year_of(text) == text[:5]


@pytest.mark.parametrize(
    "text",
    [
        "2025年，本机关共受理政府信息公开申请35件。",
        "2026年，我局将继续完善制度。",
        "2024年，我局共受理申请35件，2025年受理49件。",
        "2024年，我局受理申请35件，今年受理49件。",
        "2024年结转申请3件。",
        "2024年度报告指出的问题已经整改。",
        "2024年，我县获评全省政务公开先进县。",
        "2024年底，本机关网站完成改版。",
        "2024年以来，本机关坚持每季度通报。",
        "2024年印发的目录继续执行。",
        "2024年，省政府办公室印发考核办法。",
        "2019年，条例修订施行。",
        "完善制度。2024年，我局开展了培训。",
        "2024年共收到申请35件，比上年增加3件。",
        "20世纪的档案已经移交。",
    ],
)
def test_an_earlier_year_may_be_named(text: str) -> None:
    assert year_of(text) == ""


def agency_of(sentence: str, own: str) -> str:
    found = other_agency(sentence, own)
    return sentence[found.start : found.end] if found else ""


@pytest.mark.parametrize(
    ("sentence", "own", "named"),
    [
        ("青田县财政局认真落实条例。", "青禾县民政局", "青田县财政局"),
        ("青禾县财政局高度重视。", "青禾县民政局", "青禾县财政局"),
        ("青田县坚持以公开为常态。", "青禾县人民政府", "青田县"),
        ("清泉镇积极建设公开专区。", "临河镇人民政府", "清泉镇"),
        ("云江市青田县民政局认真落实。", "云江市青禾县民政局", "云江市青田县民政局"),
    ],
)
def test_the_subject_is_another_agency(sentence: str, own: str, named: str) -> None:
    assert agency_of(sentence, own) == named


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("青禾县民政局认真落实条例。", "青禾县民政局"),
        ("青禾县民政局社会事务科认真落实。", "青禾县民政局"),
        ("云江市青禾县民政局认真落实。", "青禾县民政局"),
        ("我县认真落实条例。", "青禾县人民政府"),
        ("全县各部门积极公开。", "青禾县人民政府"),
        ("县财政局认真落实。", "青禾县民政局"),
        ("青禾县财政局认真做好预决算公开。", "青禾县人民政府办公室"),
        ("临河镇积极建设公开专区。", "青禾县人民政府"),
        ("临河镇积极建设公开专区。", "青禾县民政局"),
        ("青禾县人民政府高度重视。", "青禾县民政局"),
        ("青禾县人民政府办公室认真部署。", "青禾县民政局"),
        ("青禾县认真部署政务公开工作。", "临河镇人民政府"),
        ("云江市民政局高度重视。", "青禾县民政局"),
        ("在青田县财政局的积极支持下完成。", "青禾县民政局"),
        ("按照青田县的做法，认真落实。", "青禾县民政局"),
        ("青田县财政局会同我局开展调研。", "青禾县民政局"),
        ("青田县财政局来我局学习交流。", "青禾县民政局"),
        ("青田县财政局认真落实条例。", ""),
        ("青田县财政局认真落实条例。", "国家税务总局某局"),
        ("南山区认真落实。", "福田区民政局"),
        ("认真落实条例。", "青禾县民政局"),
    ],
)
def test_superior_bodies_units_below_and_joint_work_are_silent(sentence: str, own: str) -> None:
    assert agency_of(sentence, own) == ""


PIECES = ("", "青", "我", "县", "自治州", "街道")


def test_what_is_asked_first_leaves_out_no_name() -> None:
    """The question asked before the expression of a subject agrees with that expression."""
    names = 0
    for pieces in product((" ", ""), *[PIECES] * 5, ("局", "")):
        sentence = f"{''.join(pieces)}认真"
        match = misplaced_sentences._SUBJECT.match(sentence)
        if match is not None and not misplaced_sentences._NO_NAME.match(match["name"]):
            names += 1
            assert may_begin_with_place(sentence), sentence
    assert names
