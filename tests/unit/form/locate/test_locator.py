"""One grid of texts, moved, turned or cut: the figures of the form are found, or none is."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from disclose.form.edition.load import load
from disclose.form.layout.address import Position
from disclose.form.layout.book import TABLE_TOP
from disclose.form.locate.in_tables import figure_blocks, locate_in_tables
from disclose.form.locate.labels import TableLabels, table_labels
from disclose.form.locate.on_sheet import OnSheet, locate_on_sheet
from tests.support.editions import edited
from tests.support.filings import FORMS, edition

TABLES = [(form, table.id) for form in FORMS for table in edition(form).tables]
LABELS = table_labels(edition(), "requests")
HOMES = {key: figure.cell for key, figure in LABELS.figures.items()}


def _names(labels: TableLabels = LABELS) -> dict[Position, str]:
    return {label.cell: label.text for label in labels.labels}


def _locate(texts: Mapping[Position, str]) -> OnSheet:
    return locate_on_sheet(LABELS, texts, texts)


def _column(key: str) -> str:
    return key.partition("[")[2].strip("]")


def _row(key: str) -> str:
    return key.partition(".")[2].partition("[")[0]


def test_figures_are_in_place_if_the_names_are() -> None:
    found = _locate(_names())
    assert found.in_place
    assert found.figures == HOMES


@pytest.mark.parametrize("by", [(0, 1), (3, 0), (40, 7)])
def test_figures_move_with_the_names(by: Position) -> None:
    moved = {(row + by[0], column + by[1]): text for (row, column), text in _names().items()}
    found = _locate(moved)
    assert not found.in_place
    assert found.figures == {
        key: (row + by[0], column + by[1]) for key, (row, column) in HOMES.items()
    }


def test_rows_as_columns() -> None:
    found = _locate({(column, row): text for (row, column), text in _names().items()})
    assert found.transposed
    assert found.figures == {key: (column, row) for key, (row, column) in HOMES.items()}


def test_a_row_that_is_gone_is_lost_and_no_other_takes_its_place() -> None:
    gone = HOMES["requests.granted[natural]"][0]
    texts = {
        (row - (row > gone), column): text
        for (row, column), text in _names().items()
        if row != gone or column == 0
    }
    found = _locate(texts)
    assert [label.text for label in found.lost] == ["（一）予以公开"]
    assert {_row(key) for key in HOMES.keys() - found.figures.keys()} == {"granted"}
    assert found.figures["requests.partly_granted[natural]"] == (gone, 3)


def test_a_retyped_name_is_told_with_what_was_typed() -> None:
    home = LABELS.figures["requests.granted[natural]"].left
    assert home is not None
    found = _locate(_names() | {home: "（一）予以公布"})
    assert found.retyped == {home: "（一）予以公布"}
    assert found.figures == HOMES


def test_a_name_of_another_meaning_loses_its_figures() -> None:
    home = LABELS.figures["requests.received[welfare]"].above
    assert home is not None
    found = _locate(_names() | {home: "邮政编码"})
    assert {_column(key) for key in HOMES.keys() - found.figures.keys()} == {"welfare"}


def _rows(labels: TableLabels) -> list[list[str]]:
    """The table as a document has it: merged cells repeat their text, figures are their keys."""
    grid = labels.grid
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                rows[row][column] = cell.key or cell.text
    return rows


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_a_sheet_and_a_document_give_the_same_cells(form: str, table: str) -> None:
    labels = table_labels(edition(form), table)
    sheet = locate_on_sheet(labels, _names(labels), _names(labels))
    blocks = figure_blocks(edition(form))
    document = locate_in_tables(blocks, {1: _rows(labels)})
    assert document.texts == {key: [key] for key in labels.figures}
    cells = {key: (row, columns[0]) for key, [(_, row, columns)] in document.places.items()}
    assert {key: (TABLE_TOP + row, column) for key, (row, column) in cells.items()} == sheet.figures


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_a_document_may_break_a_table_after_any_row_of_figures(form: str, table: str) -> None:
    labels = table_labels(edition(form), table)
    rows = _rows(labels)
    for cut in sorted({figure.cell[0] - TABLE_TOP + 1 for figure in labels.figures.values()}):
        document = locate_in_tables(figure_blocks(edition(form)), {1: rows[:cut], 2: rows[cut:]})
        assert document.texts == {key: [key] for key in labels.figures}, cut


def test_a_column_without_a_name_is_not_found_in_a_document(tmp_path: Path) -> None:
    unnamed = ("edition.toml", 'label = "本年制发件数"', 'label = ""')
    form = load(edited(tmp_path, unnamed))
    labels = table_labels(form, "proactive")
    document = locate_in_tables(figure_blocks(form), {1: _rows(labels)})
    lost = {key for key in labels.figures if _column(key) == "issued"}
    assert lost
    assert document.texts == {key: [key] for key in labels.figures.keys() - lost}


def _figure_rows(labels: TableLabels) -> list[int]:
    return sorted({figure.cell[0] - TABLE_TOP for figure in labels.figures.values() if figure.left})


def _is_figure(labels: TableLabels, text: str) -> bool:
    return text in labels.figures


@pytest.mark.parametrize("below", [False, True], ids=["figures-above", "figures-below"])
@pytest.mark.parametrize(("form", "table"), TABLES)
def test_a_page_may_cut_any_row_of_figures_anywhere(form: str, table: str, *, below: bool) -> None:
    """The name is cut after any character, and the figures are on either side of the cut."""
    labels = table_labels(edition(form), table)
    rows = _rows(labels)
    names = {label.text for label in labels.named}
    for at in _figure_rows(labels):
        whole = rows[at]
        name = next(text for text in reversed(whole) if text in names)
        for size in range(1, len(name)):
            upper = [name[:size] if text == name else text for text in whole]
            lower = [name[size:] if text == name else text for text in whole]
            blank = upper if below else lower
            blank[:] = ["" if _is_figure(labels, text) else text for text in blank]
            cut = [*rows[:at], upper, lower, *rows[at + 1 :]]
            found = locate_in_tables(figure_blocks(edition(form)), {1: cut}, {1: [at + 1]})
            assert found.texts == {key: [key] for key in labels.figures}, (name, size)
            assert found.renamed == []


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_rows_on_both_sides_of_a_page_break_stay_two(form: str, table: str) -> None:
    """Also where one of them was left blank."""
    labels = table_labels(edition(form), table)
    rows = _rows(labels)
    figure_rows = _figure_rows(labels)
    for at in figure_rows:
        for blank in (None, at - 1, at):
            printed = [
                ["" if n == blank and _is_figure(labels, text) else text for text in row]
                for n, row in enumerate(rows)
            ]
            found = locate_in_tables(figure_blocks(edition(form)), {1: printed}, {1: [at]})
            read = {key: [text] for key, [text] in found.texts.items() if text}
            gone = set(rows[blank]) if blank is not None else set()
            assert read == {key: [key] for key in labels.figures if key not in gone}
            assert found.rejoined == []
