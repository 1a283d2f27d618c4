"""What the second reader costs: `check` with and without it, `compile` with and without it.

`python -m tests.benchmarks.second_reader` runs each as a whole process, in turn, and prints medians
as a Markdown table; ratios hold when the speed of the machine drifts. `compile` has no option that
leaves the second reader out: for the comparison a module takes its place that reads nothing.
"""

import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence

from tests.benchmarks.whole import in_turn
from tests.support.places import EXAMPLES

ROUNDS = 15
WORKBOOK = str(EXAMPLES / "qinghe-2025" / "filled.xlsx")
WITHOUT = """\
import sys, types
module = types.ModuleType("disclose.excel.read.second_reader")
module.read_again = lambda *given: ()
sys.modules[module.__name__] = module
from disclose.cli import main
main()
"""
PAIRS = {
    "check --second-reader": "check",
    "compile --to docx": "compile --to docx, read once",
    "compile": "compile, read once",
}
"""What is measured, and beside what."""


def commands(folder: str) -> Mapping[str, Sequence[str]]:
    """Return the commands of both sides by name."""
    check = ("check", WORKBOOK)
    compile_ = ("compile", WORKBOOK, "-o", folder)
    word = (*compile_, "--to", "docx")
    ours = ("-m", "disclose")
    return {
        "check --second-reader": (*ours, *check, "--second-reader"),
        "check": (*ours, *check),
        "compile --to docx": (*ours, *word),
        "compile --to docx, read once": ("-c", WITHOUT, *word),
        "compile": (*ours, *compile_),
        "compile, read once": ("-c", WITHOUT, *compile_),
    }


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = in_turn(commands(folder), ROUNDS)
    lines = ["| command | beside | CPU ms | beside | ratio |", "|---|---|--:|--:|--:|"]
    for name, other in PAIRS.items():
        ours = statistics.median(each[name].cpu for each in rounds) * 1000
        theirs = statistics.median(each[other].cpu for each in rounds) * 1000
        ratio = statistics.median(each[name].cpu / each[other].cpu for each in rounds)
        lines.append(f"| {name} | {other} | {ours:.0f} | {theirs:.0f} | {ratio:.2f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
