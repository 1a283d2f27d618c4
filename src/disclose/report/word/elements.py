"""Elements of WordprocessingML, written as calls, and the control that holds a figure."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from disclose.documents.read.anchors import bookmark
from disclose.documents.read.manifest import Cited

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
class Controls:
    """Makes the controls of one document, and keeps the list of them."""

    cited: list[Cited] = field(default_factory=list)
    _printed: Counter[str] = field(default_factory=Counter)

    def figure(self, expression: str, text: str) -> tuple[Element, Element, Element]:
        """Return a control for a figure, between the ends of its bookmark.

        It is a plain-text control: LibreOffice 7.4 forgets the name of any other when it saves,
        and keeps the alias but not the tag, so both are the key. An expression too long for a tag
        is tagged by the bookmark.
        """
        self._printed[expression] += 1
        name = bookmark(expression, self._printed[expression])
        tag = expression if len(expression) <= MAX_TAG else name
        self.cited.append(Cited(name, tag, expression, text))
        number = len(self.cited)
        return (
            w("bookmarkStart", id=number, name=name),
            _control(number, tag, text),
            w("bookmarkEnd", id=number),
        )


def _control(number: int, tag: str, text: str) -> Element:
    properties = w(
        "sdtPr",
        w("alias", val=tag),
        w("tag", val=tag),
        w("id", val=number),
        w("lock", val="sdtLocked"),
        w("text"),
    )
    return w("sdt", properties, w("sdtContent", run(text)))
