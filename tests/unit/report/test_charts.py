"""Charts of the report: drawn from the figures that were filed, and from nothing else."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from disclose.form.edition.load import load
from disclose.form.layout.chart_places import FEWEST_CASES
from disclose.form.prior_year import PriorYear
from disclose.form.templating import Num
from disclose.report.blocks import ChartPlaceholder, NarrativeError, Paragraph, plain_text
from disclose.report.charts import WIDTH, Drawing, drawings, picture
from disclose.report.narrative import Report, compose
from disclose.report.template_sources import Narrative
from tests.support import charts
from tests.support.editions import edited
from tests.support.element_order import CHART, disorder
from tests.support.filings import FORMS, as_read, balanced, edition
from tests.support.pdf_reader import pdf_text, tags
from tests.support.report_filings import TABLES, filing, published, zeros
from tests.support.report_readers import page
from tests.support.reports import compile_report

APPLICANTS = {
    "自然人": "natural",
    "商业企业": "business",
    "科研机构": "research",
    "社会公益组织": "welfare",
    "法律服务机构": "legal",
    "其他组织": "other",
}
HANGZHOU = {
    "自然人": ["13612"],
    "商业企业": ["252"],
    "法律服务机构": ["128"],
    "社会公益组织": ["45"],
    "其他组织": ["32"],
}
"""As published, the largest first; research institutions made no requests."""

OUTCOMES = {
    "予以公开": ["5548"],
    "无法提供": ["3421"],
    "部分公开": ["2168"],
    "其他处理": ["1486"],
    "不予公开": ["730"],
    "不予处理": ["457"],
}
"""As published, those of a group added up by hand."""

PRIOR_YEAR_SHEET = {
    "requests.received[total]": 70,
    "requests.carried_in[total]": 0,
    "requests.total[total]": 69,
    "requests.carried_out[total]": 1,
}
YEARS = {
    "新收申请": ["70", "74"],
    "上年结转": ["0", "1"],
    "办结申请": ["69", "75"],
    "结转下年度": ["1", "0"],
}
"""Pingtan's figures of 2021 and 2022, as published."""


def _prior_year(amounts: Mapping[str, int | None]) -> PriorYear:
    known = {key: None if each is None else Decimal(each) for key, each in amounts.items()}
    return PriorYear(name="上年.json", amounts=known)


@cache
def _written(name: str, to: str) -> bytes:
    prior_year = _prior_year(PRIOR_YEAR_SHEET) if name == "pingtan_2022" else None
    return compile_report(
        edition(), filing(name), to, draft=False, prior_year=prior_year, charts=True
    )


def _composed(
    changes: Mapping[str, str] | None = None, prior_year: PriorYear | None = None
) -> Report:
    return compose(edition(), zeros(changes), draft=True, prior_year=prior_year, charts=True)


@pytest.mark.parametrize("read", [charts.word_charts, charts.word_sheets, charts.page_charts])
def test_every_format_draws_the_published_figures(read: object) -> None:
    assert callable(read)
    to = "html" if read is charts.page_charts else "docx"
    found = read(_written("hangzhou_style_2025", to))
    assert found == [HANGZHOU, OUTCOMES]
    assert [list(bars) for bars in found] == [list(HANGZHOU), list(OUTCOMES)]
    assert {
        key: [number]
        for key, column in APPLICANTS.items()
        if (number := published("hangzhou_style_2025")[f"requests.received[{column}]"]) != "0"
    } == HANGZHOU


@pytest.mark.parametrize("read", [charts.word_charts, charts.word_sheets, charts.page_charts])
def test_two_years_stand_side_by_side_last_year_first(read: object) -> None:
    assert callable(read)
    to = "html" if read is charts.page_charts else "docx"
    assert read(_written("pingtan_2022", to))[2] == YEARS


def test_the_pdf_draws_the_same_numbers_as_text() -> None:
    text = pdf_text(_written("pingtan_2022", "pdf"))
    for label, numbers in {"自然人": ["71"], "商业企业": ["3"], **YEARS}.items():
        assert re.search(label + "".join(numbers), text), label
    assert "社会公益组织0" not in text
    assert "图12022年新收政府信息公开申请的申请人情况（单位：件）" in text
    assert "图32022年政府信息公开申请与上年对比（单位：件）" in text
    assert text.index("新收申请7074") > text.index("2021年2022年")
    assert tags(_written("pingtan_2022", "pdf")).count("Figure") == 3


@pytest.mark.parametrize("to", ["docx", "html", "pdf"])
def test_the_same_report_gives_the_same_bytes(to: str) -> None:
    again = compile_report(edition(), filing("hangzhou_style_2025"), to, draft=False, charts=True)
    assert again == _written("hangzhou_style_2025", to)


@pytest.mark.parametrize("to", ["docx", "html", "pdf", "md", "fragment.html"])
def test_charts_are_drawn_only_where_they_are_asked_for(to: str) -> None:
    plain = compile_report(edition(), filing(), to, draft=False)
    drawn = compile_report(edition(), filing(), to, draft=False, charts=True)
    assert (plain == drawn) is (to in {"md", "fragment.html"})
    assert "图表".encode() not in plain
    assert b"<svg" not in plain


