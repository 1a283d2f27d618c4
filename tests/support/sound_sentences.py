"""Sentences that say what the tables say, in the wordings of offices, and one number spoiled."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from disclose.core.numbers import format_plain

SUMS: Mapping[str, str] = {
    "organisations": r"requests\.received\[(?:business|research|welfare|legal|other)\]",
    "denied": r"requests\.denied\..*\[total\]",
    "unavailable": r"requests\.unavailable\..*\[total\]",
    "not_processed": r"requests\.not_processed\..*\[total\]",
    "other": r"requests\.other\..*\[total\]",
    "litigation": r"disputes\.litigation_.*\[total\]",
}
"""Figures that a sentence states and the form prints as several."""

WORDINGS: Mapping[str, str] = {
    "flow": "{year}年，本机关新收政府信息公开申请{requests.received[total]}件，"
    "上年结转{requests.carried_in[total]}件，办结政府信息公开申请{requests.total[total]}件，"
    "结转下年度继续办理{requests.carried_out[total]}件。",
    "applicants": "全年新收政府信息公开申请{requests.received[total]}件，"
    "其中自然人{requests.received[natural]}件、法人或其他组织{organisations}件。",
    "outcomes": "办结政府信息公开申请{requests.total[total]}件，"
    "其中予以公开{requests.granted[total]}件、部分公开{requests.partly_granted[total]}件、不予公开{denied}件、无法提供{unavailable}件、"
    "不予处理{not_processed}件、其他处理{other}件。",
    "some outcomes": "办结政府信息公开申请{requests.total[total]}件，"
    "其中予以公开{requests.granted[total]}件。培训12场、366人次。",
    "disputes": "因政府信息公开引起的行政复议{disputes.reconsideration[total]}件，"
    "行政诉讼{litigation}件。",
    "proactive": "制发行政规范性文件{proactive.normative_documents[issued]}件，"
    "现行有效行政规范性文件{proactive.normative_documents[in_force]}件；"
    "作出行政许可决定{proactive.licensing[decisions]}件。",
}
"""Sentences with the figures that they state in braces."""

_SLOT = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text` is sound, in `spoiled` one number is another, `said` the wrong one."""

    text: str
    spoiled: str
    said: str


def sentences(
    figures: Mapping[str, Decimal], year: int, random: Random
) -> Iterator[tuple[str, Sentence]]:
    """Yield a sentence in each wording with its name, from the amounts of a filing."""
    for name, wording in WORDINGS.items():
        slots = [each for each in _SLOT.findall(wording) if each != "year"]
        amounts = {each: amount_of(figures, each) for each in slots}
        wrong = random.choice(slots)
        said = format_plain(_another(amounts[wrong], random))
        sound = {each: format_plain(amount) for each, amount in amounts.items()}
        sound["year"] = str(year)
        yield (
            name,
            Sentence(
                text=_filled(wording, sound),
                spoiled=_filled(wording, {**sound, wrong: said}),
                said=said,
            ),
        )


def _filled(wording: str, amounts: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda match: amounts[match[1]], wording)


def amount_of(figures: Mapping[str, Decimal], name: str) -> Decimal:
    """Return the amount of a figure, or of several that `SUMS` puts under one name."""
    if name not in SUMS:
        return figures[name]
    return sum((figures[key] for key in figures if re.fullmatch(SUMS[name], key)), Decimal(0))


def _another(amount: Decimal, random: Random) -> Decimal:
    """Return a slip of the pen or of the memory: one more, some more, a digit too many."""
    return random.choice((amount + 1, amount + random.randint(2, 60), amount * 10 + 3))
