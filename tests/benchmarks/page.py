"""The offline page in Chromium beside the command: size, time and memory. Linux only.

`python -m tests.benchmarks.page` builds the page and opens it in a browser of its own each round,
in turn with the command as a whole process; it prints medians as a Markdown table.
"""

import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from tests.benchmarks.whole import cost
from tests.support.browser import READY, Window
from tests.support.browser_memory import page_memory
from tests.support.command_line import disclose
from tests.support.face import chromium
from tests.support.places import EXAMPLES, TESTS

ROUNDS = 7
WORKBOOK = EXAMPLES / "qinghe-2025" / "filled.xlsx"
COMMANDS: Mapping[str, Sequence[str]] = {
    "check": ("check", str(WORKBOOK)),
    "docx": ("compile", str(WORKBOOK), "--to", "docx", "--force", "-o"),
}
"""What both sides do; a report is written into a folder that is added."""

ROWS: Mapping[str, tuple[str, str]] = {
    "the page is ready": ("ready", ""),
    "the page is ready, and the first verdict": ("first", "check"),
    "a verdict, when it has worked before": ("check", "check"),
    "a Word report, when it has worked before": ("docx", "docx"),
}
"""What is printed, what of the page it is, and the command beside it."""


def opened(file: Path) -> Mapping[str, float]:
    """Return the seconds of each step in a browser of its own, and its memory in MiB."""
    data = WORKBOOK.read_bytes()
    with chromium() as browser:
        shown = Window(browser.new_page())
        began = monotonic()
        shown.page.goto(file.as_uri())
        shown.page.evaluate(READY)
        times = {"ready": monotonic() - began, "idle": page_memory(browser)}
        assert not shown.ask("check", {"a": data}, workbook="a").error
        times["first"] = monotonic() - began
        for _ in range(2):  # the second one counts
            for name, verb in (("check", "check"), ("docx", "compile")):
                began = monotonic()
                assert not shown.ask(verb, {"a": data}, workbook="a", to=["docx"]).error
                times[name] = monotonic() - began
        return {**times, "memory": page_memory(browser)}


def commanded(folder: Path) -> Mapping[str, float]:
    """Return the seconds of each command, and the most memory of them, in MiB."""
    into = {"docx": (str(folder),)}
    costs = {
        name: cost(("-m", "disclose", *command, *into.get(name, ())))
        for name, command in COMMANDS.items()
    }
    wall = {name: each.wall for name, each in costs.items()}
    return {**wall, "memory": max(each.memory for each in costs.values())}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        file = folder / "disclose.html"
        disclose("page", "-o", file, "--runtime", TESTS / "node_modules" / "pyodide")
        size = file.stat().st_size
        rounds = [(opened(file), commanded(folder)) for _ in range(ROUNDS)]
    lines = [f"The page has {size / 1e6:.1f} MB. Medians of {ROUNDS} rounds.", ""]
    lines += ["| | page | command | ratio |", "|---|--:|--:|--:|"]
    for label, (name, beside) in ROWS.items():
        ours = statistics.median(page[name] for page, _ in rounds)
        lines.append(f"| {label} | {ours:.2f} s | {_beside(rounds, name, beside)} |")
    for label, name in (("memory, when ready", "idle"), ("memory, after all this", "memory")):
        ours = statistics.median(page[name] for page, _ in rounds)
        theirs = statistics.median(command["memory"] for _, command in rounds)
        lines.append(f"| {label} | {ours:.0f} MiB | {theirs:.0f} MiB | {ours / theirs:.1f} |")
    sys.stdout.write("\n".join(lines) + "\n")


def _beside(
    rounds: Sequence[tuple[Mapping[str, float], Mapping[str, float]]], name: str, beside: str
) -> str:
    if not beside:
        return "| "
    theirs = statistics.median(command[beside] for _, command in rounds)
    ratio = statistics.median(page[name] / command[beside] for page, command in rounds)
    return f"{theirs:.2f} s | {ratio:.1f}"


if __name__ == "__main__":
    main()
