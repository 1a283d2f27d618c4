"""Kinds of findings about documents that are read back (family DOC)."""

from disclose.core.finding import Family, Finding, error
from disclose.core.language import Wording

_REFUSED = Wording(
    "文件没有读入，原文件没有改动。受理的文件：.docx、.html、.pdf（有文字层）、.md、.txt。",
    "The file was not read and was left as it is. Taken are .docx, .html, .pdf with a text layer, "
    ".md and .txt.",
)


_refusal = Family(_REFUSED).error


UNREADABLE = _refusal(
    "DOC01",
    "document-unreadable",
    Wording("文档读不出来", "a document that cannot be read"),
    Wording(
        "[扩展名是 {expected}，内容却像 {what}|{expected} 文件损坏或不完整，读不出来]",
        "[named {expected}, but its content looks like {what}|the {expected} file is damaged or "
        "incomplete and cannot be read]",
    ),
    Wording(
        "检查扩展名和内容是否一致；.doc、.wps 请用 Word 或 WPS 另存为 .docx；"
        "传送不完整的请重新发送。",
        "See that extension and content agree; save .doc and .wps as .docx in Word or WPS; have a "
        "file sent again that was sent in part.",
    ),
)
NO_TEXT = _refusal(
    "DOC02",
    "no-text-layer",
    Wording("PDF 没有文字层", "a PDF without a text layer"),
    Wording(
        "这个 PDF 只有图片没有文字（{pages} 页），多半是扫描件",
        "this PDF has pictures and no text ({pages:page/pages}); it was probably scanned",
    ),
    Wording(
        "请找到原来的 Word 文件或网页；扫描件须先做文字识别，再核对每个数。",
        "Find the Word file or web page it was made from; a scan needs text recognition first, and "
        "every figure a second look.",
    ),
)
LOCKED = _refusal(
    "DOC06",
    "document-locked",
    Wording("文档有打开密码", "a document locked with a password"),
    Wording("文档加了打开密码，读不出内容", "the document needs a password to open"),
    Wording(
        "用 Word 或 WPS 打开，清除打开密码，保存后再试。",
        "Open it in Word or WPS, clear the password, save and try again.",
    ),
)
UNSAFE = _refusal(
    "DOC07",
    "document-unsafe",
    Wording("文档不安全或过大", "a document that is unsafe or too large"),
    Wording(
        "文档不像年度报告，为安全起见没有读（{what}）",
        "this is unlike any annual report and was not read ({what})",
    ),
    Wording(
        "删去附带的图片和多余内容，或者另存一份再试。",
        "Remove pictures and what does not belong there, or save a copy and try that.",
    ),
)

KINDS = (UNREADABLE, NO_TEXT, LOCKED, UNSAFE)


TOO_LARGE = Wording("超过 {most} MB", "more than {most} MB")
LARGE_PART = Wording("过大的部分：{part}", "too large: {part}")
LARGE_STREAM = Wording("解压后超过 {most} MB", "more than {most} MB unpacked")
TOO_MANY_PAGES = Wording("超过 {most} 页", "more than {most} pages")
TOO_MANY_CELLS = Wording("一张表超过 {most} 格", "more than {most} cells in a table")
LARGE_PAGE = Wording("第 {part} 页的内容超过 {most} MB", "page {part}: more than {most} MB")
TOO_MANY_OBJECTS = Wording(
    "第 {part} 页的图形超过 {most} 个", "page {part}: more than {most} objects"
)
TOO_MANY_LINES = Wording("第 {part} 页的线条太密", "page {part}: too many lines")
DOCTYPE = Wording("带有 DOCTYPE 声明", "it declares a DOCTYPE")
"""Why a document is taken for unsafe; `most` is the limit, `part` a part or the page."""


def unreadable(expected: str, what: str = "") -> Finding:
    """Return the finding for data that is no `expected`, but looks like `what` if that is known."""
    return error("DOC01", expected=expected, what=what)


def unsafe(what: Wording, most: int = 0, part: str = "") -> Finding:
    """Return the finding for a document beyond a limit, or with what no report holds."""
    return error("DOC07", what=what, most=most, part=part)
