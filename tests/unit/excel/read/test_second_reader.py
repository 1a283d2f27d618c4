"""Figures that only one reader has seen are reported; what both read alike is not."""

import pytest

from disclose.core.finding import Severity
from disclose.excel.read import second_reader
from disclose.excel.read.second_reader import read_again
from tests.support.hostile.files import FILES
from tests.support.hostile.markup import noise
from tests.support.hostile.sheets import FIGURE, cell
from tests.support.raw_workbooks import reading
from tests.support.second_reader.compared import found_again
from tests.support.second_reader.planted import ELSEWHERE, PLANTED
from tests.support.workbooks import (
    Cell,
    apply,
    balanced_workbook,
    edited,
    packed,
    parts,
    sheet_part,
)

HERE = f"表二!{FIGURE}"


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_blocks(name: str) -> None:
    make, at, first, second = PLANTED[name]
    one = found_again(make())[0]
    assert (one.code, one.severity) == ("BOOK50", Severity.ERROR)
    cells = one.args["cells"]
    assert isinstance(cells, tuple)
    assert cells[0] == f"{at} “{first}” / “{second}”"
    assert f"{one.places[0].sheet}!{one.places[0].cell}" == at
    assert one.args["count"] == len(one.places)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_another_vocabulary_is_no_content_for_either(name: str) -> None:
    assert not found_again(ELSEWHERE[name]())


@pytest.mark.parametrize(
    "typed",
    ["", "/", "无", "１２", "1,234", "12件", "22（其中修订16件）", "abc", " ", "12_x000D_", "3 5"],
)
def test_a_text_is_read_alike(typed: str) -> None:
    assert not found_again(edited(balanced_workbook(), {HERE: typed}))


@pytest.mark.parametrize(
    "stored", ["0", "-0", "007", "5.", "1E3", "-1.50", "9116.3600000000006", "123456789012345678.5"]
)
def test_a_number_is_read_alike(stored: str) -> None:
    assert not found_again(cell("", f"<v>{stored}</v>"))


@pytest.mark.parametrize(
    "inside",
    ["<f>1+1</f><v>2</v>", "<f>1+1</f>", "<f/><v>5</v>", "<f/>", '<f t="shared" si="7"/><v>5</v>'],
)
def test_a_formula_in_an_input_is_read_alike(inside: str) -> None:
    assert not found_again(cell("", inside))


@pytest.mark.parametrize(
    "inside", ["<v>1</v><v>1</v>", "<v>1<!-- 1 -->2</v>", "<v><![CDATA[12]]></v>"]
)
def test_both_take_the_same_of_odd_markup(inside: str) -> None:
    assert not found_again(cell("", inside))


@pytest.mark.parametrize("typed", [{HERE: ""}, {"表三!J6": 72}, {"表三!J6": ""}])
def test_blank_cells_and_overwritten_totals_are_read_alike(typed: dict[str, Cell]) -> None:
    assert not found_again(edited(balanced_workbook(), typed))


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576"])
def test_the_size_that_a_sheet_declares_does_not_matter(size: str) -> None:
    kinds = {"A1": "dimension of one cell", "A1:XFD1048576": "dimension of a whole sheet"}
    assert not found_again(FILES[kinds[size]][0]())


def test_the_stored_result_of_an_input_is_compared() -> None:
    data = cell("", "<f>1+1</f><v>2</v>")
    first = reading(data)
    assert first.filing
    assert first.edition
    [one] = read_again(cell("", "<f>1+1</f><v>3</v>"), first.edition, first.filing)
    assert one.args["cells"] == (f"{HERE} “=1+1 → 2” / “=1+1 → 3”",)


def test_styles_that_openpyxl_refuses_do_not_matter() -> None:
    assert not found_again(FILES["empty fill"][0]())


def test_a_workbook_that_openpyxl_does_not_load_is_one_error() -> None:
    [one] = found_again(apply(balanced_workbook(), "capital part name", {}))
    assert (one.code, one.severity) == ("BOOK51", Severity.ERROR)


def test_a_difference_is_seen_in_the_strict_dialect_too() -> None:
    make, at, *_ = PLANTED["the cell again, blank"]
    one = found_again(apply(make(), "strict dialect", {}))[0]
    assert (one.code, f"{one.places[0].sheet}!{one.places[0].cell}") == ("BOOK50", at)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_strict_dialect_is_read_in_any_encoding(encoding: str) -> None:
    contents = parts(apply(balanced_workbook(), "strict dialect", {}))
    part = sheet_part(contents, "表三")
    contents[part] = contents[part].decode().partition("?>")[2].encode(encoding)
    assert not found_again(packed(contents))


def test_a_sheet_that_openpyxl_does_not_read_is_named() -> None:
    [one] = found_again(cell("", "<v>NaN</v>"))
    assert (one.code, one.args["sheets"]) == ("BOOK51", ("表二",))


ENTITIES = '<!DOCTYPE a [<!ENTITY b "12">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_a_part_that_the_first_reader_does_not_read(encoding: str) -> None:
    contents = parts(balanced_workbook())
    part = ENTITIES + contents["[Content_Types].xml"].decode().partition("?>")[2]
    contents["[Content_Types].xml"] = part.encode(encoding)
    [one] = found_again(packed(contents))
    assert one.args == {"sheets": (), "cause": "ValueError: unsafe markup in [Content_Types].xml"}


def test_a_password_that_openpyxl_would_hash_for_minutes() -> None:
    contents = parts(balanced_workbook())
    part = sheet_part(contents, "表三")
    protection = f'<sheetProtection password="{noise(100_000)[4:-3]}"/><sheetData>'
    contents[part] = contents[part].replace(b"<sheetData>", protection.encode())
    [one] = found_again(packed(contents))
    assert one.args == {"sheets": (), "cause": f"ValueError: unsafe markup in {part}"}


def test_what_follows_the_cells_does_not_matter() -> None:
    contents = parts(balanced_workbook())
    part = sheet_part(contents, "表三")
    contents[part] = contents[part].replace(
        b"</sheetData>", b'</sheetData><sheetProtection nonsense="1"/>'
    )
    assert not found_again(packed(contents))


def test_more_markup_than_in_any_workbook_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reader, "MAX_MARKUP", 1000)
    [one] = found_again(balanced_workbook())
    assert one.args == {"sheets": (), "cause": "ValueError: more than 1000 marks"}


def test_figures_far_apart_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_reader, "MAX_AREA", 100)
    [one] = found_again(balanced_workbook())
    assert one.args["sheets"] == ("表三",)


def test_the_first_reader_refuses_two_parts_of_one_name() -> None:
    [refused] = reading(FILES["duplicate entries"][0]()).findings
    assert refused.code == "BOOK05"
