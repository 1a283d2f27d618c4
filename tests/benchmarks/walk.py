"""How far a command walks through the package: functions entered, files touched, CPU. POSIX only.

The functions are those that `entered` notes; the CPU is that of whole processes, in multiples of
an interpreter that does nothing.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.whole import in_turn
from tests.support.places import EXAMPLES

ROUNDS = 9
EXAMPLE = EXAMPLES / "qinghe-2025"
WRONG_TOTALS = {"requests.total[natural]": 999, "requests.received[total]": 998}
"""Totals of the example that contradict its other figures, each by an equation of its own."""

START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from disclose.cli import main; main()"


def walk(package: Path) -> Mapping[str, str]:
    """Return the rows of the table about the program in the folder `package`."""
    with TemporaryDirectory() as folder:
        return {**hops(package, Path(folder)), **cpu(package)}


def hops(package: Path, folder: Path) -> Mapping[str, str]:
    """Return how many functions and files of `package` each command enters."""
    wrong = folder / "wrong.xlsx"
    _wrong_totals(package, folder / "wrong.json", wrong)
    clean = str(EXAMPLE / "filled.xlsx")
    commands = {
        "check, no errors": (0, ["check", clean]),
        "check, two wrong totals": (1, ["check", str(wrong)]),
        "compile --to md": (0, ["compile", clean, "-o", str(folder), "--to", "md"]),
        "compile, four formats": (0, ["compile", clean, "-o", str(folder)]),
    }
    rows = {}
    for name, (code, arguments) in commands.items():
        functions = entered(package, arguments, folder, code)
        files = {file for file, _, _ in functions}
        rows[f"{name}: functions entered / files"] = f"{len(functions)} / {len(files)}"
    return rows


def entered(
    package: Path, arguments: Sequence[str], folder: Path, code: int = 0
) -> Sequence[tuple[str, int, str]]:
    """Return file, line and name of each function of `package` that a command enters.

    Raises:
        RuntimeError: the command does not exit with `code`.
    """
    script, result = Path(__file__).with_name("entered.py"), folder / "entered.json"
    command = [sys.executable, str(script), str(package), str(result), *arguments]
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
        text=True,
        check=False,
    )
    if done.returncode != code:
        raise RuntimeError(f"{arguments[0]} exits with {done.returncode}: {done.stderr}")
    return [tuple(each) for each in json.loads(result.read_text(encoding="utf-8"))]


def _wrong_totals(package: Path, figures: Path, workbook: Path) -> None:
    """Write the example's workbook with two totals typed wrong."""
    content = json.loads((EXAMPLE / "figures.json").read_text(encoding="utf-8"))
    content["figures"] |= WRONG_TOTALS
    figures.write_text(json.dumps(content), encoding="utf-8")
    entered(package, ["fill", str(figures), "-o", str(workbook)], figures.parent)


def cpu(package: Path) -> Mapping[str, str]:
    """Return the CPU time of two commands in multiples of a bare start of the interpreter."""
    started = ["-c", START, str(package.parent)]
    bare = "a bare interpreter"
    commands = {
        bare: ["-c", "pass"],
        "--help": [*started, "--help"],
        "check": [*started, "check", str(EXAMPLE / "filled.xlsx")],
    }
    rounds = in_turn(commands, ROUNDS)
    milliseconds = statistics.median(costs[bare].cpu for costs in rounds) * 1000
    rows = {f"CPU of {bare}, ms": f"{milliseconds:.0f}"}
    for name in ("--help", "check"):
        ratio = statistics.median(costs[name].cpu / costs[bare].cpu for costs in rounds)
        rows[f"CPU of {name}, bare interpreters"] = f"{ratio:.1f}"
    return rows
