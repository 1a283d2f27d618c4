"""Kinds of findings about reports that were edited by hand (family DOC, from DOC40 on)."""

from disclose.core.finding import Family, Severity
from disclose.core.language import Wording

_PAGE = Wording(
    "disclose verify 用工作簿当场重新生成报告，逐个数和改过的报告比对：有内容控件（Word）或 "
    "data-key（网页）的按控件，控件丢了的按书签，都没有的按前后文字和表上的行名、列名。"
    "句子原样没动的，按数在句中的位置比对。年份、日期、文号、条款号、电话不算数；"
    "1286.45、1,286.45、全角数字是同一个数。页眉页脚、批注、图片和图表里的数不核对。",
    "disclose verify makes the report anew from the workbook and compares every number with the "
    "edited one: by content controls (Word) or data-key (web pages), where those are lost by "
    "bookmarks, where there are none by the words around and by the names of rows and columns. "
    "In a sentence that still stands as it was made the place of a number decides. Years, dates, "
    "document, clause and telephone numbers are no numbers; 1286.45, 1,286.45 and full-width "
    "digits are one number. Headers, comments, pictures and charts are not looked into.",
)
_FIX = Wording(
    "工作簿正确就把报告改成 {was}；报告正确就改工作簿，再重新生成。",
    "If the workbook is right, put {was} into the report; if the report is right, correct the "
    "workbook and make the report anew.",
)


_kind = Family(_PAGE).kind


