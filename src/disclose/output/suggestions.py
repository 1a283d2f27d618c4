"""Suspects in words: which cell is most likely wrong, and what it should be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclose.core.finding import Suspect
from disclose.core.language import Language, Wording
from disclose.core.numbers import format_plain
from disclose.output.message_format import filled, where
from disclose.output.root_causes import Repair, RootCause

HANDFUL = 5
"""Repairs that are told; how many more there are is said."""

CROWD, PAIR = 3, 2
"""Of repairs that change so many cells or more each, and tie, so many are told."""

FEW = 3
"""More repairs than this that a reason explains have the same claim as all the others."""

COUNTED = 100
"""More repairs than this are not counted out: faults that were joined multiply theirs."""

_LIKELY = Wording("最可能：", "most likely: ")
_PERHAPS = Wording("也可能：", "also possible: ")
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


@dataclass(frozen=True, slots=True)
class Advice:
    """One line about a fault: its lead (`最可能：`), its text, whether it is one of a list."""

    lead: str
    text: str = ""
    listed: bool = False
    repair: Repair = ()


def advice(fault: RootCause, language: Language) -> Iterator[Advice]:
    """Yield what to say about `fault`: the best explained repairs, or honestly all that tie."""
    repairs = fault.repairs
    likely = repairs if fault.ties == 1 else _likely(repairs)
    if not likely and fault.shared:
        yield from _shared(fault, language)
        return
    shown = (likely or repairs)[: HANDFUL if likely or not _crowded(repairs) else PAIR]
    if not likely:
        yield Advice(_TIE.in_(language).format(equations=_equations(fault, language)))
    for number, repair in enumerate(shown):
        lead = (_PERHAPS if number else _LIKELY).in_(language) if likely else ""
        yield Advice(
            lead,
            repair_text(fault, repair, language, tie=not likely),
            listed=not likely,
            repair=repair,
        )
    if fault.ties > len(shown):
        yield Advice(_rest(fault.ties - len(shown), language))


def _shared(fault: RootCause, language: Language) -> Iterator[Advice]:
    """Yield the changes that are part of every repair, and that others are wanted as well."""
    yield Advice(
        _SHARED.in_(language),
        repair_text(fault, fault.shared, language, tie=True),
        repair=fault.shared,
    )
    words = _WAYS if fault.ties <= COUNTED else _MANY_WAYS
    ways = words.in_(language).format(count=fault.ties)
    yield Advice(_FURTHER.in_(language).format(ways=ways))


def _crowded(repairs: Sequence[Repair]) -> bool:
    """Return whether the repairs change so many cells each that a list of them is not read."""
    return all(len(each) >= CROWD for each in repairs)


def _likely(repairs: Sequence[Repair]) -> Sequence[Repair]:
    """Return the repairs that a telling reason explains, none if it does not single them out."""
    told = [each for each in repairs if any(one.reason and not one.reason.weak for one in each)]
    return told if len(told) <= FEW else ()


def _rest(count: int, language: Language) -> str:
    words = _MORE if count <= COUNTED else _MANY
    return words.in_(language).format(count=count)


def _equations(fault: RootCause, language: Language) -> str:
    count = len(fault.findings)
    words = _EQUATIONS if count > 1 else _ONE_EQUATION
    return words.in_(language).format(count=count)


def repair_text(fault: RootCause, repair: Repair, language: Language, *, tie: bool = False) -> str:
    """Return one repair: every cell with what it should be, why, and how much that settles.

    Of repairs that `tie` it is known that they settle everything, unless this one does not.
    """
    cells = _TOGETHER.in_(language).join(_cell(each, language) for each in repair)
    notes = [*dict.fromkeys(filter(None, (because(each, language) for each in repair)))]
    settled = len(fault.settled(repair))
    if settled > 1 and not (tie and settled == len(fault.findings)):
        notes.append(_SETTLES.in_(language).format(count=settled))
    return cells + (_brackets(notes, language) if notes else "")


def _cell(suspect: Suspect, language: Language) -> str:
    place = suspect.place
    return _CELL.in_(language).format(
        where=where(place),
        label=place.label,
        typed=place.typed or _BLANK.in_(language),
        proposed=format_plain(suspect.proposed),
    )


def because(suspect: Suspect, language: Language) -> str:
    """Return why the cell may have come to hold a wrong number, empty if nothing explains it."""
    if suspect.reason is None:
        return ""
    return filled(suspect.reason.wording, suspect.args, language)


def _brackets(notes: Sequence[str], language: Language) -> str:
    return _BRACKETS.in_(language).format(_SEMICOLON.in_(language).join(notes))
