"""Elements of WordprocessingML, written as calls, and the control that holds a figure."""

import re
from dataclasses import dataclass, field
from itertools import count

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_SHARED = re.compile("[·×—‘’“”…℃①-⑩Ⅰ-Ⅻ]")
"""Characters that Word sets in either face: without a hint it takes the Latin one."""

MAX_TAG = 64
"""Longest tag of a content control that Word's dialog accepts."""


def w(name: str, /, *children: Element, **attributes: object) -> Element:
    """Return the element `w:name` with `children`; `attributes` are of the same namespace."""
    made = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key}", str(value))
    made.extend(children)
    return made


def run(text: str, *properties: Element) -> Element:
    """Return a run of `text`, its quotation marks and dashes in the Chinese face, not the Latin."""
    if _SHARED.search(text):
        properties = (w("rFonts", hint="eastAsia"), *properties)
    written = w("t")
    written.text = text
    written.set(SPACE, "preserve")
    return w("r", *([w("rPr", *properties)] if properties else []), written)


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of the narrative: its bookmark, the tag of its control, its expression and text."""

    bookmark: str
    tag: str
    expression: str
    text: str


@dataclass(frozen=True, slots=True)
class Controls:
    """Makes the controls of one document, and keeps the list of those in its narrative."""

    cited: list[Cited] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def figure(self, key: str, text: str) -> Element:
        """Return a control for a figure of a table.

        It is a plain-text control: LibreOffice 7.4 forgets the name of any other when it saves,
        and keeps the alias but not the tag, so both are the key.
        """
        properties = w(
            "sdtPr",
            w("alias", val=key),
            w("tag", val=key),
            w("id", val=next(self._numbers)),
            w("lock", val="sdtLocked"),
            w("text"),
        )
        return w("sdt", properties, w("sdtContent", run(text)))

    def citation(self, expression: str, text: str) -> tuple[Element, Element, Element]:
        """Return a control for a figure of the narrative, between the ends of its bookmark.

        An expression too long for a tag is tagged by the bookmark; the manifest has both.
        """
        number = len(self.cited) + 1
        bookmark = f"d{number:04}"
        tag = expression if len(expression) <= MAX_TAG else bookmark
        self.cited.append(Cited(bookmark, tag, expression, text))
        return (
            w("bookmarkStart", id=number, name=bookmark),
            self.figure(tag, text),
            w("bookmarkEnd", id=number),
        )
