"""The files of messages are read when one of their messages is shown, not before."""

import subprocess
import sys

import pytest

from tests.support.examples import GALLERY

SPY = """
import sys
from pathlib import Path
read = []
sys.addaudithook(lambda event, args: read.append(str(args[0])) if event == "open" else None)
from disclose.cli import main
sys.argv = ["disclose", *sys.argv[1:]]
try:
    main()
finally:
    files = [Path(name) for name in read]
    print(*(file.name for file in files if file.match("*templates/messages/*")), file=sys.stderr)
"""
"""Runs the command line and names the files of messages that were opened."""


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        pytest.param(("--help",), (), id="help"),
        pytest.param(("check", "{clean}"), (), id="clean-file"),
        pytest.param(("explain", "CELL01"), ("CELL.toml",), id="explain"),
    ],
)
def test_files_are_read_when_they_are_needed(
    arguments: tuple[str, ...], files: tuple[str, ...]
) -> None:
    given = [each.format(clean=GALLERY / "filled.xlsx") for each in arguments]
    done = subprocess.run(
        [sys.executable, "-c", SPY, *given], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stderr.split() == list(files)
