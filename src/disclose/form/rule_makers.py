"""The power to make 规章 (立法法), read from the name of an agency.

A city is known by the list of all cities, since a name does not show whether it has districts.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache

from disclose.core.expressions import expression
from disclose.core.resources import templates

YES, NO = "是", "否"

_REMARK = expression(r"[（(][^（(]*[）)]$")
_GOVERNMENT = expression(r"(?:人民)?政府(?:办公厅|办公室|办)?$")
_OFFICE = expression(r"办公厅$")
_BELOW = expression(r"(?:[县旗镇乡区]|(?<![同联])盟|苏木|街道|街道办事处|行政公署|行署)$")
_DEPARTMENT = expression(
    r".[省市州县区旗盟](?!场)(?:管委会|管理委员会|.+(?:[局厅委署办]|委员会|办公室|办事处|"
    r"中心|总队|支队|大队|学院|大学|学校|医院|公司))$"
)
_PUBLICATION = "公开"
"""Its 办公室 may publish the report of the whole government."""


def may_make_rules(name: str) -> str:
    """Return `YES` or `NO` if the name of an agency decides whether it may make 规章, else empty.

    The office of a government reports for the government.
    """
    known = _known()
    plain = _REMARK.sub("", re.sub(r"\s", "", name)).removeprefix("中华人民共和国")
    if plain in known["national"] or _OFFICE.sub("", plain) in known["national"]:
        return YES
    region = _GOVERNMENT.sub("", plain)
    if region in known["provinces"]:
        return YES
    province = next((each for each in known["provinces"] if region.startswith(each)), "")
    place = region.removeprefix(province)
    if any(place in known[kind] for kind in ("cities", "prefectures", "short_prefectures")):
        return YES
    if _BELOW.search(place) or _is_county_city(place, known):
        return NO
    is_department = region == plain and _DEPARTMENT.search(plain) and _PUBLICATION not in plain
    return NO if is_department else ""


def _is_county_city(place: str, known: Mapping[str, Collection[str]]) -> bool:
    """Return whether `place` is a city of the level of a county, with or without its prefecture."""
    above = (*known["cities"], *known["prefectures"], *known["short_prefectures"])
    city = next((place.removeprefix(each) for each in above if place.startswith(each)), place)
    return city in known["county_cities"]


@cache
def _known() -> Mapping[str, frozenset[str]]:
    import tomllib

    text = (templates() / "bodies" / "rule_makers.toml").read_text(encoding="utf-8")
    return {kind: frozenset(names) for kind, names in tomllib.loads(text).items()}
