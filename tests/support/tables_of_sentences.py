"""Whole sound tables around the few figures that a sentence states."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from disclose.form.edition.model import Edition
from disclose.form.figures.content import FiguresFile, filing
from disclose.form.filing import Filing, Origin
from tests.support.sentences import Table

ZERO = Decimal(0)

GROUPS = ("denied", "unavailable", "not_processed", "other")
RESULTS = ("upheld", "corrected", "other", "pending")
LITIGATION = ("litigation_direct", "litigation_after_reconsideration")
OF_2014 = (
    ("replies.denied", "replies.denied.other_law"),
    ("replies", "replies.granted"),
    ("concluded", "concluded.on_time"),
    ("requests", "requests.online"),
    ("reconsideration", "reconsideration.upheld"),
    ("litigation", "litigation.upheld"),
    ("staff", "staff.part_time"),
)
"""Totals of the statistics table of 2014, with the part that takes what no part is stated for."""


class ContradictoryTableError(ValueError):
    """The stated figures fit no table."""


def whole(form: Edition, stated: Table, year: int, body: str) -> Filing:
    """Return a filing that holds the figures `stated` and whose tables are sound.

    Raises:
        ContradictoryTableError: there is no such filing.
    """
    national = any(table.id == "requests" for table in form.tables)
    figures = _since_2019(form, stated) if national else _until_2018(form, stated)
    unknown = sorted(figures.keys() - form.figures.keys())
    if unknown:
        raise ContradictoryTableError(f"no figures of {form.id}: {', '.join(unknown)}")
    entered = {key: figures.get(key, ZERO) for key in form.figures if key not in form.fills}
    content = FiguresFile(
        edition=form.id, year=year, body={"name": body}, figures=entered, texts={}
    )
    made = filing(content, form, Origin(name="表"))
    for key, amount in stated.items():
        inside = [each for each in form.figures if key in GROUPS and _is_in(each, key)]
        grouped = sum((made.amount(each) or ZERO for each in inside), ZERO)
        if inside and grouped != amount:
            raise ContradictoryTableError(f"{key}: {amount} stated, {grouped} in the table")
        if key in form.figures and made.amount(key) != amount:
            raise ContradictoryTableError(
                f"{key}: {amount} stated, {made.amount(key)} in the table"
            )
    return made


def _is_in(key: str, group: str) -> bool:
    """Return whether a figure is a total of one outcome of a group."""
    row = key.removeprefix("requests.").removesuffix("[total]")
    return key == f"requests.{row}[total]" and row.split(".")[0] == group


def _since_2019(form: Edition, stated: Table) -> dict[str, Decimal]:
    proactive = {key: amount for key, amount in stated.items() if key.startswith("proactive.")}
    for row in ("rules", "normative_documents"):
        kept = f"proactive.{row}[in_force]"
        if kept in form.figures:
            issued = stated.get(f"proactive.{row}[issued]", ZERO)
            proactive.setdefault(kept, issued)
    return {**proactive, **_requests(form, stated), **_disputes(stated)}


def _requests(form: Edition, stated: Table) -> dict[str, Decimal]:
    table = form.table("requests")
    names = dict.fromkeys(
        key.removeprefix("requests.").split("[")[0] for key in _of(form, table.id)
    )
    rows = [
        each for each in names if each not in {"received", "carried_in", "total", "carried_out"}
    ]
    outcomes = _outcomes(rows, stated)
    applicants = _applicants(stated)
    carried_in = stated.get("requests.carried_in[total]", ZERO)
    carried_out = stated.get("requests.carried_out[total]", ZERO)
    received = stated.get("requests.received[total]")
    if received is None and applicants:
        received = sum(applicants.values(), ZERO)
    concluded = stated.get("requests.total[total]")
    if concluded is None:
        known = received is not None
        concluded = (
            (received or ZERO) + carried_in - carried_out if known else _sum(outcomes.values())
        )
    if received is None:
        received = concluded + carried_out - carried_in
    _fill(outcomes, concluded, [row for row in rows if row.split(".")[0] not in stated])
    _fill(applicants, received, ("natural", "business", "research", "welfare", "legal", "other"))
    if received + carried_in != concluded + carried_out:
        raise ContradictoryTableError("received and carried in")
    cells = {f"requests.received[{column}]": amount for column, amount in applicants.items()}
    cells["requests.carried_in[natural]"] = carried_in
    inflow = {**applicants, "natural": applicants.get("natural", ZERO) + carried_in}
    return cells | _spread({**outcomes, "carried_out": carried_out}, inflow)


def _of(form: Edition, table: str) -> list[str]:
    return [key for key in form.figures if key.startswith(f"{table}.")]


def _outcomes(rows: Iterable[str], stated: Table) -> dict[str, Decimal]:
    outcomes = {
        row: stated[f"requests.{row}[total]"] for row in rows if f"requests.{row}[total]" in stated
    }
    for group in GROUPS:
        if group in stated:
            inside = [row for row in rows if row == group or row.startswith(f"{group}.")]
            parts = {row: outcomes[row] for row in inside if row in outcomes}
            _fill(parts, stated[group], inside)
            outcomes |= parts
    return outcomes


def _applicants(stated: Table) -> dict[str, Decimal]:
    kinds = ("business", "research", "welfare", "legal", "other")
    found = {
        kind: stated[f"requests.received[{kind}]"]
        for kind in ("natural", *kinds)
        if f"requests.received[{kind}]" in stated
    }
    if "organisations" in stated:
        parts = {kind: amount for kind, amount in found.items() if kind != "natural"}
        _fill(parts, stated["organisations"], kinds)
        found |= parts
    return found


def _fill(parts: dict[str, Decimal], total: Decimal, names: Iterable[str]) -> None:
    """Give what `parts` lack of `total` to the first of `names` that has no amount."""
    rest = total - _sum(parts.values())
    name = next((each for each in names if each not in parts), "")
    if rest < ZERO or (rest and not name):
        raise ContradictoryTableError(f"{parts} are not {total}")
    if name:
        parts[name] = rest


def _spread(rows: Mapping[str, Decimal], columns: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return cells whose sums by row and by column are as given."""
    left = dict(columns)
    cells = {}
    for row, amount in rows.items():
        rest = amount
        for column, there in left.items():
            taken = min(rest, there)
            cells[f"requests.{row}[{column}]"] = taken
            left[column] = there - taken
            rest -= taken
    return cells


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def _disputes(stated: Table) -> dict[str, Decimal]:
    reviews = _results("reconsideration", stated)
    _fill(reviews, _total("reconsideration", stated, reviews), RESULTS)
    suits = {row: _results(row, stated) for row in LITIGATION}
    totals = {row: _total(row, stated, suits[row]) for row in LITIGATION}
    direct, after = LITIGATION
    grouped = {
        each: stated[f"litigation.{each}"]
        for each in RESULTS
        if f"litigation.{each}" in stated and not any(each in row for row in suits.values())
    }
    if f"disputes.{direct}[total]" not in stated:
        totals[direct] = max(
            stated.get("litigation", _sum(grouped.values())) - totals[after], totals[direct]
        )
    for result, amount in grouped.items():
        here = min(amount, totals[direct] - _sum(suits[direct].values()))
        suits[direct][result] = here
        suits[after][result] = amount - here
    for row in LITIGATION:
        _fill(suits[row], totals[row], RESULTS)
    every = {"reconsideration": reviews, **suits}
    return {f"disputes.{row}[{key}]": n for row, cells in every.items() for key, n in cells.items()}


