"""The notice that a report cites, its years, its date."""

import calendar
import re
from collections.abc import Iterator, Sequence

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, Severity, error, warning
from disclose.core.language import Wording
from disclose.core.text import close_gaps
from disclose.documents.structure.outline import ReportOutline, count, year_of
from disclose.form.edition.model import Edition
from disclose.prose.passages import Passage, plain

# ------------------------------------------------------------------ the notice

_DOCUMENT = expression(r"(?P<office>\w+?)〔(?P<year>\d{4})〕(?P<number>\d+)号")
_NUMBER = (
    r"\s*[〔\[({【〈<]?\s*(?P<year>20\d\d)\s*年?[〕\])}】〉>]?\s*第?\s*"
    r"(?P<number>\d{1,3})(?!\d)\s*号?"
)

_OTHER = Wording(
    "不是{year}年度报告的格式文件，应为{document}",
    "is not the notice for reports of {year}, which is {document}",
)
_MALFORMED = Wording("文号应写作 {document}", "should be written {document}")


def notice(report: ReportOutline, editions: Sequence[Edition]) -> Iterator[Finding]:
    """Yield a finding for a notice of other years, and one for each number that is ill-formed.

    The notice of another year beside the one in force is history, and no fault.
    """
    year = report.year
    by_document = {each.document: each for each in editions if each.document}
    cited: dict[str, tuple[Place, str]] = {}
    for document, said, place in _citations(report, tuple(by_document)):
        cited.setdefault(document, (place, said))
        if said != document:
            found = warning("DOC83", place, said=said, fault=_MALFORMED, document=document, year="")
            yield found._replace(severity=Severity.NOTE)
    if year is None:
        return
    in_force = [each for each, form in by_document.items() if _serves(form, year)]
    if in_force and not any(each in cited for each in in_force):
        for document, (place, said) in cited.items():
            if document not in in_force:
                yield warning(
                    "DOC83", place, said=said, fault=_OTHER, document=in_force[0], year=str(year)
                )


def _serves(form: Edition, year: int) -> bool:
    return form.first_year <= year <= form.last_year


def _citations(report: ReportOutline, documents: Sequence[str]) -> Iterator[tuple[str, str, Place]]:
    """Yield each citation of one of `documents`: the document, its number as written, its place."""
    named = {each: match for each in documents if (match := _DOCUMENT.fullmatch(each))}
    for office in {match["office"] for match in named.values()}:
        pattern = re.compile(rf"{office}{_NUMBER}")
        for passage in report.passages:
            for found in pattern.finditer(passage.text):
                for document, match in named.items():
                    wanted = (office, int(match["year"]), int(match["number"]))
                    if wanted == (office, int(found["year"]), int(found["number"])):
                        said = found[0].strip()
                        yield document, said, passage.place(found.start(), said)


# ------------------------------------------------------------------- the years

_OPENING = expression(
    r"(?P<year>20\d\d)年(?:度|全年)?(?=[，,]|我|本|全[区县市镇乡省局街]|共|累计|新收|(?:收到|受理|主动公开)(?!的)|未|没有)",
    re.ASCII,
)
_HEAD = expression(r"\(?[一二三四五六七八九十\d]{1,3}[)、.][^。:，]{2,25}(?:[。:]|(?=20\d\d年))")
_ANOTHER_YEAR = expression(
    r"相比|比上年|同比|结转|上年|上一年|去年|往年|本年|今年|当年|目前|较|评为|获|被|(?:印发|制定|出台)[了《]"
    r"|以来|成立|开通|上线|启用|将|拟|计划|下一步|截至|转入"
)
"""Words of a sentence that may well speak of another year."""

_PROBLEMS = ("问题", "改进", "不足", "下一步", "打算")
_STATISTICS = expression(r"(?<!\d)(?P<year>20\d\d)年?度?[^。，;\d]{0,12}统计表", re.ASCII)
_OF_YEAR = expression(r"\((?P<year>20\d\d)年?度?\)", re.ASCII)
_COLUMN = expression(r"(?P<year>20\d\d)年?度?", re.ASCII)
_INDICATOR = expression("统计指标|指标名称")

_PERIOD = Wording("统计期限", "the period of the data")
_SENTENCE = Wording("这一段开头", "the beginning of this paragraph")
_TABLE = Wording("统计表", "the table")


def years(report: ReportOutline) -> Iterator[Finding]:
    """Yield a warning for each year that is not that of the title: period, openings, tables."""
    year = report.year
    if year is None:
        return
    period = report.period
    if period is not None and {period.first, period.last} != {year}:
        other = period.first if period.first != year else period.last
        yield _disagrees(period.place, _PERIOD, other, year)
    for place, said in _openings(report, year):
        yield _disagrees(place, _SENTENCE, said, year)
    for place, said in _tables(report):
        if said != year:
            yield _disagrees(place, _TABLE, said, year)


def _disagrees(place: Place, part: Wording, said: int, year: int) -> Finding:
    return warning("DOC84", place, part=part, said=str(said), year=str(year))


