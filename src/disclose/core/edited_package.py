"""A zip package whose parts are edited in place; every byte that no edit names stays.

A library that loads and saves workbooks or documents would drop what it does not know: extended
validations, threaded comments, custom parts of other programs.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from posixpath import basename, dirname, relpath, splitext
from typing import TypeAlias

from disclose.core.edits import Edits, OverlappingEditsError, new_element
from disclose.core.errors import UnmarkableError
from disclose.core.markup import MarkupMeter, Relationship
from disclose.core.package import (
    CONTENT_TYPES,
    PackageError,
    relationships_part,
    target_part,
    write_package,
)
from disclose.core.seal import sealed_package
from disclose.core.tree import Node, Tree, parse_tree

_EMPTY_LINKS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)

Parse: TypeAlias = Callable[[bytes, str, MarkupMeter], Tree]
"""Makes a tree of a part: its bytes, its name, and the meter of all parts."""


class EditedPackage:
    """The parts of a package, which may be edited; an untouched part keeps its bytes."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Begin with the parts of a package by their names."""
        self._parts = dict(parts)
        self._meter = MarkupMeter()
        self._trees: dict[str, Tree] = {}
        self._edited: set[str] = set()

    def find_part(self, name: str) -> str:
        """Return `name` as the package writes it, empty if there is no such part."""
        folded = name.casefold()
        return next((part for part in self._parts if part.casefold() == folded), "")

    def part_names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._parts)

    def mentions(self, name: str, word: str) -> bool:
        """Return whether a word without XML's own signs is in a part, which is not parsed."""
        data = self._parts.get(name, b"")
        return any(word.encode(each) in data for each in ("utf-8", "utf-16-le", "utf-16-be"))

    def root(self, name: str, parse: Parse = parse_tree) -> Node:
        """Return the root of a part as it is now.

        Raises:
            UnmarkableError: the part is missing, damaged, or has too much markup.
        """
        if name not in self._trees:
            if name not in self._parts:
                raise UnmarkableError(name)
            # The marks that we add ourselves count for no limit.
            meter = MarkupMeter() if name in self._edited else self._meter
            try:
                self._trees[name] = parse(self._parts[name], name, meter)
            except PackageError as error:
                raise UnmarkableError(name) from error
        return self._trees[name].root

    @contextmanager
    def edit(self, name: str, parse: Parse = parse_tree) -> Iterator[Edits]:
        """Give the edits of a part, which are made at the end of the block.

        Raises:
            UnmarkableError: as `root`, or elements that are edited lie in each other.
        """
        self.root(name, parse)
        edits = Edits(self._trees[name])
        yield edits
        try:
            edited = edits.to_bytes()
        except OverlappingEditsError as error:
            raise UnmarkableError(name) from error
        if edited != self._parts[name]:
            self._parts[name] = edited
            self._edited.add(name)
            del self._trees[name]

    def add_part(self, wanted: str, data: bytes, content_type: str) -> str:
        """Add a part and return its name: `wanted`, with a number if there is such a part."""
        stem, suffix = splitext(wanted)
        name, number = wanted, 1
        while self.find_part(name):
            number += 1
            name = f"{stem}{number}{suffix}"
        self._parts[name] = data
        self._add_content_type(name, content_type)
        return name

    def remove_part(self, name: str) -> None:
        """Remove a part, its links and its content type."""
        for part in (name, self._links_part(name)):
            self._parts.pop(part, None)
            self._trees.pop(part, None)
        with self.edit(self._content_types) as edits:
            for override in self._overrides(edits, name):
                edits.remove(override)

    def links_of(self, source: str) -> list[Relationship]:
        """Return the relationships of a part to other parts of the package."""
        rels = self._links_part(source)
        if rels not in self._parts:
            return []
        return [
            Relationship(
                link.get("Id") or "",
                basename(link.get("Type") or ""),
                self._target_part(source, link.get("Target") or ""),
            )
            for link in self.root(rels).named("Relationship")
            if link.get("TargetMode") != "External"
        ]

    def linked_part(self, source: str, kind: str) -> str:
        """Return the first part of the kind `kind` that `source` refers to, empty if none."""
        return next((link.target for link in self.links_of(source) if link.kind == kind), "")

    def add_link(self, source: str, link_type: str, target: str, wanted: str) -> str:
        """Make `source` refer to `target`; return the id: `wanted`, with a number if taken."""
        rels = self._links_part(source)
        self._parts.setdefault(rels, _EMPTY_LINKS)
        taken = {link.get("Id") for link in self.root(rels).named("Relationship")}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}{number}"
        path = relpath(target, dirname(source) or ".")
        with self.edit(rels) as edits:
            link = {"Id": name, "Type": link_type, "Target": path}
            edits.append(edits.tree.root, new_element(edits.tree.root, "Relationship", link))
        return name

    def remove_links(self, source: str, ids: Collection[str]) -> None:
        """Remove relationships of `source`, and the list of them if none is left."""
        rels = self._links_part(source)
        if rels not in self._parts:
            return
        with self.edit(rels) as edits:
            for link in edits.tree.root.named("Relationship"):
                if link.get("TargetMode") != "External" and link.get("Id") in ids:
                    edits.remove(link)
        if not self.root(rels).children:
            del self._parts[rels], self._trees[rels]

    def to_bytes(self) -> bytes:
        """Return the file; the same parts give the same bytes."""
        return write_package(self._parts)

    def to_sealed_bytes(self) -> bytes:
        """Return the file with every blank seal in it filled in."""
        return sealed_package(self._parts)

    @property
    def _content_types(self) -> str:
        return self.find_part(CONTENT_TYPES) or CONTENT_TYPES

    @staticmethod
    def _overrides(edits: Edits, part: str) -> list[Node]:
        """Return the content types that are stated for a part itself."""
        return [
            override
            for override in edits.tree.root.named("Override")
            if (override.get("PartName") or "").lstrip("/").casefold() == part.casefold()
        ]

    def _add_content_type(self, name: str, content_type: str) -> None:
        suffix = splitext(name)[1].lstrip(".")
        with self.edit(self._content_types) as edits:
            root = edits.tree.root
            # A program that drops a part may leave its type, and no part may have two.
            for stale in self._overrides(edits, name):
                edits.remove(stale)
            known = {(each.get("Extension") or "").casefold() for each in root.named("Default")}
            if suffix == "xml":
                entry = {"PartName": f"/{name}", "ContentType": content_type}
                edits.append(root, new_element(root, "Override", entry))
            elif suffix not in known:
                entry = {"Extension": suffix, "ContentType": content_type}
                edits.prepend(root, new_element(root, "Default", entry))

    def _links_part(self, source: str) -> str:
        name = relationships_part(source)
        return self.find_part(name) or name

    def _target_part(self, source: str, target: str) -> str:
        name = target_part(source, target)
        return self.find_part(name) or name
