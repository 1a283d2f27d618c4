"""Sheets read by their skeletons beside the same sheets parsed: the same, or left to the parser."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from disclose.core.package import PackageError
from disclose.excel.read.refused import RefusedWorkbookError
from disclose.excel.read.shared_strings import parse_shared_strings
from disclose.excel.read.sheet import RawSheet, parse_sheet
from disclose.excel.read.skeletons import SheetReader
from tests.support.workbooks import Parts, parts

STRINGS = "xl/sharedStrings.xml"
SHEETS = "xl/worksheets/sheet"

Answer: TypeAlias = tuple[RawSheet, Sequence[object]]
"""A sheet and its cells in their order, of which a mapping says nothing when it is compared."""

REMEMBERING = SheetReader(0)
"""Has read whatever was compared in this process before."""


def strings(contents: Parts) -> Sequence[str]:
    """Return the shared texts of a workbook."""
    return parse_shared_strings(contents[STRINGS]) if STRINGS in contents else ()


def sheets(data: bytes) -> Iterator[tuple[bytes, Sequence[str]]]:
    """Yield the sheets of a workbook with its shared texts."""
    contents = parts(data)
    shared = strings(contents)
    for name, part in contents.items():
        if name.startswith(SHEETS):
            yield part, shared


def parsed(part: bytes, shared: Sequence[str]) -> Answer | str:
    """Return what the parser makes of a sheet, or how it refuses it."""
    try:
        sheet = parse_sheet(part, "", shared)
    except (PackageError, RefusedWorkbookError) as refused:
        return repr(refused)
    return sheet, [*sheet.cells.items()]


def read_twice(part: bytes, shared: Sequence[str]) -> bool:
    """Return whether a sheet can be read by its skeletons; then it must be as it is parsed.

    It is read by one that has seen nothing before, by one that has seen it, and by one that has
    seen many others.
    """
    right = parsed(part, shared)
    new = SheetReader(0)
    answers = [each.by_skeletons(part, shared) for each in (new, new, REMEMBERING, REMEMBERING)]
    for found in answers:
        if found is not None:
            assert (found, [*found.cells.items()]) == right
    assert len({found is None for found in answers}) == 1
    return answers[0] is not None


def taken(data: bytes) -> Mapping[bool, int]:
    """Return how many sheets of a workbook are read by their skeletons, and how many are not."""
    done = [read_twice(part, shared) for part, shared in sheets(data)]
    return {each: done.count(each) for each in (True, False)}
