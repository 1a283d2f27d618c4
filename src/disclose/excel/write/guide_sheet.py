"""The sheet 填表说明: whether the workbook can be handed in, what is lacking, how to fill in."""

from collections.abc import Iterator

from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.flow import FIRST, SECOND, WIDTH, WIDTHS, Flow
from disclose.excel.write.progress import write_progress
from disclose.excel.write.sheet import Box, Formula, Sheet
from disclose.excel.write.styles import Style
from disclose.form.layout.address import Address, Area
from disclose.form.layout.book import BODY, FAIL, GUIDE, PASS, REVIEW, TEXTS, YEAR

READY = "可以上报"
HINT = "“未填”“填成文字”“审核未通过”都为 0 时显示“可以上报”；“需核实”的不妨碍上报。"
COMPUTED: Style = {"bg_color": styles.GREY, "bold": True}
TOTAL_COLOUR = ("12", COMPUTED, "合计，自动计算，不用填。")
COLOURS: tuple[tuple[str, Style, str], ...] = (
    ("", styles.LIT_BLANK, "还没有填。没有的填数字 0，不要留空。"),
    ("12", {"bg_color": styles.CREAM}, "已经填写，可以修改。"),
    TOTAL_COLOUR,
    (PASS, styles.LIT_PASS, "审核通过。"),
    (FAIL, styles.LIT_FAIL, "审核不通过，或者数字填成了文字，必须改正。"),
    (FAIL, styles.LIT_DOUBT, "需核实：请再核对，确有原因的在“出错说明”写明。"),
)


def write_guide(sheet: Sheet, live: Live) -> None:
    """Write the first sheet for `live`'s filing."""
    flow = Flow(sheet)
    sheet.widths(WIDTHS)
    _title(flow, live)
    status = flow.space(14)
    flow.section("填报进度")
    _status(sheet, status, write_progress(flow, live))
    flow.section("填写步骤")
    for number, text in enumerate(_steps(live), 1):
        flow.line(str(number), styles.NUMBER, text)
    flow.section("颜色说明")
    for sample, style, text in _colours(live):
        flow.line(sample, {**styles.LISTED_CENTRED, **style}, text)
    flow.section("报送要求")
    edition = live.book.edition
    if edition.deadline:
        flow.line("报送时限", styles.LISTED_CENTRED, f"{edition.deadline}。")
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


def _status(sheet: Sheet, row: int, left: Formula) -> None:
    """Write whether the workbook can be handed in, in one large cell."""
    count = left.text.removeprefix("=")
    formula = f'=IF({count}=0,"{READY}","还有 "&{count}&" 处")'
    value = f"还有 {left.value} 处" if left.value else READY
    sheet.put(Box(row, FIRST), "填报状态", styles.STATUS_LABEL)
    sheet.put(Box(row, SECOND), Formula(formula, value), styles.STATUS)
    sheet.put(Box(row, SECOND + 1, columns=WIDTH - 2), HINT, styles.STATUS_HINT)
    sheet.height(row, 58)
    cell = Address(GUIDE, row, SECOND)
    sheet.light([Area(cell, cell)], f'{{0}}="{READY}"', styles.LIT_PASS)


TYPED_TOTALS = "合计数也要自己填，与各分项不符的，右边的审核栏会标出来。"


def _colours(live: Live) -> Iterator[tuple[str, Style, str]]:
    return (each for each in COLOURS if live.book.totals or each is not TOTAL_COLOUR)


def _steps(live: Live) -> tuple[str, ...]:
    names = "、".join(table.sheet for table in live.book.edition.tables)
    return (
        f"在“{BODY}”填写报告年度和单位全称等，标“必填”的不能空。",
        f"填{names}：只填浅黄色的格。没有的填数字 0，不要留空，也不要填斜杠和文字。",
        "灰色的合计格由公式自动算出，不用填，也不要改。" if live.book.totals else TYPED_TOTALS,
        "从别处取数请用“复制、粘贴”，不要用“剪切”：剪切会改坏公式。",
        f"在“{TEXTS}”填写报告文字，再看“{REVIEW}”：出现 {FAIL} 的，按左右两边的数核对改正。",
        f"本页显示“{READY}”后保存并上报；用 disclose compile 命令即可由本表生成年度报告。",
    )
