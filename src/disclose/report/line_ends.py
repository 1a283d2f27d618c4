"""Where a line of a report may not end: between a number and its unit (12件, 31.5万元, 占80%)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from disclose.core.expressions import expression
from disclose.report.blocks import Line, Run, plain_text

BEFORE, UNITS = "占", "件条次个人篇宗项元万亿年月日"
"""Characters that stay with the number after them, and with the number before them."""

# The typesetter would let these two begin the line after a box.
_WHOLE = expression(f"{BEFORE}?[0-9][0-9.,]*[%％{UNITS}]+[；：]?")


@dataclass(frozen=True, slots=True)
class LinePart:
    """Part of a line; a `whole` one stays on one line."""

    runs: Line
    whole: bool


def line_parts(line: Line) -> tuple[LinePart, ...]:
    """Return `line` in parts, each number with its unit in a part of its own."""
    text = plain_text(line)
    ends = {0, len(text)}
    wholes = set()
    for found in _WHOLE.finditer(text):
        wholes.add(found.start())
        ends.update(found.span())
    places = sorted(ends)
    return tuple(
        LinePart(tuple(_between(line, start, end)), start in wholes)
        for start, end in pairwise(places)
    )


def _between(line: Line, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of `line` from character `start` to `end`, cut there."""
    at = 0
    for run in line:
        if text := run.text[max(start - at, 0) : max(end - at, 0)]:
            yield replace(run, text=text)
        at += len(run.text)
