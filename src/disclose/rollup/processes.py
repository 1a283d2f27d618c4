"""Worker processes behind the `Executor` interface: one that dies or hangs costs one task.

`concurrent.futures.ProcessPoolExecutor` breaks as a whole when a worker dies and waits for ever for
one that hangs. Here each worker has a thread that feeds it; a worker that does not answer within
the deadline is killed, its task fails with the reason, and another takes its place.
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

from disclose.core.errors import InternalError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")

DEADLINE = 60
"""Seconds for one task; a file takes hundredths of one."""

_SPAWN = get_context("spawn")
"""The one way to start processes that is the same on Windows, macOS and Linux."""


class LostWorkerError(InternalError):
    """A worker that died, or was killed because it did not answer; its text says which."""


class FailedTaskError(InternalError):
    """A task that raised an exception; its text says which."""


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    call: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Processes(Executor):
    """An executor of `jobs` processes that outlives any of them."""

    def __init__(self, jobs: int, deadline: int = DEADLINE) -> None:
        """Start no process yet: each starts with its first task."""
        self._deadline = deadline
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = self._given_up = False
        self._workers: set[SpawnProcess] = set()
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
        """End the workers: when all is done, or at once where `cancel_futures`."""
        self._closed = True
        if cancel_futures:
            self._cancel_waiting()
            with self._lock:
                self._given_up = True
                for worker in self._workers:
                    worker.kill()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _cancel_waiting(self) -> None:
        with suppress(Empty):  # a thread may take the last one at the same moment
            while True:
                task = self._tasks.get_nowait()
                if task:
                    task.future.cancel()

    def _feed(self) -> None:
        worker: _Worker | None = None
        while task := self._tasks.get():
            if not task.future.set_running_or_notify_cancel():
                continue
            if worker is None:
                worker = self._started()
            try:
                task.future.set_result(worker.ask(task, self._deadline))
            except LostWorkerError as error:
                self._forget(worker)
                worker = None
                task.future.set_exception(error)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the task's
                task.future.set_exception(error)
        if worker:
            self._forget(worker)

    def _started(self) -> "_Worker":
        worker = _Worker()
        with self._lock:
            self._workers.add(worker.process)
            if self._given_up:  # while it started: nobody else will end it
                worker.process.kill()
        return worker

    def _forget(self, worker: "_Worker") -> None:
        with self._lock:
            self._workers.discard(worker.process)
        worker.end()


class _Worker:
    """One process and the line to it."""

    def __init__(self) -> None:
        self.line, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()

    def ask(self, task: _Task, deadline: int) -> Any:
        """Return what the task comes to.

        Raises:
            LostWorkerError: the process died, or did not answer within `deadline` seconds.
            FailedTaskError: the task raised an exception.
        """
        try:
            self.line.send((task.call, task.args, task.kwargs))
            if not self.line.poll(deadline):
                raise LostWorkerError(f"> {deadline} s")
            done, value = self.line.recv()
        except (EOFError, OSError) as error:
            self.process.join()
            raise LostWorkerError(f"exit {self.process.exitcode}") from error
        if not done:
            raise FailedTaskError(value)
        return value

    def end(self) -> None:
        """Kill the process: between tasks it holds nothing."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, not even before they get to ignoring it.

    A terminal sends it to all of them, and each would tell of it.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # once it runs it leaves the mask of signals alone
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection) -> None:
    """Do tasks until the line is cut; Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            call, args, kwargs = line.recv()
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = (True, call(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent tells it
            answer = (False, f"{type(error).__name__}: {error}")
        line.send(answer)


def _end_with_parent() -> None:
    """Leave no process behind: a parent that was killed cuts no line of a busy worker."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
