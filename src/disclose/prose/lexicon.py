"""The vocabulary of an edition's narrative: names of figures, and the words around numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import NamedTuple, Protocol, TypeVar

from disclose.core.errors import EditionError
from disclose.core.finding import Finding, error
from disclose.core.numbers import ONE
from disclose.form.edition.decode import decode
from disclose.form.edition.model import OPEN_YEAR, Edition
from disclose.form.edition.source import DefinitionFile, read, suggest

LEXICON = "lexicon.toml"
WORDS = "words.toml"


MARKS = ("~", "<", "!")
"""Marks behind a class of words in a grammar; `grammar.py` explains them."""


class PartsRelation(StrEnum):
    """How parts relate to their total.

    `closed`: they add up to it; `open`: they do not exceed it together; `overlapping`: none of
    them exceeds it.
    """

    CLOSED = "closed"
    OPEN = "open"
    OVERLAPPING = "overlapping"


class Unit(NamedTuple):
    """Words that count in one unit; `factor` of them make one of the unit `of`."""

    id: str
    words: tuple[str, ...]
    of: str = ""
    factor: Decimal = ONE


class Words(NamedTuple):
    """Words that surround numbers; `words.toml` explains the use of each."""

    alike: tuple[tuple[str, ...], ...]
    measures: tuple[str, ...]
    never_units: tuple[str, ...]
    compounds: tuple[str, ...]
    fillers: tuple[str, ...]
    frames: tuple[str, ...]
    joints: tuple[str, ...]
    negations: tuple[str, ...]
    changes: tuple[str, ...]
    other_years: tuple[str, ...]
    averages: tuple[str, ...]
    this_year: tuple[str, ...]
    routes: tuple[str, ...]
    channels: tuple[str, ...]
    scopes: tuple[str, ...]
    applicants: tuple[str, ...]
    approximate_before: tuple[str, ...]
    approximate_after: tuple[str, ...]
    of_which: tuple[str, ...]
    rest: tuple[str, ...]
    share_bases: tuple[str, ...]


class AuditWords(NamedTuple):
    """The content of `words.toml`; `classes` are the words that grammars speak of, by name."""

    units: tuple[Unit, ...]
    words: Words
    classes: Mapping[str, tuple[str, ...]]


class FigureReading(NamedTuple):
    """One meaning of an ambiguous figure: the figures that it adds up."""

    name: str
    figures: tuple[str, ...]


class LexiconEntry(NamedTuple):
    """One figure with its names in narratives.

    `labels` are understood anywhere, `within` only after the total it is a part of or after one
    of `context`; those that are `loose` fit other matters as well; `synonyms` are understood as
    those `within` are, and are no names of the figure in our own reports. A grammar names classes
    of words: `grammar.py` says how. The `doubtful` grammars fit other matters as well. A negation
    before words of the classes of `denied` says that the figure is 0. A clause with a word of a
    class of `unless` speaks of another matter, but for one behind a word of a class of `surely`;
    without a word of `surely` in its passage the figure is doubtful. `table` are keys or patterns
    of the official tables that add up to the figure, `factor` the amount in the narrative's unit
    for one in the table's.
    """

    id: str
    name: str
    unit: str
    labels: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    grammars: tuple[tuple[str, ...], ...] = ()
    doubtful: tuple[tuple[str, ...], ...] = ()
    denied: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    surely: tuple[str, ...] = ()
    readings: tuple[FigureReading, ...] = ()
    table: tuple[str, ...] = ()
    factor: Decimal = ONE

    def covers(self, key: str) -> bool:
        """Return whether the official figure `key` is counted in this one."""
        return any(key == each or ("*" in each and _fits(each, key)) for each in self.patterns)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Return the keys, or the patterns of keys, that add up to the figure."""
        return self.table or (self.id,)

    def covered_in(self, edition: Edition) -> tuple[str, ...]:
        """Return the figures of a form that are counted in this one, those of the fee last."""
        return _covered(edition, self.patterns)


@lru_cache(maxsize=2048)
def _covered(edition: Edition, patterns: tuple[str, ...]) -> tuple[str, ...]:
    known = LexiconEntry(id="", name="", unit="", table=patterns)
    return tuple(key for key in (*edition.figures, *edition.fees) if known.covers(key))


def _fits(pattern: str, key: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), key) is not None


