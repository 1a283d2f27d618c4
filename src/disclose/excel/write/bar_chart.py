"""Bar charts as spreadsheets and Word draw them: one look, whatever they are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import TypeAlias, cast
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.chart_bar import ChartBar

from disclose.excel.write import styles
from disclose.excel.write.sheet import Box, SheetWriter
from disclose.excel.write.styles import Formats
from disclose.form.layout.address import Address
from disclose.form.layout.chart_places import colours

Span: TypeAlias = tuple[Address, Address]
"""First and last cell of a column of them."""

_LINE = {"color": styles.RULE, "width": 0.75}
_NONE = {"none": True}
_TICKLESS = {"major_tick_mark": "none", "minor_tick_mark": "none"}
_FONT = {"name": styles.SONG, "size": 10, "color": styles.INK}
_GAP, _OVERLAP = 45, -10
"""Room between the bars, and between those of one name, in per cent of a bar."""


@dataclass(frozen=True, slots=True)
class Series:
    """The cells that a chart draws: the name of the series, and its numbers."""

    name: Address
    values: Span


def bar_chart(
    workbook: Workbook, labels: Span, series: Sequence[Series], *, zeros: bool = True
) -> ChartBar:
    """Return a chart of `workbook` with a bar for each of `labels`, the first at the top.

    Every label is shown whole, every number at the end of its bar, 0 only if `zeros`. The first of
    two series is last year's: it is grey, and the legend is drawn for two only.
    """
    numbers: dict[str, object] = {"value": True, "position": "outside_end", "font": _FONT}
    if not zeros:
        numbers["num_format"] = "General;;"
    chart = cast("ChartBar", workbook.add_chart({"type": "bar"}))
    for each, colour in zip(series, colours(len(series)), strict=True):
        options = {
            "name": f"={each.name.absolute()}",
            "categories": _cells(labels),
            "values": _cells(each.values),
            "fill": {"color": colour},
            "border": _NONE,
            "gap": _GAP,
            "overlap": _OVERLAP,
            "data_labels": numbers,
        }
        chart.add_series(options)
    chart.set_title(_NONE)
    chart.set_legend({"position": "top", "font": _FONT} if len(series) > 1 else _NONE)
    chart.set_y_axis(
        {
            "reverse": True,
            "interval_unit": 1,
            "num_font": _FONT,
            "line": _LINE if zeros else _NONE,
            **_TICKLESS,
        }
    )
    chart.set_x_axis(
        {"min": 0, "visible": False, "major_gridlines": {"visible": False}, **_TICKLESS}
    )
    chart.set_chartarea({"border": _NONE, "fill": {"color": "#FFFFFF"}})
    return chart


def _cells(span: Span) -> str:
    first, last = span
    return f"={first.absolute()}:{last.absolute().partition('!')[2]}"


# A chart for a document of another kind: its markup, and the small workbook behind it.

SHEET = "数据"

_PART = "xl/charts/chart1.xml"
_OLDEST = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Embedded:
    """DrawingML of a chart with its numbers, and the workbook that its cells are in."""

    chart: bytes
    workbook: bytes


def embedded(
    corner: str, labels: Sequence[str], series: Mapping[str, Sequence[Decimal]]
) -> Embedded:
    """Return a bar chart of `series`, numbers by name, a bar for each of `labels`.

    `corner` stands over the labels in its workbook. The same arguments give the same bytes.
    """
    with ZipFile(BytesIO(_workbook(corner, labels, series, drawn=True))) as package:
        chart = package.read(_PART)
    return Embedded(chart, _workbook(corner, labels, series, drawn=False))


def _workbook(
    corner: str, labels: Sequence[str], series: Mapping[str, Sequence[Decimal]], *, drawn: bool
) -> bytes:
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    workbook.set_properties({"created": _OLDEST})
    sheet = SheetWriter(workbook.add_worksheet(SHEET), Formats(workbook))
    columns: Mapping[str, Sequence[str | Decimal]] = {corner: labels, **series}
    for column, (head, cells) in enumerate(columns.items()):
        for row, content in enumerate((head, *cells)):
            sheet.put(Box(row, column), content, styles.DEFAULT)
    sheet.widths([160, *[84] * len(series)])
    if drawn:
        heads = [Address(SHEET, 0, each) for each in range(1, len(series) + 1)]
        lines = [Series(head, _below(head, labels)) for head in heads]
        names = _below(Address(SHEET, 0, 0), labels)
        sheet.place(bar_chart(workbook, names, lines), 0, "")
    workbook.close()
    return target.getvalue()


def _below(head: Address, labels: Sequence[str]) -> Span:
    return head._replace(row=1), head._replace(row=len(labels))
