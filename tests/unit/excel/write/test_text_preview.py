"""The sheet 文字部分: the main figures beside each text, and the text as it will read."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from disclose.checks.text_names import text_names
from disclose.excel.write.cached_values import live
from disclose.excel.write.text_preview import preview_of
from disclose.excel.write.writer import write
from disclose.form.edition.model import Edition
from disclose.form.filing import empty, typed_number
from disclose.form.layout.address import Address
from disclose.form.layout.book import plan
from disclose.form.text_figures import filled_text
from tests.support.editions import packaged
from tests.support.written_workbooks import blank, book, filed, written

SECTION = "overview.on_request"
KEYS = tuple(key for key in packaged().figures if key not in packaged().fills)
EMPTY = "（还没有填写）"


def _figures(section: str = SECTION) -> Address:
    return book().texts[section]._replace(column=2)


def _preview(section: str = SECTION) -> Address:
    return book().texts[section]._replace(column=3)


def test_the_main_figures_stand_beside_their_text() -> None:
    numbers = {
        "requests.received[natural]": "30",
        "requests.denied.state_secret[natural]": "2",
        "requests.denied.third_party[business]": "1",
    }
    shown = str(written(filed(numbers)).result(_figures())).split("\n")
    assert shown == [
        "新收 30\u00a0件",
        "上年结转 0\u00a0件",
        "办结 3\u00a0件",
        "结转下年度 0\u00a0件",
        "予以公开 0\u00a0件",
        "部分公开 0\u00a0件",
        "不予公开 3\u00a0件",
        "无法提供 0\u00a0件",
        "不予处理 0\u00a0件",
        "其他处理 0\u00a0件",
    ]


def test_an_amount_of_money_has_its_unit() -> None:
    workbook = written(filed({"proactive.fees[amount]": "18.8710"}))
    shown = str(workbook.result(_figures("overview.proactive")))
    assert shown.endswith("行政事业性收费 18.871\u00a0万元")


def test_the_figures_are_live() -> None:
    formula = blank().at(_figures("overview.supervision")).value
    assert formula == (
        '="行政复议 "&SUM(表四!E6)&"\u00a0件\n行政诉讼 "&SUM(表四!J6,表四!O6)&"\u00a0件\n'
        '直接起诉 "&SUM(表四!J6)&"\u00a0件\n复议后起诉 "&SUM(表四!O6)&"\u00a0件"'
    )


def test_a_text_without_figures_of_its_own_has_none_beside_it() -> None:
    assert blank().at(_figures("problems")).value is None


def test_an_empty_text_has_an_empty_preview() -> None:
    assert blank().result(_preview()) == EMPTY


PREVIEWS = {
    "新收【新收】件。": "新收34件。",
    "新收【新收总计】件": "新收34件",
    "新收【表三 总计 新收】件": "新收34件",
    "新收【表三、新收、总计】件": "新收34件",
    "新收【一、本年新收政府信息公开申请数量】件": "新收34件",
    "办结【总计】件": "办结0件",
    "办结【表三 总计】件": "办结0件",
    "规章【规章 制发】件": "规章6件",
    "行政复议【表四 行政复议 总计】件": "行政复议0件",
    "总计【新收】件": "总计34件",
    "新收【新收 自然人】件": "新收30件",
    "新收【新收、自然人】件": "新收30件",
    "新收【表三新收自然人】件": "新收30件",
    "【行政复议 结果维持】件": "0件",
    "【国家秘密】件": "0件",
    "新收【自然人 新收】件": "新收⚠【自然人 新收（预览里没有）】件",
    "受理【受理数】件": "受理⚠【受理数（预览里没有）】件",
    "无名称": "无名称",
}


@pytest.mark.parametrize("typed", PREVIEWS)
def test_the_preview_shows_the_numbers_for_the_names(typed: str) -> None:
    numbers = {
        "requests.received[natural]": "30",
        "requests.received[business]": "4",
        "proactive.rules[issued]": "6",
    }
    filing = filed(numbers, sections={SECTION: typed})
    assert written(filing).result(_preview()) == PREVIEWS[typed]


def test_a_figure_of_the_fee_is_known_in_the_preview() -> None:
    filing = filed(sections={SECTION: "应收【应收信息处理费】元"})
    fees = {"fees.due": typed_number(packaged().fees["fees.due"], "35.5")}
    assert written(filing._replace(fees=fees)).result(_preview()) == "应收35.5元"
    assert written(filing).result(_preview()) == "应收0元"


@pytest.mark.parametrize("edition", ["cn-2014", "cn-2019", "cn-2021", "gz-2017"])
def test_every_label_beside_a_text_is_known_in_every_preview(edition: str) -> None:
    form = packaged(edition)
    labels = [named.label for section in form.texts for named in section.figures]
    texts = {section.id: "".join(f"【{each}】" for each in labels) for section in form.texts}
    assert set(_results(form, texts)) == {"0" * len(labels)}


def _results(form: Edition, texts: dict[str, str]) -> list[object]:
    filing = empty(form, form.first_year, {})._replace(texts=texts)
    sheet = load_workbook(BytesIO(write(plan(form), filing)), data_only=True)["文字部分"]
    return [sheet.cell(at.row + 1, 4).value for at in plan(form).texts.values()]


@pytest.mark.parametrize("edition", ["cn-2014", "cn-2019", "cn-2021", "gz-2017"])
def test_spreadsheets_admit_the_formulas(edition: str) -> None:
    formulas = _formulas(packaged(edition))
    assert len(formulas) > 4
    for formula in formulas:
        assert len(formula) <= 8192
        assert formula.count("SUBSTITUTE(") < 64 - 1
        assert max(map(len, re.findall(r'"([^"]*)"', formula))) <= 255


def _formulas(form: Edition) -> list[str]:
    data = write(plan(form), empty(form, form.first_year, {}))
    sheet = load_workbook(BytesIO(data))["文字部分"]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


PARTS = (
    "表三",
    "表四",
    "新收",
    "办结",
    "行政复议",
    "规章",
    "制发",
    "自然人",
    "其他",
    "总计",
    "不予公开",
)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(("件", "，", "总计】", "【总计 ", "、")),
            st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).flatmap(
                lambda parts: st.sampled_from((" ", "", "、")).map(
                    lambda separator: f"【{separator.join(parts)}】"
                )
            ),
        ),
        max_size=6,
    )
)
def test_a_preview_without_marks_is_the_sentence_of_the_report(said: list[str]) -> None:
    """Unless a name is faulty, of which the check says so."""
    filing = filed(
        dict(zip(KEYS, map(str, range(1, 200)), strict=False)), sections={SECTION: "".join(said)}
    )
    section = next(each for each in packaged().texts if each.id == SECTION)
    shown = str(preview_of(section, live(book(), filing))[-1].value)
    faulty = any(text_names(packaged(), filing))
    assert faulty or "⚠" in shown or shown == (filled_text(packaged(), filing, SECTION) or EMPTY)


def test_the_sheet_says_how_names_are_written() -> None:
    assert "【新收】" in str(blank().at(Address("文字部分", 0, 2)).value)
