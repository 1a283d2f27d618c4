"""Advice on a fault: the cell that is most likely wrong, or the candidates."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclose.core.finding import Suspect
from disclose.core.language import Language, Wording
from disclose.core.numbers import format_plain
from disclose.output.message_format import filled, where
from disclose.output.root_causes import Repair, RootCause

HANDFUL = 5
"""Number of repairs that are listed; the others are counted."""

CROWD, PAIR = 3, 2
"""If all tied repairs change `CROWD` cells or more, `PAIR` of them are listed."""

COUNTED = 100
"""Higher numbers of repairs read "many": joined faults multiply theirs."""

_LIKELY = Wording("最可能：", "most likely: ")
_TIE = Wording(
    "不能确定是哪一格填错，照下列任何一种改正，{equations}都能相符，请逐一核对：",
    "It is not clear which cell is wrong. Any one of these changes would satisfy {equations}:",
)
_ONE_EQUATION = Wording("等式", "the equation")
_EQUATIONS = Wording("这 {count} 个等式", "all {count} equations")
_MORE = Wording(
    "另有 {count} 种改法也能使等式相符。", "Other changes that would also fit: {count}."
)
_MANY = Wording("另有多种改法也能使等式相符。", "Many other changes would also fit.")
_CELL = Wording("{where}“{label}” {typed} 应为 {proposed}", "{where} {label}: {typed} → {proposed}")
_CANDIDATE = Wording(
    "{where}“{label}” {typed} 改为 {proposed}", "{where} {label}: {typed} → {proposed}"
)
_SHARED = Wording("需要改：", "to be changed: ")
_FURTHER = Wording(
    "此外还有别的格要改，不能确定是哪几格（{ways}），请核对有关各格。",
    "Other cells must change too, but it is not clear which ({ways}). Review the cells involved.",
)
_WAYS = Wording("有 {count} 种改法", "{count} combinations fit")
_MANY_WAYS = Wording("有多种改法", "many combinations fit")
_BLANK = Wording("空白", "blank")
_TOGETHER = Wording("，同时 ", ", together with ")
_SETTLES = Wording("改后 {count} 处都相符", "this fixes all {count}")
_BRACKETS = Wording("（{}）", " ({})")
_SEMICOLON = Wording("；", "; ")


class Advice(NamedTuple):
    """One line about a fault: its lead (`最可能：`), its text, and whether it is in a list."""

    lead: str
    text: str = ""
    listed: bool = False
    repair: Repair = ()


def advice(fault: RootCause, language: Language) -> Iterator[Advice]:
    """Yield the advice on `fault`.

    The best repair is called most likely only if it is right nine times in ten; else some repairs
    are listed in the order of the form: a guess would make the clerk change a right figure.
    """
    if fault.likely:
        yield Advice(
            _LIKELY.in_(language),
            repair_text(fault, fault.likely, language),
            repair=fault.likely,
        )
        yield from _rest(fault.ties - 1, language)
    elif fault.shared:
        yield from _shared(fault, language)
    else:
        yield from _candidates(fault, language)


def _candidates(fault: RootCause, language: Language) -> Iterator[Advice]:
    """Yield repairs that cannot be told apart, in the order of the form."""
    yield Advice(_TIE.in_(language).format(equations=_equations(fault, language)))
    shown = fault.in_printed_order(PAIR if _crowded(fault.repairs) else HANDFUL)
    for repair in shown:
        text = repair_text(fault, repair, language, tie=True)
        yield Advice("", text, listed=True, repair=repair)
    yield from _rest(fault.ties - len(shown), language)


def _shared(fault: RootCause, language: Language) -> Iterator[Advice]:
    """Yield the changes that are part of every repair, and that others are needed too."""
    yield Advice(
        _SHARED.in_(language),
        repair_text(fault, fault.shared, language, tie=True),
        repair=fault.shared,
    )
    words = _WAYS if fault.ties <= COUNTED else _MANY_WAYS
    ways = words.in_(language).format(count=fault.ties)
    yield Advice(_FURTHER.in_(language).format(ways=ways))


def _crowded(repairs: Sequence[Repair]) -> bool:
    """Return whether all repairs change so many cells that nobody reads a list of them."""
    return all(len(repair) >= CROWD for repair in repairs)


def _rest(count: int, language: Language) -> Iterator[Advice]:
    """Yield the number of repairs that are not shown, if there are any."""
    if count > 0:
        words = _MORE if count <= COUNTED else _MANY
        yield Advice(words.in_(language).format(count=count))


def _equations(fault: RootCause, language: Language) -> str:
    count = len(fault.findings)
    words = _EQUATIONS if count > 1 else _ONE_EQUATION
    return words.in_(language).format(count=count)


def repair_text(fault: RootCause, repair: Repair, language: Language, *, tie: bool = False) -> str:
    """Return one repair: its cells with proposed amounts, reasons, and the findings it removes.

    The heading of repairs that `tie` says that they remove all findings, so the number is given
    only if this one does not.
    """
    words = (_CANDIDATE if tie else _CELL).in_(language)
    cells = _TOGETHER.in_(language).join(_cell(each, words, language) for each in repair)
    notes = [*dict.fromkeys(filter(None, (because(each, language) for each in repair)))]
    settled = len(fault.settled(repair))
    if settled > 1 and not (tie and settled == len(fault.findings)):
        notes.append(_SETTLES.in_(language).format(count=settled))
    return cells + (_brackets(notes, language) if notes else "")


def _cell(suspect: Suspect, words: str, language: Language) -> str:
    place = suspect.place
    return words.format(
        where=where(place),
        label=place.label,
        typed=place.typed or _BLANK.in_(language),
        proposed=format_plain(suspect.proposed),
    )


def because(suspect: Suspect, language: Language) -> str:
    """Return the reason for the wrong number, empty if there is none."""
    if suspect.reason is None:
        return ""
    return filled(suspect.reason.wording, suspect.args, language)


def _brackets(notes: Sequence[str], language: Language) -> str:
    return _BRACKETS.in_(language).format(_SEMICOLON.in_(language).join(notes))
