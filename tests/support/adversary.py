"""Edits of a report as people make them, false ones and harmless ones, in any text format.

The visible text of a file is edited in place; whatever marks the file has stay around it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from itertools import combinations
from random import Random
from zipfile import ZipFile

from disclose.documents.verify.names import is_derived, last_clause, lead_name
from disclose.documents.verify.tokens import NumberToken, numbers_of_report
from tests.support.edited_reports import BODY, bumped, made, retold, rewritten
from tests.support.numerals import spelled

_SHOWN = {
    "docx": re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>"),
    "html": re.compile(r">([^<>]+)<"),
    "md": re.compile(r"(.+)", re.DOTALL),
}
_STRUCK = {
    "docx": "</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>",
    "html": "<del>{}</del>",
    "md": "~~{}~~",
}
_RUN = "</w:t></w:r><w:r><w:rPr>{}</w:rPr><w:t>{{}}</w:t></w:r><w:r><w:t>"
_SPAN = '<span style="{}">{{}}</span>'
_UNSEEN_SPANS = [_SPAN.format(each) for each in ("display:none", "color:#fff", "font-size:0")]
_HIDDEN = {
    "docx": [_RUN.format(each) for each in ("<w:vanish/>", '<w:color w:val="FFFFFF"/>')],
    "html": _UNSEEN_SPANS,
    "md": _UNSEEN_SPANS,
}
_NEW_PARAGRAPH = {
    "docx": "</w:t></w:r></w:p><w:p><w:r><w:t>",
    "html": "</p><p>",
    "md": "\n\n",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: the range of the visible text and the new text, which may hold markup."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report in one format: its raw text, its visible text, and where that is in the raw one."""

    to: str
    data: bytes
    raw: str
    visible: str
    at: tuple[int, ...]

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """Return the file with `edits`, which do not overlap."""
        raw = self.raw
        for edit in sorted(edits, key=lambda each: -each.start):
            here = self.at[edit.start]
            for place in reversed(self.at[edit.start : edit.end]):
                raw = raw[:place] + raw[place + 1 :]
            raw = raw[:here] + edit.text + raw[here:]
        return rewritten(self.data, lambda _: raw) if self.to == "docx" else raw.encode()


@cache
def report_text(to: str, form: str) -> ReportText:
    """Return the report of the balanced filing of a form, compared with the prior year."""
    data = made(to, form, compared=True)
    raw = ZipFile(BytesIO(data)).read(BODY).decode() if to == "docx" else data.decode()
    begin = raw.index("<body") if to == "html" else 0
    places = [place for match in _SHOWN[to].finditer(raw, begin) for place in range(*match.span(1))]
    return ReportText(to, data, raw, "".join(raw[place] for place in places), tuple(places))


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """A number in a sentence of the narrative, and the places of it and of its name.

    `name` is empty for shares and changes.
    """

    number: NumberToken
    sentence: str
    begin: int
    start: int
    name: str
    name_start: int

    @property
    def end(self) -> int:
        """Return the end of the number."""
        return self.start + len(self.number.text)

    @property
    def name_end(self) -> int:
        """Return the end of the name."""
        return self.name_start + len(self.name)


@cache
def narrative_figures(to: str, form: str) -> tuple[NarrativeFigure, ...]:
    """Return the figures of the narrative, not those in charts."""
    return tuple(_narrative_figures(report_text(to, form).visible, form))


