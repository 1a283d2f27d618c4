"""Long work that is interrupted: one message, exit code 2, and the next run goes on from there."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import current_thread, main_thread
from typing import NoReturn, ParamSpec

from disclose.cli.language import say
from disclose.cli.output import fail

Arguments = ParamSpec("Arguments")


def resumable(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Return `command` with Ctrl-C and a request to end (SIGTERM) told instead of raised."""

    @wraps(command)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            with _ended_as_by_ctrl_c():
                command(*args, **kwargs)
        except KeyboardInterrupt:
            fail(
                say(
                    "已中断；再运行一次同样的命令就从断点继续。",
                    "Interrupted; run the same command again to go on from here.",
                )
            )

    return guarded


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    """Let SIGTERM do what Ctrl-C does: what was begun is put in order first."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
