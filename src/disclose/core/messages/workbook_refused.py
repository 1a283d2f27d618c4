"""Kinds of findings about a file that cannot be read as a workbook of a form (family BOOK)."""

from disclose.core.finding import Family
from disclose.core.language import Wording

_UNREADABLE = Wording(
    "文件没有读入，里面的数一个也没有检查。原文件没有改动。",
    "The file was not read and none of its figures was checked. The file was left as it is.",
)


_refusal = Family(_UNREADABLE).error


NOT_A_WORKBOOK = _refusal(
    "BOOK01",
    "not-a-workbook",
    Wording("不是 .xlsx 工作簿", "not an .xlsx workbook"),
    Wording(
        "这不是 .xlsx 工作簿[（内容是{what}）]",
        "this is not an .xlsx workbook[; it contains {what}]",
    ),
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
        "这是 {what} 文件（旧版 .xls、.et、二进制或带宏的工作簿），只受理 .xlsx",
        "this is a file of the kind {what} (old .xls, .et, binary or with macros); only .xlsx is "
        "read",
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
    Wording(
        "文件损坏或不完整，打不开（{what}）",
        "the file is damaged or incomplete and cannot be opened ({what})",
    ),
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
        "文件不像填报用的工作簿，为安全起见没有打开（{what}）",
        "this is unlike any workbook that is filled in and was not opened ({what})",
    ),
    Wording(
        "如果里面贴了图片或有成千上万行，请删掉；或者把数填到一份新的空白工作簿里。",
        "Remove pictures or thousands of rows if there are any, or fill in a new blank workbook.",
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
        "It is probably the wrong file; fill in a workbook made with disclose template.",
    ),
)


EMPTY = Wording("空文件", "nothing")
OTHER_TEXT = Wording("文字或 CSV", "text or CSV")
"""What a file that is no workbook holds, where no name of a format says it."""

TOO_LARGE = Wording("超过 {most} MB", "more than {most} MB")
TOO_LARGE_UNPACKED = Wording("解压后超过 {most} MB", "more than {most} MB unpacked")
TOO_MANY_PARTS = Wording("里面的文件超过 {most} 个", "more than {most} files inside")
LARGE_PART = Wording("过大的部分：{part}，{size} MB", "too large: {part}, {size} MB")
STRANGE_PART = Wording("不正常的部分：{part}", "not as it should be: {part}")
TOO_LONG_TAG = Wording("{part} 里有过长的标记", "a mark of great length in {part}")
TOO_MANY_STYLES = Wording("单元格样式超过 {most} 种", "more than {most} styles of cells")
TOO_MANY_SHEETS = Wording("工作表超过 {most} 张", "more than {most} sheets")
TOO_MANY_FILLED = Wording("填了内容的格超过 {most} 个", "more than {most} filled cells")
TOO_MANY_MARKS = Wording(
    "格、行和文字合计太多，标记超过 {most} 个",
    "too many cells, rows and texts in all, more than {most} marks",
)
TOO_MANY_STRINGS = Wording("文字超过 {most} 条", "more than {most} texts")
TOO_MANY_AREAS = Wording(
    "合并的格或隐藏的列超过 {most} 处", "more than {most} merged or hidden areas"
)
TOO_MANY_NAMES = Wording("标记的名称超过 {most} 种", "more than {most} names of marks")
TOO_MANY_ROWS = Wording("一张表超过 {most} 行", "more than {most} rows on a sheet")
TOO_MANY_CELLS = Wording("一张表超过 {most} 格", "more than {most} cells on a sheet")
TOO_LONG_TEXT = Wording("一格的内容超过 {most} 个字符", "more than {most} characters in a cell")
TOO_LONG_FORMULAS = Wording("公式合计超过 {most} 个字符", "more than {most} characters of formulas")
TOO_MANY_ELEMENTS = Wording("{part} 的标记超过 {most} 个", "more than {most} marks in {part}")
DOCTYPE = Wording("带有 DOCTYPE 声明", "it declares a DOCTYPE")
"""Why a workbook is taken for unsafe; `most` is the limit."""

KINDS = (
    NOT_A_WORKBOOK,
    PASSWORD,
    OLD_FORMAT,
    DAMAGED,
    UNSAFE,
    FOREIGN,
)
