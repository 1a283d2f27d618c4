"""The sheet 填表说明: whether the workbook can be handed in, what is lacking, how to fill in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from disclose.core.file_names import PAGE
from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.readiness import OpenPoints, of_agency, of_table, of_texts
from disclose.excel.write.sheet import Box, Content, Formula, SheetLink, SheetWriter
from disclose.excel.write.styles import Style
from disclose.excel.write.text_metrics import broken, height
from disclose.excel.write.text_preview import marked, name_example
from disclose.form.edition.model import Deadline
from disclose.form.edition.sheet_names import (
    BLANK_AS_ZERO,
    BODY,
    CHARTS,
    EXPLANATIONS,
    GUIDE,
    LEVEL,
    PRIOR_YEAR_SHEET,
    REVIEW,
    TEXTS,
    YEAR,
    YES,
)
from disclose.form.layout.address import Address, Area
from disclose.form.layout.book import FAIL, PASS, UNJUDGED

# Rows of the sheet 填表说明, written from the top down.

WIDTHS = (24, 120, 250, 76, 80, 84, 84, 80)
"""A margin, what a line is about, what it says, and five counts."""

FIRST, SECOND = 1, 2
WIDTH = len(WIDTHS) - FIRST
LINE_POINTS = 26.0


class Flow:
    """Writes below what it wrote before; `row` is the next free one."""

    def __init__(self, sheet: SheetWriter) -> None:
        self.sheet = sheet
        self.row = 0

    def space(self, points: float) -> int:
        """Leave a row empty and return it."""
        return self._taken(points)

    def wide(self, content: Content, style: Style, points: float) -> None:
        """Write one cell over the whole width."""
        self.sheet.put(Box(self.row, FIRST, columns=WIDTH), content, style)
        self._taken(points)

    def section(self, text: str) -> None:
        """Write the heading of a section."""
        self.space(14)
        self.wide(text, styles.SECTION, 30)

    def line(self, label: Content, style: Style, text: Content, longest: str = "") -> None:
        """Write a label and a text over the rest of the width, with room for the `longest`."""
        self.sheet.put(Box(self.row, FIRST), label, style)
        self.sheet.put(Box(self.row, SECOND, columns=WIDTH - 1), text, styles.LISTED)
        need = height(longest or str(text), styles.LABEL_SIZE, sum(WIDTHS[SECOND:]) - styles.INDENT)
        self._taken(max(LINE_POINTS, need))

    def cells(self, contents: Sequence[tuple[Content, Style]], points: float = LINE_POINTS) -> None:
        """Write a row of cells."""
        for column, (content, style) in enumerate(contents, FIRST):
            self.sheet.put(Box(self.row, column), content, style)
        self._taken(points)

    def _taken(self, points: float) -> int:
        self.sheet.height(self.row, points)
        self.row += 1
        return self.row - 1


# What each sheet still lacks: the table on the sheet 填表说明 that the status is taken from.

HEADINGS = ("工作表", "内容", "未填", "填成文字", "数字不合要求", "勾稽不符", "需核实")
UNFILLED, TEXT, UNFIT, FAILING, DOUBTFUL = range(3, 8)
"""The columns of the counts; the last one does not keep the workbook back."""

OTHERS = (
    (REVIEW, "全部勾稽关系，随填随审，左右两边的数都列出"),
    (EXPLANATIONS, "核实性问题确有原因的，在这里写明"),
)

DRAWN = ((CHARTS, "由表格中的数画成的图，不用填"),)

BESIDE = ((PRIOR_YEAR_SHEET, "上年各数和本年对照，供填报时核对，不用填"),)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One sheet to fill in."""

    sheet: str
    title: str
    points: OpenPoints


