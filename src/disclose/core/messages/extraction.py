"""Kinds of findings about figures taken from a published report (family DOC)."""

from disclose.core.finding import Family, Severity
from disclose.core.language import Wording

_PAGE = Wording(
    "程序按表上印的行名、列名找数，不按位置；空白、“—”、“/”和格里的说明文字照原样保留。"
    "没有读到的数不写进数据文件，不当作 0。数据文件写出之前先核对勾稽关系，"
    "核对结果按表和行名、列名指明位置。",
    "Figures are found by the printed names of rows and columns, not by position; blanks, dashes, "
    "slashes and notes in cells are kept as they stand. A figure that was not read is left out of "
    "the figures file; it is not taken for 0. The identities are checked before the file is handed "
    "on; places are told by table, row and column.",
)


_kind = Family(_PAGE).kind


TABLE_NOT_FOUND = _kind(
    "DOC03",
    "table-not-found",
    Severity.ERROR,
    Wording("找不到表", "a table was not found"),
    Wording(
        "没有找到这些表：{table}",
        "these tables were not found: {table}",
    ),
    Wording(
        "[表可能是图片，或者行名、列名被改写；请对照原文，把这 {count} 个数补进数据文件|没有写出"
        "数据文件：请换一份带表格的报告，或用 disclose template 生成空白工作簿填报]。",
        "[It may be a picture, or its names may be rewritten; compare with the report and add "
        "its {count:figure/figures} to the figures file|No figures file was written: use a "
        "report with tables, or fill in a blank workbook made with disclose template].",
    ),
)
CELL_NOT_READ = _kind(
    "DOC04",
    "cell-not-read",
    Severity.ERROR,
    Wording("有的格没有读到", "cells that were not read"),
    Wording(
        "“{table}”有 {count} 个数没有读到：{cells}",
        "{count:figure/figures} of {table} not read: {cells}",
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
        "有 {count} 处不符合勾稽关系（{codes}）；数据文件照公布的数写出，没有改动",
        "{count:identity fails/identities fail} ({codes}); the figures file has the figures as "
        "published",
    ),
    Wording(
        "本单位的报告请更正；别的单位的，请向发布单位核实后再用。",
        "Correct your own report; ask another body before you use its figures.",
    ),
)
GROUP_UNDIVIDED = _kind(
    "DOC08",
    "group-undivided",
    Severity.WARNING,
    Wording("几行合成了一行", "rows printed as one"),
    Wording(
        "“{group}”在文档里只有一行，暂全部记在“{row}”，同组其他行没有数",
        "{group} is one row in the document; all its figures were put in {row}, the other rows "
        "have none",
    ),
    Wording(
        "知道各行的数时，请在数据文件里分开。",
        "If the figures of the rows are known, divide them in the figures file.",
    ),
)
LABEL_DIFFERS = _kind(
    "DOC09",
    "label-differs",
    Severity.WARNING,
    Wording("行名和统一格式不同", "a row name that differs from the form"),
    Wording("“{found}”按“{label}”读入", "{found} was read as {label}"),
    Wording(
        "核对这一行是不是同一项；不是同一项的，在数据文件里改正。",
        "See whether the row means the same; if not, correct the figures file.",
    ),
)
COVER_NOT_READ = _kind(
    "DOC10",
    "cover-not-read",
    Severity.WARNING,
    Wording("没有认出单位或年度", "the body or the year was not recognised"),
    Wording(
        "没有认出{missing}",
        "not recognised: {missing}",
    ),
    Wording(
        "请在数据文件里补上（年度是 year，单位名称是 body.name）。",
        "Add it to the figures file (the year is year, the name is body.name).",
    ),
)

CORRECT_REPORT = Wording(
    "对照原文核对这些数；数据文件照公布的数写出，没有改动。",
    "Compare these figures with the report; the figures file has them as published.",
)
"""What to do where figures of a report break a rule."""

NO_YEAR = Wording("报告年度", "the report year")
NO_BODY = Wording("单位名称", "the name of the body")
NEITHER = Wording("报告年度和单位名称", "the report year and the name of the body")
"""What a cover did not say."""

KINDS = (
    TABLE_NOT_FOUND,
    CELL_NOT_READ,
    CONTRADICTION,
    GROUP_UNDIVIDED,
    LABEL_DIFFERS,
    COVER_NOT_READ,
)