def _results(row: str, stated: Table) -> dict[str, Decimal]:
    keys = {each: f"disputes.{row}[{each}]" for each in RESULTS}
    return {each: stated[key] for each, key in keys.items() if key in stated}


def _total(row: str, stated: Table, results: Mapping[str, Decimal]) -> Decimal:
    return stated.get(f"disputes.{row}[total]", _sum(results.values()))


def _until_2018(form: Edition, stated: Table) -> dict[str, Decimal]:
    known = {
        key.removeprefix("statistics."): amount
        for key, amount in stated.items()
        if key.startswith("statistics.")
    }
    if "channel.social" in known:
        known["channel.wechat"] = known.pop("channel.social")
    if "channel.press_conference" in known:
        known["channel.other"] = known["channel.press_conference"]
    _balance(known)
    known.setdefault("disclosed", ZERO)
    known.setdefault("channel.website", known["disclosed"])
    known.setdefault("normative_documents_issued", known.get("disclosed.normative_documents", ZERO))
    figures = {f"statistics.{key}": amount for key, amount in known.items()}
    figures |= {f"guangzhou.{key}": amount for key, amount in known.items()}
    figures |= {key: amount for key, amount in stated.items() if key.startswith("guangzhou.")}
    categories = {
        key: amount for key, amount in figures.items() if key.startswith("guangzhou.category.")
    }
    _fill(categories, known["disclosed"], ["guangzhou.category.news", "guangzhou.category.other"])
    figures |= categories
    return {key: amount for key, amount in figures.items() if key in form.figures}


def _balance(known: dict[str, Decimal]) -> None:
    for total, rest in OF_2014:
        parts = {
            key: amount
            for key, amount in known.items()
            if key.startswith(f"{total}.") and key.count(".") == total.count(".") + 1
        }
        if total not in known:
            agreed = {"concluded": "replies", "requests": "concluded"}.get(total, "")
            known[total] = max(known.get(agreed, ZERO), _sum(parts.values()))
        _fill(parts, known[total], (rest, f"{total}.other", f"{total}.corrected"))
        known |= parts
