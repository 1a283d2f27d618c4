"""Legacy drawings (VML) as trees, also those that are not well-formed.

Older programs write drawings with elements that are never closed, such as `<br>`, attributes
without quotes and entities of HTML. Their shapes are found all the same.
"""

import re
from collections.abc import Iterator
from html import unescape

from disclose.core.expressions import expression
from disclose.core.markup import MarkupMeter
from disclose.core.package import PackageError, PackageFault
from disclose.core.tree import MAX_DEPTH, Node, Tree, as_utf8, parse_tree

_TAG = expression(rb"<(/?)([A-Za-z_][^\s<>/]*)([^<>]*)>")
_ATTRIBUTE = expression(r"""([^\s=/"']+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_PASSED_OVER = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_NEVER_CLOSED = frozenset(("br", "hr", "img"))


def parse_drawing(data: bytes, part: str, meter: MarkupMeter) -> Tree:
    """Return a drawing as a tree.

    Raises:
        PackageError: it has no element, declares a document type, or exceeds a limit.
    """
    try:
        return parse_tree(data, part, meter)
    except PackageError as error:
        if error.fault is not PackageFault.DAMAGED:
            raise
    encoded = as_utf8(data, part)
    try:
        return Tree(part, data, encoded, _parse_loosely(encoded))
    except (ValueError, LookupError) as error:
        raise PackageError(PackageFault.DAMAGED, part) from error


def _parse_loosely(data: bytes) -> Node:
    """Return the root of a drawing; an end tag closes what was left open within its element."""
    roots: list[Node] = []
    opened: list[tuple[Node, list[Node]]] = []

    def close(offset: int) -> None:
        node, children = opened.pop()
        node.children, node.close = tuple(children), offset

    for tag in _tags(data):
        name = tag[2].decode()
        if tag[1]:
            if any(node.name == name for node, _ in opened):
                while opened[-1][0].name != name:
                    close(tag.start())
                close(tag.start())
            continue
        parent, beside = opened[-1] if opened else (None, roots)
        node = Node(name, _attributes(tag[3].decode()), parent, tag.start())
        node.place, node.close = len(beside), tag.end()
        beside.append(node)
        if not tag[3].endswith(b"/") and node.local.casefold() not in _NEVER_CLOSED:
            node.text = unescape(data[tag.end() :].partition(b"<")[0].decode())
            opened.append((node, []))
        if len(opened) > MAX_DEPTH:
            raise ValueError(MAX_DEPTH)
    while opened:
        close(len(data))
    return roots[0]


def _attributes(written: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(written.removesuffix("/"))
    return {each[1]: unescape(each[2].strip("\"'")) for each in found}


def _tags(data: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the tags of a part; comments and the like are passed over."""
    at = data.find(b"<")
    while at >= 0:
        end = at + 1
        for opening, closing in _PASSED_OVER:
            if data.startswith(opening, at):
                found = data.find(closing, at)
                end = found + len(closing) if found >= 0 else len(data)
        if tag := _TAG.match(data, at):
            yield tag
            end = tag.end()
        at = data.find(b"<", end)
