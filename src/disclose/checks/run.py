"""All checks in order; one that breaks down costs only itself."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import ParamSpec, TypeAlias

from disclose.checks.cells import (
    body,
    formulas_in_inputs,
    normalised,
    out_of_range,
    too_long,
    unfilled,
    unreadable,
)
from disclose.checks.formulas import totals
from disclose.checks.rules import JudgedFiling, failed_constraints, failed_prior_year_constraints
from disclose.checks.texts import texts
from disclose.checks.year_over_year import jumps
from disclose.core.finding import Finding, error
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing

Arguments = ParamSpec("Arguments")

Check: TypeAlias = Callable[[Edition, Filing], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    unreadable,
    out_of_range,
    too_long,
    body,
    totals,
    normalised,
    formulas_in_inputs,
    unfilled,
    texts,
)
"""Every check but the rules, which come first; reading this list is reading the policy."""


def check(judged: JudgedFiling, checks: tuple[Check, ...] = CHECKS) -> tuple[Finding, ...]:
    """Return the failed rules, then what all `checks` find, in their order, then `compared`."""
    found = [_guarded(each, judged.edition, judged.filing) for each in checks]
    return (*_guarded(failed_constraints, judged), *chain.from_iterable(found), *compared(judged))


def compared(judged: JudgedFiling) -> tuple[Finding, ...]:
    """Return the failed rules on both years, then the figures that jumped."""
    far = _guarded(jumps, judged.edition, judged.filing, judged.comparisons)
    return (*_guarded(failed_prior_year_constraints, judged), *far)


def _guarded(
    check: Callable[Arguments, Iterator[Finding]], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> tuple[Finding, ...]:
    try:
        return tuple(check(*args, **kwargs))
    except Exception as cause:  # noqa: BLE001 - a broken check is a finding, the others still run
        reason = f"{type(cause).__name__}: {cause}"
        return (error("TOOL01", check=check.__name__, reason=reason),)
