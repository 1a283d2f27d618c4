"""The sheet 图表: charts tied to the tables' cells, their numbers true from the first."""

from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook

from disclose.excel.write.writer import write
from disclose.form.layout.book import plan
from tests.support.editions import packaged
from tests.support.element_order import CHART, disorder
from tests.support.filings import FORMS, as_read, balanced, changed
from tests.support.workbooks import workbook
from tests.support.written_workbooks import blank, filed, written
from tests.support.years import continued_workbook, last_year

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

APPLICANTS = [
    ("自然人", "=SUM(表三!D6)"),
    ("商业企业", "=SUM(表三!E6)"),
    ("科研机构", "=SUM(表三!F6)"),
    ("社会公益组织", "=SUM(表三!G6)"),
    ("法律服务机构", "=SUM(表三!H6)"),
    ("其他组织", "=SUM(表三!I6)"),
]
OUTCOMES = [
    ("予以公开", "=SUM(表三!J8)"),
    ("部分公开", "=SUM(表三!J9)"),
    ("不予公开", "=SUM(表三!J10:J17)"),
    ("无法提供", "=SUM(表三!J18:J20)"),
    ("不予处理", "=SUM(表三!J21:J25)"),
    ("其他处理", "=SUM(表三!J26:J28)"),
]
"""Rows of the printed form, two lines above it and three of headings."""


def _charts(data: bytes) -> list[etree._Element]:
    with ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        return [etree.fromstring(package.read(name)) for name in sorted(names)]


def _references(chart: etree._Element) -> list[str]:
    return [str(each.text) for each in chart.iter(f"{C}f")]


def _cached(chart: etree._Element, kind: str) -> list[str]:
    return [str(each.text) for each in chart.iterfind(f".//{C}{kind}//{C}v")]


def test_few_cases_are_not_drawn_and_captions_count_the_charts() -> None:
    """30 cases are enough if two bars share them; the second chart is then the first drawn."""
    few = {"requests.received[natural]": "27", "requests.received[legal]": "2"}
    outcomes = {"requests.granted[natural]": "29", "requests.partly_granted[legal]": "1"}
    sheet = written(filed({**few, **outcomes})).results["图表"]
    assert (sheet["A10"].value, sheet["G4"].value) == ("（数量较少，不作图）", 0)
    assert sheet["A18"].value == "图1　2025年政府信息公开申请处理结果（单位：件）"
    assert [sheet[f"G{row}"].value for row in range(12, 18)] == [29, 1, 0, 0, 0, 0]
    one = written(filed({"requests.received[natural]": "900"})).results["图表"]
    assert one["A10"].value == "（数量较少，不作图）"


def test_the_numbers_follow_the_tables() -> None:
    sheet = blank().formulas["图表"]
    rows = [(row[1].value, row[2].value) for row in sheet.iter_rows() if row[1].value]
    year = '=IF(ISNUMBER(单位信息!$B$3),(单位信息!$B$3)&"年","本年")'
    assert rows == [("单位：件", year), *APPLICANTS, ("单位：件", year), *OUTCOMES]


def test_the_stored_results_are_true() -> None:
    rows = {
        "received[natural]": "7",
        "denied.state_secret[natural]": "2",
        "denied.third_party[legal]": "3",
    }
    shown = written(filed({f"requests.{key}": text for key, text in rows.items()}))
    found = {row[1]: row[2] for row in shown.results["图表"].iter_rows(values_only=True) if row[1]}
    assert (found["自然人"], found["商业企业"], found["不予公开"]) == (7, 0, 5)


def test_charts_are_tied_to_those_cells() -> None:
    many = {"requests.received[natural]": "26", "requests.received[legal]": "4"}
    data = write(plan(packaged()), filed(many))
    first, second = _charts(data)
    assert _references(first) == ["图表!$C$3", "图表!$F$4:$F$9", "图表!$G$4:$G$9"]
    assert _references(second) == ["图表!$C$11", "图表!$F$12:$F$17", "图表!$G$12:$G$17"]
    assert _cached(first, "val") == ["26", "4", "0", "0", "0", "0"]
    assert _cached(first, "cat")[:2] == ["自然人", "法律服务机构"]
    assert {*_cached(second, "cat")} == {" "}
    axis = first.find(f".//{C}catAx")
    assert axis is not None
    assert [each.get("val") for each in axis.iter(f"{C}orientation", f"{C}tickLblSkip")] == [
        "maxMin",
        "1",
    ]
    assert first.find(f".//{C}legend") is None


def test_last_year_is_drawn_beside_this_one() -> None:
    data = continued_workbook(changed(), last_year())
    chart = _charts(data)[-1]
    names = [str(each.text) for each in chart.iterfind(f".//{C}tx//{C}strCache//{C}v")]
    assert names == ["2024年", "2025年"]
    sheet = load_workbook(BytesIO(data), data_only=True)["图表"]
    rows = [row[1:4] for row in sheet.iter_rows(values_only=True) if row[1]][-4:]
    this, then = as_read(changed()), as_read(last_year())
    for (label, last, now), row in zip(
        rows, ("received", "carried_in", "total", "carried_out"), strict=True
    ):
        assert (now, last) == (
            this.amount(f"requests.{row}[total]"),
            then.amount(f"requests.{row}[total]"),
        ), label
    assert chart.find(f".//{C}legend") is not None


def test_years_are_not_drawn_where_last_years_figures_are_no_numbers() -> None:
    unknown = last_year({"requests.received[natural]": "不详"})
    assert len(_charts(continued_workbook(changed(), unknown))) == 2


def test_every_form_has_its_charts_on_one_page_that_can_not_be_typed_into() -> None:
    for form in FORMS:
        data = workbook(balanced(form))
        sheet = load_workbook(BytesIO(data))["图表"]
        expected = [chart for chart in packaged(form).charts if not chart.years]
        assert len(_charts(data)) == len(expected) > 1, form
        assert sheet.protection.sheet
        assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
        properties = sheet.sheet_properties.pageSetUpPr
        assert properties is not None
        assert properties.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
        assert sheet.page_setup.paperSize == 9


def test_each_chart_is_described_for_those_who_do_not_see_it() -> None:
    data = workbook(balanced())
    with ZipFile(BytesIO(data)) as package:
        drawing = etree.fromstring(package.read("xl/drawings/drawing1.xml"))
    told = [each.get("descr") for each in drawing.iter() if str(each.tag).endswith("}cNvPr")]
    assert told[0] == "条形图：新收政府信息公开申请的申请人情况，数在右边"


def test_elements_are_in_the_order_of_the_schema() -> None:
    workbooks = [workbook(balanced(form)) for form in FORMS]
    workbooks.append(continued_workbook(changed(), last_year()))
    drawn = [chart for data in workbooks for chart in _charts(data)]
    assert any(chart.find(f".//{C}legend") is not None for chart in drawn)
    assert [fault for chart in drawn for fault in disorder(chart, CHART)] == []
