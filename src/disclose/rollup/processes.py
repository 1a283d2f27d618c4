"""Worker processes behind the `Executor` interface: if one dies or hangs, one task fails.

`concurrent.futures.ProcessPoolExecutor` breaks as a whole if a worker dies, and waits for ever for
a worker that hangs. A hostile workbook can cause both. Here each worker process has a thread of
the parent that sends it one task at a time. A worker that does not answer within the deadline is
killed, its task fails with the reason, and the thread starts another worker.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from disclose.core.errors import InternalError, MissingLibraryError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

DEADLINE = 60
"""Seconds for one task of up to 16 files; a file takes hundredths of a second."""

_SPAWN = get_context("spawn")
"""The one way to start processes that works on Windows, macOS and Linux alike."""


class LostWorkerError(InternalError):
    """A worker died, or was killed because it did not answer; the text says which."""


class FailedTaskError(InternalError):
    """A task raised an exception; the text says which."""


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    call: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Processes(Executor):
    """An executor of `jobs` processes that survives the death of any of them."""

    def __init__(self, jobs: int, deadline: int = DEADLINE) -> None:
        """Start the threads; each starts its process with its first task."""
        self._deadline = deadline
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = self._given_up = False
        self._running: set[SpawnProcess] = set()
        self._threads = [Thread(target=self._feed, daemon=True) for _ in range(jobs)]
        for thread in self._threads:
            thread.start()

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        """Return the future of `fn`, which must be picklable; it may fail with LostWorkerError."""
        future: Future[Value] = Future()
        if self._closed:
            raise RuntimeError("closed")
        self._tasks.put(_Task(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of `Executor`
        """End the workers: after the last task, or at once with `cancel_futures`."""
        self._closed = True
        if cancel_futures:
            self._cancel_waiting()
            # the flag and the set belong together: a worker that starts just now is either in the
            # set and killed here, or its thread sees the flag and kills it (`_start_worker`)
            with self._lock:
                self._given_up = True
                for process in self._running:
                    process.kill()
        for _ in self._threads:
            self._tasks.put(None)  # each thread ends at the first None it takes
        if wait:
            for thread in self._threads:
                thread.join()

    def _cancel_waiting(self) -> None:
        with suppress(Empty):  # a thread may take the last task at the same moment
            while True:
                task = self._tasks.get_nowait()
                if task:
                    task.future.cancel()

    def _feed(self) -> None:
        """Send tasks to one worker after the other, until there are no more: a thread's work."""
        worker: _Worker | None = None
        while task := self._tasks.get():
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                # inside the `try`: if the machine has no room for a process, the task fails; a
                # thread that ended here would leave its future waiting for ever
                worker = worker or self._start_worker()
                task.future.set_result(worker.call(task, self._deadline))
            except LostWorkerError as error:
                if worker:
                    self._end(worker)  # even one that hangs: it may answer late, to the next task
                worker = None
                task.future.set_exception(error)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the task's
                task.future.set_exception(error)
        if worker:
            self._end(worker)

    def _start_worker(self) -> "_Worker":
        worker = _Worker()
        with self._lock:
            self._running.add(worker.process)
            if self._given_up:  # `shutdown` did not see this process: nobody else ends it
                worker.process.kill()
        return worker

    def _end(self, worker: "_Worker") -> None:
        with self._lock:  # before the process is closed: a closed process cannot be killed
            self._running.discard(worker.process)
        worker.end()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        self.pipe, end_of_worker = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(end_of_worker,), daemon=True)
        with _sigint_blocked():
            self.process.start()
        # only the worker may hold its end: then the pipe breaks when the worker dies
        end_of_worker.close()

    def call(self, task: _Task, deadline: int) -> Any:
        """Return the result of the task.

        Raises:
            LostWorkerError: the process died, or did not answer within `deadline` seconds.
            FailedTaskError: the task raised an exception.
            MissingLibraryError: a library is not installed; no task is to blame.
        """
        try:
            self.pipe.send((task.call, task.args, task.kwargs))
            if not self.pipe.poll(deadline):
                raise LostWorkerError(f"> {deadline} s")
            done, value = self.pipe.recv()
        except (EOFError, OSError) as error:  # the pipe broke: the process is dead, or dies
            self.process.join()
            raise LostWorkerError(f"exit {self.process.exitcode}") from error
        if isinstance(value, MissingLibraryError):
            raise value
        if not done:
            raise FailedTaskError(value)
        return value

    def end(self) -> None:
        """Kill the process. Between tasks it has no open file and nothing to save."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


@contextmanager
def _sigint_blocked() -> Iterator[None]:
    """Start processes with SIGINT blocked, so that Ctrl-C does not print a traceback for each.

    A terminal sends it to every process of the group. `_serve` ignores it, but the interpreter of
    a worker takes a moment to get there; a child inherits the mask from its first instruction.
    """
    if sys.platform == "win32":
        yield
        return
    # the first spawn starts the resource tracker, which unblocks SIGINT when it has started
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """Do tasks until the pipe is closed: the work of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, and kills its workers
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            call, args, kwargs = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = (True, call(*args, **kwargs))
        except MissingLibraryError as error:
            answer = (False, error)
        except ModuleNotFoundError as error:
            answer = (False, MissingLibraryError(error.name))
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent reports it
            # as text: an exception of a library may not survive pickling
            answer = (False, f"{type(error).__name__}: {error}")
        pipe.send(answer)


def _end_with_parent() -> None:
    """End this process with its parent. A busy worker would not notice the broken pipe."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
