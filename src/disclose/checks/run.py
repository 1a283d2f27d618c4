"""Run all checks in order."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import ParamSpec, TypeAlias

from disclose.checks.agency import agency_date_in_time, agency_dates, agency_lines
from disclose.checks.cells import (
    formulas_in_inputs,
    normalised,
    out_of_range,
    report_year,
    required_lines,
    texts,
    too_long,
    totals,
    unfilled,
    unreadable,
)
from disclose.checks.conditions import conditions
from disclose.checks.misplaced_sentences import misplaced_sentences
from disclose.checks.plain_entries import SILENT_IF_PLAIN, all_plain
from disclose.checks.repeated_texts import repeated_texts
from disclose.checks.rules import (
    JudgedFiling,
    failed_constraints,
    failed_prior_year_constraints,
    jumps,
)
from disclose.checks.telling_texts import texts_not_read
from disclose.checks.text_names import text_names
from disclose.core.finding import Finding, error
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing

Arguments = ParamSpec("Arguments")

Check: TypeAlias = Callable[[Edition, Filing], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    unreadable,
    out_of_range,
    too_long,
    required_lines,
    report_year,
    agency_lines,
    agency_dates,
    agency_date_in_time,
    totals,
    normalised,
    formulas_in_inputs,
    unfilled,
    conditions,
    texts,
    misplaced_sentences,
    text_names,
    texts_not_read,
)
"""The checks of cells and texts in the order of their findings; rules come before them."""


def check(judged: JudgedFiling, checks: tuple[Check, ...] = CHECKS) -> tuple[Finding, ...]:
    """Return the findings of the rules, of `checks` in their order, and of the prior year."""
    edition, filing = judged.edition, judged.filing
    silent = SILENT_IF_PLAIN if all_plain(edition, filing) else ()
    findings = [_guarded(check, edition, filing) for check in checks if check not in silent]
    rules = _guarded(failed_constraints, judged)
    return (*rules, *chain.from_iterable(findings), *compare_years(judged))


def compare_years(judged: JudgedFiling) -> tuple[Finding, ...]:
    """Return the failed constraints on both years, figures that jumped, texts repeated.

    Empty if no prior year was given.
    """
    if judged.prior_year is None:
        return ()
    jumped = _guarded(jumps, judged.edition, judged.filing, judged.comparisons)
    repeated = _guarded(repeated_texts, judged.edition, judged.filing, judged.prior_year)
    return (*_guarded(failed_prior_year_constraints, judged), *jumped, *repeated)


_PRIOR_FILE = ("PAST03", "PAST04", "PAST06", "PAST07", "PAST09")
"""The warnings that need the file of the prior year."""


def unchecked(judged: JudgedFiling) -> frozenset[str]:
    """Return the codes that could not be checked, or not everywhere: figures are missing.

    Without the file of the prior year the figures of that year may still be known from the
    workbook itself, but not its texts.
    """
    edition, prior_year = judged.edition, judged.prior_year
    codes = {*judged.tally.codes, *judged.comparison.codes}
    if prior_year is None:
        codes |= {rule.code for rule in edition.prior_year_rules}
        codes |= {rule.code for rule in edition.year_rules}
    if prior_year is None or not prior_year.sha256:
        codes.update(_PRIOR_FILE)
    return frozenset(codes)


def _guarded(
    check: Callable[Arguments, Iterator[Finding]], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> tuple[Finding, ...]:
    """Return the findings of `check`; if it crashes, one finding that says so."""
    try:
        return tuple(check(*args, **kwargs))
    except Exception as cause:  # noqa: BLE001 - a broken check is a finding, the others still run
        reason = f"{type(cause).__name__}: {cause}"
        return (error("TOOL01", check=check.__name__, reason=reason),)
