"""The shape of the package as a table: rooms, arrows, files, functions, names.

Run `python -m tests.benchmarks.structure [--root src/disclose] [--walk]`. It reads the source only,
so that it measures any version of the package; with `--walk` it also runs the program (`walk`).
A room is a package or module directly below the root. An arrow leads from a room to another one
that it imports anywhere, in functions and for the type checker as well.
"""

import argparse
import ast
import io
import statistics
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.walk import walk
from tests.support.places import SOURCE
from tests.support.rooms import ROOMS

SHORT, LONG, LONG_FILE = 4, 80, 600
"""Lines of a short function, of the longest that the guards allow, and of the longest file."""

Arrow = tuple[str, str]
"""The room that imports, and the room that it imports."""

FACES = frozenset({"__init__", "__main__"})
"""Modules directly below the root that belong to no room: they only lead into the house."""

Table = Mapping[str, str]
"""Values by the names of what was measured, in the order of the table."""


@dataclass(frozen=True, slots=True)
class Module:
    """A source file: the room it is in, its path below the root, text and syntax."""

    room: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """Return the number of lines."""
        return len(self.text.splitlines())


def modules(root: Path) -> list[Module]:
    """Return the modules of the package at `root`, in the order of their paths."""
    found = []
    for path in sorted(root.rglob("*.py")):
        below, text = path.relative_to(root), path.read_text(encoding="utf-8")
        room = below.with_suffix("").parts[0]
        found.append(Module(room, below, text, ast.parse(text, str(path))))
    return found


def arrows(house: Sequence[Module], package: str) -> set[Arrow]:
    """Return the arrows between rooms; those of the faces count, those to the faces do not."""
    rooms = {module.room for module in house} - FACES
    return {
        (module.room, target)
        for module in house
        for target in _imported_rooms(module, package)
        if target in rooms and target != module.room
    }


def _imported_rooms(module: Module, package: str) -> Iterator[str]:
    for node in ast.walk(module.tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, module, package)
            names = [f"{base}.{alias.name}" for alias in node.names]
        for name in names:
            first, *below = name.split(".")
            if first == package and below:
                yield below[0]


def _absolute(node: ast.ImportFrom, module: Module, package: str) -> str:
    """Return the full name of the module that an import names, perhaps by dots."""
    if not node.level:
        return node.module or ""
    home = (package, *module.path.parent.parts)
    return ".".join((*home[: len(home) - node.level + 1], *filter(None, [node.module])))


def reach(drawn: AbstractSet[Arrow]) -> Mapping[str, AbstractSet[str]]:
    """Return the rooms that each room leads to, over any number of arrows."""
    reached = {
        room: {end for start, end in drawn if start == room} for pair in drawn for room in pair
    }
    for through, beyond in reached.items():
        for ends in reached.values():
            if through in ends:
                ends.update(beyond)
    return reached


def circular(drawn: AbstractSet[Arrow]) -> set[Arrow]:
    """Return the arrows that are part of a circle."""
    reached = reach(drawn)
    return {(start, end) for start, end in drawn if start in reached[end]}


def upward(drawn: AbstractSet[Arrow], order: Sequence[str]) -> set[Arrow]:
    """Return the arrows that lead from a room to a later one of `order`."""
    height = {room: number for number, room in enumerate(order)}
    ours = {(start, end) for start, end in drawn if start in height and end in height}
    return {(start, end) for start, end in ours if height[start] < height[end]}


def floors(drawn: AbstractSet[Arrow]) -> int:
    """Return the number of rooms on the longest path of arrows; a circle counts as one room."""
    reached = reach(drawn)
    height: dict[str, int] = {}
    # A room reaches all that the rooms below it reach, and more: by that number, below comes first.
    for room in sorted(reached, key=lambda room: len(reached[room] - {room})):
        circle = {other for other in reached[room] if room in reached[other]}
        below = {end for start, end in drawn if start in circle | {room}} - circle - {room}
        height[room] = 1 + max((height[end] for end in below), default=0)
    return max(height.values(), default=1)


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(house: Sequence[Module]) -> list[int]:
    """Return the lengths of all functions and methods, signature and docstring included."""
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for module in house
        for node in ast.walk(module.tree)
        if isinstance(node, Function)
    ]


