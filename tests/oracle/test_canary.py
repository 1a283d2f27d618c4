"""The oracle proves itself first: it must not hand back the results stored in a file."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.support.soffice import BATCH, Soffice, start

pytestmark = pytest.mark.soffice

STALE = 12345


def _book(path: Path, formula: str = "=1+1") -> Path:
    with xlsxwriter.Workbook(path) as book:
        refused = book.add_worksheet().write_formula("A1", formula, None, STALE)
    assert not refused
    return path


def _value(path: Path) -> object:
    book = openpyxl.load_workbook(path, data_only=True)
    try:
        return book.worksheets[0]["A1"].value
    finally:
        book.close()


def test_the_stored_result_is_wrong_to_begin_with(tmp_path: Path) -> None:
    assert _value(_book(tmp_path / "canary.xlsx")) == STALE


def test_a_wrong_stored_result_is_recalculated(soffice: Soffice, tmp_path: Path) -> None:
    [result] = soffice.recalculate([_book(tmp_path / "canary.xlsx")], tmp_path / "out")
    assert _value(result) == 2


def test_a_plain_profile_would_keep_the_wrong_result(tmp_path: Path) -> None:
    """Without the setting the canary dies, so the test above can tell the difference."""
    plain = start(tmp_path, recalculate=False)
    [result] = plain.recalculate([_book(tmp_path / "canary.xlsx")], tmp_path / "out")
    assert _value(result) == STALE


def test_many_books_come_back_in_the_order_given(soffice: Soffice, tmp_path: Path) -> None:
    numbers = range(BATCH + 3)
    books = [_book(tmp_path / f"{number}.xlsx", f"={number}+1") for number in numbers]
    results = soffice.recalculate(books, tmp_path / "out")
    assert [_value(result) for result in results] == [number + 1 for number in numbers]


def test_two_books_of_one_name_are_refused(soffice: Soffice, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    books = [_book(tmp_path / "a.xlsx"), _book(tmp_path / "other" / "a.xlsx")]
    with pytest.raises(ValueError, match="same name"):
        soffice.recalculate(books, tmp_path / "out")


def test_an_older_result_is_not_taken_for_a_new_one(soffice: Soffice, tmp_path: Path) -> None:
    book = _book(tmp_path / "a.xlsx")
    with pytest.raises(ValueError, match="already there"):
        soffice.recalculate([book], tmp_path)


def test_a_book_is_printed(soffice: Soffice, tmp_path: Path) -> None:
    printed = soffice.to_pdf(_book(tmp_path / "a.xlsx"), tmp_path / "out")
    assert printed.read_bytes().startswith(b"%PDF-")
