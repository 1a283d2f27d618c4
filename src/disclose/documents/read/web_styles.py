"""The looks of elements of a web page: by their tags, by `style`, and by the page's own rules.

Of style sheets only rules count whose selector is one step of names, classes and ids (`p`, `.old`,
`td.old`, `#old`). Rules with several steps are taken by their last step, and only as far as they
show something: so no text is lost by a rule that does not apply. Not looked at: sheets in files of
their own, rules for certain media, states (`:hover`) and attributes, and scripts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from disclose.core.expressions import expression
from disclose.core.rich_text import Look
from disclose.documents.read.web_colors import (
    BLACK,
    UNKNOWN,
    WHITE,
    background_of,
    color_of,
    is_unseen,
)

MAX_RULES = 100
"""Most rules for one name that are looked at; a page of a portal has under ten."""

_LONGEST = 40
"""Most characters of a value that matters."""

_TAGS = {
    "sup": Look.RAISED,
    "sub": Look.LOWERED,
    "s": Look.STRUCK,
    "strike": Look.STRUCK,
    "del": Look.DELETED,
}
_CELLS = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table", "html", "body"))
"""Elements in which `vertical-align` moves a block, and does not raise text."""

_STEP = expression(r"(?P<tag>\*|[a-z][\w-]*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = expression(r"[.#][\w-]+")
_COMBINATOR = expression(r"\s*[>+~]\s*|\s+")
_NOTHING = expression(r"\+?0*\.?0+(?:px|pt|em|rem|ex|%)?")
_LENGTH = expression(r"(-?)\d*\.?\d+(?:px|pt|em|rem|ex|%)?")

_PROPERTIES = frozenset(
    (
        *("display", "visibility", "font-size", "vertical-align", "mso-text-raise"),
        *("text-decoration", "text-decoration-line", "opacity", "position", "top", "bottom"),
        *("color", "background", "background-color", "background-image"),
    )
)
_COLORS = frozenset(("color", "background", "background-color", "background-image"))
"""Of these a value that cannot be told from others, or a rule that may apply, leaves doubt."""

_OTHER_BACKGROUNDS = expression(
    r"@import|(?::(?:nth|first|last|only|not|is|where|has)[-\w]*|\])[^{}]{0,200}\{[^}]{0,400}background"
)
_ATTRIBUTES = {"color": "color", "bgcolor": "background-color", "background": "background-image"}
_OWN = frozenset((*_ATTRIBUTES, "hidden"))
"""Attributes of elements that say how they look."""

_SHOWING = frozenset(("display", "visibility", "font-size", "opacity"))
_GONE = {"display": "none", "visibility": "hidden"}
_RAISED = {"super": Look.RAISED, "text-top": Look.RAISED, "sub": Look.LOWERED}


@dataclass(frozen=True, slots=True)
class Appearance:
    """The appearance that an element has, and gives to those within it."""

    gone: bool = False
    invisible: bool = False
    tiny: bool = False
    look: Look | None = None
    color: str = UNKNOWN
    background: str = UNKNOWN

    @property
    def seen_as(self) -> Look | None:
        """Return the look of the text in the element."""
        if self.look is Look.DELETED:
            return self.look
        hidden = self.gone or self.invisible or self.tiny
        unseen = hidden or is_unseen(self.color, self.background)
        return Look.HIDDEN if unseen else self.look


@dataclass(frozen=True, slots=True)
class _Rule:
    names: frozenset[str]
    weight: tuple[bool, int, int]
    declared: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PageStyles:
    """The rules of a page by the last name of their selectors.

    `doubtful` says that other rules, which are not known, may give an element a background.
    """

    rules: Mapping[str, list[_Rule]] = field(default_factory=dict)
    doubtful: bool = False

    @property
    def plain(self) -> Appearance:
        """Return the appearance of text without any of the rules: black on white if no doubt."""
        return Appearance() if self.doubtful else Appearance(color=BLACK, background=WHITE)

    def appearance(self, node: etree._Element, around: Appearance) -> Appearance:
        """Return the appearance of `node`, whose parent has the appearance `around`."""
        tag, declared = str(node.tag), self._declared(node)
        look = _TAGS.get(tag) or _declared_look(tag, declared)
        visibility, size = declared.get("visibility", ""), declared.get("font-size", "")
        return replace(
            around,
            gone=around.gone
            or declared.get("display") == "none"
            or _is_nothing(declared, "opacity"),
            invisible=visibility in {"hidden", "collapse"} if visibility else around.invisible,
            tiny=_is_nothing(declared, "font-size") if size else around.tiny,
            look=_stronger(around.look, look),
            color=color_of(declared.get("color", ""), around.color),
            background=_background(declared, UNKNOWN if self.doubtful else around.background),
        )

    def _declared(self, node: etree._Element) -> Mapping[str, str]:
        own = node.get("style") or ""
        if not self.rules and not own and not _OWN.intersection(node.keys()):
            return {}
        names = {str(node.tag), *(f".{each}" for each in (node.get("class") or "").split())}
        names.add(f"#{node.get('id') or ''}")
        found = [
            rule
            for name in (*names, "*")
            for rule in self.rules.get(name, ())
            if rule.names <= names
        ]
        found.sort(key=lambda rule: rule.weight)
        declared = {
            _ATTRIBUTES[name]: (node.get(name) or "").strip().lower()
            for name in _ATTRIBUTES
            if node.get(name)
        }
        if node.get("hidden") is not None:
            declared["display"] = "none"
        for rule in (each for each in found if not each.weight[0]):
            declared |= rule.declared
        declared |= dict(_declarations(own, important=False))
        for rule in (each for each in found if each.weight[0]):
            declared |= rule.declared
        return declared | dict(_declarations(own, important=True))


def _stronger(around: Look | None, own: Look | None) -> Look | None:
    """Return the look of text with two of them: what is struck or deleted does not count."""
    for look in (Look.DELETED, Look.STRUCK):
        if look in {around, own}:
            return look
    return own or around


def _declared_look(tag: str, declared: Mapping[str, str]) -> Look | None:
    lines = declared.get("text-decoration", "") + declared.get("text-decoration-line", "")
    if "line-through" in lines:
        return Look.STRUCK
    if tag in _CELLS:
        return _moved(declared, "mso-text-raise")
    aligned = _RAISED.get(declared.get("vertical-align", ""))
    moved = aligned or _moved(declared, "mso-text-raise") or _moved(declared, "vertical-align")
    if moved is None and declared.get("position") == "relative":
        return _moved(declared, "bottom") or _moved(declared, "top", up=Look.LOWERED)
    return moved


def _moved(declared: Mapping[str, str], name: str, *, up: Look = Look.RAISED) -> Look | None:
    """Return the look of text that a property moves by a length, None if it does not.

    `up` is the look that a positive length gives.
    """
    length = _LENGTH.fullmatch(declared.get(name, ""))
    if length is None or _NOTHING.fullmatch(length[0].lstrip("-")):
        return None
    down = Look.LOWERED if up is Look.RAISED else Look.RAISED
    return down if length[1] else up


def _background(declared: Mapping[str, str], around: str) -> str:
    if declared.get("background-image", "none") != "none":
        return UNKNOWN
    behind = background_of(declared.get("background", ""), around)
    return background_of(declared.get("background-color", ""), behind)


def _is_nothing(declared: Mapping[str, str], name: str) -> bool:
    return _NOTHING.fullmatch(declared.get(name, "")) is not None


def page_styles(root: etree._Element) -> PageStyles:
    """Return the rules in the `style` elements of a page."""
    rules: dict[str, list[_Rule]] = {}
    doubtful = any("stylesheet" in (each.get("rel") or "") for each in root.iter("link"))
    for sheet in root.iter("style"):
        if not _for_some_media(sheet):
            text = sheet.text or ""
            doubtful = doubtful or _OTHER_BACKGROUNDS.search(text) is not None
            for last, rule in _rules(text):
                named = rules.setdefault(last, [])
                if len(named) < MAX_RULES:
                    named.append(rule)
    return PageStyles(rules, doubtful)


def _for_some_media(sheet: etree._Element) -> bool:
    return (sheet.get("media") or "all").strip().lower() not in {"all", "screen"}


def _rules(sheet: str) -> Iterator[tuple[str, _Rule]]:
    """Yield the rules of a sheet that may apply, each with the last name of its selector."""
    for order, (selectors, body) in enumerate(_blocks(sheet)):
        for important in (False, True):
            declared = dict(_declarations(body, important=important))
            if declared:
                for selector in selectors.split(","):
                    yield from _rule(selector.strip(), declared, order, important=important)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of a sheet, without those in `@media` and its like."""
    first, *commented = sheet.replace("<!--", "").replace("-->", "").split("/*")
    plain = first + " ".join(each.partition("*/")[2] for each in commented)
    deep = 0
    for block in plain.split("}"):
        if deep:
            deep = max(deep + block.count("{") - 1, 0)
            continue
        head, _, body = block.partition("{")
        head = head.rpartition(";")[2].strip()
        if head.startswith("@"):
            deep = body.count("{")
        elif "{" not in body:
            yield head, body


