import pytest

from disclose.form.templating import Num, constant, gap, staff
from disclose.report.blocks import (
    Heading,
    NarrativeError,
    Paragraph,
    Run,
    Signature,
    TablePlaceholder,
    TextOrigin,
    Title,
    needs_left_alignment,
    parse,
)


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(TextOrigin.PLAIN, text),)


def test_structure_comes_of_the_template() -> None:
    text = (
        "# 甲\n# 乙\n\n## 一、\n### （一）\n文\n  字 \n:::table requests\n:::sign 丙\n:::sign 丁\n"
    )
    assert parse(text) == (
        Title((_plain("甲"), _plain("乙"))),
        Heading(1, _plain("一、")),
        Heading(2, _plain("（一）")),
        Paragraph(_plain("文")),
        Paragraph(_plain("字")),
        TablePlaceholder("requests"),
        Signature((_plain("丙"), _plain("丁"))),
    )


@pytest.mark.parametrize("text", ["# 1. 甲", "## 甲", "- 甲", "1. 甲", ":::table requests"])
def test_structure_never_comes_of_a_text_of_the_staff(text: str) -> None:
    assert parse(f"{staff(text)}") == (Paragraph((Run(TextOrigin.STAFF, text),)),)


def test_a_text_of_several_lines_is_several_paragraphs() -> None:
    words = staff("甲1\n\n# 乙")
    assert parse(f"前{words}后") == (
        Paragraph((Run(TextOrigin.PLAIN, "前"), Run(TextOrigin.STAFF, "甲1"))),
        Paragraph((Run(TextOrigin.STAFF, "# 乙"), Run(TextOrigin.PLAIN, "后"))),
    )


def test_every_piece_keeps_its_origin() -> None:
    line = f"全年{Num('a[b]', None)}件，{constant('1日')}{gap('名')}"
    assert parse(line) == (
        Paragraph(
            (
                Run(TextOrigin.PLAIN, "全年"),
                Run(TextOrigin.FIGURE, "【待核实】", "a[b]"),
                Run(TextOrigin.PLAIN, "件，"),
                Run(TextOrigin.CONSTANT, "1日"),
                Run(TextOrigin.GAP, "【待填写：名】"),
            )
        ),
    )


@pytest.mark.parametrize("stray", ["全年3件", "全年３件", "① 甲", "## 1、甲", "\ue000k\ue0013"])
def test_a_number_of_unknown_origin_is_an_error(stray: str) -> None:
    with pytest.raises(NarrativeError):
        parse(stray)


def test_an_unknown_structure_mark_is_an_error() -> None:
    with pytest.raises(NarrativeError, match=":::tabel"):
        parse(":::tabel requests")


def test_only_a_long_word_makes_a_line_ragged() -> None:
    assert needs_left_alignment(_plain("网址 https://www.example.cn"))
    assert not needs_left_alignment(_plain("电话0591-123456，邮编350000"))
