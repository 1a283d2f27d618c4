"""Commands as a user types them at the root, in either language, and everything they print.

The language of the program is settled when its modules are loaded, so each language has its own
copy of them. Only what a command names is copied to where it runs: nothing is written anywhere
else, and the paths that it prints are the same on every machine.
"""

import contextlib
import importlib
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from unittest.mock import patch

from typer import Typer
from typer.testing import CliRunner

import disclose
from disclose.api import executors
from disclose.checks import run as checks
from disclose.core.finding import Finding
from disclose.core.language import Language, Wording
from disclose.form.edition.model import Edition
from disclose.form.filing import Filing
from tests.support.cases import spoken
from tests.support.examples import GALLERY
from tests.support.executors import Dead, Here
from tests.support.exhibits import Exhibit, because, named
from tests.support.places import CHECKOUT

EXIT = Wording("〔退出码 {code}〕", "[exit code {code}]")


@cache
def program(language: Language) -> Typer:
    """Return the program as it is loaded for `language`."""
    kept = _taken_out()
    try:
        with patch.dict(os.environ, {"DISCLOSE_LANG": language}), patch("sys.argv", ["disclose"]):
            app = importlib.import_module("disclose.cli").app
            commands = importlib.import_module("disclose.cli.commands")
            for each in commands.COMMANDS:
                commands.loaded(each.name)
    finally:
        _taken_out()
        sys.modules.update(kept)
        if "disclose.cli" in kept:
            vars(disclose)["cli"] = kept["disclose.cli"]
    assert isinstance(app, Typer)
    return app


def _taken_out() -> Mapping[str, ModuleType]:
    names = [each for each in sys.modules if each.split(".")[:2] == ["disclose", "cli"]]
    return {name: sys.modules.pop(name) for name in names}


def transcript(shown: Exhibit, language: Language) -> str:
    """Return what a terminal shows of the commands of `shown`; all but the last must succeed."""
    with TemporaryDirectory() as folder, contextlib.chdir(folder), _provoked(shown.broken_check):
        for path in (path for command in shown.commands for path in named(command)):
            _put(Path(path))
        lines = [*_because(shown, language), *_terminal(shown.commands, language)]
    return "".join(f"{line}\n" for line in lines)


def _put(path: Path) -> None:
    copy = shutil.copytree if (CHECKOUT / path).is_dir() else shutil.copyfile
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        copy(CHECKOUT / path, path)


def _because(shown: Exhibit, language: Language) -> Iterator[str]:
    if shown.because:
        yield f"# {shown.because.in_(language)}"


def _terminal(commands: Sequence[str], language: Language) -> Iterator[str]:
    code = 0
    for command in commands:
        assert code == 0, commands
        result = CliRunner().invoke(program(language), shlex.split(command))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        code = result.exit_code
        yield f"$ disclose {command}"
        yield from result.output.splitlines()
    yield EXIT.in_(language).format(code=code)


@contextlib.contextmanager
def _provoked(broken: bool) -> Iterator[None]:
    """Roll-ups do their work in this process; a broken check breaks down, or is lost in them."""
    executor = Dead() if broken else Here()
    breaking = partial(checks.check, checks=(_breaks_down, *checks.CHECKS))
    with (
        patch.object(checks, "check", breaking if broken else checks.check),
        patch.object(
            executors, "running", lambda _, work, __: contextlib.nullcontext((executor, work))
        ),
    ):
        yield


def _breaks_down(edition: Edition, filing: Filing) -> Iterator[Finding]:
    raise ZeroDivisionError(edition.id, filing.year)


def committed(code: str) -> Exhibit:
    """Return the exhibit of `code` with the commands that stand in its folder."""
    told = (GALLERY / code / "command.txt").read_text(encoding="utf-8")
    commands = tuple(line.removeprefix("disclose ") for line in told.splitlines())
    broken = spoken(code).is_provoked
    return Exhibit(commands=commands, because=because(code), broken_check=broken)
