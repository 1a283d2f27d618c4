"""The marked copy of a workbook: colours, comments, the list of findings, lines to be explained.

Nothing but the marks is changed in the filler's workbook. The same workbook and findings give the
same bytes, and a marked copy that is marked again equals the marked copy of the original: our
earlier marks are recognised and removed first, even if another program has saved the file since.
What identifies them is text, which every program keeps (`form.layout.stamp`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.checks.outcome import Checked
from disclose.core.finding import Place, Severity
from disclose.excel.mark.cell_colours import StyleList, Tone, colour_cells, remove_colours
from disclose.excel.mark.comments import add_comments, remove_comments
from disclose.excel.mark.explanation_lines import links_of_lines, prefill_lines
from disclose.excel.mark.findings_list import (
    ZH,
    ListedFinding,
    proposal_text,
    render_findings,
    verdict_text,
    write_list,
)
from disclose.excel.mark.workbook_part import (
    SheetTab,
    WorkbookPart,
    cell_links,
    open_to_edit,
    replace_links,
)
from disclose.excel.read.other_sheets import find_explanation_lines
from disclose.excel.read.package import WorkbookPackage, open_package
from disclose.form.layout.address import parse_a1
from disclose.form.layout.stamp import CONDITION_WORD, SIGN, lists_problems
from disclose.output.message_catalog import message_types
from disclose.output.root_causes import faults
from disclose.output.suggestions import advice

TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING}
"""The colours of findings; a note has a comment only."""


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A mark on a cell: a tone, and a paragraph of the comment; either may be missing."""

    sheet: str
    cell: str
    tone: Tone | None
    text: str = ""


def mark(data: bytes, checked: Checked) -> bytes:
    """Return the workbook `data`, which `checked` is about, with its findings marked in it.

    Earlier marks are removed first. Values, formulas, styles, validations, protection and print
    set-up stay; on the sheet 出错说明 a line is added for each finding that needs an explanation.

    Raises:
        UnmarkableError: a part that has to be changed is damaged.
        RefusedWorkbookError: it is not a workbook.
    """
    read, package = open_package(data), open_to_edit(data)
    book = WorkbookPart(package)
    _unmark(book, read)
    styles, findings = StyleList(book), render_findings(checked)
    _prefill(book, read, checked)
    _mark(book, styles, [*_marks(findings), *_suspected(checked)])
    write_list(book, styles, verdict_text(checked), findings)
    styles.write()
    return package.to_sealed_bytes()


def unmark(data: bytes) -> bytes:
    """Return the workbook `data` without our marks; the lines on 出错说明 stay.

    Raises:
        UnmarkableError: a part that has to be changed is damaged.
        RefusedWorkbookError: it is not a workbook.
    """
    package = open_to_edit(data)
    _unmark(WorkbookPart(package), open_package(data))
    return package.to_bytes()


def _unmark(book: WorkbookPart, read: WorkbookPackage) -> None:
    lists = [tab for tab in book.tabs if _is_list(tab, read)]
    for tab in lists:
        book.remove(tab)
    if lists:
        book.show_first()
    for tab in book.tabs:
        # A sheet that none of our conditions is in need not be parsed for that.
        if book.package.mentions(tab.part, CONDITION_WORD):
            with book.package.edit(tab.part) as edits:
                remove_colours(edits)
        remove_comments(book, tab)


def _is_list(tab: SheetTab, read: WorkbookPackage) -> bool:
    """Return whether a sheet is our list: by its name and the sign that its first cell begins with.

    The filler may have a sheet of that name, too, or a copy of ours under a longer name.
    """
    # By the name first, so that the cells of other sheets are not read for this.
    if tab.sheet not in read.sheets or not lists_problems(tab.sheet, SIGN):
        return False
    first = read.cells(tab.sheet).get((0, 0))
    return first is not None and lists_problems(tab.sheet, first.text or "")


def _prefill(book: WorkbookPart, read: WorkbookPackage, checked: Checked) -> None:
    lines = find_explanation_lines(read)
    titles = {code: each.title.zh for code, each in message_types(checked.edition).items()}
    tab = next((tab for tab in book.tabs if lines and tab.sheet == lines.sheet), None)
    if lines and tab:
        with book.package.edit(tab.part) as edits:
            sheet = edits.tree.root
            places = prefill_lines(edits, read.cells(lines.sheet), lines, checked.findings, titles)
            links = cell_links(book, places, sheet)
            replace_links(edits, links_of_lines(sheet, lines), links)


MAX_MARKED = 300
"""Most cells that one finding marks: all of a form, not the thousands of a table pasted in."""


def _marks(findings: Sequence[ListedFinding]) -> Iterator[MarkedCell]:
    """Yield the marks of findings: a comment in each cell, for an equation in its first only."""
    for listed in findings:
        finding = listed.finding
        tone = None if finding.explained else TONES.get(finding.severity)
        places = [place for place in finding.places if _is_cell(place)][:MAX_MARKED]
        for number, place in enumerate(places):
            if finding.equation and number:
                yield MarkedCell(place.sheet, place.cell, tone and Tone.INVOLVED)
            else:
                yield MarkedCell(place.sheet, place.cell, tone, listed.comment)


def _is_cell(place: Place) -> bool:
    return not place.file and not place.in_document and parse_a1(place.cell) is not None


def _suspected(checked: Checked) -> Iterator[MarkedCell]:
    """Yield the marks of the most likely cells; none of cells that are mere candidates."""
    for cause in faults(checked).all:
        for advised in advice(cause, ZH):
            for suspect in () if advised.listed else advised.repair:
                settled = "、".join(suspect.settles)
                text = f"{advised.lead}{proposal_text(suspect)}\n改后相符：{settled}"
                yield MarkedCell(suspect.place.sheet, suspect.place.cell, Tone.SUSPECT, text)


def _mark(book: WorkbookPart, styles: StyleList, marks: Sequence[MarkedCell]) -> None:
    for tab in book.tabs:
        marks_here = [mark for mark in marks if mark.sheet == tab.sheet]
        if marks_here:
            with book.package.edit(tab.part) as edits:
                colour_cells(edits, _tones(marks_here), styles)
                if texts := _comments(marks_here):
                    add_comments(book, tab, edits, texts)


def _tones(marks: Sequence[MarkedCell]) -> Mapping[str, Tone]:
    """Return the most important tone of each cell, in the order of the sheet."""
    tones: dict[str, Tone] = {}
    for mark in marks:
        if mark.tone:
            known = tones.get(mark.cell, mark.tone)
            tones[mark.cell] = min(known, mark.tone, key=list(Tone).index)
    return {cell: tones[cell] for cell in sorted(tones, key=_position)}


def _comments(marks: Sequence[MarkedCell]) -> Mapping[str, str]:
    """Return the text of the comment on each cell, in the order of the sheet."""
    paragraphs: dict[str, list[str]] = {}
    for mark in marks:
        if mark.text:
            paragraphs.setdefault(mark.cell, []).append(mark.text)
    return {
        cell: f"{SIGN}\n" + "\n\n".join(paragraphs[cell])
        for cell in sorted(paragraphs, key=_position)
    }


def _position(cell: str) -> tuple[int, int]:
    return parse_a1(cell) or (0, 0)
