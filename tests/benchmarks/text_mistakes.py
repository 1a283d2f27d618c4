"""Mistakes made in numbers of sound texts, from a `Random`, and whether they are heard."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from random import Random

from disclose.core.numbers import format_plain
from disclose.form.filing import Filing
from tests.benchmarks.reading import workbook_alarms
from tests.benchmarks.sound_filings import Figures, filing, sound
from tests.benchmarks.verdicts import Setting, fits, newly_heard
from tests.support.editions import packaged
from tests.support.sentences import Number, Sentence, amount

ZERO = Decimal(0)

RECEIVED = "requests.received[total]"
TAKEN = (RECEIVED, "requests.carried_in[total]")
"""The key of the new requests; `收到` may also count those carried in."""

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Trial:
    """One wrong number: whether it had to be heard (None: either is right), and whether it was."""

    shape: str
    kind: str
    must: bool | None
    heard: bool


def mistakes(text: str, random: Random) -> Iterator[tuple[str, str]]:
    """Yield kinds of mistakes and the wrong values that they make of a whole number."""
    if not _WHOLE.fullmatch(text):
        return
    value = int(text)
    yield "one more", str(value + 1)
    if value:
        yield "one less", str(value - 1)
        yield "ten times", str(value * 10)
    if len(text) > 1:
        at = random.randrange(len(text) - 1)
        swapped = f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
        if swapped != text and not swapped.startswith("0"):
            yield "digits swapped", swapped
        yield "digit dropped", text[1:].lstrip("0") or "0"


def in_sentences(
    sentences: Iterable[Sentence], random: Random, setting: Setting
) -> Iterator[Trial]:
    """Yield one mistake of each kind in each number of sound sentences.

    Numbers that no list and no table holds, such as dates and changes, are left as they are.
    """
    for sentence in sentences:
        if not fits(sentence, setting):
            continue
        for index, number in enumerate(sentence.numbers):
            for kind, value in mistakes(number.text, random):
                must = _must(sentence, index, value)
                if must is None:
                    continue
                text = sentence.with_value(index, value)
                heard = bool(newly_heard(sentence, text, setting))
                yield Trial(sentence.shape, kind, must=must, heard=heard)


def _must(sentence: Sentence, index: int, value: str) -> bool | None:
    """Return whether a value must be heard, None if it may be or the number is not judged."""
    number = sentence.numbers[index]
    wrong = amount(value)
    if any(each.silent for each in sentence.spoiled if each.index == index):
        # Far from what it was, a part may be more than its total.
        near = wrong is not None and abs(wrong - (number.amount or ZERO)) <= 1
        return False if near or not {"total", "part"} & {*number.kinds} else None
    if wrong is None:
        return None
    if sentence.table is not None and _contradicts(sentence.table, number, wrong):
        return True
    if any(_exceeds(sentence, indices, index, wrong) for indices in sentence.sums):
        return True
    return None


def _contradicts(table: Mapping[str, Decimal], number: Number, wrong: Decimal) -> bool:
    keys = [kind.removeprefix("figure:") for kind in number.kinds if kind.startswith("figure:")]
    if not keys or set(number.kinds) - {"total", "part"} != {f"figure:{key}" for key in keys}:
        return False
    if keys[0] == "taken":
        known = table.get(RECEIVED)
        return known is not None and wrong not in {known, sum(table.get(k, ZERO) for k in TAKEN)}
    return any(key in table and wrong != table[key] for key in keys) and len(keys) == 1


def _exceeds(sentence: Sentence, indices: tuple[int, ...], index: int, wrong: Decimal) -> bool:
    """Return whether, with a wrong value, the parts of a list are more than its total."""
    if index not in indices:
        return False
    amounts = [
        wrong if each == index else sentence.numbers[each].amount or ZERO for each in indices
    ]
    return sum(amounts[1:], ZERO) > amounts[0]


TEXTS = """\
新收政府信息公开申请{requests.received[total]}件，上年结转{requests.carried_in[total]}件，办结{requests.total[total]}件，结转下年度继续办理{requests.carried_out[total]}件。
收到政府信息公开申请{requests.received[total]}件，其中自然人{requests.received[natural]}件。
办结申请{requests.total[total]}件，其中予以公开{requests.granted[total]}件，部分公开{requests.partly_granted[total]}件。
因政府信息公开引起的行政复议{disputes.reconsideration[total]}件，结果维持{disputes.reconsideration[upheld]}件。
未经复议直接起诉{disputes.litigation_direct[total]}件，复议后起诉{disputes.litigation_after_reconsideration[total]}件。
作出行政许可决定{proactive.licensing[decisions]}件，行政处罚决定{proactive.penalties[decisions]}件。
制发行政规范性文件{proactive.normative_documents[issued]}件，现行有效{proactive.normative_documents[in_force]}件。
全年接到公开申请{requests.received[total]}件，已答复{requests.total[total]}件，{requests.carried_out[total]}件转入下年办理。
""".splitlines()
"""Texts of a workbook; in braces the figures that are written there."""

_FIGURE = re.compile(r"\{([^{}]+)\}")


def in_workbooks(filings: int, random: Random) -> Iterator[Trial]:
    """Yield one mistake of each kind in a number of each text of sound generated workbooks."""
    form = packaged("cn-2021")
    section = form.texts[0].id
    for _ in range(filings):
        made = sound(form, random)
        empty = filing(form, made.figures, made.body, {}, typed=False)
        for template in TEXTS:
            keys = _FIGURE.findall(template)
            right = [format_plain(made.figures[key]) for key in keys]
            before = workbook_alarms(_said(empty, section, template, right))
            yield Trial("workbooks", "none", must=False, heard=bool(before))
            at = random.randrange(len(keys))
            for kind, value in mistakes(right[at], random):
                text = _said(empty, section, template, [*right[:at], value, *right[at + 1 :]])
                heard = workbook_alarms(text) - before
                must = _is_wrong(made.figures, keys[at], template, Decimal(value))
                yield Trial("workbooks", kind, must=must, heard=bool(heard))


def _said(empty: Filing, section: str, template: str, values: list[str]) -> Filing:
    parts = iter(values)
    return empty._replace(texts={section: _FIGURE.sub(lambda _: next(parts), template)})


def _is_wrong(figures: Figures, key: str, template: str, wrong: Decimal) -> bool | None:
    """Return True, or None if the text could count the requests carried in as well."""
    reading = sum((figures[each] for each in TAKEN), ZERO)
    if key == RECEIVED and not template.startswith("新收") and wrong == reading:
        return None
    return True


def lines(trials: Iterable[Trial]) -> Iterator[str]:
    """Yield the lines of a table: per shape, then per kind, what was heard."""
    found = [each for each in trials if each.must is not None]
    yield "| mistakes | to be heard | heard | not heard | to be silent | false |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name in ("shape", "kind"):
        ordered = sorted(found, key=lambda each: str(getattr(each, name)))
        for value, group in groupby(ordered, key=lambda each: str(getattr(each, name))):
            yield _line(value, list(group))
    yield _line("all", found)


def _line(name: str, trials: list[Trial]) -> str:
    wrong = [each for each in trials if each.must]
    heard = sum(each.heard for each in wrong)
    silent = [each for each in trials if not each.must]
    false = sum(each.heard for each in silent)
    share = f"{heard} ({100 * heard / len(wrong):.0f} %)" if wrong else "–"
    cells = (name, str(len(wrong)), share, str(len(wrong) - heard), str(len(silent)), str(false))
    return f"| {' | '.join(cells)} |"
