"""An agency's own names of figures, which a file adds to the words of the editions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclose.core.errors import EditionError
from disclose.core.finding import Finding, error
from disclose.form.edition.decode import TEXT, decode
from disclose.form.edition.source import DefinitionFile, suggest
from disclose.prose.lexicon import Lexicon, LexiconEntry, Vocabulary


class OwnEntry(NamedTuple):
    """More names of the figure `id`; `labels` and `within` are as in `lexicon.toml`."""

    id: str
    labels: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class OwnWords(NamedTuple):
    """The content of the file."""

    entries: tuple[OwnEntry, ...]


def read_own_words(source: DefinitionFile, lexicons: Sequence[Lexicon]) -> OwnWords:
    """Return the words in `source`, which may speak of the figures of any of `lexicons`.

    Raises:
        EditionError: the file is faulty, or names a figure that no lexicon has.
    """
    own = decode(OwnWords, source)
    known = dict.fromkeys(entry.id for each in lexicons for entry in each.entries)
    if faults := tuple(_faults(own, source, list(known))):
        raise EditionError(*faults)
    return own


def _faults(own: OwnWords, source: DefinitionFile, known: Sequence[str]) -> Iterator[Finding]:
    for number, entry in enumerate(own.entries):
        path = ("entries", number)
        if entry.id not in known:
            yield error(
                "DEF05",
                source.place(*path, "id"),
                where=source.name,
                at="",
                name=entry.id,
                suggestion=suggest(entry.id, known),
            )
        for key, labels in (("labels", entry.labels), ("within", entry.within)):
            if not all(each.strip() for each in labels):
                place = source.place(*path, key)
                yield error("DEF02", place, key=key, where=entry.id, expected=TEXT, choices=())


def with_own_words(vocabulary: Vocabulary, own: OwnWords) -> Vocabulary:
    """Return `vocabulary` with the names in `own` of the figures that it knows."""
    more = {each.id: each for each in own.entries}
    entries = tuple(_joined(each, more.get(each.id)) for each in vocabulary.lexicon.entries)
    lexicon = vocabulary.lexicon._replace(entries=entries)
    return Vocabulary(vocabulary.language, lexicon, lexicon.contexts())


def _joined(entry: LexiconEntry, own: OwnEntry | None) -> LexiconEntry:
    if own is None:
        return entry
    labels = tuple(dict.fromkeys((*entry.labels, *own.labels)))
    return entry._replace(labels=labels, within=tuple(dict.fromkeys((*entry.within, *own.within))))
