"""Finds the counts and amounts in a passage, and skips dates, document numbers and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from disclose.core.numbers import EXACT, MAX_DIGITS, NUMBER_PATTERN
from disclose.prose.lexicon import AuditWords, Unit

LONGEST_SERIES = 30
"""Most numbers in a series within a sentence; the longest list of a form has 21."""

_NO_FIGURES = re.compile(
    r"https?://[!-~]+|www\.[!-~]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
    r"|[〔\[(【]\d{4}[〕\])】]\d*号?"
    r"|\d{4}[-—~至]\d{4}年?"
    r"|\d{2,4}年度?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[日号]"
    r"|第\d+|(?<!\d)\d{1,30}[-—~～至到]\d+",
    re.ASCII,
)
_MASK = "□"
_SHARE = re.compile(
    r"[，,、]?(?:\(?占(?P<base>[^，,;:。、()%\d]{0,24})|\((?=\d))(?P<share>\d+(?:\.\d+)?)%\)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share stated behind a count: percent with its decimals, and of what it is said to be."""

    percent: Decimal
    of: str
    end: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One number with its unit; `amount` is in the base unit, `unit` is that unit's id.

    A series (`分别为3、5、7件`) is several of these with one `start`; `rank` counts them from
    the last, which is 0. `alike` marks a number that several labels share (`均为0件`).
    """

    amount: Decimal
    unit: str
    start: int
    end: int
    rank: int = 0
    size: int = 1
    alike: bool = False
    approximate: bool = False
    share: Share | None = None


def masked(text: str) -> str:
    """Return `text` with dates, document numbers, addresses and ordinals masked."""
    return _NO_FIGURES.sub(lambda match: _MASK * len(match[0]), text)


def counted(text: str, language: AuditWords) -> tuple[Counted, ...]:
    """Return the numbers of `text`, which is masked, in their order."""
    patterns = _patterns(language)
    found: list[Counted] = []
    for match in patterns.whole.finditer(text):
        if max(map(len, re.findall(NUMBER_PATTERN, match[0], re.ASCII))) > MAX_DIGITS:
            continue
        if match["series"]:
            found += _series(match, text, language)
        elif match["alike"]:
            found.append(_alike(match, language))
        else:
            found.append(_single(match, text, language))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Patterns:
    whole: re.Pattern[str]
    item: re.Pattern[str]


@lru_cache(maxsize=8)
def _pattern_of(units: tuple[str, ...], never: tuple[str, ...]) -> _Patterns:
    unit = "|".join(re.escape(each) for each in sorted(units, key=len, reverse=True))
    none = "|".join(re.escape(each) for each in never)
    unit = f"(?:(?!{none})(?:{unit}))"
    item = rf"{NUMBER_PATTERN}{unit}?"
    whole = (
        rf"分别(?:为|是|有|达|占)?:?(?P<series>{item}(?:[、，和及与]{item})+)"
        rf"|(?P<alike>均(?:为|是)?)(?P<same>{NUMBER_PATTERN})(?P<same_unit>{unit}?)"
        rf"|(?<![A-Za-z0-9.\-])(?P<number>{NUMBER_PATTERN})(?P<unit>{unit})"
    )
    return _Patterns(
        re.compile(whole, re.ASCII),
        re.compile(rf"(?P<number>{NUMBER_PATTERN})(?P<unit>{unit})?", re.ASCII),
    )


def _patterns(language: AuditWords) -> _Patterns:
    units = tuple(word for unit in language.units for word in unit.words)
    return _pattern_of(units, language.words.never_units)


def _series(match: re.Match[str], text: str, language: AuditWords) -> Iterator[Counted]:
    items = list(_patterns(language).item.finditer(match["series"]))
    if len(items) > LONGEST_SERIES:
        return
    for number, item in enumerate(items):
        amount, unit = _amount(item["number"], item["unit"] or items[-1]["unit"] or "", language)
        share = _share(text, match.start("series") + item.end())
        yield Counted(
            amount=amount,
            unit=unit,
            start=match.start(),
            end=share.end if share else match.start("series") + item.end(),
            rank=len(items) - 1 - number,
            size=len(items),
            share=share,
        )


def _alike(match: re.Match[str], language: AuditWords) -> Counted:
    amount, unit = _amount(match["same"], match["same_unit"], language)
    return Counted(amount=amount, unit=unit, start=match.start(), end=match.end(), alike=True)


def _single(match: re.Match[str], text: str, language: AuditWords) -> Counted:
    words = language.words
    before, after = text[: match.start()], text[match.end() :]
    near = before.endswith(words.approximate_before) or after.startswith(words.approximate_after)
    amount, unit = _amount(match["number"], match["unit"], language)
    share = _share(text, match.end())
    return Counted(
        amount=amount,
        unit=unit,
        start=match.start(),
        end=share.end if share else match.end(),
        approximate=near,
        share=share,
    )


def _amount(number: str, word: str, language: AuditWords) -> tuple[Decimal, str]:
    """Return the amount in the base unit and the id of that unit, empty for no unit."""
    amount, unit = Decimal(number.replace(",", "")), _unit(word, language)
    if unit is None:
        return amount, ""
    return EXACT.multiply(amount, unit.factor), unit.of or unit.id


def _unit(word: str, language: AuditWords) -> Unit | None:
    return next((each for each in language.units if word in each.words), None)


def _share(text: str, at: int) -> Share | None:
    match = _SHARE.match(text, at)
    if match is None or len(match["share"]) > MAX_DIGITS:
        return None
    return Share(Decimal(match["share"]), match["base"] or "", match.end())
