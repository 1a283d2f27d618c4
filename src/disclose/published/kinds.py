"""Kinds of findings about figures taken from a published report (family DOC)."""

from disclose.finding import Kind, Severity, Wording

_PAGE = Wording(
    "程序按表上印的行名、列名找数，不按位置；空白、“—”、“/”和格里的说明文字照原样保留。"
    "没有读到的数不写进数据文件，不当作 0。数据文件写出之前先核对勾稽关系，"
    "核对结果里的格号是 disclose fill 由数据文件生成的工作簿的格号。",
    "Figures are found by the printed names of rows and columns, not by position; blanks, dashes, "
    "slashes and notes in cells are kept as they stand. A figure that was not read is left out of "
    "the figures file; it is not taken for 0. The identities are checked before the file is handed "
    "on; cells named there are those of the workbook that disclose fill makes of it.",
)


def _kind(code: str, name: str, severity: Severity, *words: Wording) -> Kind:
    title, message, hint = words
    return Kind(
        code=code,
        name=name,
        severity=severity,
        title=title,
        message=message,
        hint=hint,
        page=_PAGE,
    )


TABLE_NOT_FOUND = _kind(
    "DOC03",
    "table-not-found",
    Severity.ERROR,
    Wording("找不到表", "a table was not found"),
    Wording("文档里没有认得出的“{table}”", "no table in the document is {table}"),
    Wording(
        "表可能是图片，或者行名、列名被改写；请对照原文把这些数补进数据文件。",
        "It may be a picture, or its names may be rewritten; add its figures to the figures file.",
    ),
)
CELL_NOT_READ = _kind(
    "DOC04",
    "cell-not-read",
    Severity.ERROR,
    Wording("有的格没有读到", "cells that were not read"),
    Wording(
        "“{table}”有 {count} 个数没有读到：{cells}",
        "{count} figures of {table} were not read: {cells}",
    ),
    Wording(
        "对照原文，把这些数补进数据文件。",
        "Compare with the report and add these figures to the figures file.",
    ),
)
CONTRADICTION = _kind(
    "DOC05",
    "imported-figures-contradict",
    Severity.ERROR,
    Wording("公布的数互相矛盾", "the published figures contradict each other"),
    Wording(
        "有 {count} 处不符合勾稽关系（{codes}）；数据文件仍照公布的数写出，没有改动",
        "{count} identities fail ({codes}); the figures file has the figures as published",
    ),
    Wording(
        "请向发布单位核实，改正后再沿用这些数。",
        "Ask the body that published them, and correct them before they are carried over.",
    ),
)
GROUP_UNDIVIDED = _kind(
    "DOC08",
    "group-undivided",
    Severity.WARNING,
    Wording("几行合成了一行", "rows printed as one"),
    Wording(
        "“{group}”在文档里只有一行，它的数记在“{row}”",
        "{group} is one row in the document; its figures were taken for {row}",
    ),
    Wording(
        "知道各行的数时，请在数据文件里分开。",
        "Divide the figures in the figures file if those of the rows are known.",
    ),
)
LABEL_DIFFERS = _kind(
    "DOC09",
    "label-differs",
    Severity.WARNING,
    Wording("行名和统一格式不同", "a row name that differs from the form"),
    Wording("“{found}”按“{label}”读入", "{found} was read as {label}"),
    Wording("核对这一行是不是同一项。", "See that the row means the same."),
)
COVER_NOT_READ = _kind(
    "DOC10",
    "cover-not-read",
    Severity.WARNING,
    Wording("没有认出单位或年度", "the body or the year was not recognised"),
    Wording(
        "从标题和统计期限没有认出：{missing}",
        "not recognised from title and period: {missing}",
    ),
    Wording(
        "请在数据文件里补上 year 和 body.name。", "Add year and body.name to the figures file."
    ),
)

KINDS = (
    TABLE_NOT_FOUND,
    CELL_NOT_READ,
    CONTRADICTION,
    GROUP_UNDIVIDED,
    LABEL_DIFFERS,
    COVER_NOT_READ,
)
