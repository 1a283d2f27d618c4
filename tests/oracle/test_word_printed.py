"""LibreOffice prints the Word report: is it the page of GB/T 9704-2012?

Expected places are those of the standard: A4, 37 mm above and 28 mm left of a text of 156 mm by
225 mm, 22 lines of 28 characters, page numbers in the corners below it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from tests.support.filings import FORMS, as_read, balanced, edition
from tests.support.report_filings import BODY, TEXTS, filing
from tests.support.reports import compile_report
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice

MM = 72 / 25.4
LEFT, TOP, WIDTH, HEIGHT = 28 * MM, 37 * MM, 156 * MM, 225 * MM
TYPE = 16
NEAR = 1.0
"""What rules and rounding may differ by, in points."""


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its lines from top to bottom, each with its characters, and its rules."""

    lines: tuple[tuple[Any, ...], ...]
    rules: tuple[Any, ...]

    @property
    def texts(self) -> list[str]:
        return ["".join(char["text"] for char in line) for line in self.lines]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def body(self) -> list[str]:
        """The lines between the margins."""
        pairs = zip(self.lines, self.texts, strict=True)
        return [text for line, text in pairs if TOP < line[0]["bottom"] < TOP + HEIGHT + NEAR]


def pages(pdf: Path) -> tuple[Page, ...]:
    with pdfplumber.open(pdf) as document:
        return tuple(_page(each) for each in document.pages)


def _page(page: Any) -> Page:
    seen = [char for char in page.chars if char["text"].strip()]
    seen.sort(key=lambda char: (round(char["bottom"] / 6), char["x0"]))
    lines = groupby(seen, key=lambda char: round(char["bottom"] / 6))
    rules = (*page.lines, *page.rects)
    return Page(tuple(tuple(line) for _, line in lines), rules)


