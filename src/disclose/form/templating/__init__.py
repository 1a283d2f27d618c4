"""All use of Jinja: narratives, whose numbers keep their provenance, and HTML pages.

A rendered narrative is text with marks, which are characters of the private use area: a figure is
printed as `FIGURE key TEXT … END`, words of the staff as `STAFF … END`, and so on. The marks are
part of `str(value)`, so they survive all operations that a template may use (`~`, `join`,
`string`).
"""

from disclose.form.filing import UNKNOWN
from disclose.form.templating.lint import NameUse, Outline, outline
from disclose.form.templating.numbers import (
    CONSTANT,
    END,
    FIGURE,
    OPEN,
    STAFF,
    TEXT,
    Marked,
    MarkedText,
    Num,
    change,
    constant,
    fits_change,
    fits_shares,
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
    "MarkedText",
    "NameUse",
    "Num",
    "Outline",
    "TemplateFaultError",
    "change",
    "constant",
    "fits_change",
    "fits_shares",
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
