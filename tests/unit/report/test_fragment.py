"""The fragment to be pasted into a website's editor."""

import re

import pytest
from lxml import html

from disclose.report.compile import FRAGMENT
from tests.support.filings import FORMS, as_read, balanced
from tests.support.filings import edition as form_of
from tests.support.report_filings import BODY, TEXTS, edition, filing, published
from tests.support.report_readers import figures_by_place, page, page_tables
from tests.support.reports import compile_report


def _fragment(*, draft: bool = False) -> bytes:
    return compile_report(edition(), filing(body=BODY, texts=TEXTS), FRAGMENT, draft=draft)


@pytest.mark.parametrize("form", FORMS)
def test_it_is_one_element_that_needs_nothing_else(form: str) -> None:
    content = compile_report(form_of(form), as_read(balanced(form)), FRAGMENT, draft=False).decode()
    element = html.fragment_fromstring(content)
    assert element.tag == "div"
    names = {name for each in element.iter() for name in each.attrib}
    assert not names & {"class", "id", "src", "href", "onclick"}
    tags = {str(each.tag) for each in element.iter()}
    assert not tags & {"script", "style", "link", "img", "html", "body", "h1", "main"}
    assert not re.search(r"url\(|@import|var\(|<!DOCTYPE", content)


def test_every_figure_stands_in_its_place_and_carries_its_key() -> None:
    content = _fragment()
    shown = published("pingtan_2022")
    assert list(figures_by_place(page_tables(content))) == list(shown.values())
    data = page(content).xpath("//table//data")
    assert {one.get("data-key"): one.get("value") for one in data} == shown


@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_the_page_says(form: str) -> None:
    made = [
        page(compile_report(form_of(form), as_read(balanced(form)), to, draft=False))
        for to in ("html", FRAGMENT)
    ]
    whole, part = ([one.text_content() for one in each.xpath("//h2|//h3|//p|//td|//th|//caption")]
                   for each in made)  # fmt: skip
    assert part[0] == made[0].xpath("string(//h1)")
    assert part[1:] == whole


def test_tables_keep_scopes_captions_and_rules() -> None:
    made = page(_fragment())
    for table in made.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") for cell in table.iter("th"))
        cells = table.xpath(".//th | .//td")
        assert all("border:1px solid" in cell.get("style") for cell in cells)


def test_only_a_draft_says_so() -> None:
    assert page(_fragment(draft=True)).xpath("string(//p)") == "草稿"
    assert "草稿" not in _fragment().decode()


def test_the_same_report_has_the_same_bytes() -> None:
    assert _fragment() == _fragment()
