"""The words by which texts are understood."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclose.form.edition.load import Library
    from disclose.form.edition.model import Edition
    from disclose.prose.lexicon import Vocabulary


@lru_cache(maxsize=16)
def vocabulary_of(edition: Edition, library: Library) -> Vocabulary | None:
    """Return the words of `edition`: its own, those of an edition that it extends, or of its years.

    None if no lexicon serves them.

    Raises:
        EditionError: a lexicon is faulty.
    """
    from disclose.core.resources import templates
    from disclose.prose import lexicon

    words = templates() / "audit"
    extended = (name.partition("/")[0] for name in edition.extended_narratives)
    try:
        return lexicon.load_of((edition.id, *extended), library.roots, words)
    except LookupError:
        national = (
            each
            for each in lexicon.load(library.roots, words)
            if each.serves(edition.first_year) and not each.lexicon.regions
        )
        return next(national, None)
