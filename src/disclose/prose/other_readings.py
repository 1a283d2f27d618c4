"""Meanings under which a number in a text does not contradict the table: a part, another matter.

A false alarm blocks a report, so a number is let go where its sentence may be read in another way.
"""

from decimal import Decimal

from disclose.core.expressions import expression
from disclose.core.numbers import ZERO
from disclose.prose.counts import Kind
from disclose.prose.mentions import Mention
from disclose.prose.statements import Stated

_CLAUSE_MARKS = "，,;。:：！？!?"

_PART = expression(r"其中|包括|包含|(?:^|[^包])含")
_QUALIFIED = expression(
    r"(?:收到|接到|受理|接收|办理|办结)(?:了)?(?P<words>[^，。；]{1,24}?)的(?:政府)?(?:信息)?(?:公开)?申请"
)
_OTHER_REQUESTS = expression(r"(?:收到|接到|受理|接收|办理)(?:了)?(?P<words>[^，。；]{2,12}?)申请")
_OF_ANYBODY = expression(
    r"(?:公民|法人|任何|单位|个人|的|和|或者?|及|、|其他组织|社会公众|群众|自然人|申请人|各类|提出|提交|政府信息|信息公开|公开|依法|依申请|有关|相关)+"
)
_BY_ANOTHER_AGENCY = expression(
    r"(?P<name>[一-龥]{1,14}(?:局|厅|委|镇|乡|街道|部门|办公室|办事处|中心|医院|学校|单位))"
    r"(?:共|全年|新|各|分别|依法|累计|统一)*(?:收到|接到|受理|接收|办理|办结|答复)"
)
_ISSUED_BY = expression(
    r"(?P<name>[一-龥]{1,14}(?:政府|局|厅|委|镇|乡|街道|部门|办公室|办事处|中心))"
    r"(?:共|全年|新|各|分别|依法|累计)*(?:制发|制定|制订|出台|印发|作出|公开)"
)
_OF_ALL = expression(r"全[县市区省州镇乡]|共计|合计|总计|总共")
_FILED_AS = expression(r"公文|发文|公开属性")
_DENIED_BY_OTHERS = expression(
    r"部分|有的|个别|其余|其他(?!组织)|多数|\d[个家]"
    r"|(?:局|厅|委|镇|乡|街道|部门|办公室|办事处|中心|单位)(?:全年|年内|均|都|尚|已|连续)*(?:未|没有|[零无])"
)
_KIND_OF_REPLY = expression(r"(?:公开类|不予公开|同意公开|部分公开)[^，。；]{0,4}答复")
_SOME_OF = expression(r"的$")
_SOME_DONE = expression(r"[^，。；]{0,6}?(?:已|均|全部|尚|仍|未|正在)")
_OURSELVES = expression(r"我|本(?!年)|全(?![年部])")
_ANY_CASES = expression(r"受理|收到|审理|办理|承办|代理|应诉|出庭|审结|行政(?:复议|诉讼)申请")
_ABOUT_DISCLOSURE = expression(r"公开|因|引发|引起|本机关|本单位|我[局委办厅院]")
_PROCESSED = expression(r"处理|办理|应办")
_CONCLUDED = expression(r"办结|答复|办理完毕|办完")

_NOT_DECIDED = expression(
    r"(?:(?<!处理)事项|清单|目录|信息|指南|流程|依据|案例|文书|标准|解读|材料|汇编|栏目)[^，。；]{0,4}$"
)
"""Words behind a figure that make it another matter: items that may be licensed, not licences."""

_OVER_YEARS = expression(r"累计|以来|近[二三四五两几]年|历年")
_THIS_YEAR = expression(r"全年|本年|年内|20\d\d年")

RECEIVED, CARRIED_IN = "requests.received[total]", "requests.carried_in[total]"
TOTAL, TAKEN = "requests.total[total]", "taken"
_OF_DOCUMENTS = (TAKEN, "denied", "statistics.replies.denied")
"""Figures whose words also say how a document may be published."""

_FLOW = (RECEIVED, TAKEN, TOTAL, "requests.carried_out[total]")


def has_another_reading(stated: Stated, mention: Mention, own: str) -> bool:
    """Return whether a number that differs from that of the tables may mean something else.

    `own` names the reporting agency.
    """
    clause, sentence = _around(stated, mention)
    if mention.key in _OF_DOCUMENTS and _FILED_AS.search(sentence):
        return True
    if _is_denied_by_others(mention) or _is_another_matter(mention, clause, sentence):
        return True
    if mention.key in {TOTAL, TAKEN} and _PROCESSED.search(clause):
        total, received = _amount(stated, TOTAL), _amount(stated, RECEIVED)
        handled = {received, received + _amount(stated, CARRIED_IN), total}
        return mention.amount in handled and not _CONCLUDED.search(clause)
    # Concluded may mean those of this year alone, without what was carried in.
    of_this_year = _amount(stated, TOTAL) - _amount(stated, CARRIED_IN)
    if mention.key == TOTAL and mention.amount == of_this_year:
        return True
    return mention.amount < _tabled(stated, mention) and _is_less(stated, mention, clause, own)


