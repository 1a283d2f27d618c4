import pytest

from disclose.form.templating import Num, constant, gap, staff
from disclose.report.blocks import (
    Heading,
    Ink,
    NarrativeError,
    Paragraph,
    Run,
    Signature,
    TableHere,
    Title,
    parse,
    ragged,
)


def _plain(text: str) -> tuple[Run, ...]:
    return (Run(Ink.PLAIN, text),)


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
        TableHere("requests"),
        Signature((_plain("丙"), _plain("丁"))),
    )


@pytest.mark.parametrize("text", ["# 1. 甲", "## 甲", "- 甲", "1. 甲", ":::table requests"])
def test_structure_never_comes_of_a_text_of_the_staff(text: str) -> None:
    assert parse(f"{staff(text)}") == (Paragraph((Run(Ink.STAFF, text),)),)


def test_a_text_of_several_lines_is_several_paragraphs() -> None:
    words = staff("甲1\n\n# 乙")
    assert parse(f"前{words}后") == (
        Paragraph((Run(Ink.PLAIN, "前"), Run(Ink.STAFF, "甲1"))),
        Paragraph((Run(Ink.STAFF, "# 乙"), Run(Ink.PLAIN, "后"))),
    )


def test_every_piece_keeps_its_origin() -> None:
    line = f"全年{Num('a[b]', None)}件，{constant('1日')}{gap('名')}"
    assert parse(line) == (
        Paragraph(
            (
                Run(Ink.PLAIN, "全年"),
                Run(Ink.FIGURE, "【待核实】", "a[b]"),
                Run(Ink.PLAIN, "件，"),
                Run(Ink.CONSTANT, "1日"),
                Run(Ink.GAP, "【待填写：名】"),
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
    assert ragged(_plain("网址 https://www.example.cn"))
    assert not ragged(_plain("电话0591-123456，邮编350000"))
