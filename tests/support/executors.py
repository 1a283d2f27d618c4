"""Executors for tests: work done at once in this process, and work that never comes back."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

from disclose.rollup.processes import LostWorkerError

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


class Here(Executor):
    """Does each task when it is submitted."""

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        future: Future[Value] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as every executor
            future.set_exception(error)
        return future


class Dead(Executor):
    """Loses each task as a worker that is killed does."""

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        del fn, args, kwargs
        future: Future[Value] = Future()
        future.set_exception(LostWorkerError("exit -9"))
        return future


class Counting(Here):
    """Counts the files that were checked."""

    def __init__(self) -> None:
        self.files = 0

    def submit(
        self, fn: Callable[Arguments, Value], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Value]:
        self.files += len(getattr(fn, "files", ()))
        return super().submit(fn, *args, **kwargs)
