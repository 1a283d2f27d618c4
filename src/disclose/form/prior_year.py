"""Last year's filing in the names of this year's form: what a year can be compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from disclose.core.numbers import EXACT, ZERO, format_plain
from disclose.form.edition.interpret import Amounts, evaluate, references
from disclose.form.edition.model import Edition, PredecessorForm, matches, row_of
from disclose.form.edition.rule_ast import PRIOR_YEAR, Compare, Ref
from disclose.form.filing import Filing, complete, typed_number


@dataclass(frozen=True, slots=True)
class MergedFigure:
    """Figures of this form that last year's had as one, by key, and its amount."""

    keys: tuple[str, ...]
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorYear:
    """Last year's amounts by the keys of this form; `name` is the file they are from.

    A figure that last year's form did not have, or meant otherwise, is not among them. `sha256` is
    that of the file, empty for figures that stand in this year's own workbook.
    """

    name: str
    amounts: Mapping[str, Decimal | None]
    merged: tuple[MergedFigure, ...] = ()
    sha256: str = ""

    def amount(self, key: str) -> Decimal | None:
        """Return last year's amount of a figure, None where it is not known."""
        return self.amounts.get(key)

    def beside(self, filing: Filing) -> Amounts:
        """Return the amounts of both years: last year's by keys that begin with `previous.`."""

        def amounts(key: str) -> Decimal | None:
            if key.startswith(PRIOR_YEAR):
                return self.amount(key.removeprefix(PRIOR_YEAR))
            return filing.amount(key)

        return amounts


def map_to_form(edition: Edition, last: Filing) -> PriorYear | None:
    """Return `last` in the names of `edition`, or None if `edition` does not follow its form."""
    own = PredecessorForm(id=edition.id, same=("*",))
    forms = {form.id: form for form in (*edition.forerunners, own)}
    form = forms.get(last.edition)
    if form is None:
        return None
    return PriorYear(
        name=last.origin.name,
        amounts={
            key: last.amount(key)
            for key in edition.figures
            if key in last.entries and matches(row_of(key), form.same)
        },
        merged=tuple(_merged(edition, form, last)),
        sha256=last.origin.sha256,
    )


def _merged(edition: Edition, form: PredecessorForm, last: Filing) -> Iterator[MergedFigure]:
    for each in form.merged:
        columns: dict[str, list[str]] = {}
        for key in edition.figures:
            if matches(row_of(key), each.rows):
                columns.setdefault(each.previous + key.removeprefix(row_of(key)), []).append(key)
        for source, keys in columns.items():
            if source in last.entries:
                yield MergedFigure(tuple(keys), last.amount(source))


def carried_forward(edition: Edition, prior_year: PriorYear) -> Mapping[str, Decimal]:
    """Return the inputs that are said to follow from last year alone, and their amounts.

    Where one of last year's figures is not known, what follows from it is not either.
    """

    def amount(name: str) -> Decimal | None:
        return prior_year.amount(name.removeprefix(PRIOR_YEAR))

    found: dict[str, Decimal] = {}
    for rule in edition.prior_year_rules:
        for constraint in rule.constraints:
            match constraint.relation:
                case Compare(Ref(key), "==", right) if key not in edition.fills:
                    names = references(right)
                    last = all(name.startswith(PRIOR_YEAR) for name in names)
                    if last and all(amount(name) is not None for name in names):
                        found[key] = evaluate(right, amount)
    return found


def prefilled_filing(
    edition: Edition, year: int, body: Mapping[str, str], prior_year: PriorYear
) -> Filing:
    """Return a filing in which only what continues from `prior_year` is filled in."""
    entries = {
        key: typed_number(edition.figures[key], format_plain(amount))
        for key, amount in carried_forward(edition, prior_year).items()
    }
    return Filing(edition=edition.id, year=year, body=body, entries=complete(edition, entries))


def total(keys: tuple[str, ...], amounts: Amounts) -> Decimal | None:
    """Return the sum of the figures `keys`, None if one of them has no amount."""
    found = [amounts(key) for key in keys]
    known = [amount for amount in found if amount is not None]
    return reduce(EXACT.add, known, ZERO) if len(known) == len(found) else None
