"""The sheet 问题清单 in front of a marked copy: every finding by severity, linked to its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from disclose.checks.outcome import Checked
from disclose.checks.pairing import place_name
from disclose.core.edits import element, escaped
from disclose.core.file_names import PAGE
from disclose.core.finding import Finding, Place, Severity, Suspect
from disclose.core.language import Language
from disclose.core.messages import MessageType
from disclose.core.numbers import format_plain
from disclose.core.seal import COMMENT
from disclose.excel.mark.cell_colours import LOOKS, StyleList, Tone
from disclose.excel.mark.sheet_markup import new_text
from disclose.excel.mark.workbook_part import WorkbookPart, cell_links
from disclose.excel.write import styles as looks
from disclose.excel.write.sheet import FOOTER
from disclose.excel.write.styles import Style
from disclose.excel.write.text_metrics import height
from disclose.form.edition.sheet_names import PROBLEMS
from disclose.form.layout.address import Address, letters
from disclose.form.layout.stamp import SIGN
from disclose.output.message_catalog import message_types
from disclose.output.message_format import WEIGHTS, render_message
from disclose.output.root_causes import RootCause, faults
from disclose.output.sentences import sentence_lines
from disclose.output.suggestions import advice, because
from disclose.output.verdict import verdict

# The words of a finding for the list and the comments, which are always in Chinese.

ZH = Language.ZH

ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding with its words.

    `number` counts the findings of the list from 1; `place` is the name of the place for people;
    `problem` says what is wrong, `advice` what to do, `likely` which cell is probably wrong.
    """

    finding: Finding
    number: int
    place: str
    problem: str
    advice: str
    likely: str

    @property
    def severity(self) -> str:
        """Return the severity: 错误, 核实 or 提示."""
        return WEIGHTS[self.finding.severity].zh

    @property
    def explanation(self) -> str:
        """Return the filler's explanation, empty if there is none."""
        explanation = self.finding.explanation
        return f"已说明：{explanation}" if explanation else ""

    @property
    def comment(self) -> str:
        """Return the paragraph of a comment."""
        head = f"{self.severity} {self.finding.code}"
        parts = (
            f"{head}  {self.problem}",
            self.likely,
            self.explanation,
            f"处理办法：{self.advice}",
        )
        return "\n".join(filter(None, parts))


def render_findings(checked: Checked) -> tuple[ListedFinding, ...]:
    """Return the findings in words, errors first."""
    words, known = message_types(checked.edition), faults(checked)
    ordered = sorted(checked.findings, key=lambda finding: ORDER.index(finding.severity))
    return tuple(
        _rendered(finding, words[finding.code], number, known.of(finding))
        for number, finding in enumerate(ordered, 1)
    )


def _rendered(
    finding: Finding, message_type: MessageType, number: int, causes: Sequence[RootCause]
) -> ListedFinding:
    words = render_message(finding, message_type, ZH)
    detail = words.equation or words.message
    problem = detail if detail.startswith(words.title) else f"{words.title}\n{detail}"
    problem = "\n".join((problem, *sentence_lines(finding, ZH)))
    likely = (line.lead + line.text for cause in causes for line in advice(cause, ZH))
    return ListedFinding(
        finding, number, place_name(finding), problem, words.filler_hint, "\n".join(likely)
    )


def verdict_text(checked: Checked) -> str:
    """Return the verdict in words."""
    return verdict(checked, faults(checked), ZH)


def proposal_text(suspect: Suspect) -> str:
    """Return the correction that a suspect proposes, e.g. `43 应为 34（数字颠倒）`."""
    reason = because(suspect, ZH)
    text = f"{suspect.place.typed or '空白'} 应为 {format_plain(suspect.proposed)}"
    return f"{text}（{reason}）" if reason else text


# The sheet.

HEADINGS = ("序号", "性质", "代码", "位置", "问题", "处理办法", "可能的原因、已有的说明")
WIDTHS = (44, 64, 72, 140, 330, 220, 420)
PLACE = 3
TOP = 4
"""The zero-based row of the first finding, below the headings."""

NATURES = {
    Severity.ERROR: ("强制性", LOOKS[Tone.ERROR]),
    Severity.WARNING: ("核实性", LOOKS[Tone.WARNING]),
    Severity.NOTE: ("提示性", {}),
}
TITLE = f"{SIGN}问题清单"
LEGEND = (
    (Tone.SUSPECT, "最可能填错的格"),
    (Tone.ERROR, "强制性问题，必须改正"),
    (Tone.WARNING, "核实性问题，请核对；确有原因的，在“出错说明”写明"),
    (Tone.INVOLVED, "同一条勾稽关系中的其他格"),
)
SAMPLE = "12"
ADVICE = (
    "点“位置”跳到该格，鼠标停在格上看批注；提示性问题不涂颜色，只有批注。"
    f"在本文件里改正、保存后可以直接上报，也可以再拖进网页 {PAGE} 审核："
    "再标注一次，本表、颜色和批注都会重写，填的数不受影响。"
)
NOTHING = "没有发现问题。"
AIR = 4
"""Points below a text."""

CENTRED: Style = {**looks.LISTED_CENTRED, "valign": "top"}
LISTED: Style = {**looks.LISTED, "valign": "top"}
LINK: Style = {**looks.LINK, "valign": "top"}


