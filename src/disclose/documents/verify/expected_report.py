"""What a report of the workbook says today: the measure of a report that was edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from disclose.form.edition.model import Edition
from disclose.form.filing import Filing


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line; `key` is the key or expression of a figure, empty for other text.

    `staff` says that the filler wrote it, in the workbook's texts.
    """

    text: str
    key: str = ""
    staff: bool = False


Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedReport:
    """The report of `filing` made anew.

    `lines` are its text, `rows` the rows of its tables as text, for documents whose tables are no
    longer tables; `drawn` are the indices of those lines that are bars of charts. `printed` is what
    stands in the tables, by key. `title` is on one line.
    `previous` is the name of the prior year's file, if it tells changes on that year, with the
    SHA-256 of its bytes.
    """

    edition: Edition
    filing: Filing
    title: str
    lines: tuple[Pieces, ...]
    rows: tuple[Pieces, ...]
    printed: Mapping[str, str]
    drawn: frozenset[int] = frozenset()
    previous: str = ""
    previous_sha256: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """Return every key and expression that a number of the report may be known by."""
        pieces = (piece.key for line in self.lines for piece in line if piece.key)
        return frozenset((*pieces, *self.printed, *self.edition.figures))
