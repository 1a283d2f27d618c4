"""The words by which texts are understood: those of the editions, and an agency's own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from disclose.api.inputs import Endings, Input, read_input

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclose.form.edition.library import Library
    from disclose.form.edition.model import Edition
    from disclose.prose.lexicon import Vocabulary
    from disclose.prose.own_words import OwnWords

LEXICON: Endings = {"": ".toml"}

MAX_LEXICON = 1 << 20
"""Most bytes of a file of own words; that of the form in force has 15 thousand."""


def own_words(given: Input, library: Library) -> OwnWords:
    """Return the words in the file `given`.

    Raises:
        EditionError: the file is faulty, or names a figure that no edition has.
        OSError: it cannot be opened.
    """
    from disclose.core.errors import EditionError
    from disclose.form.edition.source import NOT_UTF8, DefinitionFile, unreadable
    from disclose.prose.own_words import read_own_words

    file = read_input(given, MAX_LEXICON, LEXICON)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditionError(unreadable(file.name, NOT_UTF8)) from error
    lexicons = [each.lexicon for each in vocabularies(library)]
    return read_own_words(DefinitionFile(file.name, text), lexicons)


@lru_cache(maxsize=16)
def vocabularies(library: Library, own: OwnWords | None = None) -> tuple[Vocabulary, ...]:
    """Return the words of every edition in `library`, with the agency's `own`.

    Raises:
        EditionError: a lexicon is faulty.
    """
    from disclose.core.resources import templates
    from disclose.prose import lexicon
    from disclose.prose.own_words import with_own_words

    found = lexicon.load(library.roots, templates() / "audit")
    return tuple(with_own_words(each, own) for each in found) if own else found


@lru_cache(maxsize=16)
def vocabulary_of(
    edition: Edition, library: Library, own: OwnWords | None = None
) -> Vocabulary | None:
    """Return the words of `edition`: its own, those of an edition that it extends, or of its years.

    None if no lexicon serves them.

    Raises:
        EditionError: a lexicon is faulty.
    """
    from disclose.core.resources import templates
    from disclose.prose import lexicon

    extended = (name.partition("/")[0] for name in edition.extended_narratives)
    found: Vocabulary | None
    try:
        found = lexicon.load_of((edition.id, *extended), library.roots, templates() / "audit")
    except LookupError:
        found = _national(edition.first_year, vocabularies(library))
    if found is None or own is None:
        return found
    from disclose.prose.own_words import with_own_words

    return with_own_words(found, own)


def _national(year: int, found: Sequence[Vocabulary]) -> Vocabulary | None:
    serving = (each for each in found if each.serves(year) and not each.lexicon.regions)
    return next(serving, None)
