"""The sheet 填表说明: whether the workbook can be handed in, what is lacking, how to fill in."""

from collections.abc import Sequence

from disclose.layout.address import Address, Area
from disclose.layout.book import BODY, EXPLANATIONS, FAIL, GUIDE, PASS, REVIEW, TEXTS, YEAR
from disclose.workbook import styles
from disclose.workbook.body import missing
from disclose.workbook.live import Live
from disclose.workbook.measuring import height
from disclose.workbook.problems import problems
from disclose.workbook.sheet import Box, Content, Formula, Link, Sheet
from disclose.workbook.styles import Style

WIDTHS = (24, 120, 290, 88, 88, 100, 88)
FIRST, WHAT, UNFILLED, TEXT, FAILING, DOUBTFUL = range(1, 7)
WIDTH = DOUBTFUL - FIRST + 1
LINE_POINTS = 26.0

READY = "可以上报"
HEADINGS = ("工作表", "内容", "未填", "填成文字", "审核未通过", "需核实")
HINT = "“未填”“填成文字”“审核未通过”都为 0 时显示“可以上报”；“需核实”的不妨碍上报。"
OTHERS = (
    (TEXTS, "年度报告的文字，由程序编入报告"),
    (REVIEW, "全部勾稽关系，随填随审，左右两边的数都列出"),
    (EXPLANATIONS, "核实性问题确有原因的，在这里写明"),
)
COLOURS: tuple[tuple[str, Style, str], ...] = (
    ("", styles.LIT_BLANK, "还没有填。没有的填数字 0，不要留空。"),
    ("12", {"bg_color": styles.CREAM}, "已经填写，可以修改。"),
    ("12", {"bg_color": styles.GREY, "bold": True}, "合计，自动计算，不用填。"),
    (PASS, styles.LIT_PASS, "审核通过。"),
    (FAIL, styles.LIT_FAIL, "审核不通过，或者数字填成了文字，必须改正。"),
    (FAIL, styles.LIT_DOUBT, "需核实：请再核对，确有原因的在“出错说明”写明。"),
)


def write_guide(sheet: Sheet, live: Live) -> None:
    """Write the first sheet for `live`'s filing."""
    page = _Page(sheet)
    sheet.widths(WIDTHS)
    _title(page, live)
    status = page.space(14)
    page.section("填报进度")
    totals = _progress(page, live)
    _status(sheet, status, totals)
    page.section("填写步骤")
    for number, text in enumerate(_steps(live), 1):
        page.line(str(number), styles.NUMBER, text)
    page.section("颜色说明")
    for sample, style, text in COLOURS:
        page.line(sample, {**styles.LISTED_CENTRED, **style}, text)
    page.section("报送要求")
    edition = live.book.edition
    if edition.deadline:
        page.line("报送时限", styles.LISTED_CENTRED, f"{edition.deadline}。")
    page.line("填报依据", styles.LISTED_CENTRED, f"{edition.authority}，{edition.document}。")
    sheet.protect()
    sheet.page(pages_down=1)


class _Page:
    """Writes rows from the top down; `row` is the next free one."""

    def __init__(self, sheet: Sheet) -> None:
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

    def line(self, label: Content, style: Style, text: str) -> None:
        """Write a label and a text over the rest of the width."""
        self.sheet.put(Box(self.row, FIRST), label, style)
        self.sheet.put(Box(self.row, WHAT, columns=WIDTH - 1), text, styles.LISTED)
        need = height(text, styles.LABEL_SIZE, sum(WIDTHS[WHAT:]) - styles.INDENT)
        self._taken(max(LINE_POINTS, need))

    def cells(self, contents: Sequence[tuple[Content, Style]]) -> int:
        """Write neighbouring cells and return their row."""
        for column, (content, style) in enumerate(contents, FIRST):
            self.sheet.put(Box(self.row, column), content, style)
        return self._taken(LINE_POINTS)

    def _taken(self, points: float) -> int:
        self.sheet.height(self.row, points)
        self.row += 1
        return self.row - 1


def _title(page: _Page, live: Live) -> None:
    edition, year = live.book.edition, live.filing.year
    page.space(12)
    page.wide(f"{edition.title}填报表", styles.BANNER, 54)
    page.wide(f"{edition.label.zh}　{edition.document}", styles.BANNER_LINE, 28)
    name, at = live.book.body["name"].absolute(), live.book.body[YEAR].absolute()
    text = f'="填报单位："&{name}&"　　　报告年度："&{at}'
    value = f"填报单位：{live.filing.name}　　　报告年度：{'' if year is None else year}"
    page.wide(Formula(text, value), styles.CAPTION_CENTRED, 34)


