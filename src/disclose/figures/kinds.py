"""Kinds of findings about a figures file (family BOOK, from 40 on)."""

from disclose.finding import Kind, Severity, Wording

_PAGE = Wording(
    "数据文件是 JSON 或 CSV，用 disclose export 可以得到样子。认不出的内容一律拒绝，"
    "不会悄悄丢掉任何一个数。",
    "A figures file is JSON or CSV; disclose export shows one. What is not understood is refused: "
    "no figure is dropped in silence.",
)

UNREADABLE_FIGURES = Kind(
    code="BOOK40",
    name="figures-file-unreadable",
    severity=Severity.ERROR,
    title=Wording("数据文件读不出来", "a figures file that cannot be read"),
    message=Wording(
        "不是能读懂的 {format}：{reason}", "this is no {format} that can be read: {reason}"
    ),
    hint=Wording(
        "检查是不是 UTF-8 编码的 JSON 或 CSV 数据文件；样子见 disclose export 写出的文件。",
        "Make sure it is a JSON or CSV figures file in UTF-8, as disclose export writes them.",
    ),
    page=_PAGE,
)
UNKNOWN_FIGURE = Kind(
    code="BOOK41",
    name="unknown-figure",
    severity=Severity.ERROR,
    title=Wording("数据文件里有不认识的名称", "an unknown name in a figures file"),
    message=Wording(
        "格式 {edition} 里没有“{name}”这个指标或项目",
        "the form {edition} has no figure or line called {name}",
    ),
    hint=Wording("是不是想写 {suggestion}？", "Did you mean {suggestion}?"),
    page=_PAGE,
)
WRONG_FIGURE = Kind(
    code="BOOK42",
    name="wrong-figure-value",
    severity=Severity.ERROR,
    title=Wording("数据文件里的值类型不对", "a value of the wrong type in a figures file"),
    message=Wording("“{name}”的值 {value} 不能用", "the value {value} of {name} cannot be taken"),
    hint=Wording(
        "年度写整数，指标写数或照填的文字，单位信息和文字部分写文字；没有就留空。",
        "The year is a whole number, a figure is a number or the text as typed, lines about the "
        "body and texts are text; leave out what there is not.",
    ),
    page=_PAGE,
)
REPEATED_FIGURE = Kind(
    code="BOOK43",
    name="repeated-figure",
    severity=Severity.ERROR,
    title=Wording("数据文件里同一名称出现两次", "a name given twice in a figures file"),
    message=Wording("“{name}”出现两次", "{name} is given twice"),
    hint=Wording("只留正确的一个。", "Keep the right one only."),
    page=_PAGE,
)

TEXT_TOO_LONG = Kind(
    code="BOOK44",
    name="text-too-long",
    severity=Severity.ERROR,
    title=Wording("数据文件里的文字太长", "a text too long for a workbook"),
    message=Wording(
        "“{name}”有 {length} 字，一个单元格最多放 {limit} 字",
        "{name} has {length} characters; a cell holds {limit} at most",
    ),
    hint=Wording("请精简这段文字。", "Shorten the text."),
    page=Wording(
        "Excel 的一个单元格最多放 32767 个字符，超出的部分会丢失，所以不予写入。",
        "A cell of Excel holds 32,767 characters; the rest would be lost, so nothing is written.",
    ),
)

KINDS = (UNREADABLE_FIGURES, UNKNOWN_FIGURE, WRONG_FIGURE, REPEATED_FIGURE, TEXT_TOO_LONG)
