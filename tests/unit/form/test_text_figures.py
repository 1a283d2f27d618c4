"""Texts with names of figures in them: what is replaced, and the text that the report prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.checks.text_names import text_names
from disclose.form.filing import typed_number
from disclose.form.text_figures import TextFigure, filled_text, pieces
from tests.support.editions import packaged
from tests.support.written_workbooks import filed

SECTION = "overview.on_request"
NUMBERS = {
    "requests.received[natural]": "30",
    "requests.received[business]": "4",
    "requests.denied.state_secret[natural]": "2",
    "requests.denied.third_party[business]": "1",
    "proactive.fees[amount]": "12.5",
}

TEXTS = {
    "新收【新收】件": "新收34件",
    "其中自然人【新收 自然人】件。": "其中自然人30件。",
    "【新收总计】【表三 总计 新收】": "3434",
    "不予公开【不予公开】件": "不予公开3件",
    "收费【行政事业性收费】万元": "收费12.5万元",
    "上年结转【上年结转】件": "上年结转0件",
    "开设【政策解读】专栏": "开设【政策解读】专栏",
    "共【受理数】件": "共【受理数】件",
    "共【总计 其他】件": "共【总计 其他】件",
    "国办【2021】30号": "国办【2021】30号",
    "【新收": "【新收",
    "【【新收】】": "【34】",
    "【新\n收】": "【新\n收】",
    "": "",
}


@pytest.mark.parametrize("typed", TEXTS)
def test_the_text_is_filled_with_the_numbers_of_the_tables(typed: str) -> None:
    filing = filed(NUMBERS, sections={SECTION: typed})
    assert filled_text(packaged(), filing, SECTION) == TEXTS[typed]


def test_a_section_without_text_is_empty() -> None:
    assert filled_text(packaged(), filed(NUMBERS), SECTION) == ""


def test_an_unreadable_figure_is_an_open_place() -> None:
    filing = filed(
        texts={"requests.carried_in[natural]": "不详"}, sections={SECTION: "【上年结转】件"}
    )
    assert filled_text(packaged(), filing, SECTION) == "【待核实】件"


def test_a_figure_of_the_fee_has_a_name_too() -> None:
    text = {"other_matters": "发出收费通知【发出收费通知件数】件，应收【应收信息处理费】元"}
    fees = {"fees.notices": typed_number(packaged().fees["fees.notices"], "2")}
    filing = filed(sections=text)._replace(fees=fees)
    filled = filled_text(packaged(), filing, "other_matters")
    assert filled == "发出收费通知2件，应收【待核实】元"
    [found] = text_names(packaged(), filing)
    assert (found.code, found.args["names"]) == ("BOOK62", ("【应收信息处理费】",))


def test_the_pieces_are_the_text() -> None:
    typed = "新收【新收】件，见【附件】，办结【办结】件"
    found = list(pieces(packaged(), typed))
    assert found == [
        "新收",
        TextFigure("【新收】", ("requests.received[total]",)),
        "件，见【附件】，办结",
        TextFigure("【办结】", ("requests.total[total]",)),
        "件",
    ]
    assert "".join(each if isinstance(each, str) else each.typed for each in found) == typed


def test_a_text_of_another_form_has_the_names_of_that_form() -> None:
    form = packaged("cn-2014")
    filing = filed()._replace(edition=form.id, texts={"on_request": "收到【收到申请】件，【新收】"})
    entries = {"statistics.requests": filing.entries["requests.received[total]"]}
    filled = filled_text(form, filing._replace(entries=entries), "on_request")
    assert filled == "收到0件，【新收】"


@given(
    st.lists(
        st.sampled_from(["【", "】", "新收", "自然人", "总计", " ", "、", "\n", "3", "件", "二、"])
    )
)
def test_no_character_of_a_text_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    found = list(pieces(packaged(), text))
    assert "".join(each if isinstance(each, str) else each.typed for each in found) == text
