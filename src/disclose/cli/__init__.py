"""The commands of `disclose`: parse, call `api`, print, exit code."""

import sys
from typing import TextIO

from disclose.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        _lenient(stream)
    app()


def _lenient(stream: TextIO) -> None:
    """Let a console of another code page show what it can instead of breaking off."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
