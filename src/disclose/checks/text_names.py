"""Names in the texts of the report: those that stand for no figure, or for more than one."""

import re
from collections.abc import Iterator

from disclose.checks.places import text_place
from disclose.core.expressions import expression
from disclose.core.finding import Finding, error, note, warning
from disclose.core.text import abridge, bare_name
from disclose.form.edition.model import Edition, Section
from disclose.form.filing import Filing
from disclose.form.printed_names import AmbiguousName, NamedFigures, UnknownName, resolve
from disclose.form.text_figures import BRACKETED

_UNFINISHED = expression(
    r"待(?:填|补|核|定|确认|完善).*|(?:请|尚?未)(?:填|补).*|此处.*|[xX×＿_…·.。?？\s-]*"
)
_NUMBER = expression(r"[\d〇○零一二三四五六七八九十]+")
_OTHER_BRACKETS = expression(r"[\[［〔〖｛{]([^\[\]［］〔〕〖〗｛｝{}【】\n]{2,40})[\]］〕〗｝}]")
_OPENING = "[［〔〖｛{"
_UNPAIRED = expression(r"【[^【】\n]{0,12}|[^【】\n]{0,12}】")

_COUNTED = expression(
    r"\s*(?:件|条(?![例款件目线])|个(?![人别性体])|次(?![数序日要])|宗(?![旨教])|份(?![额量])"
    r"|人(?![员大民士社才事口数力工])|篇(?![幅章])|万?元(?![旦素])|万[件条次人]|[%％‰])"
)
"""A unit behind a number, not a word that begins like one."""

PROPOSED = 3
"""How many main figures are proposed for a name that is like no other."""

_SHORTEST = 3
"""Characters of a name of which one may be mistyped."""


def text_names(edition: Edition, filing: Filing) -> Iterator[Finding]:
    """Yield one finding for each section and each kind of faulty name in its text."""
    for section in edition.texts:
        text = filing.texts.get(section.id, "")
        others = any(each in text for each in _OPENING) and _OTHER_BRACKETS.search(text)
        if others or "【" in text or "】" in text:
            yield from _section_findings(edition, filing, section, text)


def _section_findings(
    edition: Edition, filing: Filing, section: Section, text: str
) -> Iterator[Finding]:
    place = text_place(edition, filing, section.id)
    names: dict[str, dict[str, None]] = {}
    for match in BRACKETED.finditer(text):
        code, shown = _judged(edition, filing, section, match)
        names.setdefault(code, {})[shown] = None
    told = {code: abridge([*shown]) for code, shown in names.items()}
    if unknown := told.get("BOOK60"):
        yield error("BOOK60", place, section=place.label, names=unknown)
    if ambiguous := told.get("BOOK61"):
        yield error("BOOK61", place, section=place.label, names=ambiguous)
    if unfinished := told.get("BOOK62"):
        yield error("BOOK62", place, section=place.label, names=unfinished)
    if astray := tuple(_astray(edition, text)):
        yield warning("BOOK64", place, section=place.label, names=abridge(astray))
    if kept := told.get("BOOK63"):
        yield note("BOOK63", place, section=place.label, names=kept)


def _judged(
    edition: Edition, filing: Filing, section: Section, match: re.Match[str]
) -> tuple[str, str]:
    """Return the code for a name in brackets, empty if it is right, and the words to show."""
    typed, name = match[0], match[1]
    found = resolve(edition, name)
    if isinstance(found, NamedFigures):
        is_blank = any(key in edition.fees and filing.fee(key) is None for key in found.keys)
        return "BOOK62" if is_blank else "", typed
    if isinstance(found, AmbiguousName):
        return "BOOK61", _proposed(typed, found.names)
    if _UNFINISHED.fullmatch(name):
        return "BOOK62", typed
    if _NUMBER.fullmatch(bare_name(name)):
        return "", typed
    if found.of_labels or _mistyped(name, found) or _COUNTED.match(match.string, match.end()):
        labels = tuple(each.label for each in section.figures[:PROPOSED])
        return "BOOK60", _proposed(typed, found.nearest or labels)
    return "BOOK63", _proposed(typed, found.nearest)


def _proposed(typed: str, names: tuple[str, ...]) -> str:
    """Return the name as typed and what may be meant: `【受理】 → 【新收】？【办结】？`."""
    meant = "".join(f"【{name}】？" for name in names)
    return f"{typed} → {meant}" if meant else typed


def _mistyped(name: str, found: UnknownName) -> bool:
    """Return whether one character tells `name` from the name that is most like it."""
    typed, near = bare_name(name), bare_name(next(iter(found.nearest), ""))
    pairs = zip(typed, near, strict=False)
    same_length = len(typed) == len(near) >= _SHORTEST
    return same_length and sum(one != other for one, other in pairs) == 1


def _astray(edition: Edition, text: str) -> Iterator[str]:
    """Yield brackets without their other half, and names in brackets of another kind."""
    rest = BRACKETED.sub("\n", text)
    yield from dict.fromkeys(match[0] for match in _UNPAIRED.finditer(rest))
    for match in _OTHER_BRACKETS.finditer(text):
        if isinstance(resolve(edition, match[1]), NamedFigures):
            yield f"{match[0]} → 【{match[1]}】？"
