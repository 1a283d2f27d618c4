"""Commands, each run in a process of its own: cold, as a user runs them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

HELP = (
    *("", "template", "fill", "check", "compile", "verify", "import", "audit", "rollup", "explain"),
    *("export", "editions", "page", "schema", "doctor"),
)


def commands(workbooks: Sequence[str]) -> Iterator[str]:
    """Yield commands, their arguments set apart by tabs; `workbooks` are checked in turn."""
    for name in HELP:
        yield "\t".join([*([name] if name else []), "--help"])
    for code in ("REQ01", "BOOK24", "CELL01", "DOC31", "ROLL05", "NONE99"):
        yield f"explain\t{code}"
        yield f"explain\t{code}\t--lang\ten"
    for number, name in enumerate(workbooks):
        ways = ((), ("--format", "json"), ("--lang", "en"), ("--format", "sarif"), ("--strict",))
        yield "\t".join(["check", name, *ways[number % len(ways)]])
    yield "\t".join(["check", *workbooks[:8]])


def said(arguments: Sequence[str], folder: Path) -> bytes:
    """Return what a command printed, and its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "disclose", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "LANG": "zh_CN.UTF-8"},
        timeout=120,
    )
    return b"\n".join((f"exit {done.returncode}".encode(), done.stdout, done.stderr))