def _narrative_figures(visible: str, form: str) -> Iterator[NarrativeFigure]:
    expected = retold(form, compared=True)
    stream = numbers_of_report(expected.lines)
    for sentence in stream.sentences:
        if sentence.line in expected.drawn or sentence.text not in visible:
            continue
        at = begin = visible.index(sentence.text)
        for order in sentence.numbers:
            number = stream.numbers[order]
            lead, lead_start = stream.lead(number), at
            start = visible.index(number.text, at + len(lead.strip()))
            name = lead_name(lead)
            named = number.key and not is_derived(number.key) and name in last_clause(lead)
            name_start = visible.rfind(name, lead_start, start) if named else -1
            name = name if name_start >= 0 else ""
            if number.key:
                yield NarrativeFigure(number, sentence.text, begin, start, name, name_start)
            at = start + len(number.text)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An edited report, the sentences that are wrong now (none if it is sound), and the edit."""

    data: bytes
    sentences: tuple[str, ...]
    what: str


Make = Callable[[ReportText, Sequence[NarrativeFigure], Random], Attempt]


def _attempt(report: ReportText, edits: Sequence[Edit], *wrong: NarrativeFigure) -> Attempt:
    """Return the report with `edits`; the sentences of `wrong` are wrong before and after them."""
    shown = "; ".join(f"{report.visible[each.start : each.end]}→{each.text}" for each in edits)
    after = []
    for figure in wrong:
        text, begin = figure.sentence, figure.begin
        for edit in sorted(edits, key=lambda each: -each.start):
            if begin <= edit.start < begin + len(figure.sentence):
                start, end = edit.start - begin, edit.end - begin
                text = text[:start] + edit.text + text[end:]
        after.append(text)
    sentences = (*(each.sentence for each in wrong), *after)
    return Attempt(report.edited(edits), sentences, shown)


def _named(figures: Sequence[NarrativeFigure]) -> list[NarrativeFigure]:
    return [each for each in figures if each.name]


def _two(
    figures: Sequence[NarrativeFigure], rng: Random
) -> tuple[NarrativeFigure, NarrativeFigure]:
    pairs = [
        (one, other)
        for one, other in combinations(figures, 2)
        if one.number.text != other.number.text
        and (not one.name or (one.name != other.name and one.name_end <= other.name_start))
    ]
    return rng.choice(pairs)


def change_digit(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Change one digit."""
    one = rng.choice(figures)
    return _attempt(report, [Edit(one.start, one.end, bumped(one.number.text))], one)


