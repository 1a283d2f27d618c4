from lxml import html

from tests.support.report_filings import BODY, TEXTS, edition, filing, published, renamed
from tests.support.report_readers import figures_by_place, page_tables
from tests.support.reports import compile_report


def _markdown(name: str = "pingtan_2022", *, draft: bool = False, **texts: str) -> str:
    filed = filing(name, body=BODY, texts={**TEXTS, **texts})
    return compile_report(edition(), filed, "md", draft=draft).decode()


def test_headings_are_markdown_and_tables_are_html() -> None:
    lines = _markdown().splitlines()
    assert lines[0] == "# 平潭综合实验区管理委员会（全区汇总）2022年政府信息公开工作年度报告"
    assert [line[3] for line in lines if line.startswith("## ")] == list("一二三四五六")
    assert [line for line in lines if line.startswith("### ")][1] == "### （二）依申请公开"
    assert lines.count("<table>") == lines.count("</table>") == 3


def test_every_figure_stands_in_its_place_of_the_form() -> None:
    text = _markdown("hangzhou_style_2025")
    tables = text[text.index("<table>") : text.rindex("</table>") + 8]
    assert html.fromstring(f"<div>{tables}</div>") is not None
    found = figures_by_place(page_tables(f"<div>{tables}</div>".encode()))
    assert list(found) == list(published("hangzhou_style_2025").values())


def test_texts_are_never_markup() -> None:
    text = _markdown(problems="# 1. <b>{{x}}\n- 甲\n2. 乙\n3) 丙\n*丁* `戊` [己](庚)\n| 辛 | a_b")
    for line in (
        r"\# 1. \<b\>{{x}}",
        r"\- 甲",
        r"2\. 乙",
        r"3\) 丙",
        r"\*丁\* \`戊\` \[己\](庚)",
        r"\| 辛 \| a\_b",
    ):
        assert f"\n\n{line}\n\n" in text


def test_a_name_of_special_characters_survives() -> None:
    text = compile_report(edition(), renamed(filing(), "A&B<局>"), "md", draft=False).decode()
    assert text.startswith(r"# A\&B\<局\>2022年")


def test_the_signature_keeps_its_lines() -> None:
    text, _, seal = _markdown().rpartition("\n\n")
    assert text.endswith("\n\n平潭综合实验区管理委员会（全区汇总）  \n2023年1月20日")
    assert seal.startswith("<!-- disclose-seal:")


def test_only_a_draft_says_so() -> None:
    assert _markdown(draft=True).startswith("> **草稿")
    assert "草稿" not in _markdown()
