"""What a report costs: every format alone and all together, beside importing their libraries.

`python -m tests.benchmarks.compiling` runs each as a whole process, in turn, and prints medians as
a Markdown table; ratios hold when the speed of the machine drifts. POSIX only: the operating
system accounts for each process.
"""

import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence

from tests.benchmarks.whole import in_turn
from tests.support.places import EXAMPLES

ROUNDS = 7
WORKBOOK = EXAMPLES / "qinghe-2025" / "filled.xlsx"
FORMATS = ("md", "html", "docx", "pdf", "docx,html,pdf,md")
LIBRARIES = "import typer, jinja2, lxml.etree, typst, simplejson"


def commands(folder: str) -> Mapping[str, Sequence[str]]:
    """Return what is measured, by its name."""
    check = ("-m", "disclose", "check", str(WORKBOOK))
    compiles = {
        f"compile --to {to}": (
            *("-m", "disclose", "compile", str(WORKBOOK)),
            *("--to", to, "-o", folder),
        )
        for to in FORMATS
    }
    return {"import the libraries": ("-c", LIBRARIES), "check": check, **compiles}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        todo = commands(folder)
        rounds = in_turn(todo, ROUNDS)
    together = f"compile --to {FORMATS[-1]}"
    lines = ["| | CPU ms | memory MiB | CPU against all together |", "|---|--:|--:|--:|"]
    for name in todo:
        cpu = statistics.median(each[name].cpu for each in rounds)
        memory = statistics.median(each[name].memory for each in rounds)
        ratio = statistics.median(each[name].cpu / each[together].cpu for each in rounds)
        lines.append(f"| {name} | {cpu * 1000:.0f} | {memory:.0f} | {ratio:.2f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