def comment_lines(module: Module) -> int:
    """Return the number of lines that hold a comment and nothing else."""
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    return sum(
        token.type == tokenize.COMMENT and token.line.lstrip().startswith("#") for token in tokens
    )


def code_lines(module: Module) -> int:
    """Return the number of lines with code: without blanks, comments and docstrings."""
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type not in silent | {tokenize.ENDMARKER}:
            lines |= set(range(token.start[0], token.end[0] + 1))
    return len(lines - _docstring_lines(module.tree))


def _docstring_lines(tree: ast.Module) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        # A text below an assignment documents it, and is an expression like a docstring.
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                lines |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def repeated(names: Iterator[str], times: int) -> list[str]:
    """Return the names that occur at least so many times, in their order."""
    return sorted(name for name, count in Counter(names).items() if count >= times)


def class_names(house: Sequence[Module]) -> Iterator[str]:
    """Yield the name of every class, as often as it is used."""
    for module in house:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                yield node.name


def module_names(house: Sequence[Module]) -> Iterator[str]:
    """Yield the name of every module that is not the `__init__` of a package."""
    return (module.path.stem for module in house if module.path.stem != "__init__")


def measured(root: Path, order: Sequence[str]) -> Table:
    """Return the table of the package at `root`, whose rooms should stand in `order`."""
    house = modules(root)
    rooms = {module.room for module in house} - FACES
    drawn = arrows(house, root.name)
    lengths = functions(house)
    classes = list(class_names(house))
    up = str(len(upward(drawn, order))) if rooms <= set(order) else "no order known"
    return {
        "rooms": str(len(rooms)),
        "floors": str(floors(drawn)),
        "arrows between rooms": str(len(drawn)),
        "upward arrows": up,
        "arrows in circles": str(len(circular(drawn))),
        "files": str(len(house)),
        "lines": str(sum(module.lines for module in house)),
        "lines of code": str(sum(map(code_lines, house))),
        "lines of comment": str(sum(map(comment_lines, house))),
        "functions": str(len(lengths)),
        "median lines of a function": f"{statistics.median(lengths or [0]):g}",
        f"functions of at most {SHORT} lines": str(sum(length <= SHORT for length in lengths)),
        f"functions of more than {LONG} lines": str(sum(length > LONG for length in lengths)),
        f"files of more than {LONG_FILE} lines": str(sum(file.lines > LONG_FILE for file in house)),
        "classes": str(len(classes)),
        "class names used twice or more": str(len(repeated(iter(classes), 2))),
        "module names used three times or more": str(len(repeated(module_names(house), 3))),
    }


def table(rows: Table, head: str) -> str:
    """Return the values as a table in Markdown."""
    lines = [
        f"| {head} | |",
        "|---|--:|",
        *(f"| {name} | {value} |" for name, value in rows.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Print the shape of the package as a table.")
    parser.add_argument("--root", type=Path, default=SOURCE, help="the folder of the package")
    parser.add_argument("--walk", action="store_true", help="also run it: functions entered, CPU")
    parser.add_argument("--names", action="store_true", help="also list the names used repeatedly")
    given = parser.parse_args()
    root = given.root.resolve()
    rows = {**measured(root, ROOMS), **(walk(root) if given.walk else {})}
    sys.stdout.write(table(rows, root.name))
    if given.names:
        house = modules(root)
        sys.stdout.write(f"\nclasses: {', '.join(repeated(class_names(house), 2))}\n")
        sys.stdout.write(f"modules: {', '.join(repeated(module_names(house), 3))}\n")


if __name__ == "__main__":
    main()
