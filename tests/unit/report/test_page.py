import json
import re
from pathlib import Path

import pytest

from tests.chromium import dom
from tests.reports import compile_report
from tests.unit.report.filings import BODY, TEXTS, edition, filing, published, renamed
from tests.unit.report.reading import figures_by_place, page, page_tables

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
    data = page(_page()).xpath("//p/data")
    found = {one.get("data-key"): (one.get("value"), one.text_content()) for one in data}
    assert found["requests.received[total]"] == ("74", "74")
    share = "share(requests.received[natural],requests.received[total])"
    assert found[share] == ("95.9", "95.9%")


def test_a_cell_left_blank_has_no_value_and_what_was_typed() -> None:
    changes = {"proactive.rules[issued]": "/", "proactive.rules[repealed]": "12件"}
    content = compile_report(edition(), filing(changes=changes), "html", draft=False)
    for key, value, text in (("issued", "", "/"), ("repealed", "12", "12")):
        [one] = page(content).xpath(f"//td/data[@data-key='proactive.rules[{key}]']")
        assert (one.get("value"), one.text_content()) == (value, text)


def test_the_six_parts_and_the_tables_stand_in_order() -> None:
    marks = page(_page()).xpath("//h2 | //table")
    assert [one.get("id") or one.text_content()[:2] for one in marks] == [
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
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\(", content)
    assert "<!DOCTYPE html>" in content


def test_only_a_draft_says_so() -> None:
    assert page(_page(draft=True)).xpath("//p[@class='banner']/text()") == ["草稿"]
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


@pytest.mark.chromium
def test_a_narrow_screen_scrolls_tables_and_not_the_page(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(_page("hangzhou_style_2025"))
    frame = tmp_path / "frame.html"
    frame.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><iframe width="400" height="800"></iframe>'
        "<p id='seen'></p><script>const frame = document.querySelector('iframe');"
        "frame.addEventListener('load', () => {const page = frame.contentDocument;"
        "const wide = page.querySelector('#requests').parentElement;"
        "document.querySelector('#seen').textContent = "
        "[page.documentElement.scrollWidth, wide.scrollWidth > wide.clientWidth].join(' ')});"
        f"frame.srcdoc = {_script_text(report.read_text(encoding='utf-8'))};</script>",
        encoding="utf-8",
    )
    assert '<p id="seen">400 true</p>' in dom(frame)


def _script_text(text: str) -> str:
    return json.dumps(text).replace("</", "<\\/")


@pytest.mark.chromium
def test_the_figures_survive_the_browser(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    report.write_bytes(_page())
    tables = page_tables(dom(report).encode())
    assert list(figures_by_place(tables)) == list(published("pingtan_2022").values())
