"""The one home of Jinja: narratives whose numbers remember where they come from, and pages.

A rendered narrative is text with marks, characters of the private use area: every figure stands
between `FIGURE key TEXT … END`, a staff member's words between `STAFF … END`, and so on. Whatever
a template does with a value (`~`, `join`, `string`), its `str` carries the mark along.
"""

from disclose.templating.fault import TemplateFaultError
from disclose.templating.filters import change, paragraph, positive, shares
from disclose.templating.numbers import (
    CONSTANT,
    END,
    FIGURE,
    OPEN,
    STAFF,
    TEXT,
    UNKNOWN,
    Marked,
    Num,
    constant,
    gap,
    printable,
    staff,
)
from disclose.templating.render import narrate, packaged, page

__all__ = [
    "CONSTANT",
    "END",
    "FIGURE",
    "OPEN",
    "STAFF",
    "TEXT",
    "UNKNOWN",
    "Marked",
    "Num",
    "TemplateFaultError",
    "change",
    "constant",
    "gap",
    "narrate",
    "packaged",
    "page",
    "paragraph",
    "positive",
    "printable",
    "shares",
    "staff",
]
