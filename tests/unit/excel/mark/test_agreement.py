"""The workbook of an agency that agrees that its blank cells are zeros."""

import re
from pathlib import Path

import pytest

from disclose import api
from disclose.api.outputs import refuse_existing
from disclose.checks.outcome import Judgement
from disclose.core.errors import ExistingOutputError, RefusedInputError
from disclose.core.seal import BLANK
from disclose.excel.mark.pristine import LIST_PART, is_pristine
from tests.support.marked_copies import changed, checked, marked, opened
from tests.support.workbooks import (
    Parts,
    balanced_workbook,
    edited,
    parts,
    sheet_part,
    without_zeros,
)

LINE = "B15"
"""The cell of 空白的格按0上报 on 单位信息."""


def agreed(data: bytes) -> bytes:
    made = api.agree_blanks(data)
    assert made is not None
    return made


def test_what_was_blank_is_zero_and_the_workbook_passes() -> None:
    before = without_zeros()
    assert checked(before).judgement is Judgement.FAIL
    assert {each.code for each in checked(before).findings} == {"CELL01"}
    after = agreed(before)
    assert checked(after).judgement is Judgement.PASS
    assert not checked(after).findings
    assert opened(after)["单位信息"][LINE].value == "是"
    assert agreed(after) == after


def test_nothing_else_is_changed_and_results_are_asked_for() -> None:
    before, after = parts(without_zeros()), parts(agreed(without_zeros()))
    sheet, book = sheet_part(before, "单位信息"), "xl/workbook.xml"
    assert {name for name in before if before[name] != after[name]} <= {sheet, book}
    assert set(after) == set(before)
    old, new = before[sheet].decode(), after[sheet].decode()
    [style] = re.findall(rf'<c r="{LINE}" s="(\d+)"/>', old)
    cell = f'<c r="{LINE}" s="{style}" t="inlineStr"><is><t>是</t></is></c>'
    assert new == old.replace(f'<c r="{LINE}" s="{style}"/>', cell)
    assert b'fullCalcOnLoad="1"' in after[book]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b' fullCalcOnLoad="1"', b""),
        (b'<calcPr calcId="124519" fullCalcOnLoad="1"/>', b""),
        (b'fullCalcOnLoad="1"', b'fullCalcOnLoad="0"'),
    ],
    ids=["saved", "without", "off"],
)
def test_results_are_asked_for_whatever_the_program_left(old: bytes, new: bytes) -> None:
    def saved(contents: Parts) -> None:
        assert old in contents["xl/workbook.xml"]
        contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace(old, new)

    book = opened(agreed(changed(without_zeros(), saved)))
    assert book.calculation.fullCalcOnLoad


def test_a_workbook_without_the_line_is_left() -> None:
    assert api.agree_blanks(edited(without_zeros(), {"单位信息!A15": "其他"})) is None


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(RefusedInputError):
        api.agree_blanks(b"no workbook")


def test_it_is_the_work_of_its_filler(tmp_path: Path) -> None:
    """Nothing is written over it, and folders show it, also if it was a marked copy before."""

    def unsealed(contents: Parts) -> None:
        part = contents[LIST_PART]
        contents[LIST_PART] = part[: part.rindex(b"<!-- " + BLANK.encode()[:14])]

    copy = marked(without_zeros())
    older = changed(copy, unsealed)
    assert is_pristine(copy)
    assert is_pristine(older)
    for number, data in enumerate((balanced_workbook(), copy, older)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(agreed(data))
        assert not is_pristine(path.read_bytes())
        with pytest.raises(ExistingOutputError):
            refuse_existing({path: balanced_workbook()}, force=False)
    assert [type(each) for each in api.workbooks_in(tmp_path)] == [api.InputFile] * 3
