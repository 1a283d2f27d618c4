"""How well suspects name the cells that are wrong: generated errors of each kind, as a table.

Run by `python -m tests.benchmarks.localisation`; the same seed gives the same errors anywhere.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random
from statistics import median
from time import process_time

from disclose.checks.localise.run import localise
from disclose.checks.outcome import Localised
from disclose.checks.rules import failed_constraints, judge_rules
from disclose.form.filing import Filing
from tests.benchmarks.slips import KINDS, Slip, Wrong, filing, requests, several
from tests.support.filings import edition

FORM = edition()
TRIALS = 50
SEED = 2021
ATTEMPTS = 10_000


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one filing with errors."""

    among: bool
    only: bool
    first: bool
    searched: bool
    milliseconds: float


def trial(slip: Slip, random: Random, *, typed: bool) -> Trial:
    """Return what localisation makes of one filing in which `slip` broke a rule."""
    wrong, figures, given = _broken(slip, random, typed=typed)
    start = process_time()
    found = localise(judge_rules(FORM, given))
    took = (process_time() - start) * 1000
    truth = {(key, figures[key]) for key in wrong}
    faults = list(_faults(found))
    among = {pair for sets in faults for pair in _largest(sets, truth)} == truth
    first = {pair for sets in faults for pair in sets[0]} == truth
    only = among and len(faults) > 0 and all(each.ties == 1 for each in found.suspects)
    return Trial(among, only, first, found.searched, took)


def _broken(slip: Slip, random: Random, *, typed: bool) -> tuple[Wrong, Mapping[str, int], Filing]:
    for _ in range(ATTEMPTS):
        figures = requests(FORM, random)
        keys = [key for key in figures if typed or key not in FORM.fills]
        wrong = slip(random, figures, keys)
        if wrong:
            given = filing(FORM, figures, wrong, typed=typed)
            changed = all(given.amount(key) != figures[key] for key in wrong)
            if changed and any(failed_constraints(judge_rules(FORM, given))):
                return wrong, figures, given
    raise RuntimeError("no such error breaks a rule")


def _faults(found: Localised) -> Iterator[list[set[tuple[str, int]]]]:
    """Yield for each fault its sets, best first, as pairs of a cell and its proposed amount."""
    for _, fault in groupby(found.suspects, key=lambda each: each.fault):
        sets = groupby(fault, key=lambda each: each.number)
        yield [{(each.place.key, int(each.proposed)) for each in one} for _, one in sets]


def _largest(
    sets: Sequence[set[tuple[str, int]]], truth: set[tuple[str, int]]
) -> set[tuple[str, int]]:
    return max((one for one in sets if one <= truth), key=len, default=set())


def line(name: str, trials: Sequence[Trial]) -> str:
    """Return one line of the table."""

    def share(*hits: bool) -> str:
        return f"{100 * sum(hits) / len(hits):.0f} %"

    times = [each.milliseconds for each in trials]
    columns = [
        name,
        share(*(each.among for each in trials)),
        share(*(each.only for each in trials)),
        share(*(each.first for each in trials)),
        share(*(each.searched for each in trials)),
        f"{median(times):.0f}",
        f"{max(times):.0f}",
    ]
    return "| " + " | ".join(columns) + " |"


def main() -> None:
    """Print both tables."""
    kinds = {**KINDS, **{f"{count} wrong cells": several(count) for count in range(1, 6)}}
    for typed, title in ((False, "Totals left to their formulas"), (True, "All totals typed")):
        sys.stdout.write(f"\n{title}\n\n")
        sys.stdout.write("| error | among the answers | the only one | first | searched | ")
        sys.stdout.write("median ms | worst ms |\n|---|--:|--:|--:|--:|--:|--:|\n")
        for name, slip in kinds.items():
            random = Random(f"{SEED} {name}")  # noqa: S311 - repeatable, no secret
            trials = [trial(slip, random, typed=typed) for _ in range(TRIALS)]
            sys.stdout.write(line(name, trials) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
