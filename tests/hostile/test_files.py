"""Generated hostile workbooks: the right exit code, one clear line, nothing else touched."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.command_line import run
from tests.support.hostile.files import FILES, HEAVIEST, MARKED, REFUSALS
from tests.support.hostile.measured import measured

MEMORY = 300
"""MiB of memory: the contract."""

MARKING = ("--mark", "--format", "html", "-o", "a.html")

READ = [name for name, (_, code) in FILES.items() if code not in REFUSALS]


def _made(name: str, folder: Path) -> Path:
    path = folder / "a.xlsx"
    path.write_bytes(FILES[name][0]())
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_in_one_clear_finding(name: str, tmp_path: Path) -> None:
    path, code = _made(name, tmp_path), FILES[name][1]
    before = path.read_bytes()
    ran = run("check", path)
    assert code in ran.out
    assert (ran.code == 2) == (code in REFUSALS)
    if ran.code == 2:
        assert ran.out.count(" BOOK") == 2  # the finding, and where it is explained
    assert not ran.err
    assert "\x1b" not in ran.out
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


READ_ONCE = {
    *("no content types", "sheet state unknown"),
    *("more comments than go", "depth in the comments"),
}
"""Sound to our reader; openpyxl refuses them, or would need too long: they are not published."""


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_can_be_marked_and_exported(name: str, tmp_path: Path) -> None:
    path, page = _made(name, tmp_path), tmp_path / "a.html"
    ran = run("check", path, "--mark", "--format", "html", "-o", page)
    assert ran.code in {0, 1, 2}
    assert {each.name for each in tmp_path.iterdir()} <= {"a.xlsx", "a.html", "a（审核）.xlsx"}
    assert run("export", path, "--to", "csv").code in {0, 2}


READ_ONCE = {
    *("no content types", "sheet state unknown"),
    *("more comments than go", "depth in the comments"),
}
"""Sound to our reader; openpyxl refuses them, or would need too long: they are not published."""


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_can_be_read_twice(name: str, tmp_path: Path) -> None:
    path = _made(name, tmp_path)
    once, twice = run("check", path), run("check", path, "--second-reader")
    blocked = "BOOK51" in twice.out
    assert twice.code == (1 if blocked else once.code)
    assert (blocked and not once.code) == (name in READ_ONCE)
    assert "BOOK50" not in twice.out
    assert not twice.err


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("name", "options"),
    [
        *((name, ("--second-reader",)) for name in HEAVIEST),
        *((name, MARKING) for name in MARKED),
    ],
)
def test_the_heaviest_need_little_memory(name: str, options: Sequence[str], tmp_path: Path) -> None:
    _made(name, tmp_path)
    ran = measured(["check", "a.xlsx", *options], tmp_path)
    assert "Traceback" not in ran.err
    assert (ran.code == 2) == (FILES[name][1] in REFUSALS)
    assert ran.code in {0, 1, 2}
    assert ran.peak <= MEMORY
