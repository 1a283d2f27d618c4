"""Copied text: numbers and small changes do not hide a copy, texts of their own are none."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from disclose.core.likeness import PlainSentence, is_long, likeness, sentences

COPY = "少数乡镇公开不够及时，答复说理不充分。下一步对全部单位逐一抽查，编写答复范例。"
OTHER = "政府网站改版以后部分链接失效。我们请第三方逐页检查，发现的问题当月改正。"


def texts_of(first: int, last: int) -> st.SearchStrategy[str]:
    """Return texts of sentences in the characters from `first` to `last`."""
    characters = st.characters(min_codepoint=first, max_codepoint=last)
    pieces = st.text(characters, min_size=12, max_size=40)
    return st.lists(pieces, min_size=1, max_size=6).map("。".join)


some, others = texts_of(0x4E00, 0x6FFF), texts_of(0x7000, 0x9FA5)
digits = st.text("0123456789０１２３一二三十百", min_size=1, max_size=5)


def share(text: str, other: str) -> Fraction:
    return likeness(sentences(text), sentences(other)).share


@pytest.mark.parametrize(
    "text",
    [
        COPY,
        "下一步对全部单位逐一抽查，编写答复范例；少数乡镇公开不够及时，答复说理不充分。",
        "（一）少数乡镇公开不够及时,答复说理不充分\n（二）下一步对全部单位逐一抽查,编写答复范例",
        "一是少数乡镇公开不够及时，答复说理不充分；二是下一步对全部单位逐一抽查，编写答复范例。",
        "12个少数乡镇公开不够及时，答复说理不充分！下一步对全部单位逐一抽查，编写答复范例３份。",
    ],
    ids=["itself", "another order", "lines with numbers", "一是 and 二是", "other numbers"],
)
def test_a_copy_is_the_same_whatever_its_numbers_and_order(text: str) -> None:
    found = likeness(sentences(text), sentences(COPY))
    assert found.share == 1
    assert found.is_copy


def test_a_word_exchanged_in_a_long_sentence_is_a_copy() -> None:
    one = "部分单位主动公开的意识有待加强，公开内容与群众的期待还有差距。"
    assert share(one, one.replace("加强", "提高")) == 1
    assert share(one, "部分单位主动公开的意识有待加强，解读形式也比较单一。") == 0


def test_a_text_of_its_own_shares_nothing() -> None:
    assert share(COPY, OTHER) == 0


def test_the_share_is_weighed_by_words() -> None:
    found = likeness(sentences(COPY), sentences("下一步对全部单位逐一抽查，编写答复范例。"))
    assert [each.text for each in found.copied] == ["下一步对全部单位逐一抽查，编写答复范例"]
    assert found.share == Fraction(16, 33)
    assert not found.is_copy


@pytest.mark.parametrize("text", ["", "无", "无。", "2025年，12件。", "（一）主动公开"])
def test_a_heading_or_a_number_is_no_sentence(text: str) -> None:
    assert sentences(text) == ()
    assert share(text, COPY) == 0


def test_a_sentence_that_is_repeated_counts_once() -> None:
    assert len(sentences("全县开展业务培训3次。全县开展业务培训12次。")) == 1


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (COPY, True),
        (COPY.replace("。", "，"), False),
        ("答复说理还不够充分。解读形式比较单一。", False),
    ],
    ids=["two sentences", "one sentence", "two of few words"],
)
def test_a_short_text_is_never_a_copy(text: str, long: bool) -> None:
    found = sentences(text)
    assert is_long(found) is long
    assert likeness(found, found).is_copy is long


def test_in_a_very_large_text_only_equal_sentences_are_copied() -> None:
    many = [
        "".join(chr(0x4E00 + (at * 7 + n * 13) % 9000) for n in range(100)) for at in range(300)
    ]
    changed = "。".join(f"{each}改" for each in many)
    assert share("。".join(many[:50]), changed) == 1
    assert share("。".join(many), changed) == 0
    assert share("。".join(many), "。".join(many)) == 1


@given(some, digits, digits)
def test_a_copy_with_other_digits_has_a_share_of_one(text: str, before: str, after: str) -> None:
    one, copy = (f"在{number}次{text}共{number}件。" for number in (before, after))
    if sentences(one):
        assert share(copy, one) == 1


@given(some, others)
def test_disjoint_texts_have_a_share_of_zero(one: str, other: str) -> None:
    assert share(one, other) == 0


@given(some, some)
def test_the_share_lies_between_none_and_all(one: str, other: str) -> None:
    assert 0 <= share(one, other) <= 1


few = st.text("甲乙丙", min_size=8, max_size=40)
long = "".join(map(chr, range(0x4E00, 0x4E28)))
beginnings = st.integers(8, len(long)).map(lambda end: long[:end])


@given(few | beginnings, few | beginnings)
@example(long[:22], long[:32])
def test_sentences_are_alike_by_the_shingles_that_both_have(one: str, other: str) -> None:
    here, there = PlainSentence(one, one), PlainSentence(other, other)
    common, either = here.shingles & there.shingles, here.shingles | there.shingles
    expected = one == other or Fraction(len(common), len(either)) >= Fraction(2, 3)
    assert bool(likeness([here], [there]).copied) is expected
