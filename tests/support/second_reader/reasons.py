"""Why the two readers may differ: every reason, when it applies, and why ours is right.

A reason applies only if what ours tells follows from what is stored: the cell of the file is read
by a third means where openpyxl has thrown away what matters.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from unicodedata import normalize

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import from_excel

from disclose.excel.read.sheet import OR
from disclose.form.layout.address import parse_a1
from tests.support.second_reader.facts import PLAIN, Both, Where, written
from tests.support.second_reader.given_up import GIVEN_UP


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the two readers tell differently; None where one tells nothing."""

    both: Both
    where: Where
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Reason:
    """When a difference is explained, and why ours is right."""

    applies: Callable[[Difference], bool]
    why: str


def _value(kind: str, given: object) -> object:
    """Return what a value of that kind is, None if it is another."""
    return given[1] if isinstance(given, tuple) and given[0] == kind else None


# --------------------------------------------------------------------------------------- texts


def _escaped(each: Difference) -> bool:
    ours, theirs = _value("s", each.ours), _value("s", each.theirs)
    stored = [*each.both.texts, *_stored_texts(each)]
    return ours is not None and any(
        ours == _meant(text) and theirs in {text, text.replace("x005F_", "")} for text in stored
    )


def _stored_texts(each: Difference) -> list[str]:
    cells = each.both.stored(each.where.sheet, each.where.place)
    inline = [written(item) for cell in cells for item in cell.iterfind("{*}is")]
    return inline + [value.text or "" for cell in cells for value in cell.iterfind("{*}v")]


_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")


def _meant(text: str) -> str:
    """Return a text with the characters that are escaped (ECMA-376 part 1, 22.9.2.19)."""
    found = ""
    while text:
        escaped = _ESCAPE.match(text)
        found += chr(int(text[2:6], 16)) if escaped else text[0]
        text = text[7 if escaped else 1 :]
    return found


MARKS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", "\u0336")


def _marked_runs(each: Difference) -> bool:
    ours, theirs = _value("s", each.ours), _value("s", each.theirs)
    return isinstance(ours, str) and ours.translate(MARKS) == theirs


def _any(given: object) -> object:
    return given[1] if isinstance(given, tuple) else given


def _beside_its_type(each: Difference) -> bool:
    cells = each.both.stored(each.where.sheet, each.where.place)
    return each.theirs is None and any(
        cell.get("t") == "inlineStr" and ("s", cell.findtext("{*}v")) == each.ours for cell in cells
    )


# ------------------------------------------------------------------------------------- numbers


def _not_plain(each: Difference) -> bool:
    ours, theirs = _value("n", each.ours), _value("n", each.theirs)
    return isinstance(ours, str) and not PLAIN.fullmatch(ours) and theirs == Decimal(int(ours))


def _exact(each: Difference) -> bool:
    ours, theirs = _value("n", each.ours), _value("n", each.theirs)
    return isinstance(ours, Decimal) and Decimal(str(float(ours))) == theirs


def _days(each: Difference) -> bool:
    ours, theirs = _value("n", each.ours), _value("d", each.theirs)
    if not isinstance(ours, Decimal) or theirs is None:
        return False
    kept = int(ours) if ours == int(ours) else float(ours)
    epoch = each.both.formulas.epoch
    return bool(from_excel(kept, epoch, timedelta=isinstance(theirs, timedelta)) == theirs)


def _no_day(each: Difference) -> bool:
    ours = _value("n", each.ours)
    outside = isinstance(ours, Decimal) and not 0 <= ours < 2_958_466
    return outside and each.theirs == ("e", "#VALUE!")


def _written_date(each: Difference) -> bool:
    cells = each.both.stored(each.where.sheet, each.where.place)
    dates = [cell.findtext("{*}v") for cell in cells if cell.get("t") == "d"]
    return _value("d", each.theirs) is not None and _value("s", each.ours) in dates


# ------------------------------------------------------------------------------------ formulas


def _one_cell(each: Difference) -> bool:
    cells = each.both.stored(each.where.sheet, each.where.place)
    areas = [found.get("ref") for cell in cells for found in cell.iterfind("{*}f")]
    return areas == [each.where.place] and each.theirs == f"{{{each.ours}}}"


def _no_text(each: Difference) -> bool:
    return each.where.what == "formula" and (each.ours, each.theirs) == (None, "")


