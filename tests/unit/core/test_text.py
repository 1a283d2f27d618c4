"""Text: the forms in which texts are compared, and characters that are shown escaped."""

import pytest

from disclose.core.text import LISTED, abridge, escape_control_chars, squeeze


def test_texts_are_compared_without_white_space_and_width() -> None:
    assert squeeze(" １.（一） 予以\n公开\u200b") == "1.(一)予以公开"


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
