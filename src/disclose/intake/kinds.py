"""Kinds of findings about a file that cannot be read as a workbook of a form (family BOOK)."""

from disclose.finding import Kind, Severity, Wording

_UNREADABLE = Wording(
    "文件没有读入，里面的数一个也没有检查。原文件没有改动。",
    "The file was not read and none of its figures was checked. The file was left as it is.",
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


KINDS = (
    NOT_A_WORKBOOK,
    PASSWORD,
    OLD_FORMAT,
    DAMAGED,
    UNSAFE,
    FOREIGN,
)
