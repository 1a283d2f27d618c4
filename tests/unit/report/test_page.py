import re
from itertools import pairwise

import pytest

from tests.support.filings import FORMS, as_read, balanced
from tests.support.filings import edition as form_of
from tests.support.report_filings import BODY, TEXTS, edition, filing, published, renamed
from tests.support.report_readers import figures_by_place, page, page_tables
from tests.support.reports import compile_report

REAL = ("pingtan_2022", "hangzhou_style_2025")


def _page(name: str = "pingtan_2022", *, draft: bool = False) -> bytes:
    return compile_report(edition(), filing(name, body=BODY, texts=TEXTS), "html", draft=draft)


@pytest.mark.parametrize("name", REAL)
def test_every_figure_of_the_tables_is_data_named_by_its_key(name: str) -> None:
    data = page(_page(name)).xpath("//table//data[@class='fig']")
    assert {one.get("data-key"): one.text_content() for one in data} == published(name)
    assert all(one.get("value") == one.text_content() for one in data)
    assert len(data) == 200


@pytest.mark.parametrize("name", REAL)
def test_every_figure_stands_in_its_place_of_the_form(name: str) -> None:
    tables = page_tables(_page(name))
    assert list(figures_by_place(tables)) == list(published(name).values())
    assert tables[1][2][3:] == [
        *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
    ]
    assert tables[1][8][:3] == [
        "三、本年度办理结果",
        "（三）不予公开",
        "2.其他法律行政法规禁止公开",
    ]


def test_a_figure_of_the_text_carries_its_expression_and_bare_number() -> None:
    data = page(_page()).xpath("//p//data")
    found = {one.get("data-key"): (one.get("value"), one.text_content()) for one in data}
    assert found["requests.received[total]"] == ("74", "74")
    share = "share(requests.received[natural],requests.received[total])"
    assert found[share] == ("95.9", "95.9%")


def test_a_draft_marks_a_cell_without_a_number() -> None:
    changes = {
        "proactive.rules[issued]": "/",
        "proactive.rules[repealed]": "12件",
        "proactive.rules[in_force]": "",
    }
    content = compile_report(edition(), filing(changes=changes), "html", draft=True)
    for key, value, text in (
        ("issued", "", "【/】"),
        ("repealed", "12", "12"),
        ("in_force", "", "【　】"),
    ):
        [one] = page(content).xpath(f"//td/data[@data-key='proactive.rules[{key}]']")
        assert (one.get("value"), one.text_content()) == (value, text)


def test_the_six_parts_and_the_tables_stand_in_order() -> None:
    marks = page(_page()).xpath("//h2 | //table")
    assert [one.get("id") if one.tag == "table" else one.text_content()[:2] for one in marks] == [
        *("一、", "二、", "proactive", "三、", "requests", "四、", "disputes", "五、", "六、"),
    ]


def test_headings_say_what_they_head() -> None:
    requests = page(_page()).get_element_by_id("requests")
    scopes = {one.text_content(): one.get("scope") for one in requests.iter("th")}
    assert scopes["申请人情况"] == scopes["法人或其他组织"] == "colgroup"
    assert scopes["自然人"] == scopes["商业企业"] == "col"
    assert scopes["三、本年度办理结果"] == scopes["（三）不予公开"] == "rowgroup"
    assert scopes["（七）总计"] == "row"
    assert len(requests.xpath("./thead/tr")) == 3
    assert requests.find("caption") is not None


def test_the_page_needs_nothing_else() -> None:
    content = _page(draft=True).decode()
    assert not re.search(
        r"<(?:link|img|iframe)\b|@import|url\(|\bsrc=|<script(?! type=\"appl)", content
    )
    assert "<!DOCTYPE html>" in content


def test_landmarks_divide_the_page() -> None:
    content = page(_page())
    [paper] = content.xpath("/html/body/div")
    assert [each.tag for each in paper] == ["header", "nav", "main", "footer"]
    [skip] = content.xpath("/html/body/a")
    assert content.get_element_by_id(skip.get("href")[1:]).tag == "main"
    assert paper.xpath("string(header/h1)").endswith("2022年政府信息公开工作年度报告")
    assert "2023年1月20日" in paper.xpath("string(footer)")
    for section in paper.xpath("main/section"):
        assert content.get_element_by_id(section.get("aria-labelledby")).tag == "h2"


def test_the_contents_lead_to_every_part() -> None:
    content = page(_page())
    links = {link.get("href")[1:]: link.text_content() for link in content.xpath("//nav//a")}
    assert list(links.values()) == [one.text_content() for one in content.iter("h2")]
    assert all(content.get_element_by_id(at).text_content() == text for at, text in links.items())


@pytest.mark.parametrize("form", FORMS)
def test_headings_go_down_step_by_step(form: str) -> None:
    made = compile_report(form_of(form), as_read(balanced(form)), "html", draft=False)
    levels = [int(one.tag[1]) for one in page(made).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("form", FORMS)
def test_every_heading_cell_has_a_scope_and_every_table_a_caption(form: str) -> None:
    made = page(compile_report(form_of(form), as_read(balanced(form)), "html", draft=False))
    assert {one.get("scope") for one in made.iter("th")} <= {"col", "colgroup", "row", "rowgroup"}
    for table in made.iter("table"):
        assert table.findtext("caption/span")
        group = table.getparent()
        assert group is not None
        assert (group.get("role"), group.get("tabindex")) == ("group", "0")
        assert str(group.get("aria-label")) in str(table.xpath("string(caption)"))


def test_only_a_draft_says_so() -> None:
    assert page(_page(draft=True)).xpath("//*[@class='banner']/text()") == ["草稿"]
    assert "（草稿）" in page(_page(draft=True)).xpath("string(//h1)")
    assert "草稿" not in _page().decode()


def test_texts_are_never_markup() -> None:
    texts = {**TEXTS, "problems": "# 1. <b>{{x}}\n::: table\n- &amp; \ue000a\ue0012\ue002"}
    content = compile_report(edition(), filing(texts=texts), "html", draft=False)
    shown = [one.text_content() for one in page(content).iter("p")]
    assert {"# 1. <b>{{x}}", "::: table", "- &amp; a2"} <= set(shown)


def test_a_name_of_special_characters_survives() -> None:
    content = compile_report(edition(), renamed(filing(), "A&B<局>\"'"), "html", draft=False)
    title = "A&B<局>\"'2022年政府信息公开工作年度报告"
    assert page(content).findtext(".//title") == title
    assert page(content).xpath("string(//h1)") == title


def test_the_same_report_has_the_same_bytes() -> None:
    assert _page() == _page()


def test_the_web_address_is_a_link() -> None:
    address = "http://www.qinghe.example/zwgk/?a=1&b=2"
    body = {**BODY, "website": address}
    content = compile_report(edition(), filing(body=body), "html", draft=False)
    assert list(page(content).xpath("//p/a/@href")) == [address]
    without = compile_report(
        edition(), filing(body={**BODY, "website": "见网站"}), "html", draft=False
    )
    assert page(without).xpath("//p/a") == []
