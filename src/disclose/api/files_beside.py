"""The file of the prior year that another file names: found in its folder, by name and hash."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from os import PathLike
from pathlib import Path

from disclose.api.inputs import PRIOR_YEAR, Input, InputFile, read_input
from disclose.api.prior_input import is_filing
from disclose.excel.read.refused import MAX_FILE

MOST_FILES = 200
"""Most files of a folder that are read."""

MOST_BYTES = 256 << 20
"""Most bytes that are read in a search."""


def file_beside(neighbours: Sequence[Input], name: str, digest: str) -> InputFile | None:
    """Return the file with the SHA-256 `digest` in the folders of `neighbours`, or None.

    The file called `name` comes first, then the other workbooks and figures files: it may have been
    renamed. Bytes without a path have no folder. A file that cannot be read is passed over.
    """
    if not digest:
        return None
    left = MOST_BYTES
    for path in _candidates(neighbours, name):
        try:
            left -= path.stat().st_size
            if left < 0:
                return None
            file = read_input(path, MAX_FILE, PRIOR_YEAR)
        except OSError:
            continue
        if sha256(file.data).hexdigest() == digest:
            return file
    return None


def _candidates(neighbours: Sequence[Input], name: str) -> Iterator[Path]:
    for folder in dict.fromkeys(_folders(neighbours)):
        try:
            inside = [each for each in folder.iterdir() if is_filing(each)]
        except OSError:
            continue
        yield from sorted(inside, key=lambda each: (each.name != name, each.name))[:MOST_FILES]


def _folders(neighbours: Sequence[Input]) -> Iterator[Path]:
    for each in neighbours:
        if isinstance(each, InputFile):
            yield from (each.path.parent,) if each.path.is_file() else ()
        elif isinstance(each, str | PathLike):
            yield Path(each).parent
