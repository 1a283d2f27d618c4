"""All checks in order; one that breaks down costs only itself."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import TypeAlias

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
from disclose.checks.rules import identities
from disclose.checks.texts import texts
from disclose.checks.year_over_year import across_years, jumps
from disclose.core.finding import Finding, finding
from disclose.core.messages.cell_entries import CHECK_CRASHED
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from disclose.form.prior_year import Past

Check: TypeAlias = Callable[[Edition, Filing], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    identities,
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
"""Every check; reading this list is reading the policy."""


YEAR_CHECKS = (across_years, jumps)
"""What is checked as well where last year's figures are at hand."""


def check(
    edition: Edition,
    filing: Filing,
    checks: tuple[Check, ...] = CHECKS,
    past: Past | None = None,
) -> tuple[Finding, ...]:
    """Return what all `checks` find in `filing`, in their order, then what `past` shows."""
    found = [_guarded(each.__name__, partial(each, edition, filing)) for each in checks]
    if past is not None:
        found.append(compared(edition, filing, past))
    return tuple(chain.from_iterable(found))


def compared(edition: Edition, filing: Filing, past: Past) -> tuple[Finding, ...]:
    """Return what `past` shows of `filing`."""
    found = (_guarded(each.__name__, partial(each, edition, filing, past)) for each in YEAR_CHECKS)
    return tuple(chain.from_iterable(found))


def _guarded(name: str, run: Callable[[], Iterator[Finding]]) -> tuple[Finding, ...]:
    try:
        return tuple(run())
    except Exception as error:  # noqa: BLE001 - a broken check is a finding, the others still run
        reason = f"{type(error).__name__}: {error}"
        return (finding(CHECK_CRASHED, check=name, reason=reason),)
