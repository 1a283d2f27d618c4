"""The numbers of a passage: counts and amounts with their units, and all others by their form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from disclose.core.expressions import expression
from disclose.core.numbers import EXACT, MAX_DIGITS, NUMBER_PATTERN, NUMERALS, parse_numeral
from disclose.prose.lexicon import AuditWords, Unit

LONGEST_SERIES = 30
"""Most numbers in a series within a sentence; the longest list of a form has 21."""


class Kind(StrEnum):
    """The class of a number in a text.

    `figure`: of the form; `total` and `part`: of a list of other matters; `other`: known and not
    of the form, such as posts, calls or trainings; `unknown`: the clause speaks of the form's
    matters, and no figure fits.
    """

    FIGURE = "figure"
    TOTAL = "total"
    PART = "part"
    SHARE = "share"
    CHANGE = "change"
    MONEY = "money"
    APPROXIMATE = "approximate"
    OTHER_YEAR = "other_year"
    OTHER = "other"
    DATE = "date"
    DOCUMENT_NUMBER = "document_number"
    CONTACT = "telephone"
    ORDINAL = "ordinal"
    UNKNOWN = "unknown"


_FORMS = expression(
    # All that a form can begin with: most characters are passed over.
    r"(?=[0-9A-Za-z_.+\-:是为〔\[(【第附])"
    r"(?:(?P<address>https?://[!-~]+|www\.[!-~]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
    r"|(?<!\d)0\d{2,3}[-—]{1,2}\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<=邮编)[:是为]?\d{6}(?!\d)"
    r"|(?<=邮政编码)[:是为]?\d{6}(?!\d)|(?:(?<=电话)|(?<=致电)|(?<=拨打))[:是为]?\d{7,12}(?!\d)|(?<=传真)[:是为]?\d{7,12}(?!\d)"
    r"|(?<!\d)12\d{3}(?=[^\d条件个项宗次篇份,.]{0,4}(?:热线|平台)))"
    r"|(?P<document>[〔\[(【]\d{4}[〕\])】]第?\d*号?|第\d+号|(?<=号)\d+号)"
    r"|(?P<street>(?<=[路街巷道弄村栋楼])\d+号)"
    r"|(?P<date>\d{4}[-—~至]\d{4}年?|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)"
    r"|\d{2,4}年度?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[日号]|\d{1,2}[时:]\d{2}分?(?!\d)|\d{1,2}时)"
    r"|(?P<ordinal>第\d+|附[件表]\d+|(?<!\d)\d{1,30}[-—~～至到]\d+|^\d{1,2}[.、](?!\d)|^\(\d{1,2}\)"
    r"|(?<=[。;:])\d{1,2}[.、](?!\d)|(?<=[。;:])\(\d{1,2}\)))",
    re.ASCII,
)
_KIND_OF_FORM = {
    "address": Kind.CONTACT,
    "document": Kind.DOCUMENT_NUMBER,
    "street": Kind.OTHER,
    "date": Kind.DATE,
    "ordinal": Kind.ORDINAL,
}
MASK = "□"
_SHARE = expression(
    r"[，,、]?(?:\(?占(?:到|了)?(?P<base>[^，,;:。、()%\d]{0,24})|\((?=\d))"
    r"(?P<share>\d+(?:\.\d+)?)%\)?",
    re.ASCII,
)
_SCALES = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SCALE = "|".join(sorted(filter(None, _SCALES), key=len, reverse=True))
_NUMERAL = f"[{NUMERALS}]{{1,12}}"
_FIXED = expression(
    r"第$|[每逐某这那另哪各]$|[不统唯专任合同]$|[党]的$|首$|十[八九]?$|之$|百分$|千分$|[近最]$"
)
"""Before a numeral that is part of a word."""

_COUNTED_AFTER = expression(r"$|[，,。;:、()！]|的?(?:政府信息|信息公开|申请|依申请|行政|予以|均)")
"""Behind the unit of a number in one character: elsewhere `一件` or `两项` opens a phrase."""


class Share(NamedTuple):
    """A share stated behind a count: percent with its decimals, and of what it is said to be."""

    percent: Decimal
    of: str
    at: int
    end: int


class Counted(NamedTuple):
    """One number with its unit; `amount` is in the base unit, `unit` is that unit's id.

    `word` is the unit as written. A series (`分别为3、5、7件`) is several of these; `start` is
    that of the series, `at` that of the number itself; `rank` counts them from the last, which
    is 0. `alike` marks a number that several labels share (`均为0件`).
    """

    amount: Decimal
    unit: str
    word: str
    start: int
    at: int
    end: int
    rank: int = 0
    size: int = 1
    alike: bool = False
    approximate: bool = False
    share: Share | None = None


class Beside(NamedTuple):
    """A number that counts nothing: a date, a document number, a percentage by itself."""

    kind: Kind
    start: int
    end: int


def forms(text: str) -> tuple[Beside, ...]:
    """Return the dates, document numbers, addresses and ordinals of `text`."""
    return tuple(
        Beside(_KIND_OF_FORM[match.lastgroup or "date"], match.start(), match.end())
        for match in _FORMS.finditer(text)
    )


def masked(text: str) -> str:
    """Return `text` with dates, document numbers, addresses and ordinals masked."""
    return without(text, forms(text))


def without(text: str, found: Iterable[Beside]) -> str:
    """Return `text` with the places of `found` masked."""
    pieces, end = [], 0
    for each in found:
        pieces += [text[end : each.start], MASK * (each.end - each.start)]
        end = each.end
    return "".join(pieces) + text[end:]


def counted(text: str, language: AuditWords) -> tuple[Counted, ...]:
    """Return the numbers of `text`, which is masked, in their order."""
    patterns = _patterns(language)
    found: list[Counted] = []
    for match in patterns.whole.finditer(text):
        if max(map(len, re.findall(NUMBER_PATTERN, match[0], re.ASCII)), default=0) > MAX_DIGITS:
            continue
        if match["series"]:
            found += _series(match, text, language)
        elif match["alike"]:
            found += _alike(match, text, language)
        else:
            found += _single(match, text, language)
    return tuple(found)


_ANY_NUMBER = expression(r"\d+(?:[.,]\d+)*(?:%|个百分点|倍)?", re.ASCII)
_PERCENT = expression(r"\d+(?:\.\d+)?(?:%|个百分点|倍)", re.ASCII)
_RISE = expression(
    r"增长|增加|上升|提高|提升|下降|减少|降低|降幅|增幅|回落|同比|环比|多|少|翻|[较比][上去前]"
)
_NEAR = 24
"""How many characters before a percentage a word of change may stand."""


def beside(text: str, counts: Sequence[Counted]) -> Iterator[Beside]:
    """Yield the numbers of a passage, which is masked, that are neither counts nor masked."""
    for each in counts:
        if each.share is not None:
            yield Beside(Kind.SHARE, each.share.at, each.share.end)
    spans = [(each.at, each.end) for each in counts]
    for match in _ANY_NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in spans):
            continue
        kind = Kind.OTHER
        if _PERCENT.fullmatch(match[0]):
            before = re.split(r"[。;]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
            changed = _RISE.search(re.split(r"[，,、]", before)[-1])
            kind = Kind.CHANGE if changed or not match[0].endswith("%") else Kind.SHARE
        yield Beside(kind, match.start(), match.end())


class _Patterns(NamedTuple):
    whole: re.Pattern[str]
    item: re.Pattern[str]


@lru_cache(maxsize=8)
def _pattern_of(units: tuple[str, ...], never: tuple[str, ...]) -> _Patterns:
    unit = "|".join(re.escape(each) for each in sorted(units, key=len, reverse=True))
    none = "|".join(re.escape(each) for each in never)
    unit = f"(?:(?!{none})(?:{unit}))"
    number = rf"{NUMBER_PATTERN}(?:{_SCALE})?[余多]?"
    item = rf"{number}{unit}?"
    whole = (
        rf"(?=[分均0-9{NUMERALS}])"  # all that a number can begin with
        rf"(?:分别(?:为|是|有|达|占)?:?(?P<series>{item}(?:[、，和及与]{item})+)"
        rf"|(?P<alike>均(?:为|是)?)(?P<same>{NUMBER_PATTERN})(?P<same_unit>{unit}?)"
        rf"|(?<![A-Za-z0-9.\-])(?P<number>{NUMBER_PATTERN})(?P<scale>(?:{_SCALE})?)"
        rf"(?P<more>[余多]?)(?P<unit>{unit})"
        rf"|(?P<numeral>{_NUMERAL})(?P<some>[余多]?)(?P<numeral_unit>{unit}))"
    )
    return _Patterns(
        re.compile(whole, re.ASCII),
        re.compile(
            rf"(?P<number>{NUMBER_PATTERN})(?P<scale>(?:{_SCALE})?)(?P<more>[余多]?)(?P<unit>{unit})?",
            re.ASCII,
        ),
    )


def _patterns(language: AuditWords) -> _Patterns:
    units = tuple(word for unit in language.units for word in unit.words)
    return _pattern_of((*units, *language.words.measures), language.words.never_units)


def _series(match: re.Match[str], text: str, language: AuditWords) -> Iterator[Counted]:
    items = list(_patterns(language).item.finditer(match["series"]))
    if len(items) > LONGEST_SERIES:
        return
    for number, item in enumerate(items):
        word = item["unit"] or items[-1]["unit"] or ""
        amount, unit = _amount(_scaled(item["number"], item["scale"]), word, language)
        share = _share(text, match.start("series") + item.end())
        yield Counted(
            amount=amount,
            unit=unit,
            word=word,
            start=match.start(),
            at=match.start("series") + item.start(),
            end=share.end if share else match.start("series") + item.end(),
            rank=len(items) - 1 - number,
            size=len(items),
            approximate=bool(item["more"]),
            share=share,
        )


def _alike(match: re.Match[str], text: str, language: AuditWords) -> Iterator[Counted]:
    if text.startswith("%", match.end()):
        return
    amount, unit = _amount(_scaled(match["same"], ""), match["same_unit"], language)
    yield Counted(
        amount=amount,
        unit=unit,
        word=match["same_unit"],
        start=match.start(),
        at=match.start("same"),
        end=match.end(),
        alike=True,
    )


def _single(match: re.Match[str], text: str, language: AuditWords) -> Iterator[Counted]:
    words = language.words
    before, after = text[: match.start()], text[match.end() :]
    if match["numeral"]:
        number = _numeral(match, before, after)
        word = match["numeral_unit"]
    else:
        number, word = _scaled(match["number"], match["scale"]), match["unit"]
    if number is None:
        return
    near = before.endswith(words.approximate_before) or after.startswith(words.approximate_after)
    amount, unit = _amount(number, word, language)
    share = _share(text, match.end())
    yield Counted(
        amount=amount,
        unit=unit,
        word=word,
        start=match.start(),
        at=match.start(),
        end=share.end if share else match.end(),
        approximate=near or bool(match["more"] or match["some"]),
        share=share,
    )


def _numeral(match: re.Match[str], before: str, after: str) -> Decimal | None:
    """Return the amount of a number in Chinese characters, None if it is part of a phrase."""
    numeral = match["numeral"]
    fixed = _FIXED.search(before) is not None or before.endswith(tuple(NUMERALS))
    if fixed or (len(numeral) == 1 and not _COUNTED_AFTER.match(after)):
        return None
    return parse_numeral(numeral)


def _scaled(number: str, scale: str) -> Decimal:
    return EXACT.multiply(Decimal(number.replace(",", "")), Decimal(_SCALES[scale]))


def _amount(number: Decimal, word: str, language: AuditWords) -> tuple[Decimal, str]:
    """Return the amount in the base unit and the id of that unit, empty for no unit."""
    unit = _unit(word, language)
    if unit is None:
        return number, word
    return EXACT.multiply(number, unit.factor), unit.of or unit.id


def _unit(word: str, language: AuditWords) -> Unit | None:
    return next((each for each in language.units if word in each.words), None)


def _share(text: str, at: int) -> Share | None:
    match = _SHARE.match(text, at)
    if match is None or len(match["share"]) > MAX_DIGITS:
        return None
    return Share(Decimal(match["share"]), match["base"] or "", match.start("share"), match.end())
