"""Small grammars: which figure a clause speaks of, whatever the order of its words.

A grammar names classes of words (`[classes]` in words.toml). A clause speaks of its figure if it
has a word of each class. Marks behind a class: `~` its word may stand earlier in the sentence,
or the number before may be of the same matter; `<` it stands before the number; `!` beside the
words of the grammar the clause has none that names another matter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.prose.counts import MASK
from disclose.prose.lexicon import MARKS, LexiconEntry, Vocabulary

EARLIER, BEFORE, ALONE = MARKS
NUMBER = "◇"
"""Stands for the number in the words of a clause."""

_DENIED = (
    *("caused", "application", "review", "suit", "normative", "rules", "issue", "carry"),
    *("next_year", "prior_year", "denying", "plain_application", "receive", "handling_fee"),
)
"""Classes of words that a denial may have beside each other."""

_PLAIN = "plain_application"
_DISPUTES = ("review", "suit")
_NUMBERING = expression(r"^[(]?[一二三四五六七八九十\d]{1,3}[)、.]|^[一二三四五六七八九十]是")


class Clause(NamedTuple):
    """The words around a number up to the next marks: `lead` before it, `trail` behind it.

    `earlier` is the text of the sentence before the clause. `continues`: the number before it in
    the sentence is of the requests, False if it is of another matter, None if there is none.
    """

    lead: str
    trail: str
    earlier: str
    passage: str
    continues: bool | None = None

    @property
    def words(self) -> str:
        """Return the clause with a mark for its number."""
        return f"{self.lead}{NUMBER}{self.trail}"


class Meaning(NamedTuple):
    """The figure that a clause speaks of, and whether the words fit nothing else."""

    entry: LexiconEntry
    sure: bool
    weight: int


@lru_cache(maxsize=16)
def grammars_of(vocabulary: Vocabulary, year: int | None) -> "Grammars":
    """Return the grammars of a vocabulary, compiled once for all reports of a year."""
    return Grammars(vocabulary, year)


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
            # 申请人 is no application.
            found[name] = _any_of(known, "(?!人)" if name == _PLAIN else "")
        return found

    @cached_property
    def _anywhere(self) -> Mapping[str, re.Pattern[str]]:
        """The classes, to find whether a text can have a word of them once parts are masked.

        Behind a mask may stand 人: so 申请 may be in any 申请人.
        """
        return {**self._classes, _PLAIN: _any_of(self.vocabulary.language.classes[_PLAIN], "")}

    @cached_property
    def _grammars(self) -> Sequence["_Grammar"]:
        return [
            _grammar(entry, names, sure=sure)
            for entry in self.vocabulary.lexicon.entries
            for grammars, sure in ((entry.grammars, True), (entry.doubtful, False))
            for names in grammars
        ]

    def has(self, name: str, text: str) -> bool:
        """Return whether a word of a class stands in `text`."""
        return self._classes[name].search(text) is not None

    def meant(self, clause: Clause, unit: str) -> Meaning | None:
        """Return the figure that the words of a clause fit best, None for no figure."""
        found = self._meanings(clause, unit)
        return max(found, key=lambda each: (each.weight, each.sure), default=None)

    def denied(self, clause: Clause) -> Meaning | None:
        """Return the figure of a clause that says that nothing of it came, and says no more."""
        meaning = self.meant(clause, "")
        rest = clause.lead
        for name in ("receive", "application", _PLAIN):
            rest = self._classes[name].sub("", rest)
        return meaning if meaning is not None and self.is_frame(rest) else None

    def denied_matters(self, rest: str) -> Iterator[LexiconEntry]:
        """Yield the figures of which a clause says behind its negation that there was none."""
        if not self._only_denial(rest):
            return
        for entry in self.vocabulary.lexicon.entries:
            other = any(self.has(each, rest) for each in _DISPUTES if each in entry.unless)
            if not other and any(
                all(self.has(each, rest) for each in grammar) for grammar in entry.denied
            ):
                yield entry

    def received_or_carried_in(self, key: str) -> LexiconEntry | None:
        """Return the figure that may include those carried in, if `key` is of those concluded."""
        for balance in self.vocabulary.lexicon.balances:
            if key == balance.right[0]:
                for entry in self.vocabulary.lexicon.entries:
                    if any(each.figures == balance.left[:1] for each in entry.readings):
                        return entry
        return None

    def is_other(self, entry: LexiconEntry, clause: Clause) -> bool:
        """Return whether a clause that names a figure speaks of another matter nevertheless."""
        said = any(self._excludes(each, clause) for each in entry.unless)
        return said and not any(
            self.has(each, clause.lead + clause.earlier) for each in entry.surely
        )

    def is_sure(self, entry: LexiconEntry, clause: Clause) -> bool:
        """Return whether the passage has a word that makes the figure certain, if it needs one."""
        return not entry.surely or any(self.has(each, clause.passage) for each in entry.surely)

    def counts_another(self, clause: Clause) -> bool:
        """Return whether a number counts something else than the matter its clause speaks of.

        依申请公开答复改版专栏46个 counts columns: the words before the number end in none that
        a grammar knows. The noun may stand behind it as well: 46次行政复议培训.
        """
        if self.is_of_work(clause):
            return True
        lead, trail = _bare(clause.lead), _bare(clause.trail)
        ending = self._without_frame(lead, self._known)
        return bool(ending) and not (
            ending.endswith(self._known) or self._known_behind.match(trail)
        )

    def is_of_work(self, clause: Clause) -> bool:
        """Return whether a number counts what an office made or did, such as trainings."""
        ending = self._without_frame(_bare(clause.lead), self._work_words)
        return (
            ending.endswith(self._work_words)
            or self._work_behind.match(_bare(clause.trail)) is not None
        )

    def _without_frame(self, words: str, wanted: tuple[str, ...]) -> str:
        """Return `words` up to the last of `wanted`, or else without all frames at their end."""
        while words and not words.endswith(wanted):
            length = next((each for each in self._lengths if words[-each:] in self._frames), 0)
            if not length:
                break
            words = words[:-length]
        return words

    def is_work(self, text: str, at: int) -> bool:
        """Return whether a word for what an office made or did stands at a place in `text`."""
        return self._work.match(text, at) is not None

    def _excludes(self, name: str, clause: Clause) -> bool:
        """Return whether a word of a class excludes a figure.

        热线受理申请30件，已办结29件: the second clause has no object, and speaks of the first's.
        """
        bare = name.rstrip("".join(MARKS))
        if not name.endswith(EARLIER):
            return self.has(bare, clause.words)
        if self.has("application", clause.words):
            # 依申请公开电话咨询75次, but 涉及咨询的信息公开申请75件.
            *_, behind = self._classes["application"].split(clause.lead)
            return behind != clause.lead and self.has("asked", behind)
        own = self.has(_PLAIN, clause.words) or clause.continues
        return self.has(bare, clause.words if own else clause.earlier + clause.words)

    def _meanings(self, clause: Clause, unit: str) -> Iterator[Meaning]:
        words = clause.words
        said: dict[str, bool] = {}
        for grammar in self._grammars:
            entry = grammar.entry
            # Most grammars fail because the clause has no word of some class: that is known first.
            if unit not in ("", entry.unit) or not self._has_each(grammar.needed, words, said):
                continue
            weight = self._weight(grammar.classes, words, clause)
            if weight and not self.is_other(entry, clause):
                yield Meaning(entry, grammar.sure and self.is_sure(entry, clause), weight)

    def _has_each(self, names: Sequence[str], words: str, said: dict[str, bool]) -> bool:
        """Return whether a word of each class may be in `words`; `said` keeps what was found."""
        for name in names:
            if name not in said:
                said[name] = self._anywhere[name].search(words) is not None
            if not said[name]:
                return False
        return True

    def _weight(self, classes: Sequence["_Class"], words: str, clause: Clause) -> int:
        """Return how many characters of a clause a grammar explains, 0 if it does not fit."""
        left, explained = words, 0
        alone, plain = False, ""
        lacking = []
        for name, is_earlier, is_before, is_alone in classes:
            before = left.partition(NUMBER)[0] if is_before else left
            match = self._classes[name].search(before)
            if match is not None:
                explained += len(match[0])
                plain = left[: match.start()] if name == _PLAIN else plain
                left = left[: match.start()] + MASK + left[match.end() :]
            elif is_earlier:
                lacking.append(name)
            else:
                return 0
            alone = alone or is_alone
        lead, _, trail = left.partition(NUMBER)
        if (lacking or alone or plain) and not self.is_frame(lead):
            return 0
        # 收到信用修复申请46件，办结46件: a verb alone goes on with the matter before it.
        if alone and len(classes) == 1 and clause.continues is False:
            return 0
        if (alone and not self.is_frame(trail)) or not self._is_own(plain):
            return 0
        return explained if all(self._is_earlier(each, clause) for each in lacking) else 0

    def _is_own(self, before: str) -> bool:
        """Return whether nothing names another kind of application in front of the word."""
        return self.is_frame(before.rpartition(NUMBER)[2])

    def _is_earlier(self, name: str, clause: Clause) -> bool:
        if clause.continues is None or name != "application":
            return self.has(name, clause.earlier)
        return clause.continues

    def denies_some(self, between: str) -> bool:
        """Return whether a negation is of those with a certain cause only: 未发生因超期引发的."""
        return "因" in between and not self._only_denial(between)

    def is_frame(self, words: str) -> bool:
        """Return whether `words` may be in any sentence: they say nothing of a matter."""
        return self._frame.fullmatch(_NUMBERING.sub("", _bare(words))) is not None

    def _only_denial(self, rest: str) -> bool:
        """Return whether nothing but matters of the form is left behind a negation."""
        left = re.sub("□", "", rest)
        for name in _DENIED:
            left = self._classes[name].sub("", left)
        return self.is_frame(left)

    @cached_property
    def _frames(self) -> frozenset[str]:
        words = self.vocabulary.language.words
        return frozenset(
            {*words.fillers, *words.frames, *words.this_year, *words.other_years} - {""}
        )

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return sorted({len(each) for each in self._frames}, reverse=True)

    @cached_property
    def _frame(self) -> re.Pattern[str]:
        return _any_of(self._frames, "*+")

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """The words of all grammars, and others for the cases that a figure counts."""
        classes = self.vocabulary.language.classes
        names = {each.name for grammar in self._grammars for each in grammar.classes}
        return tuple({word for name in (*names, "case") for word in classes[name]})

    @cached_property
    def _known_behind(self) -> re.Pattern[str]:
        return re.compile(f"{self._frame.pattern}{_any_of(self._known, '').pattern}")

    @cached_property
    def _work_words(self) -> tuple[str, ...]:
        return self.vocabulary.language.classes["work"]

    @cached_property
    def _work(self) -> re.Pattern[str]:
        kinds = _any_of(self.vocabulary.language.classes["work_kind"], "*").pattern
        return re.compile(f"{kinds}{self._classes['work'].pattern}")

    @cached_property
    def _work_behind(self) -> re.Pattern[str]:
        known = _any_of(self._known, "*+").pattern
        return re.compile(f"{self._frame.pattern}{known}{self._work.pattern}")


class _Class(NamedTuple):
    """A class of words in a grammar, and its mark."""

    name: str
    is_earlier: bool
    is_before: bool
    is_alone: bool


class _Grammar(NamedTuple):
    """A grammar of a figure, its classes in the order in which their words are taken.

    `needed` are those that the clause itself has to have.
    """

    entry: LexiconEntry
    sure: bool
    classes: tuple[_Class, ...]
    needed: tuple[str, ...]


def _grammar(entry: LexiconEntry, names: Sequence[str], *, sure: bool) -> _Grammar:
    ordered = sorted(names, key=lambda each: each.endswith(EARLIER))
    classes = tuple(
        _Class(
            name=each.rstrip("".join(MARKS)),
            is_earlier=each.endswith(EARLIER),
            is_before=each.endswith(BEFORE),
            is_alone=each.endswith(ALONE),
        )
        for each in ordered
    )
    needed = tuple(each.name for each in classes if not each.is_earlier)
    return _Grammar(entry, sure, classes, needed)


def _bare(words: str) -> str:
    """Return `words` without years, quotation marks and masks."""
    return re.sub(r"\d+年度?|[□\"'“”、]", "", words)


def _any_of(words: Iterable[str], end: str) -> re.Pattern[str]:
    """Return an expression for the longest of `words`, followed by `end`."""
    longest = sorted(words, key=lambda each: (-len(each), each))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest))}){end}")
