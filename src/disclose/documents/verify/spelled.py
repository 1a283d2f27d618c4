"""The counts in a text that are written in Chinese characters: `五十二件`, `百分之九十九`.

Most numerals count nothing: `十条措施`, `最多跑一次`, `一件一策`. One of several characters counts
before a unit of the forms. One of a single character counts only where its clause ends with it, or
before that which the forms count, and where no word of the clause makes it a manner of speaking.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclose.core.expressions import expression
from disclose.core.numbers import CHINESE_DIGITS, CIRCLED, NUMERALS

_END = r"(?=[，,。；;：:、！!？?（）()]|$)"
_COUNTED = (
    r"(?=(?:依申请公开|政府信息公开|信息公开)?申请|行政复议|行政诉讼|复议|诉讼|案件|规范性文件"
    r"|来信|信件|留言|投诉|举报|提案)"
)
_NOUN = expression(_COUNTED)
_UNIT = r"人次|场次|件|宗|条|起|份|篇|例|则|场|封|项|个|次|期|元|人"
_ENDS = rf"(?:人次|场次|[条起份篇例则场封项个次期元]){_END}"
_SPELLED = expression(
    rf"(?P<share>[百千]分之[{NUMERALS}点]{{1,12}})"
    rf"|(?<![第每同逐又{NUMERALS}点\d])(?P<number>[{NUMERALS}点]{{1,16}})(?P<more>[余多]?)(?P<unit>{_UNIT})"
    rf"|(?P<circled>[{CIRCLED}])(?=件|宗|条|起|份|篇|次|万?元)"
)

_SEVERAL = expression(
    rf"件(?![事套实])|宗(?!旨)|条(?![措意规》”])|起(?![来草])|人(?!民)|[份篇例场封元次期]|[则项个]{_END}"
)
"""The units that make a count of a numeral of several characters, with the text behind them.

`万` is a part of the numeral: 三十万元 are 300,000 元.
"""

_ONE = expression(rf"件(?![事套件实])|宗(?!旨)|[条起份项次个]{_COUNTED}|{_ENDS}")
_THE_ONE = expression(
    rf"[件宗](?:{_END}|{_COUNTED}|(?=正|已|在|的|属|为|因|由|予|经|被|系))|{_ENDS}"
)
"""The same for a single character, and for `一`, which is the most common manner of speaking."""

_MANNER = expression(
    r"[每各逐漏跑只仅再不没未无唯首]|最多|至少|定期|任[何意]|同一"
    r"|[一两二三半](?:年|个?月|周|天|日|季度?)$|一[件条份次项个起例]$"
    r"|(?:其他|以上|上述|以下|下列|如下|[这那该此前后])$"
)
"""Words before a numeral that make it a manner of speaking, not a count of the year."""

_ALWAYS = frozenset(("件", "宗"))
"""Units that make a count of any single character but `一`, wherever it stands."""

_SERIES = expression(
    r"(?:(?:受理|接收|登记|审查|办理|办结|办好|答复|回复|处理|解决|公开|整改|查处|销号|[办成干审发结])"
    r"一[件条项个宗份][、，,]?){2,}"
)
"""`受理一件、办结一件`: every one."""

_CLAUSE_END = expression(r"[，,。；;：:、！!？?（）()]")
_NEAR = 40
"""How many characters before a numeral are looked at; few clauses are longer."""

_ISSUES = expression(r"[班训报刊栏讯志]$")
_CASES = expression(r"(?:复议|诉讼|案件?)$")
_LEAST = 2
"""Fewest characters of that which is counted, before a numeral that ends its clause."""


_YEAR = expression(r"(?<![〇○零一二三四五六七八九])二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")


def with_years_in_digits(text: str) -> str:
    """Return `text`, as long as it is, with `2025年` for `二〇二五年`."""
    return _YEAR.sub(lambda match: match[0].translate(CHINESE_DIGITS), text)


@dataclass(frozen=True, slots=True)
class SpelledCount:
    """A count in characters, and its range in the text."""

    text: str
    start: int
    end: int


def spelled_counts(text: str) -> Iterator[SpelledCount]:
    """Yield the counts in `text`, which has round brackets and colons in their narrow form."""
    series = [match.span() for match in _SERIES.finditer(text)]
    for match in _SPELLED.finditer(text):
        group = next(name for name in ("share", "number", "circled") if match[name])
        of_series = any(start <= match.start() < end for start, end in series)
        if group != "number" or (not of_series and _counts(match)):
            yield SpelledCount(match[group], *match.span(group))


def _counts(match: re.Match[str]) -> bool:
    text, number, unit = match.string, match["number"], match["unit"]
    start, at = match.start("number"), match.start("unit")
    before = _CLAUSE_END.split(text[max(start - _NEAR, 0) : start])[-1]
    if len(number) > 1 or match["more"]:
        return _SEVERAL.match(text, at) is not None
    behind = (_THE_ONE if number == "一" else _ONE).match(text, at)
    if unit in _ALWAYS and number != "一":
        return behind is not None and not before.endswith(("数", "几"))
    if behind is None or _MANNER.search(before):
        return False
    if unit == "期":
        return _ISSUES.search(before) is not None
    if unit == "起" and number == "一" and not _CASES.search(before):
        return False
    return len(before.strip()) >= _LEAST or _NOUN.match(text, behind.end()) is not None