def test_charts_stand_behind_what_they_illustrate() -> None:
    blocks = compose(
        edition(), filing(), draft=False, prior_year=_prior_year(PRIOR_YEAR_SHEET), charts=True
    ).blocks
    places = [number for number, block in enumerate(blocks) if isinstance(block, ChartPlaceholder)]
    before = [blocks[number - 1] for number in places]
    starts = [plain_text(each.runs)[:4] if isinstance(each, Paragraph) else each for each in before]
    assert starts == ["2022", "全年办结", ChartPlaceholder("outcomes")]


def test_without_requests_there_is_no_chart() -> None:
    assert _composed().charts == {}
    assert ChartPlaceholder not in map(type, _composed().blocks)
    for to in ("docx", "html"):
        plain = compile_report(edition(), zeros(), to, draft=False)
        assert compile_report(edition(), zeros(), to, draft=False, charts=True) == plain


@pytest.mark.parametrize(
    ("counts", "seen"),
    [("25 5 0", "25 5"), ("24 5 0", ""), ("30 0 0", ""), ("0 0 30", ""), ("3 26 1", "26 3 1")],
)
def test_a_handful_of_cases_or_one_bar_makes_no_chart(counts: str, seen: str) -> None:
    columns = ("natural", "business", "other")
    typed = {
        f"requests.received[{column}]": count
        for column, count in zip(columns, counts.split(), strict=True)
    }
    found = _composed(typed).charts.get("applicants")
    assert (found is None) is (not seen)
    if found is not None:
        assert [bar.numbers[0].text for bar in found.bars] == seen.split()


def test_charts_are_numbered_as_they_stand_in_the_report() -> None:
    own = Narrative("own", {"own": f"# 报告\n:::chart outcomes\n:::chart applicants\n{TABLES}"})
    drawn = compose(edition(), filing(), draft=False, narrative=own, charts=True).charts
    assert [each.caption for each in drawn.values()] == [
        "图1　2022年政府信息公开申请处理结果（单位：件）",
        "图2　2022年新收政府信息公开申请的申请人情况（单位：件）",
    ]


@pytest.mark.parametrize("typed", ["不详", "-3", "1234567890123456"])
def test_a_number_that_cannot_be_drawn_keeps_its_chart_out(typed: str) -> None:
    report = _composed({"requests.received[natural]": "50", "requests.received[legal]": typed})
    assert "applicants" not in report.charts


def test_a_bar_is_left_out_where_last_year_is_not_known() -> None:
    last = {
        **PRIOR_YEAR_SHEET,
        "requests.carried_in[total]": None,
        "requests.carried_out[total]": None,
    }
    now = {"requests.received[natural]": "5", "requests.granted[natural]": "5"}  # last year: 70
    drawn = _composed(now, _prior_year(last)).charts["years"]
    assert [bar.label for bar in drawn.bars] == ["新收申请", "办结申请"]
    assert "years" not in _composed(now, _prior_year({})).charts
    assert "years" not in _composed(now).charts


