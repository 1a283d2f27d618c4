"""How often the best proposal is right, by its evidence: mistakes of two populations, as a table.

`python -m tests.benchmarks.likely [--seed B] [--filings 120] [--published]`; a seed gives the
same mistakes anywhere. The rule of `checks/localise/confidence.py` was chosen with seed A and
measured with B. With `--published` the mistakes are made in published reports, with `--texts` a
text of each filing states some of its totals, one in seven of them wrongly.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from math import sqrt
from random import Random

from disclose.checks.localise.confidence import (
    ALONE,
    BOUNDS,
    NO_REASON,
    SEVERAL,
    Evidence,
    evidence,
)
from disclose.checks.localise.run import localise
from disclose.checks.localise.witnesses import Witness
from disclose.checks.rules import judge_rules
from disclose.form.edition.interpret import Fails
from disclose.form.edition.model import Edition
from tests.benchmarks.mistakes import SECOND, Place, mistake, place
from tests.benchmarks.sound_filings import Sound, filing, published, sound
from tests.support.filings import FORMS, edition

EACH = 12
"""Mistakes made in one sound filing, in each way of typing its totals."""

ATTEMPTS = 1000


@dataclass(frozen=True, slots=True)
class Trial:
    """One fault of a filing with mistakes, and what came of it."""

    form: str
    typed: bool
    kind: str
    slip: bool
    evidence: Evidence
    said: bool
    right: bool


def bases(form: Edition, random: Random, filings: int) -> Iterator[Sound]:
    """Yield generated sound filings of `form`, each when it is asked for."""
    return (sound(form, random) for _ in range(filings))


STATED, OUTDATED = 4, 1 / 7
"""Totals that a text states, and the assumed share of those that are wrong in it."""


def stated(sound: Sound, random: Random) -> tuple[Witness, ...]:
    """Return totals that a text of the filing states, some of them wrongly by a few."""
    totals = [key for key in sound.edition.fills if sound.figures.get(key)]
    return tuple(
        Witness(words=key, meanings=((key,),), amount=_said(sound.figures[key], random))
        for key in random.sample(totals, min(STATED, len(totals)))
    )


def _said(amount: Decimal, random: Random) -> Decimal:
    return amount + random.randint(-9, 9) if random.random() < OUTDATED else amount


def trials(
    filings: Iterable[Sound], random: Random, each: int = EACH, *, texts: bool = False
) -> Iterator[Trial]:
    """Yield the faults of mistakes made in sound filings, with numbers in `texts` or without."""
    for base in filings:
        for typed in (False, True) if base.edition.fills else (True,):
            at = place(base, typed=typed)
            for _ in range(each):
                witnesses = stated(base, random) if texts else ()
                yield from _tried(at, random, witnesses, typed=typed)


def _tried(
    at: Place, random: Random, witnesses: Sequence[Witness], *, typed: bool
) -> Iterator[Trial]:
    form, figures, prior_year = at.sound.edition, at.figures, at.sound.prior_year
    made = mistake(random, at)
    wrong = made.wrong
    if random.random() < SECOND:
        wrong = mistake(random, at).wrong | wrong
    given = filing(form, figures, at.sound.body, wrong, typed=typed)
    truth = {(key, figures[key]) for key in wrong if given.amount(key) != figures[key]}
    judged = judge_rules(form, given, prior_year)
    found = localise(judged, witnesses=witnesses)
    equalities = {
        result.rule.code
        for result in (*judged.results, *judged.prior_year_results)
        if isinstance(result.verdict, Fails) and result.constraint.relation.operator == "=="
    }
    for _, fault in groupby(found.suspects, key=lambda each: each.fault):
        sets = [list(one) for _, one in groupby(fault, key=lambda each: each.number)]
        pairs = [{(each.place.key, each.proposed) for each in one} for one in sets]
        yield Trial(
            form=form.id,
            typed=typed,
            kind=made.kind,
            slip=made.slip,
            evidence=evidence(
                sets,
                equal=not equalities.isdisjoint(sets[0][0].settles),
                searched=found.searched,
            ),
            said=sets[0][0].likely,
            right=pairs[0] <= truth,
        )


def wilson(right: int, tried: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, by E. B. Wilson (1927)."""
    if not tried:
        return 0.0, 1.0
    z, share = 1.96, right / tried
    centre = share + z * z / (2 * tried)
    reach = z * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    whole = 1 + z * z / tried
    return (centre - reach) / whole, (centre + reach) / whole


