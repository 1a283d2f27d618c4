"""The marked copy of a workbook: colours, comments, the list in front, lines to be explained.

The parts of the package are edited in place. A library that loads and saves workbooks would drop
what it does not know; here a part that no mark concerns keeps its bytes, and in the others nothing
is touched but the marks. The same workbook and findings give the same bytes, and marking a marked
copy gives what marking the original gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from disclose.checks.outcome import Checked
from disclose.core.finding import Finding, Place, Severity
from disclose.excel.mark.cell_colours import StyleList, Tone, colour_cells, remove_colours
from disclose.excel.mark.comments import add_comments, remove_comments
from disclose.excel.mark.edited_package import EditedPackage
from disclose.excel.mark.explanation_lines import prefill_lines
from disclose.excel.mark.findings_list import (
    ZH,
    ListedFinding,
    proposal_text,
    render_findings,
    verdict_text,
    write_list,
)
from disclose.excel.mark.workbook_part import PART, LinkTargets, SheetTab, WorkbookPart, add_links
from disclose.excel.read.other_sheets import find_explanation_lines
from disclose.excel.read.package import WorkbookPackage as Read
from disclose.excel.read.package import open_package
from disclose.excel.read.refused import RefusedWorkbookError, unpack
from disclose.form.layout.address import parse_a1
from disclose.form.layout.stamp import SIGN, lists_problems
from disclose.output.root_causes import faults
from disclose.output.suggestions import advice

TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.NOTE: Tone.NOTE}


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """What a cell gets: a tone, and the paragraphs of its comment, none for a colour only."""

    sheet: str
    cell: str
    tone: Tone
    text: str = ""


def mark(data: bytes, checked: Checked) -> bytes:
    """Return the workbook `data`, which `checked` is about, with its findings marked in it.

    Marks of an earlier time are taken out first. Values, formulas, styles, validations, protection
    and print set-up stay; only on the sheet 出错说明 lines are added for what is to be explained.

    Raises:
        UnmarkableError: a part that has to be changed is damaged.
        RefusedWorkbookError: it is no workbook.
    """
    read, package = open_package(data), EditedPackage(data)
    book = WorkbookPart(package)
    _unmark(book, read)
    styles, findings = StyleList(book), render_findings(checked)
    _prefill(book, read, checked.findings)
    _mark(book, styles, [*_marks(findings), *_suspected(checked)])
    write_list(book, styles, verdict_text(checked), findings)
    return package.packed()


def unmark(data: bytes) -> bytes:
    """Return the workbook `data` without our marks; lines on 出错说明 are the filler's and stay.

    Raises:
        UnmarkableError: a part that has to be changed is damaged.
        RefusedWorkbookError: it is no workbook.
    """
    package = EditedPackage(data)
    _unmark(WorkbookPart(package), open_package(data))
    return package.packed()


def is_pristine(data: bytes) -> bool:
    """Return whether `data` is a marked copy as it was written: nobody has saved it since."""
    try:
        return unpack(data).has(PART)
    except RefusedWorkbookError:
        return False


def _unmark(book: WorkbookPart, read: Read) -> None:
    lists = [tab for tab in book.tabs if _is_list(tab, read)]
    for tab in lists:
        book.remove(tab)
    if lists:
        book.show_first()
    for tab in book.tabs:
        remove_colours(book.package.tree(tab.part))
        remove_comments(book, tab)


def _is_list(tab: SheetTab, read: Read) -> bool:
    if tab.usual not in read.sheets:
        return False
    first = read.cells(tab.usual).get((0, 0)) if lists_problems(tab.usual, SIGN) else None
    return first is not None and lists_problems(tab.usual, first.text or "")


def _prefill(book: WorkbookPart, read: Read, findings: Sequence[Finding]) -> None:
    lines = find_explanation_lines(read)
    tab = next((each for each in book.tabs if lines and each.usual == lines.sheet), None)
    if lines and tab:
        sheet = book.package.tree(tab.part)
        places = prefill_lines(sheet, read.cells(lines.sheet), lines, findings)
        add_links(sheet, places, LinkTargets.of(book))


MAX_MARKED = 100
"""Most cells that one finding marks; what was pasted beside a table can be thousands."""


def _marks(findings: Sequence[ListedFinding]) -> Iterator[MarkedCell]:
    """Yield the marks of findings: a comment in every cell, but of an equation in its first."""
    for each in findings:
        found = each.finding
        tone = Tone.NOTE if found.explained else TONES[found.severity]
        places = [place for place in found.places if _is_cell(place)][:MAX_MARKED]
        for number, place in enumerate(places):
            if found.equation and number:
                yield MarkedCell(place.sheet, place.cell, Tone.INVOLVED)
            else:
                yield MarkedCell(place.sheet, place.cell, tone, each.comment)


def _is_cell(place: Place) -> bool:
    return not place.file and not place.text and parse_a1(place.cell) is not None


def _suspected(checked: Checked) -> Iterator[MarkedCell]:
    """Yield the marks of the likeliest cells; where all have the same claim none is singled out."""
    for fault in faults(checked).all:
        for advised in advice(fault, ZH):
            for each in () if advised.listed else advised.repair:
                text = f"{advised.lead}{proposal_text(each)}\n改后相符：{'、'.join(each.settles)}"
                yield MarkedCell(each.place.sheet, each.place.cell, Tone.SUSPECT, text)


def _mark(book: WorkbookPart, styles: StyleList, marks: Sequence[MarkedCell]) -> None:
    for tab in book.tabs:
        own = [each for each in marks if each.sheet == tab.usual]
        if own:
            colour_cells(book.package.tree(tab.part), _tones(own), styles)
            texts = _texts(own)
            if texts:
                add_comments(book, tab, texts)


def _tones(marks: Sequence[MarkedCell]) -> Mapping[str, Tone]:
    """Return the most telling tone of each cell, in the order of the sheet."""
    tones: dict[str, Tone] = {}
    for each in marks:
        known = tones.get(each.cell, each.tone)
        tones[each.cell] = min(known, each.tone, key=list(Tone).index)
    return {cell: tones[cell] for cell in sorted(tones, key=lambda cell: parse_a1(cell) or (0, 0))}


def _texts(marks: Sequence[MarkedCell]) -> Mapping[str, str]:
    said: dict[str, list[str]] = {}
    for each in marks:
        if each.text:
            said.setdefault(each.cell, []).append(each.text)
    cells = sorted(said, key=lambda cell: parse_a1(cell) or (0, 0))
    return {cell: "\n\n".join((f"{SIGN}\n{said[cell][0]}", *said[cell][1:])) for cell in cells}
