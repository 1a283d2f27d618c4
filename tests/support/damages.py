"""What befalls the tables of a workbook, each done to the cells as a spreadsheet does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from disclose.form.edition.model import Table
from disclose.form.edition.sheet_names import EXPLANATIONS, META, REVIEW
from disclose.form.layout.address import letters, parse_a1
from disclose.form.layout.book import TABLE_TOP, WorkbookPlan, plan
from disclose.form.layout.draw import CellRole, Grid
from disclose.form.locate.labels import Label, table_labels
from tests.support.raw_workbooks import (
    Content,
    Raw,
    Sheets,
    cut_cells,
    delete_row,
    edition,
    formula,
    insert_column,
    insert_row,
    swap_rows,
)


@dataclass(frozen=True)
class Target:
    """A table in the sheets of a workbook; rows are one-based as in a spreadsheet."""

    sheets: Sheets
    form: str
    table: Table

    @property
    def sheet(self) -> str:
        return self.table.sheet

    @property
    def cells(self) -> dict[str, Content]:
        return self.sheets[self.sheet]

    @property
    def book(self) -> WorkbookPlan:
        return plan(edition(self.form))

    @property
    def grid(self) -> Grid:
        return self.book.grids[self.table.id]

    @property
    def names(self) -> tuple[Label, ...]:
        return table_labels(edition(self.form), self.table.id).labels

    @property
    def inputs(self) -> list[str]:
        return [self.book.cells[key].a1 for key in self.book.inputs(self.table.id)]

    def line(self, number: int) -> int:
        """The row of the line with figures of that number, from 0."""
        return sorted({self.book.cells[key].row for key in self._keys})[number] + 1

    def name(self, number: int) -> Label:
        """The name at the left of that line."""
        row = self.line(number) - 1
        beside = [each for each in self.names if each.cell[0] == row and each.path]
        return max(beside, key=lambda each: each.cell[1])

    def keys(self, number: int) -> set[str]:
        """The inputs of that line."""
        row = self.line(number) - 1
        typed = self.book.inputs(self.table.id)
        return {key for key in typed if self.book.cells[key].row == row}

    @property
    def _keys(self) -> list[str]:
        return [key for key in self.book.cells if key.startswith(f"{self.table.id}.")]

    @property
    def printed(self) -> dict[str, Content]:
        """What stands inside the printed table, formulas as their results."""
        return {at: _value(each) for at, each in self.cells.items() if self._inside(at)}

    def _inside(self, at: str) -> bool:
        row, column = parse_a1(at) or (0, 0)
        return TABLE_TOP <= row < TABLE_TOP + self.grid.rows and column < self.grid.columns

    def clear(self) -> None:
        """Empty every input."""
        for at in self.inputs:
            del self.cells[at]

    def paste(self, copied: Mapping[str, Content], rows: int, columns: int) -> None:
        """Paste a copy of the table so far off its place; the cells it covers are emptied first."""
        for row in range(TABLE_TOP, TABLE_TOP + self.grid.rows):
            for column in range(self.grid.columns):
                self.cells.pop(f"{letters(column + columns)}{row + rows + 1}", None)
        self.cells.update(_shifted(copied, rows, columns))


Change = Callable[[Target], None]


@dataclass(frozen=True)
class Damage:
    """Changes to the longest table or to every one, what is told, and which inputs are not read.

    `told` leaves out BOOK14: whether live checks follow a change depends on the form.
    """

    changes: Sequence[Change]
    told: frozenset[str]
    every: bool = False
    lost: Callable[[Target], set[str]] = lambda _: set()

    def befall(self, sheets: Sheets, form: str) -> set[str]:
        """Change `sheets` and return the inputs that cannot be read any more."""
        targets = [Target(sheets, form, table) for table in edition(form).tables]
        longest = max(targets, key=lambda each: each.grid.rows)
        lost: set[str] = set()
        for target in targets if self.every else [longest]:
            lost |= self.lost(target)
            for change in self.changes:
                change(target)
        return lost


def _value(content: Content) -> Content:
    return 0 if isinstance(content, Raw) else content


def _shifted(cells: Mapping[str, Content], rows: int, columns: int) -> dict[str, Content]:
    at = {each: parse_a1(each) or (0, 0) for each in cells}
    return {
        f"{letters(at[each][1] + columns)}{at[each][0] + rows + 1}": content
        for each, content in cells.items()
    }


# ------------------------------------------------------------------- rows and columns


def insert_above(target: Target) -> None:
    insert_row(target.sheets, target.sheet, 1)


def insert_among_headings(target: Target) -> None:
    insert_row(target.sheets, target.sheet, TABLE_TOP + 2)


def insert_line(number: int) -> Change:
    return lambda target: insert_row(target.sheets, target.sheet, target.line(number))


def insert_column_at(letter: str) -> Change:
    return lambda target: insert_column(target.sheets, target.sheet, letter)


def delete_title(target: Target) -> None:
    delete_row(target.sheets, target.sheet, 1)


def delete_line(target: Target) -> None:
    """Delete a line; a spreadsheet keeps the names of merged cells that only begin there."""
    row = target.line(4)
    kept = {
        f"{letters(each.cell[1])}{row}": each.text
        for each in target.names
        if each.cell[0] == row - 1 and each.rows > 1
    }
    delete_row(target.sheets, target.sheet, row)
    target.cells.update(kept)


def cut_line(target: Target) -> None:
    """Cut a line with its name and paste it below the table."""
    row, below = target.line(4), TABLE_TOP + target.grid.rows + 8
    columns = range(target.name(4).cell[1], target.grid.columns)
    cut_cells(target.sheets, target.sheet, row, columns, below - row)


def exchange_lines(target: Target) -> None:
    swap_rows(target.sheets, target.sheet, target.line(4), target.line(5))


def sort_lines(target: Target) -> None:
    for one, other in ((4, 8), (5, 7)):
        swap_rows(target.sheets, target.sheet, target.line(one), target.line(other))


def duplicate_line(target: Target) -> None:
    row = target.line(4)
    insert_row(target.sheets, target.sheet, row + 1)
    own = {at: each for at, each in target.cells.items() if (parse_a1(at) or (0,))[0] == row - 1}
    target.cells.update(_shifted(own, 1, 0))


def subtotal(target: Target) -> None:
    row = target.line(4)
    insert_row(target.sheets, target.sheet, row)
    letter = target.inputs[0].rstrip("0123456789")
    target.cells[f"A{row}"] = "小计"
    target.cells[f"{letter}{row}"] = formula(f"SUM({letter}{row - 2}:{letter}{row - 1})", "5")


def percentages(target: Target) -> None:
    letter = letters(target.grid.columns)
    insert_column(target.sheets, target.sheet, letter)
    target.cells[f"{letter}{TABLE_TOP + 1}"] = "占比"
    target.cells[f"{letter}{target.line(0)}"] = formula("1/4", "0.25")


def formulas_as_values(target: Target) -> None:
    target.cells.update(target.printed)


# ------------------------------------------------------------------- names


def repeat_names(target: Target) -> None:
    """Undo merges and fill each name into all the cells that it spanned."""
    for each in target.names:
        for row in range(each.cell[0], each.cell[0] + each.rows):
            for column in range(each.cell[1], each.cell[1] + each.columns):
                target.cells[f"{letters(column)}{row + 1}"] = each.text


def remove_groups(target: Target) -> None:
    """Empty every name that has no figures of its own."""
    for each in target.names:
        if each.path and not each.figures:
            target.cells.pop(f"{letters(each.cell[1])}{each.cell[0] + 1}", None)


def retype(how: Callable[[str], str]) -> Change:
    def change(target: Target) -> None:
        for each in target.grid.cells:
            if each.text and each.role is not CellRole.UNIT:
                at = f"{letters(each.column)}{TABLE_TOP + each.row + 1}"
                target.cells[at] = how(each.text)

    return change


def retype_one(how: Callable[[str], str]) -> Change:
    def change(target: Target) -> None:
        name = target.name(4)
        target.cells[f"{letters(name.cell[1])}{name.cell[0] + 1}"] = how(name.text)

    return change


def _spaced(text: str) -> str:
    return "　" + " ".join(text)


def _wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def _other_marks(text: str) -> str:
    return text.translate(str.maketrans("（）“”，./：", "【】「」、、、:"))


# ------------------------------------------------------------------- tables and sheets


def pasted(rows: int, columns: int) -> Change:
    """Paste a filled table of values into the blank one, so far off its place."""

    def change(target: Target) -> None:
        copied = target.printed
        target.clear()
        target.paste(copied, rows, columns)

    return change


def paste_below(target: Target) -> None:
    pasted(target.grid.rows + 5, 0)(target)


def paste_twice(target: Target) -> None:
    target.paste(target.printed, target.grid.rows + 5, 0)


def change_first(target: Target) -> None:
    target.cells[target.inputs[0]] = 99999


def rename(target: Target) -> None:
    for cells in target.sheets.values():
        for at, each in cells.items():
            if isinstance(each, Raw):
                inside = each.inside.replace(f"{target.sheet}!", "附表!")
                cells[at] = Raw(each.attributes, inside)
    target.sheets["附表"] = target.sheets.pop(target.sheet)


def copy_sheet(target: Target) -> None:
    """Copy the sheet as a spreadsheet does, under the first name that is free."""
    names = (f"{target.sheet} ({number})" for number in range(2, 10))
    free = next(name for name in names if name not in target.sheets)
    target.sheets[free] = dict(target.cells)


def delete_sheet(target: Target) -> None:
    del target.sheets[target.sheet]


def delete_review(target: Target) -> None:
    del target.sheets[REVIEW]


def transpose(target: Target) -> None:
    copied = {at: parse_a1(at) or (0, 0) for at in target.printed}
    turned = {
        f"{letters(row)}{column + 1}": target.printed[at] for at, (row, column) in copied.items()
    }
    target.sheets[target.sheet] = turned


def values_only(target: Target) -> None:
    """Copy the tables as values into a fresh workbook, one to a sheet."""
    _gather(target, lambda number, _: (f"Sheet{number + 1}", -TABLE_TOP, 0))


def one_below_the_other(target: Target) -> None:
    _gather(target, lambda number, _: ("Sheet1", 40 * number * 2, 0))


def side_by_side(target: Target) -> None:
    _gather(target, lambda number, _: ("Sheet1", 0, 16 * number))


def _gather(target: Target, where: Callable[[int, Table], tuple[str, int, int]]) -> None:
    tables = edition(target.form).tables
    copied = [Target(target.sheets, target.form, table).printed for table in tables]
    target.sheets.clear()
    for number, (table, cells) in enumerate(zip(tables, copied, strict=True)):
        sheet, rows, columns = where(number, table)
        target.sheets.setdefault(sheet, {}).update(_shifted(cells, rows, columns))


# ------------------------------------------------------------------- templates


def stamped(version: int, fingerprint: str) -> Change:
    def change(target: Target) -> None:
        own = edition(target.form).fingerprint
        target.sheets[META]["A1"] = f"disclose/{version} {target.form} {fingerprint or own}"

    return change


def older(target: Target) -> None:
    """A later sheet is not there yet, the others stand in another order."""
    del target.sheets[EXPLANATIONS]
    order = list(reversed(target.sheets.items()))
    target.sheets.clear()
    target.sheets.update(order)


OTHER = "0123456789abcdef"


def _damage(told: str, *changes: Change) -> Damage:
    return Damage(changes, frozenset(told.split()))


def _everywhere(told: str, *changes: Change) -> Damage:
    return Damage(changes, frozenset(told.split()), every=True)


def _fifth_line(told: str, *changes: Change) -> Damage:
    return Damage(changes, frozenset(told.split()), lost=lambda target: target.keys(4))


def _whole_table(told: str, *changes: Change) -> Damage:
    return Damage(
        changes,
        frozenset(told.split()),
        lost=lambda target: set(target.book.inputs(target.table.id)),
    )


DAMAGES: Mapping[str, Damage] = {
    "a row inserted above": _everywhere("BOOK09", insert_above),
    "a row inserted among headings": _everywhere("BOOK09", insert_among_headings),
    "a row inserted": _damage("BOOK09", insert_line(4)),
    "two rows inserted": _damage("BOOK09", insert_line(4), insert_line(9)),
    "a column inserted before": _everywhere("BOOK09", insert_column_at("A")),
    "a column inserted": _everywhere("BOOK09", insert_column_at("C")),
    "a row and a column inserted": _damage("BOOK09", insert_line(4), insert_column_at("B")),
    "the title deleted": _everywhere("BOOK09", delete_title),
    "a line deleted": _fifth_line("BOOK09 BOOK10", delete_line),
    "a line cut and pasted": _damage("BOOK09", cut_line),
    "lines exchanged": _damage("BOOK09", exchange_lines),
    "lines sorted": _damage("BOOK09", sort_lines),
    "a line doubled": _fifth_line("BOOK09 BOOK10 BOOK11", duplicate_line),
    "a subtotal": _damage("BOOK09", subtotal),
    "a column of percentages": _everywhere("", percentages),
    "formulas as values": _everywhere("", formulas_as_values),
    "names repeated": _everywhere("", repeat_names),
    "names repeated, a row inserted": _damage("BOOK09", repeat_names, insert_line(5)),
    "names of groups removed": _everywhere("BOOK12", remove_groups),
    "names of groups removed, a row inserted": _everywhere(
        "BOOK09 BOOK12", remove_groups, insert_above
    ),
    "names with spaces": _everywhere("", retype(_spaced)),
    "wide names": _everywhere("", retype(_wide)),
    "other marks": _everywhere("", retype(_other_marks)),
    "other marks, a row inserted": _everywhere("BOOK09", retype(_other_marks), insert_above),
    "a name shortened": _damage("BOOK12", retype_one(lambda text: text[2:])),
    "a name shortened, a row inserted": _damage(
        "BOOK09 BOOK12", retype_one(lambda text: text[2:]), insert_line(2)
    ),
    "a name misspelt, a row inserted": _damage(
        "BOOK09 BOOK12", retype_one(lambda text: text[:-1] + "些"), insert_line(2)
    ),
    "a note in a name, a row inserted": _damage(
        "BOOK09 BOOK12", retype_one(lambda text: text + "（含下属单位）"), insert_line(2)
    ),
    "another name, a row inserted": _fifth_line(
        "BOOK09 BOOK10 BOOK11", retype_one(lambda _: "水电费"), insert_line(2)
    ),
    "sheet renamed": _damage("BOOK08", rename),
    "sheet copied": _damage("BOOK16", copy_sheet),
    "sheet copied, the copies differ": _damage("BOOK16", copy_sheet),
    "sheet copied, the copy filled": _damage("BOOK08", copy_sheet, Target.clear),
    "sheet deleted": _whole_table("BOOK07", delete_sheet),
    "审核 deleted": _damage("", delete_review),
    "pasted a row off": _damage("BOOK09", pasted(1, 0)),
    "pasted a column off": _damage("BOOK09", pasted(0, 1)),
    "pasted below the blank one": _damage("BOOK09", paste_below),
    "pasted twice": _damage("BOOK16", paste_twice),
    "pasted twice, one changed": _whole_table("BOOK21", paste_twice, change_first),
    "transposed": _damage("BOOK22", transpose),
    "values in a fresh workbook": _damage("BOOK08 BOOK09 BOOK13 BOOK15", values_only),
    "one below the other": _damage("BOOK08 BOOK09 BOOK13 BOOK15", one_below_the_other),
    "side by side": _damage("BOOK08 BOOK09 BOOK13 BOOK15", side_by_side),
    "another fingerprint": _damage("", stamped(1, OTHER)),
    "another version": _damage("BOOK20", stamped(7, "")),
    "an older workbook": _damage("", stamped(1, OTHER), older),
}
