"""Kinds of findings about the lines of the sheet 出错说明."""

from disclose.finding import Kind, Severity, Wording

_PAGE = Wording(
    "核实性的问题可以在“出错说明”写明原因。一行说明按代码、位置和数值与问题配对；"
    "数值变了，说明就失效，要重新写。强制性的错误不能靠说明通过。",
    "What is to be verified may be explained on 出错说明. A line is paired with its finding by "
    "code, place and figures, and expires when the figures change. What is at error level cannot "
    "be explained.",
)


def _kind(code: str, name: str, *words: Wording) -> Kind:
    title, message, hint = words
    return Kind(
        code=code,
        name=name,
        severity=Severity.NOTE,
        title=title,
        message=message,
        hint=hint,
        page=_PAGE,
    )


EXPIRED = _kind(
    "BOOK17",
    "explanation-expired",
    Wording("说明已失效：数值变了", "an explanation has expired: its figures changed"),
    Wording(
        "第 {line} 行对 {code} 的说明，写的时候数值是“{before}”，现在是“{after}”，不再算数",
        "line {line} explains {code} for the figures {before}; they are {after} now, and it no "
        "longer counts",
    ),
    Wording(
        "核对现在的数；情况属实的，另起一行按现在的数值重新说明，旧的一行可以删掉。",
        "Look into the figures as they are; where they are right explain them on a new line with "
        "these figures, and remove the old one.",
    ),
)
OF_AN_ERROR = _kind(
    "BOOK18",
    "explanation-of-error",
    Wording("强制性错误不能靠说明通过", "what is at error level cannot be explained"),
    Wording(
        "第 {line} 行说明的 {code} 是强制性错误", "line {line} explains {code}, which is an error"
    ),
    Wording("请改正数据，再删掉这一行。", "Correct the figures, then remove the line."),
)
WITHOUT_FINDING = _kind(
    "BOOK19",
    "explanation-without-finding",
    Wording("说明没有对应的问题", "an explanation of something that was not found"),
    Wording(
        "第 {line} 行说明的 {code}，这次审核没有查出（或者代码、位置写得不对）",
        "line {line} explains {code}, which was not found there (or code or place are wrong)",
    ),
    Wording(
        "问题已经改好的，删掉这一行；没有改好的，照审核结果核对代码和位置。",
        "If it has been corrected remove the line; else compare code and place with the findings.",
    ),
)
SAYS_NOTHING = _kind(
    "BOOK25",
    "explanation-says-nothing",
    Wording("说明没有写原因", "an explanation without a reason"),
    Wording(
        "第 {line} 行对 {code} 的说明是“{text}”，没有写原因，不算说明",
        "line {line} says {text} about {code}; that is no reason and does not count",
    ),
    Wording("写明为什么会这样，依据是什么。", "Say why it is so and what shows it."),
)

KINDS = (EXPIRED, OF_AN_ERROR, WITHOUT_FINDING, SAYS_NOTHING)
