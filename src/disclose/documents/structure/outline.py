"""The outline of a report: its year, its period, the headings of its parts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclose.core.expressions import expression
from disclose.core.finding import Place
from disclose.core.numbers import CHINESE_DIGITS, FIRST_TEN
from disclose.core.text import bare_name, close_gaps, squeeze
from disclose.documents.read.model import Document, Line, TableText
from disclose.form.edition.model import Edition
from disclose.prose.passages import Passage, passages, plain

TITLE_WITHIN = 60
"""Among how many lines at the beginning the title is looked for; web pages begin with menus."""

TITLE_LENGTH = 60
"""Most characters of a title; it may be spread over three lines."""

HEADING_LENGTH = 45
"""Most characters of a heading; those of the forms have up to 35."""

NUMERAL = f"[{FIRST_TEN}]{{1,3}}"
_YEAR = r"(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})"
_TITLE = expression(
    rf"(?<!\d){_YEAR}年度?[^。;，\d]{{0,20}}信息公开[^。;，\d]{{0,8}}(?:报告|年报)", re.ASCII
)
_QUOTED = expression(
    rf"《[^《》。]{{0,30}}?{_YEAR}年度?[^《》。\d]{{0,12}}信息公开[^《》。\d]{{0,8}}报告》",
    re.ASCII,
)
_PERIOD = expression(
    r"(?<!\d)(?P<first>20\d\d)年度?1月1日起?，?[至到—–~-]{1,2}(?:(?P<last>20\d\d)年度?)?12月31日?",
    re.ASCII,
)
_OF_DATA = expression(r"统计|数据|期限|时限|时段")
_TOP = expression(
    rf"(?:第(?P<part>{NUMERAL})(?:部分|章)[\s、:.]*|(?P<mark>{NUMERAL})(?:\s*[、.,，]\s*|\s+))(?P<text>\S.*)"
)
_ROW = expression(r"\([一二三四五六七]\)|\d+(?:\D+\d+){2}")
"""Is in a row of a table whose merged cells a PDF has run into one line, and in no heading."""

_ANNEX = "情况统计表"
"""Ends the title of the annex of 2014, whose rows have numbers like those of parts."""

_CLAUSE = expression(r"[。:;，]")


def count(text: str) -> int:
    """Return the number that digits, or a Chinese numeral from 一 to 九十九, say."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    units = FIRST_TEN.find(ones) + 1 if ones else 0
    return (FIRST_TEN.find(tens) + 1 if tens else 1) * 10 + units if ten else units


def year_of(text: str) -> int:
    """Return the year that four digits, Arabic or Chinese, say."""
    return int(text.translate(CHINESE_DIGITS))


@dataclass(frozen=True, slots=True)
class TopHeading:
    """The heading of a part: its number, 0 if it has none, its words, its line as written."""

    number: int
    text: str
    line: int
    said: str

    @property
    def place(self) -> Place:
        """Return its line."""
        return Place(line=self.line, text=self.said)


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """The years of the first and the last day of the period of a report, and its place."""

    first: int
    last: int
    place: Place


def official_parts(edition: Edition) -> tuple[str, ...]:
    """Return the names of the parts of a report, in order, without their numbers.

    They are the headings of the form's texts and tables; a form that does not number all of its
    parts from 一 on prescribes none.
    """
    headings = (*(each.title for each in edition.tables), *(each.heading for each in edition.texts))
    named: dict[int, set[str]] = {}
    for heading in headings:
        if found := re.fullmatch(rf"({NUMERAL})、(.+)", heading):
            named.setdefault(count(found[1]), set()).add(found[2])
    if sorted(named) != list(range(1, len(named) + 1)) or any(
        len(names) > 1 for names in named.values()
    ):
        return ()
    return tuple(named[number].pop() for number in sorted(named))


