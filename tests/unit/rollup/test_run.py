"""A whole run: the same bytes however it is done, and after whatever happened on the way."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from disclose import api
from disclose.api import RolledUp
from disclose.core.errors import UnusableDatabaseError
from disclose.core.folders import COPY, GONE
from disclose.rollup.schema import NAME
from tests.support.executors import Counting, Dead, Here
from tests.support.rolled import BODIES

KILLED = """
import os, signal, sys
from pathlib import Path
from disclose import api

def tell(done, total):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    api.roll_up([Path(sys.argv[1])], Path(sys.argv[2]), jobs=1, progress=tell)
"""


def roll_up(paths: Sequence[Path], output: Path, counting: Counting | None = None) -> RolledUp:
    return api.roll_up(paths, output, executor=counting or Here())


@pytest.fixture(scope="module")
def done(region: Path, tmp_path_factory: pytest.TempPathFactory) -> RolledUp:
    return roll_up([region], tmp_path_factory.mktemp("out"))


def test_order_and_number_of_workers_do_not_matter(
    region: Path, done: RolledUp, tmp_path: Path
) -> None:
    paths = sorted(region.iterdir(), reverse=True)
    assert api.roll_up(paths, tmp_path / "out", jobs=2).documents == done.documents
    assert (
        sum(done.outcome.sums.of().values()) == sum(range(BODIES)) if done.outcome.sums else False
    )


def test_a_run_that_was_killed_goes_on_from_the_database(
    region: Path, done: RolledUp, tmp_path: Path
) -> None:
    script, output = tmp_path / "killed.py", tmp_path / "out"
    script.write_text(KILLED)
    ran = subprocess.run([sys.executable, script, region, output], timeout=120, check=False)
    assert ran.returncode == -signal.SIGKILL
    rest = Counting()
    assert roll_up([region], output, rest).documents == done.documents
    assert 0 < rest.files < BODIES
    again = Counting()
    assert roll_up([region], output, again).documents == done.documents
    assert again.files == 0
    roll_up([region], tmp_path / "anew")
    assert rows(output) == rows(tmp_path / "anew")


def rows(output: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of all results and conclusions."""
    names = ("result", "raised", "amount", "text", "body", "file", "finding", "figure", "problem")
    with closing(sqlite3.connect(output / NAME)) as database:
        return {
            name: sorted(database.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608
            for name in names
        }


def test_only_what_changed_is_checked_again(region: Path, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("00.xlsx", "01.xlsx"):
        shutil.copy(region / name, folder)
    roll_up([folder], output)
    shutil.copy(region / "02.xlsx", folder / "01.xlsx")
    counting = Counting()
    again = roll_up([folder], output, counting)
    assert counting.files == 1
    assert again.documents == roll_up([folder], tmp_path / "anew").documents
    assert runs(output) == [(2, 2, 1), (2, 1, 1)]


def test_what_was_lost_is_tried_again(region: Path, tmp_path: Path) -> None:
    first = api.roll_up([region / "00.xlsx"], tmp_path, executor=Dead())
    assert [each.code for each in first.outcome.findings] == ["ROLL08", "ROLL10"]
    assert "ROLL08" in first.documents["出错单位清单.csv"].decode()
    assert not roll_up([region / "00.xlsx"], tmp_path).outcome.blocking


def test_a_result_is_of_the_bytes_that_were_read(region: Path, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for other, name in (("01.xlsx", "a.xlsx"), ("02.xlsx", "b.xlsx")):  # first, and beside known
        path, data = folder / name, (region / other).read_bytes()
        shutil.copy(region / "00.xlsx", path)
        path.write_bytes(path.read_bytes() + b" ")  # content that no run has seen

        def change(done: int, _: int, path: Path = path, data: bytes = data) -> None:
            if not done:
                path.write_bytes(data)

        done = api.roll_up([folder], output, executor=Here(), progress=change)
        [decision] = [each for each in done.outcome.selection.decisions if name in each.file.name]
        assert decision.file.result.sha256 == sha256(data).hexdigest()
    assert done.documents == roll_up([folder], tmp_path / "anew").documents


def test_a_file_that_goes_during_the_run_is_told(region: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    shutil.copy(region / "00.xlsx", path)

    def remove(done: int, _: int) -> None:
        if not done:
            path.unlink()

    gone = api.roll_up([path], tmp_path / "out", executor=Here(), progress=remove).outcome
    assert [each.code for each in gone.findings] == ["ROLL18", "ROLL10"]
    assert [each.cause for each in gone.passed] == [GONE]


def test_each_file_is_read_once(
    region: Path, done: RolledUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: Counter[str] = Counter()
    read = Path.open

    def counted(path: Path, *args: Any, **options: Any) -> object:
        opened.update([path.name] if path.parent == region else [])
        return read(path, *args, **options)

    monkeypatch.setattr(Path, "open", counted)
    every = dict.fromkeys((each.name for each in region.iterdir()), 1)
    for _ in range(2):  # by the workers, then to see that nothing has changed
        assert roll_up([region], tmp_path).documents == done.documents
        assert opened == every
        opened.clear()


def test_files_of_the_same_content_are_counted_once(region: Path, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(region / "00.xlsx", folder / name)
    for checked in (1, 0):
        outcome = roll_up([folder], output).outcome
        assert [each.status.value for each in outcome.selection.decisions] == ["counted", "same"]
        assert runs(output)[-1] == (2, checked, 1)


def runs(output: Path) -> list[tuple[int, int, int]]:
    """Return the number of files of each run, of those that it checked, whether it has ended."""
    with closing(sqlite3.connect(output / NAME)) as database:
        return database.execute("SELECT files, checked, ended <> '' FROM run").fetchall()


def test_a_marked_copy_is_passed_over_by_whoever_reads_it(region: Path, tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    shutil.copy(region / "错.xlsx", folder)
    copy = api.mark(folder / "错.xlsx", api.check(folder / "错.xlsx", api.library()))
    assert copy is not None
    (folder / "错（审核）.xlsx").write_bytes(copy)
    for _ in range(2):
        outcome = roll_up([folder], output).outcome
        assert [each.cause for each in outcome.passed] == [COPY]
        assert len(outcome.selection.decisions) == 1
    assert runs(output) == [(1, 1, 1), (1, 0, 1)]


def test_its_own_workbook_in_the_folder_is_no_filing(region: Path, tmp_path: Path) -> None:
    shutil.copy(region / "00.xlsx", tmp_path)
    for _ in range(2):
        done = roll_up([tmp_path], tmp_path)
        (tmp_path / "汇总.xlsx").write_bytes(done.documents["汇总.xlsx"])
        assert len(done.outcome.selection.decisions) == 1


def test_the_sum_is_a_workbook_that_holds_and_can_be_asked(
    region: Path, done: RolledUp, tmp_path: Path
) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(done.documents["汇总.xlsx"])
    checked = api.check(path, api.library())
    assert checked.filing is not None
    assert checked.filing.amount("proactive.licensing[decisions]") == sum(range(BODIES))
    assert checked.tally is not None
    assert checked.tally.fails == 0
    roll_up([region], tmp_path / "out")
    asked = api.who("proactive.licensing[decisions]", tmp_path / "out")
    assert asked is not None
    assert [each.amount for each in asked[1]] == list(range(BODIES - 1, 0, -1))
    assert asked[1][0].file.endswith("17.xlsx")
    assert api.who("none", tmp_path / "out") is None


def test_a_foreign_database_is_left_alone(region: Path, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"somebody's notes" * 99)
    with pytest.raises(UnusableDatabaseError):
        roll_up([region / "00.xlsx"], tmp_path)
    assert path.read_bytes() == b"somebody's notes" * 99
    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / NAME) as database:
        database.execute("CREATE TABLE notes (text)")
    database.close()
    with pytest.raises(UnusableDatabaseError, match="user_version 0"):
        roll_up([region / "00.xlsx"], other)
    (tmp_path / "folder" / NAME).mkdir(parents=True)
    with pytest.raises(UnusableDatabaseError):
        roll_up([region / "00.xlsx"], tmp_path / "folder")


def test_a_database_that_cannot_be_written_is_told(region: Path, tmp_path: Path) -> None:
    roll_up([region / "00.xlsx"], tmp_path)
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute("DROP TABLE figure")
    database.close()
    with pytest.raises(UnusableDatabaseError, match="figure"):
        roll_up([region / "00.xlsx"], tmp_path)
