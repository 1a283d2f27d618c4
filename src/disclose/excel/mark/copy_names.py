"""The names of marked copies: `<stem>.marked.xlsx`, `<stem>.marked2.xlsx` and so on."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import PurePath

_COPY = re.compile(r"\.marked\d*$")


def is_copy_name(name: str) -> bool:
    """Return whether a file has the name of a marked copy."""
    return bool(_COPY.search(PurePath(name).stem))


def copy_names(name: str) -> Iterator[str]:
    """Yield the names for a marked copy of the workbook `name`, without end."""
    stem = _COPY.sub("", PurePath(name).stem)
    yield f"{stem}.marked.xlsx"
    yield from (f"{stem}.marked{number}.xlsx" for number in count(2))
