"""The editions at hand: each loaded once, when it is asked for."""

from collections.abc import Sequence
from importlib.resources.abc import Traversable

from disclose.core.errors import EditionError
from disclose.core.finding import finding
from disclose.core.messages.definition import UNKNOWN_EDITION
from disclose.form.edition.load import available, load
from disclose.form.edition.model import Edition


class Library:
    """Editions by id, from several folders; an earlier folder wins over a later one."""

    def __init__(self, roots: Sequence[Traversable]) -> None:
        """Take stock of the editions in `roots` without loading any."""
        self.roots = tuple(roots)
        self._folders = available(roots)
        self._loaded: dict[str, Edition] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all editions."""
        return tuple(self._folders)

    def get(self, edition_id: str) -> Edition:
        """Return the edition called `edition_id`.

        Raises:
            EditionError: there is none, or its definition is faulty.
        """
        if edition_id not in self._folders:
            raise EditionError(finding(UNKNOWN_EDITION, edition=edition_id, known=self.ids))
        if edition_id not in self._loaded:
            self._loaded[edition_id] = load(self._folders[edition_id], self._folders)
        return self._loaded[edition_id]
