"""A chart for a document of another kind: its markup, and the small workbook behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from xlsxwriter import Workbook

from disclose.excel.write import styles
from disclose.excel.write.bar_chart import Series, Span, bar_chart
from disclose.excel.write.sheet import Box, Sheet
from disclose.excel.write.styles import Formats
from disclose.form.layout.address import Address

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
    sheet = Sheet(workbook.add_worksheet(SHEET), Formats(workbook))
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