def write_list(
    book: WorkbookPart, styles: StyleList, verdict: str, findings: Sequence[ListedFinding]
) -> None:
    """Insert the list before the sheets of `book`; `verdict` is below its title."""
    rows = _ListRows(styles)
    rows.write(verdict, findings)
    merged = "".join(element("mergeCell", {"ref": area}) for area in rows.merged)
    links = cell_links(book, _places(findings))
    sheet = _SHEET.format(
        namespace=book.namespace,
        rows=element("sheetData", {}, "".join(rows.markup)),
        merged=element("mergeCells", {"count": len(rows.merged)}, merged),
        links=element("hyperlinks", {}, links) if links else "",
    )
    # The legend below the findings is for the screen: printed, it might take a page.
    area = f"$A$1:${letters(len(HEADINGS) - 1)}${TOP + max(1, len(findings))}"
    book.insert_first(PROBLEMS, (sheet + COMMENT).encode(), area, f"${TOP}:${TOP}")


def _places(findings: Sequence[ListedFinding]) -> Mapping[str, Place]:
    """Return the places of the findings by the cells of the list that name them."""
    return {
        f"{letters(PLACE)}{TOP + listed.number}": listed.finding.places[0]
        for listed in findings
        if listed.finding.places
    }


@dataclass(frozen=True, slots=True)
class _ListRows:
    """Writes the rows of the list, with the texts in the cells instead of the shared strings."""

    styles: StyleList
    markup: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def write(self, verdict: str, findings: Sequence[ListedFinding]) -> None:
        across = sum(WIDTHS) - looks.INDENT
        self._wide_row(0, TITLE, looks.TITLE, 40)
        self._wide_row(1, verdict, looks.SUMMARY, max(26.0, height(verdict, 12, across)))
        self._wide_row(2, ADVICE, looks.NOTE, max(22.0, height(ADVICE, 10, across)))
        self._row(TOP - 1, [(text, looks.LISTED_HEADING) for text in HEADINGS], 26)
        for listed in findings:
            self._row(TOP + listed.number - 1, list(_cells(listed)), _height(listed))
        if findings:
            self._legend(TOP + len(findings) + 1)
        else:
            self._wide_row(TOP, NOTHING, looks.LISTED_CENTRED, 30)

    def _legend(self, top: int) -> None:
        """Write a small sample of each colour with its meaning."""
        for row, (tone, text) in enumerate(LEGEND, top):
            meaning = [(text, looks.NOTE), *([("", looks.NOTE)] * (len(HEADINGS) - 2))]
            self._row(row, [(SAMPLE, {**looks.CENTRED, **LOOKS[tone]}), *meaning], 20)
            self.merged.append(f"B{row + 1}:{letters(len(HEADINGS) - 1)}{row + 1}")

    def _wide_row(self, row: int, text: str, style: Style, points: float) -> None:
        """Write a text across the width of the list."""
        self._row(row, [(text, style), *([("", style)] * (len(HEADINGS) - 1))], points)
        self.merged.append(f"A{row + 1}:{letters(len(HEADINGS) - 1)}{row + 1}")

    def _row(self, row: int, cells: Sequence[tuple[str | int, Style]], points: float) -> None:
        made = (
            self._cell(Address("", row, column).a1, content, style)
            for column, (content, style) in enumerate(cells)
        )
        attributes = {"r": row + 1, "ht": f"{points:g}", "customHeight": 1}
        self.markup.append(element("row", attributes, "".join(made)))

    def _cell(self, name: str, content: str | int, style: Style) -> str:
        attributes = {"r": name, "s": self.styles.cell(style)}
        if isinstance(content, int):
            return element("c", attributes, element("v", {}, str(content)))
        if content:
            inline = element("is", {}, new_text(None, "t", content))
            return element("c", {**attributes, "t": "inlineStr"}, inline)
        return element("c", attributes)


def _cells(listed: ListedFinding) -> Iterator[tuple[str | int, Style]]:
    nature, look = NATURES[listed.finding.severity]
    yield listed.number, CENTRED
    yield nature, {**CENTRED, **look}
    yield listed.finding.code, CENTRED
    yield listed.place, LINK if listed.finding.places else LISTED
    yield _problem(listed), LISTED
    yield listed.advice, LISTED
    yield _causes(listed), LISTED


def _problem(listed: ListedFinding) -> str:
    """Return the problem, below the printed name of the place if the finding is about one."""
    finding = listed.finding
    named = finding.places and (finding.equation or len(finding.places) == 1)
    label = finding.places[0].label if named else ""
    return f"{label}\n{listed.problem}".strip()


def _causes(listed: ListedFinding) -> str:
    return "\n".join(filter(None, (listed.likely, listed.explanation)))


def _height(listed: ListedFinding) -> float:
    texts = {PLACE: listed.place, 4: _problem(listed), 5: listed.advice, 6: _causes(listed)}
    return max(
        24.0,
        *(
            height(text, looks.LABEL_SIZE, WIDTHS[column] - looks.INDENT) + AIR
            for column, text in texts.items()
        ),
    )


_COLUMNS = "".join(
    f'<col min="{number}" max="{number}" width="{pixels / 8}" customWidth="1"/>'
    for number, pixels in enumerate(WIDTHS, 1)
)
_SHEET = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<worksheet xmlns="{namespace}"><sheetPr>'
    f'<tabColor rgb="FF{looks.DARK_RED.removeprefix("#")}"/>'
    '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    '<sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
    f'<pane ySplit="{TOP}" topLeftCell="A{TOP + 1}" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    f"<cols>{_COLUMNS}</cols>{{rows}}{{merged}}{{links}}"
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
    f"<headerFooter><oddFooter>{escaped(FOOTER)}</oddFooter></headerFooter></worksheet>"
)
"""The sheet; other programs want its parts in this order (ECMA-376 part 1, 18.3.1.99)."""
