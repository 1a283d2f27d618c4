"""What the program makes of one sentence and of its spoiled versions."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from disclose.form.filing import Filing
from tests.benchmarks.reading import alarms, classes
from tests.support.editions import packaged
from tests.support.sentences import Sentence, Spoiled, Table
from tests.support.tables_of_sentences import whole

NEUTRAL = "本机关依法做好政府信息公开工作。"

REFUSED = "DOC31"
"""The code of a document that is taken for no annual report; every report here is one."""

Alarms = frozenset[tuple[str, str]]


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


def verdict(sentence: Sentence) -> Verdict:
    """Return how the program reads `sentence`."""
    read_as = classes(sentence.text, sentence.edition, sentence.numbers)
    unclassed = tuple(
        f"{number.text} is {'|'.join(number.kinds)}, read as {kind}"
        for number, kind in zip(sentence.numbers, read_as, strict=True)
        if kind not in number.kinds
    )
    false = [*_false(sentence)]
    missed: list[str] = []
    heard = 0
    for each in sentence.spoiled:
        if each.silent:
            false += _false(sentence, each)
            continue
        deaf = _deaf(sentence, each)
        heard += not deaf
        missed += deaf
    for table in sentence.contradicted:
        if heard_of(sentence, sentence.text, table):
            heard += 1
        else:
            missed.append(f"beside {_said(table)}")
    return Verdict(
        sentence=sentence,
        classed=len(sentence.numbers) - len(unclassed),
        unclassed=unclassed,
        heard=heard,
        missed=tuple(missed),
        false=tuple(false),
    )


def heard_of(sentence: Sentence, text: str, table: Table | None) -> Alarms:
    """Return what is heard in a report because `text` stands in it, beside `table` or none."""
    beside = _whole(sentence.edition, sentence.year, _frozen(table))
    common = _neutral(sentence.edition, sentence.year, _frozen(table))
    found = alarms(report(sentence, text), beside)
    return frozenset(each for each in found if each not in common or each[0] == REFUSED)


def report(sentence: Sentence, text: str) -> str:
    """Return a report in Markdown whose first part is `text`."""
    return _report(sentence.edition, sentence.year, text)


def body(edition: str) -> str:
    """Return the name of the agency that reports in an edition."""
    return "广州市南溪区水务局" if edition == "gz-2017" else "南溪区水务局"


def _report(edition: str, year: int, text: str) -> str:
    return (
        f"# {body(edition)}{year}年政府信息公开工作年度报告\n\n"
        f"数据统计期限为{year}年1月1日至12月31日。\n\n## 一、总体情况\n\n{text}\n"
    )


def _false(sentence: Sentence, spoiled: Spoiled | None = None) -> tuple[str, ...]:
    """Return the false alarms, beside the table and without any."""
    text = sentence.with_value(spoiled.index, spoiled.value) if spoiled else sentence.text
    found = [("alone", heard_of(sentence, text, None))]
    if sentence.table is not None:
        found.append(("beside the table", heard_of(sentence, text, sentence.table)))
    what = f"{spoiled.value} for {sentence.numbers[spoiled.index].text} " if spoiled else ""
    return tuple(
        f"{what}{where}: {code} {said}" for where, alarm in found for code, said in sorted(alarm)
    )


def _deaf(sentence: Sentence, spoiled: Spoiled) -> tuple[str, ...]:
    """Return where an error is not heard, and should be."""
    text = sentence.with_value(spoiled.index, spoiled.value)
    tables: list[tuple[str, Table | None]] = []
    if sentence.table is not None and ("table" in spoiled.ways or not spoiled.inside):
        tables.append(("beside the table", sentence.table))
    if spoiled.inside:
        tables.append(("alone", None))
    what = f"{spoiled.value} for {sentence.numbers[spoiled.index].text}"
    return tuple(
        f"{what}, {where} ({' or '.join(spoiled.ways)})"
        for where, table in tables
        if not heard_of(sentence, text, table) - heard_of(sentence, sentence.text, table)
    )


def _said(table: Table) -> str:
    return ", ".join(f"{key} = {amount}" for key, amount in table.items())


FrozenTable = tuple[tuple[str, Decimal], ...] | None


def _frozen(table: Table | None) -> FrozenTable:
    return None if table is None else tuple(table.items())


@cache
def _whole(edition: str, year: int, table: FrozenTable) -> Filing | None:
    if table is None:
        return None
    return whole(packaged(edition), dict(table), year, body(edition))


@cache
def _neutral(edition: str, year: int, table: FrozenTable) -> Alarms:
    """Return what is heard in the same report with a neutral sentence."""
    return alarms(_report(edition, year, NEUTRAL), _whole(edition, year, table))