def _progress(page: _Page, live: Live) -> tuple[Formula, ...]:
    """Write what each sheet lacks; return the sums of the columns."""
    page.cells([(text, styles.LISTED_HEADING) for text in HEADINGS])
    number, none = styles.COUNT, ("", styles.COUNT)
    first = page.row
    required = missing(live)
    counts: list[tuple[Formula | None, ...]] = [(required, None, None, None)]
    page.cells([*_opening(BODY, "填报单位和报告年度"), (required, number), none, none, none])
    for table in live.book.edition.tables:
        each = problems(table, live)
        found = (each.unfilled, each.texts, each.failing, each.doubtful)
        counts.append(found)
        title = _opening(table.sheet, table.title)
        page.cells(title + [(one, number) if one else none for one in found])
    sums = tuple(
        _sum(Area(Address(GUIDE, first, column), Address(GUIDE, page.row - 1, column)), given)
        for column, given in enumerate(zip(*counts, strict=True), UNFILLED)
    )
    page.cells([("合计", styles.SUM), ("", styles.SUM), *((each, styles.SUM) for each in sums)])
    total = page.row - 1
    for sheet, text in OTHERS:
        page.line(Link(sheet), styles.LINK, text)
    _light(page.sheet, first, total)
    return tuple(
        Formula(f"={Address(GUIDE, total, column).absolute()}", each.value)
        for column, each in enumerate(sums, UNFILLED)
    )


def _opening(sheet: str, text: str) -> list[tuple[Content, Style]]:
    return [(Link(sheet), styles.LINK), (text, styles.LISTED)]


def _sum(column: Area, given: Sequence[Formula | None]) -> Formula:
    value = sum(int(each.value) for each in given if each)
    return Formula(f"=SUM({column.seen_from(GUIDE)})", value)


def _light(sheet: Sheet, first: int, last: int) -> None:
    must = Area(Address(GUIDE, first, UNFILLED), Address(GUIDE, last, FAILING))
    may = Area(Address(GUIDE, first, DOUBTFUL), Address(GUIDE, last, DOUBTFUL))
    sheet.light([must], "AND(ISNUMBER({0}),{0}>0)", styles.LIT_COUNT)
    sheet.light([may], "AND(ISNUMBER({0}),{0}>0)", styles.LIT_DOUBT)


def _status(sheet: Sheet, row: int, totals: Sequence[Formula]) -> None:
    """Write whether the workbook can be handed in, in one large cell."""
    must = totals[:-1]
    left = sum(int(each.value) for each in must)
    joint = "+".join(each.text[1:] for each in must)
    formula = Formula(
        f'=IF({joint}=0,"{READY}","还有 "&({joint})&" 处")',
        f"还有 {left} 处" if left else READY,
    )
    sheet.put(Box(row, FIRST), "填报状态", styles.STATUS_LABEL)
    sheet.put(Box(row, WHAT), formula, styles.STATUS)
    sheet.put(Box(row, UNFILLED, columns=4), HINT, styles.STATUS_HINT)
    sheet.height(row, 58)
    cell = Area(Address(GUIDE, row, WHAT), Address(GUIDE, row, WHAT))
    sheet.light([cell], f'{{0}}="{READY}"', styles.LIT_PASS)


def _steps(live: Live) -> tuple[str, ...]:
    names = "、".join(f"“{table.sheet}”" for table in live.book.edition.tables)
    return (
        f"在“{BODY}”填写报告年度和单位全称等，标“必填”的不能空。",
        f"填{names}：只填浅黄色的格。没有的填数字 0，不要留空，也不要填“/”“无”。",
        "灰色的合计格由公式自动算出，不用填，也不要改。",
        "从别处取数请用“复制、粘贴”，不要用“剪切”：剪切会改坏公式。",
        f"在“{TEXTS}”填写报告文字，再看“{REVIEW}”：出现 ✗ 的，按左右两边的数核对改正。",
        f"本页显示“{READY}”后保存并上报；用 disclose compile 命令即可由本表生成年度报告。",
    )
