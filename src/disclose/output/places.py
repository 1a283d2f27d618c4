"""Where something stands, as people write it."""

from collections.abc import Iterable, Sequence

from disclose.core.finding import Place
from disclose.core.language import Language, Wording

_MORE = Wording(" 等 {count} 格", " … ({count} cells)")
_LINE = Wording("第 {lines} 行", "line {lines}")
_LINES = Wording("第 {lines} 行", "lines {lines}")
_AND = Wording("、", ", ")


def where(place: Place) -> str:
    """Return a place as people write it: `表三!D12`, or a line and what stands there."""
    if place.text:
        return f"{place.line or ''} {place.text}".lstrip()
    if place.file:
        return f"{place.file}:{place.line}"
    return f"{place.sheet}!{place.cell}" if place.cell else place.sheet


def told(places: Sequence[Place], language: Language, *, first: bool) -> str:
    """Return the places of one finding: its first cell with its label, or how many there are.

    `first` says that the first stands for all: those of an equation follow from it.
    """
    if not places:
        return ""
    if places[0].text:
        return _lines(places, language)
    if first or len(places) == 1:
        return f"{where(places[0])}  {places[0].label}".rstrip()
    return where(places[0]) + _MORE.in_(language).format(count=len(places))


def brief(places: Sequence[Place], language: Language) -> str:
    """Return the first of `places` without its label; of a document the lines."""
    if not places:
        return ""
    return numbered(places, language) if places[0].text else where(places[0])


def regions(places: Iterable[Place], language: Language) -> str:
    """Return the sheets of `places`, or the lines of a document, each once."""
    listed = list(places)
    if any(place.text for place in listed):
        return numbered(listed, language)
    names = (place.sheet or (where(place) if place.file else "") for place in listed)
    return _AND.in_(language).join(dict.fromkeys(filter(None, names)))


def numbered(places: Iterable[Place], language: Language) -> str:
    """Return the lines of a document by their numbers, empty if none has one."""
    numbers = dict.fromkeys(place.line for place in places if place.line)
    listed = _AND.in_(language).join(map(str, numbers))
    words = _LINE if len(numbers) == 1 else _LINES
    return words.in_(language).format(lines=listed) if numbers else ""


def _lines(places: Sequence[Place], language: Language) -> str:
    """Return the lines of a document, and what stands there if it is one place."""
    said = numbered(places, language)
    if not said:
        return places[0].text
    return f"{said}  {places[0].text}" if len(places) == 1 else said
