"""Many ways to fill in a form: right, wrong, blank, with placeholders; always the same."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from disclose.form.figures.content import FiguresFile, Value
from tests.support.filings import balanced, changed, edition

PLACEHOLDERS = ("/", "-", "—", "无", "不适用")
UNREADABLE = ("三件", "约12", "见附件")
TYPED = 5
"""In every so manyth filling a total is typed."""
LARGEST = (3, 40, 12_000, 98_000_000)


def fillings_of(form: str, count: int, seed: int = 2019) -> Iterator[FiguresFile]:
    """Yield `count` fillings of any form: its balanced one, most of them spoiled."""
    chance = Random(seed)  # noqa: S311 - the same fillings in every run
    kept = changed(form=form)
    for number in range(count):
        figures = dict(kept.figures)
        for spoil in _SPOILERS[number % len(_SPOILERS)]:
            spoil(chance, figures)
        if edition(form).fills and number % TYPED == 0:
            figures[chance.choice(sorted(edition(form).fills))] = chance.choice([0, 1, 77])
        yield replace(kept, figures=figures)


def fillings(count: int, seed: int = 2021) -> Iterator[FiguresFile]:
    """Yield `count` fillings of the form in force: each correct, then most of them spoiled."""
    chance = Random(seed)  # noqa: S311 - the same fillings in every run
    for number in range(count):
        figures = _correct(chance)
        for spoil in _SPOILERS[number % len(_SPOILERS)]:
            spoil(chance, figures)
        if number % TYPED == 0:
            figures[chance.choice(sorted(edition().fills))] = chance.choice([0, 1, 77])
        body = {**balanced().body, "rulemaking": chance.choice(["是", "否", ""])}
        yield replace(balanced(), figures=figures, body=body)


def _correct(chance: Random) -> dict[str, Value]:
    """Return inputs that satisfy every identity; totals are left to their formulas."""
    most = chance.choice(LARGEST)
    form = edition()
    figures: dict[str, Value] = {
        key: chance.choice([0, 0, 1, most, chance.randint(0, most)])
        for key in form.figures
        if key not in form.fills
    }
    for column in ("natural", "business", "research", "welfare", "legal", "other"):
        _balance(chance, figures, column)
    for row in ("rules", "normative_documents"):
        added = _count(figures, f"proactive.{row}[issued]")
        figures[f"proactive.{row}[in_force]"] = added + chance.choice([0, 0, 1, 500])
    return figures


def _balance(chance: Random, figures: dict[str, Value], column: str) -> None:
    """Make received follow from the outcomes and what was carried in and out."""
    names = {key.split("[")[0] for key in figures if key.endswith(f"[{column}]")}
    ends = {"requests.received", "requests.carried_in", "requests.carried_out"}
    outcomes = [name for name in names - ends if name.startswith("requests.")]
    done = sum(_count(figures, f"{name}[{column}]") for name in outcomes)
    carried_in = chance.randint(0, done)
    carried_out = chance.choice([0, 0, 7])
    figures[f"requests.carried_in[{column}]"] = carried_in
    figures[f"requests.carried_out[{column}]"] = carried_out
    figures[f"requests.received[{column}]"] = done + carried_out - carried_in


def _count(figures: dict[str, Value], key: str) -> int:
    value = figures[key]
    assert isinstance(value, int)
    return value


def _one_off(chance: Random, figures: dict[str, Value]) -> None:
    key = chance.choice(sorted(figures))
    value = figures[key]
    if isinstance(value, int):
        figures[key] = max(0, value + chance.choice([-9, -1, 1, 9, 900]))


def _zeros_blank(chance: Random, figures: dict[str, Value]) -> None:
    for key in sorted(figures):
        if figures[key] == 0 and chance.random() < 0.7:
            figures[key] = ""


def _some_blank(chance: Random, figures: dict[str, Value]) -> None:
    for key in chance.sample(sorted(figures), 20):
        figures[key] = ""


def _placeholders(chance: Random, figures: dict[str, Value]) -> None:
    for key in chance.sample(sorted(figures), 12):
        figures[key] = chance.choice(PLACEHOLDERS)


def _unreadable(chance: Random, figures: dict[str, Value]) -> None:
    figures[chance.choice(sorted(figures))] = chance.choice(UNREADABLE)


def _nothing(_: Random, figures: dict[str, Value]) -> None:
    figures.update(dict.fromkeys(figures, ""))


_SPOILERS = (
    (),
    (_zeros_blank,),
    (_one_off,),
    (_zeros_blank,),
    (_placeholders,),
    (_one_off, _one_off, _one_off),
    (_some_blank, _placeholders),
    (_unreadable,),
    (_one_off,),
    (_zeros_blank, _one_off),
    (_nothing,),
    (_nothing, _one_off),
)
