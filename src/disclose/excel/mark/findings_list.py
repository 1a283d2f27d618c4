"""The sheet 问题清单: every finding in order of weight, with a link to its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from lxml.etree import _Element as Element

from disclose.checks.outcome import Checked
from disclose.checks.pairing import spot
from disclose.core.finding import Finding, Kind, Place, Severity, Suspect
from disclose.core.language import Language
from disclose.core.numbers import format_plain
from disclose.excel.mark.cell_colours import LOOKS, StyleList, Tone
from disclose.excel.mark.edited_package import namespace_of, new_element, parse_part, serialise
from disclose.excel.mark.workbook_part import LinkTargets, WorkbookPart, add_links
from disclose.excel.write import styles as looks
from disclose.excel.write.sheet import FOOTER
from disclose.excel.write.styles import Style
from disclose.excel.write.text_metrics import height
from disclose.form.layout.address import Address, letters
from disclose.form.layout.stamp import PROBLEMS, SIGN
from disclose.output.message_catalog import kinds
from disclose.output.message_format import WEIGHTS, say
from disclose.output.root_causes import RootCause, faults
from disclose.output.suggestions import advice, because
from disclose.output.verdict import verdict as said_verdict

# What is said of findings in a workbook, which is always Chinese: in comments and in the list.

ZH = Language.ZH

ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding with its words: what is wrong, what to do, which cell it may be, why it is so.

    `place` is what people call the place; `number` counts the findings, the heaviest first.
    """

    finding: Finding
    number: int
    place: str
    wrong: str
    advice: str
    likely: str

    @property
    def weight(self) -> str:
        """Return 错误, 核实 or 提示."""
        return WEIGHTS[self.finding.severity].zh

    @property
    def reason(self) -> str:
        """Return the filler's explanation with a word before it."""
        reason = self.finding.explanation
        return f"已说明：{reason}" if reason else ""

    @property
    def comment(self) -> str:
        """Return what a comment says of it."""
        head = f"{self.weight} {self.finding.code}"
        parts = (f"{head}  {self.wrong}", self.likely, self.reason, f"怎么办：{self.advice}")
        return "\n".join(filter(None, parts))


def render_findings(checked: Checked) -> tuple[ListedFinding, ...]:
    """Return the findings in words, in order of weight."""
    kind, known = kinds(checked.edition), faults(checked)
    ordered = sorted(checked.findings, key=lambda each: ORDER.index(each.severity))
    return tuple(
        _told(each, kind[each.code], number, known.of(each))
        for number, each in enumerate(ordered, 1)
    )


def _told(found: Finding, kind: Kind, number: int, causes: Sequence[RootCause]) -> ListedFinding:
    said = say(found, kind, ZH)
    detail = said.equation or said.message
    wrong = detail if detail.startswith(said.title) else f"{said.title}\n{detail}"
    lines = (each.lead + each.text for fault in causes for each in advice(fault, ZH))
    return ListedFinding(found, number, spot(found), wrong, said.hint, "\n".join(lines))


def verdict_text(checked: Checked) -> str:
    """Return the verdict in words."""
    return said_verdict(checked, faults(checked), ZH)


def proposal_text(suspect: Suspect) -> str:
    """Return what a suspect may have to be, e.g. `43 应为 34（数字颠倒）`."""
    reason = because(suspect, ZH)
    said = f"{suspect.place.typed or '空白'} 应为 {format_plain(suspect.proposed)}"
    return f"{said}（{reason}）" if reason else said


HEADINGS = ("序号", "性质", "代码", "位置", "问题", "怎么办", "最可能的原因、已有的说明")
WIDTHS = (48, 72, 76, 150, 430, 300, 250)
PLACE = 3
TOP = 4
"""The first row of the list, zero-based; the headings stand above it."""

NATURES = {
    Severity.ERROR: (Tone.ERROR, "强制性"),
    Severity.WARNING: (Tone.WARNING, "核实性"),
    Severity.NOTE: (Tone.NOTE, "提示性"),
}
LEGEND = (
    (Tone.ERROR, "强制性：必须改正"),
    (Tone.WARNING, "核实性：请核对"),
    (Tone.NOTE, "提示性：供参考"),
    (Tone.INVOLVED, "同一条关系里的数"),
    (Tone.SUSPECT, "最可能填错的格"),
)
ADVICE = (
    "点“位置”跳到该格，鼠标停在有颜色的格上看批注。在本文件里改正、保存后可以直接上报或再次审核："
    "再次用 --mark 审核时，本表、颜色和批注都会重写，填的数不受影响。"
)
NOTHING = "没有发现问题。"

VERDICT: Style = {**looks.SUMMARY, "text_wrap": True}
CENTRED: Style = {**looks.LISTED_CENTRED, "valign": "top"}
LISTED: Style = {**looks.LISTED, "valign": "top"}
LINK: Style = {**looks.LINK, "valign": "top"}


