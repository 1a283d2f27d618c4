"""Numbers that stand for names in a text: they are those of the tables, and contradict nothing."""

import re
from collections.abc import Mapping

from disclose.core.expressions import expression
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from disclose.form.text_figures import pieces, printed
from disclose.prose.passages import plain

_DIGITS = expression(r"\d+(?:\.\d+)?", re.ASCII)


def named_numbers(edition: Edition, filing: Filing, section: str) -> Mapping[int, tuple[str, ...]]:
    """Return the figures of the numbers that stand for names, by their place among all numbers.

    Numbers in digits count, from 0. Empty if a number and a name touch, since nobody can tell
    where one ends.
    """
    named: dict[int, tuple[str, ...]] = {}
    count, filled = 0, ""
    for piece in pieces(edition, filing.texts.get(section, "")):
        if isinstance(piece, str):
            words = "\n".join(map(plain, piece.split("\n")))
            count += numbers_in(words)
        else:
            amount = piece.amount(filing)
            words = printed(amount)
            if amount is not None:
                named[count] = piece.keys
                count += 1
        filled += words
    return named if numbers_in(filled) == count else {}


def numbers_in(text: str) -> int:
    """Return how many numbers in digits `text` has."""
    return len(_DIGITS.findall(text))
