"""Sentences that claim something of figures without a number: all concluded, no requests."""

from collections.abc import Iterator

from disclose.core.expressions import expression
from disclose.core.finding import Place, Severity, error, warning
from disclose.core.numbers import ZERO, format_plain
from disclose.prose.grammar import grammars_of
from disclose.prose.judged import Judged
from disclose.prose.lexicon import Claim, LexiconEntry
from disclose.prose.passages import Passage
from disclose.prose.statements import Stated

CARRIED_OUT = "requests.carried_out[total]"
RECEIVED = "requests.received[total]"

_CLAUSE = expression(r"[^，,;。！？!?]+")

_ALL = expression(
    r"(?:已?全部|均|都)(?:已|已经)?(?:予以|依法|依规|依法依规|妥善)?(?:办结|办理完毕|办理完结|答复完毕|处理完毕)"
)
_OF_REQUESTS = expression(r"公开(?:的)?申请|申请公开|依申请|申请(?:件|事项)?(?:已?全部|均|都)")
_IN_TIME = expression(r"按时|按期|如期|及时|期限|时限|到期|应办|应答|规定时间|工作日|年底前办")
_OTHER_MATTERS = expression(
    r"留言|来信|信件|邮件|投诉|举报|热线|提案|建议|咨询|信访|督办|问题|许可|工单|复议|诉讼|舆情|诉求|来电|来访"
    r"|上年|去年|上一年|20\d\d年以?前|(?:其中|前)\d"
)
_LEFT = expression(r"(?<!无)(?<!没有)结转|未办结|未到期|尚在|正在|跨年|继续办理|延期|顺延|转入")

_EXCEPT = expression(r"除[^，。]*外")
_NO_REQUESTS = expression(
    r"(?:20\d\d年|本年度?|全年|年内)?(?:我|本)?(?:机关|单位|部门|[局委办厅院镇乡县市区])?(?:政府信息|信息)?"
    r"(?:依申请公开|公开申请)(?:件|受理|收件|数量?|件数|申请)?(?:共|共计)?(?:为|是)?[零〇](?:件|宗|受理|申请)?"
    r"|(?:20\d\d年|本年度?|全年|年内)?(?:我|本)?(?:机关|单位|部门|[局委办厅院镇乡县市区])?"
    r"(?:(?:政府信息|信息|依申请)公开(?:工作)?)?(?:实现|为)?[零〇](?:申请|受理)"
    r"|(?:20\d\d年|本年度?|全年|年内)?(?:我|本)?(?:机关|单位|部门|[局委办厅院镇乡县市区])?(?:未|没有)"
    r"(?:收到|接到|受理)(?:过)?公民、法人(?:和|或者?|及|、)其他组织(?:提出|提交)?(?:的)?(?:依申请公开|政府信息公开申请|信息公开申请)"
)

_CASES = (
    ("requests.received[total]", "requests.carried_in[total]", "requests.total[total]"),
    ("statistics.requests", "statistics.concluded", "statistics.replies"),
)
"""For each family of forms the figures that are all 0 in a year without any request."""

_ALL_ANSWERED = expression(
    r"(?:均|都|全部)(?!应|须|需|要|能|可|必须|将)[^，,；;。]{0,16}?(?:答复|办结|回复|办理完毕|处理完毕)"
)
_INTENDED = expression(
    r"确保|保证|保障|要求|应当|必须|力争|做到|一旦|如果|如有|若|凡|规定|明确|制度|机制|流程|今后|下一步|下年|明年|将"
    r"|(?:未|没有|无)(?:新收|收到|接到|受理)|[零〇]申请|未发生"
)