def exchange_names(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Exchange the names of two figures."""
    one, other = _two(_named(figures), rng)
    edits = [
        Edit(one.name_start, one.name_end, other.name),
        Edit(other.name_start, other.name_end, one.name),
    ]
    return _attempt(report, edits, one, other)


def exchange_neighbours(
    report: ReportText, figures: Sequence[NarrativeFigure], rng: Random
) -> Attempt:
    """Exchange the names of two figures in one sentence."""
    sentences = sorted({each.sentence for each in figures})
    inside = [[one for one in _named(figures) if one.sentence == each] for each in sentences]
    several = [each for each in inside if len({one.number.text for one in each}) > 1]
    return exchange_names(report, rng.choice(several), rng)


def exchange_numbers(
    report: ReportText, figures: Sequence[NarrativeFigure], rng: Random
) -> Attempt:
    """Exchange two numbers."""
    one, other = _two([replace(each, name="") for each in figures], rng)
    edits = [
        Edit(one.start, one.end, other.number.text),
        Edit(other.start, other.end, one.number.text),
    ]
    return _attempt(report, edits, one, other)


def negate(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Put a negation before a name."""
    one, word = rng.choice(_named(figures)), rng.choice(["未", "没有", "不", "无", "并非"])
    return _attempt(report, [Edit(one.name_start, one.name_start, word)], one)


def deny(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Put a negation between a name and its number."""
    one, word = rng.choice(_named(figures)), rng.choice(["没有", "并非", "不是"])
    return _attempt(report, [Edit(one.name_end, one.name_end, word)], one)


def other_year(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Put another year before a name; those that speak of a year themselves are left alone."""
    plain = [each for each in _named(figures) if "结转" not in each.name]
    one, word = rng.choice(plain), rng.choice(["上年", "2012年", "去年"])
    return _attempt(report, [Edit(one.name_start, one.name_start, word)], one)


def strike(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Strike a number through."""
    one = rng.choice(figures)
    return _attempt(
        report, [Edit(one.start, one.end, _STRUCK[report.to].format(one.number.text))], one
    )


def hide(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Hide a number."""
    one, hidden = rng.choice(figures), rng.choice(_HIDDEN[report.to])
    return _attempt(report, [Edit(one.start, one.end, hidden.format(one.number.text))], one)


def move(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Move a number into another sentence."""
    one = rng.choice(figures)
    other = rng.choice([each for each in figures if each.sentence != one.sentence])
    edits = [Edit(one.start, one.end, ""), Edit(other.begin, other.begin, one.number.text)]
    return _attempt(report, edits, one, other)


def spell_wrongly(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Write another number in characters."""
    counts = [each for each in _named(figures) if report.visible[each.end] in "件宗条"]
    one = rng.choice(counts)
    return _attempt(report, [Edit(one.start, one.end, "九千八百零三")], one)


_NEW = (
    "另有十二件正在办理。",
    "群众满意率百分之九十九。",
    "另收到⑤件来信。",
    "此外办理廿件。",
    "全年组织培训三次。",
    "另收到来信{}封。",
    "公开行政许可{}项，解读发布会三十场。",
    "另发生行政诉讼一起。",
    "发布信息1.2万条。",
    "网站访问3500次。",
)


def add_number(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Add a sentence with an unknown number."""
    one, text = rng.choice(figures), rng.choice(_NEW).format(spelled(rng.randrange(2000, 9999)))
    added = replace(one, sentence=text)
    return _attempt(report, [Edit(one.begin, one.begin, text)], added)


def delete(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Delete a sentence."""
    one = rng.choice(figures)
    return _attempt(report, [Edit(one.begin, one.begin + len(one.sentence), "")], one)


def other_period(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Write another statistical period."""
    period = re.search(r"报告中所列数据的统计期限为(\d{4})年1月1日至12月31日。", report.visible)
    assert period
    start = period.start(1) + rng.randrange(4)
    digit = bumped(report.visible[start])
    said = replace(figures[0], sentence=period[0], begin=period.start())
    return _attempt(report, [Edit(start, start + 1, digit)], said)


FALSE: tuple[Make, ...] = (
    change_digit,
    exchange_names,
    exchange_neighbours,
    exchange_numbers,
    negate,
    deny,
    other_year,
    strike,
    hide,
    move,
    spell_wrongly,
    add_number,
    delete,
    other_period,
)

_HARMLESS = (
    "今后，我们将继续加强公开平台建设。",
    "设立24小时自助查询终端。",
    "具体情况见附件1。",
    "咨询电话：0591-87654321。",
    "12345热线全年畅通。",
    "邮编350400。",
    "全年未发生行政复议败诉。",
    "对不予公开的申请逐一说明理由。",
    "没有收到举报投诉。",
    "依据第20号公告办理。",
    "根据国办公开办函〔2021〕30号要求整改。",
    "3月1日召开专题会议。",
    "落实“三审三校”，推进“高效办成一件事”。",
    "自然人和商业企业的申请一视同仁。",
    "对行政复议、行政诉讼案件举一反三。",
    "“十四五”期间持续推进五公开。",
    "围绕三个方面、五项重点，抓好十条措施。",
    "按照《条例》第五十条、第27条规定。",
    "第一季度、第3季度各通报一次。",
    "会议于上午9:30召开，持续90分钟。",
    "平台7×24小时运行。",
    "实行一窗受理、一次办结、一网通办。",
    "没有一件超期，做到受理一件、答复一件。",
    "学习贯彻党的二十大精神，做到两个维护。",
    "一年来，每季度召开会议一次，最多跑一次。",
)


def add_sentence(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Add a sentence without a figure."""
    return _attempt(report, [Edit((at := rng.choice(figures).begin), at, rng.choice(_HARMLESS))])


def punctuate(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Change or take out a mark of punctuation."""
    marks = [
        each.begin + match.start()
        for each in figures
        for match in re.finditer("[，、；]", each.sentence[:-1])
    ]
    at = rng.choice(marks)
    return _attempt(report, [Edit(at, at + 1, rng.choice(["，", "；", "。", "、"]))])


def split_paragraph(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Begin a new paragraph after a sentence."""
    one = rng.choice(figures)
    end = one.begin + len(one.sentence)
    mark = report.visible[end - 1]
    return _attempt(report, [Edit(end - 1, end, mark + _NEW_PARAGRAPH[report.to])])


def frame_anew(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Put words that change nothing before a sentence."""
    words = (
        "据统计，",
        "一年来，",
        "与往年相比，工作稳中有进，",
        "没有懈怠，",
        "不断规范，",
        "按照要求，",
    )
    at = rng.choice(figures).begin
    return _attempt(report, [Edit(at, at, rng.choice(words))])


def reword(report: ReportText, figures: Sequence[NarrativeFigure], rng: Random) -> Attempt:
    """Put words that change nothing between a name and its number."""
    counts = [each for each in _named(figures) if report.visible[each.name_end] in "0123456789"]
    one = rng.choice(counts)
    words = rng.choice(["共", "有", "共计", "为", "，共", "的有"])
    return _attempt(report, [Edit(one.name_end, one.name_end, words)])


SOUND: tuple[Make, ...] = (add_sentence, punctuate, split_paragraph, frame_anew, reword)