LONG = 3
"""The table has a line for figures of so many digits and more, and one for each fewer."""

ENOUGH = 0.88
"""Where the 95 % interval of a share begins that lets a reason count."""


def by_evidence(tried: Iterable[Trial]) -> Iterator[str]:
    """Yield the lines of a table: how often each evidence is that of the best set, and right."""
    yield "| evidence | digits | other explained sets | best | right | 95 % interval | enough |"
    yield "|---|---|---|--:|--:|---|---|"
    groups: dict[str, list[Trial]] = defaultdict(list)
    for each in tried:
        groups[each.evidence.reason].append(each)
    for reason, group in sorted(groups.items()):
        if reason in {ALONE, BOUNDS, NO_REASON, SEVERAL}:
            yield f"| {reason} | | | {_counts(group)} |"
            continue
        for digits in range(1, LONG + 1):
            some = [each for each in group if each.evidence.digits >= digits]
            yield (
                f"| {reason} | {digits} or more | none | "
                f"{_counts([each for each in some if not each.evidence.rivals])} |"
            )
        yield f"| {reason} | any | some | {_counts([e for e in group if e.evidence.rivals])} |"


def by_reason(tried: Iterable[Trial]) -> Iterator[str]:
    """Yield the lines of a table: how often the best set is called most likely, and right."""
    yield "| most likely by | said | right | 95 % interval | enough |"
    yield "|---|--:|--:|---|---|"
    said = sorted((each for each in tried if each.said), key=lambda each: each.evidence.reason)
    for reason, group in groupby(said, key=lambda each: each.evidence.reason):
        yield f"| {reason} | {_counts(list(group))} |"
    yield f"| all | {_counts(said)} |"


def by_population(tried: Sequence[Trial]) -> Iterator[str]:
    """Yield the lines of a table: in how many faults of each population it is said, and right."""
    yield "| mistakes | faults | most likely said | said and right | right if said |"
    yield "|---|--:|--:|--:|--:|"
    groups: Mapping[str, Sequence[Trial]] = {
        "slips": [each for each in tried if each.slip],
        "no slips": [each for each in tried if not each.slip],
        "totals typed": [each for each in tried if each.typed],
        "totals computed": [each for each in tried if not each.typed],
        **{form: [each for each in tried if each.form == form] for form in FORMS},
    }
    for name, group in groups.items():
        said = [each for each in group if each.said]
        right = sum(each.right for each in said)
        shares = _percent(len(said), len(group)), _percent(right, len(group))
        yield f"| {name} | {len(group)} | {' | '.join(shares)} | {_percent(right, len(said))} |"


def _counts(group: Sequence[Trial]) -> str:
    right = sum(each.right for each in group)
    low, high = wilson(right, len(group))
    interval = f"{100 * low:.0f}–{100 * high:.0f} %"
    enough = "yes" if low >= ENOUGH else ""
    return f"{len(group)} | {_percent(right, len(group))} | {interval} | {enough}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="B")
    parser.add_argument("--filings", type=int, default=120, help="sound filings of each form")
    parser.add_argument("--published", action="store_true", help="in published reports instead")
    parser.add_argument("--texts", action="store_true", help="texts state some of the totals")
    given = parser.parse_args()
    tried: list[Trial] = []
    filings: Iterable[Sound]
    for form in FORMS:
        random = Random(f"{given.seed} {form}")  # noqa: S311 - repeatable, no secret
        if given.published:
            filings = published(edition(form)) * given.filings
        else:
            filings = bases(edition(form), random, given.filings)
        tried += trials(filings, random, texts=given.texts)
    for table in (by_evidence(tried), by_reason(tried), by_population(tried)):
        sys.stdout.write("".join(f"{line}\n" for line in table) + "\n")


if __name__ == "__main__":
    main()
