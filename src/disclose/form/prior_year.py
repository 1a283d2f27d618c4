"""The prior-year filing mapped to this year's form, for comparison."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from disclose.core.numbers import EXACT, ZERO, format_plain
from disclose.form.agency_lines import read_line
from disclose.form.edition.interpret import Amounts, evaluate, references
from disclose.form.edition.model import Edition, FieldKind, PredecessorForm, matches, row_of
from disclose.form.edition.rule_ast import PRIOR_YEAR, Compare, Ref
from disclose.form.edition.sheet_names import BLANK_AS_ZERO
from disclose.form.filing import Filing, complete, typed_number


class MergedFigure(NamedTuple):
    """Figures of this form, by key, that the prior form reported as one total."""

    keys: tuple[str, ...]
    amount: Decimal | None


class PriorYear(NamedTuple):
    """The amounts of the prior year by the keys of this form; `name` is their file.

    A figure that the prior form lacks, or defines differently, is left out. `sha256` is that of the
    file, empty if this year's own workbook holds the amounts. `texts` are those of the report by
    the sections of its own form.
    """

    name: str
    amounts: Mapping[str, Decimal | None]
    merged: tuple[MergedFigure, ...] = ()
    sha256: str = ""
    texts: Mapping[str, str] = {}

    def amount(self, key: str) -> Decimal | None:
        """Return the prior-year amount of a figure, None if it is not known."""
        return self.amounts.get(key)

    def beside(self, filing: Filing) -> Amounts:
        """Return the amounts of both years; keys of the prior year begin with `previous.`."""

        def amounts(key: str) -> Decimal | None:
            if key.startswith(PRIOR_YEAR):
                return self.amount(key.removeprefix(PRIOR_YEAR))
            return filing.amount(key)

        return amounts


def map_to_form(edition: Edition, prior: Filing) -> PriorYear | None:
    """Return `prior` by the keys of `edition`, or None if `edition` does not continue its form."""
    own = PredecessorForm(id=edition.id, same=("*",))
    forms = {form.id: form for form in (*edition.forerunners, own)}
    form = forms.get(prior.edition)
    if form is None:
        return None
    return PriorYear(
        name=prior.origin.name,
        amounts={
            key: prior.amount(key)
            for key in edition.figures
            if key in prior.entries and matches(row_of(key), form.same)
        },
        merged=tuple(_merged(edition, form, prior)),
        sha256=prior.origin.sha256,
        texts=prior.texts,
    )


def _merged(edition: Edition, form: PredecessorForm, prior: Filing) -> Iterator[MergedFigure]:
    for merged in form.merged:
        # The rows were merged column by column: the prior figure's key has the merged row and the
        # same column, so the figures are grouped under that key.
        groups: dict[str, list[str]] = {}
        for key in edition.figures:
            if matches(row_of(key), merged.rows):
                prior_key = merged.previous + key.removeprefix(row_of(key))
                groups.setdefault(prior_key, []).append(key)
        for prior_key, keys in groups.items():
            if prior_key in prior.entries:
                yield MergedFigure(tuple(keys), prior.amount(prior_key))


def carried_forward(edition: Edition, prior_year: PriorYear) -> Mapping[str, Decimal]:
    """Return the inputs that a rule derives from the prior year alone, and their amounts.

    An input is left out if a prior-year figure that it needs is not known.
    """

    def amount(name: str) -> Decimal | None:
        return prior_year.amount(name.removeprefix(PRIOR_YEAR))

    inputs: dict[str, Decimal] = {}
    for rule in edition.prior_year_rules:
        for constraint in rule.constraints:
            match constraint.relation:
                case Compare(Ref(key), "==", right) if key not in edition.fills:
                    names = references(right)
                    prior_only = all(name.startswith(PRIOR_YEAR) for name in names)
                    if prior_only and all(amount(name) is not None for name in names):
                        inputs[key] = evaluate(right, amount)
    return inputs


def carried_lines(edition: Edition, prior: Filing) -> Mapping[str, str]:
    """Return what `prior` says of the agency and a new report may say again, by line.

    A date is another one, and whether blank cells are zeros is agreed anew each year.
    """
    again = [
        (field, read_line(field, prior.body.get(field.id, "")))
        for field in edition.body
        if field.kind is not FieldKind.DATE and field.id != BLANK_AS_ZERO
    ]
    return {
        field.id: line.value
        for field, line in again
        if line.value and not (line.fault and field.choices)
    }


def prefilled_filing(
    edition: Edition, year: int, body: Mapping[str, str], prior_year: PriorYear
) -> Filing:
    """Return a filing with only the carried-forward inputs filled in."""
    entries = {
        key: typed_number(edition.figures[key], format_plain(amount))
        for key, amount in carried_forward(edition, prior_year).items()
    }
    return Filing(edition=edition.id, year=year, body=body, entries=complete(edition, entries))


def total(keys: tuple[str, ...], amounts: Amounts) -> Decimal | None:
    """Return the sum of the figures `keys`, None if one of them has no amount."""
    known = [amount for key in keys if (amount := amounts(key)) is not None]
    return reduce(EXACT.add, known, ZERO) if len(known) == len(keys) else None
