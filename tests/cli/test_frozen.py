"""The program without Python does what the command does: built as the READMEs say, used elsewhere.

PyInstaller builds for the system on which it runs: on Linux this shows that nothing is left out.
"""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.places import CHECKOUT
from tests.support.programs import leave_out

EXAMPLES = CHECKOUT / "examples"
READMES = ("README.md", "README.zh-CN.md")
VARIABLE = "DISCLOSE_REQUIRE_PYINSTALLER"

pytestmark = pytest.mark.exhaustive


def _build_options() -> list[str]:
    """Return what both READMEs give to PyInstaller on Windows."""
    texts = [(CHECKOUT / name).read_text(encoding="utf-8") for name in READMES]
    [options, same] = [
        re.findall(r"^\S+ -m PyInstaller (.+)$", text, re.MULTILINE) for text in texts
    ]
    assert options == same
    return " ".join(options).split()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own."""
    if find_spec("PyInstaller") is None:
        leave_out("PyInstaller is not installed", variable=VARIABLE)
    out = tmp_path_factory.mktemp("frozen")
    places = ["--distpath", str(out), "--workpath", str(out / "work")]
    command = [sys.executable, "-m", "PyInstaller", *_build_options(), *places]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / "disclose" / "disclose"


def _run(program: Path, *arguments: str, cwd: Path, code: int = 0) -> str:
    """Run the program with an empty environment; it must exit with `code`."""
    return _exited([str(program), *arguments], cwd, {}, code)


def _ordinary(*arguments: str, cwd: Path, code: int = 0) -> str:
    """Run the command of this Python."""
    source = {"PYTHONPATH": str(CHECKOUT / "src"), "PYTHONUTF8": "1"}
    return _exited([sys.executable, "-m", "disclose", *arguments], cwd, source, code)


def _exited(command: list[str], cwd: Path, env: dict[str, str], code: int) -> str:
    cwd.mkdir(exist_ok=True)
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert "Traceback" not in said
    return said.replace("python -m disclose", "disclose")


def _files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["--version"], 0, id="version"),
        pytest.param(["--lang", "zh", "--help"], 0, id="help-zh"),
        pytest.param(["rollup", "--lang", "en", "--help"], 0, id="help-en"),
        pytest.param(["explain", "REQ01"], 0, id="explain"),
        pytest.param(["check", "nosuch.xlsx"], 2, id="no file"),
        pytest.param(["page"], 2, id="page"),
        pytest.param(["check", str(EXAMPLES / "text-and-table" / "filled.xlsx")], 1, id="errors"),
    ],
)
def test_the_program_says_what_the_command_says(
    program: Path, arguments: list[str], code: int, tmp_path: Path
) -> None:
    told = _run(program, *arguments, cwd=tmp_path, code=code)
    assert told == _ordinary(*arguments, cwd=tmp_path, code=code)
    assert told


def test_doctor_finds_every_library_and_the_page(program: Path, tmp_path: Path) -> None:
    """The page that this program would make has the same fingerprint."""
    told = _run(program, "doctor", cwd=tmp_path)
    ours, theirs = (
        re.findall("指纹：.+", said) for said in (told, _ordinary("doctor", cwd=tmp_path))
    )
    assert ours == theirs
    assert len(ours) == 1
    assert told.endswith("所需的都已装好。\n")


def test_reports_and_marked_copies_have_the_same_bytes(program: Path, tmp_path: Path) -> None:
    filled = EXAMPLES / "qinghe-2025" / "filled.xlsx"
    broken = EXAMPLES / "text-and-table" / "filled.xlsx"
    for options, code in (
        (["compile", str(filled), "--to", "docx,html,md,pdf", "-o", "."], 0),
        (["check", str(broken), "--mark", "-o", "marked.xlsx"], 1),
        (["template", "-y", "2025", "-o", "blank.xlsx"], 0),
    ):
        _run(program, *options, cwd=tmp_path / "a", code=code)
        _ordinary(*options, cwd=tmp_path / "b", code=code)
    made = _files(tmp_path / "a")
    assert len(made) == 6
    assert made == _files(tmp_path / "b")


def test_a_roll_up_works_in_processes(program: Path, tmp_path: Path) -> None:
    """A worker takes 16 files at a time: 20 are work for two."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number, file in enumerate(sorted(EXAMPLES.glob("broken/*/filled.xlsx"))[:20]):
        (folder / f"{number}.xlsx").write_bytes(file.read_bytes())
    options = ["rollup", str(folder), "--jobs", "2", "-o"]
    assert _run(program, *options, "a", cwd=tmp_path, code=1).replace(" a", " b") == _ordinary(
        *options, "b", cwd=tmp_path, code=1
    )
    made, expected = _files(tmp_path / "a"), _files(tmp_path / "b")
    database = "rollup.sqlite"  # says when it was made
    assert made.pop(database)[:16] == expected.pop(database)[:16]
    assert made == expected