def _no_first(each: Difference) -> bool:
    return each.where.what == "formula" and (each.ours, each.theirs) == ("#REF!", "")


# ----------------------------------------------------------------------- formats, cells, sheets


def _built_in(each: Difference) -> bool:
    if each.where.what != "format" or each.theirs not in BUILTIN_FORMATS.values():
        return False
    ours, theirs = str(each.ours), str(each.theirs)
    same = is_date_format(ours or "0") == is_date_format(theirs)
    return same and ours.count("%") == theirs.count("%")


CHINESE = {f"built-in {number}" for number in (*range(27, 37), *range(50, 59))}
"""Dates and times in Chinese (ECMA-376 part 1, 18.8.30, zh-cn)."""


def _chinese(each: Difference) -> bool:
    return each.theirs in CHINESE and is_date_format(str(each.ours))


def _beneath(each: Difference) -> bool:
    at = parse_a1(each.where.place)
    if at is None or each.theirs is not None or each.ours is None:
        return False
    return any(
        first != at
        and all(one <= here <= two for one, here, two in zip(first, at, last, strict=True))
        for first, last in each.both.ours.sheet(each.where.sheet).merged
    )


def _second_list(each: Difference) -> bool:
    if (each.where.what, each.ours, each.theirs) != ("merged", True, None):
        return False
    lists = list(each.both.part(each.where.sheet).iterfind("{*}mergeCells"))
    areas = [area.get("ref").replace("$", "") for found in lists for area in found]
    first, _, last = each.where.place.partition(":")
    return len(lists) > 1 and bool({each.where.place, first if first == last else ""} & set(areas))


def _twice(each: Difference) -> bool:
    cells = each.both.stored(each.where.sheet, each.where.place)
    values = [cell.findtext("{*}v") for cell in cells]
    held = dict.fromkeys(value for value in values if value)
    is_odd = len(cells) > 1 and (values[-1] is None or len(held) > 1)
    return is_odd and str(_any(each.ours)) == OR.join(held)


def _names(each: Difference) -> bool:
    if each.where.what != "sheets" or not isinstance(each.theirs, tuple):
        return False
    return tuple(normalize("NFC", name).strip() for name in each.theirs) == each.ours


def _gives_up(each: Difference) -> bool:
    return each.where.what == "loading" and any(
        str(each.theirs).startswith(known.error) for known in GIVEN_UP.values()
    )


# ----------------------------------------------------------------------------------- the table

REASONS: Mapping[str, Reason] = {
    "escaped characters": Reason(
        _escaped, "_x000D_ stands for a character, _x005F_ for _; x005F_ alone for itself"
    ),
    "runs whose look matters": Reason(
        _marked_runs, "digits struck through or raised are not those of a figure"
    ),
    "a text beside its type": Reason(_beside_its_type, "what someone typed is not passed over"),
    "a cell twice": Reason(
        _twice, "a blank one takes nothing away that someone typed, and of two values both are kept"
    ),
    "no plain number": Reason(
        _not_plain, "spaces, 1_000 and full-width digits are no numbers of XML Schema"
    ),
    "an exact number": Reason(_exact, "a figure keeps more digits than a binary fraction has"),
    "a count of days": Reason(_days, "a number is stored; its format alone says that it is a day"),
    "a day outside the calendar": Reason(_no_day, "the number is stored all the same"),
    "a written date": Reason(_written_date, "the text is kept as it is stored"),
    "an array of one cell": Reason(_one_cell, "it gives the same as the formula alone"),
    "a formula without a text": Reason(_no_text, "there is nothing to calculate: a typed value"),
    "a shared formula without its first": Reason(_no_first, "there is a formula, though unknown"),
    "a built-in format": Reason(_built_in, "only what it comes to matters"),
    "a built-in format in Chinese": Reason(_chinese, "openpyxl does not know 27 to 36, 50 to 58"),
    "beneath a merge": Reason(_beneath, "what lies there is stored, and formulas count it"),
    "two lists of areas": Reason(_second_list, "an area merges wherever it is listed"),
    "openpyxl gives up": Reason(_gives_up, "see `given_up.py`: a reason for each error"),
    "names of sheets": Reason(_names, "spaces at the ends and ways to compose characters"),
}
"""By name; the first that applies explains a difference."""
