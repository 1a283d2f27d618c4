"""The commands as a user runs them, in this process, and what they print."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simplejson
from typer.testing import CliRunner

from disclose.cli import app


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Ran:
    """Return what came of a command, which must not break down."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def disclose(*arguments: object, code: int = 0) -> str:
    """Return the standard output of a command that must end with `code`."""
    ran = run(*arguments)
    assert ran.code == code, f"{ran.out}{ran.err}"
    return ran.out


def parsed(text: str) -> Any:
    """Return JSON with exact numbers."""
    return simplejson.loads(text, use_decimal=True)


def checked(path: Path, code: int) -> dict[str, Any]:
    """Return what `check` says of one workbook."""
    [file] = parsed(disclose("check", path, "--format", "json", code=code))["files"]
    return dict(file)


def exported(path: Path) -> dict[str, Any]:
    """Return the figures file of a workbook."""
    return dict(parsed(disclose("export", path)))
