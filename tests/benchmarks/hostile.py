"""Every command on every hostile workbook: exit codes, worst time, worst memory, as a table.

Run by `python -m tests.benchmarks.hostile [--read] [command ...]`; what each file took goes to
standard error, the table of the commands to standard output. It takes half an hour on a machine
of its own; with `--read` half of it, without the files that reading refuses: every command begins
with the same reading.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from disclose import api
from tests.support.hostile.files import FILES, REFUSALS
from tests.support.hostile.measured import Measured, measured
from tests.support.workbooks import balanced_workbook

COMMANDS: Mapping[str, Sequence[str]] = {
    "check": ("check", "a.xlsx"),
    "check --previous": ("check", "a.xlsx", "--previous", "a.xlsx"),
    "check --mark, html": ("check", "a.xlsx", "--mark", "--format", "html", "-o", "out/a.html"),
    "check, json": ("check", "a.xlsx", "--format", "json", "-o", "out/a.json"),
    "check, sarif": ("check", "a.xlsx", "--format", "sarif", "-o", "out/a.sarif"),
    "check, junit": ("check", "a.xlsx", "--format", "junit", "-o", "out/a.xml"),
    "export": ("export", "a.xlsx", "-o", "out/a.figures.json"),
    "compile --draft, all formats": ("compile", "a.xlsx", "--draft", "-o", "out"),
    "verify": ("verify", "report.docx", "a.xlsx"),
    "import": ("import", "a.xlsx", "-o", "out/a.json"),
    "audit": ("audit", "a.xlsx"),
}
ALL = "rollup of all"
READ = "--read"
SECONDS, MEMORY = 2.0, 300
"""What the contract allows a command on one file: seconds of the processor, MiB."""

Line = tuple[str, Measured]


def kept(ran: Measured, files: int = 1) -> bool:
    """Return whether the contract was kept."""
    told = ran.code in {0, 1, 2} and "Traceback" not in ran.err
    return told and ran.busy < SECONDS * files and ran.peak <= MEMORY


def row(command: str, lines: Sequence[Line], files: int = 1) -> str:
    """Return the line of the table for a command."""
    codes = Counter(ran.code for _, ran in lines)
    slowest, largest = (
        max(lines, key=lambda line: line[1].busy),
        max(lines, key=lambda line: line[1].peak),
    )
    broken = [name for name, ran in lines if not kept(ran, files)]
    columns = (
        f"`{command}`",
        *(codes[code] for code in (0, 1, 2)),
        f"{slowest[1].busy:.2f}",
        slowest[0],
        largest[1].peak,
        largest[0],
        ", ".join(broken) or "kept",
    )
    return "| " + " | ".join(map(str, columns)) + " |\n"


def lines(command: str, report: bytes, names: Sequence[str]) -> Iterator[Line]:
    """Yield what came of a command on each file."""
    for name in names:
        make = FILES[name][0]
        with TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "a.xlsx").write_bytes(make())
            (folder / "report.docx").write_bytes(report)
            ran = measured(COMMANDS[command], folder)
        told = (command, name, ran.code, f"{ran.busy:.2f}", ran.peak, "" if kept(ran) else "BROKEN")
        sys.stderr.write("\t".join(map(str, told)) + "\n")
        sys.stderr.flush()
        yield name, ran


def together() -> Measured:
    """Return what came of a roll-up of a folder with all of them."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        for number, (make, _) in enumerate(FILES.values()):
            (folder / f"{number}.xlsx").write_bytes(make())
        return measured(("rollup", "in", "-o", "out", "--jobs", "1"), Path(place))


def report_of(data: bytes) -> bytes:
    """Return the Word report of a sound workbook."""
    with TemporaryDirectory() as place:
        path = Path(place) / "a.xlsx"
        path.write_bytes(data)
        return api.compile_report(path, api.library(), ["docx"], draft=True).documents["docx"]


def main() -> None:
    """Print the table."""
    heads = ("command", "exit 0", "1", "2", "s", "slowest file", "MiB", "largest", "contract")
    sys.stdout.write(f"| {' | '.join(heads)} |\n|---|--:|--:|--:|--:|---|--:|---|---|\n")
    report = report_of(balanced_workbook())
    given = sys.argv[1:]
    read = READ in given
    names = [name for name, (_, code) in FILES.items() if not read or code not in REFUSALS]
    for command in [each for each in given if each != READ] or (*COMMANDS, ALL):
        if command == ALL:
            ran = together()
            sys.stdout.write(row(ALL, [(f"{len(FILES)} files", ran)], len(FILES)))
            sys.stderr.write(ran.out[-2000:] + ran.err[-2000:])
        else:
            sys.stdout.write(row(command, list(lines(command, report, names))))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
