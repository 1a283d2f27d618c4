"""Reports as others publish them: our grids as tables with merged cells and clutter of any kind."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from disclose.form.filing import Filing
from disclose.form.layout.book import plan
from disclose.form.layout.draw import Grid
from disclose.report.narrative import printed
from tests.support.filings import edition

Dress = Callable[[str], str]

TITLE = "青禾县人民政府办公室2025年政府信息公开工作年度报告"


def rows(grid: Grid, filing: Filing) -> list[list[str]]:
    """The texts of a grid, merged cells repeated."""
    texts = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        text = printed(filing.entries[cell.key]) if cell.key else cell.text
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                texts[row][column] = text
    return texts


def tables(filing: Filing, form: str = "cn-2021") -> dict[str, list[list[str]]]:
    """The texts of every table of a filing, by table."""
    grids = plan(edition(form)).grids
    return {name: rows(grid, filing) for name, grid in grids.items()}


def full(texts: Sequence[Sequence[str]], dress: Dress = escape) -> str:
    """A table without a merged cell."""
    lines = ("".join(f"<td>{dress(text)}</td>" for text in row) for row in texts)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def merged(grid: Grid, filing: Filing, dress: Dress = escape) -> str:
    """A table with the merged cells of the form, all of them ordinary ones."""
    lines = []
    for line in grid.lines():
        cells = []
        for cell in line:
            text = printed(filing.entries[cell.key]) if cell.key else cell.text
            cells.append(f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{dress(text)}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def page(*parts: str, title: str = TITLE) -> bytes:
    """A web page of `parts` under a title."""
    return f"<html><body><h1>{title}</h1>{''.join(parts)}</body></html>".encode()


def figures(filing: Filing) -> Mapping[str, str]:
    """What the tables of a filing print, by key."""
    return {key: printed(entry) for key, entry in filing.entries.items()}
