"""The content of a figures file, as typed, and its conversion to and from a filing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from itertools import chain, islice
from typing import TypeAlias

from disclose.core.errors import FiguresError
from disclose.core.expressions import expression
from disclose.core.finding import Finding, error
from disclose.core.language import Wording
from disclose.core.numbers import MAX_DIGITS, format_plain
from disclose.form.edition.model import Edition
from disclose.form.filing import (
    Entry,
    Filing,
    Origin,
    State,
    complete,
    keep_formulas,
    typed_number,
    typed_text,
    with_agreed_zeros,
)

TOO_LARGE = Wording("超过 {most} MB", "it is larger than {most} MB")
A_YEAR = Wording("年度填整数，如 2025", "The year must be a whole number, such as 2025")
A_FIGURE = Wording("指标填数字，如 12", "A figure must be a number, such as 12")
PRINTABLE = Wording("去掉文字里看不见的控制字符", "Remove the control characters from the text")
"""Reasons why a figures file cannot be read, and hints on the values it may hold."""

Value: TypeAlias = int | Decimal | str

CELL_LIMIT = 32_767
"""Most characters that a cell holds (Excel specifications and limits)."""

_MEGABYTES = 2
MAX_BYTES = _MEGABYTES << 20
"""Most bytes of a figures file; even with every text at the limit of a cell it has under 1 MB."""

MAX_FAULTS = 20
"""Most faulty names reported at once, because the search for a similar known name takes time."""

LONGEST_NAME = 100
"""Most characters of an unknown name that are shown and compared."""

_UNPRINTABLE = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML document may hold, hence no part of a workbook (XML 1.0, 2.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresFile:
    """A figures file: edition, year, agency, figures and texts exactly as typed."""

    edition: str
    year: int | None
    body: Mapping[str, str]
    figures: Mapping[str, Value]
    texts: Mapping[str, str]


def filing(content: FiguresFile, edition: Edition, origin: Origin) -> Filing:
    """Return the filing with the figures and texts of `content`.

    A total that equals the recomputed one keeps its formula; another one stays as typed.

    Raises:
        FiguresError: names unknown to the edition, or texts that no cell can hold.
    """
    faults = tuple(islice(chain(_unknown(content, edition), _unfit(content, edition)), MAX_FAULTS))
    if faults:
        raise FiguresError(*faults)
    typed = {key: _entry(edition, key, value) for key, value in content.figures.items()}
    entries = {key: entry for key, entry in typed.items() if key in edition.figures}
    return with_agreed_zeros(
        edition,
        Filing(
            edition=edition.id,
            year=content.year,
            body=content.body,
            entries=complete(edition, keep_formulas(edition, entries)),
            texts=content.texts,
            origin=origin,
            fees={key: entry for key, entry in typed.items() if key in edition.fees},
        ),
    )


def _entry(edition: Edition, key: str, value: Value) -> Entry:
    figure = edition.figure(key)
    if isinstance(value, str):
        return typed_text(figure, value)
    amount = Decimal(value)
    plain = abs(amount.adjusted()) <= MAX_DIGITS
    return typed_number(figure, format(amount, "f") if plain else str(amount))


def _unknown(content: FiguresFile, edition: Edition) -> Iterator[Finding]:
    sections = tuple(section.id for section in edition.texts)
    fields = tuple(field.id for field in edition.body)
    named = ((content.figures, (*edition.figures, *edition.fees)), (content.body, fields))
    for given, known in (*named, (content.texts, sections)):
        for name in given:
            if name not in known:
                yield unknown(name, known, edition.id)


def unknown(name: str, known: Sequence[str], edition: str) -> Finding:
    """Return the finding for a name unknown to `edition`, with the most similar of `known`."""
    shown = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    [near] = get_close_matches(shown, known, n=1, cutoff=0.0)
    return error("BOOK41", name=shown, edition=edition, suggestion=near)


def _unfit(content: FiguresFile, edition: Edition) -> Iterator[Finding]:
    labels = {field.id: field.label for field in edition.body}
    labels |= {section.id: section.label for section in edition.texts}
    labels |= {key: edition.figure(key).label for key in (*edition.figures, *edition.fees)}
    for given in (content.figures, content.body, content.texts):
        for name, text in given.items():
            if not isinstance(text, str):
                continue
            if len(text) > CELL_LIMIT:
                yield error(
                    "BOOK44",
                    name=name,
                    label=labels.get(name, ""),
                    length=len(text),
                    limit=CELL_LIMIT,
                )
            if _UNPRINTABLE.search(text):
                yield wrong(name, ascii(text[:CELL_LIMIT]), PRINTABLE)


def content(source: Filing) -> FiguresFile:
    """Return the figures file of `source`: inputs as typed, totals as computed."""
    return FiguresFile(
        edition=source.edition,
        year=source.year,
        body=source.body,
        figures={entry.key: _value(entry) for entry in source.all_entries},
        texts=source.texts,
    )


def _value(entry: Entry) -> Value:
    if entry.state in {State.COMPUTED, State.FORMULA} and entry.amount is not None:
        return _number(entry.amount)
    if entry.state is State.AMOUNT and entry.numeric:
        return _number(Decimal(entry.typed))
    return entry.typed


def _number(amount: Decimal) -> Value:
    exponent = amount.as_tuple().exponent
    return int(amount) if exponent == 0 else Decimal(format_plain(amount))


def within_limits(data: bytes, form: str) -> bytes:
    """Return the bytes of a figures file in the format `form`.

    Raises:
        FiguresError: the file is larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise FiguresError(unreadable(form, TOO_LARGE))
    return data


def unreadable(form: str, reason: str | Wording, line: int = 0, column: int = 0) -> Finding:
    """Return the finding for a file that is not a figures file in the format `form`."""
    return error(
        "BOOK40",
        format=form,
        reason=reason,
        line=line,
        column=column,
        most=_MEGABYTES,
    )


def wrong(name: str, value: object, takes: Wording) -> Finding:
    """Return the finding for a value that `name` does not accept; `takes` is the hint."""
    return error("BOOK42", name=name, value=str(value), takes=takes)
