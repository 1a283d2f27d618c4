"""Kinds of findings about a roll-up (family ROLL)."""

from disclose.core.finding import Family, Severity
from disclose.core.language import Wording

_PAGE = Wording(
    "disclose rollup 只汇总能说清来源的数：一个单位一个文件，年度和格式相同，没有强制性错误。"
    "其余的文件一律列出，不汇入；有错误的文件可用 --with-errors 汇入，重报的可用 --use 指定用哪个。"
    "汇总数可用 disclose rollup --who 指标 文件夹 查看由哪些单位组成。",
    "disclose rollup adds up only what can be explained: one file a body, one year, one form, no "
    "errors. All other files are listed and left out; --with-errors counts files with errors in, "
    "--use says which of several files of a body counts. disclose rollup --who KEY FOLDER shows "
    "which bodies a sum is made of.",
)


_kind = Family(_PAGE).kind


MISSING = _kind(
    "ROLL01",
    "body-without-file",
    Severity.ERROR,
    Wording("漏报", "no file of a body"),
    Wording(
        "漏报：{body}（{code}，上级：{parent}）",
        "no file of a body: {body} ({code}, under {parent})",
    ),
    Wording(
        "向这些单位催报；已报的请看文件里的单位名称、代码是否和名单一致。",
        "Ask these bodies for their files; where one was sent, compare its name and code with the "
        "roster.",
    ),
)
TWICE = _kind(
    "ROLL02",
    "body-filed-twice",
    Severity.ERROR,
    Wording("重报", "several files of one body"),
    Wording(
        "重报：{body}：{files}；汇入：{counted}",
        "several files of one body: {body}: {files}; counted: {counted}",
    ),
    Wording(
        "问清哪个文件有效，用 --use 文件名 指定，或只留一个；没有指定就都不汇入。",
        "Find out which file is valid and name it with --use FILE, or leave only one; until then "
        "none of them is counted.",
    ),
)
UNKNOWN_BODY = _kind(
    "ROLL03",
    "body-not-in-roster",
    Severity.ERROR,
    Wording("名单里没有的单位，没有汇入", "not in the roster, left out"),
    Wording(
        "名单里没有的单位，没有汇入：{file}：{body}（{code}）",
        "not in the roster, left out: {file}: {body} ({code})",
    ),
    Wording(
        "名称、代码写错的请单位改；该报的单位请补进名单。",
        "Have a wrong name or code corrected, or add the body to the roster.",
    ),
)
LEFT_OUT = _kind(
    "ROLL04",
    "file-left-out",
    Severity.ERROR,
    Wording("文件有错误，没有汇入", "files with errors, left out"),
    Wording(
        "文件有错误，没有汇入：{file}：{body}：{codes}",
        "files with errors, left out: {file}: {body}: {codes}",
    ),
    Wording(
        "用 disclose check 文件 查看每处错误，退回单位改正；要带错汇入请加 --with-errors。",
        "disclose check FILE shows every error; send the file back, or add --with-errors to count "
        "such files in.",
    ),
)
COUNTED_IN = _kind(
    "ROLL05",
    "errors-counted-in",
    Severity.ERROR,
    Wording("文件有错误，已经汇入", "files with errors, counted in"),
    Wording(
        "文件有错误，已经汇入：{file}：{body}：{codes}；读不出的数 {unread} 个，按 0 计",
        "files with errors, counted in: {file}: {body}: {codes}; figures that could not be read, "
        "counted as 0: {unread}",
    ),
    Wording(
        "上报前请退回单位改正，不加 --with-errors 重新汇总。",
        "Have these files corrected and roll up again without --with-errors before handing in.",
    ),
)
OTHER_YEAR = _kind(
    "ROLL06",
    "file-of-another-year",
    Severity.ERROR,
    Wording("不是本次汇总的年度，没有汇入", "of another year, left out"),
    Wording(
        "不是本次汇总的年度，没有汇入：{file}：{body}：{typed}，本次是 {wanted}",
        "of another year, left out: {file}: {body}: {typed}, not {wanted}",
    ),
    Wording(
        "换成 {wanted} 年度的文件；要汇总另一年度请用 --year。",
        "Replace it with the file for {wanted}; --year rolls up another year.",
    ),
)
OTHER_FORM = _kind(
    "ROLL07",
    "file-of-another-form",
    Severity.ERROR,
    Wording("表格格式不同，没有汇入", "in another form, left out"),
    Wording(
        "表格格式不同，没有汇入：{file}：{body}：{form}，本次是 {wanted}",
        "in another form, left out: {file}: {body}: {form}, not {wanted}",
    ),
    Wording("请单位改用格式 {wanted} 重新填报。", "Ask for the figures in the form {wanted}."),
)
NOT_FINISHED = _kind(
    "ROLL08",
    "file-not-finished",
    Severity.ERROR,
    Wording("文件没有审核完，没有汇入", "could not be checked to the end, left out"),
    Wording(
        "文件没有审核完，没有汇入：{file}（{reason}）",
        "could not be checked to the end, left out: {file} ({reason})",
    ),
    Wording(
        "其他文件不受影响。请用 Excel 或 WPS 打开另存后再试；文件来历不明的不要打开。",
        "The other files are not affected. Open it in Excel or WPS, save it and try again; do not "
        "open a file of unknown origin.",
    ),
)
SAME_FILE = _kind(
    "ROLL09",
    "same-file-twice",
    Severity.WARNING,
    Wording("同一个文件出现两次，只算一次", "the same file twice, taken once"),
    Wording(
        "同一个文件出现两次，只算一次：{file} 与 {first} 内容完全相同",
        "the same file twice, taken once: {file} is {first} to the byte",
    ),
    Wording(
        "本应是两个单位的，请要另一个单位的文件；否则删去一个。",
        "If they should be of two bodies ask for the other one; else remove one.",
    ),
)
FORM_NOT_CLEAR = _kind(
    "ROLL10",
    "form-not-clear",
    Severity.ERROR,
    Wording("没有可以汇总的年度", "no year and form to add up"),
    Wording(
        "没有可以汇总的年度：没有一种格式和年度占读得出的文件的一半以上（{forms}）",
        "no year and form to add up: none has more than half of the readable files ({forms})",
    ),
    Wording(
        "用 --year 指定年度，或分开文件夹分别汇总。",
        "Name the year with --year, or roll up separate folders.",
    ),
)
BAD_ARCHIVE = _kind(
    "ROLL11",
    "archive-unreadable",
    Severity.ERROR,
    Wording("压缩包或其中的文件读不出来", "an archive cannot be read"),
    Wording(
        "压缩包或其中的文件读不出来：{file}（{reason}）",
        "an archive cannot be read: {file} ({reason})",
    ),
    Wording(
        "请重新压缩成不带密码的 ZIP，里面直接放工作簿，或解压到文件夹后再汇总。",
        "Pack it again as a ZIP without password that holds the workbooks themselves, or unpack it "
        "into a folder.",
    ),
)
OWN_FILE = _kind(
    "ROLL12",
    "level-filed-itself",
    Severity.WARNING,
    Wording("有下级的单位自己也报了，没有汇入", "a body with others below it filed, left out"),
    Wording(
        "有下级的单位自己也报了，没有汇入：{file}：{body}",
        "a body with others below it filed, left out: {file}: {body}",
    ),
    Wording(
        "它的数由下级相加得出，以免重复计算；若是本级机关自己的数，请在名单里把本级机关另列一行。",
        "Its figures are the sum of those below it and would count twice; if the file is of that "
        "body alone give the body a line of its own in the roster.",
    ),
)
ROSTER = _kind(
    "ROLL13",
    "roster-line-unusable",
    Severity.ERROR,
    Wording("单位名单不能用", "the roster cannot be used"),
    Wording(
        "单位名单不能用：第 {line} 行“{column}”的“{text}”缺、重复，或不在名单里",
        "the roster cannot be used: line {line}, {column}: “{text}” is missing, given twice or not "
        "a body of the roster",
    ),
    Wording(
        "名单是 CSV：第一行写 单位名称,代码,上级（name,code,parent），每个单位一行；"
        "代码、上级可以空。",
        "A roster is a CSV file: first the line name,code,parent, then one line a body; code and "
        "parent may be empty.",
    ),
)

NOT_AS_LISTED = _kind(
    "ROLL14",
    "body-not-as-in-roster",
    Severity.WARNING,
    Wording("单位名称或代码与名单不一致", "name or code is not that of the roster"),
    Wording(
        "单位名称或代码与名单不一致：{file}：{body}（{code}），名单里是 {listed}（{listed_code}）",
        "name or code is not that of the roster: {file}: {body} ({code}), in the roster "
        "{listed} ({listed_code})",
    ),
    Wording(
        "已按代码认作名单里的这个单位，代码不在名单里的按名称。单位更名、换代码的请改名单；"
        "写错或用了别的单位的文件，请退回改正。",
        "It was taken for this body of the roster: by its code, or by its name where the roster "
        "has no such code. Correct the roster if the body was renamed; if the file is wrong, or "
        "another body's file was used, send it back.",
    ),
)

KINDS = (
    MISSING,
    TWICE,
    UNKNOWN_BODY,
    LEFT_OUT,
    COUNTED_IN,
    OTHER_YEAR,
    OTHER_FORM,
    NOT_FINISHED,
    SAME_FILE,
    FORM_NOT_CLEAR,
    BAD_ARCHIVE,
    OWN_FILE,
    ROSTER,
    NOT_AS_LISTED,
)