def _rule(
    selector: str, declared: Mapping[str, str], order: int, *, important: bool
) -> Iterator[tuple[str, _Rule]]:
    steps = _COMBINATOR.split(selector)
    step = _STEP.fullmatch(steps[-1])
    if not selector or step is None:
        return
    tag = (step["tag"] or "").lower()
    named = _NAME.findall(step["names"])
    names = frozenset((*named, *([tag] if tag not in {"", "*"} else [])))
    if len(steps) > 1:
        declared = {
            name: UNKNOWN if name in _COLORS else value
            for name, value in declared.items()
            if name in _COLORS
            or (name in _SHOWING and value != _GONE.get(name) and not _NOTHING.fullmatch(value))
        }
    if declared:
        ids = selector.count("#")
        weight = important, 10_000 * ids + 100 * selector.count(".") + len(steps), order
        yield named[-1] if named else tag or "*", _Rule(names, weight, declared)


def _declarations(text: str, *, important: bool) -> Iterator[tuple[str, str]]:
    """Yield the declarations that matter for the look, with or without `!important`."""
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        rest = value.removesuffix("!important")
        if name in _PROPERTIES and (rest != value) is important:
            if 0 < len(rest) < _LONGEST:
                yield name, rest.strip()
            elif rest and name in _COLORS:
                yield name, UNKNOWN
