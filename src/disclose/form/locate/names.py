"""Retyped names: shortened, misspelt, with a note added, and still the same line beyond doubt."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from disclose.core.expressions import expression
from disclose.core.text import LONGEST_NAME, bare_name, squeeze

_NOTE = expression(r"[(\[〔【{][^()\[\]〔〕【】{}]*[)\]〕】}]")
_NUMBERED = expression(r"\(?([一二三四五六七八九十]{1,3}|\d{1,2})[)、.,]")

FEWEST = 2
"""Names need so many characters."""

K = TypeVar("K")


def alike(text: str, name: str) -> bool:
    """Return whether `text`, typed where `name` is printed, may still be that name."""
    if _differently_numbered(text, name):
        return False
    return _without_notes(text) == _without_notes(name) or bool(
        get_close_matches(bare_name(text), [bare_name(name)], cutoff=0.5)
    )


def resembling(texts: Mapping[K, str], names: Iterable[str]) -> Mapping[K, str]:
    """Return which of `texts` is which of `names`: each the other's best, and none shared.

    A text whose number in the form differs (`（三）` for `（一）`) is another line's.
    """
    wanted = list(names)
    best = {at: _best(text, wanted) for at, text in texts.items() if _may_be_name(text)}
    claims = Counter(best.values())
    candidates = list({texts[at] for at in best})
    return {
        at: name
        for at, name in best.items()
        if name and claims[name] == 1 and _best(name, candidates) == texts[at]
    }


def _may_be_name(text: str) -> bool:
    return len(bare_name(text)) >= FEWEST and len(text) <= LONGEST_NAME


def _best(text: str, others: Iterable[str]) -> str:
    """Return the one of `others` that is most like `text`, empty if none is."""
    fitting = [other for other in others if not _differently_numbered(text, other)]
    bare = _without_notes(text)
    same = [other for other in fitting if bare and _without_notes(other) == bare]
    if len(same) == 1:
        return same[0]
    by_name = {bare_name(other): other for other in fitting}
    close = get_close_matches(bare_name(text), list(by_name), n=1, cutoff=0.6)
    return by_name[close[0]] if close else ""


def _without_notes(text: str) -> str:
    numbered = _NUMBERED.match(squeeze(text))
    rest = squeeze(text)[numbered.end() :] if numbered else squeeze(text)
    return bare_name(_NOTE.sub("", rest))


def _differently_numbered(one: str, other: str) -> bool:
    numbers = [_NUMBERED.match(squeeze(text)) for text in (one, other)]
    return bool(numbers[0] and numbers[1] and numbers[0][1] != numbers[1][1])
