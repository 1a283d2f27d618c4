"""Agencies whose reports have the same text: most sentences of a section, whatever the numbers.

No two texts are compared that have no sentence in common. Equal texts are one; an index of
sentences, which the database sorts, gives the different texts with common sentences; only these
pairs are compared in full. The result does not depend on the order of the files.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, groupby

from disclose.checks.repeated_texts import own_sentences, shown
from disclose.core.finding import Finding, warning
from disclose.core.likeness import PlainSentence, is_long, likeness
from disclose.core.text import abridge
from disclose.form.edition.model import Edition, Section
from disclose.rollup.database import Database
from disclose.rollup.filed_texts import mark, split
from disclose.rollup.selection import File, Selection, Status

COMMON, FEW, MOST = Fraction(1, 3), 5, 50
"""A sentence is a formula if more than a third of the different texts have it, and more than 5.

One that more than 50 have is a formula, too: this bounds the work. The numbers are the project's
own. Equal texts count once, so that a text which many agencies copied is no formula.
"""

_CANDIDATE = Fraction(1, 3)
"""Share of common sentences in the shorter of two texts from which on they are compared."""


@dataclass(frozen=True, slots=True)
class SharedSection:
    """A section with the same text: the least share of any two agencies, and some sentences."""

    label: str
    share: Fraction
    sentences: tuple[str, ...]

    @property
    def told(self) -> str:
        """Return the label with the share in whole per cent: `（一）主动公开 100%`."""
        return f"{self.label} {int(self.share * 100)}%"


@dataclass(frozen=True, slots=True)
class SharedText:
    """The files of several agencies that have the same text in `sections`."""

    files: tuple[File, ...]
    sections: tuple[SharedSection, ...]

    def finding(self) -> Finding:
        """Return the warning of these files."""
        return warning(
            "ROLL19",
            bodies=abridge([each.result.name or each.name for each in self.files]),
            number=len(self.files),
            sections=tuple(each.told for each in self.sections),
            sentences=self.sections[0].sentences,
        )


def shared_texts(
    selection: Selection, edition: Edition, database: Database
) -> tuple[SharedText, ...]:
    """Return the groups of agencies with the same text, in the order of their files."""
    files = {
        each.file.result.sha256: each.file
        for each in selection.decisions
        if each.status in {Status.COUNTED, Status.FAULTY}
    }
    found: dict[tuple[str, ...], list[SharedSection]] = {}
    for section in edition.texts:
        for members, shared in _SectionTexts(section, edition, files, database).groups():
            found.setdefault(members, []).append(shared)
    groups = (
        SharedText(tuple(files[sha256] for sha256 in members), tuple(sections))
        for members, sections in found.items()
    )
    return tuple(sorted(groups, key=lambda each: [file.name for file in each.files]))


@dataclass(frozen=True, slots=True)
class _Link:
    """Two different texts by their numbers, or one of several agencies, and what they share."""

    first: int
    second: int
    share: Fraction
    copied: tuple[PlainSentence, ...]


@dataclass
class _SectionTexts:
    """The texts of one section; a number is that of one of the different texts."""

    section: Section
    edition: Edition
    files: Mapping[str, File]
    database: Database
    formulas: set[bytes] = field(default_factory=set)

    @cached_property
    def different(self) -> Sequence[tuple[bytes, Sequence[str]]]:
        """The different texts, by their marks, and the files that have them, by their names."""
        found: dict[bytes, list[str]] = {}
        for sha256, marks in self.database.marks(self.section.id):
            if sha256 in self.files:
                found.setdefault(marks, []).append(sha256)
        ordered = [(marks, self._by_name(members)) for marks, members in found.items()]
        return sorted(ordered, key=lambda each: self.files[each[1][0]].name)

    def _by_name(self, members: Iterable[str]) -> list[str]:
        return sorted(members, key=lambda sha256: self.files[sha256].name)

    def groups(self) -> Iterator[tuple[tuple[str, ...], SharedSection]]:
        """Yield the files that have the same text, by their names, and what they share."""
        links = sorted((*self._links(), *self._repeated()), key=lambda each: each.first)
        for inside in _connected(links):
            numbers = {number for link in inside for number in (link.first, link.second)}
            members = (sha256 for number in numbers for sha256 in self.different[number][1])
            share = min(link.share for link in inside)
            told = SharedSection(self.section.label, share, shown(inside[0].copied))
            yield tuple(self._by_name(members)), told

    def _repeated(self) -> Iterator[_Link]:
        """Yield a link of a text with itself if several agencies have it."""
        for number, (_, members) in enumerate(self.different):
            if len(members) > 1 and is_long(own := self._own(number)):
                yield _Link(number, number, Fraction(1), own)

    def _links(self) -> Iterator[_Link]:
        """Yield the pairs of different texts of which each is for the most part in the other."""
        for first, pairs in groupby(self._candidates(), key=lambda pair: pair[0]):
            text = self._own(first)
            for _, second in pairs:
                other = self._own(second)
                here, there = likeness(text, other), likeness(other, text)
                if here.is_copy and there.is_copy:
                    yield _Link(first, second, min(here.share, there.share), here.copied)

    def _candidates(self) -> Sequence[tuple[int, int]]:
        """Return the pairs with enough sentences in common, and note the formulas."""
        marked = (
            (each, number)
            for number, (marks, _) in enumerate(self.different)
            for each in split(marks)
        )
        most = min(MOST, max(FEW, int(COMMON * len(self.different))))
        common: Counter[tuple[int, int]] = Counter()
        for each, numbers in self.database.repeated(marked):
            if len(numbers) > most:
                self.formulas.add(each)
            else:
                common.update(combinations(numbers, 2))
        lengths = [sum(1 for _ in split(marks)) for marks, _ in self.different]
        return sorted(
            (first, second)
            for (first, second), count in common.items()
            if count >= _CANDIDATE * min(lengths[first], lengths[second])
        )

    def _own(self, number: int) -> tuple[PlainSentence, ...]:
        """Return the sentences of a text that are no formulas."""
        text = self.database.text(self.different[number][1][0], self.section.id)
        own = own_sentences(self.edition, text)
        return tuple(each for each in own if mark(each) not in self.formulas)


def _connected(links: Iterable[_Link]) -> Sequence[Sequence[_Link]]:
    """Return the links by group: whoever shares with a third is of one group with it."""
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while (next_one := above.setdefault(number, number)) != number:
            above[number] = above[next_one]
            number = next_one
        return number

    links = tuple(links)
    for link in links:
        low, high = sorted((top(link.first), top(link.second)))
        above[high] = low
    groups: dict[int, list[_Link]] = {}
    for link in links:
        groups.setdefault(top(link.first), []).append(link)
    return tuple(groups.values())
