"""The text by which a line of the sheet 出错说明 is chosen: place, fault, both sides, code.

It is written by a formula of the workbook and read back from the cell that it was chosen in.
"""

import re
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.form.edition.model import Table
from disclose.form.edition.sheet_names import META
from disclose.form.layout.address import Address

OFFERS_TOP, OFFERS_COLUMN = 1, 20
"""The texts of all checks that may fail and be explained, on the hidden sheet; beside them, those
that fail now, without gaps."""

NOTHING_OFFERED = "（目前没有需要说明的勾稽关系）"

_LINE = expression(
    r"(?P<place>.+)（(?P<figures>[^（）]*)）\s*(?P<code>[A-Z]{3,4}\d{2})\s*", re.DOTALL
)


class OfferedLine(NamedTuple):
    """A chosen line: the code, the place with the fault, both sides of the relation."""

    code: str
    place: str
    figures: str


def beginning(table: Table, at: str, fault: str) -> str:
    """Return the text in front of both sides."""
    where = " ".join(dict.fromkeys((table.sheet, table.short)))
    return f"{where} · {at}：{fault}（"


def ending(code: str) -> str:
    """Return the text behind both sides."""
    return f"） {code}"


def read_offered(text: str) -> OfferedLine | None:
    """Return the line that `text` offers, None if it is no such text."""
    match = _LINE.fullmatch(text.strip())
    return OfferedLine(match["code"], match["place"], match["figures"]) if match else None


def offered_at(number: int, *, failing: bool) -> Address:
    """Return the cell of a text: of the check `number`, or of the `number`-th that fails."""
    return Address(META, OFFERS_TOP + number, OFFERS_COLUMN + failing)