@pytest.fixture(scope="module")
def printed(soffice: Soffice, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The pages of the balanced report of every form, and of a published one as a draft."""
    large = filing("hangzhou_style_2025", body=BODY, texts=TEXTS)
    documents = {
        **{each: _docx(as_read(balanced(each)), edition(each)) for each in FORMS},
        "draft": compile_report(edition(), large, "docx", draft=True),
    }
    return _pages(documents, soffice, tmp_path_factory.mktemp("word"))


def _docx(filed: Any, form: Any) -> bytes:
    return compile_report(form, filed, "docx", draft=False)


def _pages(
    documents: Mapping[str, bytes], soffice: Soffice, folder: Path
) -> Mapping[str, tuple[Page, ...]]:
    paths = [folder / f"{name}.docx" for name in documents]
    for path, data in zip(paths, documents.values(), strict=True):
        path.write_bytes(data)
    made = soffice.print(paths, folder / "pdf")
    return {name: pages(pdf) for name, pdf in zip(documents, made, strict=True)}


NAMES = (*FORMS, "draft")


def test_a_page_has_22_lines_of_28_characters(soffice: Soffice, tmp_path: Path) -> None:
    filed = filing(texts={"overview.platform": "开" * 28 * 60})
    made = _pages({"full": _docx(filed, edition())}, soffice, tmp_path)
    full = next(page for page in made["full"] if page.text.startswith("开" * 28 * 22))
    *lines, number = full.texts
    assert lines == ["开" * 28] * 22
    assert number.startswith("—")
    text = [char for line in full.lines[:-1] for char in line]
    assert {round(char["size"]) for char in text} == {TYPE}
    left, right = (min(each["x0"] for each in text), max(each["x1"] for each in text))
    assert left == pytest.approx(LEFT, abs=NEAR)
    assert right == pytest.approx(LEFT + WIDTH, abs=TYPE / 4)
    top, bottom = (min(each["top"] for each in text), max(each["bottom"] for each in text))
    assert TOP - NEAR < top < TOP + TYPE
    assert TOP + HEIGHT - TYPE < bottom < TOP + HEIGHT + NEAR


@pytest.mark.parametrize("name", NAMES)
def test_page_numbers_stand_outside_below_the_text(printed: Any, name: str) -> None:
    assert len(printed[name]) > 2
    for number, page in enumerate(printed[name], start=1):
        line = page.lines[-1]
        assert page.texts[-1] == f"—{number}—"
        assert {round(char["size"]) for char in line} == {14}
        assert line[0]["top"] == pytest.approx(TOP + HEIGHT + 7 * MM, abs=8)
        if number % 2:
            assert line[-1]["x1"] == pytest.approx(LEFT + WIDTH - 14, abs=5)
        else:
            assert line[0]["x0"] == pytest.approx(LEFT + 14, abs=5)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_lies_between_the_margins(printed: Any, name: str) -> None:
    rules = [rule for page in printed[name] for rule in page.rules]
    assert len(rules) > 20
    assert min(rule["x0"] for rule in rules) > LEFT - NEAR
    assert max(rule["x1"] for rule in rules) < LEFT + WIDTH + NEAR
    assert min(rule["top"] for rule in rules) > TOP - NEAR
    assert max(rule["bottom"] for rule in rules) < TOP + HEIGHT + NEAR


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021", "draft"])
@pytest.mark.parametrize(
    ("caption", "first", "last"),
    [
        ("二、主动公开政府信息情况", "第二十条第（一）项", "行政事业性收费"),
        ("三、收到和处理政府信息公开申请情况", "申请人情况", "四、结转下年度继续办理"),
        ("四、.*行政复议、.*", "行政诉讼行政复议", "维持纠正结果审结"),
    ],
)
def test_a_table_stands_whole_on_the_page_of_its_heading(
    printed: Any, name: str, caption: str, first: str, last: str
) -> None:
    [below] = [
        "".join(page.texts[at + 1 :])
        for page in printed[name]
        for at, text in enumerate(page.texts)
        if re.fullmatch(caption, text)
    ]
    assert 0 <= below.find(first) < below.find(last)


def test_a_page_that_table_two_leaves_is_more_than_half_full(printed: Any) -> None:
    [page] = [page for page in printed["cn-2021"] if "行政事业性收费" in page.text and page.rules]
    [caption] = [
        line
        for line, text in zip(page.lines, page.texts, strict=True)
        if text == "二、主动公开政府信息情况"
    ]
    below = max(rule["bottom"] for rule in page.rules if rule["bottom"] > caption[0]["bottom"])
    assert below - caption[0]["top"] < HEIGHT / 2


@pytest.mark.parametrize("name", ["cn-2014", "gz-2017"])
def test_a_table_of_two_pages_repeats_its_head(printed: Any, name: str) -> None:
    tables = [page for page in printed[name] if page.rules]
    assert len(tables) == 2
    heads = [next(text for text in page.texts if "统计数" in text) for page in tables]
    assert heads == [heads[0]] * 2
    assert tables[1].texts[0] == heads[0]


def test_no_number_of_a_table_is_broken(printed: Any) -> None:
    shown = {
        "".join(char["text"] for char in line) for page in printed["draft"] for line in _cells(page)
    }
    for number in ("13612", "13364", "14069", "11398889"):
        assert number in shown


def _cells(page: Page) -> Iterator[Sequence[Any]]:
    """Runs of characters of one line that follow each other closely."""
    for line in page.lines:
        start = 0
        for at in range(1, len(line) + 1):
            if at == len(line) or line[at]["x0"] - line[at - 1]["x1"] > line[at]["size"] / 2:
                yield line[start:at]
                start = at


def test_every_page_of_a_draft_says_so(printed: Any) -> None:
    assert all(page.texts[0] == "草稿" for page in printed["draft"])
    assert "草稿" not in "".join(page.text for page in printed["cn-2021"])


def test_the_date_ends_four_characters_from_the_margin_below_the_middle_of_the_name(
    printed: Any,
) -> None:
    page = printed["cn-2021"][-1]
    at = page.texts.index("2026年1月15日")
    name, day = page.lines[at - 1], page.lines[at]
    assert day[-1]["x1"] == pytest.approx(LEFT + WIDTH - 4 * TYPE, abs=TYPE)
    assert _middle(name) == pytest.approx(_middle(day), abs=3)


def _middle(line: Sequence[Any]) -> float:
    return float(line[0]["x0"] + line[-1]["x1"]) / 2


def test_no_page_holds_the_signature_alone(soffice: Soffice, tmp_path: Path) -> None:
    """Wherever the text ends on its page: it is longer by a line each time, 22 are a page.

    LibreOffice moves the last paragraph to the next page as a whole, Word no more than its last
    lines. (LibreOffice keeps no paragraph together that fills most of a page.)
    """
    texts = ["开" * 28 * lines + "\n" + "开" * 28 * 2 for lines in range(1, 23)]
    documents = {
        f"{len(text)}": _docx(filing(body=BODY, texts={"other_matters": text}), edition())
        for text in texts
    }
    made = _pages(documents, soffice, tmp_path)
    ends = [each[-1].body for each in made.values()]
    assert all(end[-1] == "2023年1月20日" for end in ends)
    assert all("开" in end[-3] for end in ends)
    assert len({len(each) for each in made.values()}) > 1
