"""Work on a real Dask cluster of other processes: the same bytes, whatever happens to workers."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from disclose import api
from disclose.core.errors import EngineError, Trouble
from disclose.core.folders import GONE
from disclose.core.resources import templates
from disclose.rollup import cluster as clusters
from disclose.rollup.cluster import Cluster
from disclose.rollup.result import LOST
from disclose.rollup.work import checked_batches
from tests.support.command_line import run
from tests.support.places import CHECKOUT
from tests.support.rolled import write_filed, write_region
from tests.support.workers import done, double, examine, files, reasons, verdicts

pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of workbooks."""
    folder = tmp_path_factory.mktemp("region")
    write_region(folder)
    return folder


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Yield the address of a scheduler with two workers and of one with none."""
    folder = str(tmp_path_factory.mktemp("workers"))
    command = [sys.executable, "-m", "tests.support.dask_cluster", folder]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    quiet = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "critical"}
    with subprocess.Popen(command, cwd=CHECKOUT, env=quiet, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        busy, empty = process.stdout.readline().split()
        yield busy, empty
        process.stdin.close()


def test_a_cluster_gives_the_same_bytes_from_files_that_it_cannot_see(
    region: Path, addresses: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(region, tmp_path / "in")
    last = {"name": "第3局", "code": "C03", "year": 2024}
    write_filed(tmp_path / "last", {"a.xlsx": last})
    own = shutil.copytree(str(templates() / "editions" / "cn-2021"), tmp_path / "forms" / "cn-2021")
    rules = (own / "rules.toml").read_text(encoding="utf-8")
    (own / "rules.toml").write_text(rules.replace('"REQ01"', '"OWN01"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # names relative to here mean nothing to the workers
    common = ("rollup", "in", "--editions", "forms", "--previous", "last", "-o")
    here = run(*common, "here", "--jobs", 1)
    there = run(*common, "there", "--dask", addresses[0])
    assert (here.code, here.out) == (there.code, there.out)
    assert "OWN01" in there.out
    names = sorted(each.name for each in Path("here").iterdir())
    assert "汇总.xlsx" in names
    for name in names:
        if not name.endswith(".sqlite"):  # which tell when it was done
            assert Path("here", name).read_bytes() == Path("there", name).read_bytes()


def test_a_file_that_kills_costs_itself_and_a_worker_that_is_killed_nothing(
    addresses: tuple[str, str], tmp_path: Path
) -> None:
    names = ["a", "dies", "b", "raises", f"{tmp_path}/kills its worker once", "c"]
    with Cluster(addresses[0]) as cluster:
        found = done(checked_batches(files(*names), examine, cluster, 2))
        assert cluster.submit(double, 4).result() == 8
    assert (tmp_path / "kills its worker once").exists()
    lost = {"dies": "exit 3", "raises": "ValueError: no"}
    assert verdicts(found) == {each: LOST if each in lost else "pass" for each in names}
    assert reasons(found) == lost


def test_a_file_that_is_gone_is_told_as_on_one_machine(
    region: Path, addresses: tuple[str, str], tmp_path: Path
) -> None:
    def rolled(name: str, **engine: str | int) -> list[tuple[str, object]]:
        path = tmp_path / "a.xlsx"
        shutil.copy(region / "00.xlsx", path)

        def remove(done: int, _: int) -> None:
            if not done:
                path.unlink()

        rolled = api.roll_up([path], tmp_path / name, progress=remove, **engine)  # type: ignore[arg-type]
        return [(each.code, each.args.get("reason")) for each in rolled.outcome.findings]

    told = rolled("here", jobs=1)
    assert told == [("ROLL18", GONE.words), ("ROLL10", None)]
    assert rolled("there", dask=addresses[0]) == told


def refused(folder: Path, address: str) -> str:
    ran = run("rollup", folder, "-o", folder / "out", "--dask", address)
    assert ran.code == 2
    [line] = ran.err.splitlines()
    return line


@pytest.fixture
def one(region: Path, tmp_path: Path) -> Path:
    shutil.copy(region / "00.xlsx", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("package", "told"), [("disclose-cn", api.doctor().version), ("none", "—")]
)
def test_workers_with_another_version_or_none_do_nothing(
    one: Path,
    addresses: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    package: str,
    told: str,
) -> None:
    monkeypatch.setattr(clusters, "PACKAGE", package)
    monkeypatch.setattr(clusters, "installed_version", lambda: "9.9")
    line = refused(one, addresses[0])
    assert "disclose-cn" in line
    assert line.count(f" {told}") == 3  # two workers and the scheduler


def test_a_cluster_without_workers(
    one: Path, addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "CONNECT", 1)
    assert "dask worker" in refused(one, addresses[1])


def test_nobody_answers_or_nobody_of_the_kind(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECT", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert address in refused(one, address)
    assert address in refused(one, address)
    assert "disc://x" in refused(one, "disc://x")


def test_without_the_extra(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'disclose-cn[dask]'" in refused(one, "tcp://127.0.0.1:1")
    assert run("rollup", one, "-o", one, "--dask", "tcp://127.0.0.1:1", "--jobs", 2).code == 2


def test_work_that_no_worker_is_left_for_is_given_up(
    addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_require_workers", lambda _: None)
    monkeypatch.setattr(clusters, "_BEAT", 0.2)
    monkeypatch.setattr(clusters, "PATIENCE", 0.4)
    with Cluster(addresses[1]) as cluster, pytest.raises(EngineError) as raised:
        list(checked_batches(files("a"), examine, cluster))
    assert raised.value.trouble is Trouble.GONE


class Foreign(Executor):
    """Its machines have another version of the program."""

    def submit(self, *_: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        future.set_exception(EngineError(Trouble.FOREIGN, "9.9"))
        return future


def test_what_is_wrong_with_every_machine_is_no_fault_of_a_file(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineError):
        list(checked_batches(files("a"), examine, Foreign()))
    monkeypatch.setattr(
        api, "roll_up", lambda *_, **__: list(checked_batches(files("a"), examine, Foreign()))
    )
    assert "9.9" in refused(one, "tcp://127.0.0.1:1")


def test_a_kit_holds_the_folders_and_files_that_tasks_read(
    addresses: tuple[str, str], tmp_path: Path
) -> None:
    folder, file = tmp_path / "editions", tmp_path / "a.sqlite"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "b.txt").write_bytes(b"there")
    file.write_bytes(bytes(12_000_000))  # Dask would warn of so much
    with Cluster(addresses[0], [folder, file]) as cluster:
        inside = cluster.place(folder) / "a" / "b.txt"
        assert cluster.submit(Path.read_bytes, inside).result() == b"there"
        assert not inside.is_absolute()
        place = cluster.place(file)
        assert place.name == "a.sqlite"
        assert cluster.submit(Path.read_bytes, place).result() == bytes(12_000_000)
        with pytest.raises(Exception, match="none"):
            cluster.submit(Path.read_bytes, Path("none")).result()