def test_a_chart_tells_all_it_shows() -> None:
    drawn = compose(
        edition(), filing(), draft=False, prior_year=_prior_year(PRIOR_YEAR_SHEET), charts=True
    ).charts
    assert drawn["applicants"].description == (
        "条形图。图1　2022年新收政府信息公开申请的申请人情况（单位：件）：自然人71；商业企业3。"
    )
    assert "新收申请2021年70、2022年74；" in drawn["years"].description
    html, docx = _written("pingtan_2022", "html"), _written("pingtan_2022", "docx")
    told = [str(each.text) for each in page(html).iter("desc")]
    with ZipFile(BytesIO(docx)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    shown = [each.get("descr") for each in document.iter(f"{charts.WP}docPr")]
    assert (
        told == shown == [drawn[name].description for name in ("applicants", "outcomes", "years")]
    )


def test_every_number_of_a_page_names_the_figures_it_adds_up() -> None:
    figures = published("hangzhou_style_2025")
    for text in page(_written("hangzhou_style_2025", "html")).iter("text"):
        if key := text.get("data-key"):
            keys = key.strip("()").split("+")
            assert sum(int(figures[each]) for each in keys) == int(str(text.text))


@pytest.mark.parametrize("form", FORMS)
def test_the_charts_of_every_form_hold_its_figures_and_no_others(form: str) -> None:
    filed = as_read(balanced(form))
    for to, read in (("docx", charts.word_charts), ("html", charts.page_charts)):
        found = read(compile_report(edition(form), filed, to, draft=False, charts=True))
        stated = {bar.label: bar for each in edition(form).charts for bar in each.bars}
        assert found or form in {"cn-2014", "gz-2017"}  # fewer than 30 requests
        for bars in found:
            for label, numbers in bars.items():
                amounts = [filed.amount(key) or Decimal(0) for key in stated[label].figures]
                assert [Decimal(each) for each in numbers] == [sum(amounts)]


def test_an_unknown_chart_is_a_fault_of_the_narrative() -> None:
    told = Narrative("own", {"own": "# 报告\n:::chart applicant"})
    with pytest.raises(NarrativeError, match=":::chart applicant"):
        compose(edition(), filing(), draft=False, narrative=told)


def test_a_template_of_ones_own_places_charts() -> None:
    told = Narrative("own", {"own": f"# 报告\n:::chart outcomes\n{TABLES}"})
    report = compose(edition(), filing(), draft=False, narrative=told, charts=True)
    assert ChartPlaceholder("outcomes") in report.blocks
    assert ChartPlaceholder("applicants") not in report.blocks


def test_word_ties_each_chart_to_its_workbook() -> None:
    with ZipFile(BytesIO(_written("pingtan_2022", "docx"))) as package:
        names = package.namelist()
        kinds = package.read("[Content_Types].xml").decode()
        for number in (1, 2, 3):
            relations = package.read(f"word/charts/_rels/chart{number}.xml.rels").decode()
            chart = etree.fromstring(package.read(f"word/charts/chart{number}.xml"))
            [tie] = chart.iter(f"{charts.C}externalData")
            assert f'Id="{next(iter(tie.attrib.values()))}"' in relations
            assert f"embeddings/chart{number}.xlsx" in relations
            assert f"word/embeddings/chart{number}.xlsx" in names
            assert f"/word/charts/chart{number}.xml" in kinds
            faces = {each.get("typeface") for each in chart.iter() if str(each.tag).endswith("}ea")}
            assert faces == {"宋体"}
            [axis] = chart.iter(f"{charts.C}catAx")
            kept = axis.iter(f"{charts.C}orientation", f"{charts.C}tickLblSkip")
            assert [each.get("val") for each in kept] == ["maxMin", "1"]


def _chart_disorder(docx: bytes) -> list[str]:
    """Name the elements of all charts that are not where the schema has them."""
    with ZipFile(BytesIO(docx)) as package:
        names = [name for name in package.namelist() if name.startswith("word/charts/chart")]
        roots = [etree.fromstring(package.read(name)) for name in names]
    return [fault for root in roots for fault in disorder(root, CHART)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("compared", [False, True])
def test_elements_of_a_chart_are_in_the_order_of_the_schema(form: str, compared: bool) -> None:
    filed = as_read(balanced(form))
    amounts = {key: Decimal(number + 1) for number, key in enumerate(filed.entries)}
    prior_year = PriorYear(name="上年.json", amounts=amounts) if compared else None
    docx = compile_report(
        edition(form), filed, "docx", draft=False, prior_year=prior_year, charts=True
    )
    drawn = charts.word_charts(docx)
    if any(drawn):
        assert any(len(numbers) > 1 for bars in drawn for numbers in bars.values()) is compared
    assert _chart_disorder(docx) == []


def test_disorder_in_a_chart_is_noticed() -> None:
    legend = (
        f'<c:chart xmlns:c="{charts.C[1:-1]}"><c:plotArea/><c:legend><c:legendPos/><c:overlay/>'
        "<c:layout/></c:legend></c:chart>"
    )
    assert disorder(etree.fromstring(legend), CHART) == ["legend: legendPos overlay layout"]


COUNT = st.one_of(st.just(0), st.integers(1, 3), st.integers(0, 10**14))


@given(st.lists(COUNT, min_size=6, max_size=6))
def test_bars_are_to_scale_and_stay_within_the_picture(counts: list[int]) -> None:
    amounts = dict(zip(APPLICANTS.values(), counts, strict=True))
    figures = {key: Num(key, Decimal(0)) for key in edition().figures}
    for column, amount in amounts.items():
        key = f"requests.received[{column}]"
        figures[key] = Num(key, Decimal(amount))
    drawn = drawings(edition(), 2025, figures, {}).get("applicants")
    assert (drawn is None) is (sum(counts) < FEWEST_CASES or counts.count(0) > len(counts) - 2)
    if drawn is not None:
        _fits(drawn, [count for count in counts if count])


def _fits(drawn: Drawing, counts: list[int]) -> None:
    laid = picture(drawn)
    marks = [mark for row in laid.rows for mark in row.marks]
    values = [mark.number.value or Decimal(0) for mark in marks]
    assert values == sorted(map(Decimal, counts), reverse=True)
    assert [mark.length for mark in marks] == sorted((mark.length for mark in marks), reverse=True)
    longest = marks[0].length
    for mark, value in zip(marks, values, strict=True):
        exact = value / values[0] * longest
        assert abs(mark.length - exact) <= Decimal("1.5")
        assert mark.length > 0
        assert laid.foot + mark.after + 9 * len(mark.number.text) <= WIDTH
        assert 0 <= mark.y < mark.base < laid.height


def test_an_edition_without_charts_has_none(tmp_path: Path) -> None:
    folder = edited(tmp_path)
    text = (folder / "edition.toml").read_text(encoding="utf-8")
    start, end = text.index("[[charts]]"), text.index("[[texts]]")
    (folder / "edition.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert load(folder).charts == ()
