"""Spellings of one name are one agency; names that only look alike are two."""

from collections.abc import Callable, Sequence
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclose.core.resources import templates
from disclose.rollup.likely_duplicates import canonical_name, likely_one
from disclose.rollup.roster import Agency
from tests.support.places import DATA

YEAR = 2025
NAMES = (
    "青禾县财政局",
    "国家税务总局青禾县税务局",
    "青禾县河东镇人民政府",
    "青禾县第一中学",
    "广东省教育厅",
)
TRADITIONAL = str.maketrans("财税务总东镇县广厅", "財稅務總東鎮縣廣廳")
FULL_WIDTH = str.maketrans("()0123456789", "（）０１２３４５６７８９")

SPELLINGS: dict[str, Callable[[str], str]] = {
    "level": lambda name: f"{name}（本级）",
    "level without brackets": lambda name: f"{name}本级",
    "stop": lambda name: f"{name}。",
    "book title": lambda name: f"《{name}》",
    "quotes": lambda name: f"“{name}”",
    "seal": lambda name: f"{name}（公章）",
    "seal in other brackets": lambda name: f"{name}〔盖章〕",
    "seal without brackets": lambda name: f"{name}公章",
    "traditional": lambda name: name.translate(TRADITIONAL),
    "year behind": lambda name: f"{name}2025年",
    "year behind without 年": lambda name: f"{name}2025",
    "year in brackets": lambda name: f"{name}（2025年度）",
    "year in characters": lambda name: f"{name}二〇二五年",
    "year before": lambda name: f"2025年度{name}",
    "title of the report": lambda name: f"{name}2025年政府信息公开工作年度报告",
    "label": lambda name: f"填报单位：{name}",
    "full width": lambda name: name.translate(FULL_WIDTH),
    "spaces": "  ".join,
    "ideographic spaces": lambda name: f"\u3000{name}\u3000",
    "no-break space": lambda name: f"{name[:2]}\u00a0{name[2:]}",
    "zero width space": "\u200b".join,
    "byte order mark": lambda name: f"\ufeff{name}",
    "writing direction": lambda name: f"\u202a{name}\u202c",
    "soft hyphen": lambda name: f"{name[:2]}\u00ad{name[2:]}",
    "selector of a glyph": lambda name: f"{name}\ufe00",
    "line break": lambda name: f"{name[:3]}\n{name[3:]}",
    "compatibility character": lambda name: name.replace("金", "\uf90a"),
    "radical": lambda name: name.replace("青", "\u2ed8"),
    "several": lambda name: f"《{name.translate(TRADITIONAL)}（本级）》 （公章） 2025年。",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_a_spelling_of_a_name_is_that_name(spelling: Callable[[str], str], name: str) -> None:
    assert canonical_name(spelling(name), YEAR) == name


ADDED = st.sampled_from(sorted(SPELLINGS.keys() - {"year behind without 年"}))
"""Digits alone are a year at the end of a name only."""


@given(st.sampled_from(NAMES), st.lists(ADDED, min_size=1, max_size=4))
def test_spellings_one_over_the_other(name: str, spellings: list[str]) -> None:
    spelled = name
    for each in spellings:
        spelled = SPELLINGS[each](spelled)
    assert groups(name, spelled) == [2]


@given(st.text(max_size=10))  # one character may become 18; a name has at most 200
def test_a_seal_behind_any_text_does_not_count(text: str) -> None:
    name = f"甲{text}局"
    assert canonical_name(f"{name}（公章）", YEAR) == canonical_name(name, YEAR)


@pytest.mark.parametrize("text", ["。" * 32_000 + "局", "（公章）" * 8_000, "(" * 32_000])
def test_a_text_that_is_no_name_takes_no_time(text: str) -> None:
    began = process_time()
    assert canonical_name(text, YEAR)
    assert process_time() - began < 1


def groups(*names: str, codes: Sequence[str] = ()) -> list[int]:
    """Return the sizes of the groups of agencies that are likely one."""
    given = dict(enumerate(codes))
    agencies = {
        Agency(id=str(at), name=name, code=given.get(at, "")): canonical_name(name, YEAR)
        for at, name in enumerate(names)
    }
    return sorted(len(each) for each in likely_one(agencies))


TWO = [
    ("城东街道办事处", "城南街道办事处"),
    ("财政局", "财政厅"),
    ("第一中学", "第二中学"),
    ("第1中学", "第2中学"),
    ("教育局", "教育局机关服务中心"),
    ("东县教育局", "西县教育局"),
    ("青禾市教育局", "青禾市东县教育局"),
    ("市场监督管理局", "市场监督管理局东区分局"),
    ("公安局", "公安局交通警察大队"),
    ("人民政府", "人民政府办公室"),
    ("青禾县人民政府办公室", "青禾县人民政府"),
    ("第2025中学", "第2024中学"),
    ("2025", "2024"),
    ("本级", "公章"),
    ("第一小学（东校区）", "第一小学（西校区）"),
    ("公章管理所", "管理所"),
    ("年报编制办公室", "编制办公室"),
    ("区县合作办公室", "合作办公室"),
    ("🏛", "🏫"),
    ("财政局", "财政局机关党委"),
    ("县直机关", "县直"),
    ("河东镇人民政府", "河西镇政府"),
    ("仁和街道办事处", "仁及街道办事处"),
    ("自然资源和规划局", "自然资源局"),
    ("教育和体育局", "文化和体育局"),
    ("东县人力资源和社会保障局", "西县人社局"),
    ("社会保险事业局", "人社局社会保险中心"),
    ("卫生健康监督局", "卫健局"),
    ("东县自然资源和规划局", "西县规划和自然资源局"),
]


ONE = [
    ("人民政府办公室", "政府办公室"),
    ("政府办公室", "政府办"),
    ("河东镇人民政府", "河东镇政府"),
    ("人力资源和社会保障局", "人力资源与社会保障局"),
    ("人力资源和社会保障局", "人力资源及社会保障局"),
    ("人力资源和社会保障局", "社会保障与人力资源局"),
    ("人力资源和社会保障局", "人社局"),
    ("发展和改革委员会", "发改委"),
    ("自然资源和规划局", "规划和自然资源局"),
    ("财政局", "财政局机关"),
    ("财政局", "财政局（机关）"),
    ("卫生健康委员会", "卫生健康委员会机关"),
]


def test_the_office_of_a_government_is_not_the_government() -> None:
    assert groups("人民政府", "政府办") == []


@pytest.mark.parametrize("text", ["与" * 32_000 + "局", "省" * 32_000, "和" * 32_000 + "局"])
def test_texts_that_are_no_names_take_no_time(text: str) -> None:
    began = process_time()
    assert groups(text, f"{text}本") == []
    assert process_time() - began < 1


@pytest.mark.parametrize("region", ["", "青禾县", "青禾市东区"])
@pytest.mark.parametrize(("one", "other"), ONE, ids="-".join)
def test_the_usual_wordings_of_a_name_are_one(one: str, other: str, region: str) -> None:
    assert groups(f"{region}{one}", f"{region}{other}") == [2]


@pytest.mark.parametrize(("one", "other"), TWO, ids="-".join)
def test_names_that_look_alike_are_two(one: str, other: str) -> None:
    assert groups(one, other) == []


@given(st.lists(st.sampled_from([each for pair in TWO for each in pair]), unique=True))
def test_names_that_look_alike_are_many(names: list[str]) -> None:
    assert groups(*names) == []


BUREAUS = (DATA / "agencies.txt").read_text(encoding="utf-8").split()
"""Agencies that most counties have."""


@pytest.mark.parametrize(
    "regions",
    [[""], ["青禾县"], ["青禾市", "青禾市东县", "青禾市西县"], ["东县", "西县", "东区"]],
    ids=["no region", "county", "city with its counties", "counties"],
)
def test_the_agencies_of_a_region_are_all_different(regions: list[str]) -> None:
    names = [f"{region}{bureau}" for region in regions for bureau in BUREAUS]
    assert groups(*names) == []
    assert groups(*names, f"《{names[7]}》（本级）") == [2]


REGION = ["青禾县财政局", "青禾县民政局", "青禾县河东镇人民政府"]


def test_the_region_does_not_count_where_most_have_it() -> None:
    assert groups(*REGION, "民政局") == [2]
    assert groups(*REGION, "青禾市青禾县民政局") == [2]
    assert groups(*REGION, "青禾市民政局") == []
    assert groups(*REGION, "西县民政局") == []
    assert groups(*REGION, "青禾县") == []


def test_the_region_counts_where_others_are_as_many() -> None:
    assert groups("青禾县民政局", "民政局") == []
    assert groups(*REGION, "民政局", "西县财政局", "东县财政局") == []


VALID = ("11320106MB0000001C", "11320302MB00000020", "11320106MB0000003J")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), [2]),
        (("A1", "B1"), [2]),
        ((VALID[0], ""), [2]),
        ((VALID[0], VALID[1]), []),
        ((VALID[0], VALID[2]), [2]),
        ((VALID[0], VALID[0].replace("1C", "IC")), [2]),
        ((VALID[0], VALID[1], VALID[2]), [2]),
        ((VALID[0], VALID[1], VALID[2].replace("3J", "3K")), [2]),
        ((VALID[0], VALID[1], "X"), [3]),
    ],
)
def test_only_valid_codes_of_two_divisions_tell_one_name_apart(
    codes: tuple[str, ...], expected: list[int]
) -> None:
    names = ["鼓楼区教育局"] * max(2, len(codes))
    assert groups(*names, codes=codes) == expected


def test_traditional_characters_are_pairs_without_chains() -> None:
    lines = (templates() / "rollup" / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines if line[0] != "#" for pair in line.split()]
    assert {len(each) for each in pairs} == {2}
    left, right = {each[0] for each in pairs}, {each[1] for each in pairs}
    assert len(left) == len(pairs) > 700
    assert not left & right
