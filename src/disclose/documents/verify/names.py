"""The names of figures in running text: what each stands for, and where a text says it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclose.core.expressions import expression
from disclose.core.text import words_only
from disclose.documents.verify.expected_report import ExpectedReport
from disclose.documents.verify.tokens import Stream, worth
from disclose.form.edition.rule_ast import PRIOR_YEAR
from disclose.prose.lexicon import Vocabulary

_KEY = expression(r"[a-z_]\w*(?:\.\w+)+(?:\[\w+\])?")
_DERIVED = expression(r"(?P<kind>share|change)\((?P<part>.+),(?P<whole>[^,]+)\)")

_NOTE = expression(r"（[^（）]*）|\([^()]*\)|【[^【】]*】")
CLAUSE_END = expression(r"[，,。；;：:、！？!?（）()]")
_FRAME_BEFORE = expression(
    r"(?:\d+年?度?|其中|全年|本年度?|另有|另外|已经|作出|一共|总共|共计|共|本单位有|年)+"
)
_FRAME_AFTER = expression(r"(?:的|(?<!行)为|是|有|共|达|数量|总数|件数|数)+$")
_NUMBERING = expression(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．）)]?)?(?:其中[：:])?")
_NO_NAMES = frozenset(
    (
        "总计",
        "合计",
        "小计",
        "其他",
        "统计",
        "统计数",
        "数量",
        "增减",
        "信息",
        "申请",
        "政府信息",
        "决定",
        "公开",
        "结果",
        "案件",
        "情况",
    )
)
_LEAST = 2
"""Fewest characters of a name."""


def figures_of(key: str) -> frozenset[str]:
    """Return the figures that a number is the sum of; of a share or a change, those of its part."""
    derived = _DERIVED.fullmatch(key)
    return frozenset(_KEY.findall(derived["part"] if derived else key))


def is_derived(key: str) -> bool:
    """Return whether a number is a share or a change, or one of the prior year."""
    return PRIOR_YEAR in key or _DERIVED.fullmatch(key) is not None


@dataclass(frozen=True, slots=True)
class FigureName:
    """A name as words only: the figures that it may stand for, and the amounts they may have.

    `broad` says that it heads a whole column or group of the form.
    """

    text: str
    keys: frozenset[str]
    amounts: frozenset[Decimal]
    broad: bool = False


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a text, and the range of the words that say it."""

    name: FigureName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureNames:
    """All names of the figures of a form."""

    names: dict[str, FigureName]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.names, key=lambda each: (-len(each), each))
        pattern = "|".join(map(re.escape, longest_first)) or r"(?!)"
        object.__setattr__(self, "pattern", re.compile(pattern))

    def found(self, words: str) -> tuple[NameSpan, ...]:
        """Return the names in `words`, the longest ones where several fit."""
        return tuple(
            NameSpan(self.names[match[0]], match.start(), match.end())
            for match in self.pattern.finditer(words)
        )


def last_clause(lead: str) -> str:
    """Return the last clause of the text that leads up to a number."""
    return CLAUSE_END.split(_NOTE.sub("", lead))[-1]


def first_clause(trail: str) -> str:
    """Return the first clause of the text behind a number."""
    return CLAUSE_END.split(trail, maxsplit=1)[0]


def lead_name(lead: str) -> str:
    """Return the name that leads up to a number: its last clause without words of any sentence."""
    words = words_only(last_clause(lead))
    frame = _FRAME_BEFORE.match(words)
    return _FRAME_AFTER.sub("", words[frame.end() :] if frame else words)


def figure_names(
    report: ExpectedReport, expected: Stream, vocabularies: Sequence[Vocabulary]
) -> FigureNames:
    """Return the names that the report itself, the form and the lexicons give to figures."""
    collector = _Collector(report)
    collector.from_report(expected)
    collector.from_charts()
    for vocabulary in vocabularies:
        collector.from_lexicon(vocabulary)
    collector.from_form()
    return collector.names()


@dataclass(slots=True)
class _Collector:
    """Collects names; the form's own rows and columns give amounts only to names without any."""

    report: ExpectedReport
    keys: dict[str, set[str]] = field(default_factory=dict)
    amounts: dict[str, set[Decimal]] = field(default_factory=dict)
    broad: set[str] = field(default_factory=set)

    def names(self) -> FigureNames:
        return FigureNames(
            {
                text: FigureName(
                    text, frozenset(keys), frozenset(self.amounts[text]), broad=text in self.broad
                )
                for text, keys in self.keys.items()
            }
        )

    def from_report(self, expected: Stream) -> None:
        for number in expected.numbers:
            amount = worth(number.text)
            if number.key and amount and not is_derived(number.key):
                lead = lead_name(expected.lead(number))
                self._add(lead, figures_of(number.key), {amount.amount})

    def from_charts(self) -> None:
        for chart in self.report.edition.charts:
            for bar in chart.bars:
                keys = [key for each in bar.figures for key in self._fitting(each)]
                self._add(bar.label, keys, {self._sum(keys)})

    def from_lexicon(self, vocabulary: Vocabulary) -> None:
        lexicon = vocabulary.lexicon
        covered = {
            entry.id: [key for key in self.report.edition.figures if entry.covers(key)]
            for entry in lexicon.entries
        }
        for entry in lexicon.entries:
            keys = set(covered[entry.id])
            amounts = {self._sum(keys)}
            for reading in entry.readings:
                read_as = [key for each in reading.figures for key in covered[each]]
                keys |= set(read_as)
                amounts.add(self._sum(read_as))
            if keys:
                for text in (*entry.labels, *entry.within):
                    self._add(text, keys, amounts)

    def from_form(self) -> None:
        narrow = set(self.keys)
        for figure in self.report.edition.figures.values():
            groups = (group.label for group in figure.table.path(figure.row.group))
            rows = (figure.row.label, figure.row.short)
            for label in (*rows, figure.column.label, figure.column.short, *groups):
                text = words_only(_NUMBERING.sub("", _NOTE.sub("", label), count=1))
                own = set() if text in narrow else {self._amount(figure.key)}
                self._add(text, {figure.key}, own)
                if label not in rows and text not in narrow:
                    self.broad.add(text)

    def _add(self, text: str, keys: Iterable[str], amounts: Iterable[Decimal]) -> None:
        text = words_only(text)
        if len(text) >= _LEAST and text not in _NO_NAMES and not text.isdecimal():
            self.keys.setdefault(text, set()).update(keys)
            self.amounts.setdefault(text, set()).update(amounts)

    def _fitting(self, pattern: str) -> Iterator[str]:
        before, star, behind = pattern.partition("*")
        for key in self.report.edition.figures:
            if key == pattern or (star and key.startswith(before) and key.endswith(behind)):
                yield key

    def _sum(self, keys: Iterable[str]) -> Decimal:
        return sum((self._amount(key) for key in keys), Decimal(0))

    def _amount(self, key: str) -> Decimal:
        return self.report.filing.entries[key].amount or Decimal(0)
