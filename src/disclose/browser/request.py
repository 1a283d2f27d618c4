"""A request of the page, and the answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclose.core.language import Language

if TYPE_CHECKING:
    from disclose.api import InputFile, Library

MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".md": "text/markdown",
}
"""The media types of the files that are given out, by the ending of the name."""


@dataclass(frozen=True)
class OwnForms:
    """The forms and words of the office that gives out the page, in the folder where it has them.

    `folder` is None if the page has none.
    """

    folder: Path | None = None

    @cached_property
    def library(self) -> "Library":
        """Return the editions."""
        from disclose import api

        editions = self.folder / "editions" if self.folder else None
        if editions is None or not editions.is_dir():
            return api.library()
        return api.library(sorted(editions.iterdir()))

    @property
    def lexicon(self) -> Path | None:
        """Return the office's own names of figures."""
        return self._there("lexicon.toml")

    @property
    def template(self) -> Path | None:
        """Return the folder of the narrative."""
        return self._there("template")

    def _there(self, name: str) -> Path | None:
        path = self.folder / name if self.folder else None
        return path if path and path.exists() else None


@dataclass(frozen=True)
class Request:
    """What the page asks for: arguments, and files by name."""

    args: Mapping[str, Any]
    files: Mapping[str, bytes]
    own: OwnForms

    @property
    def language(self) -> Language:
        """Return the language of the answer."""
        return Language(self.args.get("lang", Language.ZH))

    def file(self, role: str) -> "InputFile":
        """Return the file that the argument `role` names."""
        from disclose.api import InputFile

        name = str(self.args[role])
        return InputFile(self.files[name], name)

    def optional(self, role: str) -> "InputFile | None":
        """Return the file that the argument `role` names, None without that argument."""
        return self.file(role) if self.args.get(role) else None


@dataclass(frozen=True)
class OutputFile:
    """A file that is given out."""

    name: str
    data: bytes

    @property
    def media(self) -> str:
        """Return its media type."""
        return MEDIA.get(Path(self.name).suffix.lower(), "application/octet-stream")


@dataclass(frozen=True)
class Answer:
    """The answer to a request: what becomes JSON, and files."""

    data: Any
    files: tuple[OutputFile, ...] = ()
