"""The texts that the cells of a workbook share."""

from collections.abc import Sequence

from disclose.core.finding import error
from disclose.core.markup import LocalNames, parse
from disclose.core.messages.workbook_refused import TOO_MANY_STRINGS
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.rich_text import Mark, mark
from disclose.excel.read.sheet import unescaped

MAX_STRINGS = 200_000
"""Most shared strings of a workbook; a filled template has about 200."""


def shared_strings(data: bytes) -> Sequence[str]:
    """Return the texts, runs joined, phonetic guides left out.

    Raises:
        RefusedWorkbookError: the part is damaged, or there are more of them than anyone needs.
    """
    reader = _Reader()
    parse(data, "sharedStrings", reader.start, reader.end, reader.text)
    return reader.strings


class _Reader:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._guide = False
        self._mark: Mark | None = None
        self._names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        tag = self._names[name]
        if tag == "t":
            self._inside = True
        elif tag == "rPh":
            self._guide = True
        elif tag in {"strike", "vertAlign"}:
            self._mark = mark(tag, attributes) or self._mark

    def end(self, name: str) -> None:
        """Close an element."""
        tag = self._names[name]
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._guide = False
        elif tag in {"r", "si"}:
            self._mark = None
        if tag == "si":
            self._close()

    def _close(self) -> None:
        self.strings.append(unescaped("".join(self._pieces)))
        self._pieces.clear()
        if len(self.strings) > MAX_STRINGS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_STRINGS, most=MAX_STRINGS))

    def text(self, data: str) -> None:
        """Take text of a run."""
        if self._inside and not self._guide:
            self._pieces.append(self._mark(data) if self._mark else data)
