"""What keeps a PDF from being made; known without the typesetter."""

from dataclasses import dataclass
from pathlib import Path

TYPESETTER = "typst"
"""The package that typesets, as pip calls it."""


class PdfError(Exception):
    """A PDF that cannot be made."""


class NoTypesetterError(PdfError):
    """A package that PDF needs and that is not installed, or does not load; `name` is pip's."""

    def __init__(self, name: str) -> None:
        """Keep the name."""
        super().__init__(name)
        self.name = name


class NoFontsError(PdfError):
    """A folder given for its fonts that holds none."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        super().__init__(str(folder))
        self.folder = folder


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no font at hand can show, and the heading or table it stands under."""

    character: str
    under: str


class UnprintableError(PdfError):
    """Characters that no font at hand can show: each once, in the order of the report."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        """Keep the characters."""
        super().__init__("".join(each.character for each in missing))
        self.missing = missing


class TypesettingError(PdfError):
    """What the typesetter says of a report that it cannot set for any other reason."""