def write_progress(flow: Flow, live: Live) -> Formula:
    """Write a line for every sheet; return what they say together: ready, or what is left."""
    heads = zip(HEADINGS, WIDTHS[FIRST:], strict=True)
    heads_in_lines = [broken(text, styles.LABEL_SIZE, pixels) for text, pixels in heads]
    flow.cells([(text, styles.LISTED_HEADING) for text in heads_in_lines], 34)
    lines, first = _lines(live), flow.row
    for line in lines:
        opening = (SheetLink(line.sheet), styles.LINK), (line.title, styles.LISTED)
        counts = [(count, styles.LISTED_CENTRED) for count in line.points.counts]
        need = height(line.title, styles.LABEL_SIZE, WIDTHS[SECOND] - styles.INDENT)
        flow.cells([*opening, *counts], max(LINE_POINTS, need))
    last = flow.row - 1
    sums = [
        _sum(column, first, last, [line.points.counts[number] for line in lines])
        for number, column in enumerate(range(UNFILLED, DOUBTFUL + 1))
    ]
    flow.cells([("合计", styles.SUM), ("", styles.SUM), *((each, styles.SUM) for each in sums)])
    _agreement(flow, live)
    charts = DRAWN if live.book.charts else ()
    for sheet, text in (*(BESIDE if live.prior_year else ()), *OTHERS, *charts):
        flow.line(SheetLink(sheet), styles.LINK, text)
    _light(flow.sheet, first, last + 1)
    agency, *tables, texts = [line.points.unfilled for line in lines]
    # The lines of the agency and of the texts are named apart from the cells of the tables.
    return _left(
        [
            ("单位信息未填", _sum(UNFILLED, first, first, [agency])),
            ("未填", _sum(UNFILLED, first + 1, last - 1, tables)),
            *(zip(HEADINGS[TEXT - FIRST : UNFIT], sums[1:3], strict=True)),
            ("文字未写", _sum(UNFILLED, last, last, [texts])),
            (HEADINGS[FAILING - FIRST], sums[FAILING - UNFILLED]),
        ]
    )


def _lines(live: Live) -> list[ProgressLine]:
    texts = of_texts(live, marked(live))
    return [
        ProgressLine(BODY, "单位全称、报告年度和成文日期", of_agency(live)),
        *(
            ProgressLine(table.sheet, table.title, of_table(table, live))
            for table in live.book.edition.tables
        ),
        ProgressLine(TEXTS, "年度报告的文字，由程序编入报告", texts),
    ]


def _sum(column: int, first: int, last: int, given: Sequence[Formula | None]) -> Formula:
    value = sum(int(each.value) for each in given if each)
    return Formula(f"=SUM({_down(column, first, last).seen_from(GUIDE)})", value)


def _left(kinds: Sequence[tuple[str, Formula]]) -> Formula:
    """Return `可以上报`, or the number of open points and that of each kind of them."""
    counts = [count.text.removeprefix("=") for _, count in kinds]
    total = "+".join(counts)
    formula = f'"还有 "&{total}&" 处：\n"'
    for number, (name, _) in enumerate(kinds):
        comma = f'IF({"+".join(counts[:number])}=0,"","、")&' if number else ""
        formula += f'&IF({counts[number]}=0,"",{comma}"{name} "&{counts[number]})'
    values = [(name, int(count.value)) for name, count in kinds]
    named = "、".join(f"{name} {count}" for name, count in values if count)
    left = sum(count for _, count in values)
    value = f"还有 {left} 处：\n{named}" if left else READY
    return Formula(f'=IF({total}=0,"{READY}",{formula})', value)


def _down(column: int, first: int, last: int) -> Area:
    return Area(Address(GUIDE, first, column), Address(GUIDE, last, column))


AGREED = f"现在选的是“{YES}”：各表和信息处理费里空白的格都按 0 上报，不用逐格填 0。"
NOT_AGREED = f"：没有发生的事项要逐格填 0。要留空的，点左边的链接，改选“{YES}”。"


