"""Agencies that are likely one: their names differ only in spelling, their codes prove nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from disclose.core.expressions import expression
from disclose.core.resources import templates
from disclose.core.text import LONGEST_NAME, squeeze
from disclose.form.agency_lines import credit_code, is_sound_code
from disclose.rollup.roster import Agency

FEWEST_AMOUNTS = 12
"""The same figures are noticed if they have at least so many different amounts other than zero.

The threshold is the project's own. A small office has a handful of small counts, which its totals
repeat: two of them may agree by chance. Of twelve different amounts about eight are typed, each in
its own cell. If each took only twenty values, one pair of agencies in 25,600,000,000 would agree;
the 15,000 agencies of a province are 112,000,000 pairs.
"""

_BRACKETS = str.maketrans("[]{}〔〕【】〖〗〈〉", "()" * 6)
_YEAR = r"(?:(?:19|20)\d\d|二[〇○零][一二三四五六七八九〇○零]{2})"

_BEFORE = expression(rf"^(?:(?:填报|报送|报告)?单位(?:名称)?[::]|{_YEAR}年度?|[^\w()]+)(?=..)")
_BEHIND = expression(
    rf"(?<=..)(?:"
    rf"\((?:本级|机关本级|机关|公章|加盖公章|盖章|印章|签章|章|{_YEAR}(?:年度?)?)\)"
    rf"|本级|公章|盖章|{_YEAR}年度?"
    rf"|(?:政府信息公开)?(?:工作)?(?:年度报告|年报)|[^\w()]+"
    rf")$"
)
"""Additions that fillers write before and behind a name."""

_REGION = expression(r"^.{1,14}?(?:自治[区州县旗]|[省市州盟县区旗])(?=..)")
_ABOVE = ("省", "市", "区", "州", "盟")

_AND = expression(r"(?<=..)[与及](?=.{2,}(?:局|厅|委员会)$)")
_OFFICE_ITSELF = expression(r"(?<=..(?:局|厅))机关$|(?<=..委员会)机关$")
_REGIONS = expression(r"(?:[^和]{1,14}?(?:自治[区州县旗]|[省市州盟县区旗])(?=..))*")
_TWO_FIELDS = expression(r"(.{2,})和(.{2,})(局|厅|委员会)")
_SHORT = {
    "政府办": "政府办公室",
    "人社局": "人力资源和社会保障局",
    "住建局": "住房和城乡建设局",
    "卫健委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "发改委": "发展和改革委员会",
    "发改局": "发展和改革局",
    "工信局": "工业和信息化局",
    "文旅局": "文化和旅游局",
    "市监局": "市场监督管理局",
    "医保局": "医疗保障局",
}
"""Short names that are of one agency in a region only."""

FEWEST_OF_A_REGION = 3
"""Names with one region in front that make it the region of a roll-up, if most names have it."""

_PUNCTUATION = expression(r"[\W_]+")
_CODE = expression(r"[0-9A-Z]{2}(?P<division>\d{6})[0-9A-Z]{10}")


def canonical_name(name: str, year: int | None = None) -> str:
    """Return a name without what does not tell one agency from another.

    These are width, spaces, punctuation, invisible characters, traditional characters, 本级, a seal
    and a year; digits alone are a year if they are the report `year`. A text that is too long for
    a name is only squeezed.
    """
    text = squeeze(_visible(name)).translate(_simplified()).translate(_BRACKETS)
    if len(text) > LONGEST_NAME:
        return text
    own_year = re.compile(rf"(?<=..)(?<!\d){year}$" if year else "(?!)")
    before = ""
    while before != text:
        before = text
        text = own_year.sub("", _BEHIND.sub("", _BEFORE.sub("", text)))
    return _PUNCTUATION.sub("", text).lower() or squeeze(name)


def _visible(text: str) -> str:
    """Return `text` without characters of no width, and without selectors of a glyph."""
    return "".join(
        each
        for each in text
        if unicodedata.category(each) not in {"Cf", "Cc"}
        and not "\ufe00" <= each <= "\ufe0f"
        and not "\U000e0100" <= each <= "\U000e01ef"
    )


@cache
def _simplified() -> Mapping[int, str]:
    text = (templates() / "rollup" / "traditional.txt").read_text(encoding="utf-8")
    pairs = [pair for line in text.splitlines() if line[0] != "#" for pair in line.split()]
    return {ord(pair[0]): pair[1] for pair in pairs}


def likely_one(agencies: Mapping[Agency, str]) -> Iterator[tuple[Agency, ...]]:
    """Yield groups of `agencies` that are likely one, by their canonical names.

    The name of the region before most of the names does not count.
    """
    region = _region(agencies.values())
    named: dict[str, list[Agency]] = {}
    for agency, name in agencies.items():
        named.setdefault(_usual(_without(region, name)), []).append(agency)
    for group in named.values():
        if len(group) > 1:
            yield from _not_told_apart(group)


def _region(names: Iterable[str]) -> str:
    """Return the region that stands before more than half of the different `names`, else ""."""
    different = set(names)
    found = Counter(match[0] for each in different if (match := _REGION.match(each)))
    [(region, count)] = found.most_common(1) or [("", 0)]
    return region if count >= FEWEST_OF_A_REGION and count * 2 > len(different) else ""


def _without(region: str, name: str) -> str:
    above, found, rest = name.partition(region) if region else ("", "", name)
    return rest if rest and found and (not above or above.endswith(_ABOVE)) else name


def _usual(name: str) -> str:
    """Return one wording for the usual wordings of a name, of which an agency has one only.

    政府 is 人民政府, 局机关 the 局, a short name the long one; two fields of a 局 have no order.
    """
    if len(name) > LONGEST_NAME:
        return name
    text = _OFFICE_ITSELF.sub("", name.replace("人民政府", "政府"))
    if short := next((each for each in _SHORT if text.endswith(each)), ""):
        text = text.removesuffix(short) + _SHORT[short]
    text = _AND.sub("和", text)
    start = match.end() if (match := _REGIONS.match(text)) else 0
    fields = _TWO_FIELDS.fullmatch(text, start)
    if not fields or "和" in fields[1]:
        return text
    return f"{text[:start]}{'和'.join(sorted(fields.groups()[:2]))}{fields[3]}"


def _not_told_apart(group: Sequence[Agency]) -> Iterator[tuple[Agency, ...]]:
    """Yield the agencies of one name that their codes do not prove to be different ones.

    Valid codes of different divisions prove it: many counties have a 教育局.
    """
    divisions: dict[str, list[Agency]] = {}
    for each in group:
        divisions.setdefault(_division(each.code), []).append(each)
    alone = [each for each in group if len(divisions[_division(each.code)]) == 1]
    if divisions.get("") or not all(is_sound_code(credit_code(each.code)) for each in alone):
        yield tuple(group)
        return
    yield from (tuple(each) for each in divisions.values() if len(each) > 1)


def _division(code: str) -> str:
    """Return the division where a code was given out, empty if it does not say."""
    match = _CODE.fullmatch(credit_code(code))
    return match["division"] if match else ""
