"""Commands as a user types them at the root, in either language, and everything they print.

Only what a command names is copied to where it runs: nothing is written anywhere else, and the
paths that it prints are the same on every machine.
"""

import contextlib
import shlex
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from typer.testing import CliRunner

from disclose.api import executors
from disclose.checks import run as checks
from disclose.checks.rules import JudgedFiling
from disclose.cli import app
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
        result = CliRunner(env={"DISCLOSE_LANG": language}).invoke(app, shlex.split(command))
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
    check = checks.check

    def breaking(
        judged: JudgedFiling, given: tuple[checks.Check, ...] = checks.CHECKS
    ) -> tuple[Finding, ...]:
        return check(judged, (_breaks_down, *given))

    with (
        patch.object(checks, "check", breaking if broken else check),
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