def _agreement(flow: Flow, live: Live) -> None:
    """Write whether blank cells are zeros now, and a link to the line of 单位信息 that says so."""
    at = live.book.body.get(BLANK_AS_ZERO)
    if at is None:
        return
    cell, answer = at.absolute(), live.filing.body.get(BLANK_AS_ZERO, "")
    chosen = f'IF({cell}="","现在没有选","现在选的是“"&{cell}&"”")'
    formula = f'=IF({live.book.blanks_are_zeros},"{AGREED}",{chosen}&"{NOT_AGREED}")'
    said = f"现在选的是“{answer}”" if answer else "现在没有选"
    value = AGREED if live.blanks_are_zeros else f"{said}{NOT_AGREED}"
    link = SheetLink(BODY, at.a1, _label(live, BLANK_AS_ZERO))
    flow.line(link, styles.LINK, Formula(formula, value), longest=f"现在选的是“否”{NOT_AGREED}")


def _label(live: Live, line: str) -> str:
    """Return the label of a line of 单位信息, empty if the form has no such line."""
    return next((each.label for each in live.book.edition.body if each.id == line), "")


def _light(sheet: SheetWriter, first: int, last: int) -> None:
    must = Area(Address(GUIDE, first, UNFILLED), Address(GUIDE, last, FAILING))
    sheet.light([must], "AND(ISNUMBER({0}),{0}>0)", styles.LIT_COUNT)
    sheet.light([_down(DOUBTFUL, first, last)], "AND(ISNUMBER({0}),{0}>0)", styles.LIT_DOUBT)


READY = "可以上报"
HINT = (
    "各表还差几处见下表，点表名转到该表；各项都为 0 时显示“可以上报”。\n"
    "“需核实”的请再核对，不妨碍上报。文字与表格是否一致等，由审核程序再核对。"
)
COMPUTED: Style = {"bg_color": styles.GREY, "bold": True}
DEADLINE = "报送并公布期限："
TOTAL_COLOUR = ("12", COMPUTED, "合计，自动计算，不用填。")
COLOURS: tuple[tuple[str, Style, str], ...] = (
    ("", styles.LIT_BLANK, "还没有填，或者文字还没有写。"),
    ("12", {"bg_color": styles.CREAM}, "已经填写，可以修改。"),
    TOTAL_COLOUR,
    (PASS, styles.LIT_PASS, "勾稽相符。"),
    (UNJUDGED, {}, "还没有填，或者不适用，没有核对。"),
    (FAIL, styles.LIT_FAIL, "勾稽不符，数字填成了文字，或者数字不合要求，必须改正。"),
    (FAIL, styles.LIT_DOUBT, "需核实：请再核对，确有原因的在“出错说明”写明。"),
)


def write_guide(sheet: SheetWriter, live: Live) -> None:
    """Write the first sheet for `live`'s filing."""
    flow = Flow(sheet)
    sheet.widths(WIDTHS)
    _title(flow, live)
    status = flow.space(60)
    flow.wide(HINT, styles.STATUS_HINT, 40)
    _deadline(flow, live)
    flow.section("填报进度")
    _status(sheet, status, write_progress(flow, live))
    flow.section("填写步骤")
    for number, text in enumerate(_steps(live), 1):
        flow.line(str(number), styles.NUMBER, text)
    flow.section("颜色说明")
    for sample, style, text in _colours(live):
        flow.line(sample, {**styles.LISTED_CENTRED, **style}, text)
    flow.section("格式出处")
    edition = live.book.edition
    flow.line("填报依据", styles.LISTED_CENTRED, f"{edition.authority}，{edition.document}。")
    sheet.protect()
    sheet.page(pages_down=1)


def _title(flow: Flow, live: Live) -> None:
    edition, year = live.book.edition, live.filing.year
    flow.space(12)
    flow.wide(f"{edition.title}填报表", styles.BANNER, 54)
    flow.wide(f"{edition.label.zh}　{edition.document}", styles.BANNER_LINE, 28)
    name, at = live.book.body["name"].absolute(), live.book.body[YEAR].absolute()
    text = f'="填报单位："&{name}&"　　　报告年度："&{at}'
    value = f"填报单位：{live.filing.name}　　　报告年度：{'' if year is None else year}"
    flow.wide(Formula(text, value), styles.CAPTION_CENTRED, 34)


