"""Kinds of findings about a workbook file and how its contents were found (family BOOK)."""

from disclose.finding import Kind, Severity, Wording

_UNREADABLE = Wording(
    "文件没有读入，里面的数一个也没有检查。原文件没有改动。",
    "The file was not read and none of its figures was checked. The file was left as it is.",
)
_FOUND = Wording(
    "程序先按原来的位置找每个数，再用印在表上的行名、列名核对；对不上时按行名、列名去找。"
    "找不到的数会明说，不会当作 0，也不会读到别的格里去。",
    "Every figure is looked for where the form has it and verified by the printed row and column "
    "names; where they do not agree the names decide. A figure that is not found is said to be "
    "missing; it is neither taken for 0 nor read from another cell.",
)


def _refusal(code: str, name: str, title: Wording, message: Wording, hint: Wording) -> Kind:
    return Kind(
        code=code,
        name=name,
        severity=Severity.ERROR,
        title=title,
        message=message,
        hint=hint,
        page=_UNREADABLE,
    )


NOT_A_WORKBOOK = _refusal(
    "BOOK01",
    "not-a-workbook",
    Wording("不是 .xlsx 工作簿", "not an .xlsx workbook"),
    Wording("这不是 .xlsx 工作簿（内容：{what}）", "not an .xlsx workbook (content: {what})"),
    Wording(
        "多半是别的文件改了扩展名：用 Excel 或 WPS 打开，另存为 .xlsx 再试；"
        "如果打不开，请重新传送文件。",
        "Another file was probably renamed: open it in Excel or WPS and save it as .xlsx; if it "
        "does not open, have the file sent again.",
    ),
)
PASSWORD = _refusal(
    "BOOK02",
    "password-protected",
    Wording("文件有打开密码", "the file is locked with a password"),
    Wording("文件加了打开密码，读不出内容", "the file needs a password to open and cannot be read"),
    Wording(
        "用 Excel 或 WPS 打开，在“文件—信息（文档加密）”里清除打开密码，保存后再试。",
        "Open it in Excel or WPS, clear the password for opening, save and try again.",
    ),
)
OLD_FORMAT = _refusal(
    "BOOK03",
    "old-format",
    Wording("文件格式不受理", "a workbook format that is not taken"),
    Wording(
        "这是 {what} 一类的格式（旧版 .xls、.et、二进制或带宏的工作簿），只受理 .xlsx",
        "this is an {what} kind of file (old .xls, .et, binary or with macros); only .xlsx is read",
    ),
    Wording(
        "用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，不带宏，再试。",
        "Open it in Excel or WPS and save it as an Excel workbook (.xlsx) without macros.",
    ),
)
DAMAGED = _refusal(
    "BOOK04",
    "damaged-file",
    Wording("文件损坏", "the file is damaged"),
    Wording("文件损坏，读不出 {what}", "the file is damaged: {what} cannot be read"),
    Wording(
        "多为传送不完整：请重新拷贝或重新发送；仍不行时用 Excel 或 WPS 打开修复，另存为 .xlsx。",
        "It was probably sent in part: copy or send it again; else let Excel or WPS repair it and "
        "save it as .xlsx.",
    ),
)
UNSAFE = _refusal(
    "BOOK05",
    "unsafe-file",
    Wording("文件不安全或过大", "the file is unsafe or too large"),
    Wording(
        "文件不像填报用的工作簿，为安全起见没有打开：{what}",
        "this is unlike any workbook that is filled in and was not opened: {what}",
    ),
    Wording(
        "如果里面贴了图片或成千上万行，请删掉；或者把数填到一份新的空白表里。",
        "Remove pictures or thousands of rows if there are any, or fill in a fresh blank workbook.",
    ),
)
FOREIGN = _refusal(
    "BOOK06",
    "foreign-workbook",
    Wording("不是年度报告的填报表", "not a workbook of a known form"),
    Wording(
        "这本工作簿里没有认得出的表（已对照：{tried}）",
        "no table of a known form was recognised (compared with: {tried})",
    ),
    Wording(
        "多半选错了文件；请用 disclose template 生成的工作簿填报。",
        "It is probably the wrong file; fill in a workbook made by disclose template.",
    ),
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
        "“{sheet}”里有 {count} 个行名或列名不在原来的位置，已按名称找到：{moved}",
        "{count} row or column names of {sheet} stand elsewhere and were found by name: {moved}",
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
        "“{sheet}”{cell} 原为“{before}”，现为“{after}”；数仍按原位置读取",
        "{sheet} {cell} read {before} and now reads {after}; figures were read in place",
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

KINDS = (
    NOT_A_WORKBOOK,
    PASSWORD,
    OLD_FORMAT,
    DAMAGED,
    UNSAFE,
    FOREIGN,
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
)
