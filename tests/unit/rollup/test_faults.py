"""A run that is stopped, or finds no room: one message, exit code 2, and the next one goes on."""

import ctypes
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from disclose import api
from tests.support.executors import Here

WAITING = """
import sys, time
from disclose.cli import main, rollup

def tell(self, done, total):
    if done:
        print("begun", flush=True)
        while True:
            time.sleep(0.1)  # a signal that comes just before a sleep is heard after it

if __name__ == "__main__":
    rollup.PlainProgress.__call__ = tell
    main()
"""
"""The command, which waits after the first batch of results until it is stopped."""

DISCLOSE = (sys.executable, "-m", "disclose")
DROP_BOUND, WRITE_ANYWHERE = 24, 1
"""prctl(2), PR_CAPBSET_DROP, and capabilities(7), CAP_DAC_OVERRIDE: why root may write anywhere."""


@pytest.fixture(scope="module")
def expected(region: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return documents(region, tmp_path_factory.mktemp("out"))


def documents(region: Path, output: Path) -> Mapping[str, bytes]:
    return api.roll_up([region], output, executor=Here()).documents


def rollup(
    region: Path, output: Path, before: Callable[[], None] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*DISCLOSE, "rollup", region, "-o", output, "--jobs", "1", "--lang", "en"],
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def hearing() -> None:
    """Let a process hear Ctrl-C: what a shell starts in the background is deaf to it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_how_to_go_on(
    region: Path, expected: Mapping[str, bytes], tmp_path: Path, how: signal.Signals
) -> None:
    script, output = tmp_path / "waiting.py", tmp_path / "out"
    script.write_text(WAITING)
    command = [sys.executable, script, "rollup", region, "-o", output, "--jobs", "1"]
    with subprocess.Popen(
        [*map(str, command), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hearing,  # noqa: PLW1509 - between two calls to the system
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        os.killpg(process.pid, how)  # a terminal sends it to the workers as well
        _, told = process.communicate(timeout=120)
    assert process.returncode == 2
    assert told == "Interrupted; run the same command again to continue.\n"
    with closing(sqlite3.connect(output / "rollup.sqlite")) as database:
        [kept] = database.execute("SELECT count(*) FROM result").fetchone()
    assert kept == 16  # the first batch
    assert documents(region, output) == expected


def at_most(size: int) -> Callable[[], None]:
    """Return what lets a process write no file beyond `size`, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [4096, 60_000])
def test_a_disk_that_is_full_is_told(
    region: Path, expected: Mapping[str, bytes], tmp_path: Path, size: int
) -> None:
    output = tmp_path / "out"
    ran = rollup(region, output, at_most(size))
    assert ran.returncode == 2
    [line] = ran.stderr.splitlines()
    assert "rollup.sqlite cannot be written" in line
    assert documents(region, output) == expected


def test_a_document_stays_whole_when_the_disk_is_full(tmp_path: Path) -> None:
    page = tmp_path / "a.xlsx"
    page.write_text("of the last run")
    ran = subprocess.run(
        [*DISCLOSE, "template", "--year", "2025", "--force", "-o", page],
        preexec_fn=at_most(4096),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert page.read_text() == "of the last run"
    assert list(tmp_path.iterdir()) == [page]


def test_a_folder_that_cannot_be_written_is_told(
    region: Path, expected: Mapping[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "out"
    output.mkdir()
    output.chmod(0o555)
    ran = rollup(region, output, as_anybody)
    assert ran.returncode == 2
    [line] = ran.stderr.splitlines()
    assert "rollup.sqlite cannot be written" in line
    output.chmod(0o755)
    assert documents(region, output) == expected
    for name, data in expected.items():
        (output / name).write_bytes(data)
    output.chmod(0o555)
    again = rollup(region, output, as_anybody)
    output.chmod(0o755)
    assert again.returncode == 2
    assert len(again.stderr.splitlines()) == 1
    assert {name: (output / name).read_bytes() for name in expected} == expected


def as_anybody() -> None:
    """Take from root what others do not have: the right to write to any folder."""
    if os.getuid() == 0:
        failed = ctypes.CDLL(None, use_errno=True).prctl(DROP_BOUND, WRITE_ANYWHERE, 0, 0, 0)
        assert not failed, os.strerror(ctypes.get_errno())
