"""Nested headings: labels with groups over them, as spans along one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from disclose.form.edition.model import Column, Group, Row, Table


@dataclass(frozen=True, slots=True)
class Span:
    """A heading: its level and how many levels it takes, its first line and how many."""

    level: int
    levels: int
    start: int
    length: int
    text: str
    vertical: bool = False


def depth(table: Table, lines: Sequence[Row | Column]) -> int:
    """Return how many levels the headings of `lines` need."""
    return max(len(table.path(line.group)) for line in lines) + 1


def spans(table: Table, lines: Sequence[Row | Column], width: int = 1) -> tuple[Span, ...]:
    """Return the headings of `lines`, each line `width` cells long.

    A group covers its neighbouring lines; a line's own label takes the levels left below its
    groups.
    """
    levels = depth(table, lines)
    found: list[Span] = []
    open_groups: tuple[Group, ...] = ()
    for number, line in enumerate(lines):
        path = table.path(line.group)
        for level, group in enumerate(path):
            if path[: level + 1] != open_groups[: level + 1]:
                length = _length(table, lines[number:], level, group) * width
                found.append(Span(level, 1, number * width, length, group.label, group.vertical))
        level = len(path)
        found.append(Span(level, levels - level, number * width, width, line.label))
        open_groups = path
    return tuple(found)


def _length(table: Table, lines: Sequence[Row | Column], level: int, group: Group) -> int:
    length = 0
    for line in lines:
        path = table.path(line.group)
        if len(path) <= level or path[level] is not group:
            break
        length += 1
    return length
