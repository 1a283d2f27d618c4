"""Figures inside the texts of the staff: `【新收】` stands for the number in the table."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.numbers import ZERO, format_plain
from disclose.form.edition.model import Edition
from disclose.form.filing import UNKNOWN, Filing
from disclose.form.printed_names import NamedFigures, resolve

BRACKETED = expression(r"【([^【】\n]*)】")
"""A name in a text."""


class TextFigure(NamedTuple):
    """A name in a text, in its brackets as typed, and the figures whose sum it stands for."""

    typed: str
    keys: tuple[str, ...]

    def amount(self, filing: Filing) -> Decimal | None:
        """Return the sum, None if one of the figures is not known."""
        amounts = [
            filing.amount(key) if key in filing.entries else filing.fee(key) for key in self.keys
        ]
        known = [each for each in amounts if each is not None]
        return sum(known, ZERO) if len(known) == len(amounts) else None


def pieces(edition: Edition, text: str) -> Iterator[str | TextFigure]:
    """Yield `text` in pieces: the names that stand for figures, and the words between them."""
    end = 0
    for match in BRACKETED.finditer(text):
        named = resolve(edition, match[1])
        if isinstance(named, NamedFigures):
            yield text[end : match.start()]
            yield TextFigure(match[0], named.keys)
            end = match.end()
    yield text[end:]


def filled_text(edition: Edition, filing: Filing, section: str) -> str:
    """Return the text of `section` as the report prints it: with numbers in place of names.

    A number that is not known is printed as in a draft.
    """
    text = filing.texts.get(section, "")
    return "".join(
        piece if isinstance(piece, str) else printed(piece.amount(filing))
        for piece in pieces(edition, text)
    )


def printed(amount: Decimal | None) -> str:
    """Return the number that stands for a name, a mark if it is not known."""
    return UNKNOWN if amount is None else format_plain(amount)
