"""What each sheet still lacks: the table on the sheet 填表说明 that the status is taken from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from disclose.excel.write import styles
from disclose.excel.write.agency_sheet import missing
from disclose.excel.write.cached_values import Live
from disclose.excel.write.flow import Flow
from disclose.excel.write.open_issues import problems
from disclose.excel.write.sheet import Content, Formula, Link, Sheet
from disclose.excel.write.styles import Style
from disclose.form.layout.address import Address, Area
from disclose.form.layout.book import BODY, CHARTS, EXPLANATIONS, GUIDE, LAST, REVIEW, TEXTS

HEADINGS = ("工作表", "内容", "未填", "填成文字", "审核未通过", "需核实")
UNFILLED, FAILING, DOUBTFUL = 3, 5, 6
"""First and last column of the counts that keep the workbook back, and the one that does not."""

OTHERS = (
    (TEXTS, "年度报告的文字，由程序编入报告"),
    (REVIEW, "全部勾稽关系，随填随审，左右两边的数都列出"),
    (EXPLANATIONS, "核实性问题确有原因的，在这里写明"),
)

DRAWN = ((CHARTS, "由表格中的数画成的图，不用填"),)

BESIDE = ((LAST, "上年各数和本年对照，供填报时核对，不用填"),)

Counts: TypeAlias = Sequence[Formula | None]
"""Unfilled, texts, failing and doubtful; None where there is nothing to count."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sheet to fill in."""

    sheet: str
    title: str
    counts: Counts


def write_progress(flow: Flow, live: Live) -> Formula:
    """Write a line for every sheet; return the count of all that keeps the workbook back."""
    flow.cells([(text, styles.LISTED_HEADING) for text in HEADINGS])
    lines, first = _lines(live), flow.row
    for line in lines:
        opening = (Link(line.sheet), styles.LINK), (line.title, styles.LISTED)
        flow.cells([*opening, *_counted(line.counts)])
    sums = [
        _sum(_down(column, first, flow.row - 1), [line.counts[number] for line in lines])
        for number, column in enumerate(range(UNFILLED, DOUBTFUL + 1))
    ]
    total = flow.cells([("合计", styles.SUM), ("", styles.SUM), *((s, styles.SUM) for s in sums)])
    charts = DRAWN if live.book.charts else ()
    for sheet, text in (*(BESIDE if live.past else ()), *OTHERS, *charts):
        flow.line(Link(sheet), styles.LINK, text)
    _light(flow.sheet, first, total)
    return _sum(Area(Address(GUIDE, total, UNFILLED), Address(GUIDE, total, FAILING)), sums[:-1])


def _lines(live: Live) -> list[Line]:
    lines = [Line(BODY, "填报单位和报告年度", (missing(live), None, None, None))]
    for table in live.book.edition.tables:
        found = problems(table, live)
        counts = found.unfilled, found.texts, found.failing, found.doubtful
        lines.append(Line(table.sheet, table.title, counts))
    return lines


def _counted(counts: Counts) -> list[tuple[Content, Style]]:
    return [(count, styles.LISTED_CENTRED) for count in counts]


def _sum(area: Area, given: Counts) -> Formula:
    value = sum(int(each.value) for each in given if each)
    return Formula(f"=SUM({area.seen_from(GUIDE)})", value)


def _down(column: int, first: int, last: int) -> Area:
    return Area(Address(GUIDE, first, column), Address(GUIDE, last, column))


def _light(sheet: Sheet, first: int, last: int) -> None:
    must = Area(Address(GUIDE, first, UNFILLED), Address(GUIDE, last, FAILING))
    sheet.light([must], "AND(ISNUMBER({0}),{0}>0)", styles.LIT_COUNT)
    sheet.light([_down(DOUBTFUL, first, last)], "AND(ISNUMBER({0}),{0}>0)", styles.LIT_DOUBT)