def _is_less(stated: Stated, mention: Mention, clause: str, own: str) -> bool:
    """Return whether a number smaller than that of the tables may be one of a part of it."""
    passage = stated.passages[mention.passage]
    begin, _ = passage.sentence(mention.at)
    if _PART.search(clause) and not _is_part_of_form(stated, mention):
        return True
    return (
        _is_a_part(mention, clause, passage.text[mention.end :])
        or _is_of_another_agency(mention, passage.text[begin : mention.at], own)
        or (mention.key in _FLOW and _is_of_a_part(stated, mention, begin))
    )


def _is_another_matter(mention: Mention, clause: str, sentence: str) -> bool:
    """Return whether the number counts no cases of this figure and this year."""
    if mention.key.startswith(("disputes.", "litigation")):
        return bool(_ANY_CASES.search(clause) and not _ABOUT_DISCLOSURE.search(sentence))
    if mention.key.startswith("proactive.") and _NOT_DECIDED.search(clause):
        return True
    over_years = _OVER_YEARS.search(clause) and not _THIS_YEAR.search(clause)
    return not mention.sure and bool(over_years or _is_for_another_matter(clause))


def _is_denied_by_others(mention: Mention) -> bool:
    said = mention.place.text
    denied = _DENIED_BY_OTHERS.search(said)
    return bool(mention.amount == ZERO and denied and not _OURSELVES.search(said))


def _is_for_another_matter(clause: str) -> bool:
    """Return whether requests are for something else than information, such as legal aid."""
    named = _OTHER_REQUESTS.search(clause)
    return bool(named and not _OF_ANYBODY.search(named["words"]))


def _is_a_part(mention: Mention, clause: str, behind: str) -> bool:
    """Return whether a smaller number may count some of the cases only."""
    if _SOME_OF.search(clause) and _SOME_DONE.match(behind):
        return True
    if _KIND_OF_REPLY.search(clause) or (not mention.sure and mention.start == mention.at):
        return True
    qualified = _QUALIFIED.search(clause)
    return bool(qualified and not _OF_ANYBODY.fullmatch(qualified["words"]))


def _is_of_another_agency(mention: Mention, before: str, own: str) -> bool:
    """Return whether the agency named last `before` a number in its sentence is another one."""
    issued = mention.key.startswith("proactive.")
    named = [*(_ISSUED_BY if issued else _BY_ANOTHER_AGENCY).finditer(before)]
    if not named or _OF_ALL.search(before, named[-1].end()):
        return False
    name = named[-1]["name"]
    return not _OURSELVES.search(name) and name not in own


def _is_of_a_part(stated: Stated, mention: Mention, begin: int) -> bool:
    """Return whether a sentence begins with the requests of a part: 县本级收到22件，办结22件."""
    of_flow = (
        each
        for each in stated.mentions
        if each.passage == mention.passage and each.at >= begin and each.key in _FLOW
    )
    first = next(of_flow, mention)
    text = stated.passages[mention.passage].text
    scopes = stated.vocabulary.language.words.scopes
    scoped = first.kind is Kind.PART and any(each in text[begin : first.at] for each in scopes)
    return scoped and not _OF_ALL.search(text, first.end, mention.at)


def _is_part_of_form(stated: Stated, mention: Mention) -> bool:
    """Return whether its label, or a total of the form before it, says which part it is."""
    totals = {
        total for each in stated.lexicon.lists if mention.key in each.parts for total in each.totals
    }
    if totals and mention.said:
        return True
    for each in stated.mentions:
        before = each.passage == mention.passage and each.at < mention.at and each.is_figure
        readings = each.entry.readings if before and each.entry else ()
        if before and (each.key in totals or any(mention.key in one.figures for one in readings)):
            return True
    return False


def _around(stated: Stated, mention: Mention) -> tuple[str, str]:
    """Return the clause of a mention up to its number, and its sentence."""
    passage = stated.passages[mention.passage]
    begin, end = passage.sentence(mention.at)
    start = max(begin, *(passage.text.rfind(mark, begin, mention.at) + 1 for mark in _CLAUSE_MARKS))
    return passage.text[start : mention.at], passage.text[begin:end]


def _tabled(stated: Stated, mention: Mention) -> Decimal:
    """Return the amount of the tables, the least if the words have several meanings."""
    readings = mention.entry.readings if mention.entry else ()
    meanings = [each.figures for each in readings] or [(mention.key,)]
    return min(sum((_amount(stated, key) for key in keys), ZERO) for keys in meanings)


def _amount(stated: Stated, key: str) -> Decimal:
    entry = next((each for each in stated.lexicon.entries if each.id == key), None)
    amount = stated.tabled(entry) if entry else None
    return ZERO if amount is None else amount
