"""The commands of `disclose`: parse, call `api`, print, exit code."""

import sys
from typing import TextIO

from disclose.cli.app import app

# The order in which `--help` lists them: a year's work, then the rest.
# isort: off
from disclose.cli import workbooks, check, compile, rollup, verify, documents, audit  # noqa: A004
from disclose.cli import forms, templates, doctor
# isort: on

__all__ = [
    "app",
    "audit",
    "check",
    "compile",
    "doctor",
    "documents",
    "forms",
    "main",
    "rollup",
    "templates",
    "verify",
    "workbooks",
]


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
