"""Turns a report into data for the Typst page: blocks, and tables as positioned cells."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any, TypeAlias

from disclose.form.layout.book import plan
from disclose.form.layout.chart_places import colours
from disclose.form.layout.draw import CellRole, Grid, GridCell
from disclose.report.blocks import (
    Block,
    ChartPlaceholder,
    Heading,
    Line,
    Paragraph,
    Run,
    Signature,
    TablePlaceholder,
    TextOrigin,
    Title,
    needs_left_alignment,
)
from disclose.report.charts import Drawing
from disclose.report.line_ends import line_parts
from disclose.report.narrative import Report, is_open, printed, units

Data: TypeAlias = dict[str, Any]

_NARROW = Decimal(16)
"""Columns narrower than this (millimetres) get the small font."""

_HEADS = frozenset({CellRole.TITLE, CellRole.CORNER, CellRole.HEADING})

_LONG = 40
"""A table with more rows than this does not fit on one page."""


def blocks(report: Report) -> list[Data]:
    """Return the blocks of `report` in order; a signature is part of the paragraph above it."""
    found: list[Data] = []
    for block in report.blocks:
        if isinstance(block, Signature) and found and found[-1]["kind"] == "paragraph":
            found[-1]["closing"] = _lines(block.lines)
        else:
            found.append(_block(report, block, first=not found))
    return found


def _block(report: Report, block: Block, *, first: bool) -> Data:
    match block:
        case Title(lines):
            return {"kind": "title", "first": first, "lines": _lines(lines)}
        case Heading(level, runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case Paragraph(runs):
            parts = [{"whole": each.whole, "runs": _runs(each.runs)} for each in line_parts(runs)]
            return {"kind": "paragraph", "ragged": needs_left_alignment(runs), "parts": parts}
        case Signature(lines):
            return {"kind": "signature", "lines": _lines(lines)}
        case TablePlaceholder(name):
            return _table(report, plan(report.edition).grids[name])
        case ChartPlaceholder(name):
            return _chart(report.charts[name])


def _lines(lines: tuple[Line, ...]) -> list[list[Data]]:
    return [_runs(line) for line in lines]


def _runs(line: Line) -> list[Data]:
    return [{"origin": _origin(run), "text": run.text, "key": run.key} for run in line]


def _origin(run: Run) -> TextOrigin:
    """Return the origin of a run; a number that is to be verified looks as a gap does."""
    return TextOrigin.GAP if is_open(run.text) else run.origin


def _table(report: Report, grid: Grid) -> Data:
    return {
        "kind": "table",
        "units": units(report.edition, grid.table),
        "widths": [str(width) for width in grid.widths],
        "fine": min(grid.widths) < _NARROW,
        "long": grid.rows > _LONG,
        "parts": [
            {"header": header, "cells": [_cell(report, cell) for line in lines for cell in line]}
            for header, lines in groupby(grid.lines(), key=partial(_heads, grid))
        ],
    }


def _chart(drawing: Drawing) -> Data:
    return {
        "kind": "chart",
        "caption": drawing.caption,
        "about": drawing.description,
        "series": drawing.series if len(drawing.series) > 1 else (),
        "colours": colours(len(drawing.series)),
        "bars": [
            {
                "label": bar.label,
                "numbers": [
                    {"text": each.text, "share": str(drawing.share(each))} for each in bar.numbers
                ],
            }
            for bar in drawing.bars
        ],
    }


def _heads(grid: Grid, line: tuple[GridCell, ...]) -> bool:
    """Return whether a row is a header, at the top or between the blocks of a table."""
    return all(cell.row < grid.head or cell.role in _HEADS for cell in line)


def _cell(report: Report, cell: GridCell) -> Data:
    return {
        "x": cell.column,
        "y": cell.row,
        "colspan": cell.columns,
        "rowspan": cell.rows,
        "role": cell.role,
        "text": printed(report.filing.entries[cell.key]) if cell.key else cell.text,
        "key": cell.key,
        "open": bool(cell.key) and is_open(printed(report.filing.entries[cell.key])),
        "vertical": cell.vertical,
        "level": cell.level,
    }


def passages(data: list[Data]) -> Iterator[tuple[str, str]]:
    """Yield each text in the blocks `data`, with the heading above it first."""
    under = ""
    for block in data:
        lines = block.get("lines") or [block.get("runs", [])]
        if block["kind"] == "paragraph":
            lines = [*(part["runs"] for part in block["parts"]), *block.get("closing", [])]
        text = "".join(run["text"] for line in lines for run in line)
        if block["kind"] in {"title", "heading"}:
            under = text
        yield under, text
        yield under, block.get("caption", "")
        yield from ((under, bar["label"]) for bar in block.get("bars", ()))
        for part in block["parts"] if block["kind"] == "table" else ():
            yield from ((under, cell["text"]) for cell in part["cells"])
