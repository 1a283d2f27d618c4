"""What the program makes of one sentence and of its spoiled versions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from disclose.form.filing import Filing
from tests.benchmarks.reading import alarms, classes, workbook_alarms
from tests.support.editions import packaged
from tests.support.sentences import Sentence, Spoiled, Table
from tests.support.tables_of_sentences import whole

NEUTRAL = "本机关依法做好政府信息公开工作。"

REFUSED = "DOC31"
"""The code of a document that is taken for no annual report; every report here is one."""

CRASHED = "TOOL01"
"""The code of a check that failed: no error is heard by that."""

Alarms: TypeAlias = frozenset[tuple[str, str]]
"""Codes and words of errors and warnings."""


class Setting(StrEnum):
    """Where a sentence is read."""

    ALONE = "alone"
    BESIDE = "beside the table"
    WORKBOOK = "in the workbook"


SINCE_2019 = 2019
"""The first year of the forms that do not hold the information disclosed."""

DOCUMENTS = (Setting.ALONE, Setting.BESIDE)
WORKBOOKS = (Setting.WORKBOOK,)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one sentence was read: what is wrong with the reading, in words, by kind."""

    sentence: Sentence
    classed: int
    unclassed: tuple[str, ...]
    heard: int
    missed: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Return whether the sentence and all its spoiled versions were judged rightly."""
        return not self.missed and not self.false

    @property
    def refused(self) -> bool:
        """Return whether a report with this sentence and no tables is taken for no report."""
        return any(REFUSED in each for each in self.false)

    @property
    def alarmed(self) -> bool:
        """Return whether a sound version is alarmed."""
        return any(REFUSED not in each for each in self.false)


def verdict(sentence: Sentence, settings: tuple[Setting, ...] = DOCUMENTS) -> Verdict:
    """Return how the program reads `sentence` in these settings."""
    unclassed = tuple(
        f"{number.text} is {'|'.join(number.kinds)}, read as {'|'.join(sorted(kinds))}"
        for number, kinds in zip(sentence.numbers, classes(sentence), strict=True)
        if not any(map(number.allows, kinds))
    )
    silent = [each for each in sentence.spoiled if each.silent]
    lost = [_deaf(sentence, each, settings) for each in sentence.spoiled if not each.silent]
    lost += [_deaf_beside(sentence, table, settings) for table in sentence.contradicted]
    return Verdict(
        sentence=sentence,
        classed=len(sentence.numbers) - len(unclassed),
        unclassed=unclassed,
        heard=sum(not each for each in lost),
        missed=tuple(said for each in lost for said in each),
        false=tuple(said for each in (None, *silent) for said in _false(sentence, each, settings)),
    )


def fits(sentence: Sentence, setting: Setting) -> bool:
    """Return whether a sentence can be judged in a setting.

    A workbook has tables, so that a sentence with figures of the form needs its own. The forms
    until 2018 also hold the information disclosed, so that any number may be one of theirs.
    """
    if setting is Setting.ALONE or sentence.table is not None:
        return True
    figures = any(kind.startswith("figure:") for each in sentence.numbers for kind in each.kinds)
    return setting is Setting.WORKBOOK and sentence.year >= SINCE_2019 and not figures


def heard_of(sentence: Sentence, text: str, setting: Setting, table: Table | None = None) -> Alarms:
    """Return the alarms because of `text`, beside `table` or else the table of the sentence."""
    beside = sentence.table if table is None else table
    held = None if setting is Setting.ALONE else tuple((beside or {}).items())
    filing = _whole(sentence.edition, sentence.year, held)
    if setting is Setting.WORKBOOK and filing is not None:
        section = packaged(sentence.edition).texts[0].id
        return workbook_alarms(filing._replace(texts={section: text}))
    found = alarms(_report(sentence.edition, sentence.year, text), filing)
    common = _neutral(sentence.edition, sentence.year, held)
    return frozenset(each for each in found if each not in common or each[0] == REFUSED)


def _false(
    sentence: Sentence, spoiled: Spoiled | None, settings: tuple[Setting, ...]
) -> Iterator[str]:
    """Yield the false alarms on a sound version."""
    text = sentence.with_value(spoiled.index, spoiled.value) if spoiled else sentence.text
    what = f"{spoiled.value} for {sentence.numbers[spoiled.index].text} " if spoiled else ""
    for setting in settings:
        if fits(sentence, setting):
            for code, said in sorted(heard_of(sentence, text, setting)):
                yield f"{what}{setting}: {code} {said}"


def _deaf(sentence: Sentence, spoiled: Spoiled, settings: tuple[Setting, ...]) -> tuple[str, ...]:
    """Return where an error is not heard, and should be."""
    text = sentence.with_value(spoiled.index, spoiled.value)
    what = f"{spoiled.value} for {sentence.numbers[spoiled.index].text}"
    return tuple(
        f"{what}, {setting} ({' or '.join(spoiled.ways)})"
        for setting in settings
        if fits(sentence, setting)
        and _audible(spoiled, setting)
        and not newly_heard(sentence, text, setting)
    )


def newly_heard(sentence: Sentence, text: str, setting: Setting) -> Alarms:
    """Return the alarms because of a wrong number in `text`."""
    found = heard_of(sentence, text, setting) - heard_of(sentence, sentence.text, setting)
    return frozenset(each for each in found if each[0] != CRASHED)


def _audible(spoiled: Spoiled, setting: Setting) -> bool:
    if setting is Setting.ALONE:
        return spoiled.inside
    return setting is Setting.WORKBOOK or "table" in spoiled.ways


def _deaf_beside(
    sentence: Sentence, table: Table, settings: tuple[Setting, ...]
) -> tuple[str, ...]:
    said = ", ".join(f"{key} = {amount}" for key, amount in table.items())
    return tuple(
        f"{setting}, {said}"
        for setting in settings
        if setting is not Setting.ALONE and not heard_of(sentence, sentence.text, setting, table)
    )


def body(edition: str) -> str:
    """Return the name of the agency that reports in an edition."""
    return "广州市南溪区水务局" if edition == "gz-2017" else "南溪区水务局"


def _report(edition: str, year: int, text: str) -> str:
    """Return a report in Markdown whose first part is `text`."""
    return (
        f"# {body(edition)}{year}年政府信息公开工作年度报告\n\n"
        f"数据统计期限为{year}年1月1日至12月31日。\n\n## 一、总体情况\n\n{text}\n"
    )


HeldTable: TypeAlias = tuple[tuple[str, Decimal], ...] | None


@cache
def _whole(edition: str, year: int, table: HeldTable) -> Filing | None:
    if table is None:
        return None
    return whole(packaged(edition), dict(table), year, body(edition))


@cache
def _neutral(edition: str, year: int, table: HeldTable) -> Alarms:
    """Return the alarms on the same report with a neutral sentence."""
    return alarms(_report(edition, year, NEUTRAL), _whole(edition, year, table))
