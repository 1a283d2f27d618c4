"""Ask two checkouts the same, and compare what they say and write.

`python -m tests.sameness --before CHECKOUT [--workbooks N] [--jobs 2] [--keep FOLDER] [KIND …]`

The other is the checkout that this runs from. It ends with 1 if an answer differs. In `FOLDER` stay
the inputs, the answers of each state of a checkout (so that a run that was ended goes on where it
was, and the checkout before is asked once), and thus both of each that differ.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.benchmarks.whole import environment
from tests.sameness.answers import KINDS, READING
from tests.sameness.commands import commands
from tests.sameness.compared import Compared, compared
from tests.sameness.inputs import FEWEST, make
from tests.support.filings import FORMS, edition
from tests.support.places import CHECKOUT

SHOWN = 5
"""Most differences of a kind that are printed."""

COLD = 60
"""Workbooks that are read in a process each."""


@dataclass(frozen=True, slots=True)
class Round:
    """Tasks of one group, as many processes as do them side by side, and the kinds of answers."""

    name: str
    group: str
    kinds: Sequence[str]
    slices: Sequence[Sequence[str]] = field(repr=False)


def fingerprint(root: Path) -> str:
    """Return a digest of the program in the checkout `root`."""
    digest = sha256()
    for folder in ("src", "templates"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(root)}".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def ask(root: Path, asked: Round, inputs: Path, answers: Path, jobs: int) -> None:
    """Let the program of `root` answer; what is answered already is not asked again.

    Raises:
        RuntimeError: a process came to no end of its tasks.
    """

    def one(tasks: Sequence[str]) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            listed = Path(scratch) / "tasks.json"
            listed.write_text(json.dumps({"tasks": tasks, "kinds": asked.kinds}), encoding="utf-8")
            places = (str(inputs), str(answers), str(listed))
            done = subprocess.run(
                [sys.executable, "-m", "tests.sameness.answers", asked.group, *places],
                capture_output=True,
                check=False,
                env={**environment(root), "PYTHONUTF8": "1"},
            )
        if done.returncode:
            raise RuntimeError(f"{asked.name}, {root}: {done.stderr.decode()[-2000:]}")

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, asked.slices))


def tasks_of(group: str, inputs: Path, mutations: int) -> list[str]:
    """Return the tasks of a group."""
    if group == "forms":
        forms = [edition(name) for name in FORMS]
        years = {form.id: {form.first_year, min(form.last_year, 2025)} for form in forms}
        return [f"{name} {year}" for name, each in years.items() for year in sorted(each)]
    if group == "commands":
        return [*commands(_sample(inputs, COLD))]
    if group == "mutations":
        return [f"{number}" for number in range(mutations)]
    return sorted(path.name for path in (inputs / group).iterdir())


def _sample(inputs: Path, count: int) -> list[str]:
    names = sorted(path.name for path in (inputs / "workbooks").iterdir())
    return Random(count).sample(names, min(count, len(names)))  # noqa: S311


def rounds(inputs: Path, kinds: Sequence[str], jobs: int, mutations: int) -> Iterator[Round]:
    """Yield the rounds: every group, then workbooks in another order and each in a new process."""
    for group, all_kinds in KINDS.items():
        wanted = [kind for kind in all_kinds if not kinds or kind in kinds or group in kinds]
        tasks = tasks_of(group, inputs, mutations) if wanted else []
        if tasks:
            at_once = 1 if group == "rollups" else jobs  # each has processes of its own
            yield Round(group, group, wanted, [tasks[each::at_once] for each in range(at_once)])
    reading = [kind for kind in READING if not kinds or {kind, "workbooks"} & {*kinds}]
    if reading:
        tasks = tasks_of("workbooks", inputs, 0)
        Random(jobs).shuffle(tasks)  # noqa: S311
        slices = [tasks[each::jobs] for each in range(jobs)]
        yield Round("in another order", "workbooks", reading, slices)
        cold = [[name] for name in _sample(inputs, COLD)]
        yield Round("in a process each", "workbooks", reading, cold)


def run(before: Path, asked: argparse.Namespace, keep: Path) -> Iterator[tuple[str, Compared]]:
    """Ask both checkouts and yield what came out for each round and kind."""
    inputs = keep / "inputs"
    make(inputs, before, asked.workbooks)
    roots = {each: keep / f"answers of {fingerprint(each)}" for each in (before, CHECKOUT)}
    for each in rounds(inputs, asked.kinds, asked.jobs, asked.mutations):
        other = each.name != each.group
        if not other:
            ask(before, each, inputs, roots[before], asked.jobs)
        answers = roots[CHECKOUT].with_name(f"{roots[CHECKOUT].name} {each.name}")
        ask(CHECKOUT, each, inputs, answers, asked.jobs)
        for found in compared(roots[before], answers, each.kinds):
            yield (each.name if other else "", found)


def table(found: Sequence[tuple[str, Compared]]) -> Iterator[str]:
    """Yield a line for each kind, then the first differences of those that have any."""
    yield "| kind | compared | equal | different |"
    yield "|---|--:|--:|--:|"
    for way, each in found:
        kind = f"{each.kind}, {way}" if way else each.kind
        bad = len(each.different)
        yield f"| {kind} | {each.count} | {each.count - bad} | {bad} |"
    for _, each in found:
        for name, told in [*each.different.items()][:SHOWN]:
            yield f"{each.kind}: {name}: {told}"


def main() -> int:
    """Compare, print, and return 1 if something differs."""
    asking = argparse.ArgumentParser(description=__doc__)
    groups = (*KINDS, *(kind for kinds in KINDS.values() for kind in kinds))
    asking.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(groups))
    asking.add_argument("--before", type=Path, required=True, help="the other checkout")
    asking.add_argument("--workbooks", type=int, default=FEWEST, help="at least so many")
    asking.add_argument("--mutations", type=int, default=5, help="hundreds of damaged workbooks")
    asking.add_argument("--jobs", type=int, default=2)
    asking.add_argument("--keep", type=Path, help="keep inputs and answers in this folder")
    wanted = asking.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        keep = (wanted.keep or Path(scratch)).resolve()
        found = [*run(wanted.before.resolve(), wanted, keep)]
    for line in table(found):
        sys.stdout.write(f"{line}\n")
    return min(1, sum(len(each.different) for _, each in found))


if __name__ == "__main__":
    sys.exit(main())
