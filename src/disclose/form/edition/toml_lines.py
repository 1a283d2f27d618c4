"""Find the line of each value in a TOML file; used only to report a fault.

`tomllib` keeps no positions, nor does tomlkit expose line numbers, so this module walks the
tokens. It may rely on valid TOML: `tomllib` has parsed the text before.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeAlias

from disclose.core.expressions import expression

Steps: TypeAlias = tuple[str | int, ...]
"""The path to a value: keys of tables and indices of list items."""

_TOKEN = expression(
    r"""
      (?P<comment> \#[^\n]* )
    | (?P<text> \"{3} (?:\\.|[^\\])*? \"{3}(?!\") | '{3} .*? '{3}(?!')
              | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<mark> [\[\]{}=,.\n] )
    | (?P<bare> [^\s\#\[\]{}=,."']+ )
    """,
    re.VERBOSE | re.DOTALL,
)


@cache
def positions(text: str) -> Mapping[Steps, int]:
    """Return the line, from 1, on which each value of `text` begins; `text` is valid TOML."""
    return _Walk(text).lines


class _Walk:
    """Walks the tokens once and records the line on which each path begins."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Steps, int] = {(): 1}
        self.counts: dict[Steps, int] = {}
        self.tokens = _tokens(text)
        self.advance()
        self.document()

    def advance(self) -> None:
        self.now, self.line = next(self.tokens, ("", 0))

    def note(self, path: Steps) -> None:
        self.lines.setdefault(path, self.line)

    def document(self) -> None:
        prefix: Steps = ()
        while self.now:
            if self.now == "\n":
                self.advance()
            elif self.now == "[":
                prefix = self.header()
            else:
                self.pair(prefix)

    def header(self) -> Steps:
        """Read `[table]` or `[[item]]` and return the path prefix of the pairs below it."""
        header_line = self.line
        self.advance()
        item = self.now == "["
        prefix: Steps = ()
        while self.now not in {"", "\n"}:
            if self.now not in "[].":
                prefix = (*self.current(prefix), _key(self.now))
                self.note(prefix)
            self.advance()
        if item:
            self.counts[prefix] = self.counts.get(prefix, 0) + 1
        prefix = self.current(prefix)
        self.lines.setdefault(prefix, header_line)
        return prefix

    def current(self, path: Steps) -> Steps:
        """Return `path` with the index of its latest item if it is a list of tables."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def pair(self, prefix: Steps) -> None:
        path = prefix
        while self.now != "=":
            if self.now != ".":
                path = (*path, _key(self.now))
                self.note(path)
            self.advance()
        self.advance()
        self.value(path)

    def value(self, path: Steps) -> None:
        if self.now == "[":
            self.items(path)
        elif self.now == "{":
            self.members(path)
        else:
            while self.now and self.now not in ",]}\n":
                self.advance()

    def items(self, path: Steps) -> None:
        self.advance()
        number = 0
        while self.now != "]":
            if self.now in ",\n":
                self.advance()
            else:
                self.note((*path, number))
                self.value((*path, number))
                number += 1
        self.advance()

    def members(self, path: Steps) -> None:
        self.advance()
        while self.now != "}":
            if self.now in ",\n":
                self.advance()
            else:
                self.pair(path)
        self.advance()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "comment":
            yield match[0], line
        line += match[0].count("\n")


def _key(token: str) -> str:
    return token[1:-1] if token[0] in "\"'" else token
