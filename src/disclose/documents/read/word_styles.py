"""The styles of a Word document: levels of headings, and the looks that runs have from styles.

Conditional formats of table styles (a first row, say) are not looked at: no program strikes,
raises or hides text by them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import xor
from typing import TypeAlias

from disclose.core.expressions import expression
from disclose.core.rich_text import Look, look_of_run, switched_on
from disclose.core.tree import Node
from disclose.documents.read.word_parts import W

MAX_BASES = 20
"""Most styles that a style is based on, one on the other; Word allows 10."""

RAISED_BY = 3
"""From how many half-points on a shifted run is raised: less only aligns a line."""

_STYLE_NAME = expression(r"heading (\d)", re.IGNORECASE)
_TITLE = "title"
_BODY_LEVEL = 9

Properties: TypeAlias = Mapping[str, str | None]
"""The properties of a run that matter for its look, by name; None for one without a value."""

_TOGGLES = ("vanish", "strike")
_NAMES = (*_TOGGLES, "dstrike", "vertAlign", "position", "color", "highlight", "sz")

_WHITE = expression(r"F[8-F]F[8-F]F[8-F]", re.IGNORECASE)
_TINY = 2
"""Half-points of text that nobody can read; the smallest in reports has 10."""

_AROUND = {"r": "rPr", "p": "pPr", "tc": "tcPr", "tbl": "tblPr"}
"""Elements that may have a shading, and where they say so."""

_STYLED = {"r": "rStyle", "p": "pStyle", "tbl": "tblStyle"}
_FIRST = 3
"""Among how many children of an element its properties are looked for."""


def value(node: Node, path: str) -> str:
    """Return the value of the property at `path` below `node`, empty if there is none."""
    found = node.find(path, W)
    return "" if found is None else found.get("val", W) or ""


def number(text: str | None, otherwise: int) -> int:
    """Return the number that an attribute holds, `otherwise` if it holds none."""
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else otherwise


@dataclass(frozen=True, slots=True)
class WordStyles:
    """Levels of headings by the ids of styles; properties of the runs of each style, and of all.

    `shading` are the ids of the styles that shade a part of the text.
    """

    headings: Mapping[str, int]
    runs: Mapping[str, Properties]
    usual: Mapping[str, str]
    defaults: Properties
    shading: frozenset[str] = frozenset()

    def look(self, run: Node, paragraph: str, table: str) -> Look | None:
        """Return the look of `run` in a paragraph and a table of these styles (ids or empty)."""
        direct = _properties(run.find("rPr", W))
        own = value(run, "rPr/rStyle")
        names = (
            own or self.usual.get("character", ""),
            paragraph or self.usual.get("paragraph", ""),
        )
        levels = [
            self.runs.get(name, {}) for name in (*names, table or self.usual.get("table", ""))
        ]
        for name in _TOGGLES:
            if self._toggled(name, direct, levels):
                return look_of_run(name, "1")
        for name in ("dstrike", "vertAlign"):
            where = next((each for each in (direct, *levels, self.defaults) if name in each), {})
            if name in where and (look := look_of_run(name, where[name])):
                return look
        shifted = next((each["position"] for each in (direct, *levels) if "position" in each), "")
        return _shifted(shifted or "") or self._unseen(run, (direct, *levels, self.defaults))

    def _unseen(self, run: Node, levels: Sequence[Properties]) -> Look | None:
        """Return the look of a run that is white on the white page, or too small to be read."""
        size, color, highlight = (
            next((each[name] for each in levels if name in each), None) or ""
            for name in ("sz", "color", "highlight")
        )
        if number(size, _TINY + 1) <= _TINY:
            return Look.HIDDEN
        if not _WHITE.fullmatch(color) or highlight not in {"", "none", "white"}:
            return None
        around = (run, *run.iterancestors())
        return None if any(self._may_shade(each) for each in around) else Look.HIDDEN

    def _may_shade(self, node: Node) -> bool:
        """Return whether an element gives the text within a background, or a shape may."""
        name = node.local
        if name == "document":
            return node.find("background", W) is not None
        if name not in _AROUND:
            return name in {"txbxContent", "drawing", "pict"}
        # They stand first: a search among all runs of a paragraph would take minutes for some.
        first = node.children[:_FIRST]
        own = next((each for each in first if each.local == _AROUND[name]), None)
        style = value(own, _STYLED[name]) if own is not None and name in _STYLED else ""
        kind = {"p": "paragraph", "tbl": "table"}.get(name, "")
        return (style or self.usual.get(kind, "")) in self.shading or _is_shaded(own)

    def _toggled(self, name: str, direct: Properties, levels: list[Properties]) -> bool:
        """Return whether a property applies that each level of styles turns over (17.7.3)."""
        if name in direct:
            return switched_on(direct[name])
        if name in self.defaults and switched_on(self.defaults[name]):
            return True
        return reduce(xor, (name in each and switched_on(each[name]) for each in levels))


def _is_shaded(properties: Node | None) -> bool:
    """Return whether an element among or below these properties is a shading with a colour."""
    return properties is not None and any(
        each.get("val", W) not in {None, "clear", "nil"}
        or (not _WHITE.fullmatch(fill := each.get("fill", W) or "auto") and fill != "auto")
        for each in properties.iter("shd", namespace=W)
    )


def _shifted(half_points: str) -> Look | None:
    found = re.fullmatch(r"(-?)(\d{1,4})(?:pt)?", half_points, re.ASCII)
    if not found or int(found[2]) < RAISED_BY:
        return None
    return Look.LOWERED if found[1] else Look.RAISED


def _properties(properties: Node | None) -> Properties:
    if properties is None:
        return {}
    found = ((name, properties.find(name, W)) for name in _NAMES)
    return {name: each.get("val", W) for name, each in found if each is not None}


NO_STYLES = WordStyles({}, {}, {}, {})


def word_styles(styles: Node) -> WordStyles:
    """Return the styles in the part that lists them."""
    listed = {each.get("styleId", W) or "": each for each in styles.named("style", W)}
    return WordStyles(
        headings=dict(_headings(listed)),
        runs={name: _inherited(listed, name) for name in listed},
        usual={
            each.get("type", W) or "": name
            for name, each in listed.items()
            if (usual := each.get("default", W)) is not None and switched_on(usual)
        },
        defaults=_properties(styles.find("docDefaults/rPrDefault/rPr", W)),
        shading=frozenset(name for name in listed if _shades(listed, name)),
    )


def _inherited(listed: Mapping[str, Node], name: str) -> Properties:
    """Return the properties of a style, its own before those of the styles it is based on."""
    found: dict[str, str | None] = {}
    for _ in range(MAX_BASES):
        if name not in listed:
            break
        found = {**_properties(listed[name].find("rPr", W)), **found}
        name = value(listed[name], "basedOn")
    return found


def _shades(listed: Mapping[str, Node], name: str) -> bool:
    """Return whether a style shades anything, or one that it is based on."""
    for _ in range(MAX_BASES):
        if name not in listed:
            return False
        if _is_shaded(listed[name]):
            return True
        name = value(listed[name], "basedOn")
    return True


def _headings(listed: Mapping[str, Node]) -> Iterator[tuple[str, int]]:
    for style_id, style in listed.items():
        name, outline = value(style, "name"), next(style.iter("outlineLvl", namespace=W), None)
        found = _STYLE_NAME.fullmatch(name)
        if found or name.lower() == _TITLE:
            yield style_id, int(found[1]) if found else 1
        elif outline is not None:
            level = number(outline.get("val", W), _BODY_LEVEL)
            if level < _BODY_LEVEL:
                yield style_id, level + 1
