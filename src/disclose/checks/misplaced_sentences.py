"""Sentences about an earlier year or another agency, as they remain in a text that was copied."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from disclose.checks.places import text_place
from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, warning
from disclose.core.language import Wording
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing

_BEGINNING = Wording("这句话开头", "the beginning of this sentence")
_SENTENCE = expression(r"[^。！？!?\n]+[。！？!?]?")
_COUNTED = expression(r"\d[余多]?[件条份项宗次起篇场]")


class MisplacedWords(NamedTuple):
    """The words that name another year or agency: where they begin and end in a sentence."""

    start: int
    end: int


def misplaced_sentences(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a warning for a sentence of another year, and for one about another agency."""
    for section, text in filing.texts.items():
        for match in _SENTENCE.finditer(text):
            year = filing.year and earlier_year(match[0], text, filing.year)
            if year:
                named = match[0][year.start : year.end - 1]
                at = _place(edition, filing, section, match, year)
                yield warning("DOC84", at, part=_BEGINNING, said=named, year=str(filing.year))
            agency = other_agency(match[0], filing.name)
            if agency:
                named = match[0][agency.start : agency.end]
                at = _place(edition, filing, section, match, agency)
                yield warning("DOC97", at, body=filing.name, said=named)


def _place(
    edition: Edition, filing: Filing, section: str, sentence: re.Match[str], words: MisplacedWords
) -> Place:
    text, gap = sentence[0].strip(), len(sentence[0]) - len(sentence[0].lstrip())
    return text_place(edition, filing, section)._replace(
        typed=sentence[0][words.start : words.end],
        line=sentence.string.count("\n", 0, sentence.start()) + 1,
        text=text,
        span=(words.start - gap, words.end - gap),
    )


# The year.

_YEAR = expression(r"\s*(?P<year>20\d\d)年度?[，,、]?\s*(?P<rest>.{2,})", re.ASCII | re.DOTALL)
_REPORTING = expression(
    r"[我本][^，。]{0,3}?(?:机关|单位|部门|[省市州县区旗局委办厅院镇乡街]|中心)|[全本](?:[省市州县区旗镇乡局]|年)"
    r"|[一-龥]{2,16}(?:局|委员会|办公室|厅|政府|办事处|中心|[镇乡县区])(?:认真|严格|坚持|深入|积极|切实|始终|按照|共)"
    r"|共(?:计)?(?:收到|受理|新收|办理|公开|发布|接收)|(?:新收|收到|受理)(?:到)?[^，。]{0,6}申请"
)
_LOOKING_BACK = expression(
    r"上年|去年|上一年|结转|相比|同比|较|比|以来|开始|起[，,]|底|末|报告|考核|通报|荣获|获得?|评为|因|引发|遗留|继续"
    r"|整改|针对|指出|今年|本年|当年|次年|[印制下]发|出台|修订|施行|启动|建成|成立"
)
_LONGEST_AGO = 6
"""Years back to which a copied text may belong."""


def earlier_year(sentence: str, text: str, year: int) -> MisplacedWords | None:
    """Return the words that begin `sentence` with an earlier year as if it were the report's.

    `text` is all that stands around it. A text that speaks of `year` as well, or of this year,
    compares years, and so may a sentence with words such as 上年 or 结转.
    """
    match = _YEAR.match(sentence)
    if match is None or not year - _LONGEST_AGO <= int(match["year"]) < year:
        return None
    if re.search(rf"{year}|今年|本年|当年|去年|上年", text) or _LOOKING_BACK.search(match["rest"]):
        return None
    opens = text.lstrip().startswith(sentence.lstrip())
    if not _REPORTING.match(match["rest"]) or not (opens or _COUNTED.search(match["rest"])):
        return None
    return MisplacedWords(match.start("year"), match.end("year") + 1)


# The agency.

_PLACE = r"[一-龥]{1,3}(?:自治[州县旗]|[省市州盟县旗镇乡])|[一-龥]{1,3}街道"
_OFFICE = r"[一-龥]{0,10}?(?:局|委员会|办公室|厅|中心|办事处|政府|管委会)"
_SUBJECT = expression(
    rf"\s*(?P<name>(?P<places>(?:{_PLACE}){{1,3}})(?P<office>(?:{_OFFICE})?))"
    r"(?:认真|高度重视|严格|坚持|深入|积极|切实|始终|不断|持续|进一步|全面|扎实|主动|着力|贯彻|落实|共(?:收到|受理|公开|发布|计))"
)
_NO_NAME = expression(r"[我本全各该此其两多在按对向与和由从据依经同]")
_PLACES = expression(_PLACE)
_ENDS_OF_PLACES = frozenset("省市州盟县旗镇乡道")
"""Last characters of a place, of which the name of one has one by its sixth character."""
_LEVELS = ("省", "市州盟", "县旗", "镇乡道")


def other_agency(sentence: str, own: str) -> MisplacedWords | None:
    """Return the name that begins `sentence` if it is an agency like `own`, and another one.

    Agencies of higher and lower levels may be named: only one of the same level is a neighbour from
    whose report the sentence was copied.
    """
    match = _SUBJECT.match(sentence) if own and may_begin_with_place(sentence) else None
    if match is None or _NO_NAME.match(match["name"]):
        return None
    mine = _SUBJECT.match(f"{own}认真")
    if mine is None or match["name"] in own or own in match["name"]:
        return None
    theirs, ours = (_PLACES.findall(each["places"]) for each in (match, mine))
    if _level(theirs[-1]) != _level(ours[-1]) or _level(ours[-1]) in {0, 1}:
        return None
    same_place = theirs[-1] == ours[-1]
    if same_place and (_governs(match["office"]) or _governs(mine["office"])):
        return None
    return MisplacedWords(match.start("name"), match.end("name"))


def may_begin_with_place(sentence: str) -> bool:
    """Return False where no other agency is named; it is asked before an expression is compiled."""
    begins = sentence.lstrip()
    return not (_NO_NAME.match(begins) or _ENDS_OF_PLACES.isdisjoint(begins[1:6]))


def _level(place: str) -> int:
    return next(number for number, ends in enumerate(_LEVELS) if place[-1] in ends)


def _governs(office: str) -> bool:
    """Return whether an office reports on a whole place, or leads others there."""
    return not office or office.endswith(("政府", "办公室", "办事处", "管委会"))
