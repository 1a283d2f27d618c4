"""The one home of Jinja: narratives whose numbers remember where they come from, and pages.

A rendered narrative is text with marks, characters of the private use area: every figure stands
between `FIGURE key TEXT … END`, a staff member's words between `STAFF … END`, and so on. Whatever
a template does with a value (`~`, `join`, `string`), its `str` carries the mark along.
"""

from disclose.form.templating.lint import NameUse, Outline, outline
from disclose.form.templating.numbers import (
    CONSTANT,
    END,
    FIGURE,
    OPEN,
    STAFF,
    TEXT,
    UNKNOWN,
    Marked,
    Num,
    change,
    constant,
    gap,
    paragraph,
    positive,
    printable,
    shares,
    staff,
)
from disclose.form.templating.render import ENDING, TemplateFaultError, narrate, packaged, page

__all__ = [
    "CONSTANT",
    "END",
    "ENDING",
    "FIGURE",
    "OPEN",
    "STAFF",
    "TEXT",
    "UNKNOWN",
    "Marked",
    "NameUse",
    "Num",
    "Outline",
    "TemplateFaultError",
    "change",
    "constant",
    "gap",
    "narrate",
    "outline",
    "packaged",
    "page",
    "paragraph",
    "positive",
    "printable",
    "shares",
    "staff",
]
