"""The name of the agency is that of the whole title, however many lines it takes."""

import pytest

from disclose.documents.extract.title_page import read_title_page
from disclose.documents.read.model import Line

TITLE = "政府信息公开工作年度报告"
NAME = "新疆维吾尔自治区伊犁哈萨克自治州人力资源和社会保障局"


def _name(*texts: str) -> str:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    year, name = read_title_page(lines, TITLE)
    assert year == 2025
    return name


@pytest.mark.parametrize("cut", range(1, len(NAME)))
def test_a_name_over_two_lines_is_whole_if_the_text_says_it_again(cut: int) -> None:
    title = (NAME[:cut], NAME[cut:], f"2025年{TITLE}")
    assert _name(*title, "一、总体情况", f"如有疑问，请与{NAME}联系。") == NAME


def test_a_name_over_three_lines_and_a_year() -> None:
    title = (NAME[:9], NAME[9:18], f"{NAME[18:]}2025年", TITLE)
    assert _name("首页", *title, "一、总体情况", f"{NAME}", "2026年1月8日") == NAME


@pytest.mark.parametrize("above", ["首页", "信息公开", "青禾县", "2026年1月8日"])
def test_a_line_above_that_is_no_part_of_the_name_is_left_out(above: str) -> None:
    title = ("青禾县财政局", f"2025年{TITLE}")
    assert _name(above, *title, f"{above}如有疑问，请与青禾县财政局联系。") == "青禾县财政局"