def _deadline(flow: Flow, live: Live) -> None:
    """Write the last day for the agency's level, or those for every level if it is not known."""
    edition, year = live.book.edition, live.filing.year
    if edition.deadline:
        flow.line("报送时限", styles.LISTED_CENTRED, f"{edition.deadline}。")
    if not edition.deadlines:
        return
    level, at = live.book.body[LEVEL].absolute(), live.book.body[YEAR].absolute()
    after = f'"&IF(ISNUMBER({at}),{at}+1&"年","次年")&"'
    formula = f'"{_last_days(edition.deadlines, after)}"'
    for each in reversed(edition.deadlines):
        formula = f'IF({level}="{each.level}","{_last_day(each, after)}",{formula})'
    shown = "次年" if year is None else f"{year + 1}年"
    answer = live.filing.body.get(LEVEL)
    known = (_last_day(each, shown) for each in edition.deadlines if each.level == answer)
    value = next(known, _last_days(edition.deadlines, shown))
    flow.line(
        "报送时限",
        styles.LISTED_CENTRED,
        Formula(f'="{DEADLINE}"&{formula}&"。"', f"{DEADLINE}{value}。"),
        longest=f"{DEADLINE}{_last_days(edition.deadlines, '0000年')}。",
    )


def _last_days(deadlines: Iterable[Deadline], year: str) -> str:
    return "，".join(f"{each.level}{_last_day(each, year)}" for each in deadlines)


def _last_day(deadline: Deadline, year: str) -> str:
    return f"{year}{deadline.by}前"


def _status(sheet: SheetWriter, row: int, status: Formula) -> None:
    """Write whether the workbook can be handed in and what is left, in one large cell."""
    sheet.put(Box(row, FIRST), "填报状态", styles.STATUS_LABEL)
    sheet.put(Box(row, SECOND, columns=WIDTH - 1), status, styles.STATUS)
    cell = Address(GUIDE, row, SECOND)
    sheet.light([Area(cell, cell)], f'{{0}}="{READY}"', styles.LIT_PASS)


CHECKED = (
    f"保存本工作簿，用浏览器打开随本表下发的网页 {PAGE}，把本工作簿拖进网页审核。"
    "有错误的，下载标注副本，在副本里改正、保存，再拖进网页。"
)
FILED = (
    f"本页显示“{READY}”、网页审核通过后上报；年度报告也在这个网页上生成。"
    "没有收到网页的，直接上报本工作簿。"
)
TYPED_TOTALS = "合计数也要自己填，与各分项不符的，右边的审核栏会标出来。"


def _colours(live: Live) -> Iterator[tuple[str, Style, str]]:
    return (each for each in COLOURS if live.book.totals or each is not TOTAL_COLOUR)


def _steps(live: Live) -> tuple[str, ...]:
    names = "、".join(table.sheet for table in live.book.edition.tables)
    example = name_example(live.book.edition)
    line = _label(live, BLANK_AS_ZERO)
    agreed = f"“{BODY}”里“{line}”选“{YES}”的，可以留空。" if line else ""
    return (
        f"在“{BODY}”填写报告年度和单位全称等，标“必填”的不能空。",
        f"填{names}：只填浅黄色的格。没有的填数字 0，不要留空，也不要填斜杠和文字。{agreed}",
        "灰色的合计格由公式自动算出，不用填，也不要改。" if live.book.totals else TYPED_TOTALS,
        "从别处取数请用“复制、粘贴”，不要用“剪切”：剪切会改坏公式。",
        f"在“{TEXTS}”填写报告文字。文字里的数可以写成【名称】{example}，报告会换成表中的数。",
        f"看“{REVIEW}”：出现 {FAIL} 的，按左右两边的数核对改正。",
        CHECKED,
        FILED,
    )
