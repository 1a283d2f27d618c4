"""The styles of a Word document: levels of headings, and the looks that runs have from styles.

Conditional formats of table styles (a first row, say) are not looked at: no program strikes,
raises or hides text by them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import xor
from typing import TypeAlias

from lxml import etree

from disclose.core.rich_text import Look, look_of_run, switched_on
from disclose.documents.read.word_parts import W

MAX_BASES = 20
"""Most styles that a style is based on, one on the other; Word allows 10."""

RAISED_BY = 3
"""From how many half-points on a shifted run is raised: less only aligns a line."""

_STYLE_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLE = "title"
_BODY_LEVEL = 9

Properties: TypeAlias = Mapping[str, str | None]
"""The properties of a run that matter for its look, by name; None for one without a value."""

_TOGGLES = ("vanish", "strike")
_NAMES = (*_TOGGLES, "dstrike", "vertAlign", "position", "color", "highlight", "sz")

_WHITE = re.compile(r"F[8-F]F[8-F]F[8-F]", re.IGNORECASE)
_TINY = 2
"""Half-points of text that nobody can read; the smallest in reports has 10."""

_AROUND = {"r": "rPr", "p": "pPr", "tc": "tcPr", "tbl": "tblPr"}
"""Elements that may have a shading, and where they say so."""

_STYLED = {"r": "rStyle", "p": "pStyle", "tbl": "tblStyle"}
_FIRST = 3
"""Among how many children of an element its properties are looked for."""


def value(node: etree._Element, path: str) -> str:
    """Return the value of the property at `path` below `node`, empty if there is none."""
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val") or "")


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

    def look(self, run: etree._Element, paragraph: str, table: str) -> Look | None:
        """Return the look of `run` in a paragraph and a table of these styles (ids or empty)."""
        direct = _properties(run.find(f"{W}rPr"))
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

    def _unseen(self, run: etree._Element, levels: Sequence[Properties]) -> Look | None:
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

    def _may_shade(self, node: etree._Element) -> bool:
        """Return whether an element gives the text within a background, or a shape may."""
        name = str(node.tag).rpartition("}")[2]
        if name == "document":
            return node.find(f"{W}background") is not None
        if name not in _AROUND:
            return name in {"txbxContent", "drawing", "pict"}
        # They stand first: a search among all runs of a paragraph would take minutes for some.
        first = islice(node, _FIRST)
        own = next((each for each in first if each.tag == f"{W}{_AROUND[name]}"), None)
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


def _is_shaded(properties: etree._Element | None) -> bool:
    """Return whether an element among or below these properties is a shading with a colour."""
    return properties is not None and any(
        each.get(f"{W}val") not in {None, "clear", "nil"}
        or (not _WHITE.fullmatch(fill := str(each.get(f"{W}fill") or "auto")) and fill != "auto")
        for each in properties.iter(f"{W}shd")
    )


def _shifted(half_points: str) -> Look | None:
    found = re.fullmatch(r"(-?)(\d{1,4})(?:pt)?", half_points, re.ASCII)
    if not found or int(found[2]) < RAISED_BY:
        return None
    return Look.LOWERED if found[1] else Look.RAISED


def _properties(properties: etree._Element | None) -> Properties:
    if properties is None:
        return {}
    found = ((name, properties.find(f"{W}{name}")) for name in _NAMES)
    return {name: each.get(f"{W}val") for name, each in found if each is not None}


NO_STYLES = WordStyles({}, {}, {}, {})


def word_styles(styles: etree._Element) -> WordStyles:
    """Return the styles in the part that lists them."""
    listed = {str(each.get(f"{W}styleId")): each for each in styles.iterfind(f"{W}style")}
    return WordStyles(
        headings=dict(_headings(listed)),
        runs={name: _inherited(listed, name) for name in listed},
        usual={
            str(each.get(f"{W}type")): name
            for name, each in listed.items()
            if each.get(f"{W}default") is not None and switched_on(each.get(f"{W}default"))
        },
        defaults=_properties(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")),
        shading=frozenset(name for name in listed if _shades(listed, name)),
    )


def _inherited(listed: Mapping[str, etree._Element], name: str) -> Properties:
    """Return the properties of a style, its own before those of the styles it is based on."""
    found: dict[str, str | None] = {}
    for _ in range(MAX_BASES):
        if name not in listed:
            break
        found = {**_properties(listed[name].find(f"{W}rPr")), **found}
        name = value(listed[name], "basedOn")
    return found


def _shades(listed: Mapping[str, etree._Element], name: str) -> bool:
    """Return whether a style shades anything, or one that it is based on."""
    for _ in range(MAX_BASES):
        if name not in listed:
            return False
        if _is_shaded(listed[name]):
            return True
        name = value(listed[name], "basedOn")
    return True


def _headings(listed: Mapping[str, etree._Element]) -> Iterator[tuple[str, int]]:
    for style_id, style in listed.items():
        name, outline = value(style, "name"), style.find(f".//{W}outlineLvl")
        found = _STYLE_NAME.fullmatch(name)
        if found or name.lower() == _TITLE:
            yield style_id, int(found[1]) if found else 1
        elif outline is not None:
            level = number(outline.get(f"{W}val"), _BODY_LEVEL)
            if level < _BODY_LEVEL:
                yield style_id, level + 1