def all_answered_of_none(stated: Stated) -> Iterator[Judged]:
    """Yield a warning where all requests are said to be answered, and there were none."""
    entries = {each.id: each for each in stated.lexicon.entries}
    for keys in _CASES:
        amounts = [stated.tabled(entries[key]) for key in keys if key in entries]
        if not amounts or any(amount != ZERO for amount in amounts):
            continue
        entry = entries[keys[0]]
        for passage in _running(stated):
            for match in _ALL_ANSWERED.finditer(passage.text):
                begin, end = passage.sentence(match.start())
                sentence = passage.text[begin:end]
                clause = _around(passage.text, match.start())
                other = _OTHER_MATTERS.search(sentence) or _INTENDED.search(sentence)
                if _OF_REQUESTS.search(clause) and not other:
                    place = passage.place(passage.text.index(clause), clause)._replace(key=entry.id)
                    zero = (format_plain(ZERO),)
                    found = error("DOC24", place, said=clause, figure=entry.name, tabled=zero)
                    yield Judged((), found._replace(severity=Severity.WARNING))


def all_concluded(stated: Stated) -> Iterator[Judged]:
    """Yield a warning where all requests are said to be concluded, and some are carried over."""
    entry, amount = _tabled(stated, CARRIED_OUT)
    if entry is None:
        return
    for passage in _running(stated):
        for match in _ALL.finditer(passage.text):
            begin, end = passage.sentence(match.start())
            sentence = passage.text[begin:end]
            clause = _around(passage.text, match.start())
            other = _OTHER_MATTERS.search(sentence) or _IN_TIME.search(clause)
            if _OF_REQUESTS.search(sentence) and not other and not _LEFT.search(passage.text):
                place = passage.place(match.start(), match[0])._replace(key=entry.id)
                found = warning("DOC95", place, said=match[0], figure=entry.name, tabled=(amount,))
                yield Judged((), found)


def no_requests(stated: Stated) -> Iterator[Judged]:
    """Yield a finding where no requests are said to have come, and the table has some."""
    entry, amount = _tabled(stated, RECEIVED)
    if entry is None:
        return
    for passage in _running(stated):
        for clause in _CLAUSE.finditer(passage.text):
            if _NO_REQUESTS.fullmatch(clause[0]):
                place = passage.place(clause.start(), clause[0])._replace(key=entry.id)
                found = error("DOC24", place, said=clause[0], figure=entry.name, tabled=(amount,))
                yield Judged((), found)


def claimed_of_all(stated: Stated) -> Iterator[Judged]:
    """Yield every claim that all are of one kind, with a warning if the table has others.

    A sentence that names exceptions (除…外) claims nothing.
    """
    grammars = grammars_of(stated.vocabulary, None)
    for passage in _running(stated):
        for claim in stated.lexicon.claims:
            for word in claim.words:
                at = passage.text.find(word)
                if at < 0:
                    continue
                begin, end = passage.sentence(at)
                sentence = passage.text[begin:end]
                near = all(grammars.has(each, sentence) for each in claim.near)
                if near and not _EXCEPT.search(sentence):
                    yield from _judged_claim(stated, claim, passage.place(at, word))
                    break


def _judged_claim(stated: Stated, claim: Claim, place: Place) -> Iterator[Judged]:
    entry = stated.lexicon.entry(claim.figure)
    amount = stated.tabled(entry)
    whole = stated.tabled(stated.lexicon.entry(claim.of)) if claim.of else ZERO
    if amount is None or whole is None:
        return
    found = error(
        "DOC24",
        place._replace(key=entry.id),
        said=place.text,
        figure=entry.name,
        tabled=(format_plain(amount),),
    )
    doubt = found._replace(severity=Severity.WARNING)
    yield Judged((), doubt if amount != whole else None)


def _running(stated: Stated) -> Iterator[Passage]:
    return (each for each in stated.passages if not each.heading)


def _around(text: str, at: int) -> str:
    return next(each[0] for each in _CLAUSE.finditer(text) if each.start() <= at < each.end())


def _tabled(stated: Stated, key: str) -> tuple[LexiconEntry | None, str]:
    """Return the figure `key` and its amount in the tables, None if that is 0 or not known."""
    entry = next((each for each in stated.lexicon.entries if each.id == key), None)
    amount = stated.tabled(entry) if entry else None
    return (entry, format_plain(amount)) if amount is not None and amount > ZERO else (None, "")
