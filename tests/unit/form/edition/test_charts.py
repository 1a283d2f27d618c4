"""The charts that forms state: what each bar stands for, and what is refused."""

from pathlib import Path

import pytest

from disclose.core.errors import EditionError
from disclose.form.edition.load import load
from disclose.form.edition.model import Chart, Order, fitting
from tests.support.editions import edited, line_of, packaged, report, reports
from tests.support.filings import FORMS, as_read, balanced

FORM = "edition.toml"

WHOLES = {
    "cn-2021": {"applicants": "requests.received[total]", "outcomes": "requests.total[total]"},
    "cn-2019": {"applicants": "requests.received[total]", "outcomes": "requests.total[total]"},
    "cn-2014": {"ways": "statistics.requests", "replies": "statistics.replies"},
    "gz-2017": {
        "ways": "statistics.requests",
        "replies": "statistics.replies",
        "categories": "guangzhou.disclosed",
    },
}
"""Charts that divide a whole, and the figure that the form prints for it."""


def _chart(form: str, name: str) -> Chart:
    return next(chart for chart in packaged(form).charts if chart.id == name)


@pytest.mark.parametrize(
    ("form", "name"), [(form, name) for form in WHOLES for name in WHOLES[form]]
)
def test_the_bars_make_up_the_whole(form: str, name: str) -> None:
    filed = as_read(balanced(form))
    amounts = [filed.amount(key) for key in _chart(form, name).keys]
    assert sum(each for each in amounts if each is not None) == filed.amount(WHOLES[form][name])


@pytest.mark.parametrize("name", reports())
def test_the_bars_of_published_reports_make_up_the_whole(name: str) -> None:
    """What a report left blank counts as nothing."""
    figures = report(name)["figures"]
    for chart, whole in WHOLES["cn-2021"].items():
        keys = _chart("cn-2021", chart).keys
        assert sum(int(figures.get(key) or 0) for key in keys) == int(figures[whole]), chart


def test_a_pattern_stands_for_every_row_of_a_group() -> None:
    bars = {bar.label: bar.figures for bar in _chart("cn-2021", "outcomes").bars}
    assert bars["无法提供"] == (
        "requests.unavailable.not_held[total]",
        "requests.unavailable.needs_creation[total]",
        "requests.unavailable.still_unclear[total]",
    )
    assert bars["予以公开"] == ("requests.granted[total]",)


def test_every_form_compares_years_in_the_stated_order() -> None:
    for form in FORMS:
        chart = _chart(form, "years")
        assert (chart.years, chart.order) == (True, Order.STATED), form


def test_an_extension_has_the_charts_of_its_base_and_its_own_instead_of_one() -> None:
    names = [chart.id for chart in packaged("gz-2017").charts]
    assert sorted(names) == ["categories", "channels", "replies", "ways", "years"]
    assert _chart("gz-2017", "channels").keys[0] == "guangzhou.channel.website"
    assert _chart("gz-2017", "replies") == _chart("cn-2014", "replies")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a.b", ["a.b"]),
        ("a.*", ["a.b", "a.bc", "a.b.c"]),
        ("*.c", ["a.b.c"]),
        ("a.b*b", []),
        ("a.b[x]", []),
        ("*", ["a.b", "a.bc", "a.b.c"]),
    ],
)
def test_keys_that_fit_a_pattern(pattern: str, expected: list[str]) -> None:
    assert list(fitting(pattern, ["a.b", "a.bc", "a.b.c"])) == expected


NATURAL = '{ label = "自然人", figures = ["requests.received[natural]"] }'
OUTCOMES = 'id = "outcomes"\ntitle'
REFUSED = {
    "an unknown key": ('order = "stated"', 'ordre = "stated"', "DEF01", "ordre"),
    "an unknown order": ('order = "stated"', 'order = "x"', "DEF02", 'order = "x"'),
    "a chart twice": (
        OUTCOMES,
        'id = "applicants"\ntitle',
        "DEF03",
        '[[charts]]\nid = "applicants"\ntitle = "政府信息公开申请处理',
    ),
    "a digit in its id": (OUTCOMES, 'id = "outcomes2"\ntitle', "DEF02", 'id = "outcomes2"'),
    "a digit in its title": (
        'title = "政府信息公开申请处理结果"',
        'title = "2022年结果"',
        "DEF02",
        'title = "2022年结果"',
    ),
    "a label too long": (
        'label = "自然人", figures',
        'label = "一二三四五六七八九十一二三四五六七", figures',
        "DEF02",
        '{ label = "一二三',
    ),
    "an unknown figure": (
        'figures = ["requests.received[natural]"]',
        'figures = ["requests.received[nature]"]',
        "DEF05",
        '{ label = "自然人"',
    ),
    "a pattern for nothing": (
        'figures = ["requests.other.*[total]"] },\n]\n\n[[charts]]',
        'figures = ["requests.further.*[total]"] },\n]\n\n[[charts]]',
        "DEF11",
        "requests.further",
    ),
    "a figure twice": (
        'label = "商业企业", figures = ["requests.received[business]"]',
        'label = "商业企业", figures = ["requests.received[natural]"]',
        "DEF03",
        '{ label = "商业企业"',
    ),
    "another unit": (
        'label = "其他组织", figures = ["requests.received[other]"]',
        'label = "其他组织", figures = ["proactive.fees[amount]"]',
        "DEF02",
        '{ label = "其他组织"',
    ),
    "no figure": (NATURAL, '{ label = "自然人", figures = [] }', "DEF02", '{ label = "自然人"'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_faulty_chart_is_refused(name: str, tmp_path: Path) -> None:
    old, new, code, at = REFUSED[name]
    folder = edited(tmp_path, (FORM, old, new))
    with pytest.raises(EditionError) as refusal:
        load(folder)
    [found] = refusal.value.findings
    assert found.code == code
    assert (found.places[0].file, found.places[0].line) == (
        f"cn-2021/{FORM}",
        line_of(folder / FORM, at),
    )


def test_a_chart_without_bars_is_refused(tmp_path: Path) -> None:
    chart = '[[charts]]\nid = "empty"\ntitle = "空"\nbars = []\n\n[[charts]]\nid = "applicants"'
    folder = edited(tmp_path, (FORM, '[[charts]]\nid = "applicants"', chart))
    with pytest.raises(EditionError) as refusal:
        load(folder)
    assert [(each.code, each.args["key"]) for each in refusal.value.findings] == [("DEF02", "bars")]


def test_what_may_fall_below_zero_is_not_drawn(tmp_path: Path) -> None:
    folder = edited(
        tmp_path, (FORM, 'unit = "件"\nplaces = 0', 'unit = "件"\nplaces = 0\nsigned = true')
    )
    with pytest.raises(EditionError) as refusal:
        load(folder)
    assert {(each.code, each.args["key"]) for each in refusal.value.findings} == {
        ("DEF02", "figures")
    }
