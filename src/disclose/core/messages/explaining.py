"""Kinds of findings about the lines of the sheet 出错说明."""

from disclose.core.finding import Family
from disclose.core.language import Wording

_PAGE = Wording(
    "核实性的问题可以在“出错说明”写明原因。一行说明按代码、位置和数值与问题配对；"
    "数值变了，说明就失效，要重新写。强制性的错误不能靠说明通过。",
    "What is to be verified may be explained on 出错说明. A line is paired with its finding by "
    "code, place and figures, and expires when the figures change. What is at error level cannot "
    "be explained.",
)


_kind = Family(_PAGE).note


EXPIRED = _kind(
    "BOOK17",
    "explanation-expired",
    Wording(
        "说明已失效：数值变了",
        "an explanation expired: its figures changed",
    ),
    Wording(
        "“出错说明”第 {line} 行对 {code} 的说明不再算数：写的时候数值是“{before}”，现在是“{after}”",
        "line {line} of 出错说明 explains {code} for “{before}”, but it is “{after}” now; it no "
        "longer counts",
    ),
    Wording(
        "核对现在的数；情况属实的，把这一行的数值和原因改成现在的。",
        "Check the figures as they are now; if they are right, bring figures and reason of that "
        "line up to date.",
    ),
)
OF_AN_ERROR = _kind(
    "BOOK18",
    "explanation-of-error",
    Wording("强制性错误不能靠说明通过", "what is at error level cannot be explained"),
    Wording(
        "“出错说明”第 {line} 行说明的 {code} 是强制性错误，不能用说明代替改正",
        "line {line} of 出错说明 explains {code}, which is an error; it must be corrected",
    ),
    Wording("请改正数据，再删掉这一行。", "Correct the figures, then remove the line."),
)
WITHOUT_FINDING = _kind(
    "BOOK19",
    "explanation-without-finding",
    Wording("说明没有对应的问题", "an explanation of something that was not found"),
    Wording(
        "“出错说明”第 {line} 行说明的 {code}，这次审核没有查出（或者代码、位置写错了）",
        "line {line} of 出错说明 explains {code}, which was not found (or its code or place is "
        "wrong)",
    ),
    Wording(
        "问题已经改好的，删掉这一行；没有改好的，照审核结果改正这一行的代码和位置。",
        "If it was corrected, remove the line; else copy code and place from the findings.",
    ),
)
SAYS_NOTHING = _kind(
    "BOOK25",
    "explanation-says-nothing",
    Wording("说明没有写原因", "an explanation without a reason"),
    Wording(
        "“出错说明”第 {line} 行对 {code} 只写了“{text}”，没有写原因，不算说明",
        "line {line} of 出错说明 only says {text} about {code}; without a reason it does not count",
    ),
    Wording("写明为什么会这样，依据是什么。", "Say why it is so and what shows it."),
)

KINDS = (EXPIRED, OF_AN_ERROR, WITHOUT_FINDING, SAYS_NOTHING)
