"""Builds the expected text of a report, with which an edited report is compared."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from disclose.core.text import squeeze
from disclose.documents.read.anchors import told
from disclose.documents.read.model import Line as DocumentLine
from disclose.documents.verify.expected_report import ExpectedReport, Piece, Pieces
from disclose.form.filing import Filing
from disclose.form.layout.book import plan
from disclose.form.layout.draw import Grid
from disclose.report.blocks import (
    ChartPlaceholder,
    Line,
    Run,
    Signature,
    TablePlaceholder,
    TextOrigin,
    Title,
)
from disclose.report.charts import Drawing, Drawn
from disclose.report.narrative import Report, printed, runs


def expected_report(report: Report) -> ExpectedReport:
    """Return the lines, table rows and figures of `report`, charts included, for any format."""
    grids = plan(report.edition).grids
    tables = [grids[block.table] for block in report.blocks if isinstance(block, TablePlaceholder)]
    entries = report.filing.entries
    lines = list(_lines(report))
    return ExpectedReport(
        edition=report.edition,
        filing=report.filing,
        title=report.title,
        lines=tuple(_pieces(line) for line, _ in lines),
        drawn=frozenset(at for at, (_, drawn) in enumerate(lines) if drawn),
        rows=tuple(row for grid in tables for row in _rows(grid, report.filing)),
        printed={
            cell.key: printed(entries[cell.key]) for grid in tables for cell in grid.figures()
        },
        previous=report.prior_year.name if report.prior_year else "",
        previous_sha256=report.prior_year.sha256 if report.prior_year else "",
    )


def with_charts_present(report: Report, lines: Iterable[DocumentLine]) -> Report:
    """Return `report` with those charts whose captions are in a document's `lines`.

    An edited report may leave a chart out, and number the others anew. A chart that it keeps must
    show the filing's numbers. Where the prior year is unknown, nobody knows which bars were drawn,
    but for the document.
    """
    texts = "\n".join(squeeze(told(line.text)[0]) for line in lines)
    charts = {}
    for name, chart in report.charts.items():
        caption = rf"^图([0-9]+){re.escape(squeeze(chart.headline))}$"
        if found := re.search(caption, texts, re.MULTILINE):
            bars = tuple(bar for bar in chart.bars if _is_drawn(bar, texts))
            charts[name] = replace(chart, number=int(found[1]), bars=bars)
    kept = (
        block
        for block in report.blocks
        if not isinstance(block, ChartPlaceholder) or block.chart in charts
    )
    return replace(report, blocks=tuple(kept), charts=charts)


def _is_drawn(bar: Drawn, texts: str) -> bool:
    """Return whether a bar is to be compared: if its numbers are known, or if it is in `texts`."""
    known = all(number.value is not None for number in bar.numbers)
    line = rf"^{re.escape(squeeze(bar.label))}[\d.,]*$"
    return known or re.search(line, texts, re.MULTILINE) is not None


def _lines(report: Report) -> Iterator[tuple[Line, bool]]:
    """Yield every line, and whether it belongs to a chart."""
    for block in report.blocks:
        if isinstance(block, Title | Signature):
            yield from ((line, False) for line in block.lines)
        elif isinstance(block, ChartPlaceholder):
            yield from ((line, True) for line in _drawn(report.charts[block.chart]))
        elif line := runs(block):
            yield line, False


def _drawn(drawing: Drawing) -> Iterator[Line]:
    for bar in drawing.bars:
        numbers = (Run(TextOrigin.FIGURE, each.text, each.key) for each in bar.numbers)
        spaced = (run for number in numbers for run in (Run(TextOrigin.PLAIN, " "), number))
        yield (Run(TextOrigin.PLAIN, bar.label), *spaced)
    yield (Run(TextOrigin.PLAIN, drawing.caption),)


def _pieces(line: Line) -> Pieces:
    return tuple(
        Piece(
            run.text,
            run.key if run.origin is TextOrigin.FIGURE else "",
            staff=run.origin is TextOrigin.STAFF,
        )
        for run in line
    )


def _rows(grid: Grid, filing: Filing) -> Iterator[Pieces]:
    for line in grid.lines():
        cells = (
            Piece(printed(filing.entries[cell.key]), cell.key) if cell.key else Piece(cell.text)
            for cell in line
        )
        yield tuple(piece for cell in cells for piece in (cell, Piece("\t")))