class PartList(NamedTuple):
    """Parts of a total; where a narrative may state one of several totals, all are named.

    Parts that are `unsaid` may be left out of a list although there are some.
    """

    id: str
    totals: tuple[str, ...]
    kind: PartsRelation
    parts: tuple[str, ...]
    unsaid: tuple[str, ...] = ()


class Balance(NamedTuple):
    """Figures that add up to the same on both sides."""

    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]


class Claim(NamedTuple):
    """Words that claim without a number that all of one figure are of another.

    The sentence has a word of each class of `near`. Without `of` the figure is said to be 0.
    """

    id: str
    words: tuple[str, ...]
    figure: str
    of: str = ""
    near: tuple[str, ...] = ()


class Promise(NamedTuple):
    """A section or annex that a preface may announce.

    It is kept by a heading with one of `found` (for an annex also by any table), or by a figure
    of `figures` in the text.
    """

    id: str
    name: str
    words: tuple[str, ...]
    found: tuple[str, ...]
    annex: bool = False
    figures: tuple[str, ...] = ()


class Period(NamedTuple):
    """The ways to state the statistical period: both days in one sentence, or one of `words`."""

    first: str
    last: str
    words: tuple[str, ...]


class Lexicon(NamedTuple):
    """The content of `lexicon.toml`, including its report years.

    One that `extends` another has its words as well, but for those that it states anew. One with
    `regions` serves only the reports that name one of them at their beginning.
    """

    id: str
    first_year: int
    period: Period
    announcing: tuple[str, ...]
    entries: tuple[LexiconEntry, ...] = ()
    lists: tuple[PartList, ...] = ()
    extends: str = ""
    regions: tuple[str, ...] = ()
    last_year: int = OPEN_YEAR
    promises: tuple[Promise, ...] = ()
    balances: tuple[Balance, ...] = ()
    claims: tuple[Claim, ...] = ()

    def entry(self, entry_id: str) -> LexiconEntry:
        """Return the entry called `entry_id`."""
        return next(each for each in self.entries if each.id == entry_id)

    def contexts(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each figure, the words after which its `within` labels are understood."""
        words = {each.id: list(each.context) for each in self.entries}
        for group in self.lists:
            for part in group.parts:
                for total in group.totals:
                    words[part] += self.entry(total).labels
        return {name: tuple(dict.fromkeys(each)) for name, each in words.items()}


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Identified)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of the language and of one edition.

    Vocabularies compare and hash by identity, so they can be keys of a cache.
    """

    language: AuditWords
    lexicon: Lexicon
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def serves(self, year: int | None) -> bool:
        """Return whether reports of `year` use these words; any vocabulary serves no year."""
        return year is None or self.lexicon.first_year <= year <= self.lexicon.last_year


class Roles(NamedTuple):
    """The figures that are totals of lists, and those of the flow of requests."""

    totals: frozenset[str]
    flow: frozenset[str]
    inflow: frozenset[str]
    carried: frozenset[str]


@lru_cache(maxsize=16)
def roles_of(vocabulary: Vocabulary) -> Roles:
    """Return the roles of the figures of a vocabulary, found once for all its texts."""
    balances = vocabulary.lexicon.balances
    return Roles(
        totals=frozenset(total for group in vocabulary.lexicon.lists for total in group.totals),
        flow=frozenset(key for each in balances for key in (*each.left, *each.right)),
        inflow=frozenset(key for each in balances for key in each.left),
        carried=frozenset(key for each in balances for key in (each.left[-1], each.right[-1])),
    )


def load(roots: Sequence[Traversable], words: Traversable) -> tuple[Vocabulary, ...]:
    """Return the vocabulary of every edition in `roots` that has one; an earlier root wins.

    Raises:
        EditionError: a lexicon, or `words.toml` in the folder `words`, is faulty.
    """
    language = decode(AuditWords, read(words, WORDS))
    folders = _folders(roots)
    lexicons = (_lexicon(folder, folders, language) for folder in folders.values())
    return tuple(Vocabulary(language, each, each.contexts()) for each in lexicons)


def load_of(
    editions: Sequence[str], roots: Sequence[Traversable], words: Traversable
) -> Vocabulary:
    """Return the vocabulary of the first of `editions` that has one; otherwise as `load`.

    Raises:
        LookupError: none of them has one.
    """
    folders = _folders(roots)
    name = next((each for each in editions if each in folders), "")
    if not name:
        raise LookupError(*editions)
    language = decode(AuditWords, read(words, WORDS))
    lexicon = _lexicon(folders[name], folders, language)
    return Vocabulary(language, lexicon, lexicon.contexts())


def _folders(roots: Sequence[Traversable]) -> Mapping[str, Traversable]:
    """Return the folder of each edition with a lexicon by id; an earlier root wins."""
    folders: dict[str, Traversable] = {}
    for root in roots:
        for folder in sorted(root.iterdir(), key=lambda each: each.name):
            if (folder / LEXICON).is_file():
                folders.setdefault(folder.name, folder)
    return folders


def _lexicon(
    folder: Traversable,
    folders: Mapping[str, Traversable],
    language: AuditWords,
    extending: tuple[str, ...] = (),
) -> Lexicon:
    """Return the lexicon in `folder`; `extending` names those that extend it."""
    source = read(folder, LEXICON)
    own = lexicon = decode(Lexicon, source)
    if own.extends:
        # A lexicon on the way here is not offered again: extensions in a circle would never end.
        extending = (*extending, folder.name)
        known = [name for name in folders if name not in extending]
        _refuse(_unknown([own.extends], known, source, ("extends",), own.id))
        lexicon = _joined(_lexicon(folders[own.extends], folders, language, extending), own)
    _refuse(_unknown_names(own, lexicon, language, source))
    return lexicon


def _refuse(faults: Iterator[Finding]) -> None:
    if found := tuple(faults):
        raise EditionError(*found)


def _joined(base: Lexicon, own: Lexicon) -> Lexicon:
    """Return `own` with the parts of `base`, but for those whose id `own` has as well."""
    return own._replace(
        entries=_added(base.entries, own.entries),
        lists=_added(base.lists, own.lists),
        promises=_added(base.promises, own.promises),
        balances=_added(base.balances, own.balances),
        claims=_added(base.claims, own.claims),
    )


def _added(base: Sequence[Named], own: Sequence[Named]) -> tuple[Named, ...]:
    added = {each.id: each for each in base} | {each.id: each for each in own}
    return tuple(added.values())


def _unknown_names(
    own: Lexicon, joined: Lexicon, language: AuditWords, source: DefinitionFile
) -> Iterator[Finding]:
    """Yield a finding for every name in the file of `own` that `joined` does not know."""
    entries = [each.id for each in joined.entries]
    units = [each.id for each in language.units]
    classes = [*language.classes]
    for number, entry in enumerate(own.entries):
        path = ("entries", number)
        read_as = (name for reading in entry.readings for name in reading.figures)
        yield from _unknown([entry.unit], units, source, (*path, "unit"), entry.id)
        for part in ("grammars", "doubtful", "denied"):
            said = (name for grammar in getattr(entry, part) for name in grammar)
            yield from _unknown(_bare(said), classes, source, (*path, part), entry.id)
        unless = _bare(entry.unless)
        yield from _unknown(unless, classes, source, (*path, "unless"), entry.id)
        yield from _unknown(entry.surely, classes, source, (*path, "surely"), entry.id)
        yield from _unknown(read_as, entries, source, (*path, "readings"), entry.id)
    for number, group in enumerate(own.lists):
        path = ("lists", number)
        yield from _unknown(group.totals, entries, source, (*path, "totals"), group.id)
        yield from _unknown(group.parts, entries, source, (*path, "parts"), group.id)
        yield from _unknown(group.unsaid, group.parts, source, (*path, "unsaid"), group.id)
    for number, balance in enumerate(own.balances):
        path = ("balances", number)
        yield from _unknown(balance.left, entries, source, (*path, "left"), balance.id)
        yield from _unknown(balance.right, entries, source, (*path, "right"), balance.id)
    for number, claim in enumerate(own.claims):
        path = ("claims", number)
        figures = [claim.figure, *filter(None, [claim.of])]
        yield from _unknown(figures, entries, source, (*path, "figure"), claim.id)
        yield from _unknown(claim.near, classes, source, (*path, "near"), claim.id)
    for number, promise in enumerate(own.promises):
        path = ("promises", number)
        yield from _unknown(promise.figures, entries, source, (*path, "figures"), promise.id)


def _bare(classes: Iterable[str]) -> Iterator[str]:
    """Yield the names of classes without their marks."""
    for each in classes:
        yield each.rstrip("".join(MARKS))


def _unknown(
    names: Iterable[str],
    known: Sequence[str],
    source: DefinitionFile,
    path: tuple[str | int, ...],
    where: str,
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            yield error(
                "DEF05",
                source.place(*path),
                where=where,
                at="",
                name=name,
                suggestion=suggest(name, known),
            )
