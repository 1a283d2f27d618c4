"""LibreOffice shows numbers in generated formats: we take those that read as what is stored.

The second evaluator is in two parts that know nothing of ours: LibreOffice draws the text of each
cell, and `_reads_as` says which number a person reads in that text.
"""

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from itertools import product
from pathlib import Path
from random import Random
from unicodedata import numeric

import pytest
from xlsxwriter import Workbook

from disclose.excel.read.formats import shown_number
from tests.support.number_formats import USUAL
from tests.support.soffice import Soffice

pytestmark = pytest.mark.soffice

UNIT = "件"
PLAIN = ("0", "0.00", "#,##0", "#,##0.00", "General", "00000", "?0", '#" "##0')
OTHERWISE = ("0%", "0.0%", "0,", "0.00,,", "0!.0", "0\\.0", '0"-"0', '"无"', "0.00E+00", "# ?/?")
DATES = ("yyyy/m/d", "h:mm", 'm"月"d"日"', "[h]:mm")
BEFORE = ("", '"¥"', '"约"', '"第"', '"1"', "\\-", '"零"', "[Red]", "[$-804]", "_ * ", '"十"')
JOINED = tuple(each for each in BEFORE if each[:1] != "[")
"""A colour or a language behind a literal is no format for LibreOffice."""

AFTER = (
    *("", '"件"', '"%"', "\\%", '"‰"', '"万"', '"萬"', '"零"', '"0"', "_ ", "_)", '"（项）"'),
    *('"百"', '"千"', "\\ ", '"①"', '"人次"', '")"', '"亿"'),
)
WHOLE = ("0", "5", "12", "1234", "56789", "1234567")
NUMBERS = (*WHOLE, "-3", "12.5")


def _formats() -> Iterator[tuple[str, str]]:
    """Yield formats with a number for each: every part alone, and parts joined by chance."""
    chance = Random(12)  # noqa: S311 - not for secrets
    alone = [*product([""], PLAIN, AFTER), *product(BEFORE, PLAIN, [""])]
    alone += product(["", "[$-804]", "_ "], (*OTHERWISE, *DATES), ["", "_)", '"件"'])
    for before, body, after in alone:
        numbers = WHOLE if body in (*OTHERWISE, *DATES) else NUMBERS
        yield f"{before}{body}{after}", chance.choice(numbers)
    for _ in range(150):
        first, second, third = (
            chance.choice(JOINED) + chance.choice(PLAIN) + chance.choice(AFTER) for _ in range(3)
        )
        yield f"{first};\\-{second};{third}", chance.choice(WHOLE)
        yield f"[>=1000]{first};{second}", chance.choice(WHOLE)


def _shown(formats: list[tuple[str, str]], soffice: Soffice, folder: Path) -> list[str]:
    """Return the text that LibreOffice shows for each number in its format."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    sheet = workbook.add_worksheet()
    sheet.set_column(0, 0, 60)
    for row, (code, number) in enumerate(formats):
        sheet.write_number(row, 0, float(number), workbook.add_format({"num_format": code}))
    workbook.close()
    path = folder / "formats.xlsx"
    path.write_bytes(target.getvalue())
    text = soffice.as_csv(path, folder / "shown").read_text(encoding="utf-8")
    return [row[0] if row else "" for row in csv.reader(text.splitlines())]


def _reads_as(text: str) -> Decimal | None:
    """Return the number that a person reads in a shown text, None if none or more than one."""
    plain = "".join(text.split()).replace(",", "")
    if power := re.fullmatch(r"(\D*)(\d\.\d+E[+-]\d+)(\D*)", plain, re.ASCII):
        return Decimal(power[2])
    if any(not each.isascii() and numeric(each, None) is not None for each in plain):
        return None
    found = re.fullmatch(r"([^\d%‰]*)(\d+(?:\.\d+)?)([^\d%‰]*)", plain, re.ASCII)
    if found is None:
        return None
    negative = "-" in found[1] or (found[1].endswith("(") and found[3].startswith(")"))
    return -Decimal(found[2]) if negative else Decimal(found[2])


def _same(text: str, amount: Decimal) -> bool:
    """Return whether a text shows `amount`, rounded to the decimals that it has."""
    if not amount:
        return not any(0 < numeric(each, 0) < 10 for each in text)
    read = _reads_as(text)
    if read is None:
        return False
    decimals = max(0, -int(read.as_tuple().exponent))
    return read == amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def test_a_number_is_taken_if_and_only_if_it_is_shown(soffice: Soffice, tmp_path: Path) -> None:
    formats = [*_formats(), *product(USUAL, NUMBERS)]
    texts = _shown(formats, soffice, tmp_path)
    assert len(texts) == len(formats) > 600
    differing = []
    for (code, number), text in zip(formats, texts, strict=True):
        amount = Decimal(number)
        seen = shown_number(code, amount, UNIT)
        if (seen is None) is not (_same(text, amount) or _red(code, number)):
            differing.append((code, number, text, seen))
    assert differing == []


def _red(code: str, number: str) -> bool:
    """Return whether a colour alone says that a number is negative."""
    return number.startswith("-") and ";[Red]0" in code
