"""Kinds of findings about how the contents of a workbook were found (family BOOK)."""

from disclose.core.finding import Family, Severity
from disclose.core.language import Wording

_FOUND = Wording(
    "程序先按原来的位置找每个数，再用印在表上的行名、列名核对；对不上时按行名、列名去找。"
    "找不到的数会明说，不会当作 0，也不会读到别的格里去。",
    "Every figure is looked for where the form has it and verified by the printed row and column "
    "names; where they do not agree the names decide. A figure that is not found is said to be "
    "missing; it is neither taken for 0 nor read from another cell.",
)


_located = Family(_FOUND).kind


SHEET_MISSING = _located(
    "BOOK07",
    "sheet-missing",
    Severity.ERROR,
    Wording("少了一张表", "a table's sheet is missing"),
    Wording(
        "找不到工作表“{sheet}”（{table}），其中 {count} 个数没有读到",
        "sheet {sheet} ({table}) was not found; its {count:figure was/figures were} not read",
    ),
    Wording(
        "工作表可能被删除。请用 disclose template 另生成一份空白工作簿，把各表的数复制（不要剪切"
        "）过去，并补填“{sheet}”。",
        "The sheet was probably deleted. Make a blank workbook with disclose template, copy (do "
        "not cut) the figures into it and fill in {sheet}.",
    ),
)
SHEET_RENAMED = _located(
    "BOOK08",
    "sheet-renamed",
    Severity.NOTE,
    Wording("工作表改了名", "a sheet was renamed"),
    Wording(
        "工作表“{sheet}”（{table}）现名“{found}”，已照常读取",
        "sheet {sheet} ({table}) is now called {found}; it was read as usual",
    ),
    Wording(
        "不影响读数；可以把工作表名改回来。",
        "Nothing is lost; you may rename it back.",
    ),
)
LINES_MOVED = _located(
    "BOOK09",
    "lines-moved",
    Severity.NOTE,
    Wording("行或列移动过", "rows or columns were moved"),
    Wording(
        "“{sheet}”里有 {count} 格不在原来的位置，已按行名、列名找到（原来的格 → 现在的格）："
        "{moved}",
        "on {sheet} {count:cell was/cells were} moved and found by row and column name (before → "
        "now): {moved}",
    ),
    Wording(
        "多为插入、删除行列所致。请删去多插入的行列，或核对读出的数；生成的报告按统一格式排表。",
        "Rows or columns were probably inserted or deleted. Remove what was inserted, or check "
        "the figures that were read; the report prints the official table.",
    ),
)
LINE_NOT_FOUND = _located(
    "BOOK10",
    "line-not-found",
    Severity.ERROR,
    Wording("找不到行或列", "a row or column was not found"),
    Wording(
        "“{sheet}”里找不到“{label}”，其中 {count} 个数没有读到",
        "{label} was not found on {sheet}; its {count:figure was/figures were} not read",
    ),
    Wording(
        "这一行（列）可能被删除，或者名称被改写或重复。统一格式不能增删行列：恢复原来的名称，或换"
        "一份空白工作簿填报。",
        "It was probably deleted, or its name rewritten or repeated. Rows and columns of the "
        "form may not be added or deleted: restore the name, or fill in a blank workbook.",
    ),
)
OUTSIDE = _located(
    "BOOK11",
    "value-outside-table",
    Severity.WARNING,
    Wording("表外有内容", "something stands outside the table"),
    Wording(
        "“{sheet}”的表外有 {count} 格内容，没有读入：{cells}",
        "{count:cell/cells} outside the table on {sheet} not read: {cells}",
    ),
    Wording(
        "如果是填错了位置的数，请复制（不要剪切）到对应的格里；草稿和备注请删掉。",
        "Copy (do not cut) a misplaced figure into its cell; remove drafts and remarks.",
    ),
)
HEADING_CHANGED = _located(
    "BOOK12",
    "heading-changed",
    Severity.WARNING,
    Wording("行名或列名被改动", "a row or column name was changed"),
    Wording(
        "“{sheet}”里有 {count} 个名称与统一格式不同，数仍从原来的格读取（原名 → 现名）：{names}",
        "{count:name/names} on {sheet} not as in the form; the figures were read from their "
        "usual cells (before → now): {names}",
    ),
    Wording(
        "请恢复统一格式的名称；如果整行（列）换成了别的内容，请换一份空白工作簿重填。",
        "Restore the official name; where the whole row or column means something else now, fill "
        "in a blank workbook.",
    ),
)
STAMP_MISSING = _located(
    "BOOK13",
    "stamp-missing",
    Severity.NOTE,
    Wording(
        "没有本程序的格式标记",
        "the workbook carries no mark of its form",
    ),
    Wording(
        "没有本程序的格式标记，按表头和行名认定为 {edition}",
        "the workbook carries no mark of its form; its tables show {edition}",
    ),
    Wording(
        "认得对就不用管；认得不对，请改用 disclose template 生成的工作簿。",
        "If that is right, nothing is to be done; if not, use a workbook made with disclose "
        "template.",
    ),
)
LIVE_CHECK_CHANGED = _located(
    "BOOK14",
    "live-check-changed",
    Severity.WARNING,
    Wording("审核公式被改变", "formulas of the live checks were changed"),
    Wording(
        "有 {count} 个审核公式与原表不同，表里显示的 ✓、✗ 不可靠：{cells}",
        "{count:formula/formulas} of the live checks changed; the ✓ and ✗ shown in the workbook "
        "cannot be relied on: {cells}",
    ),
    Wording(
        "多为剪切粘贴所致。本程序已按原规则重新核对，以这里的结果为准；核对后可不改，要恢复 ✓、✗ "
        "请换一份空白工作簿。",
        "Usually cut and paste. Every rule was checked afresh here. It may stay; for working ✓ "
        "and ✗ use a blank workbook.",
    ),
)
TEXT_LINE_NOT_FOUND = _located(
    "BOOK15",
    "text-line-not-found",
    Severity.WARNING,
    Wording("找不到文字或单位信息的一行", "a line of text or about the body was not found"),
    Wording(
        "“{sheet}”里找不到“{label}”，旁边填的内容没有读到",
        "{label} was not found on {sheet}, so what is filled in beside it was not read",
    ),
    Wording(
        "这一行可能被删除或改名：把名称恢复到原来的格，或换一份空白工作簿。",
        "It was probably deleted or renamed: put the name back into its cell, or use a blank "
        "workbook.",
    ),
)
SHEET_REPEATED = _located(
    "BOOK16",
    "sheet-repeated",
    Severity.WARNING,
    Wording("同一张表有两份", "a table stands in the workbook twice"),
    Wording(
        "工作表“{found}”和“{sheet}”都是“{table}”，只读了“{sheet}”",
        "the sheets {found} and {sheet} both hold {table}; only {sheet} was read",
    ),
    Wording(
        "删掉多余的一份，只留要上报的。",
        "Remove the spare one and keep the one to be reported.",
    ),
)

