"""All checks in order; one that breaks down costs only itself."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from disclose.checks.cells import (
    body,
    formulas_in_inputs,
    normalised,
    out_of_range,
    unfilled,
    unreadable,
)
from disclose.checks.formulas import totals
from disclose.checks.kinds import CHECK_CRASHED
from disclose.checks.rules import identities
from disclose.checks.texts import texts
from disclose.edition.model import Edition
from disclose.filing import Filing
from disclose.finding import Finding, finding

Check: TypeAlias = Callable[[Edition, Filing], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    identities,
    unreadable,
    out_of_range,
    body,
    totals,
    normalised,
    formulas_in_inputs,
    unfilled,
    texts,
)
"""Every check; reading this list is reading the policy."""


def check(
    edition: Edition, filing: Filing, checks: tuple[Check, ...] = CHECKS
) -> tuple[Finding, ...]:
    """Return what all `checks` find in `filing`, in their order."""
    return tuple(found for each in checks for found in _guarded(each, edition, filing))


def _guarded(each: Check, edition: Edition, filing: Filing) -> tuple[Finding, ...]:
    try:
        return tuple(each(edition, filing))
    except Exception as error:  # noqa: BLE001 - a broken check is a finding, the others still run
        reason = f"{type(error).__name__}: {error}"
        return (finding(CHECK_CRASHED, check=each.__name__, reason=reason),)
