"""Kinds of findings about how the contents of a workbook were found (family BOOK)."""

from disclose.finding import Kind, Severity, Wording

_FOUND = Wording(
    "程序先按原来的位置找每个数，再用印在表上的行名、列名核对；对不上时按行名、列名去找。"
    "找不到的数会明说，不会当作 0，也不会读到别的格里去。",
    "Every figure is looked for where the form has it and verified by the printed row and column "
    "names; where they do not agree the names decide. A figure that is not found is said to be "
    "missing; it is neither taken for 0 nor read from another cell.",
)


def _located(code: str, name: str, severity: Severity, *words: Wording) -> Kind:
    title, message, hint = words
    return Kind(
        code=code,
        name=name,
        severity=severity,
        title=title,
        message=message,
        hint=hint,
        page=_FOUND,
    )


SHEET_MISSING = _located(
    "BOOK07",
    "sheet-missing",
    Severity.ERROR,
    Wording("少了一张表", "a table's sheet is missing"),
    Wording(
        "找不到工作表“{sheet}”（{table}），其中 {count} 个数没有读到",
        "sheet {sheet} ({table}) was not found; its {count} figures were not read",
    ),
    Wording(
        "工作表可能被删除；请换一份空白工作簿，把各表的数复制（不要剪切）过去。",
        "The sheet was probably deleted; take a fresh blank workbook and copy (not cut) the "
        "figures into it.",
    ),
)
SHEET_RENAMED = _located(
    "BOOK08",
    "sheet-renamed",
    Severity.NOTE,
    Wording("工作表改了名", "a sheet was renamed"),
    Wording(
        "“{sheet}”（{table}）在工作表“{found}”里找到",
        "{sheet} ({table}) was found on the sheet {found}",
    ),
    Wording("不影响读数；可以把工作表名改回来。", "Nothing is lost; the name may be restored."),
)
LINES_MOVED = _located(
    "BOOK09",
    "lines-moved",
    Severity.NOTE,
    Wording("行或列移动过", "rows or columns were moved"),
    Wording(
        "“{sheet}”里有 {count} 格不在原来的位置，已按行名、列名找到（原来的格 → 现在的格）："
        "{moved}",
        "{count} cells of {sheet} are not where they were and were found by row and column name "
        "(then → now): {moved}",
    ),
    Wording(
        "多为插入、删除行列所致；请核对读出的数，印发的表以统一格式为准。",
        "Rows or columns were probably inserted or deleted; look over the figures that were read.",
    ),
)
LINE_NOT_FOUND = _located(
    "BOOK10",
    "line-not-found",
    Severity.ERROR,
    Wording("找不到行或列", "a row or column was not found"),
    Wording(
        "“{sheet}”里找不到“{label}”，其中 {count} 个数没有读到",
        "{label} was not found on {sheet}; its {count} figures were not read",
    ),
    Wording(
        "这一行（列）可能被删除，或者名称被改写或重复；统一格式不能增删行列，请恢复后重填。",
        "It was probably deleted, or its name rewritten or repeated; the form does not admit that. "
        "Restore it and fill it in.",
    ),
)
OUTSIDE = _located(
    "BOOK11",
    "value-outside-table",
    Severity.WARNING,
    Wording("表外有内容", "something stands outside the table"),
    Wording(
        "“{sheet}”的表外有 {count} 格内容，没有读入：{cells}",
        "outside the table on {sheet} stands what was not read (cells: {count}): {cells}",
    ),
    Wording(
        "如果是填错了位置的数，请移到对应的格里（用复制，不要剪切）；草稿和备注请删掉。",
        "Copy a misplaced figure into its cell; remove drafts and remarks.",
    ),
)
HEADING_CHANGED = _located(
    "BOOK12",
    "heading-changed",
    Severity.WARNING,
    Wording("行名或列名被改动", "a row or column name was changed"),
    Wording(
        "“{sheet}”里有 {count} 个名称与统一格式不同，数仍按这些行、列读取（原名 → 现名）：{names}",
        "{count} names on {sheet} are not those of the form; the figures of these lines were read "
        "all the same (before → now): {names}",
    ),
    Wording(
        "请恢复统一格式的名称；如果整行（列）换成了别的内容，请换一份空白表重填。",
        "Restore the official name; where the whole line means something else now, fill in a fresh "
        "blank workbook.",
    ),
)
STAMP_MISSING = _located(
    "BOOK13",
    "stamp-missing",
    Severity.NOTE,
    Wording("没有模板标记", "the workbook carries no stamp"),
    Wording(
        "工作簿里没有模板标记，按表的样子认定为 {edition}",
        "the workbook carries no stamp; by its tables it is {edition}",
    ),
    Wording(
        "如果格式认得不对，请用 disclose template 生成的工作簿。",
        "If that is not the form, use a workbook made by disclose template.",
    ),
)
LIVE_CHECK_CHANGED = _located(
    "BOOK14",
    "live-check-changed",
    Severity.WARNING,
    Wording("审核公式被改变", "formulas of the live checks were changed"),
    Wording(
        "有 {count} 个审核公式与原表不同，表里显示的 ✓、✗ 不可靠：{cells}",
        "formulas of the live checks differ from the form ({count}); the ✓ and ✗ shown in the "
        "workbook cannot be relied on: {cells}",
    ),
    Wording(
        "多为剪切粘贴所致，通常不是有意修改；本程序已按原规则重新核对，以这里的结果为准。",
        "Usually cut and paste, not intent; every rule was checked afresh here.",
    ),
)
TEXT_LINE_NOT_FOUND = _located(
    "BOOK15",
    "text-line-not-found",
    Severity.WARNING,
    Wording("找不到文字或单位信息的一行", "a line of text or about the body was not found"),
    Wording(
        "“{sheet}”里找不到“{label}”，没有读到", "{label} was not found on {sheet} and not read"
    ),
    Wording(
        "这一行可能被删除或改名；请恢复，或换一份空白工作簿。",
        "It was probably deleted or renamed; restore it or take a fresh blank workbook.",
    ),
)
SHEET_REPEATED = _located(
    "BOOK16",
    "sheet-repeated",
    Severity.WARNING,
    Wording("同一张表有两份", "a table stands in the workbook twice"),
    Wording(
        "“{found}”也是“{table}”的样子；只读了“{sheet}”",
        "{found} looks like {table}, too; only {sheet} was read",
    ),
    Wording("删掉多余的一份，只留要上报的。", "Remove the copy and keep the one to be reported."),
)

