"""Small grammars: which figure a clause speaks of, whatever the order of its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclose.prose.counts import MASK
from disclose.prose.lexicon import LexiconEntry, Vocabulary

EARLIER = "~"
"""Behind a class of a grammar: its word may stand earlier in the sentence."""

NUMBER = "◇"
"""Stands for the number in the words of a clause."""

_OTHER, _SERVICE = "other_matter", "service_matter"
_NUMBERING = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[)、.]|^[一二三四五六七八九十]是")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a number up to the next marks: `lead` before it, `trail` behind it.

    `earlier` is the text of the sentence before the clause.
    """

    lead: str
    trail: str
    earlier: str
    passage: str

    @property
    def words(self) -> str:
        """Return the clause with a mark for its number."""
        return f"{self.lead}{NUMBER}{self.trail}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The figure that a clause speaks of, and whether the words fit nothing else."""

    entry: LexiconEntry
    sure: bool
    weight: int


@dataclass(frozen=True)
class Grammars:
    """The grammars of a vocabulary, for the reports of a year."""

    vocabulary: Vocabulary
    year: int | None

    @cached_property
    def _classes(self) -> Mapping[str, re.Pattern[str]]:
        years = {"next": self.year + 1, "prior": self.year - 1} if self.year else {}
        found = {}
        for name, words in self.vocabulary.language.classes.items():
            known = [each.format(**years) for each in words if years or "{" not in each]
            longest = sorted(known, key=lambda each: (-len(each), each))
            found[name] = re.compile("|".join(map(re.escape, longest)))
        return found

    def has(self, name: str, text: str) -> bool:
        """Return whether a word of a class stands in `text`."""
        return self._classes[name].search(text) is not None

    def meant(self, clause: Clause, unit: str) -> Meaning | None:
        """Return the figure that the words of a clause fit best, None for no figure."""
        found = [each for each in self._meanings(clause) if unit in ("", each.entry.unit)]
        return max(found, key=lambda each: each.weight, default=None)

    def denied(self, clause: Clause) -> Meaning | None:
        """Return the figure of a clause that says that nothing of it came, and says no more."""
        meaning = self.meant(clause, "")
        rest = clause.lead
        for name in ("receive", "application", "plain_application"):
            rest = self._classes[name].sub("", rest)
        return meaning if meaning is not None and self._only_frame(rest) else None

    def is_other(self, entry: LexiconEntry, clause: Clause) -> bool:
        """Return whether a clause that names a figure speaks of another matter nevertheless."""
        # 热线受理申请30件，已办结29件: the second clause has no object, and speaks of the first's.
        own = self.has("application", clause.words)
        said = dict.fromkeys(entry.unless, clause.words)
        if _OTHER in said:
            said[_OTHER] = "" if own else clause.earlier + clause.words
        if _SERVICE in said and not own:
            said[_SERVICE] = clause.earlier + clause.words
        if not any(self.has(name, text) for name, text in said.items()):
            return False
        return not any(self.has(each, clause.lead + clause.earlier) for each in entry.surely)

    def is_sure(self, entry: LexiconEntry, clause: Clause) -> bool:
        """Return whether the passage says what makes a figure certain."""
        return not entry.surely or any(self.has(each, clause.passage) for each in entry.surely)

    def _meanings(self, clause: Clause) -> Iterator[Meaning]:
        for entry in self.vocabulary.lexicon.entries:
            for grammars, sure in ((entry.grammars, True), (entry.doubtful, False)):
                for grammar in grammars:
                    weight = self._weight(grammar, clause)
                    if weight and not self.is_other(entry, clause):
                        yield Meaning(entry, sure and self.is_sure(entry, clause), weight)

    def _weight(self, grammar: Sequence[str], clause: Clause) -> int:
        """Return how many characters of the clause a grammar explains, 0 if it does not fit."""
        left, explained = clause.words, 0
        lacking = []
        for name in sorted(grammar, key=lambda each: each.endswith(EARLIER)):
            match = self._classes[name.rstrip(EARLIER)].search(left)
            if match is not None:
                explained += len(match[0])
                left = left[: match.start()] + MASK + left[match.end() :]
            elif name.endswith(EARLIER):
                lacking.append(name.rstrip(EARLIER))
            else:
                return 0
        if lacking and not self._only_frame(left.partition(NUMBER)[0]):
            return 0
        if any(not self.has(each, clause.earlier) for each in lacking):
            return 0
        return explained

    def _only_frame(self, words: str) -> bool:
        """Return whether nothing but words of any sentence is left: no object of another kind."""
        bare = _NUMBERING.sub("", re.sub(r"\d+年度?|[□\"'“”]", "", words))
        return self._frame.fullmatch(bare) is not None

    @cached_property
    def _frame(self) -> re.Pattern[str]:
        words = self.vocabulary.language.words
        known = {
            *words.fillers,
            *words.of_which,
            *words.this_year,
            *words.other_years,
            "已",
            "另",
            "并",
        }
        longest = sorted(known, key=lambda each: (-len(each), each))
        return re.compile(f"(?:{'|'.join(map(re.escape, longest))})*+")
