"""The offline page: the whole program in one file that a browser opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclose.api.forms import library
from disclose.api.inputs import FolderPath, Input, path_of, verb

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from disclose.form.edition.library import Library
    from disclose.page.build import BuiltPage

OWN_FILES = (".toml", ".j2")
"""The endings of the files that editions, lexicons and narratives consist of."""


@verb
def offline_page(
    runtime: FolderPath | None = None,
    *,
    editions: Sequence[FolderPath] = (),
    lexicon: Input | None = None,
    template: FolderPath | None = None,
) -> BuiltPage:
    """Return the page that does in a browser what the commands for one agency do.

    `runtime` is the folder of the npm package `pyodide`, by default `node_modules/pyodide` in the
    working directory. The page takes up the editions in the folders `editions`, the agency's own
    names of figures in `lexicon` and the narrative in the folder `template`. Equal inputs give
    equal bytes.

    Raises:
        MissingRuntimeError: the runtime is not there.
        WrongRuntimeError: it is of another version than the pinned one, or damaged.
        EditionError: an edition, the lexicon or the narrative is faulty, or a folder has no
            edition.
        FileError: a file cannot be opened.
    """
    from disclose.page.build import build
    from disclose.page.runtime import find_runtime

    found = find_runtime(path_of(runtime) if runtime is not None else None)
    forms = library(editions)
    _refuse_without_editions(forms, editions)
    own = _own(editions, lexicon, template, forms)
    return build(found, own, _told(forms, editions, lexicon, template))


def _told(
    forms: Library,
    folders: Sequence[FolderPath],
    lexicon: Input | None,
    template: FolderPath | None,
) -> Mapping[str, Any]:
    """Return what the page says of its forms: so it need not read them before it is ready."""
    from disclose.api.forms import CURRENT, editions
    from disclose.form.edition.sheet_names import LEVEL

    levels = (line.choices for line in forms.get(CURRENT).body if line.id == LEVEL)
    return {
        "levels": list(next(levels, ())),
        "editions": [
            {
                "id": each.id,
                "title": {"zh": each.label.zh, "en": each.label.en},
                "first_year": each.first_year,
                "last_year": each.last_year,
            }
            for each in editions(forms)
        ],
        "own": {
            "editions": list(_inside(forms, folders)),
            "lexicon": lexicon is not None,
            "template": template is not None,
        },
    }


def _own(
    folders: Sequence[FolderPath],
    lexicon: Input | None,
    template: FolderPath | None,
    forms: Library,
) -> Mapping[str, bytes]:
    """Return the files that the page takes up, by their paths in it."""
    from disclose.api.inputs import read_input
    from disclose.api.vocabularies import LEXICON, MAX_LEXICON, own_words

    own: dict[str, bytes] = {}
    for number, folder in enumerate(map(path_of, folders), 1):
        own |= {f"editions/{number:02}/{path}": data for path, data in _files(folder).items()}
    if lexicon is not None:
        own_words(lexicon, forms)
        own["lexicon.toml"] = read_input(lexicon, MAX_LEXICON, LEXICON).data
    if template is not None:
        _refuse_faulty(template, forms, folders)
        own |= {f"template/{path}": data for path, data in _files(path_of(template)).items()}
    return own


def _refuse_without_editions(forms: Library, folders: Sequence[FolderPath]) -> None:
    """Raise an EditionError if a folder has no edition: the page would lack it without a word."""
    from disclose.core.errors import EditionError
    from disclose.core.language import Wording
    from disclose.form.edition.source import unreadable

    reason = Wording("这个文件夹里没有表格格式", "there is no form in this folder")
    for folder in folders:
        if not _inside(forms, [folder]):
            raise EditionError(unreadable(path_of(folder).name, reason, line=0))


def _refuse_faulty(template: FolderPath, forms: Library, folders: Sequence[FolderPath]) -> None:
    """Raise an EditionError if the narrative does not fit the forms that it is given out with."""
    from disclose.api.forms import CURRENT
    from disclose.api.reports import check_templates
    from disclose.core.errors import EditionError

    for name in _inside(forms, folders) or (CURRENT,):
        if found := check_templates(template, forms.get(name)):
            raise EditionError(*found)


def _inside(forms: Library, folders: Sequence[FolderPath]) -> Sequence[str]:
    """Return the editions that lie in `folders`."""
    inside = {each.name for folder in folders for each in path_of(folder).iterdir()}
    return tuple(each for each in forms.ids if each in inside)


def _files(folder: Path) -> Mapping[str, bytes]:
    found = (each for each in sorted(folder.rglob("*")) if each.suffix in OWN_FILES)
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}
