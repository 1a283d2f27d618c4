"""Work on other processes: what dies, hangs or raises costs one file, and is named."""

import signal
from concurrent.futures import Future
from pickle import PicklingError
from time import sleep

import pytest

from disclose.rollup import processes
from disclose.rollup.processes import FailedTaskError, LostWorkerError, Processes
from disclose.rollup.result import LOST
from disclose.rollup.work import checked_batches
from tests.support.executors import Here
from tests.support.workers import die, done, double, examine, fail, files, hang, reasons, verdicts

LOSES = {"dies": "exit 3", "raises": "ValueError: no"}
"""Files over which a worker comes to grief, and the reason that is told."""


class Started(processes._Worker):
    """A worker that has done a task: the deadline of the next does not count how it starts."""

    def __init__(self) -> None:
        super().__init__()
        self.call(processes._Task(Future(), double, (1,), {}), processes.DEADLINE)


@pytest.fixture
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_Worker", Started)


@pytest.mark.usefixtures("_started")
def test_a_pool_outlives_a_worker_that_dies_one_that_hangs_and_one_that_raises() -> None:
    with Processes(1) as pool:
        assert pool.submit(double, 3).result() == 6
        with pytest.raises(FailedTaskError, match="ValueError: no"):
            pool.submit(fail, "no").result()
        with pytest.raises(LostWorkerError, match="exit -9"):
            pool.submit(die).result()
        assert list(pool.map(double, [1, 2])) == [2, 4]
    with Processes(1, deadline=2) as pool, pytest.raises(LostWorkerError, match="> 2 s"):
        pool.submit(hang).result()


def test_a_worker_that_cannot_be_started_fails_its_task(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(processes, "_Worker", refuse)
    with Processes(1) as pool:
        futures = [pool.submit(double, number) for number in (1, 2)]
        for future in futures:
            with pytest.raises(BlockingIOError, match="no more processes"):
                future.result(timeout=30)


def test_a_worker_never_hears_ctrl_c() -> None:
    with Processes(1) as pool:
        blocked = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    assert signal.SIGINT in blocked
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_what_cannot_be_sent_costs_its_own_task() -> None:
    with Processes(1) as pool:
        # Which of the two, and its words, depend on the version of Python.
        with pytest.raises((AttributeError, PicklingError), match="local object"):
            pool.submit(lambda: None).result()
        assert pool.submit(double, 1).result() == 2


def test_a_pool_that_is_given_up_cancels_what_waits_and_kills_what_runs() -> None:
    pool = Processes(1)
    running = pool.submit(hang)
    waiting = pool.submit(double, 1)
    while not running.running():
        sleep(0.01)
    pool.shutdown(cancel_futures=True)
    assert waiting.cancelled()
    assert isinstance(running.exception(), LostWorkerError)
    with pytest.raises(RuntimeError):
        pool.submit(double, 1)


def test_one_file_is_lost_of_a_chunk_that_was() -> None:
    names = ["a", "dies", "b", "raises", "c"]
    with Processes(2) as pool:
        found = done(checked_batches(files(*names), examine, pool, chunk=3))
    assert verdicts(found) == {each: LOST if each in LOSES else "pass" for each in names}
    assert reasons(found) == LOSES


@pytest.mark.usefixtures("_started")
def test_a_file_that_hangs_is_lost() -> None:
    with Processes(1, deadline=2) as pool:
        found = done(checked_batches(files("a", "hangs"), examine, pool))
    assert verdicts(found) == {"a": "pass", "hangs": LOST}


def test_any_executor_will_do() -> None:
    found = done(checked_batches(files("a", "raises", "b"), examine, Here()))
    assert verdicts(found) == {"a": "pass", "raises": LOST, "b": "pass"}
