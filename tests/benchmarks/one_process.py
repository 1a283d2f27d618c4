"""The parts of a roll-up, each in one process of its own, and the loops beside it.

A roll-up takes any executor: this records the tasks that its parent hands out and the answers of
its worker, so that each side can do its work again without the other, whatever passes between them.

- `record FOLDER KEPT` rolls up a folder and keeps tasks and answers in the file `KEPT`.
- `worker KEPT` does the tasks.
- `parent KEPT FOLDER` rolls up the folder with the answers.
- `profiled PART STATISTICS ARGUMENT …` does one of these and writes the statistics of a profile.
- `loop NAME FOLDER COUNT` runs a loop of `tests.benchmarks.loops` on the first workbooks.
"""

import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from cProfile import Profile
from pathlib import Path
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


class Recorder(Executor):
    """Does each task at once, and keeps it with its answer, pickled as a pipe would."""

    def __init__(self) -> None:
        self.tasks: list[bytes] = []
        self.answers: list[bytes] = []

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        self.tasks.append(pickle.dumps((fn, args, kwargs)))
        future: Future[Value] = Future()
        future.set_result(fn(*args, **kwargs))
        self.answers.append(pickle.dumps(future.result()))
        return future


class Replayer(Executor):
    """Gives the answers of a recorder, in the same order."""

    def __init__(self, answers: Iterable[bytes]) -> None:
        self._answers = iter(answers)

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        pickle.dumps((fn, args, kwargs))
        future: Future[Value] = Future()
        future.set_result(pickle.loads(next(self._answers)))  # noqa: S301 - our own
        return future


def record(folder: str, kept: str) -> None:
    recorder = Recorder()
    _roll_up(folder, recorder)
    Path(kept).write_bytes(pickle.dumps((recorder.tasks, recorder.answers)))


def worker(kept: str) -> None:
    for task in _kept(kept)[0]:
        call, args, kwargs = pickle.loads(task)  # noqa: S301 - our own
        pickle.dumps(call(*args, **kwargs))


def parent(kept: str, folder: str) -> None:
    _roll_up(folder, Replayer(_kept(kept)[1]))


def profiled(part: str, statistics: str, *arguments: str) -> None:
    profile = Profile()
    profile.runcall(PARTS[part], *arguments)
    profile.dump_stats(statistics)


def loop(name: str, folder: str, count: str) -> None:
    from tests.benchmarks.loops import LOOPS  # noqa: PLC0415 - a loop needs none of the program

    for path in sorted(Path(folder).glob("*.xlsx"))[: int(count)]:
        pickle.dumps(LOOPS[name](path))


def _roll_up(folder: str, executor: Executor) -> None:
    from disclose import api  # noqa: PLC0415 - the loops must not pay for it

    with tempfile.TemporaryDirectory() as output:
        api.roll_up([Path(folder)], Path(output), executor=executor)


def _kept(path: str) -> tuple[list[bytes], list[bytes]]:
    tasks, answers = pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own
    return tasks, answers


PARTS: Mapping[str, Callable[..., None]] = {
    each.__name__: each for each in (record, worker, parent, profiled, loop)
}

if __name__ == "__main__":
    PARTS[sys.argv[1]](*sys.argv[2:])
