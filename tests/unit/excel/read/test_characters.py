"""Characters that nobody sees are left out of texts, and said where they were."""

import pytest

from disclose.excel.read.characters import cells_with, seen, unseen
from disclose.form.edition.sheet_names import BODY, TEXTS
from tests.support.raw_workbooks import blank, pack, reading


@pytest.mark.parametrize(
    ("text", "left", "quoted"),
    [
        ("甲乙", "甲乙", []),
        ("\ufeff甲乙", "甲乙", ["“▯甲乙” U+FEFF"]),
        (
            "一二三四五\u200b\u200e甲",
            "一二三四五甲",
            ["“二三四五▯甲” U+200B", "“三四五▯甲” U+200E"],
        ),
        ("م\u200cن", "م\u200cن", []),
    ],
)
def test_unseen_characters(text: str, left: str, quoted: list[str]) -> None:
    assert seen(text) == left
    assert unseen(text) == quoted


def test_texts_are_read_without_them_and_one_note_for_a_sheet_names_each() -> None:
    sheets = blank()
    sheets[TEXTS]["B8"] = "材料\ufeff不够。"
    sheets[TEXTS]["B9"] = "\u2060无"
    sheets[BODY]["B4"] = "青禾县\u200b档案局"
    found = reading(pack(sheets))
    assert found.filing is not None
    assert found.filing.name == "青禾县档案局"
    assert found.filing.texts == {"problems": "材料不够。", "other_matters": "无"}
    told = {
        each.args["sheet"]: each.args["cells"] for each in found.findings if each.code == "BOOK54"
    }
    assert told == {
        BODY: ("单位信息!B4 “青禾县▯档案局” U+200B",),
        TEXTS: ("文字部分!B8 “材料▯不够。” U+FEFF", "文字部分!B9 “▯无” U+2060"),
    }


def test_the_first_cell_that_has_a_character() -> None:
    sheets = blank()
    sheets[TEXTS]["B8"] = "材料བོད。"
    sheets[TEXTS]["B9"] = "བ"
    assert cells_with(pack(sheets), "བ😀") == {"བ": ("文字部分!B8", 3)}
