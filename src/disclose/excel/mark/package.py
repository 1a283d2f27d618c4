"""A workbook file as parts with links between them; only what is changed is written anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, relpath, splitext

from lxml.etree import _Element as Element

from disclose.core.errors import UnmarkableError
from disclose.core.markup import MarkupMeter
from disclose.core.package import (
    CONTENT_TYPES,
    PackageError,
    relationships_part,
    target_part,
    write_package,
)
from disclose.excel.mark.markup import children, new_element, parse_part, remove_element, serialise
from disclose.excel.read.zip_safety import unpack

PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

_EMPTY_LINKS = f'<Relationships xmlns="{PACKAGE_LINKS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class PartLink:
    """A relationship of a part: its id, its kind (last word of its type) and its target."""

    id: str
    kind: str
    type: str
    target: str
    element: Element


class EditedPackage:
    """The parts of a workbook file, which may be changed; a part left alone keeps its bytes."""

    def __init__(self, data: bytes) -> None:
        """Open the file in `data`, which intake has accepted.

        Raises:
            RefusedWorkbookError: it is no workbook after all.
            UnmarkableError: a part is damaged, maybe one that reading passes over.
        """
        archive = unpack(data)
        try:
            self._parts = archive.parts()
        except PackageError as error:
            raise UnmarkableError(error.part) from error
        self._markup = MarkupMeter()
        self._trees: dict[str, tuple[Element, bytes]] = {}

    def named(self, name: str) -> str:
        """Return `name` as the package spells it, empty if there is no such part."""
        folded = name.casefold()
        return next((each for each in self._parts if each.casefold() == folded), "")

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts."""
        return tuple(self._parts)

    def tree(self, name: str, *, forgiving: bool = False) -> Element:
        """Return the root of a part; what is changed in it will be written.

        Raises:
            UnmarkableError: the part is not there, cannot be parsed, or is one mark too many.
        """
        if name not in self._trees:
            if name not in self._parts:
                raise UnmarkableError(name)
            try:
                self._markup.add(name, self._parts[name])
            except PackageError as error:
                raise UnmarkableError(name) from error
            root = parse_part(self._parts[name], name, forgiving=forgiving)
            self._trees[name] = root, serialise(root)
        return self._trees[name][0]

    def add(self, wanted: str, data: bytes, content_type: str) -> str:
        """Add a part and return its name: `wanted`, with a number if that is taken."""
        stem, suffix = splitext(wanted)
        name, number = wanted, 1
        while self.named(name):
            number += 1
            name = f"{stem}{number}{suffix}"
        self._parts[name] = data
        self._describe(name, content_type)
        return name

    def drop(self, name: str) -> None:
        """Remove a part, its links and its content type."""
        for each in (name, self._links_of(name)):
            self._parts.pop(each, None)
            self._trees.pop(each, None)
        for override in children(self.tree(self._types), "Override"):
            if override.get("PartName", "").lstrip("/").casefold() == name.casefold():
                remove_element(override)

    def links(self, source: str) -> Iterator[PartLink]:
        """Yield the relationships of a part to other parts of the package."""
        rels = self._links_of(source)
        if rels not in self._parts:
            return
        for each in children(self.tree(rels), "Relationship"):
            if each.get("TargetMode") != "External":
                kind, target = each.get("Type", ""), self._target(source, each.get("Target", ""))
                yield PartLink(each.get("Id", ""), basename(kind), kind, target, each)

    def linked(self, source: str, kind: str) -> str:
        """Return the part of that kind that a part is linked with, empty if there is none."""
        return next((each.target for each in self.links(source) if each.kind == kind), "")

    def link(self, source: str, type_: str, target: str, wanted: str) -> str:
        """Link a part with another and return the id: `wanted`, with a number if it is taken."""
        rels = self._links_of(source)
        self._parts.setdefault(rels, _EMPTY_LINKS)
        root = self.tree(rels)
        taken = {each.get("Id") for each in children(root, "Relationship")}
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}{number}"
        path = relpath(target, dirname(source) or ".")
        root.append(new_element(root, "Relationship", {"Id": name, "Type": type_, "Target": path}))
        return name

    def unlink(self, link: PartLink, source: str) -> None:
        """Remove a relationship, and the list of them if it was the last."""
        remove_element(link.element)
        rels = self._links_of(source)
        if not len(self.tree(rels)):
            self._parts.pop(rels)
            self._trees.pop(rels)

    def packed(self) -> bytes:
        """Return the file: the same parts, the same bytes."""
        return write_package(
            {name: self._written(name, data) for name, data in self._parts.items()}
        )

    def _written(self, name: str, data: bytes) -> bytes:
        if name not in self._trees:
            return data
        root, before = self._trees[name]
        after = serialise(root)
        return data if after == before else after

    @property
    def _types(self) -> str:
        return self.named(CONTENT_TYPES) or CONTENT_TYPES

    def _describe(self, name: str, content_type: str) -> None:
        root, suffix = self.tree(self._types), splitext(name)[1].lstrip(".")
        defaults = {
            each.get("Extension", "").casefold(): each.get("ContentType")
            for each in children(root, "Default")
        }
        if suffix == "xml":
            entry = {"PartName": f"/{name}", "ContentType": content_type}
            root.append(new_element(root, "Override", entry))
        elif suffix not in defaults:
            entry = {"Extension": suffix, "ContentType": content_type}
            root.insert(0, new_element(root, "Default", entry))

    def _links_of(self, source: str) -> str:
        name = relationships_part(source)
        return self.named(name) or name

    def _target(self, source: str, target: str) -> str:
        name = target_part(source, target)
        return self.named(name) or name
