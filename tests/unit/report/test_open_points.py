"""A draft shows what is wrong: a list in front of it, marks on the figures; a final report none."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclose import api
from disclose.documents.read.provenance import COMMENT_AUTHOR, OPEN_POINTS, OPEN_POINTS_END
from disclose.documents.read.reader import read
from disclose.report.compile import FORMATS, FRAGMENT
from disclose.report.narrative import compose
from disclose.report.open_points import open_points
from tests.support.report_filings import edition, filing
from tests.support.workbooks import Cell, balanced_workbook, edited

BROKEN: dict[str, Cell] = {"表四!E6": 7, "表三!D10": "约3"}
"""The result of a reconsideration that the total does not have, and a text for a number."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "错.xlsx"
    path.write_bytes(edited(balanced_workbook(), BROKEN))
    return path


@pytest.fixture(scope="module")
def drafts(broken: Path) -> Mapping[str, bytes]:
    return api.compile_report(broken, formats=[*FORMATS, FRAGMENT], draft=True).documents


def test_a_point_says_where_and_what_to_do_without_codes(broken: Path) -> None:
    points = open_points(api.check(broken))
    assert len(points) >= 2
    titles = [each.title for each in points]
    [dispute] = [each for each in points if "行政复议" in "".join(each.lines)]
    assert len(titles) == len({*titles})
    assert dispute.figures[0].startswith("disputes.")
    assert re.search(r"\b[A-Z]{3,4}\d\d\b", "".join(each.text for each in points)) is None


def test_the_points_are_in_front_and_are_no_text_of_the_report(
    broken: Path, drafts: Mapping[str, bytes]
) -> None:
    titles = [each.title for each in open_points(api.check(broken))]
    for to in ("docx", "html", "md"):
        document = read(drafts[to], f"草.{to}")
        texts = [line.text for line in document.lines]
        assert sum(OPEN_POINTS in each for each in texts) == 1
        assert not any(title in text for title in titles for text in texts)
        assert not document.parts or COMMENT_AUTHOR not in str(document.parts)
        markup = _markup(drafts[to])
        at = [markup.index(each) for each in (OPEN_POINTS, titles[0], OPEN_POINTS_END, "总体情况")]
        assert at == sorted(at)


def _markup(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ZipFile(BytesIO(data)).read("word/document.xml").decode()
    return data.decode()


def test_a_figure_in_question_is_marked(broken: Path, drafts: Mapping[str, bytes]) -> None:
    key = next(each.figures[0] for each in open_points(api.check(broken)) if each.figures)
    assert re.search(
        rf'data-key="{re.escape(key)}"[^>]*><mark class="doubt" title="', _markup(drafts["html"])
    )
    assert '<mark style="color:#7a1216;background:#fff0b8;background:#fadbd8"' in _markup(
        drafts[FRAGMENT]
    )
    assert "<td><mark>" in _markup(drafts["md"])
    assert 'w:fill="FADBD8"' in _markup(drafts["docx"])
    with ZipFile(BytesIO(drafts["docx"])) as package:
        comments = package.read("word/comments.xml").decode()
    numbers = re.findall(r'<w:comment w:id="(\d+)"', comments)
    assert numbers == [str(each) for each in range(len(numbers))]
    assert numbers
    assert re.findall(r'commentReference w:id="(\d+)"', _markup(drafts["docx"])) == numbers


def test_what_is_to_be_verified_looks_as_what_is_to_be_filled_in(
    drafts: Mapping[str, bytes],
) -> None:
    assert "<mark>【待核实】</mark>" in _markup(drafts["html"])
    assert re.search('w:val="yellow" /></w:rPr><w:t[^>]*>【待核实】', _markup(drafts["docx"]))


@pytest.mark.parametrize("to", FORMATS)
def test_verify_says_of_such_a_draft_only_that_it_is_one(
    to: str, broken: Path, drafts: Mapping[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"草.{to}"
    path.write_bytes(drafts[to])
    assert [each.code for each in api.verify(path, broken).findings] == ["DOC50"]


def test_a_sound_filing_and_a_final_report_have_no_points(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(balanced_workbook())
    checked = api.check(path)
    assert open_points(checked) == ()
    [point] = compose(edition(), filing(body={"date": ""}), draft=True).points
    assert point.title == "正文中有待填写的内容"
    final = api.compile_report(path, formats=["docx", "html", "md"]).documents
    assert not any(OPEN_POINTS in _markup(each) for each in final.values())


def test_hostile_texts_are_listed_as_text(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(edited(balanced_workbook(), {"表三!D10": "<script>alert(1)</script>"}))
    made = api.compile_report(path, formats=["html", "md", FRAGMENT], draft=True).documents
    assert not any("<script>alert" in _markup(each) for each in made.values())


def test_a_cell_to_be_filled_in_is_shaded_unlike_one_in_question(
    drafts: Mapping[str, bytes],
) -> None:
    word = _markup(drafts["docx"])
    assert re.search('w:fill="FFF0B8"((?!</w:tc>).)*【约3】', word)
    assert re.search('w:fill="FADBD8"((?!</w:tc>).)*>7</w:t>', word)
    assert "<mark>【约3】</mark>" in _markup(drafts["html"])
