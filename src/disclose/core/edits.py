"""Edits of an XML part that leave all other bytes as they are, and the markup to insert."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from disclose.core.errors import InternalError
from disclose.core.expressions import expression
from disclose.core.text import escape_control_chars
from disclose.core.tree import Node, Tree


def element(name: str, attributes: Mapping[str, object] | None = None, content: str = "") -> str:
    """Return the markup of an element; `content` is markup, too."""
    given = "".join(f" {key}={quoted(value)}" for key, value in (attributes or {}).items())
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def new_element(
    root: Node | None, name: str, attributes: Mapping[str, object] | None = None, content: str = ""
) -> str:
    """Return the markup of an element with the prefix of `root`; `content` is markup, too."""
    prefixed = f"{root.prefix}:{name}" if root and root.prefix else name
    return element(prefixed, attributes, content)


def escaped(text: str) -> str:
    """Return the markup of a text. What XML cannot hold is shown as an escape."""
    return escape(escape_control_chars(text), quote=False)


def quoted(value: object) -> str:
    """Return the markup of the value of an attribute, in quotes."""
    # Parsers make a space of a line feed or tab that is written plainly.
    return f'"{escaped(str(value)).translate(_IN_QUOTES)}"'


_IN_QUOTES = {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}


_TAG = expression(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ATTRIBUTE = expression(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


class NodeSpan(NamedTuple):
    """The offsets of an element: of its start tag, its content, its end tag, and its end.

    One without an end tag (`<a/>`) has `content`, `close` and `end` in the same place.
    """

    begin: int
    content: int
    close: int
    end: int


class OverlappingEditsError(InternalError):
    """Two edits change the same bytes."""


class _Edit(NamedTuple):
    """New bytes in the place of `length` others; those at one offset are sorted by `order`."""

    offset: int
    order: tuple[int, int]
    length: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Edits:
    """The edits of a part, all of them of the tree as it was parsed.

    Of two insertions on the same side of a node the later one lies nearer to it. `markup` is
    inserted as it is given: see `element` and `escaped`.
    """

    tree: Tree
    _edits: list[_Edit] = field(default_factory=list)
    _opened: dict[Node, list[str]] = field(default_factory=dict)

    def span(self, node: Node) -> NodeSpan:
        """Return where an element lies in the bytes of the tree."""
        data, close = self.tree.data, node.close
        tag = _TAG.match(data, node.begin)
        content = tag.end() if tag else close
        if content == close and data.endswith(b"/>", node.begin, content):
            return NodeSpan(node.begin, content, close, close)
        closed = data.startswith(b"</" + node.name.encode(), close)
        end = data.index(b">", close) + 1 if closed else close
        return NodeSpan(node.begin, content, close, end)

    def insert_before(self, node: Node, markup: str) -> None:
        """Insert markup before an element."""
        self._insert(node.begin, markup)

    def insert_after(self, node: Node, markup: str) -> None:
        """Insert markup behind an element."""
        self._insert(self.span(node).end, markup, behind=True)

    def wrap(self, node: Node, before: str, after: str) -> None:
        """Insert markup on both sides of an element, such as a start tag and its end tag."""
        self.insert_before(node, before)
        self.insert_after(node, after)

    def prepend(self, node: Node, markup: str) -> None:
        """Insert markup as the first content of an element."""
        if self._is_closed_at_once(node):
            self._opened.setdefault(node, []).insert(0, markup)
        else:
            self._insert(self.span(node).content, markup, behind=True)

    def append(self, node: Node, markup: str) -> None:
        """Insert markup as the last content of an element."""
        if self._is_closed_at_once(node):
            self._opened.setdefault(node, []).append(markup)
        else:
            self._insert(node.close, markup)

    def remove(self, node: Node) -> None:
        """Remove an element; the text behind it stays."""
        self.replace(node, "")

    def replace(self, node: Node, markup: str) -> None:
        """Put markup in the place of an element."""
        span = self.span(node)
        self._replace(span.begin, span.end, markup)

    def set_content(self, node: Node, markup: str) -> None:
        """Put markup in the place of everything between the tags of an element."""
        if self._is_closed_at_once(node):
            self._opened.setdefault(node, []).append(markup)
        else:
            self._replace(self.span(node).content, node.close, markup)

    def set_attribute(self, node: Node, name: str, value: object) -> None:
        """Give an attribute, by its name as written, a value; it is added if it is missing."""
        if name in node.attributes:
            found = self._attribute(node, name)
            self._replace(found.start(2), found.end(2), quoted(value))
        else:
            content, closed = self.span(node).content, self._is_closed_at_once(node)
            tag = self.tree.data[node.begin : content - (2 if closed else 1)]
            # Before the spaces that end a tag: they stay when the attribute is removed again.
            self._insert(node.begin + len(tag.rstrip()), f" {name}={quoted(value)}")

    def remove_attribute(self, node: Node, name: str) -> None:
        """Remove an attribute, by its name as written; nothing happens if it is missing."""
        if name in node.attributes:
            found = self._attribute(node, name)
            self._replace(found.start(), found.end(), "")

    def to_bytes(self) -> bytes:
        """Return the part with all edits; without any, its original bytes.

        Raises:
            OverlappingEditsError: two edits change the same bytes.
        """
        edits = [*self._edits, *map(self._opening, self._opened)]
        if not edits:
            return self.tree.original
        pieces: list[bytes] = []
        done = 0
        for edit in sorted(edits):
            if edit.offset < done:
                raise OverlappingEditsError(edit.offset)
            pieces += (self.tree.data[done : edit.offset], edit.new)
            done = edit.offset + edit.length
        return b"".join((*pieces, self.tree.data[done:]))

    def _insert(self, offset: int, markup: str, *, behind: bool = False) -> None:
        # At one offset there is first the markup behind an element (the last inserted is nearest
        # to it), then the markup before another (the last inserted is nearest to that).
        number = len(self._edits)
        order = (0, -number) if behind else (1, number)
        self._edits.append(_Edit(offset, order, 0, markup.encode()))

    def _replace(self, begin: int, end: int, markup: str) -> None:
        self._edits.append(_Edit(begin, (2, len(self._edits)), end - begin, markup.encode()))

    def _is_closed_at_once(self, node: Node) -> bool:
        span = self.span(node)
        return span.content == span.end

    def _opening(self, node: Node) -> _Edit:
        """Return the edit that gives content to an element written as one tag."""
        content = "".join(self._opened[node])
        return _Edit(node.close - 2, (2, 0), 2, f">{content}</{node.name}>".encode())

    def _attribute(self, node: Node, name: str) -> re.Match[bytes]:
        found = _ATTRIBUTE.finditer(self.tree.data, node.begin, self.span(node).content)
        return next(each for each in found if each[1] == name.encode())
