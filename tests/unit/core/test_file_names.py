"""Names of files: nobody's name is a path, none is too long or reserved."""

from itertools import islice

import pytest

from disclose.core.file_names import copy_names, file_name, plain_name


def test_a_name_is_no_path_and_reads_as_before() -> None:
    plain = {
        "青禾县人民政府办公室": "青禾县人民政府办公室",
        "../../逃": "．．／..／逃",
        "..\\..\\逃": "．．＼..＼逃",
        'C:甲?*"<>|': "C：甲？＊＂＜＞｜",
        "青禾县\n财政局\t ": "青禾县 财政局",
        "甲\x1b[31m\u202e乙\u200b": "甲[31m乙",
        " . 甲": "．甲",
        "\u3000\n": "",
    }
    assert {each: plain_name(each) for each in plain} == plain
    assert {each: plain_name(each) for each in plain.values()} == dict(
        zip(plain.values(), plain.values(), strict=True)
    )


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    ending = "2025年度报告（草稿）.fragment.html"
    name = file_name("长" * 300, ending)
    assert name.endswith(f"长{ending}")
    assert 252 < len(name.encode()) <= 255
    assert len(file_name("a" * 300, ".md")) == 240
    assert len(file_name("\U0001f600" * 300, ".md").encode("utf-16-le")) <= 480


@pytest.mark.parametrize("stem", ["CON", "nul", "COM1", "LPT³", "aux ", "NUL.2025"])
def test_no_file_is_called_as_a_device(stem: str) -> None:
    device = stem.split(".", maxsplit=1)[0].rstrip()
    assert file_name(stem, ".xlsx") == stem.replace(device, f"{device}_") + ".xlsx"
    assert file_name(f"x{stem}", ".xlsx") == f"x{stem}.xlsx"


def test_a_copy_of_a_copy_is_called_as_the_first() -> None:
    names = ["甲（审核）.xlsx", "甲（审核2）.xlsx", "甲（审核3）.xlsx"]
    for name in ("甲.xlsx", "甲.marked.xlsx", "甲.marked3.xlsx", "甲（审核2）.xlsx"):
        assert [*islice(copy_names(name), 3)] == names