@dataclass(frozen=True)
class ReportOutline:
    """A report as its structure is checked.

    `lines` hold no marks of anchors. `labels` are the numbered names in the official tables, which
    are no headings where a table has become text.
    """

    lines: tuple[Line, ...]
    tables: tuple[TableText, ...]
    labels: frozenset[str]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return its paragraphs."""
        return passages(self.lines)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return its lines in NFKC form, without gaps."""
        return tuple(close_gaps(plain(line.text)) for line in self.lines)

    @cached_property
    def title_years(self) -> Mapping[int, Place]:
        """Return the years of all titles at its beginning; a web page may name other reports."""
        found: dict[int, Place] = {}
        for start in range(min(len(self.texts), TITLE_WITHIN)):
            for size in (1, 2, 3):
                text = "".join(self.texts[start : start + size])
                if len(text) > TITLE_LENGTH or "。" in text:
                    break
                line = self.lines[min(start + size, len(self.lines)) - 1]
                for match in _TITLE.finditer(text):
                    found.setdefault(year_of(match["year"]), Place(line=line.number, text=match[0]))
        return found

    @cached_property
    def period(self) -> StatedPeriod | None:
        """Return the first period of data that is stated in full, None if there is none."""
        for passage in self.passages:
            for match in _PERIOD.finditer(passage.text):
                begin, end = passage.sentence(match.start())
                if _OF_DATA.search(passage.text, begin, end):
                    last = int(match["last"] or match["first"])
                    place = passage.place(match.start(), match[0])
                    return StatedPeriod(int(match["first"]), last, place)
        return None

    @cached_property
    def year(self) -> int | None:
        """Return the report year: that of the title; if titles differ, the period decides.

        Without both it is the year of the one report that the text names in 《》.
        """
        years = [*self.title_years]
        if len(years) == 1:
            return years[0]
        if self.period is not None and (not years or self.period.first in years):
            return self.period.first
        quoted = {year_of(match["year"]) for match in _QUOTED.finditer("".join(self.texts))}
        return quoted.pop() if len(quoted) == 1 and not years else None

    @cached_property
    def headings(self) -> tuple[TopHeading, ...]:
        """Return the headings of parts; of a heading in a table of contents, the later one."""
        found = tuple(self._headings())
        later = {(each.number, bare_name(each.text)): each.line for each in found}
        return tuple(
            each for each in found if later[each.number, bare_name(each.text)] == each.line
        )

    def _headings(self) -> Iterator[TopHeading]:
        for line in self.lines:
            said = plain(line.text)
            if said.endswith(_ANNEX) and len(said) <= HEADING_LENGTH:
                return
            match = _TOP.fullmatch(said)
            if match is None or self.is_label(said) or _ROW.search(match["text"]):
                continue
            # A sentence after the heading, on the same line, is no part of it.
            text = _CLAUSE.split(re.sub(r"[.…\s]+\d*$", "", match["text"]), maxsplit=1)[0]
            if len(close_gaps(text)) <= HEADING_LENGTH:
                number = count(match["part"] or match["mark"])
                yield TopHeading(number, close_gaps(text), line.number, line.text[:60])

    def is_label(self, text: str) -> bool:
        """Return whether a line is a numbered name of an official table, or a piece of one."""
        name = bare_name(text)
        return any(name.startswith(each) or each.startswith(name) for each in self.labels if name)

    @cached_property
    def whole(self) -> str:
        """Return all its lines and cells without white space, one on each line."""
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        return "\n".join(squeeze(each) for each in (*(line.text for line in self.lines), *cells))


_NUMBERED_LABEL = expression(rf"(?:\(?{NUMERAL}[)、]|\d{{1,2}}[.、])")


def outline(document: Document, editions: Sequence[Edition]) -> ReportOutline:
    """Return the outline of `document`.

    The numbered names are those of `editions` that prescribe parts; others call a part and a group
    of rows alike, and print their table in an annex.
    """
    prescribing = [each for each in editions if official_parts(each)]
    tables = [table for edition in prescribing for table in edition.tables]
    groups = (group.label for table in tables for group in table.groups)
    rows = (row.label for table in tables for block in table.blocks for row in block.rows)
    labels = frozenset(
        bare_name(label) for label in (*groups, *rows) if _NUMBERED_LABEL.match(squeeze(label))
    )
    return ReportOutline(document.lines, document.tables, labels)