CHANGED = _kind(
    "DOC40",
    "number-differs-from-workbook",
    Severity.ERROR,
    Wording("报告里的数和工作簿不同", "a number of the report differs from the workbook"),
    Wording(
        "{figure}：报告是 {now}，工作簿是 {was}（{cells}）；见“{said}”",
        "{figure}: {now} in the report, {was} in the workbook ({cells}); see “{said}”",
    ),
    _FIX,
)
GONE = _kind(
    "DOC41",
    "number-left-out",
    Severity.WARNING,
    Wording(
        "报告里少了数",
        "numbers missing from the report",
    ),
    Wording(
        "报告里没有这些数：{figures}；原来的句子：“{said}”",
        "the report does not have {figures}; the sentence was “{said}”",
    ),
    Wording(
        "有意删去的不用改；不是有意的，把原来的句子补回来。",
        "If it was left out on purpose, nothing is to be done; else put the sentence back.",
    ),
)
COPIES = _kind(
    "DOC42",
    "copies-of-number-differ",
    Severity.ERROR,
    Wording("同一个数在报告里前后不同", "one number stands in the report with different values"),
    Wording(
        "{figure}：报告里有 {now}，工作簿是 {was}（{cells}）；见“{said}”",
        "{figure}: the report has {now}, the workbook {was} ({cells}); see “{said}”",
    ),
    Wording(
        "复制过来又改了的数，改回 {was}，或者删去这个内容控件、另打文字。",
        "Where it was copied and then changed: put {was} back, or remove the content control and "
        "type plain text.",
    ),
)
NEW = _kind(
    "DOC43",
    "number-not-from-workbook",
    Severity.WARNING,
    Wording("不是来自工作簿的数", "numbers that are not from the workbook"),
    Wording(
        "这些数工作簿里没有：{numbers}",
        "not in the workbook: {numbers}",
    ),
    Wording(
        "逐个核对来源；要长期保留的话，写进工作簿的“文字部分”，再重新生成报告。",
        "Check the source of each; to keep one, write it on 文字部分 of the workbook and make "
        "the report anew.",
    ),
)
STALE = _kind(
    "DOC44",
    "report-out-of-date",
    Severity.ERROR,
    Wording("报告和工作簿不是同一版", "report and workbook are not of the same state"),
    Wording(
        "这份报告不是由现在这份工作簿生成的，{count} 个数不同：{numbers}",
        "the report was not made of the workbook as it is now; {count} numbers differ: {numbers}",
    ),
    Wording(
        "先确定哪一份是最新的；工作簿是最新的，就用 disclose compile 重新生成，再搬过文字改动。",
        "See which of the two is the latest; if it is the workbook, make the report anew with "
        "disclose compile and carry the changes of the text over.",
    ),
)
SAVED_SINCE = _kind(
    "DOC45",
    "workbook-saved-since",
    Severity.NOTE,
    Wording("生成报告以后工作簿又保存过", "the workbook was saved after the report was made"),
    Wording(
        "生成报告用的工作簿（{workbook}）后来又保存过，但报告里的数没有因此不同",
        "the workbook ({workbook}) was saved after the report was made, but no number of the "
        "report differs",
    ),
    Wording(
        "不用改；要一起存档的话，重新生成一次报告。",
        "Nothing to do; to file both together make the report anew.",
    ),
)
IN_CHARACTERS = _kind(
    "DOC46",
    "number-in-characters",
    Severity.NOTE,
    Wording("数写成了汉字", "numbers written in characters"),
    Wording(
        "{numbers}，数值没有变",
        "{numbers}; the values are the same",
    ),
    Wording(
        "不用改；全文统一用阿拉伯数字更好。",
        "Nothing to do; digits throughout are easier to read.",
    ),
)
CELLS_GONE = _kind(
    "DOC47",
    "table-cells-removed",
    Severity.ERROR,
    Wording("表里少了内容", "cells removed from a table"),
    Wording(
        "表里少了：{what}（{count} 个数）",
        "missing from the table: {what} ({count:number/numbers})",
    ),
    Wording(
        "统一格式的表不能删行、删列，也不能换成图片：从重新生成的报告里把表复制回来。",
        "The official table must be complete and must not be a picture: copy it from a report "
        "made anew.",
    ),
)
CELLS_ADDED = _kind(
    "DOC48",
    "table-cells-added",
    Severity.WARNING,
    Wording("表里多了内容", "cells added to a table"),
    Wording(
        "表里多出“{what}”：{numbers}",
        "the table has {what} added: {numbers}",
    ),
    Wording(
        "统一格式的表不能加行、加列；要说明的写到正文里。",
        "No rows or columns may be added to the official table; put explanations into the text.",
    ),
)
OTHER = _kind(
    "DOC49",
    "report-of-something-else",
    Severity.ERROR,
    Wording(
        "报告和工作簿对不上号",
        "report and workbook do not belong together",
    ),
    Wording(
        "报告是 {report}，工作簿是 {workbook}",
        "the report is of {report}, the workbook of {workbook}",
    ),
    Wording(
        "检查是不是拿错了文件；报告标题写错了的，改正标题。",
        "See whether these are the right files; if the title is wrong, correct it.",
    ),
)
DRAFT = _kind(
    "DOC50",
    "still-a-draft",
    Severity.WARNING,
    Wording("还是草稿", "still a draft"),
    Wording(
        "报告里还有草稿的标记：{marks}",
        "the report still has marks of a draft: {marks}",
    ),
    Wording(
        "草稿不能公布：填齐工作簿，不加 --draft 重新生成；或者把标记处的内容补上，去掉标记。",
        "A draft is not to be published: complete the workbook and make the report without "
        "--draft, or fill in what is marked and remove the marks.",
    ),
)
NOTHING = _kind(
    "DOC51",
    "no-number-of-the-workbook",
    Severity.ERROR,
    Wording("报告里没有工作簿的数", "no number of the workbook in the report"),
    Wording(
        "应有 {count} 个数，一个也没有找到",
        "{count:number/numbers} expected, none found",
    ),
    Wording(
        "检查是不是年度报告；表格是图片或 PDF 是扫描件的，请核对 Word 原稿。",
        "See whether it is the annual report; if its tables are pictures or it was scanned, "
        "verify the Word file.",
    ),
)
LAST_YEAR = _kind(
    "DOC52",
    "last-year-not-given",
    Severity.WARNING,
    Wording("没有给出上年数据", "last year's figures are not given"),
    Wording(
        "生成报告时用了上年数据（{previous}），现在没有给出，或给的不是同一个文件；与上年比较的数"
        "可能因此对不上",
        "the report was made with last year's figures ({previous}), which were not given now or "
        "are from another file; numbers that compare with last year may differ for it",
    ),
    Wording(
        "用 --previous 给出同一个上年文件，再核对一次。",
        "Give the same file of last year with --previous and verify again.",
    ),
)

KINDS = (
    CHANGED,
    GONE,
    COPIES,
    NEW,
    STALE,
    SAVED_SINCE,
    IN_CHARACTERS,
    CELLS_GONE,
    CELLS_ADDED,
    OTHER,
    DRAFT,
    NOTHING,
    LAST_YEAR,
)
