"""The result of one file as a worker returns it: small, frozen, without the path of the file."""

from dataclasses import dataclass, field
from decimal import Decimal

from disclose.checks.outcome import Checked, is_gap
from disclose.core.numbers import ZERO
from disclose.rollup.filed_texts import FiledText, filed_texts

INCOMPLETE = "incomplete"
"""Verdict on a file whose report lacks something, but whose figures can be added up."""

LOST = "lost"
"""Verdict on a file whose check did not finish."""


@dataclass(frozen=True, slots=True)
class RaisedCode:
    """A code with its severity, and how often it was found in a file."""

    code: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult:
    """The result of one file.

    `amounts` and `prior_year` (its amounts then) leave out zeros, except those of the fee: a
    blank there is no zero.

    `verdict` is that of `check`, or `INCOMPLETE`, or `LOST` with the `reason`; `unread` counts the
    figures that are no number, whose amount is None; `compared` says whether there were prior-year
    figures. `texts` are those that are long enough to be compared.
    """

    sha256: str
    verdict: str
    edition: str = ""
    year: int | None = None
    name: str = ""
    code: str = ""
    raised: tuple[RaisedCode, ...] = ()
    unread: int = 0
    compared: bool = False
    reason: str = ""
    amounts: tuple[tuple[str, Decimal | None], ...] = field(default=(), repr=False)
    prior_year: tuple[tuple[str, Decimal], ...] = field(default=(), repr=False)
    texts: tuple[FiledText, ...] = field(default=(), repr=False)


def result_of(checked: Checked, sha256: str) -> FileResult:
    """Return the result of a file, by its check and the hash of its content."""
    counts: dict[tuple[str, str], int] = {}
    for each in checked.findings:
        counts[each.code, each.severity.value] = counts.get((each.code, each.severity.value), 0) + 1
    raised = tuple(RaisedCode(*key, count) for key, count in sorted(counts.items()))
    filing, compared = checked.filing, checked.compared
    if filing is None:
        return FileResult(sha256=sha256, verdict=checked.judgement.value, raised=raised)
    values = {key: entry.value for key, entry in filing.entries.items()}
    prior_year = compared.prior_year.amounts if compared else {}
    return FileResult(
        sha256=sha256,
        verdict=_verdict(checked),
        edition=filing.edition,
        year=filing.year,
        name=filing.name.strip(),
        code=filing.code,
        raised=raised,
        unread=sum(each is None for each in values.values()),
        compared=compared is not None,
        amounts=(
            *((key, value) for key, value in values.items() if value != ZERO),
            *((key, fee) for key in filing.fees if (fee := filing.fee(key)) is not None),
        ),
        prior_year=tuple((key, prior_year[key] or ZERO) for key in values if prior_year.get(key)),
        texts=filed_texts(filing.texts),
    )


def _verdict(checked: Checked) -> str:
    edition, errors = checked.edition, checked.blocking
    only_gaps = edition is not None and all(is_gap(each.code, edition) for each in errors)
    return INCOMPLETE if errors and only_gaps else checked.judgement.value
