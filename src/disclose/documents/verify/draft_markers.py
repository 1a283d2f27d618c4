"""What marks a report as a draft."""

import re
from collections.abc import Iterator, Sequence

from disclose.documents.read.anchors import told
from disclose.documents.read.model import Line

_GAP = re.compile(r"【待(?:填写：[^】]{1,40}|核实)】")
_DRAFT = re.compile(r"(?:>\s*)?\W*草稿(?:：供内部核对，不得对外公布。)?\W*|.{4,60}[（(]草稿[）)]")

SHOWN = 5
"""How many different marks a message names."""


def marks(lines: Sequence[Line], headers: Sequence[str]) -> tuple[str, ...]:
    """Return the words that say that a report is a draft: in its title, its headers, its gaps."""
    return tuple(dict.fromkeys(_marks(lines, headers)))[:SHOWN]


def _marks(lines: Sequence[Line], headers: Sequence[str]) -> Iterator[str]:
    texts = [told(line.text)[0] for line in lines]
    if any(_DRAFT.fullmatch(text) for text in (*texts, *headers)):
        yield "草稿"
    for text in texts:
        yield from _GAP.findall(text)
