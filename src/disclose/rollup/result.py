"""The result of one file as a worker returns it: small, in rows of the database, without a path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

from disclose.checks.outcome import Checked, is_gap
from disclose.core.numbers import ZERO
from disclose.form.filing import Filing
from disclose.rollup.filed_texts import FiledText, filed_texts
from disclose.rollup.likely_duplicates import FEWEST_AMOUNTS

INCOMPLETE = "incomplete"
"""Verdict on a file whose report lacks something, but whose figures can be added up."""

LOST = "lost"
"""Verdict on a file whose check did not finish."""

Amount: TypeAlias = int | str | None
"""An amount as the database stores it: a whole number, or decimal text that is none."""

_MOST_DIGITS = 12
"""Digits of a whole number that is stored as one: SQLite adds up millions of them exactly."""

_HASH = 16
"""Bytes of a hash of figures."""


@dataclass(frozen=True, slots=True)
class RaisedCode:
    """A code with its severity, and how often it was found in a file."""

    code: str
    severity: str
    count: int


class Amounts(NamedTuple):
    """Figures in columns: keys, amounts, None if unread, and the prior year's, None if zero.

    In columns they are quickly sent, and stored.
    """

    keys: tuple[str, ...] = ()
    now: tuple[Amount, ...] = ()
    previous: tuple[Amount, ...] = ()


class FileResult(NamedTuple):
    """The result of one file.

    `amounts` leave out what is zero and was, except the fee: a blank there is no zero. `figures`
    is a hash of the amounts, without the fee; it is empty if there are few different ones.

    `verdict` is that of `check`, or `INCOMPLETE`, or `LOST` with the `reason`; `unread` counts the
    figures that are no number; `compared` says whether there were prior-year figures. `texts` are
    those that are long enough to be compared.
    """

    sha256: str
    verdict: str
    edition: str = ""
    year: int | None = None
    name: str = ""
    code: str = ""
    unread: int = 0
    compared: bool = False
    reason: str = ""
    figures: bytes = b""
    raised: tuple[RaisedCode, ...] = ()
    amounts: Amounts = Amounts()
    texts: tuple[FiledText, ...] = ()


def result_of(checked: Checked, sha256: str) -> FileResult:
    """Return the result of a file, by its check and the hash of its content."""
    counts: dict[tuple[str, str], int] = {}
    for each in checked.findings:
        counts[each.code, each.severity.value] = counts.get((each.code, each.severity.value), 0) + 1
    raised = tuple(RaisedCode(*key, count) for key, count in sorted(counts.items()))
    filing, compared = checked.filing, checked.compared
    if filing is None:
        return FileResult(sha256=sha256, verdict=checked.judgement.value, raised=raised)
    amounts = amounts_of(filing, compared.prior_year.amounts if compared else {})
    return FileResult(
        sha256=sha256,
        verdict=_verdict(checked),
        edition=filing.edition,
        year=filing.year,
        name=filing.name.strip(),
        code=filing.code,
        raised=raised,
        unread=sum(each.value is None for each in filing.entries.values()),
        compared=compared is not None,
        figures=_hash(amounts),
        amounts=amounts,
        texts=filed_texts(filing.texts),
    )


def amounts_of(filing: Filing, previous: Mapping[str, Decimal | None]) -> Amounts:
    """Return the figures of a filing; `previous` are the amounts of the prior year."""
    columns = tuple(zip(*_rows(filing, previous), strict=True))
    return Amounts(*columns)


def _rows(
    filing: Filing, previous: Mapping[str, Decimal | None]
) -> Iterator[tuple[str, Amount, Amount]]:
    for key, entry in filing.entries.items():
        amount, then = entry.value, previous.get(key)
        if amount is None:
            yield key, None, _stored(then) if then else None
        elif amount != ZERO:
            yield key, _stored(amount), _stored(then) if then else None
        elif then:
            yield key, 0, _stored(then)
    for key in filing.fees:
        fee = filing.fee(key)
        if fee is not None:
            yield key, _stored(fee), None


def _stored(amount: Decimal) -> int | str:
    text = format(amount, "f")
    return int(text) if text.isdigit() and len(text) <= _MOST_DIGITS else text


def _hash(amounts: Amounts) -> bytes:
    told = {
        key: "?" if amount is None else str(amount)
        for key, amount in zip(amounts.keys, amounts.now, strict=True)
        if amount != 0 and not key.startswith("fees.")
    }
    if len(set(told.values()) - {"?"}) < FEWEST_AMOUNTS:
        return b""
    text = " ".join(f"{key}={told[key]}" for key in sorted(told))
    return blake2b(text.encode(), digest_size=_HASH).digest()


def _verdict(checked: Checked) -> str:
    edition, errors = checked.edition, checked.blocking
    only_gaps = edition is not None and all(is_gap(each.code, edition) for each in errors)
    return INCOMPLETE if errors and only_gaps else checked.judgement.value
