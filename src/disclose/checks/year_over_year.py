"""Figures that jump from the prior year to this one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclose.checks.places import listed, place
from disclose.core.finding import Finding
from disclose.core.numbers import EXACT, ZERO, format_plain
from disclose.form.edition.interpret import Fails, Holds, Undecided, Verdict
from disclose.form.edition.model import Edition, Table, YearRule
from disclose.form.filing import Filing
from disclose.form.prior_year import MergedFigure, PriorYear, total


def compared(
    edition: Edition, filing: Filing, prior_year: PriorYear
) -> tuple["TableComparison", ...]:
    """Return how the figures of each table compare with last year's, by each rule on jumps."""
    return tuple(
        _compared(edition, filing, prior_year, rule, table)
        for rule in edition.year_rules
        for table in edition.tables
    )


def jumps(
    edition: Edition, filing: Filing, comparisons: Iterable["TableComparison"]
) -> Iterator[Finding]:
    """Yield one finding per table for the figures that are far from last year's."""
    for each in comparisons:
        if each.far:
            yield _jumped(edition, filing, each.rule, each.table, each.far)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Figures, their amount this year and last year's."""

    keys: tuple[str, ...]
    now: Decimal
    then: Decimal

    def far(self, rule: YearRule) -> bool:
        """Return whether the years are as far apart as `rule` says."""
        if self.now == ZERO:
            return self.then >= rule.floor
        if self.then == ZERO:
            return False
        factor = Decimal(rule.factor)
        more = self.now >= EXACT.multiply(factor, self.then)
        return more or EXACT.multiply(factor, self.now) <= self.then


@dataclass(frozen=True, slots=True)
class TableComparison:
    """The figures of a table that jumped by a rule, and those that could not be compared."""

    rule: YearRule
    table: Table
    far: tuple[_Pair, ...]
    missing: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """Return whether no figure jumped."""
        if self.far:
            return Fails(ZERO, ZERO)
        return Undecided(self.missing) if self.missing else Holds()


def _compared(
    edition: Edition, filing: Filing, prior_year: PriorYear, rule: YearRule, table: Table
) -> TableComparison:
    known: list[_Pair] = []
    missing: list[str] = []
    for each in _figures(edition, prior_year, rule, table):
        now = total(each.keys, filing.amount)
        if now is None or each.amount is None:
            missing += each.keys
        else:
            known.append(_Pair(each.keys, now, each.amount))
    far = tuple(pair for pair in known if pair.far(rule))
    return TableComparison(rule, table, far, tuple(missing))


def _figures(
    edition: Edition, prior_year: PriorYear, rule: YearRule, table: Table
) -> Iterator[MergedFigure]:
    """Yield what of `table` is compared, in printed order: figures, or several that were one."""
    merged = {each.keys[0]: each for each in prior_year.merged}
    inside = {key for each in prior_year.merged for key in each.keys}
    for key, figure in edition.figures.items():
        if figure.table is not table or figure.measure.id != rule.measure:
            continue
        if key in merged:
            yield merged[key]
        elif key not in inside:
            yield MergedFigure((key,), prior_year.amount(key))


def _jumped(
    edition: Edition, filing: Filing, rule: YearRule, table: Table, pairs: Sequence[_Pair]
) -> Finding:
    places = [place(edition, filing.entries[pair.keys[0]]) for pair in pairs]
    shown = [f"{format_plain(pair.then)} → {format_plain(pair.now)}" for pair in pairs]
    return Finding(
        code=rule.code,
        severity=rule.severity,
        places=tuple(places),
        args={"table": table.title, "cells": listed(places, shown), "count": len(pairs)},
    )
