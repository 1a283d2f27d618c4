"""Two folders of answers beside each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

WIDTH = 160
"""Most characters of a line that is shown."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How many answers of a kind were compared, and the first difference of each that differs."""

    kind: str
    count: int
    different: Mapping[str, str]


def compared(before: Path, after: Path, kinds: Sequence[str]) -> Iterator[Compared]:
    """Compare the answers of each kind that `after` was asked for.

    An equal one becomes a link to that before: the space of one is enough.
    """
    for kind in kinds:
        names = sorted(path.name for path in (after / kind).glob("*"))
        different = {}
        for name in names:
            one, other = before / kind / name, after / kind / name
            if told := difference(_read(one), _read(other)):
                different[name] = told
            elif not other.samefile(one):
                other.unlink()
                other.hardlink_to(one)
        yield Compared(kind, len(names), different)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def difference(before: bytes | None, after: bytes | None) -> str:
    """Return the first difference of two answers in words, nothing if they are equal."""
    if before == after:
        return ""
    if before is None or after is None:
        return "no answer before" if before is None else "no answer after"
    parts = _parts(before), _parts(after)
    if None in parts:
        return _line(before, after)
    one, other = (each or {} for each in parts)
    names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    if not names:
        return "the parts are equal, the package is not"
    first = names[0]
    return f"{', '.join(names)}: {_line(one.get(first, b''), other.get(first, b''))}"


def _parts(data: bytes) -> Mapping[str, bytes] | None:
    try:
        with ZipFile(BytesIO(data)) as package:
            return {each: package.read(each) for each in package.namelist()}
    except (BadZipFile, NotImplementedError):
        return None


def _line(before: bytes, after: bytes) -> str:
    """Return the first lines that differ, from a little before they do."""
    one, other = (each.decode("utf-8", "replace").splitlines() for each in (before, after))
    for number, (left, right) in enumerate(zip(one, other, strict=False), 1):
        if left != right:
            pairs = enumerate(zip(left, right, strict=False))
            at = next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))
            at = max(0, at - 40)
            return f"line {number}: {left[at : at + WIDTH]!r} / {right[at : at + WIDTH]!r}"
    if len(one) == len(other):
        return "line ends"
    more, whose = (one, "before") if len(one) > len(other) else (other, "after")
    at = min(len(one), len(other))
    return f"line {at + 1}, only {whose}: {more[at][:WIDTH]!r}"
