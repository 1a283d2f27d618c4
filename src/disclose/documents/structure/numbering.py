"""The numbers of items in a text that repeat or leave some out: （一）（二）（二）; 1. 2. 4."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclose.core.expressions import expression
from disclose.core.finding import Finding, Place, note
from disclose.core.text import abridge, close_gaps
from disclose.documents.structure.outline import NUMERAL, ReportOutline, count
from disclose.prose.passages import LONG_LINE, Passage, plain

_ITEM = expression(
    rf"(?:\((?P<hanzi>{NUMERAL})\)|(?P<digits>\d{{1,2}})[.、](?=[^\d\s.])|\((?P<inner>\d{{1,2}})\))(?![项款条目、，])",
    re.ASCII,
)
_LEVELS = ("hanzi", "digits", "inner")
_INLINE = expression(
    r"(?:^|(?<=[。;:，!、]))(?P<said>(?P<number>[一二三四五六七八九])(?P<word>是|要))"
)
_BEGINS = expression(rf"一[是要]|首先|第一|\({NUMERAL}\)|{NUMERAL}、")
"""Begins another list within a paragraph, or the section of one."""

_FULL_WIDTH = str.maketrans("()", "（）")
_CLOSED = "。！？!?:;，,、"

_DEEPEST = 8
"""How many lists within lists, and faults in them, are remembered."""


@dataclass
class NumberedList:
    """The numbers of items so far, those of lists within lists included."""

    open: list[int] = field(default_factory=list)

    def takes(self, number: int) -> bool:
        """Add the next number; return whether it continues a list or begins one.

        After a fault the list goes on from the number as it is written, or as it should be.
        """
        if number == 1 or not self.open:
            self.open = [*self.open[-_DEEPEST:], number]
            return True
        while len(self.open) > 1 and number != self.open[-1] + 1 and number - 1 in self.open:
            self.open.pop()
        self.open[-1] += 1
        if number == self.open[-1]:
            return True
        self.open = [*self.open[-_DEEPEST:], number]
        return False


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """The number of an item: `level` is its style; it is of the passage with the index `passage`.

    `end` is where it ends in the passage.
    """

    level: str
    number: int
    said: str
    place: Place
    passage: int
    end: int


def numbering(report: ReportOutline) -> Iterator[Finding]:
    """Yield one note for all items whose number repeats one or leaves some out."""
    found = [
        *_faults(report, _items(report), _LEVELS),
        *_faults(report, _inline_items(report), ("是", "要")),
    ]
    if found:
        items = abridge([f"“{before.said}”→“{item.said}”" for before, item in found])
        yield note("DOC86", *(item.place for _, item in found), items=items, count=len(found))


def _faults(
    report: ReportOutline, items: Iterator[NumberedItem | None], levels: tuple[str, ...]
) -> Iterator[tuple[NumberedItem, NumberedItem]]:
    """Yield each of `items` that is wrong, after the one before it.

    None among them is the beginning of another section.
    """
    lists: dict[str, NumberedList] = {}
    last: dict[str, NumberedItem] = {}
    for item in items:
        if item is None:
            lists, last = {}, {}
            continue
        if item.level in _LEVELS:
            for lower in levels[levels.index(item.level) + 1 :]:
                lists.pop(lower, None)
        before = last.get(item.level)
        right = lists.setdefault(item.level, NumberedList()).takes(item.number)
        last[item.level] = item
        if not right and before is not None and not _explained(report, before, item):
            yield before, item


def _explained(report: ReportOutline, before: NumberedItem, item: NumberedItem) -> bool:
    """Return whether the numbers left out are between both, in another style or within a line."""
    if item.number < before.number:
        return True
    if before.passage != item.passage and item.level not in _LEVELS:
        starts = before.end - len(before.said), item.end - len(item.said)
        if any(starts):
            return True
    first, last = report.passages[before.passage], report.passages[item.passage]
    if before.passage == item.passage:
        between = first.text[before.end : item.end - len(item.said)]
    else:
        middle = (each.text for each in report.passages[before.passage + 1 : item.passage])
        between = "".join(
            (first.text[before.end :], *middle, last.text[: item.end - len(item.said)])
        )
    if item.level not in _LEVELS and _BEGINS.search(between):
        return True
    left_out = range(before.number + 1, item.number)
    return any(_names(number, between) for number in left_out)


def _names(number: int, text: str) -> bool:
    hanzi = "零一二三四五六七八九"[number] if number < 10 else "十"  # noqa: PLR2004
    digits = rf"\(?{number}[).、]"
    return re.search(rf"[(第]{hanzi}|{hanzi}[是要、)]|(?<!\d){digits}", text) is not None


def _items(report: ReportOutline) -> Iterator[NumberedItem | None]:
    """Yield the items that begin a line, and None for each heading of a part."""
    tops = {each.line for each in report.headings}
    lines = {line.number: index for index, line in enumerate(report.lines)}
    for index, passage in enumerate(report.passages):
        for start, number in zip(passage.starts, passage.numbers, strict=True):
            line = report.lines[lines[number]]
            if number in tops:
                yield None
                continue
            text = close_gaps(plain(line.text))
            match = _ITEM.match(text)
            if match is None:
                if line.heading:
                    yield None
                continue
            if report.is_label(text) or _is_wrapped(passage, start):
                continue
            level = next(each for each in _LEVELS if match[each])
            value = count(match[level]) if level == "hanzi" else int(match[level])
            place = Place(line=number, text=line.text[:40])
            said = match[0].translate(_FULL_WIDTH) if "（" in line.text else match[0]
            yield NumberedItem(level, value, said, place, index, start + match.end())


def _is_wrapped(passage: Passage, start: int) -> bool:
    """Return whether the line that begins at `start` goes on from the one before it."""
    above = passage.text[:start]
    return len(above) >= LONG_LINE and above[-1] not in _CLOSED


def _inline_items(report: ReportOutline) -> Iterator[NumberedItem | None]:
    """Yield 一是, 二是 and the like in sentences, and None for each heading or numbered item."""
    for index, passage in enumerate(report.passages):
        if passage.heading or _ITEM.match(passage.text):
            yield None
        for match in _INLINE.finditer(passage.text):
            place = passage.place(match.start(), passage.text[match.start() : match.start() + 20])
            number = count(match["number"])
            yield NumberedItem(match["word"], number, match["said"], place, index, match.end())
