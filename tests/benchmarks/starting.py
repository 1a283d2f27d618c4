"""Commands as whole processes, each beside the least that any program of its kind must do.

`python -m tests.benchmarks.starting [--root CHECKOUT …]` builds the wheel of this checkout, and of
each other one, installs each in an environment of its own, runs all commands in turn and prints
medians as a Markdown table.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path

import openpyxl

from disclose import api
from disclose.cli.app import COMMANDS
from tests.benchmarks.whole import Cost, in_turn, spent
from tests.support.filings import edition
from tests.support.installed import built_wheel, environment, installed
from tests.support.places import CHECKOUT, EXAMPLES

ROUNDS = 15
WORKBOOK = str(EXAMPLES / "qinghe-2025" / "filled.xlsx")

TYPER = """\
from typing import Annotated
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
"""
NO_COMMANDS = f"{TYPER}app.command()(lambda: None)\napp()\n"
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
    "--help": "help of a typer program with as many commands and options",
    "check": "openpyxl loads the workbook twice",
    "template": "xlsxwriter writes the same cells, unformatted",
    "typer alone": "Python alone",
}
"""What is measured, and beside what."""


def of_same_size() -> str:
    """Return a typer program whose commands have as many arguments and options as ours."""
    options = ('typer.Option(help="an option")] = ""' for _ in range(3))
    callback = ", ".join(f"o{number}: Annotated[str, {each}" for number, each in enumerate(options))
    lines = [TYPER, "@app.callback()", f"def first({callback}): pass"]
    for number, (name, entry) in enumerate(COMMANDS.items()):
        module, _, function = entry.function.partition(".")
        command = getattr(import_module(f"disclose.cli.{module}"), function)
        given = ", ".join(map(_declared, signature(command).parameters.values()))
        lines += [f'@app.command("{name}", help="{name}")', f"def c{number}({given}): pass"]
    return "\n".join(lines)


def _declared(parameter: Parameter) -> str:
    if parameter.default is Parameter.empty:
        return f'{parameter.name}: Annotated[str, typer.Argument(help="an argument")]'
    return f'{parameter.name}: Annotated[str, typer.Option(help="an option")] = ""'


def ours(programs: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    """Return the commands of an installed program by name; they may write into `folder`."""
    disclose = str(programs / "disclose")
    made = str(folder / "made.xlsx")
    return {
        "--help": (disclose, "--help"),
        "check": (disclose, "check", WORKBOOK),
        "template": (disclose, "template", "-y", "2025", "-o", made, "--force"),
    }


def others(programs: Path, folder: Path) -> Mapping[str, Sequence[str]]:
    """Return what stands beside them by name, run by the same Python."""
    python = str(programs / "python")
    [site] = programs.parent.glob("lib/python*/site-packages")
    (site / "of_same_size.py").write_text(of_same_size(), encoding="utf-8")
    cells, blank = folder / "cells.json", folder / "blank.xlsx"
    blank.write_bytes(api.template(edition(), 2025, {}))
    cells.write_text(json.dumps(_cells(blank)), encoding="utf-8")
    return {
        PAIRS["--help"]: (python, "-c", "from of_same_size import app; app()", "--help"),
        PAIRS["check"]: (python, "-c", LOAD_TWICE, WORKBOOK),
        PAIRS["template"]: (python, "-c", WRITE_AGAIN, str(cells)),
        "typer alone": (python, "-c", NO_COMMANDS),
        PAIRS["typer alone"]: (python, "-c", ""),
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


def measured(command: Sequence[str]) -> Cost:
    return spent(command, environment())


def table(rounds: Sequence[Mapping[str, Cost]], roots: Sequence[Path]) -> list[str]:
    """Return the lines of a table: each command, what stands beside it, and other checkouts."""

    def cpu(name: str) -> str:
        return f"{statistics.median(each[name].cpu for each in rounds) * 1000:.0f}"

    def ratio(name: str, other: str) -> str:
        return f"{statistics.median(each[name].cpu / each[other].cpu for each in rounds):.2f}"

    heads = "".join(f" {root.name} | × {root.name} |" for root in roots)
    lines = [f"| command | beside | CPU ms | beside | ratio |{heads}"]
    lines.append(f"|---|---|--:|--:|--:|{'--:|--:|' * len(roots)}")
    for name, floor in PAIRS.items():
        earlier = [f"{name} of {root}" for root in roots]
        cells = [name, floor, cpu(name), cpu(floor), ratio(name, floor)]
        for each in earlier:
            cells += [cpu(each), ratio(name, each)] if each in rounds[0] else ["", ""]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--root", type=Path, action="append", default=[], help="another checkout")
    roots = [each.resolve() for each in asked.parse_args().root]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        commands: dict[str, Sequence[str]] = {}
        for number, root in enumerate((CHECKOUT, *roots)):
            place = folder / f"{number}"
            (place / "wheel").mkdir(parents=True)
            programs = installed(built_wheel(place / "wheel", root), place / "environment")
            of = f" of {root}" if number else ""
            commands |= {f"{name}{of}": each for name, each in ours(programs, place).items()}
            if not number:
                commands |= others(programs, place)
        rounds = in_turn(commands, ROUNDS, measured)
    sys.stdout.write("\n".join(table(rounds, roots)) + "\n")


if __name__ == "__main__":
    main()
