"""Both READMEs give the same commands, which work, and pictures of today's program."""

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from disclose.page.runtime import pinned_version
from tests.support.pictures import DIGESTS, PICTURES, digests, work
from tests.support.places import CHECKOUT
from tests.support.readme import Block, blocks

READMES = ("README.md", "README.zh-CN.md")
JOB = (
    "python3 -m venv .venv && .venv/bin/python -m pip install . && "
    ".venv/bin/disclose compile examples/qinghe-2025/filled.xlsx -o report"
)
TEST = (
    "python3 -m venv .venv && .venv/bin/python -m pip install -e '.[dev]' && "
    ".venv/bin/python -m pytest"
)


def _text(name: str) -> str:
    path = CHECKOUT / name
    if not path.is_file():
        pytest.fail(f"{name} is missing", pytrace=False)
    return path.read_text(encoding="utf-8")


def _disclose_commands() -> list[str]:
    """The commands that `disclose --help` lists."""
    cli = importlib.import_module("disclose.cli")
    apps = [one for one in vars(cli).values() if isinstance(one, typer.Typer)]
    app = max(apps, key=lambda one: len(one.registered_commands))
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return [name for name, command in group.commands.items() if not command.hidden]


@pytest.mark.parametrize("name", READMES)
def test_the_setup_commands_are_those_that_ci_runs(name: str) -> None:
    given = [line for one in blocks(_text(name)) if one.mark == "setup" for line in one.commands]
    assert sorted(given) == sorted([JOB, TEST])
    ci = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [command for command in given if command not in ci] == []


def test_both_readmes_give_the_same_commands() -> None:
    """The English one asks for English where it shows what a command says."""
    english, chinese = (
        [(one.mark.partition(":")[0], one.commands) for one in blocks(text)]
        for text in (_text(READMES[0]).replace(" --lang en", ""), _text(READMES[1]))
    )
    assert english == chinese


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_mentioned(name: str) -> None:
    text = _text(name)
    commands = _disclose_commands()
    assert commands
    assert [one for one in commands if not re.search(rf"disclose {one}\b", text)] == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_the_runtime_that_the_page_is_made_with(name: str) -> None:
    assert re.findall(r"pyodide@([\w.]+)", _text(name)) == [pinned_version()]


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_every_picture(name: str) -> None:
    shown = re.findall(r"\]\(examples/pictures/(.+?)\)", _text(name))
    assert sorted(shown) == sorted(each.name for each in PICTURES.glob("*.png"))
    assert max(each.stat().st_size for each in PICTURES.glob("*.png")) < 250_000


def test_the_pictures_show_what_the_program_writes_today(tmp_path: Path) -> None:
    work(tmp_path)
    drawn, now = json.loads(DIGESTS.read_text(encoding="utf-8")), digests(tmp_path)
    stale = [f"{name}.png" for name in now if drawn.get(name) != now[name]]
    assert not stale, f"{', '.join(stale)}: run python -m tests.support.pictures"


@pytest.mark.exhaustive
def test_the_commands_work(tmp_path: Path) -> None:
    """Those of the English one: the other gives the same."""
    name = READMES[0]
    todo = [one for one in blocks(_text(name)) if one.exit_code is not None]
    assert todo, f"{name} has no block marked <!-- test: run -->"
    for folder in ("examples", "templates"):
        if (CHECKOUT / folder).is_dir():
            shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    for block in todo:
        for command in block.commands:
            _run(name, block, command, tmp_path)


def _run(name: str, block: Block, command: str, cwd: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=cwd,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    told = f"{name}, block at line {block.line}: {command}\n{done.stdout}\n{done.stderr}"
    assert done.returncode == block.exit_code, told


SAMPLE = """\
<!-- test: run -->
```sh
# a comment
disclose template \\
    -o blank.xlsx
disclose editions
```

<!-- test: exit 1 -->

```sh
disclose check bad.xlsx
```

```text
not a command
```
"""


def test_blocks_are_read_with_their_marks() -> None:
    first, second = blocks(SAMPLE)
    assert (first.mark, first.exit_code, first.line) == ("run", 0, 2)
    assert [one.split() for one in first.commands] == [
        ["disclose", "template", "-o", "blank.xlsx"],
        ["disclose", "editions"],
    ]
    assert (second.exit_code, second.commands) == (1, ("disclose check bad.xlsx",))


@pytest.mark.parametrize("mark", ["", "<!-- test: perhaps -->\n", "<!-- test: skip -->\n"])
def test_a_block_without_a_valid_mark_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match="line"):
        blocks(f"{mark}```sh\ntrue\n```\n")
