"""The page of findings: everything told, everything linked, nothing fetched, nothing run."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from disclose.checks.outcome import Checked
from disclose.core.finding import error
from disclose.core.language import Language
from disclose.excel.mark.findings_list import render_findings
from disclose.form.templating import packaged
from disclose.output import findings_page
from disclose.output.text import render_all
from disclose.output.verdict import not_compared
from tests.support.checked_filings import (
    CARRIED_IN,
    UNREADABLE,
    a_tie,
    explained,
    filed,
    one_likely,
)

ZH, EN = Language.ZH, Language.EN
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\"'&\u202e"
UPHELD = "disputes.reconsideration[upheld]"


def _text(files: Sequence[Checked], language: Language = ZH) -> str:
    return findings_page.render(files, language).decode()


def _page(*files: Checked, language: Language = ZH) -> html.HtmlElement:
    return html.document_fromstring(_text(files, language))


def _several() -> Checked:
    checked = filed(
        {CARRIED_IN: 7, UPHELD: "五件", "requests.granted[business]": "/"},
        texts={"other_matters": "没有其他需要报告的事项。"},
    )
    return explained(replace(checked, suspects=one_likely().suspects), "TXT01", "属实")


ALL = (one_likely(), a_tie(6, 7), _several(), UNREADABLE, filed())


@pytest.mark.parametrize("language", Language)
def test_every_link_has_its_target_and_every_id_is_its_own(language: Language) -> None:
    for files in ((_several(),), ALL):
        made = _page(*files, language=language)
        ids = made.xpath("//@id")
        assert len(ids) == len(set(ids))
        links = made.xpath("//a/@href")
        assert links
        assert {link.removeprefix("#") for link in links} <= set(ids)


def test_nothing_is_fetched_and_no_script_is_there() -> None:
    text = _text(ALL)
    assert not re.search(r"https?://|//[a-z]|@import|url\(", text)
    made = html.document_fromstring(text)
    assert not made.xpath("//script | //img | //link | //iframe | //form | //@src | //@onclick")
    [policy] = made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_every_finding_is_told_with_its_cell() -> None:
    done = _several()
    made = _page(done)
    assert len(made.xpath("//li[@class='finding']")) == len(done.findings)
    codes = made.xpath("//article//h4/code/text()")
    assert codes == ["REQ01", "CELL03", "CELL01", "TXT01"]
    firsts = [each.places[0] for each in done.findings]
    told = made.xpath("//p[@class='at']/a/text()")
    assert set(told) == {f"{place.sheet}!{place.cell}" for place in firsts}


def test_every_cell_of_a_finding_is_marked_and_leads_back() -> None:
    done = _several()
    made = _page(done)
    assert done.edition
    keys = {place.key for each in done.findings for place in each.places}
    wanted = {
        f"c1-{number}"
        for number, key in enumerate(done.edition.figures, 1)
        if key in keys | {CARRIED_IN, "requests.received[natural]"}
    }
    marked = made.xpath("//td[contains(@class, 'mark')]")
    assert {each.get("id") for each in marked} == wanted
    assert all(each.xpath(".//a[starts-with(@href, '#f1-')]") for each in marked)
    assert [row.xpath("string(th)") for row in made.xpath("//tr[starts-with(@id, 'o1-')]")] == [
        "文字部分!B9"
    ]


def _cell(made: html.HtmlElement, done: Checked, key: str) -> html.HtmlElement:
    assert done.edition
    number = [*done.edition.figures].index(key) + 1
    return made.get_element_by_id(f"c1-{number}")


def test_a_suspect_shows_what_it_should_be_the_others_that_they_are_in_the_equation() -> None:
    done = one_likely()
    made = _page(done)
    suspect = _cell(made, done, CARRIED_IN)
    assert suspect.get("class") == "mark suspect error"
    assert (suspect.xpath("string(data)"), suspect.xpath("string(ins)")) == ("7", "→ 6")
    assert suspect.xpath("string(.//b)") == "?"
    assert suspect.xpath(".//a/@href") == ["#f1-1", "#f1-2"]
    other = _cell(made, done, "requests.carried_out[natural]")
    assert other.get("class") == "mark equation error"
    assert other.xpath("string(.//b)") == "="
    assert "表三!D30" in str(other.get("title"))
    received = _cell(made, done, "requests.received[natural]")  # the repair that is not told
    assert not received.xpath("ins")


def test_a_tie_marks_every_repair_that_is_told() -> None:
    done = a_tie(6, 7)
    cell = _cell(_page(done), done, "requests.carried_out[natural]")
    assert cell.xpath("ins/text()") == ["→ 6", "→ 7"]


def test_a_wrong_cell_shows_what_was_typed_and_an_explained_one_is_a_note() -> None:
    done = _several()
    made = _page(done)
    assert _cell(made, done, UPHELD).xpath("string(data)") == "五件"
    assert _cell(made, done, UPHELD).get("class") == "mark wrong error"
    assert _cell(made, done, "requests.granted[business]").get("class") == "mark wrong error"
    rules = explained(filed({"proactive.rules[in_force]": 1}), "PRO02", "属实")
    cell = _cell(_page(rules), rules, "proactive.rules[in_force]")
    assert cell.get("class") == "mark equation note"


def test_the_verdict_the_equations_and_the_advice_stand_there() -> None:
    made = _page(one_likely())
    assert made.xpath("string(//p[@class='said'])").strip() == (
        "✗ 未通过：强制性错误 1 项（REQ01 2 处），须改正后再上报。"
    )
    assert made.xpath("//p[@class='equation'][1]/span/text()")[:3] == [
        "新收 50 + 上年结转 7 = 57",
        "总计 51 + 结转下年度 5 = 56",
        "相差 1",
    ]
    advice = made.xpath("string(//div[@class='advice'])")
    assert "最可能：表三!D7" in advice
    assert "另有 1 种改法也能使等式相符。" in advice
    assert "REQ11" in made.xpath("string(//ul[@class='unjudged'])")


def test_the_page_of_a_file_that_passes_says_so_and_draws_its_tables() -> None:
    made = _page(filed(), language=EN)
    assert made.get("lang") == "en"
    assert made.xpath("string(//header/@class)") == "verdict pass"
    assert len(made.xpath("//section[@class='tables']//table")) == 3
    assert not made.xpath("//article")


def test_several_files_are_listed_worst_first_and_only_marked_tables_are_drawn() -> None:
    made = _page(*ALL)
    rows = made.xpath("//table[@class='overview']/tbody/tr")
    assert [row.xpath("string(td[1])") for row in rows] == [
        "无法读取",
        "未通过",
        "未通过",
        "未通过",
        "通过",
    ]
    assert len(made.xpath("//section[@class='file']")) == 4
    tables = made.xpath("//section[@id='file-1']//section[@class='tables']//table")
    assert [each.get("id") for each in tables] == ["t1-requests"]
    said = made.xpath("string(//h2[@id='overview'])")
    assert said == "共 5 个文件：通过 1，未通过 3，无法读取 1。"


def test_words_of_the_workbook_are_never_markup() -> None:
    checked = filed(
        {UPHELD: HOSTILE, CARRIED_IN: 7}, texts={"other_matters": "没有其他需要报告的事项。"}
    )
    done = explained(replace(checked, file=f"{HOSTILE}\x1b.xlsx"), "TXT01", HOSTILE)
    assert done.filing
    body = {**done.filing.body, "name": HOSTILE}
    done = replace(done, filing=done.filing._replace(body=body))
    shown = "<script>alert(1)</script>{{ 7*7 }}\"'&\\u202e"
    for files in ((done,), (done, UNREADABLE)):
        text = _text(files)
        assert not re.search("<script|\u202e|\x1b", text)
        made = html.document_fromstring(text)
        [file] = made.xpath("//section[starts-with(@class, 'file')][.//code = 'TXT01']")
        assert file.xpath("string(.//h2)") == f"{shown}\\u001b.xlsx"
        assert shown in file.xpath("string(.//p[@class='explained'])")
        assert shown in file.xpath("string(.//header/p[@class='body'])")
        assert shown in file.xpath("string(.//td[@class='mark wrong error'])")


def test_headings_have_scopes_tables_captions_and_parts_names() -> None:
    made = _page(*ALL)
    assert all(each.get("scope") for each in made.xpath("//th"))
    assert all(each.xpath("caption") for each in made.xpath("//table"))
    assert len(made.xpath("//main")) == 1
    names = set(made.xpath("//@id"))
    named_by = " ".join(made.xpath("//section/@aria-labelledby")).split()
    assert set(named_by) <= names
    levels = [int(each.tag[1]) for each in made.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


# ------------------------------------------------------------------ colours


def _palettes() -> dict[str, dict[str, str]]:
    """Return the colours by name of the light, the dark and the printed page."""
    sheets = (packaged("check/page.css"), packaged("check/print.css"))
    blocks = re.findall(r":root \{(.*?)\}", "".join(sheets), re.DOTALL)
    light, dark, printed = (dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in blocks)
    return {"light": light, "dark": dark, "print": printed}


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of `#rgb` or `#rrggbb`."""
    digits = colour.removeprefix("#")
    pairs = [each * 2 for each in digits] if len(digits) == 3 else re.findall("..", digits)
    parts = [int(each, 16) / 255 for each in pairs]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_knows_its_ends() -> None:
    assert round(_contrast("#000", "#fff"), 2) == 21.0
    assert round(_contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("name", ["light", "dark", "print"])
def test_every_text_stands_out(name: str) -> None:
    colours = _palettes()[name]
    pairs = [
        *((ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "ground")),
        *((weight, "paper") for weight in ("error", "warning", "note", "pass")),
        *((weight, f"{weight}-tint") for weight in ("error", "warning", "note", "pass")),
        *(("ink", f"{weight}-tint") for weight in ("error", "warning")),
    ]
    contrasts = {pair: _contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert not {pair: value for pair, value in contrasts.items() if value < 4.5}


def test_who_fills_in_is_told_of_the_page_where_the_terminal_names_a_command() -> None:
    foreign = replace(UNREADABLE, findings=(error("BOOK06", tried=("cn-2021",)),))
    command, page = "disclose template", "网页 disclose.html"
    told = "\n".join(line.plain for line in render_all([foreign], ZH))
    assert command in told
    assert page not in told
    [listed] = render_findings(foreign)
    for shown in (listed.comment, _page(foreign).xpath("string(//p[@class='hint'])")):
        assert command not in shown
        assert page in shown
    assert "--previous" in not_compared([filed()], ZH)
    [note] = _page(filed()).xpath("//footer/p[contains(., '没有核对')]")
    assert note.text_content() == (
        "没有给出上年数据，与上年比较的 5 项（REQ11、REQ12、PRO11、DSP11、PRO12）没有核对；"
        "可在网页 disclose.html 上同时给出上年填好的工作簿或数据文件。"
    )