TEMPLATE_CHANGED = _located(
    "BOOK20",
    "other-template-version",
    Severity.NOTE,
    Wording("模板是另一版", "another version of the template"),
    Wording(
        "工作簿由“{edition}”的另一版模板生成，已按现在的模板读数和核对",
        "the workbook was made from another version of the template {edition}; it was read and "
        "checked by the present one",
    ),
    Wording(
        "数按行名、列名读取，没有对上的另有说明；工作簿里的 ✓、✗ 是旧规则的，以这里的结果为准。"
        "下次请用 disclose template 生成的新工作簿。",
        "Figures were read by their names, and what did not agree is told. The ✓ and ✗ in the "
        "workbook are those of its own rules; rely on what is said here. Next time take a new "
        "workbook made by disclose template.",
    ),
)
TABLE_TWICE = _located(
    "BOOK21",
    "table-twice-different",
    Severity.ERROR,
    Wording("同一张表有两份，数不相同", "a table stands there twice with different figures"),
    Wording(
        "“{table}”有两份：{found}；两份的数不相同（{cells}），不知道以哪一份为准，"
        "其中 {count} 个数没有读到",
        "{table} stands there twice: {found}; the figures differ ({cells}) and nothing tells which "
        "are right; its {count} figures were not read",
    ),
    Wording("删掉不要的一份，只留要上报的。", "Remove one and keep the one to be reported."),
)
TRANSPOSED = _located(
    "BOOK22",
    "table-transposed",
    Severity.WARNING,
    Wording("行和列对调了", "rows and columns were exchanged"),
    Wording(
        "“{sheet}”里的“{table}”行列对调（转置粘贴），已按行名、列名读数",
        "{table} on {sheet} was pasted with rows as columns; it was read by its names",
    ),
    Wording(
        "请按统一格式的样子重新粘贴（不勾选“转置”）。",
        "Paste it again the way of the form, without transposing.",
    ),
)
HIDDEN = _located(
    "BOOK23",
    "figures-hidden",
    Severity.WARNING,
    Wording("隐藏的行、列里有数", "figures in hidden rows or columns"),
    Wording(
        "“{sheet}”里有 {count} 个数看不见（所在的行、列或工作表被隐藏或筛选掉），"
        "照样读入并计算：{cells}",
        "{count} figures of {sheet} cannot be seen (their rows, columns or the sheet are hidden or "
        "filtered out); they were read and counted: {cells}",
    ),
    Wording(
        "取消隐藏（取消筛选），核对这些数是否要报。",
        "Unhide them (remove the filter) and see whether they are to be reported.",
    ),
)
MERGED = _located(
    "BOOK24",
    "figures-merged",
    Severity.ERROR,
    Wording("填数的格被合并", "cells of figures were merged"),
    Wording(
        "“{sheet}”里几个填数的格合并成了一格，分不清数是哪一格的：{cells}",
        "on {sheet} cells of several figures are merged into one, and nothing tells whose figure "
        "it is: {cells}",
    ),
    Wording(
        "取消合并，每一格分别填数。", "Unmerge them and type the figure of each into its cell."
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
