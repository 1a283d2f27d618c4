"""What befalls the tables of a workbook, each done to the cells as a spreadsheet does it.

A damage takes the sheets and the form and changes the sheets; `None` says that the form has no table
to which it could happen.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from disclose.edition.model import Print, Table
from disclose.intake.template import template
from disclose.layout.address import letters, parse_a1
from disclose.layout.book import EXPLANATIONS, META, TABLE_TOP, plan
from disclose.layout.grid import Grid, GridCell, Role
from tests.unit.intake.book import (
    Content,
    Raw,
    Sheets,
    delete_columns,
    delete_row,
    edition,
    formula,
    insert_column,
    insert_row,
    move_cells,
    swap_rows,
)

Cells: TypeAlias = dict[str, Content]
Damage: TypeAlias = Callable[[Sheets, str], None]


def tables(form: str) -> tuple[Table, ...]:
    return edition(form).tables


def longest(form: str) -> Table:
    """The table with the most rows."""
    return max(tables(form), key=lambda table: grid(form, table).rows)


def grid(form: str, table: Table) -> Grid:
    return plan(edition(form)).grids[table.id]


def labels(form: str, table: Table) -> list[GridCell]:
    """The names at the left of figures, in printed order."""
    cells = plan(edition(form)).cells
    rows = {cells[key].row for key, each in edition(form).figures.items() if each.table is table}
    found: dict[int, GridCell] = {}
    for cell in grid(form, table).cells:
        if cell.role is Role.LABEL and TABLE_TOP + cell.row in rows:
            found[cell.row] = cell
    return [found[row] for row in sorted(found)]


def a1(cell: GridCell) -> str:
    return f"{letters(cell.column)}{TABLE_TOP + cell.row + 1}"


def on_every_table(change: Callable[[Sheets, str, Table], None]) -> Damage:
    def damage(sheets: Sheets, form: str) -> None:
        for table in tables(form):
            change(sheets, form, table)

    return damage


def on_longest(change: Callable[[Sheets, str, Table], None]) -> Damage:
    return lambda sheets, form: change(sheets, form, longest(form))


def middle(form: str, table: Table) -> int:
    """The one-based row of the fifth line with figures."""
    return TABLE_TOP + labels(form, table)[4].row + 1


def box(sheets: Sheets, form: str, table: Table) -> Cells:
    """What stands inside the printed table, formulas as their results."""
    size = grid(form, table)
    inside: Cells = {}
    for at, each in sheets[table.sheet].items():
        row, column = parse_a1(at) or (0, 0)
        if TABLE_TOP <= row < TABLE_TOP + size.rows and column < size.columns:
            inside[at] = 0 if isinstance(each, Raw) else each
    return inside


def shifted(cells: Cells, rows: int, columns: int) -> Cells:
    done: Cells = {}
    for at, each in cells.items():
        row, column = parse_a1(at) or (0, 0)
        done[f"{letters(column + columns)}{row + rows + 1}"] = each
    return done


def pasted(rows: int, columns: int) -> Callable[[Sheets, str, Table], None]:
    """Paste a filled table of values into the blank one, so far off its place."""

    def change(sheets: Sheets, form: str, table: Table) -> None:
        copied = box(sheets, form, table)
        empty(sheets, form, table)
        paste(sheets, form, table, copied, rows, columns)

    return change


def paste(sheets: Sheets, form: str, table: Table, copied: Cells, rows: int, columns: int) -> None:
    """Paste as spreadsheets do: what the area held before is gone, empty cells included."""
    size = grid(form, table)
    for row in range(TABLE_TOP, TABLE_TOP + size.rows):
        for column in range(size.columns):
            sheets[table.sheet].pop(f"{letters(column + columns)}{row + rows + 1}", None)
    sheets[table.sheet].update(shifted(copied, rows, columns))


def empty(sheets: Sheets, form: str, table: Table) -> None:
    book = plan(edition(form))
    for key in book.inputs(table.id):
        del sheets[table.sheet][book.cells[key].a1]


def below(sheets: Sheets, form: str, table: Table) -> None:
    pasted(grid(form, table).rows + 5, 0)(sheets, form, table)


def values_only(sheets: Sheets, form: str) -> None:
    """The tables copied as values into a fresh workbook, nothing else."""
    boxes = [box(sheets, form, table) for table in tables(form)]
    sheets.clear()
    for number, each in enumerate(boxes, 1):
        sheets[f"Sheet{number}"] = shifted(each, -TABLE_TOP, 0)


def on_one_sheet(sheets: Sheets, form: str) -> None:
    boxes = [box(sheets, form, table) for table in tables(form)]
    sheets.clear()
    at = 0
    cells: Cells = {}
    for table, each in zip(tables(form), boxes, strict=True):
        cells.update(shifted(each, at, 0))
        at += grid(form, table).rows + 2
    sheets["Sheet1"] = cells


def side_by_side(sheets: Sheets, form: str) -> None:
    boxes = [box(sheets, form, table) for table in tables(form)]
    sheets.clear()
    at = 0
    cells: Cells = {}
    for table, each in zip(tables(form), boxes, strict=True):
        cells.update(shifted(each, 0, at))
        at += grid(form, table).columns + 1
    sheets["Sheet1"] = cells


def transposed(sheets: Sheets, form: str, table: Table) -> None:
    copied = box(sheets, form, table)
    sheets[table.sheet] = {}
    for at, each in copied.items():
        row, column = parse_a1(at) or (0, 0)
        sheets[table.sheet][f"{letters(row)}{column + 1}"] = each


def repeated_names(sheets: Sheets, form: str, table: Table) -> None:
    """Merges undone and each name filled into all the cells it spanned."""
    for cell in grid(form, table).cells:
        if cell.text:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    at = f"{letters(column)}{TABLE_TOP + row + 1}"
                    sheets[table.sheet][at] = cell.text


def without_groups(sheets: Sheets, form: str, table: Table) -> None:
    """Every name over others is emptied."""
    for label in template(edition(form), table.id).labels:
        if label.names and not label.figures:
            sheets[table.sheet].pop(f"{letters(label.cell[1])}{label.cell[0] + 1}", None)


def retyped(how: Callable[[str], str]) -> Callable[[Sheets, str, Table], None]:
    def change(sheets: Sheets, form: str, table: Table) -> None:
        for cell in grid(form, table).cells:
            if cell.text and cell.role is not Role.UNIT:
                sheets[table.sheet][a1(cell)] = how(cell.text)

    return change


def one_retyped(how: Callable[[str], str], *, move: bool) -> Callable[[Sheets, str, Table], None]:
    def change(sheets: Sheets, form: str, table: Table) -> None:
        cell = labels(form, table)[4]
        sheets[table.sheet][a1(cell)] = how(cell.text)
        if move:
            insert_row(sheets, table.sheet, TABLE_TOP + labels(form, table)[2].row + 1)

    return change


def cut_row(sheets: Sheets, form: str, table: Table) -> None:
    """Cut a line with figures and paste it below the table; formulas follow."""
    row = middle(form, table)
    width = grid(form, table).columns
    target = TABLE_TOP + grid(form, table).rows + 8
    first = labels(form, table)[4].column
    move_cells(sheets, table.sheet, row, row, first, width - 1, target - row)


def sorted_lines(sheets: Sheets, form: str, table: Table) -> None:
    rows = [TABLE_TOP + cell.row + 1 for cell in labels(form, table)]
    rows = rows[4:9]
    for one, other in zip(rows[: len(rows) // 2], reversed(rows), strict=False):
        swap_rows(sheets, table.sheet, one, other)


def duplicated_row(sheets: Sheets, form: str, table: Table) -> None:
    row = middle(form, table)
    insert_row(sheets, table.sheet, row + 1)
    for at in [
        at for at in sheets[table.sheet] if at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(row)
    ]:
        each = sheets[table.sheet][at]
        sheets[table.sheet][at.removesuffix(str(row)) + str(row + 1)] = each


def subtotal(sheets: Sheets, form: str, table: Table) -> None:
    row = middle(form, table)
    insert_row(sheets, table.sheet, row)
    last = max(
        plan(edition(form)).cells[key].column for key in plan(edition(form)).inputs(table.id)
    )
    sheets[table.sheet][f"A{row}"] = "小计"
    sheets[table.sheet][f"{letters(last)}{row}"] = formula(
        f"SUM({letters(last)}{row - 2}:{letters(last)}{row - 1})", "5"
    )


def percentages(sheets: Sheets, form: str, table: Table) -> None:
    column = grid(form, table).columns
    letter = letters(column)
    insert_column(sheets, table.sheet, letter)
    sheets[table.sheet][f"{letter}{TABLE_TOP + 1}"] = "占比"
    for cell in labels(form, table):
        sheets[table.sheet][f"{letter}{TABLE_TOP + cell.row + 1}"] = formula("1/4", "0.25")


def formulas_as_values(sheets: Sheets, form: str, table: Table) -> None:
    sheets[table.sheet].update(box(sheets, form, table))


def another_stamp(sheets: Sheets, form: str) -> None:
    sheets[META]["A1"] = f"disclose/1 {form} 0123456789abcdef"


def another_version(sheets: Sheets, form: str) -> None:
    sheets[META]["A1"] = f"disclose/7 {form} {edition(form).fingerprint}"


def old_workbook(sheets: Sheets, form: str) -> None:
    """Another fingerprint, another order of sheets, a later sheet missing."""
    another_stamp(sheets, form)
    del sheets[EXPLANATIONS]
    order = list(reversed(sheets.items()))
    sheets.clear()
    sheets.update(order)


def copied_sheet_filled(sheets: Sheets, form: str) -> None:
    """The sheet was copied and the copy filled in, the first one left blank."""
    table = longest(form)
    sheets[f"{table.sheet} (2)"] = dict(sheets[table.sheet])
    empty(sheets, form, table)


def copied_sheet(sheets: Sheets, form: str) -> None:
    table = longest(form)
    sheets[f"{table.sheet} (2)"] = dict(sheets[table.sheet])


def copied_sheet_other(sheets: Sheets, form: str) -> None:
    copied_sheet(sheets, form)
    sheet = sheets[f"{longest(form).sheet} (2)"]
    key = plan(edition(form)).inputs(longest(form).id)[0]
    sheet[plan(edition(form)).cells[key].a1] = 99999


def below_both_filled(sheets: Sheets, form: str, table: Table) -> None:
    copied = box(sheets, form, table)
    sheets[table.sheet].update(shifted(copied, grid(form, table).rows + 5, 0))


def below_both_differ(sheets: Sheets, form: str, table: Table) -> None:
    below_both_filled(sheets, form, table)
    key = plan(edition(form)).inputs(table.id)[0]
    sheets[table.sheet][plan(edition(form)).cells[key].a1] = 99999


def renamed_sheet(sheets: Sheets, form: str) -> None:
    table = longest(form)
    for cells in sheets.values():
        for at, each in cells.items():
            if isinstance(each, Raw):
                cells[at] = Raw(each.attributes, each.inside.replace(f"{table.sheet}!", "附表!"))
    sheets["附表"] = sheets.pop(table.sheet)


def deleted_review(sheets: Sheets, form: str) -> None:
    del sheets["审核"]


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def other_marks(text: str) -> str:
    table = str.maketrans(
        {"（": "【", "）": "】", "“": "「", "”": "」", "，": "、", ".": "、", "/": "、", "：": ":"}
    )
    return text.translate(table)


DAMAGES: Mapping[str, Damage] = {
    "row inserted above": on_every_table(lambda s, f, t: insert_row(s, t.sheet, 1)),
    "row inserted in the headings": on_every_table(
        lambda s, f, t: insert_row(s, t.sheet, TABLE_TOP + 2)
    ),
    "row inserted among the lines": on_longest(
        lambda s, f, t: insert_row(s, t.sheet, middle(f, t))
    ),
    "two rows inserted apart": on_longest(
        lambda s, f, t: (
            insert_row(s, t.sheet, middle(f, t)),
            insert_row(s, t.sheet, middle(f, t) + 6),
        )[0]
    ),
    "column inserted before": on_every_table(lambda s, f, t: insert_column(s, t.sheet, "A")),
    "column inserted among": on_every_table(lambda s, f, t: insert_column(s, t.sheet, "C")),
    "row and column inserted": on_longest(
        lambda s, f, t: (insert_row(s, t.sheet, middle(f, t)), insert_column(s, t.sheet, "B"))[0]
    ),
    "title rows deleted": on_every_table(lambda s, f, t: delete_row(s, t.sheet, 1)),
    "line deleted": on_longest(lambda s, f, t: delete_row(s, t.sheet, middle(f, t))),
    "figure column deleted": on_longest(
        lambda s, f, t: delete_columns(
            s, t.sheet, *[letters(grid(f, t).columns - 2 if t.print is not Print.LIST else 2)] * 2
        )
    ),
    "row cut and pasted below": on_longest(cut_row),
    "rows exchanged": on_longest(
        lambda s, f, t: swap_rows(s, t.sheet, middle(f, t), middle(f, t) + 1)
    ),
    "rows sorted": on_longest(sorted_lines),
    "row duplicated": on_longest(duplicated_row),
    "sheet renamed": renamed_sheet,
    "sheet copied": copied_sheet,
    "sheet copied, copies differ": copied_sheet_other,
    "sheet copied, copy filled": copied_sheet_filled,
    "sheet deleted": lambda s, f: s.__delitem__(longest(f).sheet),
    "审核 deleted": deleted_review,
    "values in a fresh workbook": values_only,
    "all on one sheet": on_one_sheet,
    "side by side on one sheet": side_by_side,
    "pasted a row off": on_longest(pasted(1, 0)),
    "pasted a column off": on_longest(pasted(0, 1)),
    "pasted below the empty one": on_longest(below),
    "twice, alike": on_longest(below_both_filled),
    "twice, different": on_longest(below_both_differ),
    "names repeated": on_every_table(repeated_names),
    "names repeated, row inserted": on_longest(
        lambda s, f, t: (repeated_names(s, f, t), insert_row(s, t.sheet, middle(f, t)))[0]
    ),
    "group names removed": on_every_table(without_groups),
    "group names removed, row inserted": on_longest(
        lambda s, f, t: (without_groups(s, f, t), insert_row(s, t.sheet, 1))[0]
    ),
    "names with spaces": on_every_table(retyped(lambda text: "　" + " ".join(text))),
    "names wide": on_every_table(retyped(wide)),
    "other marks in names": on_every_table(retyped(other_marks)),
    "other marks, row inserted": on_every_table(
        lambda s, f, t: (retyped(other_marks)(s, f, t), insert_row(s, t.sheet, 1))[0]
    ),
    "one name shortened": on_longest(one_retyped(lambda text: text[2:], move=False)),
    "one name shortened, row inserted": on_longest(one_retyped(lambda text: text[2:], move=True)),
    "one name misspelt, row inserted": on_longest(
        one_retyped(lambda text: text[:-1] + "些", move=True)
    ),
    "a note in a name, row inserted": on_longest(
        one_retyped(lambda text: text + "（含下属单位）", move=True)
    ),
    "a name rewritten, row inserted": on_longest(one_retyped(lambda _: "其他情况", move=True)),
    "subtotal row": on_longest(subtotal),
    "percentage column": on_every_table(percentages),
    "formulas as values": on_every_table(formulas_as_values),
    "another fingerprint": another_stamp,
    "another version": another_version,
    "old workbook": old_workbook,
    "transposed": on_longest(transposed),
}
