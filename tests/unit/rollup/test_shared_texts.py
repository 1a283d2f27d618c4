"""Agencies with the same text are one group each, whatever the order of their files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclose import api
from disclose.checks.outcome import Judgement
from disclose.core.language import Language
from disclose.rollup import page
from disclose.rollup.csv_lists import SHARED, lists
from disclose.rollup.database import Database
from disclose.rollup.filed_texts import filed_texts
from disclose.rollup.result import FileResult
from disclose.rollup.schema import NAME
from disclose.rollup.selection import File, Options, select
from disclose.rollup.shared_texts import FEW, MOST, SharedText, shared_texts
from tests.support.executors import Here
from tests.support.filings import CURRENT, edition
from tests.support.rolled import write_filed

SECTION = "problems"
LABEL = "五、存在的主要问题及改进情况"
TEXT = "少数村公开不够及时，公开栏更新较慢。下一步将开展培训，逐村检查公开栏的更新情况。"
LIKE = "少数村公开不够及时，公开栏更新较慢。下一步将开展培训3次，逐村检查公开栏的更新情况。"
NUMBERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def own(number: int) -> str:
    """Return the text of one agency, like that of no other."""
    first = "".join(chr(0x5000 + 97 * number + at) for at in range(20))
    second = "".join(chr(0x7000 + 97 * number + at) for at in range(20))
    return f"{first}。{second}。"


def groups(texts: Mapping[str, str], *, faulty: Sequence[str] = ()) -> tuple[SharedText, ...]:
    """Return the groups of agencies, by name, whose text of a section is stated."""
    files = [
        File(
            f"{name}.xlsx",
            FileResult(
                sha256=name,
                verdict=Judgement.FAIL if name in faulty else Judgement.PASS,
                edition=CURRENT,
                year=2025,
                name=f"{name}局",
                texts=filed_texts({SECTION: text}),
            ),
        )
        for name, text in texts.items()
    ]
    with TemporaryDirectory() as folder, Database(Path(folder) / NAME) as database:
        database.add([each.result for each in files], "")
        return shared_texts(select(files, None, Options()), edition(), database)


def named(found: Sequence[SharedText]) -> list[str]:
    """Return the agencies of each group, in one word each."""
    return ["".join(file.result.sha256 for file in each.files) for each in found]


def test_one_group_for_agencies_with_the_same_text() -> None:
    [found] = groups({"甲": TEXT, "乙": own(1), "丙": LIKE, "丁": TEXT})
    assert named([found]) == ["丁丙甲"]
    assert [each.told for each in found.sections] == [f"{LABEL} 100%"]
    assert found.finding().args["bodies"] == ("丁局", "丙局", "甲局")


def test_who_shares_with_a_third_is_of_its_group() -> None:
    parts = own(1).split("。")[:2] + own(2).split("。")[:2]
    texts = {"甲": parts[:4], "乙": parts[:3], "丙": [*parts[1:4], own(3).split("。")[0]]}
    [found] = groups({name: "。".join(each) for name, each in texts.items()})
    assert len(found.files) == 3
    assert found.sections[0].share == pytest.approx(0.75)


def test_texts_of_their_own_are_no_group() -> None:
    assert groups({name: own(number) for number, name in enumerate(NUMBERS)}) == ()


def test_a_file_with_errors_is_compared_too() -> None:
    assert named(groups({"甲": TEXT, "乙": LIKE}, faulty=["甲"])) == ["乙甲"]


def test_a_text_that_all_have_is_told() -> None:
    assert named(groups(dict.fromkeys(NUMBERS, TEXT))) == ["".join(sorted(NUMBERS))]


def test_a_sentence_that_many_different_texts_have_is_a_formula() -> None:
    formula = TEXT.split("。", maxsplit=1)[0]
    texts = {
        name: f"{formula}。{own(number).split('。')[0]}" for number, name in enumerate(NUMBERS)
    }
    short = dict.fromkeys("东西", f"{formula}。{formula}的情况")
    assert len(texts) > FEW * 3
    assert groups({**texts, **short}) == ()


def test_the_texts_of_one_formula_are_not_paired() -> None:
    formula = TEXT.split("。", maxsplit=1)[0]
    texts = {f"{number:03}": f"{formula}。{own(number)}" for number in range(MOST * 4)}
    assert groups(texts) == ()


copies = st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5]), min_size=2, max_size=len(NUMBERS))


@settings(max_examples=25)
@given(copies, st.randoms())
def test_the_order_of_the_files_does_not_matter(drawn: list[int], random: object) -> None:
    texts = {
        name: own(number or at + 10).replace("。", f"{at}次。")
        for at, (name, number) in enumerate(zip(NUMBERS, drawn, strict=False))
    }
    shuffled = list(texts.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = groups(texts)
    assert groups(dict(shuffled)) == found
    same = {
        number: [n for n, d in zip(texts, drawn, strict=False) if d == number] for number in drawn
    }
    expected = ["".join(sorted(each)) for number, each in same.items() if number and len(each) > 1]
    assert sorted(named(found)) == sorted(expected)


def test_page_and_list_show_the_groups(tmp_path: Path) -> None:
    files = {f"{name}.xlsx": {"name": f"{name}局", "texts": {SECTION: TEXT}} for name in "甲乙"}
    write_filed(tmp_path / "in", {**files, "丙.xlsx": {"name": "丙局"}})
    outcome = api.roll_up([tmp_path / "in"], tmp_path / "out", executor=Here()).outcome
    assert [each.code for each in outcome.findings] == ["ROLL19"]
    assert not outcome.blocking
    rows = lists(outcome)[SHARED].decode("utf-8-sig").splitlines()
    assert [row.split(",")[:2] for row in rows[1:]] == [["1", "乙局"], ["1", "甲局"]]
    shown = page.render(outcome, Language.ZH).decode()
    assert f"{LABEL} 100%" in shown
    assert "少数村公开不够及时，公开栏更新较慢" in shown
