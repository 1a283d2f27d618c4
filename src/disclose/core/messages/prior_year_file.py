"""Kinds of findings about last year's filing (family PAST)."""

from disclose.core.finding import Family, Severity
from disclose.core.language import Wording

_PAGE = Wording(
    "上年数据用 --previous 给出：上年填好的工作簿或数据文件；检查几个文件时可以给一个文件夹，"
    "按统一社会信用代码或单位名称对应。没有可用的上年数据时，与上年比较的各项一律不算通过，"
    "只说明没有核对。",
    "Last year's figures are given with --previous: last year's filled workbook or a figures file, "
    "for several files a folder, matched by the body's code or name. Without them nothing that "
    "compares with last year counts as passed; it is said not to have been checked.",
)

_kind = Family(_PAGE).kind

UNREADABLE = _kind(
    "PAST01",
    "previous-unreadable",
    Severity.ERROR,
    Wording("上年文件读不出来", "last year's file cannot be read"),
    Wording(
        "上年文件 {file} 读不出来[（{codes}）]，没有与上年比较",
        "last year's file {file} cannot be read[ ({codes})]; nothing was compared with last year",
    ),
    Wording(
        "先看是否给错了文件（--previous 要给上年填好的工作簿 .xlsx 或数据文件 .json、.csv）。读不"
        "出来的原因：工作簿用 disclose check 查看，数据文件用 disclose fill 查看。",
        "First see whether it is the right file (--previous takes last year's workbook .xlsx or "
        "a figures file .json, .csv). The reason: run disclose check on a workbook, disclose "
        "fill on a figures file.",
    ),
)
WRONG_YEAR = _kind(
    "PAST02",
    "previous-wrong-year",
    Severity.ERROR,
    Wording("给的不是上一年度的文件", "not last year's file"),
    Wording(
        "[{file} 的报告年度是 {typed}|{file} 没有报告年度][，应为 {wanted}|，本年的报告年度也没有"
        "填]；没有与上年比较",
        "[{file} is for the report year {typed}|{file} has no report year][; it should be "
        "{wanted}|; this year's is not given either]; nothing was compared with last year",
    ),
    Wording(
        "用 --previous 给出[ {wanted} 年度|上一年度]的文件；两个文件的报告年度也请核对。",
        "Give the file[ for {wanted}| of the year before] with --previous; check the report year "
        "in both files.",
    ),
)
OTHER_BODY = _kind(
    "PAST03",
    "previous-of-another-body",
    Severity.WARNING,
    Wording("上年文件的填报单位不同", "last year's file names another body"),
    Wording(
        "本年是“{body}”，上年文件 {file} 是“{other}”，仍作了比较",
        "this year's body is {body}, that of last year's file {file} is {other}; they were "
        "compared all the same",
    ),
    Wording(
        "给错文件的请换；单位更名、合并的，在“出错说明”写明。",
        "Give the right file; where the body was renamed or merged, say so on 出错说明.",
    ),
)
HAS_ERRORS = _kind(
    "PAST04",
    "previous-has-errors",
    Severity.WARNING,
    Wording("上年文件自身有错误", "last year's file has errors of its own"),
    Wording(
        "上年文件 {file} 有 {count} 处强制性错误（{codes}），仍作了比较",
        "last year's file {file} has {count:error/errors} ({codes}); it was compared all the same",
    ),
    Wording(
        "今年与上年对不上时，可能是上年的数错了：可用 disclose check 检查上年的工作簿。",
        "If this year does not follow from last year, last year's figure may be wrong: run "
        "disclose check on last year's workbook.",
    ),
)
OTHER_FORM = _kind(
    "PAST05",
    "previous-of-another-form",
    Severity.ERROR,
    Wording("上年文件的格式接不上", "last year's form is not one that this form follows"),
    Wording(
        "上年文件 {file} 的格式是 {form}，{edition} 只能与这些格式比较：{known}；没有与上年比较",
        "last year's file {file} is in the form {form}; {edition} can be compared with these "
        "only: {known}; nothing was compared with last year",
    ),
    Wording(
        "用 --previous 给出这些格式的上年文件。", "Give last year's file in one of these forms."
    ),
)
NOT_FOUND = _kind(
    "PAST06",
    "previous-not-found",
    Severity.WARNING,
    Wording("上年文件夹里没有本单位的文件", "no file of this body among last year's"),
    Wording(
        "文件夹 {file} 里没有“{body}”[{wanted} 年度]的文件（共 {count} 个文件[，其中 {unread} 个"
        "读不出来]），没有与上年比较",
        "the folder {file} holds no file of {body}[ for {wanted}] ({count:file/files}[, {unread} "
        "unreadable]); nothing was compared with last year",
    ),
    Wording(
        "核对两年的统一社会信用代码或单位名称；或者只检查本文件，并用 --previous 指明上年文件。",
        "Compare the code or name of the body in both years, or check this file alone and name "
        "last year's with --previous.",
    ),
)
AMBIGUOUS = _kind(
    "PAST07",
    "previous-ambiguous",
    Severity.WARNING,
    Wording("上年文件夹里本单位的文件不止一个", "several files of this body among last year's"),
    Wording(
        "文件夹 {file} 里“{body}”{wanted} 年度的文件不止一个：{files}；没有与上年比较",
        "the folder {file} holds more than one file of {body} for {wanted}: {files}; nothing was "
        "compared with last year",
    ),
    Wording(
        "文件夹里只留正确的一个；或者只检查本文件，并用 --previous 指明上年文件。",
        "Keep only the right one in the folder; or check this file alone and name last year's "
        "with --previous.",
    ),
)

SHEET_CHANGED = _kind(
    "PAST08",
    "previous-sheet-changed",
    Severity.ERROR,
    Wording("上年数被改动", "last year's figures in the workbook were changed"),
    Wording(
        "工作表“{sheet}”里的数与生成工作簿时写入的不一致，没有与上年比较",
        "the figures on the sheet {sheet} are not those that the workbook was made with; nothing "
        "was compared with last year",
    ),
    Wording(
        "上年数有错的，先更正上年报告，再用 disclose template --previous 重新生成工作簿；也可以在"
        "检查时用 --previous 给出上年文件。",
        "If last year's figure is wrong, correct last year's report and make the workbook anew "
        "with disclose template --previous; or give last year's file with --previous here.",
    ),
)

KINDS = (
    UNREADABLE,
    WRONG_YEAR,
    OTHER_BODY,
    HAS_ERRORS,
    OTHER_FORM,
    NOT_FOUND,
    AMBIGUOUS,
    SHEET_CHANGED,
)
