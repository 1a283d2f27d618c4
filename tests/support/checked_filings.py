"""Checked filings with suspects, built by hand.

One too many in 表三!D7 (上年结转 of natural persons, 6 in the balanced filing) breaks REQ01 in its
own column and in the column of totals: 50 + 7 against 51 + 5, 72 + 13 against 74 + 10.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from disclose.checks.outcome import Checked
from disclose.checks.places import place
from disclose.checks.rules import judge_rules
from disclose.checks.run import check
from disclose.core.finding import Finding, Reason, Severity, Suspect
from disclose.core.language import Wording
from disclose.form.figures.content import Value
from tests.support.filings import as_read, changed, edition

CARRIED_IN = "requests.carried_in[natural]"
CARRIED_OUT = "requests.carried_out[natural]"
RECEIVED = "requests.received[natural]"
TRANSPOSED = Reason("transposed-digits", Wording("数字颠倒", "digits transposed"))
TYPED_TWICE = Reason("repeated", Wording("与{other}相同", "the same as {other}"))

UNREADABLE = Checked(
    file="坏.xlsx",
    edition=None,
    filing=None,
    findings=(Finding(code="BOOK02", severity=Severity.ERROR),),
    tally=None,
)


def filed(
    figures: Mapping[str, Value] | None = None,
    texts: Mapping[str, str] | None = None,
    file: str = "表.xlsx",
) -> Checked:
    """Return the check of the balanced filing with changes."""
    filing = as_read(changed(figures, texts=texts))
    found = check(judge_rules(edition(), filing))
    return Checked(
        file=file,
        edition=edition(),
        filing=filing,
        findings=found,
        tally=judge_rules(edition(), filing).tally,
    )


def suspect(
    checked: Checked,
    key: str,
    proposed: int,
    *codes: str,
    number: int = 1,
    fault: int = 1,
    likely: bool = False,
    reason: Reason | None = None,
    **args: str,
) -> Suspect:
    """Return the figure `key` of `checked` as a suspect."""
    assert checked.filing
    return Suspect(
        place=place(edition(), checked.filing.entries[key]),
        proposed=Decimal(proposed),
        settles=codes,
        number=number,
        fault=fault,
        likely=likely,
        reason=reason,
        args=args,
    )


def one_likely() -> Checked:
    """Return a check with one fault in two equations: one repair likely, one not."""
    checked = filed({CARRIED_IN: 7})
    return replace(
        checked,
        suspects=(
            suspect(checked, CARRIED_IN, 6, "REQ01", likely=True, reason=TRANSPOSED),
            suspect(checked, RECEIVED, 49, "REQ01", number=2),
        ),
    )


def a_tie(*more: int) -> Checked:
    """Return the same where no repair is likely; `more` are further amounts."""
    checked = filed({CARRIED_IN: 7})
    others = (
        suspect(checked, CARRIED_OUT, each, "REQ01", number=number)
        for number, each in enumerate(more, 3)
    )
    return replace(
        checked,
        suspects=(
            suspect(checked, CARRIED_IN, 6, "REQ01"),
            suspect(checked, RECEIVED, 49, "REQ01", number=2),
            *others,
        ),
    )


def explained(checked: Checked, code: str, reason: str) -> Checked:
    """Return `checked` with the findings of `code` explained."""
    return replace(
        checked,
        findings=tuple(
            each._replace(explanation=reason) if each.code == code else each
            for each in checked.findings
        ),
    )
