"""Checks of the lines about the agency: each is what its kind or its choices say."""

from collections.abc import Iterator
from datetime import date

from disclose.checks.places import body_place, listed
from disclose.core.dates import dated, day, is_impossible
from disclose.core.finding import Finding, Place, error, note, warning
from disclose.form.agency_lines import DATE, LineFault, read_line
from disclose.form.edition.model import BodyField, Edition, FieldKind
from disclose.form.filing import Filing


def agency_lines(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each faulty line of 单位信息, and one for all read in other words."""
    changed: list[tuple[Place, str]] = []
    for field in edition.body:
        if field.kind is FieldKind.DATE:
            continue
        typed = filing.body.get(field.id, "").strip()
        found = read_line(field, typed)
        at = body_place(edition, field.id, field.label)._replace(typed=typed)
        if found.fault:
            yield _fault(field, at, found.fault)
        elif found.value != typed:
            changed.append((at, f"“{typed}” → {found.value}"))
    if changed:
        places = [at for at, _ in changed]
        yield note("CELL30", *places, cells=listed(places, [text for _, text in changed]))


def _fault(field: BodyField, at: Place, fault: LineFault) -> Finding:
    label, typed, proposal = field.label, at.typed, fault.proposal
    if field.choices:
        return error("CELL38", at, label=label, typed=typed, choices=field.choices)
    match field.kind:
        case FieldKind.CREDIT_CODE:
            return warning(
                "CELL33",
                at,
                label=label,
                typed=typed,
                length=fault.length,
                letters=fault.letters,
                last=fault.last,
                proposal=proposal,
            )
        case FieldKind.POSTCODE:
            return warning("CELL34", at, label=label, typed=typed)
        case FieldKind.EMAIL:
            return warning("CELL36", at, label=label, typed=typed, proposal=proposal)
        case FieldKind.WEB_ADDRESS:
            return warning("CELL37", at, label=label, typed=typed, proposal=proposal)
    # A name and a text without a kind have no faults, a date is another check.
    return warning("CELL35", at, label=label, typed=typed)


def agency_dates(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each line that asks for a date and holds none."""
    for field in edition.body:
        typed = filing.body.get(field.id, "").strip()
        if field.kind is FieldKind.DATE and typed and day(typed) is None:
            yield error(
                "CELL31",
                body_place(edition, field.id, field.label)._replace(typed=typed),
                label=field.label,
                typed=typed,
                impossible=typed if is_impossible(typed) else "",
                example=f"{(filing.year or edition.first_year) + 1}年1月15日",
            )


def agency_date_in_time(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield a finding if the date lies before the last day of the report year, or far behind it."""
    typed = filing.body.get(DATE, "")
    found = day(typed)
    if found is None or filing.year is None:
        return
    early = found < date(filing.year, 12, 31)
    if early or found.year > filing.year + 1:
        label = next((field.label for field in edition.body if field.id == DATE), "")
        at = body_place(edition, DATE, label)
        yield warning(
            "CELL32",
            at,
            label=label,
            year=filing.year,
            date=dated(typed),
            early=filing.year if early else 0,
        )
