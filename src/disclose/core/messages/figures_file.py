"""Kinds of findings about a figures file (family BOOK, from 40 on)."""

from disclose.core.finding import Family, Kind, Severity
from disclose.core.language import Wording

_PAGE = Wording(
    "数据文件是 JSON 或 CSV，用 disclose export 可以得到样子。认不出的内容一律拒绝，"
    "不会悄悄丢掉任何一个数。",
    "A figures file is JSON or CSV; disclose export shows one. What is not understood is refused: "
    "no figure is dropped in silence.",
)

_refusal = Family(_PAGE).error

NOT_UTF8 = Wording("不是 UTF-8 编码", "it is not in UTF-8")
TOO_DEEP = Wording("括号嵌套太深", "its brackets are nested too deeply")
NO_OBJECT = Wording("最外层应是一对花括号", "the outermost value must be an object")
NO_COLUMNS = Wording(
    "第一行应有 key 和 value 两个列名", "its first line must name the columns key and value"
)
TOO_LARGE = Wording("超过 {most} MB", "it has more than {most} MB")
"""Why a figures file cannot be read, where no line of it is at fault."""

A_YEAR = Wording("年度写整数，如 2025", "The year is a whole number, such as 2025")
A_FORM = Wording("格式写它的标识，如 cn-2021", "The form is its id as text, such as cn-2021")
A_FIGURE = Wording("指标写数，如 12", "A figure is a number, such as 12")
A_TEXT = Wording(
    "这里写文字（加引号），没有就留空", "This takes text in quotation marks, or nothing"
)
A_PART = Wording(
    "这里写一组“名称: 值”（加花括号）", "This takes names with their values, in braces"
)
PRINTABLE = Wording("去掉文字里看不见的控制字符", "Remove the control characters from the text")
"""What a name of a figures file takes."""

UNREADABLE_FIGURES = _refusal(
    "BOOK40",
    "figures-file-unreadable",
    Wording("数据文件读不出来", "a figures file that cannot be read"),
    Wording(
        "不是正确的 {format} 文件[：第 {line} 行第 {column} 个字符附近有误（多为缺逗号、引号或括"
        "号）][：{reason}]",
        "not a valid {format} file[ at line {line}, column {column} (often a missing comma, "
        "quote or bracket)][: {reason}]",
    ),
    Wording(
        "检查是不是 UTF-8 编码的 JSON 或 CSV 数据文件；样子见 disclose export 写出的文件。",
        "Make sure it is a JSON or CSV figures file in UTF-8, as disclose export writes them.",
    ),
)
UNKNOWN_FIGURE = _refusal(
    "BOOK41",
    "unknown-figure",
    Wording("数据文件里有不认识的名称", "an unknown name in a figures file"),
    Wording(
        "格式 {edition} 里没有名为“{name}”的指标、单位信息或文字",
        "the form {edition} has no figure, line about the body or text called {name}",
    ),
    Wording("是不是想写 {suggestion}？", "Did you mean {suggestion}?"),
)
WRONG_FIGURE = _refusal(
    "BOOK42",
    "wrong-figure-value",
    Wording("数据文件里的值类型不对", "a value of the wrong type in a figures file"),
    Wording(
        "“{name}”的值 {value} 不能用",
        "the value {value} of {name} cannot be used",
    ),
    Wording(
        "{takes}。",
        "{takes}.",
    ),
)
REPEATED_FIGURE = _refusal(
    "BOOK43",
    "repeated-figure",
    Wording("数据文件里同一名称出现两次", "a name given twice in a figures file"),
    Wording("“{name}”出现两次", "{name} is given twice"),
    Wording("只留正确的一个。", "Keep the right one only."),
)

TEXT_TOO_LONG = Kind(
    code="BOOK44",
    name="text-too-long",
    severity=Severity.ERROR,
    title=Wording("数据文件里的文字太长", "a text too long for a workbook"),
    message=Wording(
        "“{name}”[（{label}）]有 {length} 个字符，一个单元格最多放 {limit} 个",
        "{name}[ ({label})] has {length} characters; a cell holds {limit} at most",
    ),
    hint=Wording("请精简这段文字。", "Shorten the text."),
    page=Wording(
        "Excel 的一个单元格最多放 32767 个字符，超出的部分会丢失，所以不予写入。",
        "A cell of Excel holds 32,767 characters; the rest would be lost, so nothing is written.",
    ),
)

KINDS = (UNREADABLE_FIGURES, UNKNOWN_FIGURE, WRONG_FIGURE, REPEATED_FIGURE, TEXT_TOO_LONG)
