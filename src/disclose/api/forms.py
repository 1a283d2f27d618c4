"""The editions at hand, and what a code means."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from disclose.api.inputs import FolderPath, path_of, verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclose.core.messages import MessageType
    from disclose.form.edition.library import Library
    from disclose.form.edition.model import Edition

CURRENT = "cn-2021"
"""Edition in force, used where none is named."""


def library(folders: Sequence[FolderPath] = ()) -> Library:
    """Return the editions in `folders`, which win, and the packaged ones."""
    from disclose.core.resources import templates
    from disclose.form.edition.library import Library

    if not folders:
        return packaged()
    return Library([*map(path_of, folders), templates() / "editions"])


@cache
def packaged() -> Library:
    """Return the packaged editions, loaded once; every verb takes them if no library is given."""
    from disclose.core.resources import templates
    from disclose.form.edition.library import Library

    # The tests validate the packaged editions; once a folder joins them, one of its editions may
    # be extended by a packaged one or take its place.
    return Library([templates() / "editions"], trusted=True)


@verb
def editions(library: Library | None = None) -> tuple[Edition, ...]:
    """Return every edition of `library`.

    Raises:
        EditionError: one of them does not load.
    """
    library = library or packaged()
    return tuple(library.get(each) for each in library.ids)


@verb
def edition_for(year: int, library: Library | None = None, after: str = "") -> Edition:
    """Return the edition `after` if it serves `year`, else the national one that does.

    If none does it is the one in force. `after` is the edition of last year's file.

    Raises:
        EditionError: the edition does not load.
    """
    library = library or packaged()
    if after in library.ids:
        last = library.get(after)
        if last.first_year <= year <= last.last_year:
            return last
    current = library.get(CURRENT)
    right = current.serving(year)
    return library.get(right) if right in library.ids else current


@verb
def explain(code: str, library: Library | None = None) -> MessageType | None:
    """Return what `code` means, built in or in any edition, or None if there is no such code.

    A code that several editions state is that of the one in force.
    """
    from disclose.core.messages import BUILT_IN
    from disclose.output.message_catalog import message_types

    wanted = code.upper()
    if wanted in BUILT_IN:
        return BUILT_IN[wanted]
    first = sorted(editions(library), key=lambda edition: edition.id != CURRENT)
    found = (message_types(edition).get(wanted) for edition in first)
    return next((each for each in found if each is not None), None)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of findings as JSON: `disclose-findings/1`."""
    from disclose.output.json_report import schema as read

    return read()


@verb
def nearest(code: str, library: Library | None = None) -> tuple[str, ...]:
    """Return the known codes that look most like `code`, best first."""
    from difflib import get_close_matches

    from disclose.output.message_catalog import message_types

    known = dict.fromkeys(each for edition in editions(library) for each in message_types(edition))
    return tuple(get_close_matches(code.upper(), list(known), n=3, cutoff=0.0))
