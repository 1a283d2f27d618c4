"""The commands of `disclose`: each parses its options, calls `disclose.api` and prints."""

import atexit
import gc
import sys
from collections.abc import Sequence
from typing import TextIO

from disclose.cli.app import app

__all__ = ["app", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that `arguments` name, by default those of the command line."""
    for stream in (sys.stdout, sys.stderr):
        _replace_unprintable(stream)
    # At its end Python looks through all objects for garbage, twice: a tenth of what `check` takes.
    # Nothing waits for that, as files are closed where they are opened.
    atexit.register(gc.freeze)
    app(arguments)


def _replace_unprintable(stream: TextIO) -> None:
    """Print `?` for a character that the console's encoding lacks, instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
