"""Time and memory of the command on every hostile workbook, as a table.

Run by `python -m tests.benchmarks.hostile`; `--all` adds the other commands that read workbooks.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.files import FILES
from tests.hostile.measured import Measured, measured

CHECK: Mapping[str, Sequence[str]] = {"check": ("check", "a.xlsx")}
OTHERS: Mapping[str, Sequence[str]] = {
    "mark": ("check", "a.xlsx", "--mark", "--format", "html", "-o", "out/a.html"),
    "json": ("check", "a.xlsx", "--format", "json", "-o", "out/a.json"),
    "sarif": ("check", "a.xlsx", "--format", "sarif", "-o", "out/a.sarif"),
    "junit": ("check", "a.xlsx", "--format", "junit", "-o", "out/a.xml"),
    "export": ("export", "a.xlsx", "-o", "out/a.figures.json"),
    "compile": ("compile", "a.xlsx", "--draft", "-o", "out"),
    "import": ("import", "a.xlsx", "-o", "out/a.json"),
    "audit": ("audit", "a.xlsx"),
    "previous": ("check", "a.xlsx", "--previous", "a.xlsx"),
}
SECONDS, MEMORY = 2.0, 300
"""What the contract allows a command on one file: seconds of the processor, MiB."""


def line(name: str, command: str, size: int, ran: Measured) -> str:
    """Return one line of the table."""
    kept = ran.busy < SECONDS and ran.peak < MEMORY and ran.code in {0, 1, 2}
    kept = kept and "Traceback" not in ran.err
    columns = (name, command, f"{size / 1e6:.2f}", ran.code, f"{ran.busy:.2f}", ran.peak)
    return "| " + " | ".join(map(str, columns)) + f" | {'' if kept else 'broken'} |"


def main() -> None:
    """Print the table."""
    commands = {**CHECK, **OTHERS} if "--all" in sys.argv[1:] else CHECK
    sys.stdout.write("| file | command | MB | exit | s | MiB | contract |\n")
    sys.stdout.write("|---|---|--:|--:|--:|--:|---|\n")
    for name, (make, _) in FILES.items():
        data = make()
        for command, arguments in commands.items():
            with TemporaryDirectory() as place:
                folder = Path(place)
                (folder / "a.xlsx").write_bytes(data)
                ran = measured(arguments, folder)
            sys.stdout.write(line(name, command, len(data), ran) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
