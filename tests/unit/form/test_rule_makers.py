"""Names of agencies that may make 规章, of those that may not, and of those that do not show it."""

import tomllib

import pytest

from disclose.core.resources import templates
from disclose.form.rule_makers import NO, YES, may_make_rules
from tests.support.filings import as_read, changed

MAY = (
    "淮安市人民政府",
    "淮安市政府办公室",
    "淮安市",
    "江苏省淮安市人民政府",
    "广东省人民政府办公厅",
    "北京市",
    "内蒙古自治区呼和浩特市人民政府",
    "东莞市人民政府",
    "恩施土家族苗族自治州人民政府",
    "青海省海南州人民政府办公室",
    "教育部办公厅",
    "中华人民共和国司法部",
    "国家市场监督管理总局",
)
MAY_NOT = (
    "涟水县人民政府",
    "江苏省淮安市涟水县",
    "北京市海淀区人民政府",
    "昆山市人民政府办公室",
    "淮安市洪泽区人民政府（全区汇总）",
    "恩施州恩施市",
    "城关镇人民政府",
    "喀什地区行政公署",
    "平潭综合实验区管委会",
    "淮安市教育局",
    "广西壮族自治区教育厅",
    "深圳市人民政府外事办公室",
    "国家税务总局淮安市税务局",
)
NOT_SHOWN = (
    "",
    "青禾市人民政府",
    "青禾市人民政府办公室",
    "青禾自治州人民政府",
    "国务院办公厅",
    "国家能源局",
    "水利部淮河水利委员会",
    "杭州海关",
    "淮安市人民政府政务公开办公室",
)


@pytest.mark.parametrize(
    ("name", "answer"),
    [(name, YES) for name in MAY]
    + [(name, NO) for name in MAY_NOT]
    + [(name, "") for name in NOT_SHOWN],
)
def test_the_name_shows_the_power(name: str, answer: str) -> None:
    assert may_make_rules(name) == answer


@pytest.mark.parametrize(
    ("name", "given", "answer"),
    [
        ("淮安市人民政府", "", YES),
        ("淮安市人民政府", NO, NO),
        ("涟水县人民政府", YES, YES),
        ("青禾市人民政府", "", ""),
    ],
)
def test_the_name_answers_only_a_blank_line(name: str, given: str, answer: str) -> None:
    body = {"name": name, "rulemaking": given}
    assert as_read(changed(body=body)).answer("rulemaking") == answer


def test_the_regions_are_those_of_2023() -> None:
    text = (templates() / "bodies" / "rule_makers.toml").read_text(encoding="utf-8")
    known = tomllib.loads(text)
    numbers = {"provinces": 31, "cities": 293, "prefectures": 30, "county_cities": 397}
    assert {kind: len(set(known[kind])) for kind in numbers} == numbers
    assert not set(known["cities"]) & set(known["county_cities"])