def write_list(
    book: WorkbookPart, styles: StyleList, verdict: str, told: Sequence[ListedFinding]
) -> None:
    """Put the list in front of the sheets of `book`."""
    root = parse_part(_EMPTY.format(namespace=namespace_of(book.root)).encode(), PROBLEMS)
    _Writer(root, styles).write(verdict, told)
    add_links(root, _places(told), LinkTargets.of(book))
    book.put_in_front(PROBLEMS, serialise(root), f"${TOP}:${TOP}")


def _places(told: Sequence[ListedFinding]) -> Mapping[str, Place]:
    """Return where the cells of the list that name a place lead to."""
    return {
        f"{letters(PLACE)}{TOP + each.number}": each.finding.places[0]
        for each in told
        if each.finding.places
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the cells of the list, whose texts stand in the cells themselves."""

    root: Element
    styles: StyleList
    _merged: list[str] = field(default_factory=list)

    def write(self, verdict: str, told: Sequence[ListedFinding]) -> None:
        self._whole(0, f"{SIGN}{verdict}", VERDICT, 30)
        self._whole(1, ADVICE, looks.NOTE, 34)
        self._row(2, list(_legend()), 24)
        self._merged.append(f"A3:{letters(len(HEADINGS) - len(LEGEND))}3")
        self._row(TOP - 1, [(text, looks.LISTED_HEADING) for text in HEADINGS], 26)
        for each in told:
            self._row(TOP + each.number - 1, list(_cells(each)), _height(each))
        if not told:
            self._whole(TOP, NOTHING, looks.LISTED_CENTRED, 30)
        merges = self.root.find(f"{{{namespace_of(self.root)}}}mergeCells")
        if merges is not None:
            merges.extend(
                new_element(self.root, "mergeCell", {"ref": each}) for each in self._merged
            )
            merges.set("count", str(len(self._merged)))

    def _whole(self, row: int, text: str, style: Style, points: float) -> None:
        """Write a text over the width of the list."""
        self._row(row, [(text, style), *([("", style)] * (len(HEADINGS) - 1))], points)
        self._merged.append(f"A{row + 1}:{letters(len(HEADINGS) - 1)}{row + 1}")

    def _row(self, row: int, cells: Sequence[tuple[str | int, Style]], points: float) -> None:
        data = self.root.find(f"{{{namespace_of(self.root)}}}sheetData")
        made = new_element(self.root, "row", {"r": row + 1, "ht": f"{points:g}", "customHeight": 1})
        for column, (content, style) in enumerate(cells):
            made.append(self._cell(Address("", row, column).a1, content, style))
        if data is not None:
            data.append(made)

    def _cell(self, name: str, content: str | int, style: Style) -> Element:
        cell = new_element(self.root, "c", {"r": name, "s": self.styles.cell(style)})
        if isinstance(content, int):
            cell.append(new_element(self.root, "v", text=str(content)))
        elif content:
            cell.set("t", "inlineStr")
            inline = new_element(self.root, "is")
            inline.append(new_element(self.root, "t", text=content))
            cell.append(inline)
        return cell


def _legend() -> Iterator[tuple[str, Style]]:
    """Yield the colours with their meaning, the first over the narrow columns."""
    looking = [(text, {**looks.LISTED_CENTRED, **LOOKS[tone]}) for tone, text in LEGEND]
    wide = len(HEADINGS) - len(LEGEND)
    yield from (looking[0], *[("", looking[0][1])] * wide, *looking[1:])


def _cells(told: ListedFinding) -> Iterator[tuple[str | int, Style]]:
    tone, nature = NATURES[told.finding.severity]
    yield told.number, CENTRED
    yield nature, {**CENTRED, **LOOKS[tone]}
    yield told.finding.code, CENTRED
    yield told.place, LINK if told.finding.places else LISTED
    yield _wrong(told), LISTED
    yield told.advice, LISTED
    yield _causes(told), LISTED


def _wrong(told: ListedFinding) -> str:
    """Return what is wrong, below the printed name of the place if the finding is about one."""
    found = told.finding
    named = found.places and (found.equation or len(found.places) == 1)
    label = found.places[0].label if named else ""
    return f"{label}\n{told.wrong}".strip()


def _causes(told: ListedFinding) -> str:
    return "\n".join(filter(None, (told.likely, told.reason)))


def _height(told: ListedFinding) -> float:
    texts = {PLACE: told.place, 4: _wrong(told), 5: told.advice, 6: _causes(told)}
    return max(
        24.0,
        *(
            height(text, looks.LABEL_SIZE, WIDTHS[column] - looks.INDENT)
            for column, text in texts.items()
        ),
    )


_COLUMNS = "".join(
    f'<col min="{number}" max="{number}" width="{pixels / 8}" customWidth="1"/>'
    for number, pixels in enumerate(WIDTHS, 1)
)
_EMPTY = (
    '<worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FFC44E00"/>'
    '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    '<sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    f'<pane ySplit="{TOP}" topLeftCell="A{TOP + 1}" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    f"<cols>{_COLUMNS}</cols><sheetData/><mergeCells/>"
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    f"<headerFooter><oddFooter>{escape(FOOTER)}</oddFooter></headerFooter></worksheet>"
)
