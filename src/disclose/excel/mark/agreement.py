"""The workbook of an agency that agrees that its blank cells are zeros, set for it."""

from disclose.core.edited_package import EditedPackage
from disclose.core.edits import Edits, new_element
from disclose.core.seal import COMMENT
from disclose.excel.mark.pristine import LIST_PART
from disclose.excel.mark.sheet_cells import SheetCells
from disclose.excel.mark.sheet_markup import WORKBOOK, insert_in_order
from disclose.excel.mark.workbook_part import WorkbookPart, open_to_edit
from disclose.excel.read.other_sheets import find_agency_line
from disclose.excel.read.package import open_package
from disclose.form.edition.model import Edition
from disclose.form.edition.sheet_names import BLANK_AS_ZERO, YES


def agree_blanks(data: bytes, edition: Edition) -> bytes | None:
    """Return the workbook `data` of `edition` whose line 空白的格按0上报 says 是.

    Nothing else is changed, but for the results of formulas, which the spreadsheet that opens it is
    asked to work out anew. None if the workbook has no such line.

    Raises:
        UnmarkableError: a part that has to be changed is damaged.
        RefusedWorkbookError: it is not a workbook.
    """
    line = find_agency_line(open_package(data), edition, BLANK_AS_ZERO)
    package = open_to_edit(data)
    book = WorkbookPart(package)
    tab = next((tab for tab in book.tabs if line and tab.sheet == line.sheet), None)
    if line is None or tab is None:
        return None
    with package.edit(tab.part) as edits:
        cells = SheetCells(edits)
        cells.write(line.row, line.column, YES)
        cells.apply()
    with package.edit(book.part) as edits:
        _ask_for_results(edits)
    _break_seal(package)
    return package.to_bytes()


def _ask_for_results(edits: Edits) -> None:
    root = edits.tree.root
    calculation = root.find("calcPr")
    if calculation is None:
        asked = new_element(root, "calcPr", {"fullCalcOnLoad": 1})
        insert_in_order(edits, root, "calcPr", asked, WORKBOOK)
    else:
        edits.set_attribute(calculation, "fullCalcOnLoad", 1)


def _break_seal(package: EditedPackage) -> None:
    """Let a marked copy be no longer known as one: its filler has agreed to something in it.

    The seal of a copy is broken by the change; those of earlier versions had none.
    """
    if package.find_part(LIST_PART):
        with package.edit(LIST_PART) as edits:
            edits.insert_after(edits.tree.root, COMMENT)
