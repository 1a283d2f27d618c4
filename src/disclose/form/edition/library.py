"""The available editions; each is loaded once, on first use."""

from typing import TYPE_CHECKING

from disclose.core.errors import EditionError
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.form.edition.built import built
from disclose.form.edition.file_names import DEFINITION
from disclose.form.edition.model import Edition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

_NO_FOLDER = Wording("不是文件夹", "no folder")


def available(roots: "Sequence[Traversable]") -> "Mapping[str, Traversable]":
    """Return the folder of each edition by id; earlier roots win.

    Raises:
        EditionError: one of `roots` is not a folder.
    """
    found: dict[str, Traversable] = {}
    for root in roots:
        if not root.is_dir():
            from disclose.form.edition.source import unreadable

            raise EditionError(unreadable(root.name, _NO_FOLDER, line=0))
        for folder in sorted(root.iterdir(), key=lambda each: each.name):
            if (folder / DEFINITION).is_file():
                found.setdefault(folder.name, folder)
    return found


class Library:
    """Editions by id, from several folders; an earlier folder wins over a later one."""

    def __init__(self, roots: "Sequence[Traversable]", *, trusted: bool = False) -> None:
        """List the editions in `roots` without loading any; `trusted` as for `load`."""
        self.roots = tuple(roots)
        self._trusted = trusted
        self._folders = available(roots)
        self._loaded: dict[str, Edition] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all editions."""
        return tuple(self._folders)

    def get(self, edition_id: str) -> Edition:
        """Return the edition with the id `edition_id`.

        Raises:
            EditionError: there is none, or its definition is faulty.
        """
        if edition_id not in self._folders:
            raise EditionError(error("DEF09", edition=edition_id, known=self.ids))
        if edition_id not in self._loaded:
            self._loaded[edition_id] = self._load(self._folders[edition_id])
        return self._loaded[edition_id]

    def _load(self, folder: "Traversable") -> Edition:
        ready = built(folder, self._folders) if self._trusted else None
        if ready is not None:
            return ready
        from disclose.form.edition.load import load

        return load(folder, self._folders, trusted=self._trusted)
