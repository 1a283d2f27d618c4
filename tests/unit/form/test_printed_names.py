"""Names of figures by the labels of the form, as a clerk copies or shortens them."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.form.printed_names import (
    AmbiguousName,
    NamedFigures,
    UnknownName,
    full_names,
    resolve,
)
from tests.support.editions import packaged

EDITIONS = ("cn-2014", "cn-2019", "cn-2021", "gz-2017")

NAMES = {
    "新收": "requests.received[total]",
    "新收总计": "requests.received[total]",
    "总计新收": "requests.received[total]",
    "表三 总计 新收": "requests.received[total]",
    "依申请公开、新收": "requests.received[total]",
    "一、本年新收政府信息公开申请数量": "requests.received[total]",
    "本年新收政府信息公开申请数量 总计": "requests.received[total]",
    "二、上年结转": "requests.carried_in[total]",
    "自然人、新收": "requests.received[natural]",
    "新收 法人或其他组织 商业企业": "requests.received[business]",
    "总计": "requests.total[total]",
    "（七）总计": "requests.total[total]",
    "办结": "requests.total[total]",
    "办结 科研机构": "requests.total[research]",
    "（二）部分公开": "requests.partly_granted[total]",
    "三、本年度办理结果（三）不予公开 1.属于国家秘密": "requests.denied.state_secret[total]",
    "国家秘密": "requests.denied.state_secret[total]",
    "行政复议 总计": "disputes.reconsideration[total]",
    "行政复议": "disputes.reconsideration[total]",
    "行政复议 结果维持": "disputes.reconsideration[upheld]",
    "行政诉讼 复议后起诉 尚未审结": "disputes.litigation_after_reconsideration[pending]",
    "规章 制发": "proactive.rules[issued]",
    "行政规范性文件 现行有效件数": "proactive.normative_documents[in_force]",
    "规范性文件现行有效": "proactive.normative_documents[in_force]",
    "第二十条第（五）项 行政许可": "proactive.licensing[decisions]",
    "行政事业性收费": "proactive.fees[amount]",
    "其他 其他": "requests.other.other[other]",
    "发出收费通知件数": "fees.notices",
    "应收金额（元）": "fees.due",
    "实收信息处理费": "fees.received",
}


@pytest.mark.parametrize("typed", NAMES)
def test_a_printed_name_is_one_figure(typed: str) -> None:
    assert resolve(packaged(), typed) == NamedFigures((NAMES[typed],))


def test_a_group_is_the_sum_of_its_rows() -> None:
    rows = (key for key in packaged().figures if key.startswith("requests.not_processed."))
    natural = tuple(key for key in rows if key.endswith("[natural]"))
    assert len(natural) == 5
    assert resolve(packaged(), "不予处理 自然人") == NamedFigures(natural)
    assert resolve(packaged(), "表三 自然人 不予处理") == NamedFigures(natural)


def test_a_row_in_a_list_is_found_by_the_rows_above_it() -> None:
    typed = "五、行政诉讼数量 （二）被依法纠错数"
    assert resolve(packaged("cn-2014"), typed) == NamedFigures(("statistics.litigation.corrected",))


UNKNOWN = {
    "新收件数": "新收",
    "自然人": "表三 新收 自然人",
    "规章": "规章制发",
    "行政复仪": "行政复议",
    "表二 新收": "新收",
    "新收 新收": "新收",
}


@pytest.mark.parametrize("typed", UNKNOWN)
def test_a_name_that_fits_nothing_has_neighbours(typed: str) -> None:
    found = resolve(packaged(), typed)
    assert isinstance(found, UnknownName)
    assert UNKNOWN[typed] in found.nearest


@pytest.mark.parametrize("typed", ["", "重要", "待填写", "2021", "、", "新" * 400])
def test_a_name_like_no_other_has_no_neighbours(typed: str) -> None:
    assert resolve(packaged(), typed) == UnknownName(())


AMBIGUOUS = {
    ("cn-2021", "总计 其他"): ("requests.other.other[total]", "requests.total[other]"),
    ("cn-2014", "被依法纠错数"): (
        "statistics.reconsideration.corrected",
        "statistics.litigation.corrected",
    ),
    ("gz-2017", "新闻发布会"): (
        "statistics.response.press_conferences",
        "guangzhou.channel.press_conference",
    ),
}


@pytest.mark.parametrize(("edition", "typed"), AMBIGUOUS)
def test_a_name_of_two_figures_is_ambiguous(edition: str, typed: str) -> None:
    form = packaged(edition)
    found = resolve(form, typed)
    assert isinstance(found, AmbiguousName)
    meant = tuple(resolve(form, name) for name in found.names)
    assert meant == tuple(NamedFigures((key,)) for key in AMBIGUOUS[edition, typed])


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_figure_has_a_full_name(edition: str) -> None:
    form = packaged(edition)
    names = full_names(form)
    assert set(names) == {*form.figures, *form.fees}
    assert {key: resolve(form, name) for key, name in names.items()} == {
        key: NamedFigures((key,)) for key in names
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_sum_beside_a_text_has_its_label_as_name(edition: str) -> None:
    form = packaged(edition)
    sums = [named for section in form.texts for named in section.figures]
    assert sums
    assert [resolve(form, each.label) for each in sums] == [
        NamedFigures(each.figures) for each in sums
    ]


@given(data=st.data())
def test_order_and_separators_do_not_matter(data: st.DataObject) -> None:
    form = packaged(data.draw(st.sampled_from(EDITIONS)))
    key, name = data.draw(st.sampled_from(sorted(full_names(form).items())))
    parts = data.draw(st.sampled_from(list(permutations(name.split(" ")))))
    separator = data.draw(st.sampled_from([" ", "、", "　", "", " · ", "\t"]))
    found = resolve(form, separator.join(parts))
    assert found == NamedFigures((key,)) or (
        isinstance(found, AmbiguousName) and len(found.names) > 1
    )


@given(st.text(max_size=30))
def test_any_text_is_named_ambiguous_or_unknown(typed: str) -> None:
    assert isinstance(resolve(packaged(), typed), NamedFigures | AmbiguousName | UnknownName)
