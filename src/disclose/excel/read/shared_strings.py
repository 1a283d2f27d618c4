"""The texts that the cells of a workbook share: most cells hold the number of one."""

from collections.abc import Sequence

from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.markup import LocalNames, parse
from disclose.core.rich_text import Look, written
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.sheet import OR, Branches, as_shown, look_behind

TOO_MANY_STRINGS = Wording("文字超过 {most} 条", "more than {most} texts")

MAX_STRINGS = 200_000
"""Most shared strings of a workbook; a filled template has about 200."""

PART = "sharedStrings"


def parse_shared_strings(data: bytes) -> Sequence[str]:
    """Return the texts, runs joined, phonetic guides left out.

    Raises:
        RefusedWorkbookError: the part is damaged, or there are more of them than anyone needs.
    """
    reader = _StringsParser()
    parse(data, PART, reader.start, reader.end, reader.text)
    return reader.strings


class _StringsParser:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._guide = False
        self._look: Look | None = None
        self._names = LocalNames()
        self._branches = Branches()
        self._skipped = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        tag = self._names[name]
        if self._skipped:
            self._skipped += 1
        elif (":" in name or "xmlns" in attributes) and self._branches.skips(name, tag, attributes):
            self._skipped = 1
        elif tag == "t":
            self._inside = True
        elif tag == "rPh":
            self._guide = True
        else:
            self._look = look_behind(self._look, tag, attributes)

    def end(self, name: str) -> None:
        """Close an element."""
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._names[name]
        if tag == "t":
            self._inside = False
        elif tag == "Choice":
            self._pieces.append(OR)
        elif tag == "rPh":
            self._guide = False
        elif tag in {"r", "si"}:
            self._look = None
        if tag == "si":
            self._close()

    def _close(self) -> None:
        self.strings.append(as_shown("".join(self._pieces)))
        self._pieces.clear()
        if len(self.strings) > MAX_STRINGS:
            raise RefusedWorkbookError(error("BOOK05", what=TOO_MANY_STRINGS, most=MAX_STRINGS))

    def text(self, data: str) -> None:
        """Take text of a run."""
        if self._inside and not self._guide:
            self._pieces.append(written(data, self._look))
