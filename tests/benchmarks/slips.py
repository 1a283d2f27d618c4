"""Wrong figures as hands make them, one generator for each kind, all from a seeded `Random`."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from disclose.core.numbers import decimal_places, format_plain
from disclose.form.edition.model import Edition
from disclose.form.filing import Entry, Filing, blank, complete, empty, typed_number

Wrong = Mapping[str, str]
"""What is typed instead, by key; empty where nothing is typed."""

COLUMNS = ("natural", "business", "research", "welfare", "legal", "other")
SIZES = (400, 80, 8, 5, 30, 12)
"""Largest figure of each kind of applicant; most rows stay far below, many at 0."""


def requests(edition: Edition, random: Random) -> Mapping[str, int]:
    """Return the 175 figures of a balanced requests table, totals included."""
    rows = [row.id for row in edition.table("requests").blocks[0].rows]
    outcomes = rows[2:-2]
    figures: dict[str, int] = {}
    for column, size in zip(COLUMNS, SIZES, strict=True):
        own = {row: _outcome(random, size) for row in outcomes}
        total, out, carried = sum(own.values()), random.randint(0, size // 6), 0
        carried = random.randint(0, min(size // 6, total + out))
        own |= {"total": total, "carried_out": out, "carried_in": carried}
        own["received"] = total + out - carried
        figures |= {f"requests.{row}[{column}]": amount for row, amount in own.items()}
    for row in rows:
        row_sum = sum(figures[f"requests.{row}[{column}]"] for column in COLUMNS)
        figures[f"requests.{row}[total]"] = row_sum
    return figures


def _outcome(random: Random, size: int) -> int:
    return random.choice((0, 0, random.randint(0, 9), random.randint(0, size)))


def filing(edition: Edition, figures: Mapping[str, int], wrong: Wrong, *, typed: bool) -> Filing:
    """Return the table with what is `wrong`, totals `typed` or left to their formulas."""
    start = empty(edition, 2025, {})
    entries: dict[str, Entry] = dict(start.entries)
    for key, amount in figures.items():
        text = wrong.get(key, format_plain(Decimal(amount)))
        if key in edition.fills and not typed and key not in wrong:
            continue
        entries[key] = typed_number(edition.figures[key], text) if text else blank(key)
    return start._replace(entries=complete(edition, entries))


Amounts = Mapping[str, int] | Mapping[str, Decimal]
"""The right amounts by key."""

Slip = Callable[[Random, Amounts, list[str]], Wrong | None]
"""Makes one error among the cells given; None where it cannot be made there."""


def _one(change: Callable[[Random, str], str]) -> Slip:
    def slip(random: Random, figures: Amounts, keys: list[str]) -> Wrong | None:
        key = random.choice(keys)
        amount = Decimal(figures[key])
        places = decimal_places(amount)
        right = str(int(abs(amount).scaleb(places)))
        typed = change(random, right)
        if typed == right:
            return None
        return {key: format_plain(Decimal(typed).scaleb(-places)) if typed else ""}

    return slip


def _transposed(random: Random, right: str) -> str:
    at = random.randrange(len(right))
    return str(int(right[:at] + right[at : at + 2][::-1] + right[at + 2 :]))


def _dropped(random: Random, right: str) -> str:
    at = random.randrange(len(right))
    return str(int(right[:at] + right[at + 1 :])) if len(right) > 1 else right


def _doubled(random: Random, right: str) -> str:
    at = random.randrange(len(right))
    return str(int(right[:at] + right[at] + right[at:]))


def _zero_more(_random: Random, right: str) -> str:
    return str(int(right + "0"))


def _zero_less(_random: Random, right: str) -> str:
    return right[:-1] if right.endswith("0") and len(right) > 1 else right


def _next_key(random: Random, right: str) -> str:
    at = random.randrange(len(right))
    pad = {"1": "24", "2": "135", "3": "26", "4": "157", "5": "2468", "6": "359"}
    pad |= {"7": "48", "8": "579", "9": "68", "0": "12"}
    return str(int(right[:at] + random.choice(pad[right[at]]) + right[at + 1 :]))


def _omitted(_random: Random, right: str) -> str:
    return right if right == "0" else ""


def _any_number(random: Random, right: str) -> str:
    return str(random.randint(0, 2 * int(right) + 9))


def _zero_total(random: Random, figures: Amounts, _keys: list[str]) -> Wrong | None:
    totals = [key for key in figures if key.endswith("[total]") or ".total[" in key]
    key = random.choice(totals)
    return {key: "0"} if figures[key] else None


def _beside(random: Random, keys: list[str]) -> tuple[str, str]:
    """Return two neighbours: in one row, or one above the other."""
    one = random.choice(keys)
    row, column = one.rstrip("]").split("[")
    same_row = [key for key in keys if key.startswith(f"{row}[")]
    same_column = [key for key in keys if key.endswith(f"[{column}]")]
    line = random.choice((same_row, same_column))
    at = line.index(one)
    return one, line[at + 1] if at + 1 < len(line) else line[at - 1]


def _neighbour(random: Random, figures: Amounts, keys: list[str]) -> Wrong | None:
    one, other = _beside(random, keys)
    if not figures[one] or figures[other]:
        return None
    return {one: "0", other: str(figures[one])}


def _swapped(random: Random, figures: Amounts, keys: list[str]) -> Wrong | None:
    one, other = _beside(random, keys)
    first, second = figures[one], figures[other]
    return {one: str(second), other: str(first)} if first and second and first != second else None


def _shifted(random: Random, figures: Amounts, keys: list[str]) -> Wrong | None:
    """Return a row typed one cell too far to the right, its last cell having been 0."""
    row = random.choice(keys).split("[")[0]
    line = [f"{row}[{column}]" for column in COLUMNS]
    right = [figures[key] for key in line]
    typed = [0, *right[:-1]]
    if right[-1] or sum(map(bool, right)) < 2:
        return None
    return {k: str(t) for k, t, r in zip(line, typed, right, strict=True) if t != r}


ONE_CELL: Mapping[str, Slip] = {
    "digits transposed": _one(_transposed),
    "digit dropped": _one(_dropped),
    "digit doubled": _one(_doubled),
    "a zero too many": _one(_zero_more),
    "a zero too few": _one(_zero_less),
    "next key": _one(_next_key),
    "not filled in": _one(_omitted),
    "any other number": _one(_any_number),
}

KINDS: Mapping[str, Slip] = {
    **ONE_CELL,
    "total left at 0": _zero_total,
    "neighbouring cell": _neighbour,
    "two cells swapped": _swapped,
    "row shifted": _shifted,
}


def several(count: int) -> Slip:
    """Return what makes `count` errors of one cell each, of any kinds."""

    def slip(random: Random, figures: Amounts, keys: list[str]) -> Wrong | None:
        wrong: dict[str, str] = {}
        while len(wrong) < count:
            made = random.choice(list(ONE_CELL.values()))(random, figures, keys)
            wrong |= made or {}
        return wrong

    return slip