TEMPLATE_CHANGED = _located(
    "BOOK20",
    "other-template-version",
    Severity.NOTE,
    Wording("模板是另一版", "another version of the template"),
    Wording(
        "工作簿由“{edition}”模板的另一版生成，已按现在的模板读数和核对",
        "the workbook was made from another version of the template {edition}; it was read and "
        "checked by the present one",
    ),
    Wording(
        "不用重填：数按行名、列名读取，没有对上的另有提示。工作簿里的 ✓、✗ 按旧规则显示，以这里的"
        "结果为准。下次请用 disclose template 生成新的工作簿。",
        "No need to fill in again: figures were read by row and column name, and what did not "
        "agree is told. The ✓ and ✗ in the workbook follow its old rules; rely on the result "
        "here. Next time make a new workbook with disclose template.",
    ),
)
TABLE_TWICE = _located(
    "BOOK21",
    "table-twice-different",
    Severity.ERROR,
    Wording(
        "同一张表有两份，数不相同",
        "a table is there twice with different figures",
    ),
    Wording(
        "“{table}”有两份（{found}），数不相同：{cells}；不知道以哪一份为准，{count} 个数没有读",
        "{table} is there twice ({found}) with different figures: {cells}; which to use cannot "
        "be told, so {count:figure was/figures were} not read",
    ),
    Wording("删掉不要的一份，只留要上报的。", "Remove one and keep the one to be reported."),
)
TRANSPOSED = _located(
    "BOOK22",
    "table-transposed",
    Severity.WARNING,
    Wording(
        "行和列对调了",
        "rows and columns are exchanged",
    ),
    Wording(
        "“{sheet}”里的“{table}”行列对调（粘贴时选了“转置”），已按行名、列名读数",
        "{table} on {sheet} has rows and columns exchanged (pasted transposed); it was read by "
        "its names",
    ),
    Wording(
        "请按统一格式重新粘贴（不勾选“转置”），并核对读出的数。",
        "Paste it again without transposing, and check the figures that were read.",
    ),
)
HIDDEN = _located(
    "BOOK23",
    "figures-hidden",
    Severity.WARNING,
    Wording("隐藏的行、列里有数", "figures in hidden rows or columns"),
    Wording(
        "“{sheet}”里有 {count} 个数看不见（行、列或工作表被隐藏，或被筛选掉），已照样读入并计算："
        "{cells}",
        "{count:figure/figures} on {sheet} hidden (row, column or sheet hidden, or filtered out) "
        "but read and counted: {cells}",
    ),
    Wording(
        "取消隐藏和筛选，看这些数该不该报；不该报的改为 0。",
        "Unhide them and remove the filter; set to 0 what is not to be reported.",
    ),
)
MERGED = _located(
    "BOOK24",
    "figures-merged",
    Severity.ERROR,
    Wording("填数的格被合并", "cells of figures were merged"),
    Wording(
        "“{sheet}”里有几个填数的格合并成了一格，分不清数是哪一格的，没有读：{cells}",
        "on {sheet} several figure cells are merged into one; whose figure it is cannot be told, "
        "so it was not read: {cells}",
    ),
    Wording(
        "取消合并，每一格分别填数。",
        "Unmerge them and type a figure into each cell.",
    ),
)

KINDS = (
    SHEET_MISSING,
    SHEET_RENAMED,
    LINES_MOVED,
    LINE_NOT_FOUND,
    OUTSIDE,
    HEADING_CHANGED,
    STAMP_MISSING,
    LIVE_CHECK_CHANGED,
    TEXT_LINE_NOT_FOUND,
    SHEET_REPEATED,
    TEMPLATE_CHANGED,
    TABLE_TWICE,
    TRANSPOSED,
    HIDDEN,
    MERGED,
)
