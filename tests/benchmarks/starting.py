"""Commands as whole processes, each beside the least that any program of its kind must do.

`python -m tests.benchmarks.starting` runs them all in turn and prints medians as a Markdown table.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from disclose import api
from tests.benchmarks.whole import in_turn
from tests.support.filings import edition
from tests.support.places import EXAMPLES

ROUNDS = 15
WORKBOOK = str(EXAMPLES / "qinghe-2025" / "filled.xlsx")

TWO_COMMANDS = """\
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("one")(lambda: None)
app.command("two")(lambda: None)
app()
"""
LOAD_TWICE = """\
import sys, openpyxl
for values in (False, True):
    openpyxl.load_workbook(sys.argv[1], data_only=values)
"""
WRITE_AGAIN = """\
import json, sys, xlsxwriter
with open(sys.argv[1], encoding="utf-8") as file:
    sheets = json.load(file)
with xlsxwriter.Workbook(sys.argv[1] + ".xlsx") as book:
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for row, column, value in cells:
            sheet.write(row, column, value)
"""
PAIRS = {
    "--help": "help of a typer program of two empty commands",
    "check": "openpyxl loads the workbook twice",
    "template": "xlsxwriter writes the same cells, unformatted",
}
"""What is measured, and beside what."""


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """Return the commands of both sides by name."""
    cells, blank = folder / "cells.json", folder / "blank.xlsx"
    blank.write_bytes(api.template(edition(), 2025, {}))
    cells.write_text(json.dumps(_cells(blank)), encoding="utf-8")
    ours = ("-m", "disclose")
    made = str(folder / "made.xlsx")
    return {
        "--help": (*ours, "--help"),
        PAIRS["--help"]: ("-c", TWO_COMMANDS, "--help"),
        "check": (*ours, "check", WORKBOOK),
        PAIRS["check"]: ("-c", LOAD_TWICE, WORKBOOK),
        "template": (*ours, "template", "-y", "2025", "-o", made, "--force"),
        PAIRS["template"]: ("-c", WRITE_AGAIN, str(cells)),
    }


def _cells(path: Path) -> Mapping[str, Sequence[tuple[int, int, object]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in book.worksheets
    }


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        rounds = in_turn(commands(Path(folder)), ROUNDS)
    lines = ["| command | beside | CPU ms | beside | ratio |", "|---|---|--:|--:|--:|"]
    for name, floor in PAIRS.items():
        ours = statistics.median(each[name].cpu for each in rounds) * 1000
        theirs = statistics.median(each[floor].cpu for each in rounds) * 1000
        ratio = statistics.median(each[name].cpu / each[floor].cpu for each in rounds)
        lines.append(f"| {name} | {floor} | {ours:.0f} | {theirs:.0f} | {ratio:.2f} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
