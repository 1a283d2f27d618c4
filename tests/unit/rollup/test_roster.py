"""The list of those who have to file: encodings, names of columns, levels."""

import pytest

from disclose.core.errors import RosterError
from disclose.rollup.roster import Roster, roster

LEVELS = """单位名称,统一社会信用代码,上级单位
青禾市,,
东县,E0,青禾市
西县,W0,青禾市
教育局,e1,E0
教育局,W1,西县
"""


def read(text: str, encoding: str = "utf-8") -> Roster:
    return roster(text.encode(encoding), "roster.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_levels_in_any_encoding(encoding: str) -> None:
    found = read(LEVELS, encoding)
    assert [body.name for body in found.with_subunits] == ["青禾市", "东县", "西县"]
    assert {body.id: body.parent for body in found.agencies} == {
        "青禾市": "",
        "E0": "青禾市",
        "W0": "青禾市",
        "E1": "E0",
        "W1": "W0",
    }


def test_a_body_is_found_by_code_else_by_a_name_that_only_one_has() -> None:
    found = read(LEVELS)
    assert found.find("e 1", "whatever") == found.agencies[3]
    assert found.find("", "东 县") == found.agencies[1]
    assert found.find("", "教育局") is None
    assert found.find("X", "") is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [1]),
        ("name\n", [1]),
        ("x,y\n", [1]),
        ("name,code\n,A\n", [2]),
        ("name\na\n\na\n", [4]),
        ("name,parent\na,b\n", [2]),
        ("name,parent\na,b\nb,c\nc,b\nd,a\n", [3]),
        ('name\n"a' + "x" * 200_000, [2]),
    ],
)
def test_lines_that_cannot_be_used_are_named(text: str, lines: list[int]) -> None:
    with pytest.raises(RosterError) as raised:
        read(text)
    assert [each.places[0].line for each in raised.value.findings] == lines