def _openings(report: ReportOutline, year: int) -> Iterator[tuple[Place, int]]:
    """Yield paragraphs of the parts on the report year that begin with another year.

    The part on problems may speak of any year, and so may a paragraph that names the report year.
    """
    after_heading = inside = False
    for passage in report.passages:
        if passage.heading:
            if any(word in passage.text for word in _PROBLEMS):
                return
            after_heading = inside = True
            continue
        head = _HEAD.match(passage.text)
        if inside and (after_heading or head):
            start = head.end() if head else 0
            opening = _OPENING.match(passage.text, start)
            if opening and int(opening["year"]) != year and _is_own(passage, start, year):
                end = min(passage.sentence(start)[1], start + 40)
                yield passage.place(start, passage.text[start:end]), int(opening["year"])
        # A line with a heading's number and no text, such as （一）主动公开情况。, opens a section.
        after_heading = head is not None and head.end() == len(passage.text)


def _is_own(passage: Passage, start: int, year: int) -> bool:
    _, end = passage.sentence(start)
    sentence = passage.text[start:end]
    return str(year) not in passage.text and _ANOTHER_YEAR.search(sentence) is None


def _tables(report: ReportOutline) -> Iterator[tuple[Place, int]]:
    """Yield the year of each table of statistics that states one: in its title or its columns."""
    for index, text in enumerate(report.texts):
        line = report.lines[index]
        if len(text) <= 40 and (title := _STATISTICS.search(text)):  # noqa: PLR2004 - a title
            yield Place(line=line.number, text=line.text), int(title["year"])
        above = report.texts[index - 1] if index else ""
        if above.endswith("统计表") and (title := _OF_YEAR.fullmatch(text)):
            yield Place(line=line.number, text=line.text), int(title["year"])
    for table in report.tables:
        for row in table.rows[:2]:
            stated = {
                match["year"] for cell in row if (match := _COLUMN.fullmatch(close_gaps(cell)))
            }
            if len(stated) == 1 and _INDICATOR.search("".join(row)):
                said = stated.pop()
                yield Place(line=table.after_line, text="　".join(row)[:40]), int(said)


# -------------------------------------------------------------------- the dates

_DATE = expression(
    r"(?<![\d.])(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?",
    re.ASCII,
)
_DAY = expression(
    r"(?<![\d.])(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日", re.ASCII
)
_SIGNED = expression(r"(?:[^。，;:\d]{2,30}[局府办室会厅委院处站所心队镇乡道部署社区县市省州旗])?")
"""Before a date, on its line: nothing, or the name of an agency."""

_LABEL = expression(r"(?:成文|发布|发文|生成|公开|公布)(?:日期|时间):?")
_LABELLED = expression(
    r"(?:成文|发布|发文|生成|公开|公布)(?:日期|时间)\s*:?\s*"
    r"(?P<year>20\d\d)(?:年|-|/|\.)(?P<month>\d{1,2})(?:月|-|/|\.)(?P<day>\d{1,2})",
    re.ASCII,
)
_MONTHS = 12
_LEAP_YEAR = 2024
"""The days of a month in a date without a year are those of this year."""

_IMPOSSIBLE = Wording("历法上没有这一天", "no such day exists")
_EARLY = Wording(
    "早于{year}年12月31日，报告年度还没有结束",
    "is before 31 December {year}, the end of the report year",
)


def dates(report: ReportOutline) -> Iterator[Finding]:
    """Yield an error for each day that does not exist, a warning for a report dated too early."""
    impossible: dict[str, list[Place]] = {}
    for passage in report.passages:
        for match in _DAY.finditer(passage.text):
            year = int(match["year"] or _LEAP_YEAR)
            if not _exists(year, int(match["month"]), int(match["day"])):
                place = passage.place(match.start(), match[0])
                impossible.setdefault(match[0], []).append(place)
    for date, places in impossible.items():
        yield error("DOC85", *places, date=date, fault=_IMPOSSIBLE, year="")
    if report.year is None:
        return
    for place, said, year, month, day in _signatures(report):
        whole = _exists(year, month, day or 1)
        last_day = day or (31 if month == _MONTHS else 1)
        if whole and (year, month, last_day) < (report.year, _MONTHS, 31):
            found = error("DOC85", place, date=said, fault=_EARLY, year=str(report.year))
            yield found._replace(severity=Severity.WARNING)
            return


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]


def _signatures(report: ReportOutline) -> Iterator[tuple[Place, str, int, int, int]]:
    """Yield the dates on the title page and at the end: lines by themselves, or labelled ones."""
    tops = [each.line for each in report.headings]
    first, last = (min(tops), max(tops)) if tops else (0, 0)
    for line in report.lines:
        if tops and first <= line.number <= last:
            continue
        text = close_gaps(plain(line.text)).strip("()")
        match = _LABELLED.search(plain(line.text)) if line.number < first else None
        if match is None:
            match = _DATE.search(text)
            if match is None or match.end() != len(text):
                continue
            before = _LABEL.sub("", text[: match.start()])
            if _SIGNED.fullmatch(before) is None:
                continue
        year, month, day = year_of(match["year"]), count(match["month"]), count(match["day"] or "0")
        yield Place(line=line.number, text=match[0]), match[0], year, month, day
