"""The sheet 出错说明: the filler's reasons for what is to be verified, each chosen from a list.

The list offers the checks that fail now and may be explained. Findings about texts and cells are
not live; the marked copy has lines for them.
"""

from collections.abc import Iterator
from itertools import accumulate

from disclose.core.finding import Severity
from disclose.core.numbers import decimal_places, format_plain, trim_zeros
from disclose.excel.write import styles
from disclose.excel.write.cached_values import Live
from disclose.excel.write.sheet import Box, Formula, SheetWriter
from disclose.form.edition.sheet_names import EXPLANATIONS, META
from disclose.form.layout.address import Address, areas
from disclose.form.layout.book import (
    EXPLANATIONS_TOP,
    FAIL,
    ExplanationColumn,
    ReviewColumn,
    ReviewLine,
)
from disclose.form.layout.offered_line import NOTHING_OFFERED, beginning, ending, offered_at

EXPLANATION_LINES = 30
WIDTHS = (320, 150, 90, 330)
"""Pixels of what is to be explained, its place, its figures, and the text."""

INSTRUCTION = (
    "核实性问题确有原因的，在这里说明，一行一条：点第一格右边的箭头选一条，在“说明”格写明原因。"
    "列表里没有的（文字、个别格的问题），审核后的副本会列好；也可以自己填代码、位置和数值。"
    "强制性问题请改正，不能靠说明通过；只有文字与表格不一致、而文字另有所指的，可以说明。"
)


def write_explanations(sheet: SheetWriter, live: Live) -> None:
    """Write the empty lines for explanations."""
    head, width = EXPLANATIONS_TOP - 1, len(WIDTHS)
    sheet.widths(WIDTHS)
    sheet.put(Box(0, 0, columns=width), "出错说明", styles.TITLE)
    sheet.height(0, 44)
    sheet.put(Box(1, 0, columns=width), INSTRUCTION, styles.NOTE)
    sheet.height(1, 52)
    for column, text in enumerate(ExplanationColumn.HEADINGS):
        sheet.put(Box(head, column), text, styles.LISTED_HEADING)
    sheet.height(head, 26)
    lines = range(EXPLANATIONS_TOP, EXPLANATIONS_TOP + EXPLANATION_LINES)
    for row in lines:
        for column in range(width):
            sheet.put(Box(row, column), None, styles.LISTED_INPUT)
        sheet.height(row, 24)
    if choices := _choices(live):
        chosen = (Address(EXPLANATIONS, row, ExplanationColumn.CODE) for row in lines)
        sheet.validate(chosen, {**_LIST, "source": choices})
    sheet.protect()
    sheet.page(pages_down=1)
    sheet.worksheet.repeat_rows(head)
    sheet.worksheet.freeze_panes(EXPLANATIONS_TOP, 0)


_LIST = {
    "validate": "list",
    "input_title": "从列表选",
    "input_message": "点右边的箭头，选一条需要说明的问题；位置和数值不用再填。",
    "show_error": False,
}


def _choices(live: Live) -> str:
    """Return the cells of what the list offers, empty if nothing can ever be explained."""
    cells = [offered_at(number, failing=True) for number in range(len(_lines(live)))]
    return f"={cells[0].absolute()}:{cells[-1].absolute().partition('!')[2]}" if cells else ""


def _lines(live: Live) -> tuple[ReviewLine, ...]:
    return tuple(line for line in live.book.review if line.severity is Severity.WARNING)


def write_offers(sheet: SheetWriter, live: Live) -> None:
    """Write the texts of the list on the hidden sheet: one for each check, then those that fail."""
    texts = [_text(line, live) for line in _lines(live)]
    for number, text in enumerate(texts):
        _put(sheet, offered_at(number, failing=False), text)
    failing = [str(text.value) for text in texts if text.value]
    for number, formula in enumerate(_failing(len(texts))):
        value = failing[number] if number < len(failing) else ""
        shown = NOTHING_OFFERED if number == 0 and not failing else value
        _put(sheet, offered_at(number, failing=True), Formula(formula, shown))


def _put(sheet: SheetWriter, at: Address, formula: Formula) -> None:
    sheet.put(Box(at.row, at.column), formula, styles.DEFAULT)


def _text(line: ReviewLine, live: Live) -> Formula:
    """Return the text of a check, empty unless it fails."""
    edition, constraint = live.book.edition, line.constraint
    fault = edition.rule(constraint.code).name.zh
    before = beginning(edition.table(constraint.table), constraint.at, fault)
    behind = ending(constraint.code)
    cells = (ReviewColumn.RESULT, ReviewColumn.LEFT, ReviewColumn.RIGHT)
    result, left, right = (
        area.seen_from(META) for each in cells for area in areas([line.at(each)])
    )
    verdict = live.verdict(line)
    sides = [
        format_plain(trim_zeros(each, decimal_places(each)))
        for each in (verdict.left, verdict.right)
    ]
    return Formula(
        f'=IF({result}="{FAIL}","{before}"&{left}&"；"&{right}&"{behind}","")',
        f"{before}{'；'.join(sides)}{behind}" if verdict.result == FAIL else "",
    )


def _failing(number: int) -> Iterator[str]:
    """Yield the formulas of the texts without gaps: the first of all texts, the second and so on.

    A text is the n-th if n texts are there up to it. INDEX and MATCH would be shorter, but programs
    differ in their handling of empty texts.
    """
    cells = [offered_at(each, failing=False).a1 for each in range(number)]
    there = list(accumulate((f'IF({cell}="",0,1)' for cell in cells), "{}+{}".format))
    for wanted in range(1, number + 1):
        parts = (
            f'IF({count}={wanted},{cell},"")' for count, cell in zip(there, cells, strict=True)
        )
        text = "&".join(parts)
        yield f'=IF({there[-1]}=0,"{NOTHING_OFFERED}",{text})' if wanted == 1 else f"={text}"
